"""Free places for who waits: what an entry is looked for as, and which entries have room at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from pettui.book.plan import Plan
from pettui.book.search.asking import Answer, Search, planned
from pettui.book.search.finding import first_of
from pettui.book.search.trying import fits, trial
from pettui.book.waiting.planning import plan_for
from pettui.book.waiting.values import Waiting, When
from pettui.book.waiting.windows import starts_on
from pettui.history.door import Refused
from pettui.team.shop import Shop

AHEAD = 14
"""Days ahead in which an entry is said to have room, or not."""


def search_of(shop: Shop, entry: Waiting) -> Search:
    """Give what an entry is looked for as: its services in order, whom it wants, when it suits.

    Whoever is named is meant: without anybody named, it is whoever is free. Raises Refused where
    the visit that it moves is over.
    """
    plan = plan_for(entry, shop.today(), 0)
    if entry.moves is None:
        plan = replace(plan, rows=tuple(replace(r, employee=None) for r in plan.rows))
    windows = entry.windows or (When(),)
    return Search(
        plan, employees=entry.employees, others=not entry.employees,
        choices=tuple(wish.employees for wish in entry.rows) if entry.moves is None else (),
        windows=windows,
    )  # fmt: skip


def offers(shop: Shop, entry: Waiting, limit: int = 3) -> tuple[Answer, ...]:
    """Give the first places at which an entry can be booked."""
    return first_of(shop, search_of(shop, entry), limit)


def plan_at(shop: Shop, entry: Waiting, answer: Answer) -> Plan:
    """Give the plan that takes an entry to a place that was offered."""
    plan = plan_for(entry, answer.day, answer.start)
    asked = tuple(
        who in entry.wanted(wish)
        for who, wish in zip(answer.employees, entry.rows, strict=False)
    )  # fmt: skip
    plan = planned(plan, answer.day, answer.start, answer.employees)
    if entry.moves is not None:
        return plan
    rows = zip(plan.rows, asked, strict=False)
    return replace(plan, rows=tuple(replace(row, requested=own) for row, own in rows))


def with_room(shop: Shop, entries: Iterable[Waiting], days: int = AHEAD) -> frozenset[int]:
    """Give the ids of the entries that have a place within so many days."""
    searched: list[tuple[int, Search]] = []
    for entry in entries:
        try:
            searched.append((entry.id, search_of(shop, entry)))
        except Refused:
            continue  # the visit that wanted to be earlier is over
    return _fitting(shop, searched, days)


def _fitting(shop: Shop, searched: Sequence[tuple[int, Search]], days: int) -> frozenset[int]:
    if not searched:
        return frozenset()
    today = shop.today()
    tried = trial(shop, [search for _, search in searched], today, today + timedelta(days=days - 1))
    found = set()
    for place, (key, search) in enumerate(searched):
        for ahead in range(days):
            day = today + timedelta(days=ahead)
            if starts_on(search.windows, day) and fits(tried, place, day):
                found.add(key)
                break
    return frozenset(found)
