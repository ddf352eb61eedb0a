"""What somebody wants to book: a visit with its rows, before it is checked and saved."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from pettui.book.slots import busy_parts
from pettui.till.prices import Quote
from pettui.till.totals import ZERO, RowMoney


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One service of a planned visit.

    Minutes are shop-local; `start` None means right after the row before. A length of None
    follows the quote; so does a price of None. `row` is the ticket row when one is edited.
    """

    item: int
    pet: int | None
    employee: int | None
    start: int | None = None
    setup: int | None = None
    process: int | None = None
    finish: int | None = None
    price: int | None = None
    requested: bool = False
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A visit to be booked, or to be changed when `ticket` is given.

    `command` makes a retry harmless: the same plan saved twice is one visit. `waiting` is the
    entry of the wait list that it books; whoever comes second with it is refused.
    """

    client: int
    day: date
    start: int
    rows: tuple[PlannedRow, ...]
    note: str = ""
    ticket: int | None = None
    version: int | None = None
    created_via: str = "Main Desk"
    command: str = field(default_factory=lambda: str(uuid.uuid4()))
    waiting: int | None = None

    def with_row(self, place: int, row: PlannedRow) -> Plan:
        """Give the plan with one row replaced."""
        rows = list(self.rows)
        rows[place] = row
        return replace(self, rows=tuple(rows))


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A planned row with its time, length, price, and where they come from."""

    plan: PlannedRow
    quote: Quote
    pet_name: str
    employee_name: str
    start: int
    setup: int
    process: int
    finish: int
    price: int
    price_from: str
    minutes_from: str
    quantity: int = 1
    discount: int = 0
    percent: Decimal = ZERO
    unchanged: bool = False  # stands in the book already, exactly so

    @property
    def money(self) -> RowMoney:
        """What of the row counts for the total."""
        return RowMoney(
            self.quote.kind, self.price, self.quantity, self.discount, self.percent,
            self.quote.taxed,
        )  # fmt: skip

    @property
    def name(self) -> str:
        """The service's name."""
        return self.quote.name

    @property
    def end(self) -> int:
        """The minute at which the row ends."""
        return self.start + self.setup + self.process + self.finish

    @property
    def busy(self) -> list[tuple[int, int]]:
        """When the employee is busy with it."""
        return busy_parts(self.start, self.setup, self.process, self.finish)


@dataclass(frozen=True, slots=True)
class Place:
    """A resource and lane that a row is to hold in a phase of its time."""

    resource: int
    phase: str
    lane: int


class Good(NamedTuple):
    """A product of a visit, beside what stands in the book.

    `row` is its row on the ticket; None is a new one, with the values of its row to be.
    """

    name: str
    quantity: int
    money: RowMoney
    price_from: str = ""
    row: int | None = None
    values: dict[str, Any] | None = None


class Goods(NamedTuple):
    """The products of a visit once it is saved, and the rows of those that go."""

    kept: tuple[Good, ...] = ()
    gone: tuple[int, ...] = ()


NO_GOODS = Goods()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that speaks against a plan, in words.

    `kind` is "taken", "resource", "hours", "closed", "limits", "past", "time", "pet" or "warning".
    A "stop" cannot be saved at all; an "ask" can, on purpose; a "tell" is only said.
    """

    kind: str
    weight: str  # "stop", "ask" or "tell"
    words: str
    row: int | None = None  # place in the plan


@dataclass(frozen=True, slots=True)
class Checked:
    """A plan with everything that a person should see before saving it."""

    plan: Plan
    rows: tuple[PlacedRow, ...]
    places: tuple[tuple[Place, ...], ...]  # for each row, what it will hold
    problems: tuple[Problem, ...]
    subtotal: int
    tax: int
    total: int
    minutes: int
    banner: tuple[str, ...]  # alerts of client and pets, in words, most dangerous first
    no_shows: str = ""  # "2 no-shows of 5 visits", "" when there are none
    goods: Goods = NO_GOODS

    @property
    def needs_asking(self) -> tuple[Problem, ...]:
        """What has to be agreed to on purpose before saving."""
        return tuple(p for p in self.problems if p.weight == "ask")

    @property
    def stops(self) -> tuple[Problem, ...]:
        """What makes saving impossible."""
        return tuple(p for p in self.problems if p.weight == "stop")
