"""The lists that the shop keeps: where clients come from, classes, coats, notes, block reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from peewee import fn

from db.models import Breed, Choice, Client, FuturePrice, Note, Pet, PriceCell
from pettui.history.actor import Actor
from pettui.history.door import Door, Refused, change
from pettui.people.breeds import COATS
from pettui.stock import uses
from pettui.text import clean, fold

KINDS = {
    "referral": "Where clients come from",
    "class": "Classes of clients",
    "coat": "Coats",
    "note": "Categories of notes",
    "block": "Reasons for time blocks",
}
"""The lists, and what people call them."""

USUAL = {
    "coat": COATS,
    "note": ("General", "Grooming", "Behaviour", "Medical", "Billing"),
    "block": ("Lunch", "Break", "Meeting", "Errand"),
}
"""What stands in a list until the shop changes it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a list; `id` is None while the list is the usual one."""

    name: str
    active: bool = True
    id: int | None = None
    version: int | None = None


def entries(kind: str, *, inactive: bool = True) -> list[Entry]:
    """Give the entries of a list in the shop's order; the usual ones until it has its own."""
    rows = _rows(kind)
    if not rows:
        return [Entry(name) for name in USUAL.get(kind, ())]
    found = [Entry(row.name, bool(row.active), row.id, row.version) for row in rows]
    return [entry for entry in found if entry.active or inactive]


def add_entry(kind: str, name: str, by: Actor) -> int:
    """Add an entry at the end; two of one name are refused."""
    with change("", by) as door:
        name = _checked(kind, name)
        _own(door, kind)
        _refuse_double(kind, name, None)
        door.what = f"{KINDS[kind]}: added {name}"
        last = Choice.select(fn.MAX(Choice.position)).where(Choice.kind == kind).scalar()
        position = 0 if last is None else last + 1
        return int(door.insert(Choice, kind=kind, name=name, position=position).id)


def rename_entry(kind: str, old: str, new: str, by: Actor, version: int | None = None) -> None:
    """Rename an entry everywhere: pets keep their coat, notes their category, under the new name.

    What tickets copied stays as it was.
    """
    with change("", by) as door:
        new = _checked(kind, new)
        _own(door, kind)
        row = _the(kind, old)
        door.refuse_stale(row, version)
        _refuse_double(kind, new, row.id)
        if kind == "coat":
            _refuse_priced(row.name, new)
        door.what = f"{KINDS[kind]}: renamed {row.name} to {new}"
        before = row.name
        door.update(row, name=new)
        for model, field in _BY_NAME.get(kind, ()):
            column = getattr(model, field)
            same = (column == before) | (fn.LOWER(column) == before.lower())
            for user in list(model.select().where(same)):
                door.update(user, **{field: new})


def move_entry(kind: str, name: str, step: int, by: Actor) -> None:
    """Move an entry up (-1) or down (1)."""
    with change("", by) as door:
        _own(door, kind)
        rows = _rows(kind)
        row = _the(kind, name)
        at = next(place for place, one in enumerate(rows) if one.id == row.id)
        rows.insert(max(0, min(len(rows) - 1, at + step)), rows.pop(at))
        door.what = f"{KINDS[kind]}: moved {row.name}"
        for place, one in enumerate(rows):
            door.update(one, position=place)


def set_entry_active(kind: str, name: str, by: Actor, *, active: bool) -> None:
    """Offer an entry again, or no more; who has it keeps it."""
    with change("", by) as door:
        _own(door, kind)
        row = _the(kind, name)
        door.what = f"{KINDS[kind]}: made {row.name} {'active' if active else 'inactive'}"
        door.update(row, active=active)


def delete_entry(kind: str, name: str, by: Actor) -> None:
    """Remove an entry that nobody has; else Refused with the counts (DOMAIN 5.1)."""
    with change("", by) as door:
        _own(door, kind)
        row = _the(kind, name)
        uses.refuse_if_used(row.name, used_by(kind, row))
        door.what = f"{KINDS[kind]}: deleted {row.name}"
        door.delete(row)


def used_by(kind: str, row: Choice) -> uses.Counts:
    """Count who has an entry."""
    if kind in ("referral", "class"):
        link = Client.source if kind == "referral" else Client.class_of
        return ((Client.select().where(link == row.id).count(), "client", "clients"),)
    found = []
    for model, field in _BY_NAME.get(kind, ()):
        column = getattr(model, field)
        same = (column == row.name) | (fn.LOWER(column) == row.name.lower())
        one, many = _WORDS[model]
        found.append((int(model.select().where(same).count()), one, many))
    return tuple(found)


_BY_NAME: dict[str, tuple[tuple[Any, str], ...]] = {
    "coat": ((Pet, "coat"), (Breed, "coat"), (PriceCell, "coat"), (FuturePrice, "coat")),
    "note": ((Note, "category"),),
}
"""What refers to an entry by its name; a rename takes it along."""

_WORDS: dict[Any, tuple[str, str]] = {
    Pet: ("pet", "pets"), Breed: ("breed", "breeds"), PriceCell: ("price", "prices"),
    FuturePrice: ("price to come", "prices to come"), Note: ("note", "notes"),
}  # fmt: skip


def _rows(kind: str) -> list[Choice]:
    rows = Choice.select().where(Choice.kind == kind).order_by(Choice.position, Choice.name)
    return list(rows)


def _own(door: Door, kind: str) -> None:
    """Write the usual entries down when the shop begins to change a list."""
    if not _rows(kind):
        for place, name in enumerate(USUAL.get(kind, ())):
            door.insert(Choice, kind=kind, name=name, position=place)


def _checked(kind: str, name: str) -> str:
    if kind not in KINDS:
        raise Refused("There is no such list.")
    name = clean(name, 60)
    if not name:
        raise Refused("Name: an entry needs a name.")
    return name


def _refuse_double(kind: str, name: str, own: int | None) -> None:
    for row in _rows(kind):
        if row.id != own and fold(row.name) == fold(name):
            state = "" if row.active else ", inactive; make it active again"
            raise Refused(f"Name: {row.name} is in the list already{state}.")


def _refuse_priced(old: str, new: str) -> None:
    """Refuse a coat's name for which there are prices: two prices of one cell could not be told."""
    found = PriceCell.select(PriceCell.coat).where(PriceCell.coat != "").distinct()
    if fold(old) != fold(new) and any(fold(coat) == fold(new) for (coat,) in found.tuples()):
        raise Refused(
            f"Name: the price list has prices for {new} already. Clear them first, or choose"
            " another name."
        )


def _the(kind: str, name: str) -> Choice:
    row = next((row for row in _rows(kind) if row.name == name), None)
    if row is None:
        raise Refused("This entry is no longer here. Somebody has changed the list.")
    return row
