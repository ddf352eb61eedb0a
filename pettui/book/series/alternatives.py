"""What else a date of a series can become: the next free slot, or another employee."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from pettui.book import free
from pettui.book.free import Candidate, Opening
from pettui.book.series.copying import Original, Pick, first_employee, plan_at
from pettui.team.shop import Shop

NEAR = 14
"""Days after its own in which a visit of a series may find another slot."""


def next_free(
    shop: Shop, source: Original, pick: Pick, others: Collection[date] = ()
) -> Pick | None:
    """Give the slot nearest to a date's own with the same employee: that day, then the next ones.

    Args:
        shop: the shop.
        source: the visit that is repeated.
        pick: the date that does not fit.
        others: days on which the series has other visits; a pet does not come twice a day.
    """
    plan = plan_at(source, pick)
    for ahead in range(NEAR + 1):
        day = pick.day + timedelta(days=ahead)
        if ahead and day in others:
            continue
        found = free.openings(shop, plan, day)
        starts = [opening for opening in found if (day, opening.start) != (pick.day, pick.start)]
        if starts:
            return pick._replace(day=day, start=_nearest(starts, pick.start).start)
    return None


def _nearest(openings: Collection[Opening], start: int) -> Opening:
    """Give the opening nearest to a time; of two, the later one."""
    return min(openings, key=lambda each: (abs(each.start - start), -each.start))


def employees(shop: Shop, source: Original, pick: Pick) -> list[Candidate]:
    """Give who else could do the visit of a date, those that are free first."""
    plan = plan_at(source, pick)
    mine = pick.employee or first_employee(source)
    rows = tuple(replace(row, employee=None) if row.employee == mine else row for row in plan.rows)
    found = free.who(shop, replace(plan, rows=rows))
    return sorted((one for one in found if one.employee != mine), key=lambda one: not one.free)
