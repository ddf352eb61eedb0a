"""Takes breaks that come again off the book: one, those from a day on, or all to come."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from db.connection import reading
from db.models import Ticket, TicketRow
from db.models.base import tuples
from pettui.history.actor import Actor
from pettui.history.door import Refused, change
from pettui.team.shop import Shop
from pettui.text import count


class Alike(NamedTuple):
    """How many time blocks are like one: of the same reason, time and length.

    Attributes:
        reason: what they are for.
        after: of the same person, from its day on, itself too.
        coming: of the same person, from today on.
        of_all: of everybody, from its day on.
    """

    reason: str
    after: int
    coming: int
    of_all: int


def alike(shop: Shop, ticket: int) -> Alike:
    """Count the time blocks that are like one; raises Refused when it is gone."""
    with reading():
        row = _row(ticket)
        return Alike(
            row.description,
            len(_like(row, row.day)),
            len(_like(row, shop.today())),
            len(_like(row, row.day, everybody=True)),
        )


def take_off(
    shop: Shop,
    ticket: int,
    version: int,
    by: Actor,
    *,
    from_day: date | None = None,
    everybody: bool = False,
) -> str:
    """Remove the time blocks that are like one, as one change; gives words, undo brings all back.

    Args:
        shop: the shop.
        ticket: the block under the cursor.
        version: what was seen of it.
        by: the author.
        from_day: the first day; None is today.
        everybody: those of everybody, not of the same person alone.
    """
    with change("removed breaks", by) as door:
        row = _row(ticket)
        door.refuse_stale(row.ticket, version)
        first = from_day or shop.today()
        found = _like(row, first, everybody=everybody)
        for block in Ticket.select().where(Ticket.id.in_(sorted(found))):
            door.update(block, status="void", ended=door.at)
        whose = "everybody" if everybody else row.employee_name
        door.what = (
            f"removed {row.description} of {whose} at {shop.time(row.start)},"
            f" {count(len(found), 'day' if not everybody else 'time block')}"
            f" from {shop.short_day(first)} on"
        )
        return door.what


def _row(ticket: int) -> TicketRow:
    row: TicketRow | None = (
        TicketRow.select()
        .join(Ticket)
        .where(TicketRow.ticket == ticket, TicketRow.kind == "B", Ticket.status != "void")
        .first()
    )
    if row is None:
        raise Refused("This time block is no longer there. Look at the day again.")
    return row


def _like(row: Any, first: date, *, everybody: bool = False) -> Collection[int]:
    """Give the tickets of time blocks like one, from a day on."""
    query = (
        TicketRow.select(TicketRow.ticket)
        .join(Ticket)
        .where(
            TicketRow.kind == "B", Ticket.status != "void", TicketRow.day >= first,
            TicketRow.description == row.description, TicketRow.start == row.start,
            TicketRow.setup == row.setup,
        )
    )  # fmt: skip
    if not everybody:
        query = query.where(TicketRow.employee == row.employee)
    return {ticket for (ticket,) in tuples(query)}
