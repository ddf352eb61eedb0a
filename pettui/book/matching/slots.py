"""Time of visits and blocks that changes set free: cancelled, moved, shortened, given to others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from db.models import Bookable, Hold, Ticket, TicketRow
from db.models.base import tuples
from pettui.book.matching.before import Before, Values
from pettui.book.matching.values import Opened
from pettui.book.slots import HOLDING, PER_DAY, STEP, busy_parts, held_parts, slots_of

TABLES = ("ticket", "ticket_row", "hold")
_LENGTHS = ("start", "setup", "process", "finish")

Taken = set[tuple[int, int]]
"""Who or what is taken, and the number of the slot."""


def freed(before: Before) -> list[Opened]:
    """Give what employees and resources had to do before some changes, and have no more."""
    tickets_now, rows_now, holds_now = _now(before)
    tickets = before.rows("ticket", tickets_now)
    rows = before.rows("ticket_row", rows_now)
    holds = before.rows("hold", holds_now)
    gone = _taken(tickets, rows, holds) - _taken(tickets_now, rows_now, holds_now)
    people = {
        key
        for (key,) in tuples(
            Bookable.select(Bookable.id).where(
                Bookable.id.in_(list({who for who, _ in gone})), Bookable.kind == "employee"
            )
        )
    }
    return [
        Opened(day, who if who in people else None, start, end)
        for who, day, start, end in _spans(gone)
    ]


def _now(before: Before) -> tuple[dict[int, Values], dict[int, Values], dict[int, Values]]:
    keys, changed = before.keys("ticket_row"), before.keys("ticket")
    of_holds = before.keys("hold")
    held = Hold.select(Hold.row).where(Hold.id.in_(of_holds))
    keys += [row for (row,) in tuples(held)] if of_holds else []
    keys += list(before.named("hold", "row"))
    names = ("ticket", "employee", "day", *_LENGTHS)
    query = TicketRow.select(
        TicketRow.id, TicketRow.ticket, TicketRow.employee, TicketRow.day, TicketRow.start,
        TicketRow.setup, TicketRow.process, TicketRow.finish,
    )  # fmt: skip
    rows = {
        key: dict(zip(names, rest, strict=True))
        # One after the other: with both at once SQLite would read every row there is.
        for which in (TicketRow.id.in_(keys), TicketRow.ticket.in_(changed))
        for key, *rest in tuples(query.where(which))
    }
    ids = {row["ticket"] for row in rows.values()} | before.named("ticket_row", "ticket")
    states = Ticket.select(Ticket.id, Ticket.status).where(Ticket.id.in_([*ids, *changed]))
    tickets = {key: {"status": status} for key, status in tuples(states)}
    kept = Hold.select(Hold.id, Hold.row, Hold.resource, Hold.phase).where(Hold.row.in_(list(rows)))
    holds = {
        key: {"row": row, "resource": resource, "phase": phase}
        for key, row, resource, phase in tuples(kept)
    }
    return tickets, rows, holds


def _taken(
    tickets: Mapping[int, Values], rows: Mapping[int, Values], holds: Mapping[int, Values]
) -> Taken:
    found: Taken = set()
    for row in rows.values():
        if row["employee"] is not None and _stands(tickets, row):
            lengths = [row[name] for name in _LENGTHS]
            found |= _slots(row["employee"], row["day"], busy_parts(*lengths))
    for hold in holds.values():
        held_row = rows.get(hold["row"])
        if held_row is not None and _stands(tickets, held_row):
            lengths = [held_row[name] for name in _LENGTHS]
            parts = held_parts(hold["phase"], *lengths)
            found |= _slots(hold["resource"], held_row["day"], parts)
    return found


def _stands(tickets: Mapping[int, Values], row: Values) -> bool:
    status = tickets.get(row["ticket"], {}).get("status")
    return row.get("start") is not None and row.get("day") is not None and status in HOLDING


def _slots(who: int, day: Any, parts: Iterable[tuple[int, int]]) -> Taken:
    on = date.fromisoformat(day) if isinstance(day, str) else day
    return {(who, slot) for slot in slots_of(on, list(parts))}


def _spans(taken: Taken) -> list[tuple[int, date, int, int]]:
    """Join slots that follow one another on a day."""
    found: list[tuple[int, date, int, int]] = []
    for who, slot in sorted(taken):
        number, at = divmod(slot, PER_DAY)
        day, start = date.fromordinal(number), at * STEP
        if found and found[-1][:2] == (who, day) and found[-1][3] == start:
            found[-1] = (who, day, found[-1][2], start + STEP)
        else:
            found.append((who, day, start, start + STEP))
    return found
