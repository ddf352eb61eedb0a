"""Reads dates that are written with numbers: `12/3`, `3.12.`, `dec 3 2027`, `the 15th`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from pettui.dates import add_months
from pettui.spoken.words import month, ordinal

_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\.?")
_SLASH = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{2}|\d{4}))?\.?")
_DASH = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})")
_JUST_NOW = 31  # days; yesterday's book is wanted more often than next year's


def read(
    words: Sequence[str], today: date, *, month_first: bool, past: bool = False
) -> date | None:
    """Read words as a date; None when they are none. Raises ValueError where there is no such."""
    if len(words) == 1:
        if found := _YEAR_FIRST.fullmatch(words[0]):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _SLASH.fullmatch(words[0]) or _DASH.fullmatch(words[0]):
            first, second = int(found[1]), int(found[2])
            number, day = (first, second) if month_first else (second, first)
            return _in_some_year(today, number, day, found[3], past=past)
    if (day_number := ordinal_day(words)) is not None:
        return coming(today, day_number, past=past)
    return _of_next_month(words, today) or _month_and_day(words, today, past=past)


def ordinal_day(words: Sequence[str]) -> int | None:
    """Give the day of a month that is all that was said: `15th`, `the 15th`."""
    words = words[1:] if words and words[0] == "the" else words
    if len(words) != 1 or not words[0][0].isdigit():
        return None
    return ordinal(words[0])


def coming(today: date, number: int, weekday: int | None = None, *, past: bool = False) -> date:
    """Give the next (or last) day of a month with a number (and a weekday), today included.

    Months that lack it are passed over; raises ValueError where none has it.
    """
    if not 1 <= number <= 31:
        raise ValueError("no month has this day")
    for ahead in range(120):
        month_begin = add_months(today.replace(day=1), -ahead if past else ahead)
        day = month_begin + timedelta(days=number - 1)
        fits = day <= today if past else day >= today
        if day.month == month_begin.month and fits and weekday in (None, day.weekday()):
            return day
    raise ValueError("no month has this day")


def _of_next_month(words: Sequence[str], today: date) -> date | None:
    """Read `15th of next month`, `the 1st of the month`."""
    kept = [word for word in words if word not in ("the", "of")]
    if len(kept) not in (2, 3) or kept[-1] != "month" or (number := ordinal(kept[0])) is None:
        return None
    ahead = {("month",): 0, ("this", "month"): 0, ("next", "month"): 1}.get(tuple(kept[1:]))
    if ahead is None or number < 1:
        return None
    if ahead == 0 and number < today.day:
        ahead = 1
    return add_months(today.replace(day=1), ahead).replace(day=number)


def _month_and_day(words: Sequence[str], today: date, *, past: bool) -> date | None:
    kept = [word for word in words if word not in ("the", "of")]
    if len(kept) not in (2, 3):
        return None
    first, second, *year = kept
    if first[0].isdigit():
        first, second = second, first
    named = month(first)
    number = re.sub(r"(st|nd|rd|th)$|\.$", "", second)
    if (
        named is None
        or not re.fullmatch(r"\d{1,2}", number)
        or (year and not re.fullmatch(r"\d{2}|(19|20|21)\d{2}", year[0]))
    ):
        return None
    if year and len(year[0]) == 2 and not 0 <= 2001 + int(year[0]) - today.year <= 11:
        return None  # "dec 3 10" is ten o'clock, not the year 2010
    return _in_some_year(today, named, int(number), year[0] if year else None, past=past)


def _in_some_year(today: date, number: int, day: int, year: str | None, *, past: bool) -> date:
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), number, day)
    # Without a year a date means the coming one, unless it was only just: yesterday's book.
    least = today - timedelta(days=_JUST_NOW)
    for ahead in range(0, -9, -1) if past else range(-1, 9):  # 29 February may be far away
        try:
            found = date(today.year + ahead, number, day)
        except ValueError:
            continue
        if (found <= today) if past else (found >= least):
            return found
    raise ValueError("no year has this day")
