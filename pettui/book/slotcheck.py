"""Looks whether the busy slots are what the rows of the tickets say; for `pettui doctor`."""

from __future__ import annotations

from datetime import date

from peewee import chunked

from db.models import Slot, TicketRow
from db.models.base import tuples
from pettui.book import slots


def wrong_slots(since: date | None = None) -> list[str]:
    """Give words for every row whose slots are not those that it should hold, and for strays.

    Args:
        since: look only at rows from this day on; None looks at all.
    """
    query = TicketRow.select(TicketRow.id).where(TicketRow.start.is_null(False))
    if since is not None:
        query = query.where(TicketRow.day >= since)
    found = []
    for part in chunked([key for (key,) in tuples(query)], 500):
        due = set(slots.due(part))
        kept = set(
            tuples(Slot.select(Slot.who, Slot.slot, Slot.lane, Slot.row).where(Slot.row.in_(part)))
        )
        for row in sorted({entry[3] for entry in due ^ kept}):
            lacks = sum(1 for entry in due - kept if entry[3] == row)
            extra = sum(1 for entry in kept - due if entry[3] == row)
            found.append(f"ticket row {row} lacks {lacks} slots and has {extra} too many")
    return found + _strays()


def _strays() -> list[str]:
    untimed = TicketRow.select(TicketRow.id).where(TicketRow.start.is_null())
    rows = tuples(Slot.select(Slot.row).where(Slot.row.in_(untimed)).distinct())
    return [f"ticket row {row} has no time and holds slots" for (row,) in rows]
