"""Clients in the order of their last visits, without counting everybody's first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from peewee import fn

from db.models import Client, SearchLine, Ticket
from db.models.base import tuples

FEW = 1500
"""So many clients are looked up one by one; of more, the newest visits lead to them sooner."""
NEVER = date.min


def after_of(text: str) -> date:
    """Read the day that a page ended with; "" is that of clients who were never here."""
    return date.fromisoformat(text) if text else NEVER


def by_last_visit(
    which: Sequence[Any], after: tuple[date, int] | None, limit: int
) -> list[tuple[int, date]]:
    """Give clients with their last visits, the latest first; who was never here comes last.

    Args:
        which: conditions on the clients and their search lines.
        after: the day and the client that the page before ended with.
        limit: how many to give.
    """
    chosen = SearchLine.select(SearchLine.client).join(Client).where(*which)
    some = [key for (key,) in tuples(chosen.limit(FEW + 1))]
    if len(some) <= FEW:
        return _of_few(some, after, limit)
    found = [] if after and after[0] == NEVER else _walked(which, after, limit)
    if len(found) < limit:
        found += _never(which, after, limit - len(found))
    return found


def _of_few(
    clients: list[int], after: tuple[date, int] | None, limit: int
) -> list[tuple[int, date]]:
    last = Ticket.select(Ticket.client, fn.MAX(Ticket.day)).where(
        Ticket.client.in_(clients), Ticket.status == "closed"
    )
    days = {key: _day(day) for key, day in tuples(last.group_by(Ticket.client))}
    order = sorted(((days.get(key, NEVER), key) for key in clients), reverse=True)
    return [(key, day) for day, key in order if after is None or (day, key) < after][:limit]


def _walked(
    which: Sequence[Any], after: tuple[date, int] | None, limit: int
) -> list[tuple[int, date]]:
    """Walk back from the latest visits; whoever came again later was met before."""
    later = Ticket.alias()
    again = later.select(later.id).where(
        later.client == Ticket.client, later.status == "closed", later.day > Ticket.day
    )
    query = (
        Ticket.select(Ticket.client, Ticket.day)
        .join(SearchLine, on=SearchLine.client == Ticket.client)
        .join(Client, on=Client.id == Ticket.client)
        .where(Ticket.status == "closed", *which, ~fn.EXISTS(again))
        .distinct()
        .order_by(Ticket.day.desc(), Ticket.client.desc())
    )
    if after is not None:
        day, key = after
        query = query.where(Ticket.day <= day, (Ticket.day < day) | (Ticket.client < key))
    return [(key, _day(day)) for key, day in tuples(query.limit(limit))]


def _never(
    which: Sequence[Any], after: tuple[date, int] | None, limit: int
) -> list[tuple[int, date]]:
    here = Ticket.select(Ticket.id).where(
        Ticket.client == SearchLine.client, Ticket.status == "closed"
    )
    query = SearchLine.select(SearchLine.client).join(Client).where(*which, ~fn.EXISTS(here))
    if after is not None and after[0] == NEVER:
        query = query.where(SearchLine.client < after[1])
    newest = query.order_by(SearchLine.client.desc()).limit(limit)
    return [(key, NEVER) for (key,) in tuples(newest)]


def _day(value: Any) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value
