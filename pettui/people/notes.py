"""Dated notes about clients and pets, by category, with author and time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from db.connection import reading
from db.models import Bookable, Employee, Note, Pet
from db.models.base import tuples
from pettui import clock
from pettui.history.actor import Actor
from pettui.history.door import Clash, Door, Refused, change
from pettui.people import lists
from pettui.people.record import RecordClash, Saved, Wrong
from pettui.team.shop import Shop
from pettui.text import clean, clean_note, fold


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A dated note; `about` is the pet's name in a client's list. `at` is on the shop's clock."""

    day: date
    author: str
    text: str
    about: str = ""
    category: str = ""
    at: datetime | None = None
    id: int = 0
    version: int = 0
    pet: int | None = None


def notes_of(
    shop: Shop, *, client: int | None = None, pet: int | None = None, category: str = "",
    limit: int = 40,
) -> tuple[NoteLine, ...]:  # fmt: skip
    """Give the notes of a client with those of the pets, or of one pet, the newest first."""
    pets: dict[int, str] = {}
    if client is not None:
        pets = dict(tuples(Pet.select(Pet.id, Pet.name).where(Pet.client == client)))
        which = (Note.client == client) | Note.pet.in_(list(pets))
    else:
        which = Note.pet == pet
    query = Note.select().where(which).order_by(Note.at.desc(), Note.id.desc()).limit(limit)
    if category:
        query = query.where(Note.category == category)
    found = []
    for row in query:
        at = clock.wall_of(row.at, shop.zone)
        about = row.__data__["pet"]
        found.append(
            NoteLine(
                at.date(), row.author, row.text, pets.get(about, ""), row.category, at, row.id,
                row.version, about,
            )
        )  # fmt: skip
    return tuple(found)


@dataclass(frozen=True, slots=True)
class NoteRecord:
    """A note as a form edits it, about a client or a pet; `id` is None for a new one."""

    id: int | None = None
    version: int = 0
    client: int | None = None
    pet: int | None = None
    category: str = ""
    text: str = ""


def note_record(note: int) -> NoteRecord:
    """Read a note; raises Refused when it is gone."""
    with reading():
        return _record(_note(note))


def _record(row: Note) -> NoteRecord:
    about = row.__data__
    return NoteRecord(row.id, row.version, about["client"], about["pet"], row.category, row.text)


def save_note(shop: Shop, record: NoteRecord, by: Actor) -> Saved:
    """Save a note of one's own, or a new one; the history keeps what it said before.

    Raises Wrong (names the field), RecordClash (it was changed meanwhile), or Refused when it
    is gone or somebody else's.
    """
    if record.id is None:
        return Saved(
            add(by, record.text, client=record.client, pet=record.pet, category=record.category)
        )
    try:
        edit(record.id, record.text, record.category, record.version, by)
    except Clash as clash:
        raise RecordClash(str(clash), note_record(record.id)) from clash
    return Saved(record.id)


def add(
    by: Actor, text: str, *, client: int | None = None, pet: int | None = None, category: str = ""
) -> int:
    """Add a note about a client or a pet and give its id; a new category joins the list."""
    body = _body(text)
    with change(f"note: {body[:60]}", by) as door:
        row = door.insert(
            Note, client=client, pet=pet, category=_category(door, category), text=body,
            at=door.at, author=by.name,
        )  # fmt: skip
        return int(row.id)


def edit(note: int, text: str, category: str, version: int, by: Actor) -> None:
    """Change one's own note: text and category; a new category joins the list.

    Raises Clash when it was changed meanwhile, Refused when it is somebody else's.
    """
    body = _body(text)
    with change(f"note: {body[:60]}", by) as door:
        row = _note(note)
        door.refuse_stale(row, version)
        _refuse_others(row, by)
        door.update(row, text=body, category=_category(door, category))


def remove(note: int, by: Actor) -> None:
    """Remove one's own note; the history keeps what it said, and undo brings it back."""
    with change("", by) as door:
        row = _note(note)
        _refuse_others(row, by)
        door.what = f"note removed: {clean(row.text, 60)}"
        door.delete(row)


def _category(door: Door, said: str) -> str:
    """Give a category as the shop's list spells it; renaming it there renames it here."""
    group = clean(said, 40)
    if not group:
        return ""
    lists.entry(door, lists.NOTE, group)
    return next(name for name in lists.names(lists.NOTE) if fold(name) == fold(group))


def _refuse_others(row: Note, by: Actor) -> None:
    """Let nobody put words into the mouth of somebody who works here."""
    if row.author in ("", by.name):
        return
    here = Employee.select().join(Bookable).where(Bookable.label == row.author, Bookable.active)
    if here.exists():
        raise Refused(
            f"{row.author} wrote this note. Add one of your own, or ask {row.author} to change it."
        )


def _body(text: str) -> str:
    body = clean_note(text)
    if not body:
        raise Wrong("text", "The note is empty. Write it, or press Esc to leave it.")
    return body


def _note(note: int) -> Note:
    row: Note | None = Note.get_or_none(Note.id == note)
    if row is None:
        raise Refused("This note is no longer here.")
    return row
