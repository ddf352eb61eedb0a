"""Erases a person: name, contacts and notes go, money rows stay; it cannot be undone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.connection import reading
from db.models import (
    Client,
    ClientAlias,
    GroomNote,
    Note,
    NotSame,
    OldHistory,
    Pet,
    PetInstruction,
    Phone,
    Photo,
    RecallCall,
    Series,
    Ticket,
    TicketNote,
    Vaccination,
)
from db.models.base import fields_of, tuples
from pettui.book.waiting import records
from pettui.history.actor import Actor
from pettui.history.door import Door, Refused, change
from pettui.people import balance, household, photos
from pettui.people.leaving import coming_visits
from pettui.people.merging import GONE
from pettui.people.privacy_history import PERSONAL, forget
from pettui.stock import uses
from pettui.team.shop import Shop
from pettui.text import count

_CONSENTS = (
    "mail_appointments", "text_appointments", "call_appointments", "mail_marketing",
    "text_marketing", "call_marketing", "post_marketing", "mail_bad", "text_bad",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Erasure:
    """What erasing a person would take, and what would stay, in words; `refused` says why not."""

    client: int
    number: int
    name: str
    takes: str
    stays: str
    refused: str


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased: what the person is called now, and files that could not be removed."""

    name: str
    changes: int
    left: tuple[Path, ...]


def erasure_of(shop: Shop, client: int) -> Erasure:
    """Say what erasing a client would take and leave; writes nothing."""
    with reading():
        row = _the(client)
        pets = [key for (key,) in tuples(Pet.select(Pet.id).where(Pet.client == client))]
        notes = Note.select().where((Note.client == client) | Note.pet.in_(pets)).count()
        takes = (
            (Phone.select().where(Phone.client == client).count(), "number", "numbers"),
            (notes, "note", "notes"),
            (len(_files(pets)), "file", "files"),
        )
        stays = (
            (Ticket.select().where(Ticket.client == client).count(), "ticket", "tickets"),
            (len(pets), "pet", "pets"),
        )
        return Erasure(
            client, row.number, f"{row.first_name} {row.last_name}".strip(),
            uses.in_words(takes), uses.in_words(stays), _against(shop, row),
        )  # fmt: skip


def erase(shop: Shop, client: int, by: Actor) -> Erased:
    """Erase a person (DOMAIN 5.12): the client is called `Client #number` from now on.

    Name, contacts, birthday, notes, alerts, photographs and documents go, from the record, from
    copies on tickets and from the history; amounts, days and services stay. It cannot be undone.
    Raises Refused for visits to come, for money that is owed, and for who stands for everybody.
    """
    from pettui.team.access.having import require

    with change("", by, undoable=False) as door:
        require("people.delete", by, door)
        door.forgetting = True
        row = _the(client)
        if words := _against(shop, row):
            raise Refused(words)
        name = f"Client #{row.number}"
        door.what = f"erased the person of client {row.number}"
        said = _said_of(row)
        pets = list(Pet.select().where(Pet.client == client))
        keys = [pet.id for pet in pets]
        files = _files(keys)
        _records(door, client, keys)
        for pet in pets:
            door.update(pet, **_empty(pet, PERSONAL["pet"]), primary_photo=None, active=False)
        tickets = _tickets(door, client, name)
        for series in list(Series.select().where(Series.client == client)):
            door.update(series, active=False)  # how often somebody came names nobody
        records.erase(door, client)
        household.take_out(door, row)
        row = _the(client)
        values = _empty(row, PERSONAL["client"]) | dict.fromkeys(_CONSENTS, False)
        values |= {
            "first_name": "Client", "last_name": f"#{row.number}", "active": False,
            "referred_by": None, "preferred_employee": None,
        }  # fmt: skip
        door.update(row, **values)
        was = tuples(ClientAlias.select(ClientAlias.was).where(ClientAlias.client == client))
        touched = forget(door, [client, *(key for (key,) in was)], tickets, keys, said)
    return Erased(name, touched, tuple(_remove(files)))


def _the(client: int) -> Client:
    row: Client | None = Client.get_or_none(Client.id == client)
    if row is None:
        raise Refused(GONE)
    return row


def _against(shop: Shop, row: Client) -> str:
    name = f"{row.first_name} {row.last_name}".strip()
    if row.anonymous:
        return f"{name} stands for everybody without a record and stays."
    coming = coming_visits(shop, client=row.id)
    if coming:
        return (
            f"{name} has {count(len(coming), 'visit')} to come ({coming[0].words}). End or cancel"
            " them first."
        )
    if owed := balance.owed_by(row.id):
        kind = "still owes" if owed > 0 else "still has a credit of"
        return f"{name} {kind} {shop.money.text(abs(owed))}. Settle that first."
    return ""


def _said_of(row: Client) -> list[str]:
    """Give the words by which changes may speak of somebody; an import left none in the history."""
    numbers = tuples(Phone.select(Phone.shown, Phone.digits).where(Phone.client == row.id))
    pets = Pet.select(Pet.id).where(Pet.client == row.id)
    noted = tuples(Note.select(Note.text).where((Note.client == row.id) | Note.pet.in_(pets)))
    return [
        row.first_name, row.last_name, row.email, row.alert,
        *(text for found in (*numbers, *noted) for text in found),
    ]  # fmt: skip


def _empty(row: Any, names: Iterable[str]) -> dict[str, Any]:
    fields = fields_of(type(row))
    return {name: None if fields[name].null else "" for name in names}


def _files(pets: list[int]) -> list[str]:
    shots = Vaccination.select(Vaccination.document).where(
        Vaccination.pet.in_(pets), Vaccination.document != ""
    )
    return [
        name
        for (name,) in [
            *tuples(Photo.select(Photo.file).where(Photo.pet.in_(pets))),
            *tuples(shots),
        ]
    ]


def _records(door: Door, client: int, pets: list[int]) -> None:
    for model, which in (
        (Phone, Phone.client == client),
        (Note, (Note.client == client) | Note.pet.in_(pets)),
        (Photo, Photo.pet.in_(pets)),
        (PetInstruction, PetInstruction.pet.in_(pets)),
        (NotSame, (NotSame.kind == "client")
         & ((NotSame.one == client) | (NotSame.other == client))),
    ):  # fmt: skip
        for part in list(model.select().where(which)):
            door.delete(part)
    for shot in list(Vaccination.select().where(Vaccination.pet.in_(pets))):
        door.update(shot, comment="", document="")
    for groom in list(GroomNote.select().where(GroomNote.pet.in_(pets))):
        door.update(groom, text="", style="")
    for call in list(RecallCall.select().where(RecallCall.pet.in_(pets))):
        door.update(call, note="")


def _tickets(door: Door, client: int, name: str) -> list[int]:
    tickets = list(Ticket.select().where(Ticket.client == client))
    for ticket in tickets:
        door.update(ticket, **_empty(ticket, PERSONAL["ticket"] - {"client_name"}),
                    client_name=name)  # fmt: skip
    keys = [ticket.id for ticket in tickets]
    for note in list(TicketNote.select().where(TicketNote.ticket.in_(keys))):
        door.delete(note)
    OldHistory.update(text="").where(OldHistory.ticket.in_(keys)).execute()
    return keys


def _remove(files: list[str]) -> list[Path]:
    """Remove the files once nothing refers to them; gives those that are still there."""
    left = []
    for name in files:
        path = photos.folder() / Path(name).name
        try:
            path.unlink(missing_ok=True)
        except OSError:
            left.append(path)
    return left
