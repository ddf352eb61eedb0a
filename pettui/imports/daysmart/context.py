"""What all areas of an import share: the open change, the staged file, the report, the keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from peewee import fn

from db.models import (
    Bookable,
    Client,
    ClientAlias,
    Counter,
    Employee,
    OldHistory,
    Pet,
    Row,
    Slot,
    Ticket,
    TicketRow,
)
from pettui.history.door import Door
from pettui.imports.daysmart import merged
from pettui.imports.daysmart.staging import Stage
from pettui.imports.daysmart.values import Fields, Reader
from pettui.imports.keys import Keys
from pettui.imports.report import ImportReport
from pettui.team.shop import Shop
from pettui.text import clean

HERE = "here already"
AGAIN = "twice in the file"

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""


def quiet(_what: str, _done: int, _total: int) -> None:
    """Tell nobody about progress."""


@dataclass
class Item:
    """A service or product of the shop, as tickets need it."""

    id: int
    fresh: bool
    process: int
    busy: int


@dataclass
class Run:
    """One import under way."""

    door: Door
    stage: Stage
    report: ImportReport
    shop: Shop
    fresh_shop: bool
    prefix: str
    progress: Progress = quiet
    staff: dict[int, int] = field(default_factory=dict)
    """Columns of employees, by the old program's number."""
    staff_names: dict[int, str] = field(default_factory=dict)
    resources: dict[int, int] = field(default_factory=dict)
    resource_kinds: dict[int, str] = field(default_factory=dict)
    fresh_staff: set[int] = field(default_factory=set)
    """The old numbers of those that this import brought."""
    items: dict[str, Item] = field(default_factory=dict)
    categories: dict[tuple[str, str], int] = field(default_factory=dict)
    breeds: dict[tuple[str, str], int] = field(default_factory=dict)
    tenders: dict[str, int] = field(default_factory=dict)
    keys: Keys = field(default_factory=Keys)

    @property
    def branch(self) -> int:
        """The branch that everything goes to."""
        return self.shop.branch

    def reader(self, table: str, fields: Fields) -> Reader:
        """Read a row with the shop's currency."""
        return Reader(table, fields, self.shop.money.places)

    def origin(self, table: str, fields: Fields, spare: str = "") -> str:
        """Name where a row comes from, for good: by its GUID, else by its key."""
        key = clean(fields.get("fldGuid", "").lower(), 64)
        key = key or clean(fields.get("fldPK", ""), 20) or clean(spare, 64)
        return f"{self.prefix}{table}:{key}"

    def instant(self, local: datetime | None) -> datetime | None:
        """Turn a time on the shop's wall clock into an instant."""
        if local is None:
            return None
        try:
            return local.replace(tzinfo=ZoneInfo(self.shop.zone)).astimezone(UTC)
        except OverflowError:
            return None

    def new_key(self, model: type[Row]) -> int:
        """Give the next key of a table, never one that a removed row had (its history stays)."""
        return self.keys.new(model)

    def report_lost(self, row: Reader, what: str) -> None:
        """Say which amounts were finer than the smallest coin."""
        for lost in row.lost:
            self.report.note("money", f"{what}: {lost} was rounded to the smallest coin")
        row.lost.clear()

    def learn_origins(self) -> None:
        """Look up what earlier imports brought, and which numbers are taken."""
        stage = self.stage
        for model in (Client, Pet, Ticket, TicketRow, OldHistory):
            query = model.select(model.origin, model.id).where(model.origin.startswith(self.prefix))
            stage.put("INSERT OR IGNORE INTO known VALUES (?, ?)", query.tuples().iterator())
        # Who was merged into another one since then is not brought back.
        stage.put("INSERT OR IGNORE INTO known VALUES (?, ?)", merged.origins(self.prefix))
        numbers: tuple[tuple[str, Any], ...] = (
            ("client", Client.select(Client.number)),
            ("client", ClientAlias.select(ClientAlias.number)),
            ("employee", Employee.select(Employee.number)),
            ("ticket", Ticket.select(Ticket.number).where(Ticket.branch == self.branch)),
        )
        for kind, query in numbers:
            rows = ((kind, number) for (number,) in query.tuples().iterator())
            stage.put("INSERT OR IGNORE INTO numbers VALUES (?, ?)", rows)

    def learn_slots(self) -> None:
        """Look up when those who were here before are busy already."""
        keys = [*self.staff.values(), *self.resources.values()]
        taken = Slot.select(Slot.who, Slot.slot, Slot.lane).where(Slot.who.in_(keys))
        rows = ((who, slot, lane, None) for who, slot, lane in taken.tuples().iterator())
        self.stage.put("INSERT INTO held VALUES (?, ?, ?, ?)", rows)

    def number(self, kind: str, wanted: int) -> int:
        """Take the old number, or the next free one where it is taken or makes no sense."""
        if 0 <= wanted < 2**31 and self.stage.take_number(kind, wanted):
            return wanted
        found = self.stage.highest_number(kind) + 1
        self.stage.take_number(kind, found)
        return found

    def keep_counters(self) -> None:
        """Let new tickets, clients and employees be numbered after the ones that were brought."""
        for kind in ("client", "employee", "ticket"):
            after = self.stage.highest_number(kind) + 1
            counter = Counter.get_or_none(Counter.branch == self.branch, Counter.name == kind)
            if counter is None:
                if after > 1000:
                    self.door.insert(Counter, branch=self.branch, name=kind, next_value=after)
            elif counter.next_value < after:
                self.door.update(counter, next_value=after)

    def next_position(self) -> int:
        """Give the place of the next column in the book."""
        return int(Bookable.select(fn.MAX(Bookable.position)).scalar() or -1) + 1
