"""Dated notes about clients and pets, by category, with author and time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from db.models import Note, Pet
from db.models.base import tuples
from pettui import clock
from pettui.history.actor import Actor
from pettui.history.door import Refused, change
from pettui.people import lists
from pettui.people.record import Wrong
from pettui.team.shop import Shop
from pettui.text import clean, clean_note


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


def add(
    by: Actor, text: str, *, client: int | None = None, pet: int | None = None, category: str = ""
) -> int:
    """Add a note about a client or a pet and give its id; a new category joins the list."""
    body = _body(text)
    with change(f"note: {body[:60]}", by) as door:
        group = clean(category, 40)
        if group and group not in lists.names(lists.NOTE):
            lists.entry(door, lists.NOTE, group)
        row = door.insert(
            Note, client=client, pet=pet, category=group, text=body, at=door.at, author=by.name
        )
        return int(row.id)


def edit(note: int, text: str, category: str, version: int, by: Actor) -> None:
    """Change a note's text and category; raises Clash when it was changed meanwhile."""
    body = _body(text)
    with change(f"note: {body[:60]}", by) as door:
        row = _note(note)
        door.refuse_stale(row, version)
        door.update(row, text=body, category=clean(category, 40))


def remove(note: int, by: Actor) -> None:
    """Remove a note; the history keeps what it said."""
    with change("", by) as door:
        row = _note(note)
        door.what = f"note removed: {clean(row.text, 60)}"
        door.delete(row)


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
