"""Times of day as people type them at the clock, made instants."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pettui import clock, dates
from pettui.history.door import Refused
from pettui.team.shop import Shop


def instant_of(shop: Shop, wall: datetime) -> datetime:
    """Give the instant of a wall clock's time; of an hour shown twice, the first.

    Raises Refused for a time that the clock skipped.
    """
    if clock.is_imaginary(wall, shop.zone):
        at = shop.time(wall.hour * 60 + wall.minute)
        raise Refused(
            f"There was no {at} on {shop.short_day(wall.date())}: the clocks went forward."
            " Say another time."
        )
    return wall.replace(tzinfo=ZoneInfo(shop.zone)).astimezone(UTC)


def wall_at(day: date, minute: int) -> datetime:
    """Give a wall clock's date and time, from minutes since midnight (1440 is the next day)."""
    return datetime.combine(day, time()) + timedelta(minutes=minute)


def minute(text: str) -> int:
    """Read a time of day; raises Refused with a hint."""
    try:
        return dates.parse_time(text[:40])
    except ValueError as error:
        raise Refused(str(error)) from error


def past(shop: Shop, text: str) -> datetime:
    """Read a day and time that are over (`8`, `yesterday 17:30`, `fri 9`) as a wall clock's.

    A time alone is today's, or yesterday's where today's is still to come; a weekday is the
    last one. Raises Refused with a hint.
    """
    try:
        day, at = shop.parse_when(text[:60])
    except ValueError as error:
        raise Refused(str(error)) from error
    if at is None:
        raise Refused("Say the time too, such as 8:00 or yesterday 17:30.")
    now = shop.now()
    if day is None:
        day = now.date()
        if wall_at(day, at) > now:
            day -= timedelta(days=1)
    elif day > now.date() and (day - now.date()).days <= 7:
        day -= timedelta(days=7)
    found = wall_at(day, at)
    if found > now:
        raise Refused(f"{shop.short_day(day)} {shop.time(at)} is still to come.")
    return found
