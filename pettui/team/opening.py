"""Opening hours as people write them: `mon-fri 9-17, sat 9-14`."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pettui.dates import WEEKDAYS, parse_time
from pettui.formats import DayFormat

HINT = "Write them like mon-fri 9-17, sat 9-14."
USUAL = "mon-fri 9-17, sat 9-14"
Open = tuple[int, int, int]  # weekday (0 is Monday) and a half-open range of minutes


def parse_opening(text: str, formats: DayFormat | None = None) -> list[Open]:
    """Read opening hours, in order; a weekday may have several, such as before and after noon.

    Weekdays are understood in English, and in the language of `formats`. Raises ValueError with
    a hint.
    """
    found: list[Open] = []
    for part in _evenly(text).split(","):
        words = part.replace(" - ", "-").split()
        if not words:
            continue
        if len(words) != 2:
            raise ValueError(f"“{part.strip()}” is not understood as opening hours. {HINT}")
        days, times = words
        start, end = _range(times)
        for weekday in _weekdays(days, formats):
            if any(day == weekday and a < end and start < b for day, a, b in found):
                raise ValueError(f"{WEEKDAYS[weekday].title()} has its hours twice. {HINT}")
            found.append((weekday, start, end))
    if not found:
        raise ValueError(f"The opening hours are empty. {HINT}")
    return sorted(found)


def opening_text(rows: Iterable[Open], clock: Callable[[int], str]) -> str:
    """Write opening hours as they are typed: weekdays in a row with the same hours together."""
    hours: dict[int, list[str]] = {}
    for weekday, start, end in sorted(rows):
        span = "-".join("24" if minute == 1440 else clock(minute) for minute in (start, end))
        hours.setdefault(weekday, []).append(span.replace(":00", ""))
    runs: list[list[int]] = []
    for weekday in sorted(hours):
        if runs and runs[-1][1] == weekday - 1 and hours[runs[-1][0]] == hours[weekday]:
            runs[-1][1] = weekday
        else:
            runs.append([weekday, weekday])
    parts = []
    for first, last in runs:
        days = WEEKDAYS[first][:3] + (f"-{WEEKDAYS[last][:3]}" if last > first else "")
        parts += [f"{days} {span}" for span in hours[first]]
    return ", ".join(parts)


def _evenly(text: str) -> str:
    return text.lower().translate({ord(";"): ",", ord("、"): ",", 0x2013: "-"})


def _weekdays(text: str, formats: DayFormat | None) -> list[int]:
    if text in ("daily", "all"):
        return list(range(7))
    first, _, last = text.partition("-")
    begin, end = _weekday(first, formats), _weekday(last or first, formats)
    return [(begin + step) % 7 for step in range((end - begin) % 7 + 1)]


def _weekday(text: str, formats: DayFormat | None) -> int:
    matches = [place for place, name in enumerate(WEEKDAYS) if name.startswith(text)]
    if len(text) > 1 and len(matches) == 1:
        return matches[0]
    if formats is not None:
        from pettui.locales import weekday_of

        here = weekday_of(formats, text)
        if here is not None:
            return here
    raise ValueError(f"“{text}” is not a weekday. {HINT}")


def _range(text: str) -> tuple[int, int]:
    first, dash, last = text.partition("-")
    if not dash:
        raise ValueError(f"“{text}” lacks the time at which the shop closes. {HINT}")
    start = parse_time(first)
    end = 24 * 60 if last in ("24", "24:00", "24h") else parse_time(last)
    if end <= start:
        raise ValueError(f"“{text}” ends before it begins. {HINT}")
    return start, end
