"""Removes records that were made by mistake; what visits refer to is made inactive instead."""

from __future__ import annotations

from typing import Any

from db.models import (
    Client,
    GroomNote,
    Note,
    Pet,
    PetInstruction,
    PetPrice,
    PetWeight,
    Phone,
    Photo,
    Ticket,
    TicketRow,
    Vaccination,
)
from pettui.history.actor import Actor
from pettui.history.door import Door, Refused, change
from pettui.people import household
from pettui.stock import uses

_PARTS: tuple[Any, ...] = (
    Vaccination, PetWeight, PetInstruction, GroomNote, Photo, PetPrice, Note,
)  # fmt: skip


def uses_of_client(client: int) -> uses.Counts:
    """Count what refers to a client beside the client's own pets (DOMAIN 5.1)."""
    friends = Client.select().where(Client.referred_by == client)
    tickets = Ticket.select().where(Ticket.client == client)
    return (
        (tickets.count(), "ticket", "tickets"),
        (friends.count(), "client referred here", "clients referred here"),
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
    uses.refuse_if_used(row.name, ((tickets.count(), "ticket", "tickets"),))
    for model in _PARTS:
        for part in model.select().where(model.pet == row.id):
            door.delete(part)
    door.delete(row)
