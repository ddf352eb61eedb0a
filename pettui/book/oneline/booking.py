"""Books what a line means, once: the same line said again finds the visit that it made."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from peewee import fn

from db.models import Change, Ticket, TicketRow
from db.models.base import tuples
from pettui.book.oneline.understood import Understood
from pettui.book.plan import Plan
from pettui.book.slots import HOLDING
from pettui.history.door import Refused
from pettui.team.shop import Shop

_SPACE = uuid.UUID("5bb1f1a8-8a3c-4d43-9f0e-6d1c0b0a7e11")


class Standing(NamedTuple):
    """A visit that stands in the book already."""

    ticket: int
    number: int
    day: date
    start: int
    employees: tuple[str, ...]

    def words(self, shop: Shop) -> str:
        """Say which it is: `ticket 1042, Fri 27 Nov 2026 14:00 with Kim`."""
        who = f" with {', '.join(self.employees)}" if self.employees else ""
        return f"ticket {self.number}, {shop.day(self.day)} {shop.time(self.start)}{who}"


def standing(shop: Shop, said: Understood) -> Standing | None:
    """Give the visit that is what a line asks for: same pets and services, and a time that fits.

    A connection must be open.
    """
    wish, today = said.wish, shop.today()
    wanted = Counter((row.pet, row.item) for row in wish.plan.rows)
    if not wanted or not wish.plan.client:
        return None
    query = (
        TicketRow.select(
            Ticket.id, Ticket.number, TicketRow.day, TicketRow.start, TicketRow.pet,
            TicketRow.item, TicketRow.employee, TicketRow.employee_name,
        )
        .join(Ticket)
        .where(
            Ticket.client == wish.plan.client,
            Ticket.branch == shop.branch,
            Ticket.status.in_(list(HOLDING)),
            Ticket.status != "closed",
            Ticket.day >= today,
            TicketRow.start.is_null(False),
        )
        .order_by(TicketRow.day, TicketRow.start)
    )  # fmt: skip
    visits: dict[int, list[tuple[object, ...]]] = {}
    for ticket, *rest in tuples(query):
        visits.setdefault(ticket, []).append(tuple(rest))
    for ticket, rows in visits.items():
        if Counter((pet, item) for _, _, _, pet, item, _, _ in rows) != wanted:
            continue
        number, day, start = rows[0][:3]
        if not isinstance(day, date) or not isinstance(start, int):
            continue
        who = {key for *_, key, _ in rows}
        if _fits(said, day, start) and (wish.employee is None or who == {wish.employee}):
            names = tuple(dict.fromkeys(str(name) for *_, name in rows if name))
            return Standing(ticket, int(str(number)), day, start, names)
    return None


def _fits(said: Understood, day: date, start: int) -> bool:
    window = said.wish.window
    if window is None:
        return False
    if said.reading.soonest:
        return window.day is None or day >= window.day
    several = said.reading.day.days if said.reading.day is not None else None
    if several is not None:
        if not (several.first <= day <= several.last and several.weekdays >> day.weekday() & 1):
            return False
    elif day != window.day:
        return False
    return window.start <= start < window.end


def once(shop: Shop, plan: Plan) -> Plan:
    """Give a plan with an id that is the same for all who save it on the same state of the book.

    Two who do that at the same moment make one visit. It is asked for before `standing`: then a
    visit that comes between is seen there. What was booked so and taken back by undo does not
    count, another id follows.
    """
    return replace(plan, command=_command(shop, plan))


def _command(shop: Shop, plan: Plan) -> str:
    last = Ticket.select(fn.MAX(Ticket.id)).where(Ticket.client == plan.client).scalar() or 0
    rows = ";".join(f"{row.item},{row.pet},{row.employee},{row.start}" for row in plan.rows)
    seed = f"{shop.branch}|{plan.client}|{plan.day}|{plan.start}|{rows}|{last}"
    for attempt in range(100):
        command = str(uuid.uuid5(_SPACE, f"{seed}|{attempt}"))
        undone = Change.select().where(Change.command == command, Change.reversed)
        if not undone.exists():
            return command
    raise Refused("This was booked and undone a hundred times. Book it in the form.")
