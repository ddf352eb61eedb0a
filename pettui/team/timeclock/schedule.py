"""How a punch stands to the schedule, in words."""

from __future__ import annotations

from datetime import datetime, timedelta

from db.models import Ticket, TicketRow
from db.models.base import tuples
from pettui.team.hours import Hours, hours_of
from pettui.team.shop import Shop
from pettui.team.timeclock import wording
from pettui.team.timeclock.shifts import Shift
from pettui.text import count

FAR = 3 * 60
"""Minutes before a planned start from which on the plan's time is told, not a difference."""


def of_today(shop: Shop, employee: int) -> Hours:
    """Give somebody's hours of today."""
    return hours_of(shop.branch, shop.today(), [employee])[employee]


def coming(shop: Shop, hours: Hours, wall: datetime) -> str:
    """Say how a clock-in now stands to the plan: `2 min early`, `on time`, `not scheduled`."""
    now = wording.minute_of(wall)
    ahead = [(start, end) for start, end in hours.ranges if now < end]
    if not ahead:
        return f"not scheduled {'any more ' if hours.ranges else ''}today"
    start, _ = ahead[0]
    if start - now > FAR:
        return f"scheduled at {shop.time(start)}"
    if start == now:
        return "on time"
    return f"{wording.length(start - now)} {'early' if now < start else 'late'}"


def returning(shop: Shop, hours: Hours, wall: datetime, today: tuple[Shift, ...]) -> str:
    """Say how a clock-in stands to the plan for whoever was in today already."""
    now = wording.minute_of(wall)
    begins = [start for start, end in hours.ranges if abs(start - now) <= 60 and now < end]
    return coming(shop, hours, wall) if begins else "again today"


def leaving(shop: Shop, hours: Hours, wall: datetime, shift_day_is_today: bool) -> str:
    """Say how a clock-out now stands to the plan: `as scheduled`, `12 min early`, `5 min over`."""
    if not hours.ranges or not shift_day_is_today:
        return "not scheduled" if shift_day_is_today else ""
    now = wording.minute_of(wall)
    end = min((end for _, end in hours.ranges), key=lambda end: abs(end - now))
    if abs(end - now) > FAR and now < end:
        return f"scheduled until {shop.time(end)}"
    if end == now:
        return "as scheduled"
    return f"{wording.length(end - now)} {'early' if now < end else 'over'}"


def still_booked(shop: Shop, employee: int, wall: datetime) -> str:
    """Say what is in somebody's book for the rest of the day, without names; "" for nothing."""
    now = wording.minute_of(wall)
    rows = tuples(
        TicketRow.select(TicketRow.ticket, TicketRow.start)
        .join(Ticket)
        .where(
            TicketRow.employee == employee, TicketRow.day == wall.date(), TicketRow.kind == "S",
            TicketRow.start > now,
            Ticket.status.in_(("booked", "confirmed", "arrived", "in progress")),
        )
        .order_by(TicketRow.start)
    )  # fmt: skip
    visits = len({ticket for ticket, _ in rows})
    if not visits:
        return ""
    return f"{count(visits, 'visit')} still booked, the next at {shop.time(rows[0][1])}."


def overdue(wall: datetime, hours: Hours) -> timedelta | None:
    """Give how long ago somebody should have come, None where they need not be here."""
    now = wording.minute_of(wall)
    for start, end in hours.ranges:
        if start <= now < end:
            return timedelta(minutes=now - start)
    return None
