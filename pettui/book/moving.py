"""Moves, stretches and reassigns what stands in the book; what follows in a visit follows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from db.connection import reading
from db.models import Bookable, Ticket, TicketRow
from pettui.book import blocks, booking
from pettui.book.booking import Booked
from pettui.book.plan import Plan, PlannedRow
from pettui.history.actor import Actor
from pettui.history.door import Refused
from pettui.team.shop import Shop

FINAL = ("closed", "void", "cancelled", "late cancel", "no-show")


@dataclass(frozen=True, slots=True)
class Move:
    """Where a row is to go. `column` is the employee; `length` its whole new length in minutes.

    None keeps what it is. `version` is the ticket's, as the person saw it.
    """

    row: int
    version: int
    day: date | None = None
    start: int | None = None
    column: int | None = None
    length: int | None = None


def stretched(setup: int, process: int, finish: int, length: int) -> tuple[int, int, int]:
    """Give the parts of a row that is to last `length` minutes in all.

    The end is what moves: the finish grows or shrinks, then the process, then the setup.
    Raises Refused when less than five minutes would be left.
    """
    if length < 5:
        raise Refused("A visit lasts at least 5 minutes.")
    rest = length - setup - process - finish
    if rest >= 0:
        if finish:
            return setup, process, finish + rest
        return (setup, process + rest, 0) if process else (setup + rest, 0, 0)
    parts = [finish, process, setup]
    for at in range(3):
        taken = min(parts[at], -rest)
        parts[at] -= taken
        rest += taken
    return parts[2], parts[1], parts[0]


def apply(plan: Plan, move: Move, *, chain: bool) -> Plan:
    """Give the plan as it is after a move.

    With `chain`, rows that begin where the moved one ended go with it (DOMAIN 1.2), to the
    new employee too when they were with the same one; what runs beside them stays. Another day
    moves the whole visit.
    """
    rows = list(plan.rows)
    at = next((i for i, row in enumerate(rows) if row.row == move.row), None)
    if at is None:
        raise Refused("This row is no longer in the ticket. Look at the day again.")
    moved = rows[at]
    old_end = _end(moved)
    new = replace(moved)
    if move.length is not None:
        setup, process, finish = stretched(
            moved.setup or 0, moved.process or 0, moved.finish or 0, move.length
        )
        new = replace(new, setup=setup, process=process, finish=finish)
    if move.start is not None:
        new = replace(new, start=move.start)
    if move.column is not None:
        new = replace(new, employee=move.column or None)
    shift = _end(new) - old_end
    rows[at] = new
    end = old_end
    for place in sorted(range(len(rows)), key=lambda i: (rows[i].start or 0, i)):
        row = rows[place]
        if not chain or place == at or row.start != end:
            continue
        end = _end(row)
        same = row.employee == moved.employee
        rows[place] = replace(
            row,
            start=(row.start or 0) + shift,
            employee=new.employee if same and move.column is not None else row.employee,
        )
    start = min(row.start or 0 for row in rows)
    return replace(plan, rows=tuple(rows), start=start, day=move.day or plan.day)


def _end(row: PlannedRow) -> int:
    return (row.start or 0) + (row.setup or 0) + (row.process or 0) + (row.finish or 0)


def plan_move(shop: Shop, move: Move) -> Plan:
    """Give the plan that a move of a visit comes to, to be checked before it is saved.

    Raises Refused for tickets that are over, and for time blocks (`blocks.move` serves those).
    """
    with reading():  # the row and its ticket as of one moment: somebody may be undoing both
        found = TicketRow.get_or_none(TicketRow.id == move.row)
        if found is None:
            raise Refused("This is no longer in the book. Look at the day again.")
        ticket: Ticket = found.ticket
        if ticket.status in FINAL:
            raise Refused(f"Ticket {ticket.number} is {ticket.status}; it stays where it was.")
        if move.column is not None and move.column:
            column = Bookable.get_or_none(Bookable.id == move.column)
            if column is None or column.kind != "employee":
                raise Refused(
                    "A visit moves to an employee's column; its tub or dryer is found anew."
                )
        saved = booking.plan_of(ticket.id)
    plan = apply(saved, move, chain=bool(shop.setting("ticket.chain_rows")))
    return replace(plan, version=move.version)


def is_block(row: int) -> bool:
    """Tell whether a row of the book is a time block."""
    found = TicketRow.get_or_none(TicketRow.id == row)
    return found is not None and found.kind == "B"


def move(
    shop: Shop, wish: Move, by: Actor, *, agreed: Collection[str] = (), reason: str = ""
) -> Booked:
    """Move, stretch or reassign a row of a visit, or a time block.

    Raises booking.NeedsConsent for what has to be agreed to, Refused, or Clash.
    """
    if is_block(wish.row):
        return blocks.move(
            shop, wish.row, wish.version, by,
            day=wish.day, start=wish.start, column=wish.column, length=wish.length, agreed=agreed,
        )  # fmt: skip
    return booking.save(shop, plan_move(shop, wish), by, agreed=agreed, reason=reason, verb="moved")


def plan_like(
    shop: Shop, ticket: int, day: date, *, start: int | None = None, employee: int | None = None
) -> Plan:
    """Give a new plan like a saved visit: for copy and paste, and for rebooking in n weeks.

    Prices and lengths are asked for anew; lengths that were set by hand stay. With `employee`,
    the rows of the first row's employee go to that one.
    """
    with reading():
        old = booking.plan_of(ticket)
        if not old.rows:
            raise Refused(
                "This ticket has no services in the book; there is nothing to book again."
            )
        by_row = {row.id: row for row in TicketRow.select().where(TicketRow.ticket == ticket)}
    rows = sorted(old.rows, key=lambda r: r.start or 0)
    shift = (start - old.start) if start is not None else 0
    fresh = []
    for row in rows:
        values: dict[str, Any] = {"row": None, "price": None, "start": (row.start or 0) + shift}
        if row.row is not None and by_row[row.row].minutes_from != "set by hand":
            values |= {"setup": None, "process": None, "finish": None}
        if employee is not None and row.employee == rows[0].employee:
            values["employee"] = employee
        fresh.append(replace(row, **values))
    return Plan(
        client=old.client,
        day=day,
        start=start if start is not None else old.start,
        rows=tuple(fresh),
        note="",
    )


def weeks_later(day: date, weeks: int) -> date:
    """Give the same weekday some weeks later; raises Refused for what is no number of weeks."""
    if not 1 <= weeks <= 104:
        raise Refused("Rebook in 1 to 104 weeks.")
    return date.fromordinal(day.toordinal() + 7 * weeks)


def describe(shop: Shop, plan: Plan) -> str:
    """Say where a plan stands: `Fri 27 Nov 2026 14:00`."""
    return f"{shop.day(plan.day)} {shop.time(plan.start)}"
