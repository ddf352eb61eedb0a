"""What a change of a closed day counts: it is carried into the next open period (DOMAIN 6.10)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal

from db.models import HourAdjustment
from pettui.history.door import Door
from pettui.team.shop import Shop
from pettui.team.timeclock.counting import Adjustment
from pettui.team.timeclock.effective import MARGIN
from pettui.team.timeclock.hours import of_person
from pettui.team.timeclock.overtime import whole_weeks
from pettui.team.timeclock.periods import DAY, calendar, closed_periods, open_day

Closed = dict[tuple[date, Decimal], int]
"""Minutes of closed days by what they count."""


class Correction:
    """What was written while it was watched; `punch` is the row that was the reason."""

    punch: int | None = None
    carried: int = 0


@contextmanager
def carrying(
    door: Door, shop: Shop, employee: int, days: Iterable[date], reason: str
) -> Iterator[Correction]:
    """Watch what is written meanwhile, and carry what closed days then count more or less.

    Each difference becomes an adjustment in the next open period, with the day that it is about
    and what it counts there: overtime of a closed week stays overtime.
    """
    wanted = sorted(days)
    first, last = wanted[0] - MARGIN * DAY, wanted[-1] + MARGIN * DAY
    first, last = whole_weeks(first, last, calendar(shop))
    correction = Correction()
    before = _closed(shop, employee, first, last, door.at)
    yield correction
    if before is None:
        return
    after = _closed(shop, employee, first, last, door.at) or {}
    for (day, factor), minutes in _difference(before, after).items():
        _write(door, shop, employee, day, factor, minutes, reason, correction.punch)
        correction.carried += minutes


def carry_by_hand(
    door: Door, shop: Shop, employee: int, day: date, minutes: int, reason: str
) -> tuple[int, ...]:
    """Carry minutes that a manager adds to a closed day, as what they would have counted there."""
    first, last = whole_weeks(day, day, calendar(shop))
    extra = Adjustment(0, employee, day, minutes, reason, door.at, door.by.name)
    before = _closed(shop, employee, first, last, door.at) or {}
    after = _closed(shop, employee, first, last, door.at, (extra,)) or {}
    return tuple(
        _write(door, shop, employee, about, factor, more, reason, None)
        for (about, factor), more in _difference(before, after).items()
    )


def _difference(before: Closed, after: Closed) -> Closed:
    found = {key: after.get(key, 0) - before.get(key, 0) for key in sorted({*before, *after})}
    return {key: minutes for key, minutes in found.items() if minutes}


def _write(
    door: Door, shop: Shop, employee: int, about: date, factor: Decimal, minutes: int,
    reason: str, punch: int | None,
) -> int:  # fmt: skip
    row = door.insert(
        HourAdjustment, branch=shop.branch, employee=employee, minutes=minutes,
        day=open_day(shop, about), about=about, multiplier=factor, reason=reason, at=door.at,
        account=door.by.account, account_name=door.by.name, punch=punch,
    )  # fmt: skip
    return int(row.id)


def _closed(
    shop: Shop,
    employee: int,
    first: date,
    last: date,
    now: datetime,
    extra: tuple[Adjustment, ...] = (),
) -> Closed | None:
    """Count the closed ones of some days; None where none of them is closed."""
    closed = [p for p in closed_periods(shop.branch) if p.first <= last and first <= p.last]
    if not closed:
        return None
    return {
        (day.day, factor): minutes
        for day in of_person(shop, employee, first, last, now=now, extra=extra).days
        if any(period.has(day.day) for period in closed)
        for factor, minutes in day.counted
    }
