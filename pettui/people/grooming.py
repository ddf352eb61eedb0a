"""What was done to a pet at a visit: the style, the blades, the weight, how it went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import fn

from db.connection import reading
from db.models import GroomNote, Pet, PetWeight, Ticket, TicketRow
from db.models.base import tuples
from pettui.book.day import LIVE
from pettui.history.actor import Actor
from pettui.history.door import Door, Refused, change
from pettui.people import weights
from pettui.people.record import Wrong
from pettui.people.typed import HEAVIEST, weight_text
from pettui.team.shop import Shop
from pettui.text import clean, clean_note

RECENT = 600
"""How many of the shop's last groom notes tell which blades and styles are in use."""


@dataclass(frozen=True, slots=True)
class Grooming:
    """A groom note. `ticket` is the visit's; None for one of before. `id` None is a new one.

    `weight` is what the pet weighed on that day, in grams; it stands in the course of weights.
    """

    id: int | None = None
    version: int = 0
    day: date | None = None
    style: str = ""
    blade: str = ""
    text: str = ""
    author: str = ""
    ticket: int | None = None
    weight: int | None = None

    @property
    def words(self) -> str:
        """All of it on one line: `#7F body · teddy face · calm`."""
        text = " ".join(self.text.split())
        return " · ".join(part for part in (self.blade, self.style, text) if part)


@dataclass(frozen=True, slots=True)
class Used:
    """Blades and styles to choose from: the pet's own, the newest first, then the shop's."""

    blades: tuple[str, ...]
    styles: tuple[str, ...]
    last: Grooming | None  # the pet's newest note


def groomings_of(pet: int, limit: int = 40) -> tuple[Grooming, ...]:
    """Give a pet's groom notes, the newest first."""
    rows = GroomNote.select().where(GroomNote.pet == pet)
    newest = rows.order_by(GroomNote.day.desc(), GroomNote.id.desc()).limit(limit)
    grams = dict(
        tuples(PetWeight.select(PetWeight.day, PetWeight.grams).where(PetWeight.pet == pet))
    )
    return tuple(_read(row, grams.get(row.day)) for row in newest)


def grooming(note: int) -> Grooming:
    """Give one groom note; raises Refused when it is gone."""
    with reading():
        row = _known(note)
        return _read(row, weights.on_day(row.__data__["pet"], row.day))


def of_visit(pet: int, ticket: int) -> Grooming | None:
    """Give the groom note of a pet's visit, None when there is none yet."""
    row = GroomNote.get_or_none(GroomNote.pet == pet, GroomNote.ticket == ticket)
    return None if row is None else _read(row, weights.on_day(pet, row.day))


def of_today(shop: Shop, pet: int) -> Grooming:
    """Give the groom note of today's visit, or a new one for it."""
    with reading():
        today = shop.today()
        ticket = _visit_on(pet, today)
        there = of_visit(pet, ticket) if ticket is not None else None
        fresh = Grooming(day=today, ticket=ticket, weight=weights.on_day(pet, today))
        return there or fresh


def for_visit(shop: Shop, pet: int, ticket: int) -> Grooming:
    """Give the groom note of a visit, or a new one for it; raises Refused when it is to come."""
    with reading():
        visit = Ticket.get_or_none(Ticket.id == ticket)
        if visit is None:
            raise Refused("This visit is no longer here.")
        if visit.day > shop.today():
            raise Refused("This visit is still to come. Write its groom note when it was.")
        fresh = Grooming(day=visit.day, ticket=ticket, weight=weights.on_day(pet, visit.day))
        return of_visit(pet, ticket) or fresh


def used(pet: int) -> Used:
    """Give the blades and styles that were written down before, for a pet and in the shop."""
    with reading():
        own = groomings_of(pet, 20)
        last = GroomNote.select(fn.MAX(GroomNote.id)).scalar() or 0
        return Used(
            _often([one.blade for one in own], GroomNote.blade, last),
            _often([one.style for one in own], GroomNote.style, last),
            own[0] if own else None,
        )


