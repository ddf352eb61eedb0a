"""By when a walk-in can be taken, and by whom: the next available one, in a fair rotation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from peewee import fn

from db.connection import reading
from db.models import TicketRow, WaitEntry
from db.models.base import tuples
from pettui.book import fitting, free
from pettui.book.fitting import DayFacts, Shape
from pettui.book.plan import Plan, PlannedRow
from pettui.book.slots import STEP
from pettui.book.waiting import real
from pettui.book.waiting.values import TODAY, Waiting
from pettui.book.waiting.windows import starts_on
from pettui.team.shop import Shop
from pettui.till import prices


class Estimate(NamedTuple):
    """When somebody can be taken: minutes since midnight, who does it, and the whole length.

    `start` None says that there is no room today.
    """

    start: int | None
    employee: int = 0
    label: str = ""
    minutes: int = 0


NO_ROOM = Estimate(None)
Resources = list[tuple[str, int]]


def next_available(
    free_at: Mapping[int, int], last_walk_in: Mapping[int, datetime], order: Sequence[int]
) -> int | None:
    """Give who is next: fewest minutes until free, then who had no walk-in for longest.

    Args:
        free_at: the minute from which each can begin; who cannot is not in it (DOMAIN 8.3).
        last_walk_in: when each got the last walk-in; who never did comes first.
        order: decides where even that is equal.
    """
    ranked = [
        (free_at[who], who in last_walk_in, last_walk_in.get(who), place, who)
        for place, who in enumerate(order)
        if who in free_at
    ]
    if not ranked:
        return None
    best = min(r[0] for r in ranked)
    ties = [r for r in ranked if r[0] == best]
    never = [r for r in ties if not r[1]]
    if never:
        return never[0][-1]
    return min(ties, key=lambda r: (r[2], r[3]))[-1]


def last_walk_ins(shop: Shop) -> dict[int, datetime]:
    """Give when each employee got the last walk-in."""
    query = (
        WaitEntry.select(TicketRow.employee, fn.MAX(WaitEntry.ended))
        .join(TicketRow, on=TicketRow.ticket == WaitEntry.ticket)
        .where(
            WaitEntry.branch == shop.branch,
            WaitEntry.kind == TODAY,
            WaitEntry.status == "booked",
            TicketRow.employee.is_null(False),
        )
        .group_by(TicketRow.employee)
    )
    return {who: _instant(at) for who, at in tuples(query)}


def _instant(value: object) -> datetime:
    """Read an instant that an aggregate gives as the database keeps it."""
    found = WaitEntry.ended.python_value(value) if isinstance(value, int) else value
    if not isinstance(found, datetime):
        raise TypeError("an instant is a datetime")
    return found


def estimates(shop: Shop, entries: Iterable[Waiting]) -> dict[int, Estimate]:
    """Say by when each walk-in can be taken, who came first being first.

    Real durations count: who is in progress until when, what that pushes, and what the pets
    usually take. Each takes the place of the ones before it.
    """
    walk_ins = sorted(
        (e for e in entries if e.kind == TODAY and e.rows), key=lambda e: (e.added, e.id)
    )
    if not walk_ins:
        return {}
    now = shop.now()
    day, minute = now.date(), now.hour * 60 + now.minute
    with reading():
        habit = real.habits()
        busy = real.busy(real.rows_of(shop, day, minute, habit), minute)
        turns = last_walk_ins(shop)
        held: Resources = []
        found = {}
        for entry in walk_ins:
            found[entry.id] = _one(shop, entry, now, busy, held, turns, habit)
    return found


def _one(
    shop: Shop,
    entry: Waiting,
    now: datetime,
    busy: dict[int, int],
    held: Resources,
    turns: dict[int, datetime],
    habit: real.Habit,
) -> Estimate:
    """Find the place of one walk-in, and mark it as taken."""
    best: tuple[int, int, Shape, str] | None = None
    for plan, people in _ways(shop, entry, now, habit):
        day = free.read_day(shop, plan, now.date(), people)
        facts = replace(day.facts, busy=busy, resources=_with(day.facts, held))
        able = {who: shape for who, shape in day.shapes.items() if who not in day.unable}
        first = {
            who: start
            for who, shape in able.items()
            if (start := _first(facts, shape, entry, now)) is not None
        }
        order = list(people or able)
        who = (
            min(first, key=lambda k: (first[k], order.index(k) if k in order else 99))
            if people and first
            else next_available(first, turns, order)
        )
        if who is not None and (best is None or first[who] < best[0]):
            best = (first[who], who, able[who], day.labels.get(who, ""))
    if best is None:
        return NO_ROOM
    start, who, shape, label = best
    at = start // STEP
    for key, runs in shape.busy:
        for begin, length in runs:
            busy[key] = busy.get(key, 0) | fitting.during(begin, length, at)
    held += [(h.kind, fitting.during(h.first, h.length, at)) for h in shape.holds]
    return Estimate(start, who, label, (shape.last - shape.first) * STEP)


def _ways(
    shop: Shop, entry: Waiting, now: datetime, habit: real.Habit
) -> list[tuple[Plan, list[int] | None]]:
    """Give the plans to try, each with who may do the rows that have nobody yet.

    Rows with their own ranked list are tried with the dearest, then with the next ones.
    """
    people = list(entry.employees) or None
    ranks = max((len(wish.employees) for wish in entry.rows), default=0) or 1
    found = []
    for rank in range(ranks):
        rows = tuple(
            PlannedRow(
                wish.item, wish.pet,
                wish.employees[min(rank, len(wish.employees) - 1)] if wish.employees else None,
            )
            for wish in entry.rows
        )  # fmt: skip
        found.append((Plan(entry.client, now.date(), 0, _with_habits(shop, rows, habit)), people))
    return found


def _with_habits(
    shop: Shop, rows: tuple[PlannedRow, ...], habit: real.Habit
) -> tuple[PlannedRow, ...]:
    """Give rows their real lengths where a pet usually takes longer, or less, than the plan."""
    found = []
    for row in rows:
        over = habit(row.pet, row.item) if row.pet is not None else None
        quote = None
        if over:
            quotes = prices.quotes(shop, [row.item], pet=row.pet, employee=row.employee)
            quote = quotes.get(row.item)
        if over and quote is not None and not quote.minutes_from.startswith("agreed"):
            setup = max(STEP, quote.setup + over)
            row = replace(row, setup=setup, process=quote.process, finish=quote.finish)
        found.append(row)
    return tuple(found)


def _first(facts: DayFacts, shape: Shape, entry: Waiting, now: datetime) -> int | None:
    """Give the first start from now on that suits; in steps of five minutes."""
    minute = -(-(now.hour * 60 + now.minute) // STEP) * STEP
    wanted = 0
    for earliest, latest in starts_on(entry.windows, now.date()):
        wanted |= fitting.starting(max(minute, earliest), latest + 1, STEP)
    found = fitting.fitting_slots(facts, shape, wanted)
    return next(fitting.slots_in(found), -1) * STEP if found else None


def _with(facts: DayFacts, held: Resources) -> dict[str, list[list[int]]]:
    """Give the lanes of the resources with what earlier walk-ins will hold."""
    lanes = {kind: [list(one) for one in ones] for kind, ones in facts.resources.items()}
    for kind, mask in held:
        for one in lanes.get(kind, ()):
            place = next((n for n, taken in enumerate(one) if not taken & mask), None)
            if place is not None:
                one[place] |= mask
                break
    return lanes
