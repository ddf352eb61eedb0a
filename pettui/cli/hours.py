"""Opening hours as people write them: `mon-fri 9-17, sat 9-14`."""

from __future__ import annotations

from pettui.dates import WEEKDAYS, parse_time

HINT = "Write them like mon-fri 9-17, sat 9-14."
USUAL = "mon-fri 9-17, sat 9-14"


def parse_hours(text: str) -> dict[int, tuple[int, int]]:
    """Read opening hours: weekdays (0 is Monday) to half-open minute ranges.

    Raises ValueError with a hint.
    """
    found: dict[int, tuple[int, int]] = {}
    for part in text.lower().replace(";", ",").replace("\u2013", "-").split(","):
        words = part.replace(" - ", "-").split()
        if not words:
            continue
        if len(words) != 2:
            raise ValueError(f"“{part.strip()}” is not understood as opening hours. {HINT}")
        days, times = words
        start, end = _range(times)
        for weekday in _weekdays(days):
            if weekday in found:
                raise ValueError(f"{WEEKDAYS[weekday].title()} has its hours twice. {HINT}")
            found[weekday] = (start, end)
    if not found:
        raise ValueError(f"The opening hours are empty. {HINT}")
    return found


def _weekdays(text: str) -> list[int]:
    if text in ("daily", "all"):
        return list(range(7))
    first, _, last = text.partition("-")
    begin, end = _weekday(first), _weekday(last or first)
    return [(begin + step) % 7 for step in range((end - begin) % 7 + 1)]


def _weekday(text: str) -> int:
    matches = [place for place, name in enumerate(WEEKDAYS) if name.startswith(text)]
    if len(text) < 2 or len(matches) != 1:
        raise ValueError(f"“{text}” is not a weekday. {HINT}")
    return matches[0]


def _range(text: str) -> tuple[int, int]:
    first, dash, last = text.partition("-")
    if not dash:
        raise ValueError(f"“{text}” lacks the time at which the shop closes. {HINT}")
    start = parse_time(first)
    end = 24 * 60 if last in ("24", "24:00", "24h") else parse_time(last)
    if end <= start:
        raise ValueError(f"“{text}” ends before it begins. {HINT}")
    return start, end
