"""How the clock says times and lengths."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from pettui import clock
from pettui.team.shop import Shop


def length(minutes: int) -> str:
    """Write a length: `2 min`, `1 h`, `1 h 05 min`."""
    hours, rest = divmod(abs(minutes), 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02d} min" if rest else f"{hours} h"


def both(minutes: int) -> str:
    """Write hours both ways, so that nobody takes one for the other: `7:32 h (7.53)`."""
    hours = Decimal(minutes) / 60
    decimals = hours.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return f"{minutes // 60}:{minutes % 60:02d} h ({decimals})"


def minute_of(wall: datetime) -> int:
    """Give a wall clock's minutes since midnight."""
    return wall.hour * 60 + wall.minute


def at(shop: Shop, moment: datetime, today: date | None = None) -> str:
    """Write an instant's time, with its day where that is not today: `8:58`, `Sun 22 Nov 22:00`."""
    return at_wall(shop, clock.wall_of(moment, shop.zone), today)


def at_wall(shop: Shop, wall: datetime, today: date | None = None) -> str:
    """Write a wall clock's time, with its day where that is not today."""
    time = shop.time(minute_of(wall))
    return time if today in (None, wall.date()) else f"{shop.short_day(wall.date())} {time}"


def day_before(shop: Shop, day: date, today: date) -> str:
    """Write a day that is over, as people say it: `today`, `yesterday`, `on Fri 20 Nov`."""
    return {0: "today", 1: "yesterday"}.get((today - day).days) or f"on {shop.short_day(day)}"


def greeting(wall: datetime, name: str) -> str:
    """Greet somebody by the time of day."""
    part = "morning" if 4 <= wall.hour < 12 else "afternoon" if 12 <= wall.hour < 18 else "evening"
    return f"Good {part}, {name}."