def _often(own: list[str], field: Any, last: int) -> tuple[str, ...]:
    count = fn.COUNT(GroomNote.id)
    rows = (
        GroomNote.select(field)
        .where(GroomNote.id > last - RECENT, field != "")
        .group_by(field)
        .order_by(count.desc(), field)
        .limit(30)
    )
    return tuple(dict.fromkeys((*filter(None, own), *(said for (said,) in tuples(rows)))))


def _visit_on(pet: int, day: date) -> int | None:
    """Give a pet's visit of a day that was not called off, the last one of several."""
    took_place = Ticket.status.in_([*LIVE, "closed"])
    found = (
        Ticket.select(Ticket.id)
        .join(TicketRow)
        .where(TicketRow.pet == pet, Ticket.day == day, took_place)
        .order_by(Ticket.id.desc())
        .limit(1)
    )
    return next((int(key) for (key,) in tuples(found)), None)


def save(shop: Shop, pet: int, note: Grooming, by: Actor) -> int:
    """Save a groom note with the weight of its day, as one change, and give the note's id.

    Its day is the visit's, or today's, unless it is given; without a ticket a new one joins the
    visit of its day. A weight alone makes no note: then the id is 0.

    Raises Wrong when it says nothing, Clash when somebody else changed it meanwhile.
    """
    values = {
        "style": clean(note.style, 200), "blade": clean(note.blade, 80),
        "text": clean_note(note.text),
    }  # fmt: skip
    if not any(values.values()) and (note.weight is None or note.id is not None):
        raise Wrong("text", "The groom note is empty. Write a style, a blade, or how it went.")
    if note.weight is not None and not 0 < note.weight <= HEAVIEST:
        raise Wrong("weight", "The weight is out of range. Say it like 11 lb or 5.2 kg.")
    with change("", by) as door:
        row = Pet.get_or_none(Pet.id == pet)
        if row is None:
            raise Refused("This pet is no longer here. Find it again.")
        visit = Ticket.get_or_none(Ticket.id == note.ticket) if note.ticket is not None else None
        day = note.day or (visit.day if visit is not None else shop.today())
        if day > shop.today():
            raise Wrong("day", "This day is still to come. Say when the pet was groomed.")
        said = Grooming(style=values["style"], blade=values["blade"], text=values["text"]).words
        grams = weight_text(note.weight, shop.region)
        door.what = f"groomed {row.name}: {clean(said or grams, 120)}"
        known = _known(note.id) if note.id is not None else None
        if known is not None:
            door.refuse_stale(known, note.version)
        _weigh(door, row, note.weight, day, known.day if known is not None else None)
        if known is None:
            if not said:
                return 0
            ticket = note.ticket
            if ticket is None or (visit is not None and visit.day != day):
                ticket = _visit_on(pet, day)
            made = door.insert(
                GroomNote, pet=pet, ticket=ticket, day=day, author=by.name, **values
            )  # fmt: skip
            return int(made.id)
        door.update(known, day=day, **values)
        return int(known.id)


def _weigh(door: Door, pet: Pet, grams: int | None, day: date, before: date | None) -> None:
    """Let the weight follow its note; `before` is the day that the note had."""
    if before is not None and (grams is None or before != day):
        known = PetWeight.get_or_none(PetWeight.pet == pet.id, PetWeight.day == before)
        if known is not None:
            weights.take_out(door, pet, known)
    if grams is not None and weights.on_day(pet.id, day) != grams:
        weights.enter(door, pet, day, grams)


def remove(note: int, by: Actor) -> None:
    """Remove a groom note; the history keeps what it said, and the weight stays."""
    with change("", by) as door:
        row = _known(note)
        door.what = f"groom note of {row.pet.name} removed"
        door.delete(row)


def _read(row: GroomNote, grams: int | None) -> Grooming:
    return Grooming(
        row.id, row.version, row.day, row.style, row.blade, row.text, row.author, row.ticket, grams
    )


def _known(note: int) -> GroomNote:
    row: GroomNote | None = GroomNote.get_or_none(GroomNote.id == note)
    if row is None:
        raise Refused("This groom note is no longer here.")
    return row
