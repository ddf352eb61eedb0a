"""Proposes what becomes of the visits of somebody who is away: as many as can keep their time.

It writes nothing. Everybody's day is read once; the visits that need a place are lifted out of it
and put back one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from db.connection import reading
from db.models import Ticket
from pettui.book import booking, fitting
from pettui.book.day import LIVE
from pettui.book.fitting import DayFacts, Shape, during
from pettui.book.plan import Plan
from pettui.book.search.asking import Search
from pettui.book.search.crews import Crew, Party, party
from pettui.book.search.days import Days, read_days
from pettui.book.search.lists import Lists, read_lists
from pettui.book.search.places import Place, places_on
from pettui.book.slots import STEP
from pettui.book.spreading.values import MOVED, SAME, STAY, WAIT, Away, Step
from pettui.book.waiting.values import When
from pettui.history.door import Refused
from pettui.team.hours import Hours
from pettui.team.schedule.outside import Outside
from pettui.team.shop import Shop

MOST_TRIED = 20_000
"""Ways to share the visits out that are looked at; nine visits and four groomers take fewer."""


@dataclass(frozen=True, slots=True)
class _Visit:
    """A visit that needs somebody, and how it could be done."""

    plan: Plan  # the rows that are to be taken over have no employee
    before: Step
    chosen: Party


class _Option(NamedTuple):
    """Somebody who could do a visit at its own time."""

    crew: Crew
    busy: tuple[tuple[int, int], ...]  # (employee, slots)


def propose(shop: Shop, visits: Sequence[Outside], *, away: Away | None = None) -> tuple[Step, ...]:
    """Give for each visit what could become of it, in order of time.

    As many visits as possible keep their time with somebody else; the others get the nearest
    time on the same day, else a place on the wait list. Visits that have begun stay as they are.
    `away` is somebody whose absence is not in the schedule yet.
    """
    with reading():
        found = [_visit_of(shop, visit) for visit in visits]
        begun = [step for plan, step in found if plan is None]
        plans = [(plan, step) for plan, step in found if plan is not None]
        if not plans:
            return tuple(begun)
        lists = read_lists(shop, [plan for plan, _ in plans])
        days = {day for day in (step.day for _, step in plans)}
        books = {day: read_days(shop, lists, day, day) for day in sorted(days)}
    steps = list(begun)
    for day, book in books.items():
        mine = [
            _Visit(plan, step, party(_search(plan, day), lists))
            for plan, step in plans
            if step.day == day
        ]
        steps += _of_day(shop, day, book, mine, away)
    return tuple(sorted(steps, key=lambda step: (step.day, step.start, step.ticket)))


def _visit_of(shop: Shop, visit: Outside) -> tuple[Plan | None, Step]:
    ticket = Ticket.get_or_none(Ticket.id == visit.ticket)
    if ticket is None:
        raise Refused("One of these visits is no longer there. Look at the list again.")
    plan = booking.plan_of(ticket.id)
    step = Step(
        ticket.id, ticket.version, visit.rows, visit.day, visit.start, visit.end, visit.pet,
        visit.client, visit.phone, visit.service, visit.who,
        any(row.requested for row in plan.rows if row.row in visit.rows),
    )  # fmt: skip
    if ticket.status not in LIVE[:2]:
        return None, step._replace(why=f"is {ticket.status}")
    rows = tuple(replace(row, employee=None) if row.row in visit.rows else row for row in plan.rows)
    return replace(plan, rows=rows), step


def _search(plan: Plan, day: date) -> Search:
    # Its slots are lifted out of the day already, with those of all the others.
    return Search(replace(plan, ticket=None), windows=(When(day, day),))


def _of_day(
    shop: Shop, day: date, book: Days, visits: list[_Visit], away: Away | None
) -> list[Step]:
    facts = _without(book, day, [visit.before.ticket for visit in visits])
    if away is not None and away.day == day:
        gone = Hours(away.works, "" if away.works else away.kind)
        facts = replace(facts, hours={**facts.hours, away.employee: gone}, shut={})
    options = [_at_own_time(shop, facts, visit) for visit in visits]
    kept = _share_out(options)
    steps: dict[int, Step] = {}
    left = []
    for place, visit in enumerate(visits):
        option = kept[place]
        if option is None:
            left.append(visit)
            continue
        steps[place] = _step(visit, SAME, visit.plan.start, option.crew, book.lists)
        facts = _taken(facts, option.crew.shape, visit.plan.start)
    for place, visit in enumerate(visits):
        if place in steps:
            continue
        near = _nearest(shop, day, book, facts, visit)
        if near is None:
            why = "" if visit.chosen.together else f"nobody else does {visit.before.services}"
            steps[place] = visit.before._replace(do=WAIT, why=why or "nobody is free that day")
            continue
        why = f"nobody else is free at {shop.time(visit.plan.start)}"
        steps[place] = _step(visit, MOVED, near.start, near.crew, book.lists)._replace(why=why)
        facts = _taken(facts, near.crew.shape, near.start)
    return list(steps.values())


def _without(book: Days, day: date, tickets: Sequence[int]) -> DayFacts:
    """Give a day as it is without some tickets."""
    lanes = dict(book.taken.get(day, {}))
    for ticket in tickets:
        for lane, mask in book.own.get(ticket, {}).get(day, {}).items():
            lanes[lane] = lanes.get(lane, 0) & ~mask
    return book._replace(taken={day: lanes}, own={}, facts={}).of(day)


def _at_own_time(shop: Shop, facts: DayFacts, visit: _Visit) -> list[_Option]:
    start = visit.plan.start
    now = shop.now()
    if (visit.plan.day, start) < (now.date(), now.hour * 60 + now.minute):
        return []
    crews = [crew for crew in visit.chosen.together if fitting.fits(facts, crew.shape, start)]
    return [_Option(crew, _busy(crew.shape, start)) for crew in crews]


def _busy(shape: Shape, start: int) -> tuple[tuple[int, int], ...]:
    found = []
    for who, runs in shape.busy:
        mask = 0
        for first, length in runs:
            mask |= during(first, length, start // STEP)
        found.append((who, mask))
    return tuple(found)


def _share_out(options: Sequence[Sequence[_Option]]) -> list[_Option | None]:
    """Choose an option for as many visits as possible, so that nobody is in two places at once.

    Every way is tried, up to MOST_TRIED; of equally many the one that gives work to those who
    come first in each visit's own order.
    """
    best: list[_Option | None] = [None] * len(options)
    most, tried = -1, 0
    now: list[_Option | None] = []
    busy: dict[int, int] = {}

    def go(place: int, kept: int) -> None:
        nonlocal best, most, tried
        tried += 1
        if kept + len(options) - place <= most or tried > MOST_TRIED:
            return
        if place == len(options):
            best, most = list(now), kept
            return
        for option in options[place]:
            if any(busy.get(who, 0) & mask for who, mask in option.busy):
                continue
            for who, mask in option.busy:
                busy[who] = busy.get(who, 0) | mask
            now.append(option)
            go(place + 1, kept + 1)
            now.pop()
            for who, mask in option.busy:
                busy[who] &= ~mask
        now.append(None)
        go(place + 1, kept)
        now.pop()

    go(0, 0)
    return best


def _nearest(shop: Shop, day: date, book: Days, facts: DayFacts, visit: _Visit) -> Place | None:
    """Give the place of the day that is nearest to a visit's own time; the later of two."""
    alone = book._replace(facts={(day, None): facts})
    start = visit.plan.start
    places = places_on(shop, visit.chosen, alone, day, split=visit.chosen.divisible)
    return min(places, default=None, key=lambda p: (abs(p.start - start), p.split, p.start < start))


def _step(visit: _Visit, do: str, to: int, crew: Crew, lists: Lists) -> Step:
    own = [row.row in visit.before.rows for row in visit.plan.rows]
    takers = [who for who, mine in zip(crew.employees, own, strict=True) if mine]
    names = ", ".join(dict.fromkeys(lists.staff[who].label for who in takers))
    return visit.before._replace(do=do, to=to, employees=crew.employees, takers=names)


def _taken(facts: DayFacts, shape: Shape, start: int) -> DayFacts:
    """Give a day in which a visit has been put."""
    busy = dict(facts.busy)
    for who, mask in _busy(shape, start):
        busy[who] = busy.get(who, 0) | mask
    resources = {kind: [list(lanes) for lanes in found] for kind, found in facts.resources.items()}
    for (kind, which, lane), mask in fitting.given_out(facts, shape, start).items():
        resources[kind][which][lane] |= mask
    return replace(facts, busy=busy, resources=resources)


def waiting_instead(step: Step) -> Step:
    """Give a step that puts its visit on the wait list."""
    return step._replace(do=WAIT, to=0, employees=(), takers="")


def left_alone(step: Step) -> Step:
    """Give a step that leaves its visit as it is."""
    return step._replace(do=STAY, to=0, employees=(), takers="")
