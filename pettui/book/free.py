"""When a visit fits, and who is free for it: a day is read once and searched in memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from db.connection import reading
from db.models import (
    Bookable,
    Client,
    Item,
    ItemException,
    ItemNeed,
    Resource,
    Slot,
)
from db.models.base import tuples
from pettui.book import fitting
from pettui.book.checking import may_do, rows_of_ticket
from pettui.book.fitting import DayFacts, Part, Shape
from pettui.book.plan import Plan, PlannedRow
from pettui.book.slots import PER_DAY, STEP
from pettui.team import hours
from pettui.team.shop import Shop
from pettui.till import prices
from pettui.till.prices import Quote


@dataclass(frozen=True, slots=True)
class Opening:
    """A start (minutes since midnight) at which a visit fits, and with whom."""

    start: int
    employee: int
    label: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could do a visit, and in words whether they are free for it."""

    employee: int
    label: str
    words: str  # "free", "busy till 14:30", "off: vacation"
    free: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A day as a visit meets it: what is taken, and the visit's shape with each employee."""

    facts: DayFacts
    shapes: dict[int, Shape]  # in the order of the book's columns
    labels: dict[int, str]
    unable: dict[int, str]  # what somebody is not set up to do


def moved(plan: Plan, day: date, start: int, employee: int | None) -> Plan:
    """Give a plan at another time; rows without an employee get this one."""
    rows = tuple(
        replace(
            row,
            start=None if row.start is None else row.start + start - plan.start,
            employee=employee if row.employee is None else row.employee,
        )
        for row in plan.rows
    )
    return replace(plan, day=day, start=start, rows=rows)


def openings(
    shop: Shop,
    plan: Plan,
    day: date,
    earliest: int = 0,
    latest: int = PER_DAY * STEP,
    employees: Sequence[int] | None = None,
) -> list[Opening]:
    """Give the starts of a day at which a plan fits without anything that must be agreed to.

    Rows follow one another; those without an employee are done by the opening's one. On today's
    date only the time that is left counts.

    Args:
        shop: the shop.
        plan: what to book; its own day and start do not matter, its ticket's slots are free.
        day: the day to look at.
        earliest: minutes since midnight from which on it may start, in steps of 15.
        latest: minutes since midnight before which it must start.
        employees: who may do it; None asks everybody, the client's preferred one first.
    """
    now = shop.now()
    if day < now.date() or not plan.rows:
        return []
    if day == now.date():
        earliest = max(earliest, now.hour * 60 + now.minute)
    with reading():
        found = read_day(shop, plan, day, employees)
    return openings_of(found, earliest, latest)


def openings_of(day: Day, earliest: int, latest: int) -> list[Opening]:
    """Give the openings of a day that was read, by time, then in the order of the columns."""
    found = [
        Opening(start, who, day.labels[who])
        for who, shape in day.shapes.items()
        if who not in day.unable
        for start in fitting.starts(day.facts, shape, earliest, latest)
    ]
    return sorted(found, key=lambda opening: opening.start)  # stable: the columns' order stays


def who(shop: Shop, plan: Plan) -> list[Candidate]:
    """Give everybody of the book with words on whether they are free for a plan as it stands."""
    with reading():
        day = read_day(shop, plan, plan.day)
    return who_of(shop, day, plan.start)


def who_of(shop: Shop, day: Day, start: int) -> list[Candidate]:
    """Give everybody of a day that was read, with words on whether they are free at a start."""
    found = []
    for key, shape in day.shapes.items():
        words = day.unable.get(key) or _why_not(shop, day, key, shape, start)
        found.append(Candidate(key, day.labels[key], words or "free", not words))
    return found


