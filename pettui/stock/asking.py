"""Where prices come from: of a visit in the book, and of every service for one pet."""

from __future__ import annotations

from typing import NamedTuple

from db.connection import reading
from pettui.book.booking import plan_of
from pettui.book.linked import goods
from pettui.book.placing import place_rows, saved_rows
from pettui.book.plan import Good, PlacedRow
from pettui.stock.services import services
from pettui.team.shop import Shop
from pettui.till.prices import Quote, quotes


class Asked(NamedTuple):
    """The rows of a visit with what was asked for each, and its products."""

    rows: tuple[PlacedRow, ...]
    goods: tuple[Good, ...]


def of_visit(shop: Shop, ticket: int) -> Asked:
    """Give what the prices of a visit come from; raises Refused when it is gone."""
    with reading():
        plan = plan_of(ticket)
        rows = tuple(place_rows(shop, plan))
        return Asked(rows, goods(shop, plan, rows, saved_rows(ticket)).kept)


def of_pet(shop: Shop, pet: int) -> list[Quote]:
    """Give what every service costs for a pet with any groomer, in the order of the price list."""
    with reading():
        ids = [service.id for service in services()]
        found = quotes(shop, ids, pet=pet, employee=None)
        return [found[item] for item in ids if item in found]
