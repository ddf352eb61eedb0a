"""What is typed into a cell of the schedule, and how a cell is written: `9-12 13-17`, `vac`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pettui.dates import parse_time
from pettui.team.hours import Range
from pettui.text import clean

if TYPE_CHECKING:
    from pettui.team.shop import Shop

HINT = "Type hours like 9-17 or 9-12 13-17, or off, vac, sick; - is the regular week."
KINDS = {
    "off": "off",
    "vac": "vacation",
    "sick": "sick",
    "personal": "personal",
    "training": "training",
    "unpaid": "unpaid leave",
}
"""Kinds of time off: what is typed, of which a beginning is enough, and what is shown."""

MOST_PARTS = 6
"""Parts of a split day (DOMAIN 3.1)."""

LONGEST_REASON = 80
_STEP = 5
_NOON = 12 * 60
_HALF = re.compile(r"[ap]m?\.?$")
_OTHERS = {"vacation": "vac", "holiday": "vac", "holidays": "vac", "ill": "sick",
           "illness": "sick", "course": "training", "free": "off", "closed": "off"}  # fmt: skip
_MIDNIGHT = ("24", "24:00", "2400", "12a", "12am", "midnight")
_REGULAR = ("-", "--", "regular", "usual")


class Entry(NamedTuple):
    """What a cell is to be: hours, time off of a kind, or the regular week again."""

    ranges: tuple[Range, ...] = ()
    kind: str = ""  # of time off: "off", "vacation"
    reason: str = ""

    @property
    def is_regular(self) -> bool:
        """Whether the regular week is to hold again."""
        return not self.ranges and not self.kind


REGULAR = Entry()


def parse_entry(text: str) -> Entry:
    """Read what was typed into a cell; raises ValueError with a hint.

    An afternoon need not be said: `9-5` ends at 17:00, `12-8` at 20:00.
    """
    said = clean(text, 200).replace("\u2013", "-").replace(" - ", "-")
    words = said.split()
    if not words:
        raise ValueError(f"Nothing was typed. {HINT}")
    if said.lower() in _REGULAR:
        return REGULAR
    if words[0][0].isdigit():
        return Entry(parse_ranges(said))
    kind = _kind(words[0].lower().rstrip(":"))
    reason = said[len(words[0]) :].strip(" :")
    if len(reason) > LONGEST_REASON:
        raise ValueError(f"The reason has more than {LONGEST_REASON} letters. Make it shorter.")
    return Entry((), kind, reason)


def _kind(word: str) -> str:
    word = _OTHERS.get(word, word)
    found = [name for name in KINDS if name.startswith(word)]
    if len(word) < 1 or len(found) != 1:
        raise ValueError(f"“{word}” is neither hours nor a kind of time off. {HINT}")
    return KINDS[found[0]]


def parse_ranges(text: str) -> tuple[Range, ...]:
    """Read the hours of a day, at most six parts in order; raises ValueError with a hint."""
    parts = text.lower().replace(",", " ").replace("+", " ").split()
    ranges = [_range(part) for part in parts]
    if len(ranges) > MOST_PARTS:
        raise ValueError(f"A day has at most {MOST_PARTS} parts.")
    for before, after in pairwise(ranges):
        if after[0] < before[1]:
            raise ValueError("The parts of a day follow one another: 9-12 13-17.")
        if after[0] == before[1]:
            raise ValueError("Two parts touch: write them as one, such as 9-17.")
    return tuple(ranges)


def _range(text: str) -> Range:
    first, dash, last = text.partition("-")
    if not dash or not last:
        raise ValueError(f"“{text}” lacks the time at which it ends. {HINT}")
    start = parse_time(first)
    end = 24 * 60 if last in _MIDNIGHT else parse_time(last)
    if end <= start <= _NOON + 59 and not _HALF.search(last) and end + _NOON > start:
        end += _NOON  # nobody works through the night: 12-8 ends in the evening
    if end <= start or end > 24 * 60:
        raise ValueError(f"“{text}” ends before it begins; a shift ends on the day it began.")
    if start % _STEP or end % _STEP:
        raise ValueError(f"“{text}”: hours begin and end in steps of {_STEP} minutes.")
    return start, end


def span_text(shop: Shop, span: Range) -> str:
    """Write a range as it is typed: `9-17`, `8:30-17`, `9a-5p` on a 12-hour clock."""
    twelve = shop.setting("clock.hours") == 12
    return "-".join(
        "24" if minute == 24 * 60 and not twelve else shop.time(minute).replace(":00", "")
        for minute in span
    )


def entry_text(shop: Shop, entry: Entry) -> str:
    """Write what a cell is as one types it."""
    if entry.ranges:
        return " ".join(span_text(shop, span) for span in entry.ranges)
    short = next((name for name, kind in KINDS.items() if kind == entry.kind), entry.kind)
    return f"{short} {entry.reason}".strip()


def listed(parts: Sequence[str]) -> str:
    """Join words as one says them: `Kim, Luis and Ana`."""
    return " and ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def entry_words(shop: Shop, entry: Entry) -> str:
    """Say what a cell becomes, for people: `9:00-12:00, 13:00-17:00`, `vacation (Rome)`."""
    if entry.ranges:
        return ", ".join(f"{shop.time(a)}-{shop.time(b)}" for a, b in entry.ranges)
    if entry.is_regular:
        return "as in the regular week"
    return f"{entry.kind} ({entry.reason})" if entry.reason else entry.kind
