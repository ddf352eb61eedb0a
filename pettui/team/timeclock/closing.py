"""Closing a pay period: what it counts is kept, and later corrections count in the next one.

A period closes once it is over, with every shift decided and every request answered; or with what
is open taken for nothing, if somebody says so. It opens again only while nothing has followed from
it: no later period is closed, and no correction was carried out of it (DOMAIN 6.3, 6.10).
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from db.models import HourAdjustment, PayPeriod
from pettui.history.actor import Actor
from pettui.history.door import Refused, change
from pettui.team.shop import Shop
from pettui.team.timeclock.hours import PersonHours, hours
from pettui.team.timeclock.periods import DAY, Period, closed_periods, period_of, shown
from pettui.team.timeclock.rights import PAY, refuse_unless_manager
from pettui.team.timeclock.shifts import Doubt, Shift
from pettui.text import count


class Hindrance(NamedTuple):
    """Why a period cannot be closed yet: somebody's open shift or waiting request."""

    employee: int
    name: str
    day: date
    words: str
    at_work: bool = False
    punch: int | None = None
    request: int | None = None


class NotReady(Refused):
    """A period that cannot be closed yet; `hindrances` lists why."""

    def __init__(self, text: str, hindrances: tuple[Hindrance, ...]) -> None:
        super().__init__(text)
        self.hindrances = hindrances


def hindrances(people: tuple[PersonHours, ...]) -> tuple[Hindrance, ...]:
    """List what has to be decided before the hours of some days are closed, open shifts first."""
    found = [
        Hindrance(p.employee, p.name, day.day, words, shift.open, doubt.punch)
        for p in people
        for day in p.days
        for shift in day.shifts
        if not shift.counts
        for doubt, words in [_why(shift)]
    ]
    found += [
        Hindrance(p.employee, p.name, asked.day, "a request waits for an answer", request=asked.id)
        for p in people
        for asked in p.waiting
    ]
    return tuple(sorted(found, key=lambda h: (not h.at_work, h.day, h.name)))


def _why(shift: Shift) -> tuple[Doubt, str]:
    if shift.open:
        return Doubt("missing out", shift.punches[0].id), "still at work"
    doubts = [doubt for doubt in shift.doubts if doubt.decides]
    return doubts[0], "; ".join(doubt.words for doubt in doubts)


def close(shop: Shop, day: date, by: Actor, *, open_as_zero: bool = False) -> Period:
    """Close the pay period that a day is in, and keep what everybody's hours are.

    Args:
        shop: the shop.
        day: any day of the period.
        by: who closes it.
        open_as_zero: take what is undecided or waiting for nothing; what is decided later
            counts in the next period. Somebody who is at work has to clock out first.

    Raises:
        NotReady: something has to be decided first; it lists what.
        Refused: it is closed, not over, or an earlier one is open; the text says which.
    """
    with change("", by, undoable=False) as door:
        refuse_unless_manager(by, PAY)
        period = period_of(shop, day)
        if period.closed:
            raise Refused(f"{shown(shop, period)} is closed already, by {period.closed_by}.")
        if period.last >= shop.today():
            raise Refused(
                f"{shown(shop, period)} is not over yet. Close it from"
                f" {shop.day(period.last + DAY)} on."
            )
        _refuse_gap(shop, period)
        people = hours(shop, period.first, period.last, now=door.at)
        in_the_way = hindrances(people)
        if open_as_zero:
            in_the_way = tuple(h for h in in_the_way if h.at_work)
        if in_the_way:
            raise NotReady(_listed(shop, period, in_the_way), in_the_way)
        row = door.insert(
            PayPeriod, branch=shop.branch, first_day=period.first, last_day=period.last,
            closed_at=door.at, account=by.account, account_name=by.name,
            hours={str(p.employee): p.totals.as_json() for p in people},
        )  # fmt: skip
        door.what = f"closed the hours of {shown(shop, period)}"
    return period._replace(key=row.id, closed_at=row.closed_at, closed_by=by.name, version=1)


def reopen(shop: Shop, day: date, by: Actor, *, seen: int | None = None) -> Period:
    """Open the newest closed period again, while nothing has followed from it.

    Raises Refused where something has; then corrections go into the next open period.
    """
    with change("", by, undoable=False) as door:
        refuse_unless_manager(by, PAY)
        period = period_of(shop, day)
        row = PayPeriod.get_or_none(PayPeriod.id == period.key) if period.closed else None
        if row is None:
            raise Refused(f"{shown(shop, period)} is open.")
        door.refuse_stale(row, seen)
        later = [p for p in closed_periods(shop.branch) if p.first > period.last]
        if later:
            raise Refused(
                f"{shown(shop, later[0])} was closed after it. Correct its punches: the"
                " difference counts in the next open period."
            )
        if (
            HourAdjustment.select()
            .where(
                HourAdjustment.branch == shop.branch,
                HourAdjustment.about.between(period.first, period.last),
            )
            .exists()
        ):
            raise Refused(
                "Corrections of it count in the next period already. Correct its punches: the"
                " difference counts there too."
            )
        door.delete(row)
        door.what = f"opened the hours of {shown(shop, period)} again"
    return period_of(shop, day)


def _refuse_gap(shop: Shop, period: Period) -> None:
    """Raise Refused where an earlier period since the first closed one is open and has hours."""
    earlier = [p for p in closed_periods(shop.branch) if p.last < period.first]
    if not earlier or earlier[-1].last + DAY == period.first:
        return
    first = earlier[-1].last + DAY
    if hours(shop, first, period.first - DAY):
        open_one = period_of(shop, first)
        raise Refused(f"{shown(shop, open_one)} is open and comes first. Close it before.")


def _listed(shop: Shop, period: Period, found: tuple[Hindrance, ...]) -> str:
    lines = [f"{h.name}, {shop.short_day(h.day)}: {h.words}" for h in found]
    what = count(len(found), "thing has", "things have")
    return f"{what} to be decided before {shown(shop, period)} is closed.\n" + "\n".join(lines)
