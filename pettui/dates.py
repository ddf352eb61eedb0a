"""Dates and times as people say them: `fri 2p`, `tom 9`, `+6w`, `12/3 930`, `eom`."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from pettui.text import clean

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august",
    "september", "october", "november", "december",
)  # fmt: skip
# As text: compiled when a date is read, not at every start.
_STEP = r"([+-]) ?(\d{1,4}) ?(d|w|m|y)?"
_AHEAD = r"(?:in )?(\d{1,4}) (day|week|month|year)s?"
_ISO = r"(\d{4})-(\d{1,2})-(\d{1,2})"
_SLASH = r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{2}|\d{4}))?\.?"
_TIME = r"(\d{1,2})(?:[:.h]?(\d{2})|h)?\s*(?:([ap])\.?m?\.?)?"
_TAKEN_FOR_TIME = r"\d{1,2}\.\d{2}"  # 9.30, where dates are written 9/30
_MOST_WORDS = 8  # more are not a date, however long the paste
_PART_OF_DAY = {"am": 9 * 60, "morning": 9 * 60, "noon": 12 * 60, "midday": 12 * 60, "pm": 13 * 60}


def add_months(day: date, months: int) -> date:
    """Move by whole months; a day that the month lacks becomes its last one (DOMAIN 7.5)."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last))


def end_of_month(day: date) -> date:
    """Give the last day of a day's month."""
    return add_months(day.replace(day=1), 1) - timedelta(days=1)


def _named(word: str, names: tuple[str, ...], least: int) -> int | None:
    if len(word) < least:
        return None
    found = [place for place, name in enumerate(names) if name.startswith(word)]
    return found[0] if len(found) == 1 else None


def _future(today: date, month: int, day: int, year: str | None) -> date:
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    # Without a year a date means the coming one, unless it was only just: yesterday's book.
    least = today - timedelta(days=31)
    for ahead in range(-1, 9):  # 29 February may be eight years away
        try:
            found = date(today.year + ahead, month, day)
        except ValueError:
            continue
        if found >= least:
            return found
    raise ValueError("no year has this day")


def _said(text: str) -> str:
    """Quote what was typed in an error: on one line, harmless, and not a page long."""
    return f"“{clean(text, 40)}”"


def parse_day(text: str, today: date, *, month_first: bool = True) -> date:
    """Read a day as people say it; a weekday is never in the past.

    Knows today, tomorrow (`tom`), yesterday, weekdays, `next fri`, `+3`, `+6w`, `-1m`, `eom`,
    `12/3`, `3 dec`, `dec 3` and 2026-12-03. Raises ValueError with a hint.
    """
    said = " ".join(text[:400].lower().replace(",", " ").split())
    hint = "Say it like today, fri, +6w, 12/3 or 2026-12-03."
    if not said:
        raise ValueError(f"The date is empty. {hint}")
    try:
        found = _day(said, today, month_first)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"There is no such day as {_said(text)}. {hint}") from error
    if found is None:
        raise ValueError(f"{_said(text)} is not a day that pettui understands. {hint}")
    return found


def _day(said: str, today: date, month_first: bool) -> date | None:
    if said in ("today", "tod", "now"):
        return today
    if len(said) >= 3 and "tomorrow".startswith(said):
        return today + timedelta(days=1)
    if len(said) >= 4 and "yesterday".startswith(said):
        return today - timedelta(days=1)
    if said == "eom":
        return end_of_month(today)
    if found := re.fullmatch(_STEP, said):
        return _stepped(today, found[1], int(found[2]), found[3] or "d")
    if found := re.fullmatch(_AHEAD, said):
        return _stepped(today, "+", int(found[1]), found[2][0])
    if said in ("next week", "next month", "next year"):
        return _stepped(today, "+", 1, said[5])
    if found := re.fullmatch(_ISO, said):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(_SLASH, said):
        first, second = int(found[1]), int(found[2])
        month, day = (first, second) if month_first else (second, first)
        return _future(today, month, day, found[3])
    words = said.split()
    if len(words) == 2 and _weekday(words[0]) is not None and re.fullmatch(_ISO, words[1]):
        return _day(words[1], today, month_first)
    later = words[0] == "next"
    if later:
        words = words[1:]
    if len(words) == 1 and (weekday := _weekday(words[0])) is not None:
        ahead = (weekday - today.weekday()) % 7
        return today + timedelta(days=(ahead or 7) if later else ahead)
    if len(words) > 2 and _weekday(words[0]) is not None:
        words = words[1:]  # "Fri 27 Nov 2026": the date decides
    if len(words) in (2, 3) and not later:
        return _month_and_day(words, today)
    return None


def _weekday(word: str) -> int | None:
    return 2 if word == "weds" else _named(word.removesuffix("."), WEEKDAYS, 2)


def _stepped(today: date, sign: str, number: int, unit: str) -> date:
    number = number if sign == "+" else -number
    if unit in "dw":
        return today + timedelta(days=number * (7 if unit == "w" else 1))
    return add_months(today, number * (12 if unit == "y" else 1))


def _month_and_day(words: list[str], today: date) -> date | None:
    first, second, *year = words
    if first[0].isdigit():
        first, second = second, first
    month = 8 if first in ("sept", "sept.") else _named(first.removesuffix("."), MONTHS, 3)
    number = re.sub(r"(st|nd|rd|th)$|\.$", "", second)
    if (
        month is None
        or not number.isdigit()
        or (year and not re.fullmatch(r"\d{2}|(19|20|21)\d{2}", year[0]))
    ):
        return None
    if year and len(year[0]) == 2 and not 0 <= 2001 + int(year[0]) - today.year <= 11:
        return None  # "dec 3 10" is ten o'clock, not the year 2010
    return _future(today, month + 1, int(number), year[0] if year else None)


