"""Households: people of one home, one of whom is the first to turn to."""

from __future__ import annotations

from dataclasses import dataclass

from peewee import JOIN

from db.connection import reading
from db.models import Client, Household, Phone
from db.models.base import tuples
from pettui.history.actor import Actor
from pettui.history.door import Door, Refused, change
from pettui.people.record import Wrong


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a household."""

    id: int
    name: str
    phone: str
    primary: bool


@dataclass(frozen=True, slots=True)
class Home:
    """A household; its first member is the primary one."""

    id: int
    name: str
    members: tuple[Member, ...]


def home_of(client: int) -> Home | None:
    """Give the household of a client, None when there is none."""
    with reading():
        row = Client.get_or_none(Client.id == client)
        home: Household | None = row.household if row is not None else None
        if home is None:
            return None
        people = (
            Client.select(
                Client.id, Client.first_name, Client.last_name, Phone.shown,
                Client.household_primary,
            )
            .join(Phone, JOIN.LEFT_OUTER, on=(Phone.client == Client.id) & Phone.primary)
            .where(Client.household == home)
            .order_by(Client.household_primary.desc(), Client.id)
        )  # fmt: skip
        members = tuple(
            Member(key, f"{first} {last}".strip(), phone or "", bool(primary))
            for key, first, last, phone, primary in tuples(people)
        )
        return Home(home.id, home.name, members)


def join(client: int, other: int, by: Actor) -> None:
    """Let a client share the household of another; there is a new one where there was none."""
    with change("", by) as door:
        if client == other:
            raise Wrong("household", "Choose somebody else of the same home.")
        row, host = _client(client), _client(other)
        home: Household | None = host.household
        if home is not None and row.__data__["household"] == home.id:
            raise Wrong("household", f"{_name(row)} and {_name(host)} share a household already.")
        take_out(door, row)
        if home is None:
            home = door.insert(Household, name=host.last_name or host.first_name)
            door.update(host, household=home.id, household_primary=True)
        door.update(row, household=home.id, household_primary=False)
        door.what = f"{_name(row)} shares a household with {_name(host)}"


def leave(client: int, by: Actor) -> None:
    """Take a client out of the household; one that has a single person left is no more."""
    with change("", by) as door:
        row = _client(client)
        if row.__data__["household"] is None:
            raise Refused(f"{_name(row)} is in no household.")
        door.what = f"{_name(row)} left the household"
        take_out(door, row)


def make_primary(client: int, by: Actor) -> None:
    """Make a client the one of the household who is turned to first."""
    with change("", by) as door:
        row = _client(client)
        if row.__data__["household"] is None:
            raise Refused(f"{_name(row)} is in no household.")
        door.what = f"{_name(row)} is the first of the household"
        for one in Client.select().where(Client.household == row.__data__["household"]):
            door.update(one, household_primary=one.id == row.id)


def take_out(door: Door, row: Client) -> None:
    """Take a client out of whatever household; one that has a single person left is no more."""
    key = row.__data__["household"]
    if key is None:
        return
    rest = list(
        Client.select().where(Client.household == key, Client.id != row.id).order_by(Client.id)
    )
    door.update(row, household=None, household_primary=False)
    if len(rest) > 1:
        if not any(one.household_primary for one in rest):
            door.update(rest[0], household_primary=True)
        return
    for one in rest:
        door.update(one, household=None, household_primary=False)
    home = Household.get_or_none(Household.id == key)
    if home is not None:
        door.delete(home)


def _client(key: int) -> Client:
    row: Client | None = Client.get_or_none(Client.id == key)
    if row is None:
        raise Refused("This client is no longer here. Find the client again.")
    return row


def _name(row: Client) -> str:
    return f"{row.first_name} {row.last_name}".strip()
