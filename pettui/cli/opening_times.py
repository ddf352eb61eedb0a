"""The opening hours of a new shop, from an option or an answer."""

from __future__ import annotations

from pettui.dates import WEEKDAYS
from pettui.formats import DayFormat
from pettui.team.opening import HINT, parse_opening
from pettui.team.opening import USUAL as USUAL


def parse_hours(text: str, formats: DayFormat | None = None) -> dict[int, tuple[int, int]]:
    """Read opening hours: weekdays (0 is Monday) to half-open minute ranges, one a day.

    Weekdays are understood in English, and in the language of `formats`. Raises ValueError with
    a hint.
    """
    found: dict[int, tuple[int, int]] = {}
    for weekday, start, end in parse_opening(text, formats):
        if weekday in found:
            raise ValueError(f"{WEEKDAYS[weekday].title()} has its hours twice. {HINT}")
        found[weekday] = (start, end)
    return found
