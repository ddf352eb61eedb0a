"""The schedule as screens and prints show it: people and days, opening hours first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from db.connection import reading
from db.models import Bookable, Closure, DayPlan, Employee, Rotation, Shift
from db.models.base import tuples
from pettui.history.door import Refused
from pettui.team import hours
from pettui.team.hours import Hours, Range
from pettui.team.schedule.versions import Seen, seen_of
from pettui.team.schedule.words import Entry
from pettui.team.shop import Shop
from pettui.text import fold

OPENING = 0
"""Stands for the shop itself where an employee's id is asked for."""


class Cell(NamedTuple):
    """What somebody has on a day.

    `source` is where it comes from: "dated" (an exception), "closed", "regular" or "none".
    """

    employee: int
    day: date
    hours: Hours
    source: str
    entry: Entry  # what one would type for it
    seen: Seen = ()


class Line(NamedTuple):
    """One row of the grid: the shop's opening hours, or an employee with their days."""

    employee: int
    label: str
    cells: tuple[Cell, ...]
    turn: str = ""  # which week's turn it is: "week 2 of 3"
    minutes: int = 0  # that are worked in these days


class Grid(NamedTuple):
    """Days in order, and a line for the shop and everybody who works there."""

    days: tuple[date, ...]
    lines: tuple[Line, ...]

    @property
    def people(self) -> tuple[Line, ...]:
        """The lines of employees."""
        return self.lines[1:]


def week(shop: Shop, day: date) -> tuple[date, ...]:
    """Give the seven days of the week that a day is in."""
    first = shop.week_begin(day)
    return tuple(first + timedelta(days=n) for n in range(7))


def staff(shop: Shop) -> list[tuple[int, str]]:
    """Give who works here: id and label, in the order of the book."""
    query = Bookable.select(Bookable.id, Bookable.label).where(
        Bookable.branch == shop.branch, Bookable.kind == "employee", Bookable.active
    )
    return tuples(query.order_by(Bookable.position, Bookable.id))


def named(shop: Shop, text: str) -> tuple[int, str]:
    """Find an employee by number, name or the beginning of one; raises Refused in words."""
    query = Employee.select(
        Bookable.id, Bookable.label, Employee.number, Employee.first_name, Employee.last_name
    ).join(Bookable)
    people = tuples(query.where(Bookable.branch == shop.branch, Bookable.active))
    said = fold(text)
    spelled = [
        (key, label, {fold(label), fold(f"{first} {last}".strip()), str(number)})
        for key, label, number, first, last in people
    ]
    exact = [(key, label) for key, label, names in spelled if said in names]
    begun = [
        (key, label) for key, label, names in spelled if any(n.startswith(said) for n in names)
    ]
    found = exact or begun
    if len(found) != 1:
        names = ", ".join(label for _, label, *_ in people)
        why = "Nobody who works here is called" if not found else "More than one person is called"
        raise Refused(f"{why} “{text}”. There are {names}.")
    return found[0]


def read_grid(shop: Shop, days: Sequence[date], employees: Sequence[int] | None = None) -> Grid:
    """Read what everybody has on some days, in a handful of queries."""
    with reading():
        people = [who for who in staff(shop) if employees is None or who[0] in employees]
        first, last = min(days), max(days)
        closed = hours.closures(shop.branch, first, last)
        ids = [key for key, _ in people]
        found = hours.rules(shop.branch, first, last, ids, closed)
        plans: dict[tuple[int, date], list[DayPlan]] = {}
        dated = DayPlan.select().where(DayPlan.day.between(first, last), DayPlan.employee.in_(ids))
        for plan in dated.order_by(DayPlan.start, DayPlan.id):
            plans.setdefault((plan.__data__["employee"], plan.day), []).append(plan)
        lines = [_opening(shop, days, closed)]
        for key, label in people:
            cells = tuple(_cell(found, key, day, plans.get((key, day), [])) for day in days)
            worked = sum(b - a for cell in cells for a, b in cell.hours.ranges)
            lines.append(Line(key, label, cells, _turn(found, key, days[0]), worked))
        return Grid(tuple(days), tuple(lines))


def _turn(found: hours.Rules, employee: int, day: date) -> str:
    turns = found.turns.get(employee, ())
    for turn in turns:
        if turn.weeks > 1:
            return f"week {hours.week_of(day, turn.weeks, turn.anchor) + 1} of {turn.weeks}"
    return ""


def entry_of(plans: Sequence[DayPlan]) -> Entry:
    """Give what a day's exceptions say, as one would type it."""
    off = next((plan for plan in plans if plan.off or plan.start is None), None)
    if off is not None:
        return Entry((), off.off_kind or "off", off.reason)
    return Entry(hours.join((p.start, p.end) for p in plans))


def _cell(found: hours.Rules, employee: int, day: date, plans: list[DayPlan]) -> Cell:
    times = found.of(employee, day)
    if plans:
        return Cell(employee, day, times, "dated", entry_of(plans), seen_of(plans))
    if day in found.closed:
        return Cell(employee, day, times, "closed", Entry())
    return Cell(employee, day, times, "regular" if times.ranges else "none", Entry(times.ranges))


def _opening(shop: Shop, days: Sequence[date], closed: dict[date, str]) -> Line:
    weekly = hours.weekly_opening(shop.branch)
    rows: dict[date, list[Closure]] = {}
    known = Closure.select().where(
        Closure.branch == shop.branch, Closure.day.between(min(days), max(days))
    )
    for row in known:
        rows.setdefault(row.day, []).append(row)
    cells = []
    for day in days:
        ranges = weekly.get(day.weekday(), ())
        if day in closed:
            shut = Hours((), off_of(closed[day]))
            reason = closed[day] if closed[day] != "closed" else ""
            entry, source = Entry((), "off", reason), "dated"
        else:
            shut = Hours(ranges, "" if ranges else "closed")
            entry, source = Entry(ranges), "regular" if ranges else "none"
        cells.append(Cell(OPENING, day, shut, source, entry, seen_of(rows.get(day, []))))
    return Line(OPENING, "open", tuple(cells))


def off_of(reason: str) -> str:
    """Write why the shop is closed: `closed: Christmas`."""
    return "closed" if reason == "closed" else f"closed: {reason}"


class Regular(NamedTuple):
    """Somebody's regular schedule: one week, or several that take turns."""

    employee: int
    label: str
    weeks: int
    anchor: date | None
    hours: dict[tuple[int, int], tuple[Range, ...]]  # by week and weekday
    seen: Seen


def read_regular(shop: Shop, employee: int) -> Regular:
    """Read somebody's regular schedule; raises Refused for whoever does not work here."""
    with reading():
        label = dict(staff(shop)).get(employee)
        if label is None:
            raise Refused("They do not work here any more. Choose somebody else.")
        return regular_of(employee, label)


def regular_of(employee: int, label: str) -> Regular:
    """Read the regular schedule of an employee who is known."""
    turn = Rotation.get_or_none(Rotation.employee == employee)
    shifts = list(Shift.select().where(Shift.employee == employee))
    found: dict[tuple[int, int], list[Range]] = {}
    for shift in shifts:
        found.setdefault((shift.week, shift.weekday), []).append((shift.start, shift.end))
    return Regular(
        employee,
        label,
        turn.weeks if turn else 1,
        turn.anchor if turn else None,
        {place: hours.join(ranges) for place, ranges in found.items()},
        seen_of([*shifts, *([turn] if turn else [])]),
    )
