"""Who works when: the shop's hours, regular shifts, and one day's exceptions (DOMAIN 3.2)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from db.models import Closure, DayPlan, OpeningHours, Shift
from db.models.base import tuples

Range = tuple[int, int]
Dated = tuple[bool, int | None, int | None, str]  # off, start, end, reason


class Hours(NamedTuple):
    """Half-open ranges of minutes since midnight, and why there are none."""

    ranges: tuple[Range, ...]
    off: str = ""

    def covers(self, start: int, end: int) -> bool:
        """Tell whether one range holds all of the time from `start` to `end`."""
        return any(first <= start and end <= last for first, last in self.ranges)


def join(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Put ranges in order and join those that touch or overlap."""
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _closure(branch: int, day: date) -> str:
    """Give why the branch is closed all day, "" when it is not."""
    found = tuples(
        Closure.select(Closure.reason).where(Closure.branch == branch, Closure.day == day)
    )
    return (found[0][0] or "closed") if found else ""


def opening(branch: int, day: date) -> tuple[tuple[Range, ...], str]:
    """Give the branch's hours of a day, and why it is closed ("" when it is open)."""
    closed = _closure(branch, day)
    if closed:
        return (), closed
    rows = OpeningHours.select(OpeningHours.start, OpeningHours.end).where(
        OpeningHours.branch == branch, OpeningHours.weekday == day.weekday()
    )
    ranges = join((start, end) for start, end in tuples(rows))
    return ranges, "" if ranges else "closed on this weekday"


def _planned(rows: list[Dated]) -> Hours:
    """Give the hours of dated exceptions: several make a split shift, one that is off is all."""
    ranges = join((s, e) for _, s, e, _ in rows if s is not None and e is not None)
    if any(off for off, *_ in rows) or not ranges:
        return Hours((), next((reason for *_, reason in rows if reason), "off"))
    return Hours(ranges)


def hours_of(branch: int, day: date, employees: Iterable[int]) -> dict[int, Hours]:
    """Give the hours of employees on a day.

    A dated exception wins over everything, even over a closed shop; then the shop's closure;
    then the regular shifts; without any of them nobody is scheduled.
    """
    ids = list(employees)
    plans: dict[int, list[Dated]] = {}
    dated = DayPlan.select(
        DayPlan.employee, DayPlan.off, DayPlan.start, DayPlan.end, DayPlan.reason
    ).where(DayPlan.day == day, DayPlan.employee.in_(ids))
    for employee, off, start, end, reason in tuples(dated):
        plans.setdefault(employee, []).append((off, start, end, reason))
    shifts: dict[int, list[Range]] = {}
    regular = Shift.select(Shift.employee, Shift.start, Shift.end).where(
        Shift.weekday == day.weekday(), Shift.employee.in_(ids)
    )
    for employee, start, end in tuples(regular):
        shifts.setdefault(employee, []).append((start, end))
    closed = _closure(branch, day)
    found = {}
    for employee in ids:
        if employee in plans:
            found[employee] = _planned(plans[employee])
        elif closed:
            found[employee] = Hours((), f"closed: {closed}" if closed != "closed" else closed)
        elif employee in shifts:
            found[employee] = Hours(join(shifts[employee]))
        else:
            found[employee] = Hours((), "not scheduled")
    return found
