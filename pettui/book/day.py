"""A day of the book as screens and commands see it: plain frozen values, read in a few queries."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

LIVE = ("booked", "confirmed", "arrived", "in progress", "ready")
ENDED = ("cancelled", "late cancel", "no-show", "void")
LETTERS = {
    "booked": "B",
    "confirmed": "C",
    "arrived": "A",
    "in progress": "P",
    "ready": "R",
    "closed": "·",
    "cancelled": "x",
    "late cancel": "l",
    "no-show": "N",
    "void": "v",
}
"""The letter that stands for a status at a block's first line."""


class Column(NamedTuple):
    """An employee or a resource of the book, and when it can be booked that day.

    `hours` are half-open ranges of minutes since midnight; `off` says why there are none
    ("day off", "vacation", "not scheduled", "closed: Thanksgiving"), "" when there are some.
    """

    id: int
    kind: str  # "employee" or "resource"
    label: str
    lanes: int
    hours: tuple[tuple[int, int], ...]
    off: str
    color: str


class Block(NamedTuple):
    """One ticket row in one column: an employee's own row, or what a resource holds of it.

    Minutes are shop-local; `start` is minutes since midnight. For a resource, `start` and
    `setup` are the part that is held, and `process` and `finish` are 0.
    """

    column: int
    ticket: int
    row: int
    number: int  # the ticket's number, for people
    kind: str  # "visit" or "block"
    status: str
    start: int
    setup: int
    process: int
    finish: int
    lane: int
    pet: str
    client: str  # as the ticket keeps it: "Maria Ortega"
    client_last: str
    service: str
    breed: str
    size: str
    alerts: tuple[str, ...]  # words, most dangerous first: "BITES", "muzzle", "rabies lapsed"
    note: str
    reason: str  # of a time block
    price: int
    phone: str
    client_id: int | None
    pet_id: int | None
    version: int  # the ticket's
    double_booked: str  # why it was booked over another; "" when it was not
    requested: bool  # the client asked for this employee
    color: str = ""  # of the service, where the shop wants to see it

    @property
    def end(self) -> int:
        """The minute at which the block ends."""
        return self.start + self.setup + self.process + self.finish

    @property
    def letter(self) -> str:
        """The letter of the status; a time block has none."""
        return "" if self.kind == "block" else LETTERS[self.status]

    def is_late(self, now: int | None) -> bool:
        """Tell whether the pet should have been here by `now` (minutes since midnight)."""
        return (
            now is not None
            and self.kind == "visit"
            and self.status in ("booked", "confirmed")
            and self.start < now
        )


class DayView(NamedTuple):
    """A whole day: its columns in order, its blocks in order of time."""

    day: date
    columns: tuple[Column, ...]
    blocks: tuple[Block, ...]
    opening: tuple[tuple[int, int], ...]  # the branch's hours
    closed: str  # why the branch is closed that day, "" when it is open
    waiting: int = 0  # entries on the wait list for the day
    notices: tuple[str, ...] = ()  # words for everybody on that day


class WeekView(NamedTuple):
    """One employee's week: seven days, each with that employee's one column and blocks."""

    employee: int
    label: str
    days: tuple[DayView, ...]
