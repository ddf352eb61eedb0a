"""Makes one pet of two: visits, shots, weights, notes, prices and photographs come together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from db.connection import reading
from db.models import (
    GroomNote,
    Note,
    NotSame,
    Pet,
    PetInstruction,
    PetPrice,
    PetWeight,
    Photo,
    RecallCall,
    Ticket,
    TicketRow,
    Vaccination,
)
from pettui.book.day import LIVE
from pettui.book.waiting import records
from pettui.history.door import Door
from pettui.people.merging_fields import (
    PET_FIELDS,
    Field,
    chosen_values,
    fields_of_two,
    settled,
)
from pettui.team.shop import Shop

_MOVED: tuple[Any, ...] = (PetInstruction, GroomNote, Photo, Note, RecallCall)
_ONCE: tuple[tuple[Any, str], ...] = ((PetWeight, "day"), (PetPrice, "item"))
"""What a pet has once a day, or once a service: the kept pet's counts."""


def pictures(shop: Shop, keep: int, gone: int) -> Field | None:
    """Give both pictures in words where each pet has one that stands for it; None else."""
    with reading():
        kept, lost = (Pet.get_or_none(Pet.id == key) for key in (keep, gone))
        if kept is None or lost is None:
            return None
        found = fields_of_two(shop, ("primary_photo",), kept, lost)
    return next((field for field in found if field.keep and field.gone), None)


def merge(door: Door, shop: Shop, keep: int, gone: int, choices: Mapping[str, str]) -> None:
    """Merge a pet into another inside an open change; whose they are is the caller's to check."""
    kept, lost = Pet.get_by_id(keep), Pet.get_by_id(gone)
    fields = settled(fields_of_two(shop, PET_FIELDS, kept, lost), choices)
    values = chosen_values(fields, kept, lost)
    _visits(door, keep, gone, str(values.get("name", kept.name)))
    records.merge_pets(door, keep, gone)
    _shots(door, keep, gone)
    for model, name in _ONCE:
        column = getattr(model, name)
        known = {row.__data__[name] for row in model.select(column).where(model.pet == keep)}
        for row in list(model.select().where(model.pet == gone)):
            if row.__data__[name] in known:
                door.delete(row)
            else:
                door.update(row, pet=keep)
    for model in _MOVED:
        for row in list(model.select().where(model.pet == gone)):
            door.update(row, pet=keep)
    if kept.origin is None and lost.origin is not None:
        values["origin"] = lost.origin
    pairs = (NotSame.one == gone) | (NotSame.other == gone)
    for row in list(NotSame.select().where(NotSame.kind == "pet", pairs)):
        door.delete(row)
    door.delete(lost)
    door.update(kept, **values)


def _visits(door: Door, keep: int, gone: int, name: str) -> None:
    tickets = set()
    for row in list(TicketRow.select().where(TicketRow.pet == gone)):
        tickets.add(row.__data__["ticket"])
        door.update(row, pet=keep)
    for ticket in list(Ticket.select().where(Ticket.id.in_(list(tickets)))):
        if ticket.status not in LIVE:
            continue  # what is past says what it said
        rows = list(TicketRow.select().where(TicketRow.ticket == ticket).order_by(TicketRow.id))
        for row in rows:
            if row.__data__["pet"] == keep:
                door.update(row, pet_name=name)
        names = dict.fromkeys(row.pet_name for row in rows if row.pet_name)
        door.update(ticket, pet_names=", ".join(names))


def _shots(door: Door, keep: int, gone: int) -> None:
    """Keep one vaccination of a kind: the one that counts for longer."""
    known = {
        row.__data__["vaccine"]: row
        for row in Vaccination.select().where(Vaccination.pet == keep)
    }  # fmt: skip
    for row in list(Vaccination.select().where(Vaccination.pet == gone)):
        mine = known.get(row.__data__["vaccine"])
        if mine is None:
            door.update(row, pet=keep)
        elif row.expires > mine.expires:
            door.delete(mine)
            door.update(row, pet=keep)
        else:
            door.delete(row)
