"""Writes cells of the price list: now, or from a day on; what a person saw is compared first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from db.models import Bookable, FuturePrice, Item, ItemException, PriceCell
from pettui.history.actor import Actor
from pettui.history.door import Clash, Door, Refused, change
from pettui.stock.catalog import LONGEST
from pettui.stock.sheets import PARTS, Key, Layer, Line, SheetCell, own_cell, price_cell, read_book
from pettui.team.shop import Shop
from pettui.text import count

MOST = 99_999_999  # the smallest unit


@dataclass(frozen=True, slots=True)
class Edit:
    """A cell that is to say something else; None clears it, so that it falls back.

    `seen` is what the cell itself said when the person looked.
    """

    item: int
    column: str  # a size class, or an employee's id
    value: int | None
    seen: int | None


def set_prices(
    shop: Shop, edits: Sequence[Edit], layer: Layer, what: str, by: Actor, day: date | None = None
) -> None:
    """Write cells of one layer as one change; `what` is "price" or "minutes".

    Args:
        shop: the shop.
        edits: the cells; a column is a size class, "" is any size.
        layer: the coat or breed group.
        what: "price" in the smallest unit, "minutes" the working time.
        by: who does it.
        day: prices hold from this day on; None, or a day that has come, is now.
    """
    start = day if day is not None and day > shop.today() else None
    _only_prices(what, start)
    with change("", by) as door:
        book = read_book(shop, day, inactive=True)
        lines = {line.service.id: line for line in book.lines}
        names = []
        for edit in edits:
            line = lines.get(edit.item)
            if line is None:
                raise Refused("A service is no longer in the price list. Look at it again.")
            cell = price_cell(line, edit.column, layer, what)
            _compare(edit, cell, line)
            _check(edit.value, what)
            key = (edit.column, layer.coat, layer.group)
            if what == "minutes":
                _write_minutes(door, edit.item, key, edit.value)
            else:
                write_price(door, edit.item, key, edit.value, start, shop.today())
            names.append(_where(line, edit.column, layer))
        door.what = _title(shop, what, names, start)


def set_own(
    shop: Shop, edits: Sequence[Edit], what: str, by: Actor, day: date | None = None
) -> None:
    """Write what employees do differently, as one change; a column is an employee's id."""
    start = day if day is not None and day > shop.today() else None
    if what not in PARTS:
        raise ValueError(what)
    _only_prices(what, start)
    with change("", by) as door:
        book = read_book(shop, day, inactive=True)
        lines = {line.service.id: line for line in book.lines}
        names = []
        for edit in edits:
            line, who = lines.get(edit.item), int(edit.column)
            worker = Bookable.get_or_none(Bookable.id == who, Bookable.kind == "employee")
            if line is None or worker is None:
                raise Refused("This service or employee is no longer here. Look at it again.")
            _compare(edit, own_cell(line, who, what), line)
            _check(edit.value, what)
            if what == "price":
                write_own_price(door, edit.item, who, edit.value, start, shop.today())
            else:
                _write_own(door, edit.item, who, what, edit.value)
            names.append(f"{line.service.name} for {worker.label}")
        words = {"price": "own price", "setup": "own set-up time", "process": "own process time",
                 "finish": "own finish time", "backbar": "own backbar"}[what]  # fmt: skip
        door.what = _title(shop, words, names, start)


def _only_prices(what: str, start: date | None) -> None:
    if start is not None and what != "price":
        raise Refused("Only prices can begin on a day. Times hold at once: look at today's list.")


def _compare(edit: Edit, now: SheetCell, line: Line) -> None:
    if now.own != edit.seen:
        raise Clash(
            f"Somebody changed {line.service.name} in the meantime. Look at the cell and repeat"
            " your change.",
            {"value": now.own},
        )


def _check(value: int | None, what: str) -> None:
    if value is None:
        return
    if what in ("price", "backbar"):
        if not 0 <= value <= MOST:
            raise Refused("Price: it cannot be less than nothing; 0 is free.")
    elif value % 5 or not 0 <= value <= LONGEST or (what == "minutes" and value < 5):
        least = 5 if what == "minutes" else 0
        raise Refused(f"Minutes: use steps of 5 minutes, from {least} to {LONGEST}.")


