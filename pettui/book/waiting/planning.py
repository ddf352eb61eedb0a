"""The plan that an entry of the wait list comes to at a time: everything is carried over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from db.connection import reading
from db.models import Ticket
from pettui.book import booking
from pettui.book.day import LIVE
from pettui.book.free import moved
from pettui.book.plan import Plan, PlannedRow
from pettui.book.waiting.values import TODAY, Waiting
from pettui.history.door import Refused

WALK_IN, FROM_LIST = "Walk-in", "Wait list"
"""How a ticket that comes from the list says that it came about."""


def plan_for(
    entry: Waiting, day: date, start: int, *, employees: tuple[int | None, ...] | None = None
) -> Plan:
    """Give the plan that books an entry at a time, or moves the visit that wants to be earlier.

    Args:
        entry: who waits.
        day: the day.
        start: minutes since midnight.
        employees: who does each row; without, the first one who is wanted, else whoever is free.

    Raises Refused where the visit that it moves is over, or has begun.
    """
    if entry.moves is not None:
        return _moved(entry, day, start, employees)
    rows = []
    for place, wish in enumerate(entry.rows):
        wanted = entry.wanted(wish)
        who = employees[place] if employees is not None else next(iter(wanted), None)
        asked = who is not None and who in wanted
        rows.append(PlannedRow(wish.item, wish.pet, who, requested=asked))
    return Plan(
        client=entry.client, day=day, start=start, rows=tuple(rows), note=entry.comment,
        created_via=WALK_IN if entry.kind == TODAY else FROM_LIST, waiting=entry.id,
    )  # fmt: skip


def _moved(entry: Waiting, day: date, start: int, employees: tuple[int | None, ...] | None) -> Plan:
    with reading():
        ticket = Ticket.get_or_none(Ticket.id == entry.moves)
        if ticket is None or ticket.status not in LIVE[:2]:
            what = f"is {ticket.status}" if ticket is not None else "is no longer there"
            raise Refused(
                f"The visit that wants to be earlier {what}. Take the entry off the list."
            )
        plan = booking.plan_of(ticket.id)
    plan = replace(moved(plan, day, start, None), waiting=entry.id)
    if employees is not None and len(employees) == len(plan.rows):
        rows = zip(plan.rows, employees, strict=True)
        plan = replace(plan, rows=tuple(replace(row, employee=who) for row, who in rows))
    return plan
