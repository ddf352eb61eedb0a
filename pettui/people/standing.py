"""Standing appointments on a person's page: one line each, instead of a year of visits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from db.models import Series, Ticket


class Again(NamedTuple):
    """How a visit comes again: `every 6 weeks`, and how many more are booked until when."""

    words: str
    more: int
    last: date


def folded(tickets: Iterable[Ticket]) -> tuple[list[Ticket], dict[int, Again]]:
    """Give visits to come with only the next of each series, and what that one stands for."""
    kept: list[Ticket] = []
    of: dict[int, list[Ticket]] = {}
    for ticket in tickets:
        key = ticket.__data__["series"]
        if key is None or key not in of:
            kept.append(ticket)
        if key is not None:
            of.setdefault(key, []).append(ticket)
    if not of:
        return kept, {}
    from pettui.book.series.record import rule_of
    from pettui.book.series.saying import brief

    found = {}
    for series in Series.select().where(Series.id.in_(list(of))):
        own = of[series.id]
        found[own[0].id] = Again(brief(rule_of(series)), len(own) - 1, own[-1].day)
    return kept, found
