"""Clients who come no more, pets that died or moved: nothing is deleted, what is open is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from peewee import fn

from db.models import Client, Note, Pet, Series, Ticket, TicketRow
from db.models.base import tuples
from pettui.book.day import LIVE
from pettui.book.waiting import records
from pettui.history.actor import Actor
from pettui.history.door import Refused, change
from pettui.people import balance
from pettui.people.record import Wrong
from pettui.team.shop import Shop
from pettui.text import count, fold, sentence


class Concerned(Refused):
    """Something is still open with this client; `concerns` says what, in words."""

    def __init__(self, concerns: tuple[str, ...]) -> None:
        self.concerns = concerns
        super().__init__(sentence(concerns))


@dataclass(frozen=True, slots=True)
class Coming:
    """A visit to come; `start` is in minutes since midnight."""

    ticket: int
    number: int
    day: date
    start: int | None
    words: str


def coming_visits(shop: Shop, *, client: int | None = None, pet: int | None = None) -> tuple[
    Coming, ...
]:  # fmt: skip
    """Give the visits to come of a client or a pet, in order of time."""
    start = fn.MIN(TicketRow.start)
    query = (
        Ticket.select(Ticket.id, Ticket.number, Ticket.day, start, Ticket.pet_names)
        .join(TicketRow)
        .where(Ticket.day >= shop.today(), Ticket.status.in_(list(LIVE)))
        .group_by(Ticket.id, Ticket.number, Ticket.day, Ticket.pet_names)
        .order_by(Ticket.day, start)
    )
    query = query.where(Ticket.client == client) if client is not None else query
    query = query.where(TicketRow.pet == pet) if pet is not None else query
    found = []
    for key, number, day, minute, pets in tuples(query):
        at = f" {shop.time(minute)}" if minute is not None else ""
        found.append(
            Coming(key, number, day, minute, f"{shop.day(day)}{at} · {pets} · ticket {number}")
        )
    return tuple(found)


def concerns(shop: Shop, client: int) -> tuple[str, ...]:
    """Say what is still open with a client: the balance, open tickets, visits to come."""
    found = []
    owes = balance.owed_by(client)
    if owes > 0:
        found.append(f"{shop.money.text(owes)} are not paid yet")
    elif owes < 0:
        found.append(f"there is a credit of {shop.money.text(-owes)}")
    old = tuples(
        Ticket.select(Ticket.number)
        .where(Ticket.client == client, Ticket.day < shop.today(), Ticket.status.in_(list(LIVE)))
        .order_by(Ticket.number)
    )
    if old:
        numbers = ", ".join(str(number) for (number,) in old[:5])
        found.append(f"{count(len(old), 'open ticket')} of past days ({numbers})")
    coming = coming_visits(shop, client=client)
    if coming:
        words = "; ".join(visit.words for visit in coming[:3])
        found.append(f"{count(len(coming), 'visit')} to come ({words})")
    standing = Series.select().where(Series.client == client, Series.active).count()
    if standing:
        found.append(count(standing, "standing appointment"))
    if waits := records.concern_of_client(client):
        found.append(waits)
    return tuple(found)


def set_client_active(
    shop: Shop, client: int, active: bool, by: Actor, *, agreed: bool = False
) -> None:
    """Make a client inactive, or active again.

    Raises Concerned with what is still open, unless `agreed` says that it was seen.
    """
    with change("", by) as door:
        row = Client.get_or_none(Client.id == client)
        if row is None:
            raise Refused("This client is no longer here. Find the client again.")
        name = f"{row.first_name} {row.last_name}".strip()
        if row.anonymous and not active:
            raise Refused(f"{name} stands for everybody without a record and stays.")
        if not active and not agreed and (open_ := concerns(shop, client)):
            raise Concerned(open_)
        door.what = f"{name} is {'active again' if active else 'inactive now'}"
        door.update(row, active=active)
        if not active:
            records.client_gone(door, client, "the client is inactive")


def set_pet_active(pet: int, active: bool, by: Actor) -> None:
    """Make a pet inactive (not offered for booking), or active again."""
    with change("", by) as door:
        row = _pet(pet)
        if active:
            _refuse_twin(row.__data__["client"], row)
        door.what = f"{row.name} is {'active again' if active else 'inactive now'}"
        door.update(row, active=active)
        if not active:
            records.pet_gone(door, pet, f"{row.name} is inactive")


def set_deceased(shop: Shop, pet: int, deceased: bool, by: Actor) -> tuple[Coming, ...]:
    """Note that a pet has died: nothing is said or offered of it any more (DOMAIN 15.4).

    Gives its visits to come, so that they can be called off. False takes a mistake back.
    """
    with change("", by) as door:
        row = _pet(pet)
        door.what = f"{row.name} has died" if deceased else f"{row.name} lives after all"
        door.update(row, deceased=deceased)
        if deceased:
            records.pet_gone(door, pet, f"{row.name} has died")
        return coming_visits(shop, pet=pet) if deceased else ()


def move_pet(shop: Shop, pet: int, client: int, by: Actor) -> tuple[Coming, ...]:
    """Give a pet to another owner; its visits, notes and weights stay with it (DOMAIN 15.7).

    Gives its visits to come, which stay booked for the owner before until they are changed.
    """
    with change("", by) as door:
        row = _pet(pet)
        before: Client = row.client
        owner = Client.get_or_none(Client.id == client)
        if owner is None:
            raise Refused("The new owner is no longer here. Find the client again.")
        old, new = (f"{c.first_name} {c.last_name}".strip() for c in (before, owner))
        if owner.id == before.id:
            raise Wrong("client", f"{row.name} belongs to {new} already.")
        _refuse_twin(owner.id, row)
        door.what = f"{row.name} moved from {old} to {new}"
        door.update(row, client=owner.id)
        records.pet_moved(door, pet, owner.id)
        for side, words in ((before.id, f"to {new}"), (owner.id, f"from {old}")):
            door.insert(
                Note, client=side, category="Pets", text=f"{row.name} moved {words}.",
                at=door.at, author=by.name,
            )  # fmt: skip
        return coming_visits(shop, pet=pet)


def _refuse_twin(client: int, pet: Pet) -> None:
    others = Pet.select().where(Pet.client == client, Pet.id != pet.id, Pet.active, ~Pet.deceased)
    if any(fold(other.name) == fold(pet.name) for other in others):
        raise Wrong(
            "name", f"The owner has a pet named {pet.name} already. Give one another name first."
        )


def _pet(pet: int) -> Pet:
    row: Pet | None = Pet.get_or_none(Pet.id == pet)
    if row is None:
        raise Refused("This pet is no longer here. Find it again.")
    return row
