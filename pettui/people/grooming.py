"""What was done to a pet at a visit: the style, the blades, how it went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from db.models import GroomNote, Pet, Ticket
from pettui.history.actor import Actor
from pettui.history.door import Refused, change
from pettui.people.record import Wrong
from pettui.team.shop import Shop
from pettui.text import clean, clean_note


@dataclass(frozen=True, slots=True)
class Grooming:
    """A groom note. `ticket` is the visit's; None for one of before. `id` None is a new one."""

    id: int | None = None
    version: int = 0
    day: date | None = None
    style: str = ""
    blade: str = ""
    text: str = ""
    author: str = ""
    ticket: int | None = None

    @property
    def words(self) -> str:
        """All of it on one line: `#7F body · teddy face · calm`."""
        text = " ".join(self.text.split())
        return " · ".join(part for part in (self.blade, self.style, text) if part)


def groomings_of(pet: int, limit: int = 40) -> tuple[Grooming, ...]:
    """Give a pet's groom notes, the newest first."""
    rows = GroomNote.select().where(GroomNote.pet == pet)
    return tuple(
        Grooming(row.id, row.version, row.day, row.style, row.blade, row.text, row.author,
                 row.ticket)
        for row in rows.order_by(GroomNote.day.desc(), GroomNote.id.desc()).limit(limit)
    )  # fmt: skip


def of_visit(pet: int, ticket: int) -> Grooming | None:
    """Give the groom note of a pet's visit, None when there is none yet."""
    row = GroomNote.get_or_none(GroomNote.pet == pet, GroomNote.ticket == ticket)
    return next((g for g in groomings_of(pet, 9999) if row and g.id == row.id), None)


def save(shop: Shop, pet: int, note: Grooming, by: Actor) -> int:
    """Save a groom note and give its id; its day is the visit's, or today's, unless it is given.

    Raises Wrong when it says nothing, Clash when somebody else changed it meanwhile.
    """
    values = {
        "style": clean(note.style, 200), "blade": clean(note.blade, 80),
        "text": clean_note(note.text),
    }  # fmt: skip
    if not any(values.values()):
        raise Wrong("text", "The groom note is empty. Write a style, a blade, or how it went.")
    with change("", by) as door:
        row = Pet.get_or_none(Pet.id == pet)
        if row is None:
            raise Refused("This pet is no longer here. Find it again.")
        visit = Ticket.get_or_none(Ticket.id == note.ticket) if note.ticket is not None else None
        day = note.day or (visit.day if visit is not None else shop.today())
        if day > shop.today():
            raise Wrong("day", "This day is still to come. Say when the pet was groomed.")
        words = Grooming(style=values["style"], blade=values["blade"], text=values["text"]).words
        door.what = f"groomed {row.name}: {clean(words, 120)}"
        if note.id is None:
            made = door.insert(
                GroomNote, pet=pet, ticket=note.ticket, day=day, author=by.name, **values
            )
            return int(made.id)
        known = _known(note.id)
        door.refuse_stale(known, note.version)
        door.update(known, day=day, **values)
        return int(known.id)


def remove(note: int, by: Actor) -> None:
    """Remove a groom note; the history keeps what it said."""
    with change("", by) as door:
        row = _known(note)
        door.what = f"groom note of {row.pet.name} removed"
        door.delete(row)


def _known(note: int) -> GroomNote:
    row: GroomNote | None = GroomNote.get_or_none(GroomNote.id == note)
    if row is None:
        raise Refused("This groom note is no longer here.")
    return row
