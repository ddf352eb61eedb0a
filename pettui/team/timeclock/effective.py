"""What somebody's punches mean today: as they were made, with what was amended and added later.

The order is that of the rows' ids, never that of their times, because a clock may be wrong. A row
that amends another takes its place; a row that was added later stands after the one it names, or
before everything where it names none (RELIABILITY 3).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from peewee import fn

from db.models import BreakKind, Employee, Punch
from db.models.base import tuples

ADDED = ("request", "manager")
"""Sources of rows that were entered later, not punched at that moment."""

WRONG = ("behind", "ahead")
"""States of a clock whose time is certainly not right."""

MARGIN = 3
"""Days around the wanted ones that are read too: a shift may begin before or end after them."""

_RECENT = 40  # days back to which everybody's punches are read together


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


_TOGETHER = {"back": 0, "out": 1, "in": 2, "break": 3}
"""At one instant people come back, leave, come, and take a break, in this order."""


def _latest_first(punches: list[Effective]) -> list[Effective]:
    def place(punch: Effective) -> tuple[datetime, int, int]:
        return punch.at, _TOGETHER[punch.kind], punch.id

    return sorted(punches, key=place, reverse=True)


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
    everybody = tuples(Employee.select(Employee.bookable)) if employee is None else [(employee,)]
    spans = [_span(key, first, last) for (key,) in everybody]
    rows = {row.id: row for row in _punched(spans, first)}
    margin = timedelta(days=MARGIN)
    alone = Punch.day.between(first - margin, last + margin) & Punch.source.in_(ADDED)
    alone &= Punch.after.is_null() & Punch.amends.is_null()
    if employee is not None:
        alone &= Punch.employee == employee
    rows |= {row.id: row for row in _read(alone)}
    fresh = set(rows)
    while fresh:  # what hangs on what was found, until nothing more does
        found = _read(_within(Punch.amends, fresh) | _within(Punch.after, fresh))
        more = {
            row.id: row for row in found if row.id not in rows and {row.amends, row.after} & fresh
        }
        rows |= more
        fresh = set(more)
    kinds = break_kinds()
    mine: dict[int, list[Made]] = {}
    for row in rows.values():
        mine.setdefault(row.employee, []).append(row)
    return {key: arrange(mine[key], kinds) for (key,) in everybody if key in mine}


class _Span(NamedTuple):
    """The ids between which somebody's punches may matter; `since` is the day of the first."""

    employee: int
    low: int
    high: int | None
    since: date | None

    def has(self, row: Made) -> bool:
        return self.low <= row.id and (self.high is None or row.id < self.high)


def _span(employee: int, first: date, last: date) -> _Span:
    """Look for a clock-in well before the first day and one well after the last.

    Between them everything belongs, whatever its own day says: a clock may have been wrong.
    """
    margin = timedelta(days=MARGIN)
    starts = (Punch.employee == employee) & (Punch.kind == "in") & (Punch.clock == "good")
    starts &= Punch.after.is_null() & Punch.amends.is_null() & Punch.source.not_in(ADDED)
    later = Punch.alias()  # a clock-in that was amended may be none: no shift begins there for sure
    starts &= ~fn.EXISTS(later.select(later.id).where(later.amends == Punch.id))
    near = Punch.select(Punch.id, Punch.day).where(starts).limit(1)
    before = near.where(Punch.day < first - margin).order_by(Punch.day.desc(), Punch.id.desc())
    beyond = near.where(Punch.day > last + margin).order_by(Punch.day, Punch.id)
    low, high = tuples(before), tuples(beyond)
    return _Span(
        employee, low[0][0] if low else 0, high[0][0] if high else None, low[0][1] if low else None
    )


def _punched(spans: list[_Span], first: date) -> list[Made]:
    """Read what was punched in spans: those that begin lately all at once, the others apart."""
    recent = first - timedelta(days=_RECENT)
    near = {span.employee: span for span in spans if span.since and span.since > recent}
    found: list[Made] = []
    if near:
        here = Punch.id >= min(span.low for span in near.values())
        ends = [span.high for span in near.values()]
        if None not in ends:
            here &= Punch.id < max(end for end in ends if end is not None)
        found += [r for r in _read(here) if r.employee in near and near[r.employee].has(r)]
    for span in spans:
        if span.employee not in near:
            mine = (Punch.employee == span.employee) & (Punch.id >= span.low)
            found += [row for row in _read(mine) if span.has(row)]
    return [row for row in found if row.amends is None and not row.added]


def _within(field: Any, keys: set[int]) -> Any:
    """Ask for a range, which engines answer from an index however many keys are meant."""
    return field.between(min(keys), max(keys))


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
