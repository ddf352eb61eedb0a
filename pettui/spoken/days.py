"""Reads a day as people say it: `fri`, `next fri`, `+6w`, `12/3`, `the 3rd`, `eom`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from pettui.dates import WEEKDAYS, add_months, end_of_month
from pettui.spoken import numerals
from pettui.spoken.words import UNITS, month, number, ordinal, said, split, weekday

HINT = "Say it like today, fri, +6w, 12/3 or 2026-12-03."
MOST = 7  # words of the longest day
_SOON = 62  # days; Friday the 27th is one of the next two months
_STEP = re.compile(r"([+-]) ?(\d{1,4}) ?([a-z]+)?")
_AHEAD = re.compile(r"(\d{1,4})([a-z]+)")
_TODAY = ("today", "tod", "tdy", "now")
_TOMORROW = ("tmrw", "tmr", "tmw")
_NEXT, _LAST, _THIS = ("next", "nxt"), ("last", "past"), ("this", "coming", "the")


class Sight(NamedTuple):
    """What a day is seen from.

    Attributes:
        today: the shop's day.
        month_first: whether 12/3 is the third of December.
        week_start: the weekday with which a week begins, 0 is Monday.
        past: whether it is about what was: `fri` is the last one then, `24 dec` last year's.
    """

    today: date
    month_first: bool = True
    week_start: int = 0
    past: bool = False


class Spoken(NamedTuple):
    """A day that was understood.

    Attributes:
        day: the day.
        is_weekday: only a weekday was named, so that it is never one that is over.
        other: another day that the same words may mean (`next fri`), None when there is none.
    """

    day: date
    is_weekday: bool = False
    other: date | None = None


def parse_day(text: str, sight: Sight) -> date:
    """Read a day; raises ValueError with a hint."""
    words = split(text)
    if not words:
        raise ValueError(f"The date is empty. {HINT}")
    found = read(words, sight)
    if found is None:
        raise ValueError(f"{said(text)} is not a day that pettui understands. {HINT}")
    return found.day


def read(words: Sequence[str], sight: Sight) -> Spoken | None:
    """Read folded words as one day; None when they are none.

    Raises ValueError with a hint for a day that does not exist (31 June), or not on the weekday
    that is said with it.
    """
    while len(words) > 1 and words[0] in ("on", "of"):
        words = words[1:]
    if not words or len(words) > MOST:
        return None
    try:
        return _read(tuple(words), sight)
    except NotThatDay:
        raise
    except (ValueError, OverflowError) as error:
        raise ValueError(f"There is no such day as {said(' '.join(words))}. {HINT}") from error


class NotThatDay(ValueError):
    """A weekday and a date that do not belong together."""


def _read(words: tuple[str, ...], sight: Sight) -> Spoken | None:
    for reader in (_near, _moved, _apart, _end, _weekday, _weekday_of_week, _nth_weekday):
        found = reader(words, sight)
        if found is not None:
            return found
    day = numerals.read(words, sight.today, month_first=sight.month_first, past=sight.past)
    if day is not None:
        return Spoken(day)
    return _weekday_and_date(words, sight)


def _near(words: tuple[str, ...], sight: Sight) -> Spoken | None:
    phrase, today = " ".join(words), sight.today
    if phrase in _TODAY:
        return Spoken(today)
    if phrase in _TOMORROW or (len(phrase) >= 3 and "tomorrow".startswith(phrase)):
        return Spoken(today + timedelta(days=1))
    if len(phrase) >= 4 and "yesterday".startswith(phrase):
        return Spoken(today - timedelta(days=1))
    if phrase in ("day after tomorrow", "the day after tomorrow", "overmorrow"):
        return Spoken(today + timedelta(days=2))
    if phrase in ("day before yesterday", "the day before yesterday"):
        return Spoken(today - timedelta(days=2))
    if len(words) == 2 and words[0] in _NEXT and words[1] in ("week", "month", "year"):
        return Spoken(_stepped(today, 1, words[1][0]))
    if len(words) == 2 and words[0] in _LAST and words[1] in ("week", "month", "year"):
        return Spoken(_stepped(today, -1, words[1][0]))
    return None


def _distance(words: Sequence[str], *, bare: bool = True) -> tuple[int, str] | None:
    """Read how far: `+6w`, `6 weeks`, `in a fortnight`, `a couple of weeks`."""
    if found := _STEP.fullmatch(" ".join(words)):
        unit = "m" if found[3] == "m" else UNITS.get(found[3] or "d")
        return (int(found[1] + found[2]), unit) if unit else None
    if words and words[0] in ("in", "+"):
        words, bare = words[1:], True
    words = [word for word in words if word != "of"]
    if words[:2] == ["a", "couple"]:
        words = words[1:]
    if words and words[-1] == "time" and bare:
        words = words[:-1]  # in two weeks' time
    words = [word.rstrip("'’") for word in words]  # noqa: RUF001  # the apostrophe of a phone
    if not bare or not words:
        return None
    if len(words) == 1 and (found := _AHEAD.fullmatch(words[0])):
        unit = UNITS.get(found[2])
        return (int(found[1]), unit) if unit else None
    if len(words) == 1 and words[0] in ("week", "fortnight"):
        return 1, words[0][0]
    if len(words) == 2 and (many := number(words[0])) is not None and words[1] in UNITS:
        return many, UNITS[words[1]]
    return None


def _moved(words: tuple[str, ...], sight: Sight) -> Spoken | None:
    """Read a distance from today: `+6w`, `in 6 weeks`, `6 weeks ago`."""
    if words[-1] == "ago" and (far := _distance(words[:-1])) is not None:
        return Spoken(_stepped(sight.today, -far[0], far[1]))
    if words == ("week",) or (far := _distance(words)) is None:
        return None
    return Spoken(_stepped(sight.today, *far))


def _apart(words: tuple[str, ...], sight: Sight) -> Spoken | None:
    """Read a distance from another day: `a week from fri`, `fri in 2 weeks`, `fri +2w`."""
    for place in range(1, len(words) - 1):
        if words[place] in ("from", "after") and (far := _distance(words[:place])) is not None:
            start = _read(words[place + 1 :], sight)
            return Spoken(_stepped(start.day, *far)) if start is not None else None
    for place in range(1, len(words)):
        head, tail = words[:place], words[place:]
        if weekday(head[-1]) is None:
            continue
        far = _distance(tail, bare=tail == ("week",))
        if far is not None and far[0] > 0 and (start := _read(head, sight)) is not None:
            return Spoken(_stepped(start.day, *far))
    if len(words) == 2 and (far := _distance(words[:1], bare=False)) is not None:
        named = weekday(words[1])  # "+2w fri"
        if named is not None and far[0] > 0:
            return Spoken(_stepped(_coming(sight.today, named), *far))
    return None


def _stepped(day: date, many: int, unit: str) -> date:
    if unit in "dwf":
        return day + timedelta(days=many * {"d": 1, "w": 7, "f": 14}[unit])
    return add_months(day, many * (12 if unit == "y" else 1))


def _end(words: tuple[str, ...], sight: Sight) -> Spoken | None:
    """Read the end or the beginning of a month, and the end of a year."""
    today = sight.today
    if words[0] in ("eom", "bom") and len(words) <= 2:
        first = _month(words[1:], today) if len(words) == 2 else today.replace(day=1)
        if first is None:
            return None
        if words[0] == "eom":
            return Spoken(end_of_month(first))
        return Spoken(first if first >= today else add_months(first, 1))
    kept = [word for word in words if word not in ("the", "of", "in")]
    phrase = " ".join(kept)
    if phrase in ("eoy", "end year", "year end", "end this year"):
        return Spoken(date(today.year, 12, 31))
    if kept[:2] == ["last", "day"]:
        kept = ["end", *kept[2:]]
    if kept in (["month", "end"], ["monthend"]):
        kept = ["end", "month"]
    if len(kept) >= 2 and kept[0] == "end":
        first = _month(kept[1:], today)
        return Spoken(end_of_month(first)) if first is not None else None
    return None


def _month(words: Sequence[str], today: date) -> date | None:
    """Give the first day of `month`, `this month`, `next month` or `dec`, the coming one."""
    if list(words) in (["month"], ["this", "month"]):
        return today.replace(day=1)
    if list(words) == ["next", "month"]:
        return add_months(today.replace(day=1), 1)
    named = month(words[0]) if words else None
    if named is None or len(words) > 2:
        return None
    if len(words) == 2:
        return date(int(words[1]), named, 1) if re.fullmatch(r"(19|20|21)\d\d", words[1]) else None
    return date(today.year + (named < today.month), named, 1)


def _coming(today: date, place: int) -> date:
    return today + timedelta(days=(place - today.weekday()) % 7)


def _weekday(words: tuple[str, ...], sight: Sight) -> Spoken | None:
    """Read a weekday: never in the past, unless it is said so (`last fri`)."""
    place = weekday(words[-1])
    if place is None or len(words) > 2:
        return None
    day = _coming(sight.today, place)
    if len(words) == 1 or words[0] in _THIS:
        if sight.past and day > sight.today:
            return Spoken(day - timedelta(days=7))
        return Spoken(day, is_weekday=not sight.past)
    if words[0] in _LAST:
        return Spoken(day - timedelta(days=7))
    if words[0] not in _NEXT:
        return None
    if day == sight.today:
        return Spoken(day + timedelta(days=7), is_weekday=True)
    # Some mean the first one that comes, some the one of next week; at a weekend nobody knows.
    later = _in_week(sight, place, 1) > day or sight.today.weekday() >= 5
    return Spoken(day, is_weekday=True, other=day + timedelta(days=7) if later else None)


def _in_week(sight: Sight, place: int, ahead: int) -> date:
    """Give a weekday of this calendar week, or of one that comes."""
    begin = sight.today - timedelta(days=(sight.today.weekday() - sight.week_start) % 7)
    return begin + timedelta(days=(place - sight.week_start) % 7 + 7 * ahead)


def _weekday_of_week(words: tuple[str, ...], sight: Sight) -> Spoken | None:
    """Read a weekday with its calendar week: `fri next week`, `next week fri`."""
    if len(words) != 3:
        return None
    place, week = (words[0], words[1:]) if weekday(words[0]) is not None else (words[2], words[:2])
    named = weekday(place)
    if named is None or week not in (("next", "week"), ("this", "week")):
        return None
    day = _in_week(sight, named, 1 if week[0] == "next" else 0)
    if day < sight.today:
        raise NotThatDay(f"{said(' '.join(words))} is over. {HINT}")
    return Spoken(day)


def _nth_weekday(words: tuple[str, ...], sight: Sight) -> Spoken | None:
    """Read the nth weekday of a month: `first mon of dec`, `last fri of the month`."""
    kept = [word for word in words if word not in ("the", "of", "in")]
    if len(kept) < 3:
        return None
    which, place = ordinal(kept[0]), weekday(kept[1])
    if which is None or place is None or not (which == -1 or 1 <= which <= 5):
        return None
    first = _month(kept[2:], sight.today)
    if first is None:
        return None
    day = _of_month(first, place, which)
    if day < sight.today and len(kept) == 3:  # it is over: the next month's, or next year's
        day = _of_month(add_months(first, 1 if kept[2] == "month" else 12), place, which)
    return Spoken(day)


def _of_month(first: date, place: int, which: int) -> date:
    if which == -1:
        last = end_of_month(first)
        return last - timedelta(days=(last.weekday() - place) % 7)
    day = first + timedelta(days=(place - first.weekday()) % 7 + 7 * (which - 1))
    if day.month != first.month:
        raise ValueError("the month has no such weekday")
    return day


def _weekday_and_date(words: tuple[str, ...], sight: Sight) -> Spoken | None:
    """Read `fri 27 nov`, `fri 12/3`, `fri the 13th`, `fri 27`: both must be the same day."""
    place = weekday(words[0])
    if place is None or len(words) < 2:
        return None
    rest = words[1:]
    if re.fullmatch(r"2[4-9]|3[01]", rest[0]) and len(rest) == 1:
        rest = (rest[0] + "th",)  # no hour of a day
    if (bare := numerals.ordinal_day(rest)) is not None:
        day = numerals.coming(sight.today, bare, place, past=sight.past)
        if abs((day - sight.today).days) > _SOON:
            other = numerals.coming(sight.today, bare, past=sight.past)
            raise NotThatDay(_mismatch(" ".join(rest), other, place))
        return Spoken(day)
    written = numerals.read(rest, sight.today, month_first=sight.month_first, past=sight.past)
    if written is None:
        return None
    if written.weekday() != place:
        raise NotThatDay(_mismatch(" ".join(rest), written, place))
    return Spoken(written)


def _mismatch(phrase: str, day: date, place: int) -> str:
    return f"{said(phrase)} is a {day:%A}, not a {WEEKDAYS[place].title()}. {HINT}"
