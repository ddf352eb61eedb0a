"""Everybody's hours of some days: read, paired, and counted by the shop's rules (DOMAIN 6)."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from db.models import Employee, PayPeriod
from db.models.base import tuples
from pettui import clock
from pettui.team.shop import Shop
from pettui.team.timeclock import adjustments as reading
from pettui.team.timeclock import overtime
from pettui.team.timeclock.counting import Adjustment, DayHours, by_day, total_of
from pettui.team.timeclock.effective import Effective, effective
from pettui.team.timeclock.overtime_rules import rules
from pettui.team.timeclock.pairing import pair
from pettui.team.timeclock.periods import Period, calendar
from pettui.team.timeclock.requests import waiting
from pettui.team.timeclock.shifts import Waiting
from pettui.team.timeclock.totals import Totals


class PersonHours(NamedTuple):
    """What somebody's days count.

    Attributes:
        days: every wanted day, also those without work.
        carried: corrections of closed periods that count on these days.
        waiting: requests about these days that nobody has decided.
        totals: the sums of days and carried.
        voided: punches of these days that count for nothing.
    """

    employee: int
    number: int
    name: str
    days: tuple[DayHours, ...]
    carried: tuple[Adjustment, ...]
    waiting: tuple[Waiting, ...]
    totals: Totals
    voided: tuple[Effective, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing at all to show of these days."""
        return not (
            self.carried
            or self.waiting
            or self.voided
            or any(d.shifts or d.adjustments for d in self.days)
        )


def names() -> dict[int, tuple[int, str]]:
    """Read everybody's number and whole name, by id."""
    rows = tuples(
        Employee.select(
            Employee.bookable, Employee.number, Employee.first_name, Employee.last_name
        ).order_by(Employee.first_name, Employee.number)
    )
    return {key: (number, f"{first} {last}".strip()) for key, number, first, last in rows}


def hours(
    shop: Shop,
    first: date,
    last: date,
    employee: int | None = None,
    *,
    now: datetime | None = None,
    extra: tuple[Adjustment, ...] = (),
) -> tuple[PersonHours, ...]:
    """Count the hours of everybody, or of one person, on the days from `first` to `last`.

    Whoever has nothing on these days is left out. What a closed period paid is what it kept
    (`kept`); this is what its punches say today. `extra` adjustments are counted as if they
    were there.
    """
    cut, step = calendar(shop), int(shop.setting("hours.rounding"))
    begin, end = overtime.whole_weeks(first, last, cut)
    punches = effective(begin, end, employee)
    asked = waiting(shop.branch, employee)
    adjusted = reading.adjustments(shop.branch, begin, end, employee) + extra
    at, law = now or clock.instant(), rules(shop.branch)
    longest = int(shop.setting("hours.longest_shift")) * 60
    found = []
    for key, (number, name) in names().items():
        if employee is not None and key != employee:
            continue
        mine = [request for request in asked if request.employee == key]
        by_hand = [row for row in adjusted if row.employee == key]
        shifts = pair(punches.get(key, ()), at, mine, longest=longest)
        days = by_day(shifts, by_hand, first, last, law, cut, step=step)
        carried = tuple(
            row for row in by_hand if row.about is not None and first <= row.day <= last
        )
        here = tuple(request for request in mine if first <= request.day <= last)
        totals = total_of(days, carried, step)
        gone = tuple(p for p in punches.get(key, ()) if p.void and first <= p.day <= last)
        found.append(PersonHours(key, number, name, days, carried, here, totals, gone))
    return tuple(person for person in found if not person.empty)


def of_person(
    shop: Shop,
    employee: int,
    first: date,
    last: date,
    *,
    now: datetime | None = None,
    extra: tuple[Adjustment, ...] = (),
) -> PersonHours:
    """Count one person's hours, also where there are none."""
    found = hours(shop, first, last, employee, now=now, extra=extra)
    if found:
        return found[0]
    number, name = names().get(employee, (0, ""))
    days = by_day((), (), first, last, (), calendar(shop))
    return PersonHours(employee, number, name, days, (), (), Totals())


def kept(period: Period) -> dict[int, Totals]:
    """Read everybody's totals as a closed period keeps them; an open one keeps none."""
    row = PayPeriod.get_or_none(PayPeriod.id == period.key) if period.closed else None
    return (
        {}
        if row is None
        else {int(key): Totals.from_json(value) for key, value in (row.hours or {}).items()}
    )
