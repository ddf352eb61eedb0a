"""What a shift is: from a clock-in to its clock-out, with its breaks and what is doubtful.

Lengths are whole minutes between the minutes that people see, taken in UTC; the seconds of a punch
are kept but not counted, at both ends alike.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from pettui.team.timeclock.effective import Effective

UNDECIDED = {
    "missing out": "the clock-out is missing",
    "missing in": "the clock-in is missing",
    "missing back": "the end of a break is missing",
    "missing break": "the beginning of a break is missing",
    "out before in": "the times are in the wrong order",
    "overlap": "it overlaps another shift",
    "too long": "it is longer than a shift usually is",
    "clock": "the clock was wrong",
}
"""Doubts that keep a shift from counting until a manager has decided, with their words."""

NOTABLE = {
    "waiting": "a request waits for an answer",
    "unsynchronised": "the clock was not synchronised",
    "unverified": "the PIN was not checked",
    "gap": "a short gap before it, perhaps a paid rest",
}
"""Doubts that a manager should look at; the shift counts all the same."""


class Waiting(NamedTuple):
    """A punch that somebody says was missed, and that nobody has decided yet."""

    id: int
    employee: int
    after: int | None
    kind: str
    said: datetime
    day: date
    scheduled: bool
    comment: str
    asked_at: datetime
    version: int = 1
    pause: str | None = None  # what the break is called that began then


class Doubt(NamedTuple):
    """Something to look at: a key of UNDECIDED or NOTABLE, and the punch or request it is about."""

    kind: str
    punch: int | None = None
    request: int | None = None

    @property
    def decides(self) -> bool:
        """Whether the shift counts nothing until somebody has decided."""
        return self.kind in UNDECIDED

    @property
    def words(self) -> str:
        """What there is to look at."""
        return UNDECIDED.get(self.kind) or NOTABLE[self.kind]


class Break(NamedTuple):
    """A break inside a shift; `end` is None while it lasts, or when its end is missing."""

    start: datetime
    end: datetime | None
    name: str
    paid: bool
    meal: bool
    punch: int

    @property
    def minutes(self) -> int:
        """Its length; 0 while it lasts."""
        return 0 if self.end is None else minutes_between(self.start, self.end)


class Shift(NamedTuple):
    """From a clock-in to its clock-out, with what is doubtful about it.

    Attributes:
        day: the day that it belongs to, on the shop's wall clock.
        punches: those of it that are not void, in order.
        start: its clock-in in UTC; None where that is missing.
        end: its clock-out; None where that is missing or still to come.
        open: whether somebody is at work in it right now; an open shift counts nothing yet.
        gap: minutes since the shift before it on the same day; None for the first.
    """

    employee: int
    day: date
    punches: tuple[Effective, ...]
    start: datetime | None
    end: datetime | None
    breaks: tuple[Break, ...]
    open: bool
    doubts: tuple[Doubt, ...]
    gap: int | None = None

    @property
    def rate(self) -> int | None:
        """The role or rate under which somebody clocked in."""
        return self.punches[0].now.rate if self.start is not None else None

    @property
    def counts(self) -> bool:
        """Whether its hours count now: it is over, and nothing has to be decided first."""
        return not self.open and not any(doubt.decides for doubt in self.doubts)

    @property
    def on_break(self) -> Break | None:
        """The break that lasts right now, if one does."""
        return self.breaks[-1] if self.open and self.breaks and not self.breaks[-1].end else None

    @property
    def paid_breaks(self) -> int:
        """Minutes of breaks that are paid; they are part of `worked`."""
        return sum(b.minutes for b in self.breaks if b.paid) if self.counts else 0

    @property
    def unpaid(self) -> int:
        """Minutes of breaks that are not paid."""
        return sum(b.minutes for b in self.breaks if not b.paid) if self.counts else 0

    @property
    def worked(self) -> int:
        """Minutes that count: from in to out without the unpaid breaks; 0 while undecided."""
        if not self.counts or self.start is None or self.end is None:
            return 0
        return minutes_between(self.start, self.end) - self.unpaid

    def so_far(self, now: datetime) -> int:
        """Give the minutes of an open shift up to now, without its unpaid breaks."""
        if not self.open or self.start is None or now < self.start:
            return 0
        away = sum(
            minutes_between(b.start, max(b.start, b.end or now)) for b in self.breaks if not b.paid
        )
        return max(0, minutes_between(self.start, now) - away)

    @property
    def work(self) -> tuple[tuple[datetime, datetime], ...]:
        """The spans of paid time in UTC, to the minute; what is undecided has none."""
        if not self.counts or self.start is None or self.end is None:
            return ()
        spans, since = [], to_minute(self.start)
        for pause in self.breaks:
            if not pause.paid and pause.end is not None:
                spans.append((since, to_minute(pause.start)))
                since = to_minute(pause.end)
        return tuple(span for span in (*spans, (since, to_minute(self.end))) if span[0] < span[1])


def to_minute(at: datetime) -> datetime:
    """Give the minute that a clock shows at an instant."""
    return at.replace(second=0, microsecond=0)


def minutes_between(start: datetime, end: datetime) -> int:
    """Give the minutes between what a clock shows at two instants; both are in UTC."""
    return (to_minute(end) - to_minute(start)) // timedelta(minutes=1)