def _where(line: Line, size: str, layer: Layer) -> str:
    parts = [size, layer.coat, layer.group]
    return " ".join([line.service.name, *(part for part in parts if part)])


def _title(shop: Shop, what: str, names: Sequence[str], start: date | None) -> str:
    of = names[0] if len(names) == 1 else f"{count(len(names), 'cell')}, first {names[0]}"
    return f"{what} of {of}{f' from {shop.day(start)}' if start else ''}"


def write_price(
    door: Door, item: int, key: Key, value: int | None, start: date | None, today: date
) -> None:
    """Write the price of a cell; from `start` on, or at once (then what was due is over)."""
    if start is not None:
        _write_future(door, item, key, None, value, start)
        return
    for due in _futures(item, key, None):
        if due.day <= today:
            door.delete(due)
    row = _cell(item, key)
    if any(key):
        _write_cell(door, row, item, key, "price", value)
        return
    if value is None:
        raise Refused("The list price is what everything falls back to. Type 0 if it is free.")
    if row is not None:
        _write_cell(door, row, item, key, "price", None)
    door.update(Item.get_by_id(item), price=value)


def _write_minutes(door: Door, item: int, key: Key, value: int | None) -> None:
    row = _cell(item, key)
    if any(key):
        _write_cell(door, row, item, key, "minutes", value)
        return
    if value is None:
        raise Refused("The service's own time is what everything falls back to. Type its minutes.")
    if row is not None:
        _write_cell(door, row, item, key, "minutes", None)
    door.update(Item.get_by_id(item), setup=value)


def _write_cell(
    door: Door, row: PriceCell | None, item: int, key: Key, what: str, value: int | None
) -> None:
    """Write one half of a cell; a cell that says nothing any more goes."""
    if row is None:
        if value is not None:
            size, coat, group = key
            door.insert(PriceCell, item=item, size=size, coat=coat, group=group, **{what: value})
        return
    other = row.minutes if what == "price" else row.price
    if value is None and other is None:
        door.delete(row)
    else:
        door.update(row, **{what: value})


def write_own_price(
    door: Door, item: int, who: int, value: int | None, start: date | None, today: date
) -> None:
    """Write an employee's own price; from `start` on, or at once."""
    if start is not None:
        _write_future(door, item, ("", "", ""), who, value, start)
        return
    for due in _futures(item, ("", "", ""), who):
        if due.day <= today:
            door.delete(due)
    _write_own(door, item, who, "price", value)


def _write_own(door: Door, item: int, who: int, what: str, value: int | None) -> None:
    row = ItemException.get_or_none(ItemException.item == item, ItemException.employee == who)
    if row is None:
        if value is not None:
            door.insert(ItemException, item=item, employee=who, **{what: value})
    elif value is None and all(getattr(row, part) is None for part in PARTS if part != what):
        door.delete(row)
    else:
        door.update(row, **{what: value})


def _write_future(
    door: Door, item: int, key: Key, who: int | None, value: int | None, start: date
) -> None:
    row = next((f for f in _futures(item, key, who) if f.day == start), None)
    if value is None:
        if row is None:
            raise Refused(
                "No price of this cell begins on that day. Look at today's list to clear the price"
                " itself."
            )
        door.delete(row)
    elif row is not None:
        door.update(row, price=value)
    else:
        size, coat, group = key
        door.insert(
            FuturePrice, item=item, size=size, coat=coat, group=group, employee=who, day=start,
            price=value,
        )  # fmt: skip


def _cell(item: int, key: Key) -> PriceCell | None:
    rows = PriceCell.select().where(PriceCell.item == item)
    return next((row for row in rows if _same(row, key)), None)


def _futures(item: int, key: Key, who: int | None) -> list[FuturePrice]:
    rows = FuturePrice.select().where(FuturePrice.item == item)
    return [row for row in rows if row.__data__["employee"] == who and _same(row, key)]


def _same(row: Any, key: Key) -> bool:
    return [part.casefold() for part in (row.size, row.coat, row.group)] == [
        part.casefold() for part in key
    ]
