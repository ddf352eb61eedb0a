"""Reads several days as people say them: `next week`, `weekend`, `in december`, `mon or tue`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from pettui.dates import add_months, end_of_month
from pettui.spoken import days, weekdays
from pettui.spoken.days import Sight
from pettui.spoken.words import month, weekday

ALL_WEEK = 0b1111111


class Range(NamedTuple):
    """Days that would suit: from the first to the last, on these weekdays (bit 0 is Monday)."""

    first: date
    last: date
    weekdays: int = ALL_WEEK


def read(words: Sequence[str], sight: Sight) -> Range | None:
    """Read folded words as several days, none of them in the past; None when they are none."""
    kept = [word for word in words if word not in ("the", "any", "day", "sometime")]
    while kept and kept[0] in ("on", "at"):
        kept = kept[1:]
    if not kept:
        return None
    found = _week(kept, sight) or _weekend(kept, sight) or _month(kept, sight)
    found = found or _weekdays(kept, sight)
    if found is None or found.last < sight.today:
        return None
    return found._replace(first=max(found.first, sight.today))


def _week_of(day: date, sight: Sight) -> Range:
    begin = day - timedelta(days=(day.weekday() - sight.week_start) % 7)
    return Range(begin, begin + timedelta(days=6))


def _week(words: list[str], sight: Sight) -> Range | None:
    while words[0] in ("in", "during"):
        words = words[1:] or [""]
    if words == ["this", "week"]:
        return _week_of(sight.today, sight)
    if words == ["next", "week"]:
        return _week_of(sight.today + timedelta(days=7), sight)
    if words[:2] == ["week", "of"]:
        try:
            spoken = days.read(words[2:], sight)
        except ValueError:
            return None
        return _week_of(spoken.day, sight) if spoken is not None else None
    return None


def _weekend(words: list[str], sight: Sight) -> Range | None:
    if words not in (["weekend"], ["this", "weekend"], ["next", "weekend"]):
        return None
    saturday = sight.today + timedelta(days=(5 - sight.today.weekday()) % 7)
    if sight.today.weekday() == 6:
        saturday -= timedelta(days=7)  # it is Sunday: the weekend is not over
    if words[0] == "next":
        saturday += timedelta(days=7)
    return Range(saturday, saturday + timedelta(days=1))


def _month(words: list[str], sight: Sight) -> Range | None:
    first = sight.today.replace(day=1)
    if words == ["this", "month"]:
        return Range(first, end_of_month(first))
    if words == ["next", "month"]:
        return Range(add_months(first, 1), end_of_month(add_months(first, 1)))
    if len(words) == 2 and words[0] == "in" and (named := month(words[1])) is not None:
        begin = date(sight.today.year + (named < sight.today.month), named, 1)
        return Range(begin, end_of_month(begin))
    return None


def _weekdays(words: list[str], sight: Sight) -> Range | None:
    """Read `mon or tue`, `tue/thu`, `mon-wed`: of the coming seven days."""
    said = " ".join(words)
    several = any(sign in said for sign in ("-", "/", " or ", " and ", " & ", " + "))
    named = weekday(words[0].partition("-")[0].partition("/")[0]) is not None
    if not (several and named) and said not in ("weekday", "weekdays"):
        return None
    try:
        found = weekdays.read(said.replace(" or ", " "))
    except ValueError:
        return None
    mask = sum(1 << day for day in found)
    return Range(sight.today, sight.today + timedelta(days=6), mask) if found else None
