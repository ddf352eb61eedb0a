"""Turns a wish (what, roughly when, perhaps with whom) into a checked plan at one time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from db.connection import reading
from pettui.book import free, linked
from pettui.book.checking import banner, check, no_shows
from pettui.book.free import Candidate, Opening
from pettui.book.placing import place_rows, saved_rows
from pettui.book.plan import NO_GOODS, Checked, Goods, PlacedRow, Plan, Problem
from pettui.book.search import finding
from pettui.book.search.asking import Search
from pettui.book.waiting.values import When
from pettui.dates import Window
from pettui.team.shop import Shop

AHEAD = 28  # days that are searched when the wanted one has no opening


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants: rows without an employee are done by whoever is chosen.

    `plan.client` is 0 while the client is not known; `pets` are those that come.
    """

    plan: Plan
    window: Window | None
    pets: tuple[int, ...] = ()
    employee: int | None = None  # None asks for whoever is free
    preferred: int | None = None  # who is taken when several are free at the same time


@dataclass(frozen=True, slots=True)
class Proposal:
    """A wish at one time: the plan, what speaks against it, and what else there is."""

    plan: Plan
    rows: tuple[PlacedRow, ...]  # with prices and lengths; with times once there is a time
    checked: Checked | None  # None without rows or time
    day: date | None
    start: int | None
    employee: int | None
    openings: tuple[Opening, ...]  # of the wanted part of the day; of an exact time, all day
    later: tuple[date, Opening] | None  # the next one, when the wanted day has none
    staff: tuple[Candidate, ...]
    problems: tuple[Problem, ...]
    banner: tuple[str, ...]
    no_shows: str
    goods: Goods = NO_GOODS  # what the services bring along, beside what is in the book

    @property
    def starts(self) -> list[int]:
        """The different starts of the openings."""
        return sorted({opening.start for opening in self.openings})


def propose(shop: Shop, wish: Wish) -> Proposal:
    """Find the time and the groomer for a wish and check it; writes nothing."""
    with reading():
        return _propose(shop, wish)


def _propose(shop: Shop, wish: Wish) -> Proposal:
    plan, window = wish.plan, wish.window
    day = window.day if window else None
    pets = [(pet, None) for pet in wish.pets]
    booked = [(row.pet, row.item) for row in plan.rows if row.pet]
    alerts = banner(plan.client, (*pets, *booked), day or shop.today())
    missed = no_shows(plan.client) if plan.client else ""
    openings: list[Opening] = []
    later: tuple[date, Opening] | None = None
    start = window.start if window and window.exact else None
    if window is not None and day is not None and plan.rows:
        chosen = [wish.employee] if wish.employee is not None else None
        first, last = (0, 1440) if window.exact else (window.start, window.end)
        openings = free.openings(shop, plan, day, first, last, chosen)
        if not window.exact:
            start = openings[0].start if openings else None
        if start is None:
            later = next_opening(shop, plan, window._replace(day=day), chosen)
    if day is None or start is None or not plan.rows:
        rows = tuple(place_rows(shop, free.moved(plan, plan.day, plan.start, wish.employee)))
        goods = linked.goods(shop, plan, rows, saved_rows(plan.ticket))
        return Proposal(
            plan, rows, None, day, start, wish.employee, tuple(openings), later, (), (), alerts,
            missed, goods,
        )  # fmt: skip
    staff = free.who(shop, free.moved(plan, day, start, None))
    employee, problems = _choose(wish, staff)
    ready = free.moved(plan, day, start, employee)
    checked = check(shop, ready)
    # That nobody was named as the client yet is no problem while the form is being filled in.
    found = tuple(
        p for p in checked.problems if plan.client or p.weight != "stop" or p.row is not None
    )
    return Proposal(
        ready, checked.rows, checked, day, start, employee, tuple(openings), later, tuple(staff),
        (*problems, *found), alerts, missed, checked.goods,
    )  # fmt: skip


def _choose(wish: Wish, staff: list[Candidate]) -> tuple[int | None, tuple[Problem, ...]]:
    """Give who does it, and a problem when nobody is free."""
    if wish.employee is not None or all(row.employee is not None for row in wish.plan.rows):
        return wish.employee, ()
    able = [candidate.employee for candidate in staff if candidate.free]
    if wish.preferred in able:
        return wish.preferred, ()
    if able:
        return able[0], ()
    words = "nobody is free then; it would be booked without anybody to do it"
    return None, (Problem("taken", "ask", words),)


def next_opening(
    shop: Shop, plan: Plan, window: Window, employees: list[int] | None
) -> tuple[date, Opening] | None:
    """Give the first opening of the same part of the day on a day after the window's."""
    day = window.day or shop.today()
    when = When(
        day + timedelta(days=1), day + timedelta(days=AHEAD), earliest=window.start,
        latest=window.end - 1,
    )  # fmt: skip
    search = Search(
        plan, employees=tuple(employees or ()), others=employees is None, windows=(when,)
    )
    found = next(finding.find(shop, search), None)
    if found is None or found.split:  # a proposal has one employee for all open rows
        return None
    open_rows = [place for place, row in enumerate(plan.rows) if row.employee is None]
    place = open_rows[0] if open_rows else 0
    return found.day, Opening(found.start, found.employees[place], found.labels[place])
