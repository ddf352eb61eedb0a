"""How long everybody is really busy today: who is in progress until when, and what is pushed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from db.models import Ticket, TicketRow
from db.models.base import tuples
from pettui import clock
from pettui.book.day import LIVE
from pettui.book.fitting import bits
from pettui.book.slots import PER_DAY, STEP, busy_parts
from pettui.people import learning
from pettui.team.shop import Shop

AT_LEAST = 5  # minutes that a visit still takes which should be done by now


class Row(NamedTuple):
    """A row of today's book that is not done yet. Minutes since midnight, shop-local.

    `began` is when the visit was begun, None before; `here` is whether the pet is.
    """

    ticket: int
    employee: int
    start: int
    setup: int
    process: int
    finish: int
    began: int | None = None
    here: bool = False
    over: int = 0  # minutes by which the pet usually exceeds the plan

    @property
    def end(self) -> int:
        """The minute at which it would end as planned."""
        return self.start + self.setup + self.process + self.finish


def busy(rows: Iterable[Row], now: int) -> dict[int, int]:
    """Give the masks of five-minute slots in which everybody will really be busy, from `now` on.

    A visit in progress ends when it began plus its length and what the pet usually takes longer;
    one that should be done ends any moment. What follows with the same person is pushed. Who is
    here, and late, begins now; who has not come keeps the time.
    """
    known = sorted(rows, key=lambda row: row.start)
    found: defaultdict[int, int] = defaultdict(int)
    ends: dict[int, list[tuple[int, int]]] = defaultdict(list)  # planned and real, by employee
    for row in (row for row in known if row.began is not None):
        first = min(r.start for r in known if r.ticket == row.ticket)
        shift = (row.began or 0) - first
        last = row.end == max(r.end for r in known if r.ticket == row.ticket)
        more = row.over
        if last and row.end + shift + more <= now:
            more = now + AT_LEAST - row.end - shift
        _take(found, row, row.start + shift, more)
        ends[row.employee].append((row.end, row.end + shift + more))
    for row in (row for row in known if row.began is None):
        start = max(row.start, now) if row.here else row.start
        pushed = [real for plan, real in ends[row.employee] if plan <= row.start < real]
        start = max([start, *pushed])
        _take(found, row, start, row.over)
        if start > row.start or row.over > 0:
            ends[row.employee].append((row.end, row.end + start - row.start + row.over))
    return dict(found)


def _take(found: dict[int, int], row: Row, start: int, more: int) -> None:
    """Mark a row's working time; what it takes longer is at its end, and it ends by midnight."""
    parts = busy_parts(start, row.setup, row.process, row.finish)
    if parts and more:
        parts[-1] = (parts[-1][0], max(parts[-1][0] + STEP, parts[-1][1] + more))
    day = PER_DAY * STEP
    found[row.employee] |= bits([(max(0, a), min(b, day)) for a, b in parts if a < day and b > 0])


Habit = Callable[[int, int], int | None]


def habits() -> Habit:
    """Give what tells by how much a pet exceeds a service's plan; a pet is read once."""
    known: dict[int, dict[int, int | None]] = {}

    def over(pet: int, item: int) -> int | None:
        if pet not in known:
            known[pet] = {habit.item: habit.over for habit in learning.habits_of(pet)}
        return known[pet].get(item)

    return over


def rows_of(shop: Shop, day: date, now: int, habit: Habit) -> list[Row]:
    """Read what of a day's book is not done yet, with what the pets' own past teaches.

    What should have been over by `now`, and was not begun, keeps nobody busy.
    """
    query = (
        TicketRow.select(
            Ticket.id, TicketRow.employee, TicketRow.start, TicketRow.setup, TicketRow.process,
            TicketRow.finish, Ticket.status, Ticket.started, TicketRow.pet, TicketRow.item,
            TicketRow.minutes_from, Ticket.kind,
        )
        .join(Ticket)
        .where(
            TicketRow.day == day,
            TicketRow.start.is_null(False),
            TicketRow.employee.is_null(False),
            Ticket.status.in_(LIVE[:-1]),  # what is ready keeps nobody busy
        )
        .order_by(TicketRow.start)
    )  # fmt: skip
    found = []
    for (
        ticket,
        who,
        start,
        setup,
        process,
        finish,
        status,
        started,
        pet,
        item,
        source,
        kind,
    ) in tuples(query):
        over = now >= start + setup + process + finish
        if over and status in LIVE[:2]:
            continue
        began = None
        if status == "in progress":
            at = clock.wall_of(started, shop.zone) if started is not None else None
            began = at.hour * 60 + at.minute if at is not None and at.date() == day else start
        known = pet is not None and item is not None and not str(source).startswith("agreed")
        more = (habit(pet, item) or 0) if known and kind == "visit" else 0
        found.append(
            Row(
                ticket, who, start, setup, process, finish, began,
                status in ("arrived", "in progress"), more,
            )
        )  # fmt: skip
    return found
