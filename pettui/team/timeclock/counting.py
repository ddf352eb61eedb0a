"""Hours of days out of shifts and adjustments. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from pettui.team.timeclock import overtime, rounding
from pettui.team.timeclock.overtime import Counted, Rule
from pettui.team.timeclock.periods import DAY, Calendar
from pettui.team.timeclock.shifts import Shift
from pettui.team.timeclock.totals import Totals, added, in_order


class Adjustment(NamedTuple):
    """Signed minutes that a manager added, or that correct a closed period.

    `day` is where they count. `about` is the day of a closed period that they correct; then
    `multiplier` says what they count, and `punch` whether a punch was the reason.
    """

    id: int
    employee: int
    day: date
    minutes: int
    reason: str
    at: datetime
    by: str
    about: date | None = None
    multiplier: Decimal | None = None
    punch: int | None = None
    void: bool = False
    version: int = 1

    @property
    def work_day(self) -> date | None:
        """The day whose work it changes; None where the punches of that day tell it already."""
        if self.about is not None and self.punch is not None:
            return None
        return self.about or self.day


class DayHours(NamedTuple):
    """What somebody's day counts, in minutes.

    `worked` is as punched, with paid breaks; `rounding` is what rounding gave or took.
    """

    day: date
    shifts: tuple[Shift, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    worked: int = 0
    paid_breaks: int = 0
    unpaid: int = 0
    rounding: int = 0
    adjusted: int = 0
    counted: tuple[tuple[Decimal, int], ...] = ()

    @property
    def total(self) -> int:
        """Minutes that are paid, whatever they count."""
        return self.worked + self.rounding + self.adjusted

    @property
    def undecided(self) -> bool:
        """Whether a shift of it counts nothing until a manager has decided."""
        return any(not shift.counts and not shift.open for shift in self.shifts)


def by_day(
    shifts: Iterable[Shift],
    adjustments: Iterable[Adjustment],
    first: date,
    last: date,
    rules: Sequence[Rule],
    calendar: Calendar,
    *,
    step: int = 0,
) -> tuple[DayHours, ...]:
    """Count every day from `first` to `last` of one person.

    Args:
        shifts: those of whole weeks, as `overtime.whole_weeks` wants them.
        adjustments: those that count on these days or are about them.
        first: the first day that is wanted.
        last: the last day that is wanted.
        rules: the shop's rules of overtime.
        calendar: how the shop cuts its weeks.
        step: minutes to which shifts are rounded; 0 for none.
    """
    begin, end = overtime.whole_weeks(first, last, calendar)
    days = {begin + n * DAY: DayHours(begin + n * DAY) for n in range((end - begin).days + 1)}
    for shift in shifts:
        if shift.day in days:
            days[shift.day] = _with_shift(days[shift.day], shift, step)
    for adjustment in adjustments:
        if adjustment.work_day not in days:
            continue
        found = days[adjustment.work_day]
        minutes = 0 if adjustment.void else adjustment.minutes
        days[found.day] = found._replace(
            adjustments=(*found.adjustments, adjustment), adjusted=found.adjusted + minutes
        )
    counted = overtime.split({day: found.total for day, found in days.items()}, rules, calendar)
    return tuple(
        found._replace(counted=in_order(counted[day]))
        for day, found in days.items()
        if first <= day <= last
    )


def _with_shift(day: DayHours, shift: Shift, step: int) -> DayHours:
    return day._replace(
        shifts=(*day.shifts, shift),
        worked=day.worked + shift.worked,
        paid_breaks=day.paid_breaks + shift.paid_breaks,
        unpaid=day.unpaid + shift.unpaid,
        rounding=day.rounding + rounding.given(shift, step),
    )


def total_of(days: Iterable[DayHours], carried: Iterable[Adjustment], step: int = 0) -> Totals:
    """Add days up, with the corrections of closed periods that count among them."""
    days = list(days)
    later = [c for c in carried if not c.void]
    parts: list[Counted] = [dict(day.counted) for day in days]
    parts += [{c.multiplier or overtime.PLAIN: c.minutes} for c in later]
    shifts = [shift for day in days for shift in day.shifts]
    gains = [rounding.given(shift, step) for shift in shifts]
    rates: dict[int, int] = {}
    for shift, gain in zip(shifts, gains, strict=True):
        if shift.counts:
            rates[shift.rate or 0] = rates.get(shift.rate or 0, 0) + shift.worked + gain
    return Totals(
        worked=sum(day.worked for day in days),
        paid_breaks=sum(day.paid_breaks for day in days),
        unpaid=sum(day.unpaid for day in days),
        given=sum(gain for gain in gains if gain > 0),
        taken=-sum(gain for gain in gains if gain < 0),
        adjusted=sum(day.adjusted for day in days),
        carried=sum(c.minutes for c in later),
        counted=in_order(added(parts)),
        rates=tuple(sorted(rates.items())),
    )
