"""Time blocks: lunch, a meeting, a blocked hour. A block is a ticket without a client."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from db.models import Bookable, Ticket, TicketRow
from pettui.book import slots
from pettui.book.booking import Booked, NeedsConsent
from pettui.book.plan import Problem
from pettui.history.actor import Actor
from pettui.history.door import Door, Refused, change
from pettui.team.shop import Shop
from pettui.text import clean

REASONS = ("Lunch", "Break", "Meeting", "Errand", "Cleaning", "Blocked")


def check_times(start: int, length: int) -> None:
    """Refuse a time block that does not fit the steps of the book, or its day."""
    if start % slots.STEP or length % slots.STEP:
        raise Refused("A time block starts and lasts in steps of 5 minutes.")
    if length < slots.STEP or not 0 <= start <= 1440 - length:
        raise Refused("A time block lasts at least 5 minutes and ends on the same day.")


def taken(
    shop: Shop, column: Bookable, day: date, start: int, length: int, own: Collection[int]
) -> tuple[Problem, ...]:
    """Give what stands where somebody's time is to be blocked, apart from rows of one's own."""
    wanted = slots.slots_of(day, [(start, start + length)])
    return tuple(
        Problem("taken", "ask", f"{column.label} has {h.title} at {shop.time(h.start)}")
        for h in slots.holders(column.id, wanted, ignore_rows=own)
    )


def columns_of(ids: Iterable[int]) -> list[Bookable]:
    """Read the columns of employees, in their order; raises Refused for tubs and dryers."""
    columns = list(Bookable.select().where(Bookable.id.in_(list(ids))).order_by(Bookable.position))
    if not columns:
        raise Refused("Choose who the time is blocked for.")
    if any(column.kind != "employee" for column in columns):
        raise Refused("Time is blocked for employees; a tub or dryer is held by visits.")
    return columns


def add(
    shop: Shop,
    employees: Iterable[int],
    day: date,
    start: int,
    length: int,
    reason: str,
    by: Actor,
    *,
    agreed: Collection[str] = (),
) -> Booked:
    """Block time for one or more employees, as one change.

    Minutes are shop-local. Raises NeedsConsent when visits stand there (DOMAIN 3.2.12).
    """
    check_times(start, length)
    reason = clean(reason, 80) or "Blocked"
    with change("blocked", by) as door:
        columns = columns_of(employees)
        problems = [p for c in columns for p in taken(shop, c, day, start, length, ())]
        _consent(problems, agreed)
        for column in columns:
            last = insert(door, shop, column, day, start, length, reason)
        names = ", ".join(column.label for column in columns)
        door.what = f"blocked {names}: {reason}, {shop.day(day)} {shop.time(start)}"
        return Booked(last.id, last.number, door.what)


def _consent(problems: Iterable[Problem], agreed: Collection[str]) -> None:
    unseen = tuple(problem for problem in problems if problem.words not in agreed)
    if unseen:
        raise NeedsConsent(unseen)


def insert(
    door: Door,
    shop: Shop,
    column: Bookable,
    day: date,
    start: int,
    length: int,
    reason: str,
    **more: object,
) -> Ticket:
    """Write one time block: a ticket with its one row; `more` are values of the ticket."""
    lane = slots.first_free_lane(column.id, slots.slots_of(day, [(start, start + length)]))
    ticket = door.insert(
        Ticket, branch=shop.branch, number=door.next_number(shop.branch, "ticket"), kind="block",
        day=day, reason=reason, created=door.at, double_booked="on purpose" if lane else "", **more,
    )  # fmt: skip
    door.insert(
        TicketRow, ticket=ticket, kind="B", employee=column.id, day=day, start=start,
        setup=length, lane=lane, description=reason, employee_name=column.label,
    )  # fmt: skip
    return ticket


def move(
    shop: Shop,
    row: int,
    version: int,
    by: Actor,
    *,
    day: date | None = None,
    start: int | None = None,
    column: int | None = None,
    length: int | None = None,
    reason: str | None = None,
    agreed: Collection[str] = (),
) -> Booked:
    """Move, stretch or rename a time block; None keeps what it is."""
    with change("moved a time block", by) as door:
        block = TicketRow.get_or_none(TicketRow.id == row, TicketRow.kind == "B")
        if block is None:
            raise Refused("This time block is no longer there. Look at the day again.")
        ticket: Ticket = block.ticket
        door.refuse_stale(ticket, version)
        if ticket.status == "void":
            raise Refused("This time block was removed. Undo brings it back.")
        put(
            door, shop, ticket, block, day=day, start=start, column=column, length=length,
            reason=reason, agreed=agreed,
        )  # fmt: skip
        where = f"{shop.day(block.day)} {shop.time(block.start)}"
        door.what = f"moved {ticket.reason} of {block.employee_name} to {where}"
        return Booked(ticket.id, ticket.number, door.what)


def put(
    door: Door,
    shop: Shop,
    ticket: Ticket,
    block: TicketRow,
    *,
    day: date | None = None,
    start: int | None = None,
    column: int | None = None,
    length: int | None = None,
    reason: str | None = None,
    agreed: Collection[str] = (),
) -> None:
    """Put a time block elsewhere as part of a change that is open; raises as `move` does."""
    new_day = day or block.day
    new_start = block.start if start is None else start
    new_length = block.setup if length is None else length
    check_times(new_start, new_length)
    holder = columns_of([column or block.employee_id])[0]
    lane = block.lane
    place = (new_day, new_start, new_length, holder.id)
    if place != (block.day, block.start, block.setup, block.employee_id):
        _consent(taken(shop, holder, new_day, new_start, new_length, (block.id,)), agreed)
        wanted = slots.slots_of(new_day, [(new_start, new_start + new_length)])
        lane = slots.first_free_lane(holder.id, wanted, ignore_rows=(block.id,))
    words = (ticket.reason if reason is None else clean(reason, 80)) or "Blocked"
    door.update(
        block, day=new_day, start=new_start, setup=new_length, employee=holder.id, lane=lane,
        employee_name=holder.label, description=words,
    )  # fmt: skip
    double = "on purpose" if lane else ""
    door.update(ticket, day=new_day, reason=words, double_booked=double)


def remove(shop: Shop, ticket: int, version: int, by: Actor) -> str:
    """Take a time block off the book and say what was done; undo brings it back."""
    with change("removed a time block", by) as door:
        found = Ticket.get_or_none(Ticket.id == ticket, Ticket.kind == "block")
        if found is None:
            raise Refused("This time block is no longer there. Look at the day again.")
        door.refuse_stale(found, version)
        door.update(found, status="void", ended=door.at)
        door.what = f"removed {found.reason} of {shop.day(found.day)}"
        return door.what
