"""Finds places for a visit: soonest, with the least gap left, or with the dearest groomer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from db.connection import reading
from pettui.book.search import covering
from pettui.book.search.asking import FARTHEST, Answer, Search
from pettui.book.search.covering import Cover
from pettui.book.search.crews import Party, party
from pettui.book.search.days import read_days
from pettui.book.search.lists import read_lists
from pettui.book.search.places import Place, answer_of, in_order, places_on, thinned
from pettui.team.shop import Shop

CHUNKS = (1, 3, 7)
"""Days that are read at once: few at first, because the first answer is mostly near."""
MOST = 14  # days that are read at once later on
WEEK = 7


def find(shop: Shop, search: Search) -> Iterator[Answer]:
    """Give the places for a visit, one for each start, in the order that is asked for.

    Days are read while answers are taken: whoever wants the first one waits for the first
    days alone, and the book is not held open between answers. It gives nothing for a visit
    that could never be booked; `obstacles` says why.
    """
    with reading():
        lists = read_lists(shop, [search.plan])
        if covering.obstacles(shop, search, lists):
            return
        cover = covering.cover_of(shop, search)
    chosen = party(search, lists)
    for split in _ways(chosen):
        found = False
        for place in _ordered(shop, chosen, cover, split=split):
            found = True
            yield answer_of(shop, chosen, cover, place)
        if found:
            return


def first_of(shop: Shop, search: Search, limit: int) -> tuple[Answer, ...]:
    """Give the first answers of a search."""
    return tuple(islice(find(shop, search), limit))


def obstacles(shop: Shop, search: Search) -> tuple[str, ...]:
    """Say why a visit could be booked at no time at all; empty when only time is lacking."""
    with reading():
        return covering.obstacles(shop, search, read_lists(shop, [search.plan]))


def next_fit(shop: Shop, search: Search, day: date, start: int) -> Answer | None:
    """Give the first place after a moment, by time; None where the search ends without one."""
    first = tuple(
        when._replace(first=max(day, when.first or day)) for when in search.windows
    )  # fmt: skip
    later = find(shop, replace(search, order="soonest", windows=first))
    return next((a for a in later if (a.day, a.start) > (day, start)), None)


def previous_fit(shop: Shop, search: Search, day: date, start: int) -> Answer | None:
    """Give the last place before a moment and not before now, by time; None without one."""
    last = tuple(when._replace(last=min(day, when.last or day)) for when in search.windows)
    search = replace(search, order="soonest", windows=last)
    with reading():
        lists = read_lists(shop, [search.plan])
        if covering.obstacles(shop, search, lists):
            return None
        cover = covering.cover_of(shop, search)
    chosen = party(search, lists)
    for split in _ways(chosen):
        for first, end in _backwards(max(shop.today(), _first(shop, search)), day):
            found = [
                place
                for place in _between(shop, chosen, cover, first, end, split=split)
                if (place.day, place.start) < (day, start)
            ]
            if found:
                return answer_of(shop, chosen, cover, max(found, key=lambda p: (p.day, p.start)))
    return None


def _ways(chosen: Party) -> tuple[bool, ...]:
    """Give what is tried in turn: one for all rows, then each row for somebody of its own."""
    if chosen.search.split:
        return (True,)
    return (False, True) if chosen.divisible else (False,)


def _ordered(shop: Shop, chosen: Party, cover: Cover, *, split: bool) -> Iterator[Place]:
    """Give places in the order of the search, reading no more days than it takes."""
    order = chosen.search.order
    spans = _spans(shop, chosen.search)
    if order == "soonest":
        for first, last in spans:
            yield from _between(shop, chosen, cover, first, last, split=split)
        return
    waiting: list[Place] = []
    begin: date | None = None
    for first, last in spans:
        begin = begin or first
        waiting += _between(shop, chosen, cover, first, last, split=split)
        # Week by week: the tightest place of all is of no use when it is months away.
        while order == "gap" and (last - begin).days >= WEEK - 1:
            begin += timedelta(days=WEEK)
            ready = [place for place in waiting if place.day < begin]
            waiting = [place for place in waiting if place.day >= begin]
            yield from in_order(ready, order)
    yield from in_order(waiting, order)


def _between(
    shop: Shop, chosen: Party, cover: Cover, first: date, last: date, *, split: bool
) -> list[Place]:
    with reading():
        days = read_days(shop, chosen.lists, first, last)
    found: list[Place] = []
    for day in _days(first, last):
        if chosen.search.covered and cover.alerts(shop, day):
            break
        found += thinned(places_on(shop, chosen, days, day, split=split), chosen.search)
    return found


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _first(shop: Shop, search: Search) -> date:
    today = shop.today()
    return max(today, min((when.first or today for when in search.windows), default=today))


def _last(shop: Shop, search: Search) -> date:
    first = _first(shop, search)
    ahead = timedelta(days=search.ahead)
    ends = [when.last or max(first, when.first or first) + ahead for when in search.windows]
    return min(max(ends, default=first), first + timedelta(days=FARTHEST))


def days_of(shop: Shop, search: Search) -> tuple[date, date]:
    """Give the first and the last day that a search looks at."""
    return _first(shop, search), _last(shop, search)


def _spans(shop: Shop, search: Search) -> Iterator[tuple[date, date]]:
    """Give the days to be read at once, first to last."""
    first, last, turn = _first(shop, search), _last(shop, search), 0
    while first <= last:
        size = CHUNKS[turn] if turn < len(CHUNKS) else MOST
        end = min(last, first + timedelta(days=size - 1))
        yield first, end
        first, turn = end + timedelta(days=1), turn + 1


def _backwards(first: date, last: date) -> Iterator[tuple[date, date]]:
    turn = 0
    while last >= first:
        size = CHUNKS[turn] if turn < len(CHUNKS) else MOST
        begin = max(first, last - timedelta(days=size - 1))
        yield begin, last
        last, turn = begin - timedelta(days=1), turn + 1
