"""How often a pet comes for a service, and what a day makes of that: pure, in days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from statistics import median
from typing import NamedTuple

OWN, WISH, USUAL, SHOP = "own", "wish", "usual", "shop"
"""Where a rhythm comes from: real visits, the owner's wish, the service's pets, a setting."""

DUE, OVERDUE, LAPSED, SOON = "due", "overdue", "lapsed", ""
STATES = (DUE, OVERDUE, LAPSED)

ENOUGH_PETS = 5
"""From so many pets' rhythms on, a service has one of its own."""
GONE = 550
"""Days without a visit after which nobody is called any more."""


class Rhythm(NamedTuple):
    """The days from one visit to the next, and where they come from."""

    days: int
    source: str

    @property
    def weeks(self) -> int:
        """The whole weeks that come nearest, at least one."""
        return max(1, round(self.days / 7))

    @property
    def words(self) -> str:
        """Say it: `comes every 6 weeks`, `wanted every 4 weeks`, `usually every 8 weeks`."""
        verb = {OWN: "comes", WISH: "wanted"}.get(self.source, "usually")
        return f"{verb} {self.every}"

    @property
    def every(self) -> str:
        """Say it without its source: `every 6 weeks`."""
        if self.days < 11:
            return "every day" if self.days == 1 else f"every {self.days} days"
        return f"every {self.weeks} weeks"


def rhythm_of(
    own: int | None, wish: int | None, usual: int | None, shop_weeks: int, *, chief: bool = True
) -> Rhythm:
    """Choose the rhythm of a pet and a service.

    What the owner wants is said of the pet, and holds for the service that it mainly comes for
    (DOMAIN 7.13); the days between its real visits come next, then what is usual for the
    service, then the weeks of the setting `visit.rebook_weeks`.

    Args:
        own: the usual days between the pet's visits for it, None when too few are known.
        wish: the weeks that the owner wants, None without a wish.
        usual: the days that are usual among all pets that get it.
        shop_weeks: what holds where nothing is known.
        chief: whether it is what the pet mainly comes for.
    """
    if wish and chief:
        return Rhythm(7 * wish, WISH)
    if own:
        return Rhythm(own, OWN)
    if usual:
        return Rhythm(usual, USUAL)
    return Rhythm(7 * shop_weeks, SHOP)


def usual_days(intervals: Iterable[int]) -> int | None:
    """Give what is usual for a service from its pets' own intervals; None from too few."""
    known = list(intervals)
    return max(1, round(median(known))) if len(known) >= ENOUGH_PETS else None


def due_day(last: date, rhythm: Rhythm) -> date:
    """Give when the next visit is due."""
    return last + timedelta(days=rhythm.days)


def state_of(last: date, rhythm: Rhythm, today: date) -> str:
    """Tell whether a visit is due, overdue or lapsed, "" when it is too soon to call.

    One is due from a third of the rhythm (at most two weeks) before the day until a quarter of
    it after; then overdue; lapsed once two more visits were missed, two months after at least.
    """
    late = (today - due_day(last, rhythm)).days
    if late < -min(14, rhythm.days // 3):
        return SOON
    if late <= rhythm.days // 4:
        return DUE
    return OVERDUE if late < max(60, 2 * rhythm.days) else LAPSED
