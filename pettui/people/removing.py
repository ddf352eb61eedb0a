"""Removes records that were made by mistake; what visits refer to is made inactive instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from db.connection import reading
from db.models import (
    Client,
    ClientAlias,
    GroomNote,
    Note,
    Pet,
    PetInstruction,
    PetPrice,
    PetWeight,
    Phone,
    Photo,
    RecallCall,
    Series,
    Ticket,
    TicketRow,
    Vaccination,
)
from pettui.book.waiting import records
from pettui.history.actor import Actor
from pettui.history.door import Door, Refused, change
from pettui.people import household
from pettui.stock import uses

_PARTS: tuple[Any, ...] = (
    Vaccination, PetWeight, PetInstruction, GroomNote, Photo, PetPrice, Note,
    RecallCall,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Removal:
    """What a removal would meet: what refers to the record, and what would go with it, in words.

    "" in `uses` means that it can be removed.
    """

    name: str
    uses: str
    takes: str


def removal_of_client(client: int) -> Removal:
    """Say what refers to a client and what would go along; raises Refused when it is gone."""
    with reading():
        row = Client.get_or_none(Client.id == client)
        if row is None:
            raise Refused("This client is no longer here. Find the client again.")
        pets = Pet.select(Pet.id).where(Pet.client == client)
        written = Note.select().where((Note.client == client) | Note.pet.in_(pets))
        shots = Vaccination.select().where(Vaccination.pet.in_(pets))
        takes = (
            (pets.count(), "pet", "pets"),
            (Phone.select().where(Phone.client == client).count(), "number", "numbers"),
            (written.count(), "note", "notes"),
            (shots.count(), "vaccination", "vaccinations"),
        )
        name = f"{row.first_name} {row.last_name}".strip()
        return Removal(name, uses.in_words(uses_of_client(client)), uses.in_words(takes))


def uses_of_client(client: int) -> uses.Counts:
    """Count what refers to a client or the client's pets (DOMAIN 5.1)."""
    merged = ClientAlias.select().where(ClientAlias.client == client)
    friends = Client.select().where(Client.referred_by == client)
    pets = Pet.select(Pet.id).where(Pet.client == client)
    others = TicketRow.select(TicketRow.ticket).where(TicketRow.pet.in_(pets))
    tickets = Ticket.select().where((Ticket.client == client) | Ticket.id.in_(others))
    return (
        (tickets.count(), "ticket", "tickets"),
        (
            Series.select().where(Series.client == client).count(),
            "standing appointment",
            "standing appointments",
        ),
        records.of_client(client),
        (friends.count(), "client referred here", "clients referred here"),
        (merged.count(), "record merged into it", "records merged into it"),
    )


def remove_client(client: int, by: Actor) -> None:
    """Remove a client with pets and notes, as one change that undo brings back.

    Raises Refused with the counts when a ticket or another client refers to any of them.
    """
    with change("", by) as door:
        row = Client.get_or_none(Client.id == client)
        if row is None:
            raise Refused("This client is no longer here. Find the client again.")
        name = f"{row.first_name} {row.last_name}".strip()
        if row.anonymous:
            raise Refused(f"{name} stands for everybody without a record and stays.")
        uses.refuse_if_used(name, uses_of_client(client))
        for pet in Pet.select().where(Pet.client == client):
            _remove_pet(door, pet)
        household.take_out(door, row)
        for model in (Note, Phone):
            for part in model.select().where(model.client == client):
                door.delete(part)
        door.what = f"removed client {name}"
        door.delete(row)


def remove_pet(pet: int, by: Actor) -> None:
    """Remove a pet with all that hangs on it, as one change that undo brings back.

    Raises Refused with the counts when a ticket refers to it.
    """
    with change("", by) as door:
        row = Pet.get_or_none(Pet.id == pet)
        if row is None:
            raise Refused("This pet is no longer here. Find it again.")
        owner: Client = row.client
        door.what = f"removed pet {row.name} of {owner.first_name} {owner.last_name}".rstrip()
        _remove_pet(door, row)


def _remove_pet(door: Door, row: Pet) -> None:
    tickets = TicketRow.select(TicketRow.ticket).where(TicketRow.pet == row.id).distinct()
    counts = ((tickets.count(), "ticket", "tickets"), records.of_pet(row.id))
    uses.refuse_if_used(row.name, counts)
    for model in _PARTS:
        for part in model.select().where(model.pet == row.id):
            door.delete(part)
    door.delete(row)
