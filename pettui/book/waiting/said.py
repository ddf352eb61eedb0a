"""Reads when it would suit as people say it: `thu fri am`, `sat-mon after 3; 12/3 - 12/10`.

Windows are separated by `;` or `or`. Each has days, then times, and either may be left out. Days
are a date, a span of dates, weekdays (several, a span that may wrap, or `every`), or both. One
weekday alone is the coming one. Times bound the start (DOMAIN 8.6): `until 11` may begin at 11.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pettui import dates
from pettui.book.waiting.values import ALL_WEEK, LAST_MINUTE, When
from pettui.book.waiting.words import PARTS
from pettui.spoken.words import weekday
from pettui.text import clean

if TYPE_CHECKING:
    from pettui.team.shop import Shop

HINT = "Say it like fri, thu fri am, sat-mon after 3, 12/3 - 12/10 or any time."
MOST_WORDS = 24
_ANY = ("", "any", "any time", "any day", "anytime", "whenever")
_SPAN = re.compile(r" (?:-|\u2013|to|till|until|through) | ?\u2013 ?")
_CLOCK = r"\d{1,2}(?:[:.h]?\d{2})?\s*(?:[ap]\.?m?\.?)?"
_TIMES = re.compile(rf"({_CLOCK}) ?(?:-|\u2013|to|till|until) ?({_CLOCK})")
_AFTER, _UNTIL, _BEFORE = ("after", "from"), ("until", "till", "by"), ("before",)
STEP = 5


def read(shop: Shop, text: str) -> tuple[When, ...]:
    """Read windows; () is any time. Raises ValueError with a hint."""
    said = " ".join(shop.formats.english(text[:600]).lower().split())
    if said in _ANY:
        return ()
    found = []
    for part in re.split(r";| or ", said):
        if words := part.replace(",", " ").split():
            found.append(_window(shop, words))
    return tuple(dict.fromkeys(found))


def _window(shop: Shop, words: list[str]) -> When:
    said = " ".join(words)
    if said in _ANY:
        return When()
    if len(words) <= MOST_WORDS:
        for cut in range(len(words), -1, -1):
            head, tail = " ".join(words[:cut]), " ".join(words[cut:])
            times = _times(tail) if tail else (0, LAST_MINUTE)
            if times is None:
                continue
            days = _days(shop, head) if head not in _ANY else (None, None, ALL_WEEK)
            if days is not None:
                return When(*days, *times)
    raise ValueError(f"“{clean(said, 40)}” is not understood. {HINT}")


Days = tuple[date | None, date | None, int]


def _days(shop: Shop, said: str) -> Days | None:
    """Read days: weekdays, a date, a span of dates, or a span with weekdays behind it."""
    words = said.split()
    if alone := _weekdays(words):
        return None, None, alone
    for cut in range(len(words), 0, -1):
        mask = _weekdays(words[cut:]) if words[cut:] else ALL_WEEK
        span = _span(shop, " ".join(words[:cut])) if mask else None
        if span is not None:
            return *span, mask or ALL_WEEK
    return None


def _span(shop: Shop, said: str) -> tuple[date | None, date | None] | None:
    today = shop.today()
    if said in ("this week", "next week"):
        first = shop.week_begin(today) + timedelta(days=7 if said.startswith("next") else 0)
        return max(first, today), first + timedelta(days=6)
    word, _, rest = said.partition(" ")
    if rest and word in ("since", "from", "after") and (day := _day(shop, rest)):
        return (day + timedelta(days=1) if word == "after" else day), None
    if rest and word in (*_UNTIL, "before") and (day := _day(shop, rest)):
        return None, day - timedelta(days=1) if word == "before" else day
    ends = _SPAN.split(said)
    if len(ends) == 1 and "/" in said and said.count("-") == 1:
        ends = said.split("-")
    if len(ends) == 2:
        first_day, last_day = (_day(shop, end) for end in ends)
        if first_day is None or last_day is None or _weekdays(said.split()):
            return None
        if last_day < first_day:
            raise ValueError(f"{shop.day(last_day)} is before {shop.day(first_day)}. {HINT}")
        return first_day, last_day
    found = _day(shop, said)
    return (found, found) if found is not None else None


def _day(shop: Shop, said: str) -> date | None:
    try:
        return dates.parse_day(said, shop.today(), **shop.sight)
    except ValueError:
        return None


def _weekdays(words: list[str]) -> int:
    """Give the mask of named weekdays; 0 for anything else, and for one name alone."""
    every = bool(words) and words[0] in ("every", "each", "on")
    mask, several = 0, every
    for word in words[1:] if every else words:
        if word in ("and", "&", "+"):
            continue
        if word in ("weekday", "weekdays"):
            mask, several = mask | 0b0011111, True
        elif word in ("weekend", "weekends"):
            mask, several = mask | 0b1100000, True
        else:
            first, dash, last = word.partition("-")
            begin, end = _weekday(first), _weekday(last) if dash else _weekday(first)
            if begin is None or end is None:
                return 0
            several = several or bool(dash) or _plural(first) or mask != 0
            day = begin
            while True:  # the week wraps: sat-mon
                mask |= 1 << day
                if day == end:
                    break
                day = (day + 1) % 7
    return mask if several else 0


def _weekday(word: str) -> int | None:
    found = weekday(word)
    return weekday(word.removesuffix(".").removesuffix("s")) if found is None else found


def _plural(word: str) -> bool:
    return word.endswith("days") or (word.endswith("s") and word[:-1] in {d[:3] for d in _DAYS})


_DAYS = dates.WEEKDAYS


def _times(said: str) -> tuple[int, int] | None:
    """Read bounds of the start; None when it is no time."""
    word, _, rest = said.partition(" ")
    if said == "am":
        return PARTS["morning"]
    if said == "pm":
        return PARTS["afternoon"]
    if len(said) > 3 and (part := [p for name, p in PARTS.items() if name.startswith(said)]):
        return part[0]
    try:
        if rest and word in _AFTER:
            return dates.parse_time(rest), LAST_MINUTE
        if rest and word in _UNTIL:
            return 0, dates.parse_time(rest)
        if rest and word in _BEFORE:
            return 0, max(0, dates.parse_time(rest) - STEP)
        if found := _TIMES.fullmatch(said):
            first, last = dates.parse_time(found[1]), dates.parse_time(found[2])
            return (first, last) if first <= last else None
        at = dates.parse_time(rest if rest and word == "at" else said)
    except ValueError:
        return None
    return at, at
