"""Finds the time of a visit that a line wishes for, and checks it there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from pettui.book.oneline.asking import SHOWN, replaced
from pettui.book.oneline.understood import Choice, Question
from pettui.book.oneline.values import Piece, Reading
from pettui.book.proposing import Proposal, Wish, propose
from pettui.book.search.asking import Answer, Search, taking
from pettui.book.search.finding import first_of
from pettui.book.waiting.values import ALL_WEEK, When
from pettui.dates import Window
from pettui.spoken.ranges import Range
from pettui.team.shop import Shop

ABOUT = 120  # minutes from the time that was said within which another day's will do
ELSEWHERE = ("taken", "hours", "resource", "closed")  # problems that another time may not have
NEAREST = 5  # free times of the same day that are offered


def placed(
    shop: Shop,
    wish: Wish,
    employees: tuple[int, ...],
    *,
    soonest: bool,
    several: Range | None = None,
) -> Proposal:
    """Give a wish at its time: at the exact one, else at the first that is free.

    `employees` are those who may do it, the dearest first; empty is whoever is free. `several`
    are the days that would suit, where more than one was said.
    """
    window = wish.window
    if window is None or window.day is None or not wish.plan.rows:
        return propose(shop, wish)
    if window.exact and several is None:
        return propose(shop, wish)
    if several is not None and not soonest:
        mask, last = several.weekdays, several.last
        answer = search(shop, wish, employees, several.first, last, weekdays=mask)
    else:
        answer = search(shop, wish, employees, window.day, None if soonest else window.day)
    if answer is None:
        return propose(shop, replace(wish, window=window._replace(day=None)))
    return at(shop, wish, answer)


def at(shop: Shop, wish: Wish, answer: Answer) -> Proposal:
    """Give a wish at a place that was found."""
    plan = taking(Search(wish.plan), answer)
    exact = Window(answer.day, answer.start, answer.start + 1, exact=True)
    return propose(shop, Wish(plan, exact, wish.pets, wish.employee, wish.preferred))


def search(
    shop: Shop,
    wish: Wish,
    employees: tuple[int, ...],
    first: date,
    last: date | None,
    *,
    weekdays: int = ALL_WEEK,
) -> Answer | None:
    """Give the first place from a day on, in the part of the day that is wished for."""
    window = wish.window or Window(None, 0, 1440)
    asked = employees or ((wish.preferred,) if wish.preferred is not None else ())
    latest = max(window.start, window.end - 1)
    when = When(first, last, weekdays, earliest=window.start, latest=latest)
    looked = Search(wish.plan, asked, others=not employees, windows=(when,))
    return next(iter(first_of(shop, looked, 1)), None)


def other_times(
    shop: Shop,
    line: str,
    reading: Reading,
    wish: Wish,
    found: Proposal,
    employees: tuple[int, ...],
) -> Question | None:
    """Offer other times where the one that was said is not free, or its part of the day is full."""
    window = wish.window
    if window is None or window.day is None or not wish.plan.rows:
        return None
    days = reading.day.days if reading.day is not None else None
    if found.start is None:
        return _elsewhere(
            shop, line, reading, wish, employees, days or Range(window.day, window.day)
        )
    if not any(problem.kind in ELSEWHERE for problem in found.problems):
        return None
    choices = (
        *_others_then(shop, line, reading, found),
        *_near(shop, line, reading, found, window.day),
    )
    if choices:
        return Question("time", "Free then, or near it:", choices[:SHOWN], must=False)
    # The whole day is full: the same time of another day, more or less.
    around = Window(None, max(0, window.start - ABOUT), min(1440, window.start + ABOUT + 1))
    other = replace(wish, window=around)
    answer = search(shop, other, employees, window.day + timedelta(days=1), None)
    if answer is None:
        return None
    label = f"{shop.day(answer.day)} {shop.time(answer.start)}"
    words = timed(shop, line, reading, answer.day, answer.start)
    choice = Choice(label, f"with {answer.who}", words)
    return Question("time", "The next that is free about then:", (choice,), must=False)


def _others_then(shop: Shop, line: str, reading: Reading, found: Proposal) -> list[Choice]:
    """Give who else is free at the time that was said."""
    if len(reading.employees) != 1 or found.start is None:
        return []
    clock = shop.time(found.start)
    return [
        Choice(f"{clock} with {one.label}", "", replaced(line, reading.employees[0], one.label))
        for one in found.staff
        if one.free and one.employee != found.employee
    ]


def _near(shop: Shop, line: str, reading: Reading, found: Proposal, day: date) -> list[Choice]:
    """Give the free times of a day that are nearest to the one that was said."""
    near = sorted(
        {one.start for one in found.openings if one.start != found.start},
        key=lambda start: (abs(start - (found.start or 0)), start),
    )[:NEAREST]
    who: dict[int, list[str]] = {}
    for one in found.openings:
        who.setdefault(one.start, []).append(one.label)
    return [
        Choice(shop.time(start), ", ".join(who[start]), timed(shop, line, reading, day, start))
        for start in sorted(near)
    ]


def _elsewhere(
    shop: Shop, line: str, reading: Reading, wish: Wish, employees: tuple[int, ...], days: Range
) -> Question:
    """Offer somebody else on a day that is full, the next day, and the same weekday later."""
    found: list[tuple[Answer, str]] = []
    if employees and len(reading.employees) == 1:
        free = replace(wish, employee=None, preferred=None)
        other = search(shop, free, (), days.first, days.last, weekdays=days.weekdays)
        if other is not None:
            found.append((other, replaced(line, reading.employees[0], "any")))
    soon = search(shop, wish, employees, days.last + timedelta(days=1), None)
    if soon is not None:
        found.append((soon, line))
        day = days.first
        is_one = days.first == days.last and reading.day is not None
        if is_one and soon.day.weekday() != day.weekday():
            week = search(shop, wish, employees, day, None, weekdays=1 << day.weekday())
            if week is not None:
                found.append((week, line))
    if not found:
        return Question("time", "Nothing is free then, nor in the four weeks after.", ())
    choices = []
    for answer, said in found:
        label = f"{shop.day(answer.day)} {shop.time(answer.start)}"
        words = said if said != line else timed(shop, line, reading, answer.day, answer.start)
        choices.append(Choice(label, f"with {answer.who}", words))
    when = shop.day(days.first)
    if days.last > days.first:
        when = f"{shop.short_day(days.first)} to {shop.day(days.last)}"
    words = f"Nothing is free on {when} then. The next that is:"
    return Question("time", words, tuple(choices))


def timed(shop: Shop, line: str, reading: Reading, day: date, start: int) -> str:
    """Give the line with another time, and with its day where that differs."""
    clock = shop.time(start)
    pieces: list[tuple[Piece, str]] = []
    same = reading.day is None or reading.day.day is None or reading.day.day.day == day
    if reading.time is not None:
        pieces.append((reading.time, clock))
    if reading.day is not None and not same:
        pieces.append((reading.day, shop.day(day)))
    for piece, words in sorted(pieces, key=lambda pair: -pair[0].start):
        line = replaced(line, piece, words)
    if reading.day is None:
        line = f"{line.rstrip()} {shop.day(day)}"
    return line if reading.time is not None else f"{line.rstrip()} {clock}"
