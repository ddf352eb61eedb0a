"""The history of an entry: who put it on the list, changed it, called, and what became of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from db.connection import reading
from db.models import Bookable, Change, ChangedRow, Item, Pet
from db.models.base import tuples
from pettui import clock
from pettui.book.waiting.reading import read
from pettui.book.waiting.values import When
from pettui.book.waiting.words import window_text
from pettui.history.door import Refused
from pettui.history.story import Entry, Line, Story
from pettui.team.shop import Shop

_PARTS = ("wait_row", "wait_window", "wait_employee")
TABLES = ("wait_entry", *_PARTS)
_WORDS = {
    "status": "status", "reason": "reason", "comment": "comment", "source": "source",
    "phone": "number to call", "answer": "the call", "calls": "calls",
}  # fmt: skip


def of_entry(shop: Shop, key: int) -> Story:
    """Read what happened to an entry, the newest first; raises Refused when there is nothing."""
    with reading():
        own = list(
            ChangedRow.select()
            .where(ChangedRow.table == "wait_entry", ChangedRow.key == key)
            .order_by(ChangedRow.id)
        )
        changes = {row.__data__["change"] for row in own}
        # A part is never changed without its entry: they stand in the same changes.
        parts = ChangedRow.select().where(
            ChangedRow.change.in_(list(changes)), ChangedRow.table.in_(list(_PARTS))
        )
        known: set[tuple[str, int]] = set()
        mine: list[ChangedRow] = []
        for row in list(parts.order_by(ChangedRow.id)):
            values = {**(row.old or {}), **(row.new or {})}
            if values.get("entry") == key or (row.table, row.key) in known:
                known.add((row.table, row.key))
                mine.append(row)
        names = _names()
        found = []
        for change in (
            Change.select().where(Change.id.in_(list(changes))).order_by(Change.id.desc())
        ):
            rows = [r for r in (*own, *mine) if r.__data__["change"] == change.id]
            found.append(
                Entry(
                    at=clock.wall_of(change.at, shop.zone), who=change.account_name,
                    where=change.terminal, what=change.what,
                    lines=tuple(line for row in rows for line in _lines(shop, row, names)),
                    kind=change.kind, undone=bool(change.reversed),
                )
            )  # fmt: skip
        now = next(iter(read(shop, ids=[key], ended=True)), None)
        if not found and now is None:
            raise Refused("There is no history of this entry.")
        title = f"Wait list · {now.who} · {now.services} · {now.status}" if now else "Wait list"
        return Story(title, tuple(found))


def lines_of(shop: Shop, row: ChangedRow) -> list[Line]:
    """Write what differs in one row of the wait list's tables; a connection must be open."""
    return _lines(shop, row, _names())


Names = dict[str, dict[int, str]]


def _names() -> Names:
    return {
        "item": dict(tuples(Item.select(Item.id, Item.name))),
        "employee": dict(tuples(Bookable.select(Bookable.id, Bookable.label))),
    }


def _lines(shop: Shop, row: ChangedRow, names: Names) -> list[Line]:
    old: dict[str, Any] = row.old or {}
    new: dict[str, Any] = row.new or {}
    if row.table == "wait_window":
        return _line("when", _window(shop, old), _window(shop, new))
    if row.table == "wait_employee":
        return _line("with", _named(names, old, "employee"), _named(names, new, "employee"))
    if row.table == "wait_row":
        return _line("service", _row(names, old), _row(names, new))
    fresh = row.old is None
    return [
        line
        for name, words in _WORDS.items()
        if name in new and not (fresh and name in ("status", "calls"))
        for line in _line(words, *(_text(shop, name, side) for side in (old, new)))
    ]


def _text(shop: Shop, name: str, values: dict[str, Any]) -> str:
    said = str(values.get(name) or "")
    return shop.phone_text(said) if name == "phone" else said


def _line(words: str, before: str, after: str) -> list[Line]:
    return [Line("", words, before, after)] if before != after else []


def _named(names: Names, values: dict[str, Any], what: str) -> str:
    key = values.get(what)
    return names[what].get(key, "somebody who left") if isinstance(key, int) else ""


def _row(names: Names, values: dict[str, Any]) -> str:
    service = _named(names, values, "item")
    pet = Pet.get_or_none(Pet.id == values["pet"]) if values.get("pet") else None
    return f"{pet.name}: {service}" if pet is not None and service else service


def _window(shop: Shop, values: dict[str, Any]) -> str:
    """Write a window as it was kept; one of which only a part changed names that part alone."""
    if not values:
        return ""
    days = {
        name: date.fromisoformat(str(values[name])) if values.get(name) else None
        for name in ("first", "last")
    }
    return window_text(
        shop,
        When(
            days["first"], days["last"], values.get("weekdays", 127),
            values.get("earliest", 0), values.get("latest", 1439),
        ),
    )  # fmt: skip
