"""Days and their distances; and the way into the grammar of dates and times as people say them.

What is said (`fri 2p`, `tom 9`, `+6w`, `12/3 930`, `eom`) is read in `pettui.spoken`, which is
loaded when the first date is typed and not at every start.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august",
    "september", "october", "november", "december",
)  # fmt: skip


class Window(NamedTuple):
    """When a visit may start: a day (None when none was said) and minutes since midnight.

    `end` is not included. An exact one has `start` alone to offer.
    """

    day: date | None
    start: int
    end: int
    exact: bool = False


def add_months(day: date, months: int) -> date:
    """Move by whole months; a day that the month lacks becomes its last one (DOMAIN 7.5)."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last))


def end_of_month(day: date) -> date:
    """Give the last day of a day's month."""
    return add_months(day.replace(day=1), 1) - timedelta(days=1)


def parse_day(
    text: str, today: date, *, month_first: bool = True, week_start: int = 0, past: bool = False
) -> date:
    """Read a day as people say it; a weekday is never in the past.

    Knows today, tomorrow (`tom`), weekdays, `next fri`, `last fri`, `fri next week`, `+3`, `+6w`,
    `in 6 weeks`, `a week from fri`, `eom`, `first mon of dec`, `12/3`, `3 dec`, `the 15th`,
    2026-12-03 and more. With `past` it is about what was: `fri` is the last one, `24 dec` last
    year's. Raises ValueError with a hint.
    """
    from pettui.spoken import days

    return days.parse_day(text, days.Sight(today, month_first, week_start, past))


def parse_time(text: str) -> int:
    """Read a time of day as minutes since midnight; raises ValueError with a hint.

    `930` and `9:30` are half past nine, `2p` is 14:00. Hours from 1 to 6 without a or p are
    afternoon, because no shop grooms before seven; `12a` and midnight begin the day.
    """
    from pettui.spoken import times

    return times.parse_time(text)


def parse_length(text: str) -> int:
    """Read a length in minutes: `90`, `1:30`, `1h30`, `1.5h`; raises ValueError with a hint."""
    from pettui.spoken import times

    return times.parse_length(text)


def parse_when(
    text: str, today: date, *, month_first: bool = True, week_start: int = 0
) -> tuple[date | None, int | None]:
    """Read a day, a time, or both (`fri 2p`); what is not said is None.

    Raises ValueError with a hint when neither is understood.
    """
    from pettui.spoken import days, moments

    return moments.parse_when(text, days.Sight(today, month_first, week_start))


def parse_window(
    text: str, today: date, *, month_first: bool = True, week_start: int = 0, now: int | None = None
) -> Window:
    """Read a day with a time or a part of the day: `fri 2p`, `fri pm`, `fri`, `after 3`.

    `now` is the time of day in minutes: of a weekday that is today, a time that is over is the
    one in a week. What `day_text` writes is understood too. Raises ValueError with a hint.
    """
    from pettui.spoken import days, moments

    return moments.parse_window(text, days.Sight(today, month_first, week_start), now)


def day_text(day: date) -> str:
    """Write a day with its weekday: `Fri 27 Nov 2026`."""
    return f"{day:%a} {day.day} {day:%b %Y}"


def distance(day: date, today: date) -> str:
    """Say how far away a day is: `today`, `in 4 days`, `3 weeks ago`."""
    days = (day - today).days
    if days == 0:
        return "today"
    if abs(days) == 1:
        return "tomorrow" if days > 0 else "yesterday"
    number, unit = (abs(days), "days") if abs(days) < 14 else (abs(days) // 7, "weeks")
    if abs(days) >= 70:
        number, unit = round(abs(days) / 30.44), "months"
    if abs(days) >= 700:
        number, unit = round(abs(days) / 365.25), "years"
    return f"in {number} {unit}" if days > 0 else f"{number} {unit} ago"
