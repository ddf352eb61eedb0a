"""What somebody's punches mean today: as they were made, with what was amended and added later.

The order is that of the rows' ids, never that of their times, because a clock may be wrong. A row
that amends another takes its place; a row that was added later stands after the one it names, or
before everything where it names none (RELIABILITY 3).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from db.models import BreakKind, Employee, Punch
from db.models.base import tuples

ADDED = ("request", "manager")
"""Sources of rows that were entered later, not punched at that moment."""

WRONG = ("behind", "ahead")
"""States of a clock whose time is certainly not right."""

MARGIN = 3
"""Days around the wanted ones that are read too: a shift may begin before or end after them."""

_AT_ONCE = 500  # ids in one question: engines allow only so many


class Made(NamedTuple):
    """A punch as it is kept: one row, never changed."""

    id: int
    employee: int
    kind: str
    at: datetime
    zone: str
    offset: int
    day: date
    terminal: str
    clock: str
    source: str
    verified: bool
    break_kind: int | None
    rate: int | None
    comment: str
    amends: int | None
    void: bool
    after: int | None
    reason: str
    account: int | None
    account_name: str

    @property
    def added(self) -> bool:
        """Whether it was entered later, and so stands where it says and not where its id does."""
        return self.after is not None or self.source in ADDED

    @property
    def wall(self) -> datetime:
        """The shop's wall clock at that instant (naive)."""
        return (self.at + timedelta(minutes=self.offset)).replace(tzinfo=None)


class Effective(NamedTuple):
    """A punch as it counts today.

    Attributes:
        made: the row with which it began; its id names the punch.
        now: the row that counts: the newest amendment, else `made` itself. Its id is what a
            manager's screen has `seen`.
        history: all rows of this punch, `made` first.
        break_name: what a break is called; `paid` and `meal` say how it counts.
    """

    made: Made
    now: Made
    history: tuple[Made, ...]
    break_name: str = ""
    paid: bool = False
    meal: bool = False

    @property
    def id(self) -> int:
        """The name of this punch: the id of its first row."""
        return self.made.id

    @property
    def kind(self) -> str:
        """What it does: in, out, break or back."""
        return self.now.kind

    @property
    def at(self) -> datetime:
        """The instant that counts, in UTC."""
        return self.now.at

    @property
    def day(self) -> date:
        """The day of that instant on the shop's wall clock."""
        return self.now.day

    @property
    def void(self) -> bool:
        """Whether somebody decided that it counts for nothing."""
        return self.now.void

    @property
    def amended(self) -> bool:
        """Whether a manager has looked at it since and decided what it means."""
        return self.now is not self.made or self.made.source in ADDED

    @property
    def wrong_clock(self) -> bool:
        """Whether its time is certainly not right, and nobody has put it right yet."""
        return self.now.clock in WRONG

    @property
    def doubts(self) -> tuple[str, ...]:
        """Why a manager should look at it: the state of the clock, or "unverified"."""
        found = () if self.now.clock == "good" else (self.now.clock,)
        return found if self.now.verified else (*found, "unverified")


Kinds = dict[int, tuple[str, bool, bool]]
"""Kinds of break by id: name, paid, meal."""


def arrange(rows: Iterable[Made], kinds: Kinds | None = None) -> tuple[Effective, ...]:
    """Put one person's rows in their order, amendments applied; reads no database."""
    made = {row.id: row for row in sorted(rows, key=lambda row: row.id)}
    history: dict[int, list[Made]] = {}
    for row in made.values():
        history.setdefault(_root(row, made), []).append(row)
    found = {root: _effective(versions, kinds or {}) for root, versions in history.items()}
    first: list[Effective] = []
    punched: list[Effective] = []
    following: dict[int, list[Effective]] = {}
    for punch in found.values():
        after = punch.made.after
        if after is not None and after in made and after < punch.id:
            following.setdefault(_root(made[after], made), []).append(punch)
        elif punch.made.added:
            first.append(punch)
        else:
            punched.append(punch)
    ordered: list[Effective] = []
    waiting = [*reversed(punched), *_latest_first(first)]
    while waiting:  # a stack: whatever follows a punch comes before the next one
        punch = waiting.pop()
        ordered.append(punch)
        waiting += _latest_first(following.get(punch.id, []))
    return tuple(ordered)


