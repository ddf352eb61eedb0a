"""What was planned stays: days before a regular week changes keep their hours as exceptions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from peewee import fn

from db.models import DayPlan, Punch, Shift, TicketRow
from pettui.history.door import Door, Refused
from pettui.team import hours
from pettui.team.shop import Shop
from pettui.text import count

FARTHEST = 371
"""So many days back are kept: what is older was settled long ago."""
AHEAD = 371
"""A change may begin so many days from now at most."""


class Kept:
    """How many days keep what was planned for them; it is known once the block is left."""

    def __init__(self) -> None:
        self.days = 0

    @property
    def words(self) -> str:
        """Say it, for the words of the change; "" where no day had to be kept."""
        return f" ({count(self.days, 'day')} before it as planned)" if self.days else ""


def refuse_since(shop: Shop, since: date | None) -> date:
    """Give the day from which on a regular week changes; raises Refused for one that cannot be."""
    today = shop.today()
    if since is None or since == today:
        return today
    if since < today:
        raise Refused(
            f"{shop.day(since)} is over, and what was planned then stays. Choose today or later;"
            " single days of the past are changed in the grid."
        )
    if (since - today).days > AHEAD:
        raise Refused("That is more than a year ahead. Choose an earlier day.")
    return since


@contextmanager
def before(door: Door, shop: Shop, employee: int, since: date) -> Iterator[Kept]:
    """Keep somebody's days before a day as they were planned, whatever is changed meanwhile.

    What differs is written as exceptions, in the same change, so that undo takes them along. Kept
    are days since they first did something here; who had no regular hours yet has nothing to keep.
    A day without hours is kept as one: off, because they were not scheduled.
    """
    kept = Kept()
    first = _first_day(employee, shop.today())
    had_hours = Shift.select().where(Shift.employee == employee).exists()
    last = since - timedelta(days=1)
    if not had_hours or last < first:
        yield kept
        return
    was = hours.rules(shop.branch, first, last, [employee])
    yield kept
    now = hours.rules(shop.branch, first, last, [employee])
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        if (employee, day) in was.plans or was.of(employee, day) == now.of(employee, day):
            continue
        ranges = was.regular(employee, day)
        for start, end in ranges:
            door.insert(DayPlan, employee=employee, day=day, start=start, end=end)
        if not ranges:
            door.insert(DayPlan, employee=employee, day=day, off=True, reason=hours.NOT_SCHEDULED)
        kept.days += 1


def _first_day(employee: int, today: date) -> date:
    """Give the first day of somebody's that is kept: that of a punch or a visit, or today."""
    found: list[Any] = [
        model.select(fn.MIN(model.day)).where(model.employee == employee).scalar()
        for model in (Punch, TicketRow)
    ]
    known = [date.fromisoformat(day) if isinstance(day, str) else day for day in found if day]
    return max(min([*known, today]), today - timedelta(days=FARTHEST))
