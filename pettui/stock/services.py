"""Services to choose from when booking."""

from __future__ import annotations

import re
from dataclasses import dataclass

from db.models import Category, Item
from db.models.base import tuples
from pettui.text import fold


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """A service in a picker; lengths in minutes, price in the smallest unit."""

    id: int
    code: str
    name: str
    category: str
    price: int
    minutes: int
    add_on: bool


def services() -> list[ServiceLine]:
    """Give the services that can be booked, in the order of the price list."""
    rows = (
        Item.select(
            Item.id, Item.code, Item.name, Category.name, Item.price, Item.setup, Item.process,
            Item.finish, Item.add_on,
        )
        .left_outer_join(Category)
        .where(Item.kind == "S", Item.active)
        .order_by(Item.reserved, Category.position, Item.position, Item.name)
    )  # fmt: skip
    return [
        ServiceLine(key, code, name, category or "", price, setup + process + finish, bool(add_on))
        for key, code, name, category, price, setup, process, finish, add_on in tuples(rows)
    ]


def initials(name: str) -> str:
    """Give the initials by which a service is called for short: `fg` for full groom."""
    return "".join(word[0] for word in re.findall(r"\w+", fold(name)))


def matching(lines: list[ServiceLine], text: str) -> list[ServiceLine]:
    """Give the services that a few typed letters mean, the best first: code, initials, words."""
    said = fold(text)
    if not said:
        return lines
    ranked = []
    for place, line in enumerate(lines):
        name = fold(line.name)
        if fold(line.code) == said:
            rank = 0
        elif initials(line.name) == said:
            rank = 1
        elif name.startswith(said):
            rank = 2
        elif all(any(word.startswith(term) for word in name.split()) for term in said.split()):
            rank = 3
        elif all(term in name or term in fold(line.category) for term in said.split()):
            rank = 4
        else:
            continue
        ranked.append((rank, place, line))
    return [line for _, _, line in sorted(ranked, key=lambda r: r[:2])]