def _why_not(shop: Shop, day: Day, key: int, shape: Shape, start: int) -> str:
    times = day.facts.hours.get(key)
    if times is not None and times.off:
        return times.off if times.off.startswith(("not", "closed", "off")) else f"off: {times.off}"
    whose, clash = fitting.conflict(day.facts, shape, start)
    if clash:
        first = (clash & -clash).bit_length() - 1
        name = "" if whose == key else f"{day.labels.get(whose, 'somebody else')} "
        if first * STEP > start:
            return f"{name}free only till {shop.time(first * STEP)}"
        until = fitting.free_again(day.facts.busy[whose], first)
        return f"{name}busy till {shop.time(until)}"
    for somebody, first, last in shape.spans:
        spans = day.facts.hours.get(somebody)
        if not fitting.works(spans, start + first, start + last):
            name = "" if somebody == key else f"{day.labels.get(somebody, 'somebody else')} "
            ranges = spans.ranges if spans else ()
            span = ", ".join(f"{shop.time(a)}-{shop.time(b)}" for a, b in ranges)
            return f"{name}works {span}" if span else f"{name}is not scheduled"
    kind = fitting.lacking(day.facts, shape, start)
    if kind:
        return f"free, but no {kind} is"
    return "" if fitting.fits(day.facts, shape, start) else "does not fit on this day"


def read_day(shop: Shop, plan: Plan, day: date, employees: Sequence[int] | None = None) -> Day:
    """Read a day for a plan: a handful of queries, whatever the number of employees.

    With `employees` None everybody of the book is read, the client's preferred one first.
    """
    labels = staff(shop)
    preferred = _preferred(plan.client) if employees is None else None
    wanted = [key for key in (labels if employees is None else employees) if key in labels]
    wanted.sort(key=lambda key: key != preferred)
    named = [row.employee for row in plan.rows if row.employee is not None]
    if named and len(named) == len(plan.rows):  # everything is said: there is nobody to choose
        wanted = named[:1]
        labels.setdefault(wanted[0], "")
    fixed = {row.employee for row in plan.rows if row.employee is not None}
    everybody = dict.fromkeys([*wanted, *sorted(fixed)])
    needs = _needs(row.item for row in plan.rows)
    resources = _resources({kind for found in needs.values() for kind, _ in found})
    lanes = [key for keys in resources.values() for key, _ in keys]
    busy, taken = _busy(day, [*everybody, *lanes], rows_of_ticket(plan.ticket))
    facts = DayFacts(
        busy,
        hours.hours_of(shop.branch, day, everybody),
        {
            kind: [[taken.get((key, lane), 0) for lane in range(count)] for key, count in keys]
            for kind, keys in resources.items()
        },
    )
    quotes = _quotes(shop, plan.rows, wanted)
    shapes = {key: fitting.shape_of(_parts(plan, key, quotes, needs)) for key in wanted}
    return Day(facts, shapes, labels, _unable(plan.rows, wanted, quotes))


def staff(shop: Shop) -> dict[int, str]:
    """Give the labels of everybody who can be booked, in the order of the book's columns."""
    rows = (
        Bookable.select(Bookable.id, Bookable.label)
        .where(
            Bookable.branch == shop.branch,
            Bookable.kind == "employee",
            Bookable.active == True,  # noqa: E712  # SQL
            Bookable.shown == True,  # noqa: E712  # SQL
        )
        .order_by(Bookable.position, Bookable.id)
    )
    return dict(tuples(rows))


def _preferred(client: int) -> int | None:
    found = tuples(Client.select(Client.preferred_employee).where(Client.id == client))
    return found[0][0] if found else None


def _needs(items: Iterable[int]) -> dict[int, tuple[tuple[str, str], ...]]:
    found: dict[int, tuple[tuple[str, str], ...]] = {}
    rows = ItemNeed.select(ItemNeed.item, ItemNeed.kind, ItemNeed.phase).where(
        ItemNeed.item.in_(list(set(items)))
    )
    for item, kind, phase in tuples(rows.order_by(ItemNeed.id)):
        found[item] = (*found.get(item, ()), (kind, phase))
    return found


