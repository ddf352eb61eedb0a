"""What visits teach: how much longer a pet takes than planned, and how often it comes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import Any

from db.connection import reading
from db.models import Item, Ticket, TicketRow
from db.models.base import tuples

LAST = 6
"""How many of the last visits tell how long a pet takes."""
ENOUGH = 3
"""How many visits there must be before anything is said."""
WORTH = 10
"""Minutes below which a difference is not worth a word."""


@dataclass(frozen=True, slots=True)
class Habit:
    """What is known of a pet and a service. Lengths are in minutes, `every` in days."""

    item: int
    name: str
    visits: int
    last: date
    over: int | None  # minutes more than planned, less than 0 for less; None: not known, or usual
    every: int | None  # days between visits, None when too few are known
    due: date | None  # when the next one would be

    @property
    def words(self) -> str:
        """Both in words: `usually 25 minutes over · every 6 weeks`."""
        return " · ".join(part for part in (over_text(self.over), every_text(self.every)) if part)


def usual_over(visits: Sequence[tuple[int, int]]) -> int | None:
    """Give by how many minutes visits usually exceed their plan, in steps of 5.

    Args:
        visits: (planned, taken) in minutes, the last visit first. Those that took under five
            minutes, or over four times the plan, were not noted as they happened.

    None when fewer than three visits are known, or the difference is under ten minutes. The
    middle one of the last six counts, so that one bad day teaches nothing.
    """
    real = [taken - plan for plan, taken in visits if plan > 0 and 5 <= taken <= 4 * plan]
    if len(real) < ENOUGH:
        return None
    over = 5 * round(median(real[:LAST]) / 5)
    return over if abs(over) >= WORTH else None


def usual_interval(days: Iterable[date]) -> int | None:
    """Give the usual number of days between visits; None when fewer than three days are known."""
    known = sorted(set(days))[-LAST - 1 :]
    if len(known) < ENOUGH:
        return None
    return round(median((later - earlier).days for earlier, later in pairwise(known)))


def over_text(over: int | None) -> str:
    """Say how visits differ from their plan: `usually 25 minutes over`; "" when they do not."""
    if not over:
        return ""
    return f"usually {abs(over)} minutes {'over' if over > 0 else 'less'}"


def every_text(every: int | None) -> str:
    """Say how often a pet comes: `every 6 weeks`, `every 10 days`; "" when it is not known."""
    if not every:
        return ""
    if every < 11:
        return "every day" if every == 1 else f"every {every} days"
    weeks = round(every / 7)
    return f"every {weeks} weeks"


def habits_of(pet: int) -> tuple[Habit, ...]:
    """Give what closed visits teach of a pet by service, the most frequent first.

    How long it takes is taken from visits of this pet alone, from begun to ready: with
    several pets nobody knows whose the time was.
    """
    with reading():
        visits = _visits(pet)
        names = dict(tuples(Item.select(Item.id, Item.name)))
    days: dict[int, list[date]] = {}
    times: dict[int, list[tuple[int, int]]] = {}
    for day, items, planned, taken in visits:
        for item in items:
            days.setdefault(item, []).append(day)
        if taken is not None:  # the main service stands for a visit of several
            times.setdefault(items[0], []).append((planned, taken))
    found = []
    for item, known in days.items():
        every = usual_interval(known)
        last = max(known)
        due = last + timedelta(days=every) if every else None
        over = usual_over(times.get(item, ()))
        found.append(Habit(item, names.get(item, ""), len(set(known)), last, over, every, due))
    return tuple(sorted(found, key=lambda habit: (-habit.visits, habit.name)))


def over_of(pet: int, item: int) -> int | None:
    """Give by how many minutes a pet usually exceeds the plan of a service."""
    return next((habit.over for habit in habits_of(pet) if habit.item == item), None)


Visited = tuple[date, list[int], int, int | None]
"""A visit: its day, services (the longest first), planned and taken minutes."""


def _visits(pet: int) -> list[Visited]:
    """Read the last closed visits of a pet, the newest first."""
    mine = (
        Ticket.select(Ticket.id, Ticket.day, Ticket.started, Ticket.ready)
        .join(TicketRow)
        .where(TicketRow.pet == pet, Ticket.status == "closed", TicketRow.kind == "S")
        .group_by(Ticket.id, Ticket.day, Ticket.started, Ticket.ready)
        .order_by(Ticket.day.desc(), Ticket.id.desc())
        .limit(60)
    )
    tickets = list(mine)
    ids = [ticket.id for ticket in tickets]
    length = TicketRow.setup + TicketRow.process + TicketRow.finish
    services = tuples(
        TicketRow.select(TicketRow.ticket, TicketRow.pet, TicketRow.item, length)
        .where(TicketRow.ticket.in_(ids), TicketRow.kind == "S", TicketRow.item.is_null(False))
        .order_by(length.desc(), TicketRow.position)
    )
    rows: dict[int, list[tuple[Any, ...]]] = {}
    for ticket, *rest in services:
        rows.setdefault(ticket, []).append(tuple(rest))
    found: list[Visited] = []
    for ticket in tickets:
        all_rows = rows.get(ticket.id, [])
        own = [(item, minutes) for who, item, minutes in all_rows if who == pet]
        if not own:
            continue
        alone = all(who == pet for who, _, _ in all_rows)
        taken = None
        if alone and ticket.started is not None and ticket.ready is not None:
            taken = int((ticket.ready - ticket.started).total_seconds() // 60)
        items = list(dict.fromkeys(item for item, _ in own))
        found.append((ticket.day, items, sum(minutes for _, minutes in own), taken))
    return found
