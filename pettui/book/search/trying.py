"""Many visits tried on a few days: what they need is read once, then each costs microseconds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from db.connection import reading
from pettui.book.search.asking import Answer, Search
from pettui.book.search.covering import Cover, covers_of
from pettui.book.search.crews import Party, party
from pettui.book.search.days import Days, read_days
from pettui.book.search.lists import read_lists
from pettui.book.search.places import Freed, answer_of, in_order, places_on
from pettui.team.shop import Shop


class Trial(NamedTuple):
    """Searches, in their order, and the days on which they are tried."""

    shop: Shop
    parties: tuple[Party, ...]
    covers: tuple[Cover, ...]
    days: Days


def trial(shop: Shop, searches: Sequence[Search], first: date, last: date) -> Trial:
    """Read the days from one to another for many searches: some twenty queries for all of them."""
    with reading():
        lists = read_lists(shop, [search.plan for search in searches])
        return Trial(
            shop,
            tuple(party(search, lists) for search in searches),
            tuple(covers_of(shop, searches)),
            read_days(shop, lists, first, last),
        )


def fits(tried: Trial, place: int, day: date, freed: Freed | None = None) -> list[Answer]:
    """Give the places of a day for one of the searches, in its order; none is empty.

    Whether client and pets may come at all is not asked here: a wait list does not hold
    those who have left.

    Args:
        tried: what was read.
        place: which of the searches, counted from 0.
        day: one of the days that were read.
        freed: only places count that use some of this time.
    """
    chosen, cover = tried.parties[place], tried.covers[place]
    if chosen.search.covered and cover.alerts(tried.shop, day):
        return []
    for split in (True,) if chosen.search.split else (False, True):
        if split and not (chosen.search.split or chosen.divisible):
            break
        found = places_on(tried.shop, chosen, tried.days, day, split=split, freed=freed)
        if found:
            ordered = in_order(found, chosen.search.order)
            return [answer_of(tried.shop, chosen, cover, one) for one in ordered]
    return []
