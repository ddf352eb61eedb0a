"""The shop's up to three taxes; tickets keep a copy of what they were (DOMAIN 1.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from db.models import Tax
from pettui.history.actor import Actor
from pettui.history.door import Refused, change
from pettui.team.shop import Shop
from pettui.text import clean, fold

PLACES = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class TaxLine:
    """A tax: its place from 1 to 3, rates in percent, whether it is taken on the taxes before."""

    place: int
    name: str
    service_rate: Decimal = Decimal(0)
    product_rate: Decimal = Decimal(0)
    compound: bool = False
    active: bool = True
    version: int | None = None


def taxes(shop: Shop) -> list[TaxLine]:
    """Give the three taxes; one that was never set up is inactive."""
    rows = {row.place: row for row in Tax.select().where(Tax.branch == shop.branch)}
    found = []
    for place in PLACES:
        row = rows.get(place)
        found.append(
            TaxLine(place, f"Tax {place}", active=False) if row is None else TaxLine(
                place, row.name, Decimal(row.service_rate), Decimal(row.product_rate),
                bool(row.compound), bool(row.active), row.version,
            )
        )  # fmt: skip
    return found


def parse_rate(text: str) -> Decimal:
    """Read a rate in percent: `8.25`, `8,25 %`; raises ValueError with a hint."""
    said = clean(text, 20).replace(" ", "").removesuffix("%").replace(",", ".")
    if not re.fullmatch(r"\d{1,3}(\.\d{0,4})?", said):
        raise ValueError(f"“{clean(text, 20)}” is not a rate. Write it like 8.25.")
    rate = Decimal(said)
    if rate > 100:
        raise ValueError("A rate is at most 100 percent.")
    return rate


def save_tax(shop: Shop, tax: TaxLine, by: Actor) -> None:
    """Change a tax. Tickets that are there keep theirs; new ones take it as it is now."""
    with change("", by) as door:
        name = clean(tax.name, 40)
        if tax.place not in PLACES:
            raise Refused("There are three taxes; choose one of them.")
        if not name:
            raise Refused("Name: a tax needs a name; receipts show it.")
        if tax.compound and tax.place == 1:
            raise Refused("Compound: the first tax has no tax before it.")
        for rate in (tax.service_rate, tax.product_rate):
            if not 0 <= rate <= 100:
                raise Refused("Rate: it is from 0 to 100 percent.")
        for other in Tax.select().where(Tax.branch == shop.branch, Tax.place != tax.place):
            if other.active and tax.active and fold(other.name) == fold(name):
                raise Refused(f"Name: tax {other.place} is called {other.name} already.")
        values = {
            "name": name, "service_rate": tax.service_rate, "product_rate": tax.product_rate,
            "compound": tax.compound, "active": tax.active,
        }  # fmt: skip
        row = Tax.get_or_none(Tax.branch == shop.branch, Tax.place == tax.place)
        door.what = f"changed the tax {name}"
        if row is None:
            door.insert(Tax, branch=shop.branch, place=tax.place, **values)
            return
        door.refuse_stale(row, tax.version)
        if Decimal(row.service_rate) != tax.service_rate:
            door.what = f"{name} on services: {tax.service_rate} %, before {row.service_rate} %"
        door.update(row, **values)
