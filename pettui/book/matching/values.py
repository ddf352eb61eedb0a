"""Places that became free, and whom of the wait list they fit: plain values."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from pettui.book.search.asking import Answer
from pettui.book.waiting.values import Waiting

SPECIFIC, RANKED, ANYBODY = 0, 1, 2
"""Whom somebody asked for (DOMAIN 8.2): one employee, a list of them, or whoever is free."""


class Opened(NamedTuple):
    """Time that has become free, in minutes of a day.

    `employee` None is a tub or dryer that somebody may use then, or any time of anybody.
    """

    day: date
    employee: int | None
    start: int
    end: int


class Match(NamedTuple):
    """An entry that fits, with its best place there.

    Attributes:
        asked: SPECIFIC, RANKED or ANYBODY; `choice` is how far down its own list who does it is.
        why: why it stands where it does: `asked for Kim, waits since 3 Nov`.
        order: what it is sorted by.
    """

    entry: Waiting
    answer: Answer
    asked: int
    choice: int
    why: str

    @property
    def order(self) -> tuple[int, int, float, int]:
        """Specific employee, then place in the list, then who waits longest (DOMAIN 8.2)."""
        return self.asked, self.choice, self.entry.added.timestamp(), self.entry.id


class Unfit(NamedTuple):
    """An entry that does not fit, and why not, in words."""

    entry: Waiting
    why: str


class Matches(NamedTuple):
    """Whom some places fit, the best first, and whom not; `labels` are the employees' names."""

    opened: tuple[Opened, ...]
    fits: tuple[Match, ...]
    others: tuple[Unfit, ...]
    labels: dict[int, str]
