"""Somebody is ill this morning, or goes home early: what their day looks like then."""

from __future__ import annotations

from datetime import date

from db.connection import reading
from db.models import Bookable
from pettui.book.slots import STEP
from pettui.book.spreading.proposing import propose
from pettui.book.spreading.values import Away, Step
from pettui.history.door import Refused
from pettui.team import hours
from pettui.team.schedule.outside import standing
from pettui.team.shop import Shop


def away_on(shop: Shop, employee: int, day: date, kind: str = "sick") -> Away:
    """Give somebody's absence on a day: all of it, or what is left of today once it has begun.

    Raises Refused for a day that is over, and for somebody who does not work here.
    """
    with reading():
        found = Bookable.get_or_none(
            Bookable.id == employee, Bookable.kind == "employee", Bookable.active
        )
        if found is None:
            raise Refused("Put the cursor on an employee's column first.")
        if day < shop.today():
            raise Refused(f"{shop.day(day)} is over. Choose today or a day to come.")
        times = hours.hours_of(shop.branch, day, [employee])[employee]
    now = shop.now()
    minute = now.hour * 60 + now.minute if day == now.date() else 0
    until = minute // STEP * STEP
    works = tuple((a, min(b, until)) for a, b in times.ranges if a < until)
    return Away(employee, found.label, day, kind, works)


def proposal(shop: Shop, away: Away) -> tuple[Step, ...]:
    """Give what could become of the visits of somebody who is away; writes nothing."""
    with reading():
        return propose(shop, standing(shop, away.employee, away.day), away=away)
