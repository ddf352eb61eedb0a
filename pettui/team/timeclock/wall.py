"""Times that managers type: on the shop's wall clock, which skips an hour and repeats another."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pettui import clock
from pettui.history.door import Refused
from pettui.team.shop import Shop


class Ambiguous(Refused):
    """The wall clock showed this time twice that day; `first` and `second` are the instants."""

    def __init__(self, text: str, first: datetime, second: datetime) -> None:
        super().__init__(text)
        self.first = first
        self.second = second


def instant_of(shop: Shop, day: date, minute: int, *, second: bool | None = None) -> datetime:
    """Give the instant of a time on the shop's wall clock, in UTC.

    Args:
        shop: the shop, whose zone counts.
        day: the day; `minute` may be above 1440, for a time after midnight.
        minute: minutes since midnight.
        second: whether the second of two equal times is meant, on the night on which the clock
            goes back; None when nobody was asked yet.

    Raises:
        Ambiguous: the time was there twice, and nobody said which is meant.
        Refused: the time never was, on the night on which the clock goes forward.
    """
    local = datetime.combine(day, time()) + timedelta(minutes=minute)
    said = f"{shop.time(local.hour * 60 + local.minute)} on {shop.day(local.date())}"
    if clock.is_imaginary(local, shop.zone):
        raise Refused(
            f"{said} never was: the clock went forward then. Say an earlier or later time."
        )
    aware = local.replace(tzinfo=ZoneInfo(shop.zone))
    first, other = aware.astimezone(UTC), aware.replace(fold=1).astimezone(UTC)
    if second is None and clock.is_ambiguous(local, shop.zone):
        raise Ambiguous(
            f"{said} was there twice: the clock went back then. Say whether the first or the"
            " second is meant.",
            first,
            other,
        )
    return other if second else first


def wall_text(shop: Shop, at: datetime) -> str:
    """Write an instant as the shop's clock shows it: `8:58 on Mon 23 Nov`."""
    local = clock.wall_of(at, shop.zone)
    return f"{shop.time(local.hour * 60 + local.minute)} on {shop.short_day(local.date())}"
