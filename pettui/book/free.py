"""When a visit fits, and who is free for it: a day is read once and searched in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from db.connection import reading
from pettui.book import fitting
from pettui.book.fitting import DayFacts, Part, Shape
from pettui.book.plan import Plan
from pettui.book.search.crews import parts_of
from pettui.book.search.days import read_days
from pettui.book.search.lists import Lists, read_lists
from pettui.book.slots import PER_DAY, STEP
from pettui.team.shop import Shop


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
    somebody = fitting.idle(day.facts, shape, start)
    if somebody is not None:
        spans = day.facts.hours.get(somebody)
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
    lists = read_lists(shop, [plan])
    wanted = list(lists.offered)
    if employees is None:
        preferred = lists.preferred.get(plan.client)
        wanted.sort(key=lambda key: key != preferred)
    else:
        wanted = [key for key in employees if key in wanted]
    named = [row.employee for row in plan.rows if row.employee is not None]
    if named and len(named) == len(plan.rows):  # everything is said: there is nobody to choose
        wanted = named[:1]
    facts = read_days(shop, lists, day, day).of(day, plan.ticket)
    return Day(
        facts,
        {key: fitting.shape_of(_parts(plan, lists, key)) for key in wanted},
        {key: person.label for key, person in lists.staff.items()},
        {key: words for key in wanted if (words := _unable(plan, lists, key))},
    )


def staff(shop: Shop) -> dict[int, str]:
    """Give the labels of everybody who can be booked, in the order of the book's columns."""
    people = read_lists(shop, ()).staff
    return {key: person.label for key, person in people.items() if person.offered}


def _parts(plan: Plan, lists: Lists, key: int) -> list[Part]:
    """Give a plan's rows as they would be with one employee, one after the other."""
    return parts_of(
        plan, lists, [key if row.employee is None else row.employee for row in plan.rows]
    )


def _unable(plan: Plan, lists: Lists, key: int) -> str:
    """Say what somebody, or who does a row beside them, is not set up to do."""
    for row in plan.rows:
        employee = key if row.employee is None else row.employee
        person, service = lists.staff.get(employee), lists.lengths.services.get(row.item)
        if person is None or not person.active:
            return "no longer works here"
        if service is not None and lists.lacks(row.item, employee):
            return f"not set up for {service.name}"
    return ""
