"""Days of the made-up shop: when it is closed, and instants of its wall clock as numbers."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

_EPOCH = date(1970, 1, 1).toordinal()
_MINUTE = 60_000_000  # microseconds


def closures(first: date, last: date) -> dict[int, str]:
    """Give the public holidays between two days by ordinal, with their names."""
    found = {}
    for year in range(first.year, last.year + 1):
        november = date(year, 11, 1)
        thursday = november + timedelta(days=(3 - november.weekday()) % 7 + 21)
        found[date(year, 1, 1).toordinal()] = "New Year's Day"
        found[date(year, 7, 4).toordinal()] = "Independence Day"
        found[thursday.toordinal()] = "Thanksgiving"
        found[date(year, 12, 25).toordinal()] = "Christmas"
    return {day: why for day, why in found.items() if first.toordinal() <= day <= last.toordinal()}


class WallClock:
    """Turns the wall clock of opening hours into microseconds since 1970 UTC, fast.

    The zone's offset is asked once a day, at noon: clocks change at night, while it is closed.
    """

    def __init__(self, zone: str) -> None:
        self._zone = ZoneInfo(zone)
        self._noon = lru_cache(maxsize=256)(self._offset)

    def _offset(self, ordinal: int) -> int:
        noon = datetime.combine(date.fromordinal(ordinal), datetime.min.time(), self._zone)
        gap = noon.replace(hour=12).utcoffset()
        return int(gap.total_seconds()) // 60 if gap is not None else 0

    def instant(self, ordinal: int, minute: int) -> int:
        """Give a minute of a day, counted on the wall clock, as microseconds since 1970 UTC."""
        return ((ordinal - _EPOCH) * 1440 + minute - self._noon(ordinal)) * _MINUTE

    def moment(self, ordinal: int, minute: int) -> datetime:
        """Give the same as an aware datetime."""
        return datetime.fromtimestamp(self.instant(ordinal, minute) // 1_000_000, UTC)
