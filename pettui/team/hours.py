"""Who works when: the shop's hours, regular weeks that take turns, one day's exceptions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from peewee import JOIN

from db.models import Closure, DayPlan, OpeningHours, Rotation, Shift
from db.models.base import tuples

Range = tuple[int, int]
Dated = tuple[bool, int | None, int | None, str, str]  # off, start, end, kind, reason
NOT_SCHEDULED = "not scheduled"
CLOSED_WEEKDAY = "closed on this weekday"


class Hours(NamedTuple):
    """Half-open ranges of minutes since midnight, and why there are none."""

    ranges: tuple[Range, ...]
    off: str = ""

    def covers(self, start: int, end: int) -> bool:
        """Tell whether one range holds all of the time from `start` to `end`."""
        return any(first <= start and end <= last for first, last in self.ranges)


class Turn(NamedTuple):
    """One range of a regular week, and the rotation that the week belongs to."""

    week: int  # 0 is the first
    weekday: int
    start: int
    end: int
    weeks: int  # how many take turns; 1 is every week
    anchor: date | None  # the day with which a first week began


class Rules(NamedTuple):
    """All that decides who works on the days that it was read for (DOMAIN 3.2.1)."""

    plans: dict[tuple[int, date], list[Dated]]
    turns: dict[int, list[Turn]]
    closed: dict[date, str]

    def of(self, employee: int, day: date) -> Hours:
        """Give somebody's hours on a day.

        A dated exception wins over everything, even over a closed shop; then the shop's
        closure; then the regular week whose turn it is; without any of them nobody is scheduled.
        """
        dated = self.plans.get((employee, day))
        if dated:
            return _planned(dated)
        closed = self.closed.get(day)
        if closed:
            return Hours((), f"closed: {closed}" if closed != "closed" else closed)
        ranges = self.regular(employee, day)
        return Hours(ranges) if ranges else Hours((), NOT_SCHEDULED)

    def regular(self, employee: int, day: date) -> tuple[Range, ...]:
        """Give what the regular week has for somebody on a day, closed or not."""
        weekday = day.weekday()
        return join(
            (turn.start, turn.end)
            for turn in self.turns.get(employee, ())
            if turn.weekday == weekday and turn.week == week_of(day, turn.weeks, turn.anchor)
        )


def join(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Put ranges in order and join those that touch or overlap."""
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def week_of(day: date, weeks: int, anchor: date | None) -> int:
    """Give which of so many weeks' turn it is on a day, 0 for the first.

    Weeks begin on the weekday of the anchor. They take turns before it as they do after it.
    """
    if weeks < 2 or anchor is None:
        return 0
    return (day - anchor).days // 7 % weeks


def off_words(kind: str, reason: str) -> str:
    """Say why somebody is off: `vacation`, `sick: dentist`, `off`."""
    return ": ".join(dict.fromkeys(part for part in (kind, reason) if part)) or "off"


def _planned(rows: list[Dated]) -> Hours:
    """Give the hours of dated exceptions: several make a split shift, one that is off is all."""
    ranges = join((s, e) for _, s, e, _, _ in rows if s is not None and e is not None)
    if any(off for off, *_ in rows) or not ranges:
        named = (off_words(kind, reason) for *_, kind, reason in rows if kind or reason)
        return Hours((), next(named, "off"))
    return Hours(ranges)


def closures(branch: int, first: date, last: date) -> dict[date, str]:
    """Give the days on which the branch is closed all day, and why ("closed" without a reason)."""
    found = Closure.select(Closure.day, Closure.reason).where(
        Closure.branch == branch, Closure.day.between(first, last)
    )
    return {day: reason or "closed" for day, reason in tuples(found)}


def opening(branch: int, day: date) -> tuple[tuple[Range, ...], str]:
    """Give the branch's hours of a day, and why it is closed ("" when it is open)."""
    known = closures(branch, day, day)
    if day in known:
        return (), known[day]
    rows = OpeningHours.select(OpeningHours.start, OpeningHours.end).where(
        OpeningHours.branch == branch, OpeningHours.weekday == day.weekday()
    )
    ranges = join((start, end) for start, end in tuples(rows))
    return ranges, "" if ranges else CLOSED_WEEKDAY


def weekly_opening(branch: int) -> dict[int, tuple[Range, ...]]:
    """Give the branch's hours by weekday; one on which it is closed is not in it."""
    rows = OpeningHours.select(OpeningHours.weekday, OpeningHours.start, OpeningHours.end)
    found: dict[int, list[Range]] = {}
    for weekday, start, end in tuples(rows.where(OpeningHours.branch == branch)):
        found.setdefault(weekday, []).append((start, end))
    return {weekday: join(ranges) for weekday, ranges in found.items()}


def rules(
    branch: int,
    first: date,
    last: date,
    employees: Iterable[int],
    closed: dict[date, str] | None = None,
) -> Rules:
    """Read what decides the hours of employees from one day to another, in three queries."""
    ids = list(employees)
    plans: dict[tuple[int, date], list[Dated]] = {}
    dated = DayPlan.select(
        DayPlan.employee, DayPlan.day, DayPlan.off, DayPlan.start, DayPlan.end, DayPlan.off_kind,
        DayPlan.reason,
    ).where(
        DayPlan.day.between(first, last) if last > first else DayPlan.day == first,
        DayPlan.employee.in_(ids),
    )  # fmt: skip
    for employee, day, *rest in tuples(dated):
        plans.setdefault((employee, day), []).append(tuple(rest))
    turns: dict[int, list[Turn]] = {}
    regular = (
        Shift.select(
            Shift.employee, Shift.week, Shift.weekday, Shift.start, Shift.end, Rotation.weeks,
            Rotation.anchor,
        )
        .join(Rotation, JOIN.LEFT_OUTER, on=(Rotation.employee == Shift.employee))
        .where(Shift.employee.in_(ids))
    )  # fmt: skip
    if last - first < timedelta(days=6):
        wanted = {(first + timedelta(days=n)).weekday() for n in range((last - first).days + 1)}
        regular = regular.where(Shift.weekday.in_(sorted(wanted)))
    for employee, week, weekday, start, end, weeks, anchor in tuples(regular):
        turns.setdefault(employee, []).append(Turn(week, weekday, start, end, weeks or 1, anchor))
    return Rules(plans, turns, closures(branch, first, last) if closed is None else closed)


def hours_of(branch: int, day: date, employees: Iterable[int]) -> dict[int, Hours]:
    """Give the hours of employees on a day; see `Rules.of`."""
    ids = list(employees)
    found = rules(branch, day, day, ids)
    return {employee: found.of(employee, day) for employee in ids}
