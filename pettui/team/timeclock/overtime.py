"""What hours above a limit count: rules with start dates, none of them counting a minute twice.

Pure. Daily rules and the seventh day come first; weekly rules count only what these left plain,
two-weekly ones what the weekly left (DOMAIN 6.9). Within one interval the highest multiplier that
a minute reaches holds. Minutes are taken in the order of the days, so that a later day never
changes what an earlier one counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from pettui.team.timeclock.periods import Calendar

PLAIN = Decimal(1)
INTERVALS = {
    "day": "a day",
    "week": "a workweek",
    "two_weeks": "two workweeks",
    "seventh_day": "the seventh day worked in a workweek",
}
"""The intervals that a rule may have, in words."""


class Rule(NamedTuple):
    """Minutes above `limit` in an interval count `multiplier` times, from `first_day` on."""

    name: str
    interval: str
    limit: int
    multiplier: Decimal
    first_day: date
    last_day: date | None = None
    id: int = 0
    version: int = 0

    def holds(self, day: date) -> bool:
        """Tell whether it holds on a day."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


Counted = dict[Decimal, int]
"""Minutes by what they count: 1 is plain."""

SETS: dict[str, tuple[tuple[str, str, int, str], ...]] = {
    "none": (),
    "us federal": (("Over 40 hours a week", "week", 40 * 60, "1.5"),),
    "california": (
        ("Over 8 hours a day", "day", 8 * 60, "1.5"),
        ("Over 12 hours a day", "day", 12 * 60, "2"),
        ("Seventh day in a workweek", "seventh_day", 0, "1.5"),
        ("Seventh day, over 8 hours", "seventh_day", 8 * 60, "2"),
        ("Over 40 hours a week", "week", 40 * 60, "1.5"),
    ),
}
"""Ready-made rules: 29 USC 207, and California's Labor Code 510."""


def split(
    minutes: Mapping[date, int], rules: Sequence[Rule], calendar: Calendar
) -> dict[date, Counted]:
    """Say what the minutes of each day count.

    Args:
        minutes: whole days of work, from the first day of a pair of workweeks on; less is
            taken for days without work.
        rules: those of the shop, whenever they hold.
        calendar: with which day a workweek begins, and which two belong together.
    """
    found: dict[date, Counted] = {}
    week = pair = None
    in_week = in_pair = streak = 0
    for day in sorted(minutes):
        if calendar.two_weeks_of(day) != pair:
            pair, in_pair = calendar.two_weeks_of(day), 0
        if calendar.week_of(day) != week:
            week, in_week, streak = calendar.week_of(day), 0, 0
        work = minutes[day]
        here = [rule for rule in rules if rule.holds(day)]
        # All days of the week so far were worked, and this one is the last of the seven.
        streak = streak + 1 if work > 0 else 0
        seventh = streak == 7
        counted: Counted = {}
        if work < 0:  # an adjustment that takes more than was worked: the week has less
            counted[PLAIN], plain, left = work, work, work
        else:
            daily = _limits(here, "day") + (_limits(here, "seventh_day") if seventh else [])
            plain = _put(counted, _levels(0, work, daily))
            left = _put(counted, _levels(in_week, plain, _limits(here, "week")))
            rest = _put(counted, _levels(in_pair, left, _limits(here, "two_weeks")))
            if rest:
                counted[PLAIN] = rest
        in_week += plain
        in_pair += left
        found[day] = counted
    return found


def _limits(rules: Iterable[Rule], interval: str) -> list[tuple[int, Decimal]]:
    return [(rule.limit, rule.multiplier) for rule in rules if rule.interval == interval]


def _levels(
    start: int, length: int, limits: list[tuple[int, Decimal]]
) -> list[tuple[Decimal, int]]:
    """Cut the minutes from `start` on at limits; each part gets the highest that it reaches."""
    end = start + length
    cuts = sorted({start, end, *(limit for limit, _ in limits if start < limit < end)})
    return [
        (max((m for limit, m in limits if limit <= begin), default=PLAIN), stop - begin)
        for begin, stop in pairwise(cuts)
    ]


def _put(counted: Counted, levels: list[tuple[Decimal, int]]) -> int:
    """Count what is raised, and give the minutes that are left plain."""
    plain = 0
    for multiplier, minutes in levels:
        if multiplier == PLAIN:
            plain += minutes
        else:
            counted[multiplier] = counted.get(multiplier, 0) + minutes
    return plain


def whole_weeks(first: date, last: date, calendar: Calendar) -> tuple[date, date]:
    """Give the days that have to be read, so that overtime of some days can be told."""
    return calendar.two_weeks_of(first), calendar.week_of(last) + timedelta(days=6)


def from_set(name: str, first_day: date) -> tuple[Rule, ...]:
    """Give a ready-made set of rules that holds from a day on; raises KeyError for no such set."""
    return tuple(
        Rule(words, interval, limit, Decimal(multiplier), first_day)
        for words, interval, limit, multiplier in SETS[name]
    )
