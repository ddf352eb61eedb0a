"""What the tests of services and prices say over and over."""

from __future__ import annotations

from datetime import date
from typing import Any

from db.models import ALL, Change, ChangedRow, Counter, Item
from db.models.base import fields_of, table_of, tuples
from pettui.stock.pricing import Edit, set_own, set_prices
from pettui.stock.sheets import Layer, Line, SheetCell, price_cell, read_book
from pettui.team.shop import Shop
from pettui.till.prices import Quote, cell_words, quotes
from tests.book.steps import column, item, pet
from tests.small_shop import DANA

ANY = Layer()
NEW_YEAR = date(2027, 1, 1)


def line(shop: Shop, code: str, day: date | None = None) -> Line:
    """Give the line of a service in the price list."""
    return next(line for line in read_book(shop, day).lines if line.service.code == code)


def cell(
    shop: Shop, code: str, size: str = "", layer: Layer = ANY, what: str = "price",
    day: date | None = None,
) -> SheetCell:  # fmt: skip
    """Give one cell of the price list."""
    return price_cell(line(shop, code, day), size, layer, what)


def source(shop: Shop, found: SheetCell, day: date | None = None) -> str:
    """Say where the value of a cell comes from, as somebody reads who looks at a day's list."""
    assert found.source is not None
    return cell_words(shop, found.source, day or shop.today())


def put(
    shop: Shop, code: str, size: str, value: int | None, layer: Layer = ANY, what: str = "price",
    day: date | None = None,
) -> None:  # fmt: skip
    """Type into a cell of the price list, as somebody does who sees what is there."""
    seen = cell(shop, code, size, layer, what, day).own
    set_prices(shop, [Edit(item(code), size, value, seen)], layer, what, DANA, day)


def put_own(
    shop: Shop, code: str, who: str, value: int | None, seen: int | None = None,
    what: str = "price", day: date | None = None,
) -> None:  # fmt: skip
    """Type into a cell of the exceptions."""
    set_own(shop, [Edit(item(code), str(column(who)), value, seen)], what, DANA, day)


def quote(
    shop: Shop, code: str = "FULL", of: str | None = "Rex", who: str | None = "Kim",
    day: date | None = None,
) -> Quote:  # fmt: skip
    """Ask what a service costs."""
    key = item(code)
    whose, by = pet(of) if of else None, column(who) if who else None
    return quotes(shop, [key], pet=whose, employee=by, day=day)[key]


def everything() -> dict[str, list[Any]]:
    """Give all rows of all tables but the history, without their versions."""
    found = {}
    for model in ALL:
        if model in (Change, ChangedRow, Counter):
            continue
        wanted = [field for name, field in fields_of(model).items() if name != "version"]
        found[table_of(model)] = sorted(map(repr, tuples(model.select(*wanted))))
    return found


def code_of(key: int) -> str:
    """Give a service's code."""
    return str(Item.get_by_id(key).code)