def parse_time(text: str) -> int:
    """Read a time of day as minutes since midnight; raises ValueError with a hint.

    `930` and `9:30` are half past nine, `2p` is 14:00. Hours from 1 to 6 without a or p are
    afternoon, because no shop grooms before seven.
    """
    said = text.strip().lower()
    if said in _PART_OF_DAY:
        return _PART_OF_DAY[said]
    hint = "Say it like 9, 930, 2p or 14:30."
    found = re.fullmatch(_TIME, said)
    if not found:
        raise ValueError(f"{_said(text)} is not a time. {hint}")
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(f"{_said(text)} is not a time. {hint}")
        hour = hour % 12 + (12 if half == "p" else 0)
    elif 1 <= hour <= 6 and not said.startswith("0"):
        hour += 12
    if hour > 23 or minute > 59:
        raise ValueError(f"{_said(text)} is not a time. {hint}")
    return hour * 60 + minute


def parse_when(
    text: str, today: date, *, month_first: bool = True
) -> tuple[date | None, int | None]:
    """Read a day, a time, or both (`fri 2p`); what is not said is None.

    Raises ValueError with a hint when neither is understood.
    """
    words = text.split()
    if month_first and len(words) == 1 and re.fullmatch(_TAKEN_FOR_TIME, words[0]):
        return None, parse_time(text)
    cuts = range(len(words), 0, -1) if len(words) <= _MOST_WORDS else ()
    for cut in cuts:
        head, tail = " ".join(words[:cut]), " ".join(words[cut:])
        try:
            day = parse_day(head, today, month_first=month_first)
        except ValueError:
            continue
        return day, parse_time(tail) if tail else None
    try:
        return None, parse_time(text)
    except ValueError:
        parse_day(text, today, month_first=month_first)  # its words fit better
        raise


def parse_length(text: str) -> int:
    """Read a length in minutes: `90`, `1:30`, `1h30`, `1.5h`; raises ValueError with a hint."""
    said = text.strip().lower().replace(" ", "")
    hint = "Say it like 90, 1:30 or 1.5h."
    if found := re.fullmatch(r"(\d{1,3})(?:m|min)?", said):
        minutes = int(found[1])
    elif found := re.fullmatch(r"(\d{1,2})(?::|h)([0-5]?\d)?m?", said):
        minutes = int(found[1]) * 60 + int(found[2] or 0)
    elif found := re.fullmatch(r"(\d{1,2})[.,](\d{1,2})h", said):
        minutes = round(float(f"{found[1]}.{found[2]}") * 60)
    else:
        raise ValueError(f"{_said(text)} is not a length. {hint}")
    if not 5 <= minutes <= 720:
        raise ValueError(f"A length of {minutes} minutes is out of range: 5 minutes to 12 hours.")
    return minutes


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


class Window(NamedTuple):
    """When a visit may start: a day (None when none was said) and minutes since midnight.

    `end` is not included. An exact one has `start` alone to offer.
    """

    day: date | None
    start: int
    end: int
    exact: bool = False


PARTS = {
    "am": (0, 720), "morning": (0, 720), "noon": (690, 810), "midday": (690, 810),
    "pm": (720, 1440), "afternoon": (720, 1080), "evening": (1020, 1440),
}  # fmt: skip


def parse_window(text: str, today: date, *, month_first: bool = True) -> Window:
    """Read a day with a time or a part of the day: `fri 2p`, `fri pm`, `fri`, `after 3`.

    What `day_text` writes is understood too. Raises ValueError with a hint.
    """
    words = text[:400].lower().replace(",", " ").split()
    for cut in range(len(words) if len(words) <= _MOST_WORDS else 0, -1, -1):
        part = _span(" ".join(words[cut:])) if cut < len(words) else Window(None, 0, 1440)
        if part is None:
            continue
        try:
            day = _said_day(words[:cut], today, month_first=month_first) if cut else None
        except ValueError:
            continue
        if day is not None or cut < len(words):
            return Window(day, part.start, part.end, part.exact)
    parse_when(text, today, month_first=month_first)  # raises, and its words fit
    raise ValueError(f"{_said(text)} is not a day that pettui understands. Say it like fri 2p.")


def _said_day(words: list[str], today: date, *, month_first: bool) -> date:
    if len(words) > 2 and _named(words[0], WEEKDAYS, 2) is not None:
        words = words[1:]  # "Fri 27 Nov 2026": the date decides
    return parse_day(" ".join(words), today, month_first=month_first)


def _span(said: str) -> Window | None:
    """Read a time or a part of the day; None when it is neither."""
    first, _, rest = said.partition(" ")
    if len(said) >= 2 and (part := [p for name, p in PARTS.items() if name.startswith(said)]):
        return Window(None, *part[0])
    try:
        if first in ("after", "from"):
            return Window(None, parse_time(rest), 1440)
        if first in ("before", "until", "till"):
            return Window(None, 0, parse_time(rest))
        if found := re.fullmatch(r"([\d:.apm]+) ?- ?([\d:.apm]+)", said):
            start, end = parse_time(found[1]), parse_time(found[2])
            return Window(None, start, end) if start < end else None
        start = parse_time(rest if first == "at" else said)
    except ValueError:
        return None
    return Window(None, start, start + 1, exact=True)