def _latest_first(punches: list[Effective]) -> list[Effective]:
    return sorted(punches, key=lambda punch: (punch.at, punch.id), reverse=True)


def _root(row: Made, made: dict[int, Made]) -> int:
    """Give the punch that a row is about: its own, or the one that it amends."""
    while row.amends is not None and row.amends in made and row.amends < row.id:
        row = made[row.amends]
    return row.id


def _effective(versions: list[Made], kinds: Kinds) -> Effective:
    now = versions[-1]
    name, paid, meal = kinds.get(now.break_kind or 0, ("", False, False))
    return Effective(versions[0], now, tuple(versions), name, paid, meal)


def break_kinds() -> Kinds:
    """Read all kinds of break, those that are no longer offered too."""
    rows = tuples(BreakKind.select(BreakKind.id, BreakKind.name, BreakKind.paid, BreakKind.meal))
    return {key: (name, paid, meal) for key, name, paid, meal in rows}


def effective(
    first: date, last: date, employee: int | None = None
) -> dict[int, tuple[Effective, ...]]:
    """Read the punches of one person, or of everybody, that shifts of some days may hang on.

    That is more than those days: shifts begin before and end after them. Pair them first
    (`pairing.pair`), then keep the shifts whose `day` is wanted. Void punches are among them.
    """
    kinds = break_kinds()
    everybody = tuples(Employee.select(Employee.bookable)) if employee is None else [(employee,)]
    found = {key: arrange(_rows(key, first, last), kinds) for (key,) in everybody}
    return {key: punches for key, punches in found.items() if punches}


def _rows(employee: int, first: date, last: date) -> list[Made]:
    """Read the rows from a clock-in well before the first day to one well after the last.

    Between them everything belongs, whatever its own day says: a clock may have been wrong.
    """
    mine = Punch.employee == employee
    starts = mine & (Punch.kind == "in") & (Punch.clock == "good") & Punch.after.is_null()
    starts &= Punch.amends.is_null() & Punch.source.not_in(ADDED)
    near = Punch.select(Punch.id).where(starts).limit(1)
    before = near.where(Punch.day < first - timedelta(days=MARGIN))
    beyond = near.where(Punch.day > last + timedelta(days=MARGIN))
    low = before.order_by(Punch.day.desc(), Punch.id.desc()).scalar() or 0
    high = beyond.order_by(Punch.day, Punch.id).scalar()
    here = mine & (Punch.id >= low)
    if high is not None:
        here &= Punch.id < high
    margin = timedelta(days=MARGIN)
    punched = {row.id: row for row in _read(here) if row.amends is None and not row.added}
    within = mine & Punch.day.between(first - margin, last + margin)
    alone = within & Punch.after.is_null() & Punch.amends.is_null() & Punch.source.in_(ADDED)
    rows = punched | {row.id: row for row in _read(alone)}
    fresh = list(rows)
    while fresh:  # what hangs on what was found, until nothing more does
        some, fresh = fresh[:_AT_ONCE], fresh[_AT_ONCE:]
        hanging = mine & (Punch.amends.in_(some) | Punch.after.in_(some))
        more = {row.id: row for row in _read(hanging) if row.id not in rows}
        rows |= more
        fresh += more
    return list(rows.values())


def of_punch(punch: int) -> Effective | None:
    """Read one punch as it counts now, by the id of any of its rows."""
    row = Punch.get_or_none(Punch.id == punch)
    while row is not None and row.__data__["amends"] is not None:
        row = Punch.get_or_none(Punch.id == row.__data__["amends"])
    if row is None:
        return None
    mine = (Punch.id == row.id) | (Punch.amends == row.id)
    return arrange([m._replace(after=None) for m in _read(mine)], break_kinds())[0]


_COLUMNS = (
    Punch.id, Punch.employee, Punch.kind, Punch.at, Punch.zone, Punch.offset, Punch.day,
    Punch.terminal, Punch.clock, Punch.source, Punch.verified, Punch.break_kind, Punch.rate,
    Punch.comment, Punch.amends, Punch.void, Punch.after, Punch.reason, Punch.account,
    Punch.account_name,
)  # fmt: skip


def _read(where: Any) -> list[Made]:
    return [Made(*row) for row in tuples(Punch.select(*_COLUMNS).where(where))]
