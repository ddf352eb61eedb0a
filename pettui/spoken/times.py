"""Reads times of day, parts of the day and lengths: `2p`, `after 3`, `9-11`, `morning`, `90m`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pettui.spoken.words import LONGEST, number, said

HINT = "Say it like 9, 930, 2p or 14:30."
MOST = 5  # words of the longest time
DAY_END = 24 * 60
_TIME = re.compile(r"@?(\d{1,2})(?:[:.h]?(\d{2})|h)?\s*(?:([ap])\.?m?\.?)?")
_HALF = re.compile(r"[ap]\.?m?\.?$")
_NAMED = {
    "am": 9 * 60, "morning": 9 * 60, "noon": 12 * 60, "midday": 12 * 60, "12 noon": 12 * 60,
    "pm": 13 * 60, "midnight": 0, "12 midnight": 0,
}  # fmt: skip
PARTS = {
    "am": (0, 720), "morning": (0, 720), "noon": (690, 810), "midday": (690, 810),
    "pm": (720, 1440), "afternoon": (720, 1080), "evening": (1020, 1440),
}  # fmt: skip
"""Parts of the day, of which a beginning of two letters is enough; minutes since midnight."""

_PHRASES = {
    "lunch": (690, 810), "lunchtime": (690, 810), "first thing": (0, 600), "tonight": (1020, 1440),
    "early morning": (0, 570), "late morning": (600, 720), "midmorning": (570, 690),
    "mid morning": (570, 690), "early afternoon": (720, 870), "late afternoon": (900, 1080),
    "mid afternoon": (840, 960), "anytime": (0, 1440), "any time": (0, 1440),
    "all day": (0, 1440), "after lunch": (780, 1440), "before lunch": (0, 720),
    "before noon": (0, 720), "after noon": (720, 1440), "forenoon": (0, 720),
}  # fmt: skip
_ABOUT = 30  # minutes on either side of "around 2"
_JUST = ("around", "about", "circa", "ca", "~")


class Span(NamedTuple):
    """When something may start: minutes since midnight, `end` not included.

    An exact one has `start` alone to offer. `today` is whether the words mean today's.
    """

    start: int
    end: int
    exact: bool = False
    today: bool = False


def parse_time(text: str) -> int:
    """Read a time of day as minutes since midnight; raises ValueError with a hint.

    `930` and `9:30` are half past nine, `2p` is 14:00. Hours from 1 to 6 without a or p are
    afternoon, because no shop grooms before seven; `12a` and midnight begin the day.
    """
    phrase = " ".join(text[:LONGEST].lower().split())
    if phrase in _NAMED:
        return _NAMED[phrase]
    words = phrase.split()
    if words and words[-1] in ("o'clock", "oclock", "o’clock"):  # noqa: RUF001  # a phone's own
        words = words[:-1]
        phrase = " ".join(words)
    if len(words) in (3, 4) and (minute := _spelled(words)) is not None:
        return minute
    found = _TIME.fullmatch(phrase)
    if not found:
        raise ValueError(f"{said(text)} is not a time. {HINT}")
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(f"{said(text)} is not a time. {HINT}")
        hour = hour % 12 + (12 if half == "p" else 0)
    elif 1 <= hour <= 6 and not phrase.lstrip("@").startswith("0"):
        hour += 12
    if hour > 23 or minute > 59:
        raise ValueError(f"{said(text)} is not a time. {HINT}")
    return hour * 60 + minute


def _spelled(words: list[str]) -> int | None:
    """Read `half past 9`, `quarter to 3`, `ten past 2`."""
    if words[0] in ("a", "at"):
        words = words[1:]
    if len(words) != 3 or words[1] not in ("past", "to", "after", "till"):
        return None
    many = {"half": 30, "quarter": 15}.get(words[0], number(words[0]))
    hour = number(words[2].removesuffix("."))
    at = words[2] if hour is None else str(hour)
    if many is None or not 0 < many < 60 or (words[0] == "half" and words[1] in ("to", "till")):
        return None
    if words[1] == "after" and not words[0].isdigit() and words[0] != "quarter":
        return None
    try:
        full = parse_time(at)
    except ValueError:
        return None
    return (full + (many if words[1] in ("past", "after") else -many)) % DAY_END


def read(words: Sequence[str]) -> Span | None:
    """Read folded words as a time or a part of the day; None when they are neither."""
    while words and words[0] in ("at", "in", "@"):
        words = words[1:] if words[0] != "in" or words[1:2] == ["the"] else []
        words = words[1:] if words[:1] == ["the"] else words
    if not words or len(words) > MOST:
        return None
    today = words[0] == "this" and len(words) == 2
    phrase = " ".join(words[1:] if today else words)
    if today:
        part = _part(phrase)
        return part._replace(today=True) if part is not None else None
    found = _part(phrase)
    if found is not None:
        return found._replace(today=phrase == "tonight")
    try:
        return _between(list(words)) or _bounded(list(words)) or _exact(phrase)
    except ValueError:
        return None


def _part(phrase: str) -> Span | None:
    if phrase in _PHRASES:
        return Span(*_PHRASES[phrase])
    if len(phrase) >= 2:
        for name, span in PARTS.items():
            if name.startswith(phrase):
                return Span(*span)
    return None


def _exact(phrase: str) -> Span | None:
    start = parse_time(phrase)
    return Span(start, start + 1, exact=True)


def _bounded(words: list[str]) -> Span | None:
    """Read `after 3`, `before 11`, `around 2`, `2ish`, `3 or later`."""
    first, rest = words[0], " ".join(words[1:])
    if first in ("after", "from", "since", "past"):
        return Span(parse_time(rest), DAY_END)
    if first in ("before", "until", "till", "by"):
        end = DAY_END if rest == "midnight" else parse_time(rest)
        return Span(0, end + (first == "by")) if end else None
    if first in _JUST:
        return _about(parse_time(rest))
    if first.startswith("~") and len(words) == 1:
        return _about(parse_time(first[1:]))
    if first.endswith("ish") and len(words) == 1:
        return _about(parse_time(first[:-3]))
    if len(words) >= 3 and words[-2] == "or":
        start = parse_time(" ".join(words[:-2]))
        if words[-1] in ("later", "after"):
            return Span(start, DAY_END)
        return Span(0, start + 1) if words[-1] in ("earlier", "before") else None
    if len(words) == 2 and words[1] in ("on", "onwards", "onward"):
        return Span(parse_time(first), DAY_END)
    return None


def _about(minute: int) -> Span:
    return Span(max(0, minute - _ABOUT), min(DAY_END, minute + _ABOUT + 1))


def _between(words: list[str]) -> Span | None:
    """Read `9-11`, `2-4p`, `2 to 4`, `between 2 and 4`, `from 9 to noon`."""
    if words[0] in ("between", "from"):
        words = words[1:]
    phrase = " ".join(words)
    found = re.fullmatch(r"([\d:.apm]+) ?(?:[-\u2013]|to|and|till|until) ?([\w:.]+)", phrase)
    if found is None:
        return None
    first, last = found[1], found[2]
    end = DAY_END if last in ("midnight", "24", "24:00") else parse_time(last)
    start = parse_time(first)
    if (half := _HALF.search(last)) and not _HALF.search(first):
        try:  # "2-4p" is all in the afternoon, "9-1p" begins in the morning
            both = parse_time(first + half[0])
        except ValueError:
            both = start
        start = both if both < end else start
    return Span(start, end) if start < end else None


def parse_length(text: str) -> int:
    """Read a length in minutes: `90`, `1:30`, `1h30`, `1.5h`; raises ValueError with a hint."""
    phrase = text[:LONGEST].strip().lower().replace(" ", "")
    hint = "Say it like 90, 1:30 or 1.5h."
    if found := re.fullmatch(r"(\d{1,3})(?:m|mins?|minutes)?", phrase):
        minutes = int(found[1])
    elif found := re.fullmatch(r"(\d{1,2})(?::|h)([0-5]?\d)?m?", phrase):
        minutes = int(found[1]) * 60 + int(found[2] or 0)
    elif found := re.fullmatch(r"(\d{1,2})(?:[.,](\d{1,2}))?(?:h|hrs?|hours?)", phrase):
        minutes = round(float(f"{found[1]}.{found[2] or 0}") * 60)
    else:
        raise ValueError(f"{said(text)} is not a length. {hint}")
    if not 5 <= minutes <= 720:
        raise ValueError(f"A length of {minutes} minutes is out of range: 5 minutes to 12 hours.")
    return minutes
