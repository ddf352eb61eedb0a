"""What has been filled in so far, and the wish that it makes. No widget, no database."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from pettui.book.plan import Plan, PlannedRow
from pettui.book.proposing import Proposal, Wish
from pettui.dates import Window

NINE = 9 * 60  # minutes; a start while none is known, which only a check that finds none sees


@dataclass(frozen=True, slots=True)
class PetHere:
    """A pet of the client: its name, and breed and size in words."""

    id: int
    name: str
    detail: str


@dataclass
class Draft:
    """The form's contents; the lines change it, the screen shows it."""

    today: date
    day: date | None = None  # the day that is meant when only a time is said
    client: int | None = None
    client_name: str = ""
    client_phone: str = ""
    new_name: str = ""  # of a client who is not made yet
    new_phone: str = ""
    phone_said: bool = False
    seen: set[int] = field(default_factory=set)  # likely duplicates that were told apart
    made: list[str] = field(default_factory=list)  # records that were made on the way
    pets: tuple[PetHere, ...] = ()  # all of the client's
    chosen: tuple[int, ...] = ()  # those that come
    without_pet: bool = False
    rows: tuple[PlannedRow, ...] = ()  # an employee of None is the visit's own
    anchor: int | None = None  # the visit's start that times set by hand go with
    window: Window | None = None
    said_when: bool = False  # the time was typed, and is not the cursor's
    employee: int | None = None
    requested: bool = False
    said_with: bool = False  # the employee was typed, and is not the cursor's column
    preferred: int | None = None
    note: str = ""
    ticket: int | None = None
    version: int | None = None
    created_via: str = "Main Desk"
    command: str = field(default_factory=lambda: str(uuid.uuid4()))
    waiting: int | None = None  # the entry of the wait list that is booked
    proposal: Proposal | None = None  # the newest; it may lag behind for a moment
    agreed: set[str] = field(default_factory=set)

    @property
    def has_new_client(self) -> bool:
        """Whether a client is being made."""
        return self.client is None and bool(self.new_name)

    @property
    def contents(self) -> tuple[object, ...]:
        """What would be lost by leaving; equal as long as nothing was changed."""
        return (
            self.client, self.new_name, self.new_phone, self.chosen, self.rows, self.window,
            self.employee, self.requested, self.note,
        )  # fmt: skip

    @property
    def start(self) -> int | None:
        """The visit's start, as chosen or as proposed."""
        if self.window is not None and self.window.exact:
            return self.window.start
        return self.proposal.start if self.proposal else None

    def choose_client(self, client: int, name: str, phone: str, pets: tuple[PetHere, ...]) -> None:
        """Take an existing client; the services that were chosen stay."""
        same = client == self.client
        self.client, self.client_name, self.client_phone = client, name, phone
        self.new_name = self.new_phone = ""
        self.pets = pets
        if not same:
            self.without_pet = False
            self.choose_pets(tuple(pet.id for pet in pets) if len(pets) == 1 else ())

    def choose_new(self, name: str) -> None:
        """Begin a new client."""
        self.client, self.client_name, self.client_phone = None, "", ""
        self.new_name = name
        self.phone_said = False
        self.pets = ()
        self.without_pet = False
        self.choose_pets(())

    def choose_pets(self, pets: tuple[int, ...]) -> None:
        """Say which pets come; rows of a pet that does not come go, or follow to the new one."""
        kept = [pet for pet in pets if pet in self.chosen]
        if self.rows and not kept:
            items = list(dict.fromkeys(row.item for row in self.rows))
            self.rows = tuple(
                PlannedRow(item, pet, None) for pet in pets or (None,) for item in items
            )
        else:
            self.rows = tuple(r for r in self.rows if r.pet is None or r.pet in pets)
        self.chosen = pets

    def add_service(self, item: int, brings: Sequence[int] = ()) -> None:
        """Add a row for each pet that comes, with the add-ons that the service brings along."""
        self.rows += tuple(
            PlannedRow(one, pet, None) for pet in self.chosen or (None,) for one in (item, *brings)
        )

    def choose_window(self, window: Window) -> None:
        """Take another time. The cursor's column becomes a preference: its time is another's."""
        self.window = window
        self.said_when = True
        if not self.said_with and self.employee is not None and self.ticket is None:
            self.preferred, self.employee = self.employee, None

    def plan(self) -> Plan:
        """Give the plan as far as it is known."""
        window = self.window
        day = (window.day if window else None) or self.today
        start = window.start if window and window.exact else NINE
        if self.anchor is not None:
            start = self.anchor
        rows = self.rows
        if self.requested:
            rows = tuple(replace(r, requested=r.requested or r.employee is None) for r in rows)
        return Plan(
            client=self.client or 0, day=day, start=start, rows=rows, note=self.note,
            ticket=self.ticket, version=self.version, created_via=self.created_via,
            command=self.command, waiting=self.waiting,
        )  # fmt: skip

    def wish(self, window: Window | None = None) -> Wish:
        """Give the wish, or what it would be with another window."""
        return Wish(self.plan(), window or self.window, self.chosen, self.employee, self.preferred)

    def set_anchor(self) -> None:
        """Let times that were set by hand go with the present start."""
        start = self.start
        if start is None:
            return
        if self.anchor is not None and start != self.anchor:
            moved = start - self.anchor
            self.rows = tuple(
                r if r.start is None else replace(r, start=r.start + moved) for r in self.rows
            )
        self.anchor = start

    def begin_wish(self, wish: Wish) -> None:
        """Fill in what was said in a line: its rows, its time and its note, as far as they go."""
        self.rows, self.note = wish.plan.rows, wish.plan.note
        if wish.window is not None and wish.window.day is not None:
            self.window, self.said_when = wish.window, True
        self.employee, self.said_with = wish.employee, wish.employee is not None
        self.preferred = wish.preferred

    def begin_with(self, plan: Plan) -> None:
        """Fill in a whole plan: one to change, or one to confirm.

        Rows that follow one another, and the employee that most of them share, are the visit's
        own, so that they move together.
        """
        common = next((row.employee for row in plan.rows if row.employee is not None), None)
        rows: list[PlannedRow] = []
        at: int | None = plan.start
        for row in plan.rows:
            known = None not in (row.setup, row.process, row.finish)
            length = (row.setup or 0) + (row.process or 0) + (row.finish or 0)
            begins = at if row.start is None else row.start
            rows.append(
                replace(
                    row,
                    start=None if row.start == at else row.start,
                    employee=None if row.employee == common else row.employee,
                )
            )
            at = begins + length if known and begins is not None else None
        self.rows = tuple(rows)
        self.employee = common
        self.anchor = plan.start
        self.window = Window(plan.day, plan.start, plan.start + 1, exact=True)
        self.note = plan.note
        self.ticket, self.version = plan.ticket, plan.version
        self.created_via, self.command = plan.created_via, plan.command
        self.waiting = plan.waiting
        self.chosen = tuple(dict.fromkeys(row.pet for row in plan.rows if row.pet is not None))
        self.without_pet = not self.chosen