def _resources(kinds: Iterable[str]) -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    rows = (
        Resource.select(Resource.kind, Bookable.id, Bookable.lanes)
        .join(Bookable)
        .where(Resource.kind.in_(list(kinds)), Bookable.active == True)  # noqa: E712  # SQL
        .order_by(Bookable.position, Bookable.id)
    )
    for kind, key, count in tuples(rows):
        found.setdefault(kind, []).append((key, count))
    return found


def _busy(
    day: date, keys: Iterable[int], own_rows: list[int]
) -> tuple[dict[int, int], dict[tuple[int, int], int]]:
    """Give the busy masks by employee or resource, and by (resource, lane)."""
    first = day.toordinal() * PER_DAY
    query = Slot.select(Slot.who, Slot.slot, Slot.lane).where(
        Slot.who.in_(list(keys)), Slot.slot.between(first, first + PER_DAY - 1)
    )
    if own_rows:
        query = query.where(Slot.row.not_in(own_rows))
    busy: dict[int, int] = {}
    lanes: dict[tuple[int, int], int] = {}
    for key, slot, lane in tuples(query):
        bit = 1 << slot - first
        busy[key] = busy.get(key, 0) | bit
        lanes[key, lane] = lanes.get((key, lane), 0) | bit
    return busy, lanes


QuoteOf = dict[tuple[int, int | None, int | None], Quote]


def _quotes(shop: Shop, rows: Sequence[PlannedRow], people: Iterable[int]) -> QuoteOf:
    """Give the quotes by (service, pet, employee); employees without exceptions share one."""
    items = {row.item for row in rows}
    own = {
        key
        for (key,) in tuples(
            ItemException.select(ItemException.employee).where(ItemException.item.in_(list(items)))
        )
    }
    named = {row.employee for row in rows if row.employee is not None}
    found: QuoteOf = {}
    for pet in {row.pet for row in rows}:
        wanted = {row.item for row in rows if row.pet == pet}
        common = prices.quotes(shop, wanted, pet=pet, employee=None)
        for key in {*people, *named}:
            quotes = common
            if key in own:
                quotes = prices.quotes(shop, wanted, pet=pet, employee=key)
            found.update({(item, pet, key): quote for item, quote in quotes.items()})
    return found


def _parts(
    plan: Plan, key: int, quotes: QuoteOf, needs: dict[int, tuple[tuple[str, str], ...]]
) -> list[Part]:
    """Give a plan's rows as they would be with one employee, one after the other."""
    parts: list[Part] = []
    at = 0
    for row in plan.rows:
        employee = key if row.employee is None else row.employee
        lengths = _lengths(row, quotes.get((row.item, row.pet, employee)))
        if lengths is None:  # a service that is gone; checking the plan says so
            return []
        start = at if row.start is None else row.start - plan.start
        part = Part(employee, start, *lengths, needs.get(row.item, ()))
        parts.append(part)
        at = part.end
    return parts


def _lengths(row: PlannedRow, quote: Quote | None) -> tuple[int, int, int] | None:
    own = (row.setup, row.process, row.finish)
    asked = (quote.setup, quote.process, quote.finish) if quote else (None, None, None)
    setup, process, finish = (a if a is not None else b for a, b in zip(own, asked, strict=True))
    if setup is None or process is None or finish is None:
        return None
    return setup, process, finish


def _unable(rows: Sequence[PlannedRow], people: Sequence[int], quotes: QuoteOf) -> dict[int, str]:
    items = {row.item for row in rows}
    categories = dict(tuples(Item.select(Item.id, Item.category).where(Item.id.in_(list(items)))))
    named = {row.employee for row in rows if row.employee is not None}
    able = may_do([*people, *named])
    found: dict[int, str] = {}
    for key in people:
        for row in rows:
            employee = key if row.employee is None else row.employee
            allowed = able.get(employee)
            quote = quotes.get((row.item, row.pet, employee))
            if allowed is None or quote is None:
                continue
            if row.item not in allowed[0] and categories.get(row.item) not in allowed[1]:
                found[key] = f"not set up for {quote.name}"
    return found
