"""What a visit leaves free beside it: whether a day stays in useful pieces."""

from __future__ import annotations

from typing import NamedTuple

from pettui.book.fitting import DayFacts, Shape
from pettui.book.slots import PER_DAY, STEP

USEFUL = 30  # minutes; what is shorter than this is hardly ever booked


class Gap(NamedTuple):
    """What is left beside a visit; the lesser one is the better place.

    Attributes:
        alone: of how many employees' time it stands in the middle, with free time on both sides.
        scrap: minutes left that are too short to be useful.
        left: all minutes that are left on either side of it.
    """

    alone: int
    scrap: int
    left: int


def gap_of(facts: DayFacts, shape: Shape, start: int) -> Gap:
    """Work out what a visit leaves on both sides, of everybody who takes part."""
    alone = scrap = left = 0
    at = start // STEP
    for who, runs in shape.busy:
        if not runs:
            continue
        taken = facts.taken(who)
        first, last = at + runs[0][0], at + runs[-1][0] + runs[-1][1]
        before = (first - (taken & ((1 << first) - 1)).bit_length()) * STEP
        above = taken >> last
        after = ((above & -above).bit_length() - 1 if above else PER_DAY - last) * STEP
        alone += bool(before and after)
        scrap += sum(side for side in (before, after) if side < USEFUL)
        left += before + after
    return Gap(alone, scrap, left)
