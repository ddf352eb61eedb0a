"""How much of a series is meant: this visit, this and those that follow, or all that are open."""

from __future__ import annotations

from typing import NamedTuple

from db.connection import reading
from db.models import Ticket
from pettui.book.series.record import tickets_of

THIS = "this"
FOLLOWING = "following"
ALL = "all"
SCOPES = (THIS, FOLLOWING, ALL)


class Others(NamedTuple):
    """How many open visits of a series there are beside one: those after it, and all."""

    later: int
    all: int


def others_of(ticket: int) -> Others:
    """Count the other open visits of a ticket's series; none where it is part of no series."""
    with reading():
        row = Ticket.get_or_none(Ticket.id == ticket)
        if row is None or row.__data__["series"] is None:
            return Others(0, 0)
        days = [one.series_day for one in in_scope(row, ALL) if one.id != ticket]
        return Others(sum(day > row.series_day for day in days), len(days))


def in_scope(row: Ticket, scope: str) -> list[Ticket]:
    """Read the tickets that are meant, in the order of their dates; closed ones never are."""
    if scope == THIS or row.__data__["series"] is None:
        return [row]
    since = row.series_day if scope == FOLLOWING else None
    return tickets_of(row.__data__["series"], live=True, since=since)
