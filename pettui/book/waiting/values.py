"""Who waits, for what, for whom and when, as plain frozen values."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

TODAY, LATER = "today", "later"
"""The kinds of entries: a walk-in in the lobby, and somebody who wants another day."""

ALL_WEEK = 127
LAST_MINUTE = 1439


class When(NamedTuple):
    """Days and times that would suit. Both times bound the start, never the end (DOMAIN 8.6).

    Attributes:
        first: the first day; None is any day from today on.
        last: the last day, None for none.
        weekdays: bit 0 is Monday.
        earliest: the earliest start, in minutes since midnight.
        latest: the latest start, included.
    """

    first: date | None = None
    last: date | None = None
    weekdays: int = ALL_WEEK
    earliest: int = 0
    latest: int = LAST_MINUTE


class Wish(NamedTuple):
    """One service that somebody waits for, with its pet and whom it is to be done by.

    `employees` are the ids of those who are wanted, the dearest first; without any the entry's
    own hold, and without these whoever is free.
    """

    row: int
    pet: int | None
    pet_name: str
    item: int
    name: str
    employees: tuple[int, ...] = ()


class Waiting(NamedTuple):
    """An entry of the wait list. Instants are in UTC.

    Attributes:
        kind: "today" or "later".
        status: "waiting", "booked" or "left".
        rows: what is wanted, in the order in which it is done.
        employees: who is wanted for the rows without their own, the dearest first.
        windows: when it would suit, any of them; none is any time.
        phone: the number to call for this; without one given, the client's own.
        tried: the last call, None before the first.
        answer: of the last call: "reached", "voicemail", "no answer".
        moves: the ticket of a visit that wants to be earlier; taking a place moves it.
        ticket: what it was booked as.
    """

    id: int
    version: int
    kind: str
    status: str
    client: int
    client_name: str
    rows: tuple[Wish, ...]
    employees: tuple[int, ...]
    windows: tuple[When, ...]
    comment: str
    source: str
    phone: str
    added: datetime
    tried: datetime | None = None
    answer: str = ""
    calls: int = 0
    reason: str = ""
    ended: datetime | None = None
    moves: int | None = None
    ticket: int | None = None

    def wanted(self, wish: Wish) -> tuple[int, ...]:
        """Give who is wanted for a row, the dearest first; () is whoever is free."""
        return wish.employees or self.employees

    @property
    def pets(self) -> str:
        """The names of the pets: `Bella, Rex`."""
        return ", ".join(dict.fromkeys(wish.pet_name for wish in self.rows if wish.pet_name))

    @property
    def services(self) -> str:
        """The names of the services: `Bath + Nails`."""
        return " + ".join(dict.fromkeys(wish.name for wish in self.rows))

    @property
    def who(self) -> str:
        """Whom it is about: the pets, else the client."""
        return self.pets or self.client_name
