"""What managers look at: everybody's hours of a pay period, and what has to be decided in it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from db.models import Bookable, Employee
from db.models.base import tuples
from pettui import clock
from pettui.team.hours import hours_of
from pettui.team.shop import Shop
from pettui.team.timeclock.cards import Card as Card
from pettui.team.timeclock.cards import person as person
from pettui.team.timeclock.cards import request_line, said
from pettui.team.timeclock.hours import PersonHours, hours, kept, names
from pettui.team.timeclock.periods import Period
from pettui.team.timeclock.shifts import Doubt, Shift
from pettui.team.timeclock.totals import Totals


class Matter(NamedTuple):
    """Something to look at. `decides` says that hours count nothing, or wait, until it is.

    `at_work` is somebody who is simply still in. `punch` or `request` is what it is about; both
    are None for a day that was planned and has no punches.
    """

    employee: int
    name: str
    day: date
    title: str
    words: str
    decides: bool
    at_work: bool = False
    punch: int | None = None
    request: int | None = None


class PersonLine(NamedTuple):
    """Somebody in the list of a pay period; `totals` are what is or will be paid.

    Attributes:
        state: "in", "break" or "out" right now, "" for a period without today.
        since: the instant of that state, None where it is out.
        so_far: minutes of the shift that lasts, not in the totals yet.
        decide, look: how many matters have to be decided, and how many only to be looked at.
    """

    employee: int
    number: int
    name: str
    state: str
    since: datetime | None
    so_far: int
    totals: Totals
    days: int
    decide: int
    look: int


def people(shop: Shop, period: Period) -> tuple[PersonLine, ...]:
    """List everybody who works here or has hours in a pay period."""
    return people_and_matters(shop, period)[0]


def people_and_matters(
    shop: Shop, period: Period
) -> tuple[tuple[PersonLine, ...], tuple[Matter, ...]]:
    """Give what `people` and `matters` give, and count the hours only once."""
    now = clock.instant()
    found = {p.employee: p for p in hours(shop, period.first, period.last, now=now)}
    matters = _matters(shop, period, tuple(found.values()))
    return _lines(shop, period, found, matters, now), matters


def _lines(
    shop: Shop,
    period: Period,
    found: dict[int, PersonHours],
    matters: tuple[Matter, ...],
    now: datetime,
) -> tuple[PersonLine, ...]:
    fixed = kept(period)
    lines = []
    here = {key for (key,) in tuples(_working())}
    for key, (number, name) in names().items():
        if key not in here and key not in found and key not in fixed:
            continue
        mine = [m for m in matters if m.employee == key]
        hours_of_person = found.get(key)
        totals = fixed.get(key, Totals()) if period.closed else Totals()
        if hours_of_person is not None and not period.closed:
            totals = hours_of_person.totals
        state, since, so_far = _state(hours_of_person, now)
        lines.append(
            PersonLine(
                key,
                number,
                name,
                state if period.has(shop.today()) else "",
                since,
                so_far,
                totals,
                sum(1 for d in hours_of_person.days if d.total) if hours_of_person else 0,
                sum(1 for m in mine if m.decides),
                sum(1 for m in mine if not m.decides),
            )
        )
    return tuple(lines)


def matters(shop: Shop, period: Period) -> tuple[Matter, ...]:
    """List what has to be looked at in a pay period: what decides hours first, then by day."""
    return _matters(shop, period, hours(shop, period.first, period.last))


def _working() -> Any:
    return Employee.select(Employee.bookable).join(Bookable).where(Bookable.active)


def _state(found: PersonHours | None, now: datetime) -> tuple[str, datetime | None, int]:
    shifts = [s for day in found.days for s in day.shifts if s.open] if found else []
    if not shifts:
        return "out", None, 0
    shift = shifts[-1]
    pause = shift.on_break
    since = pause.start if pause else shift.start
    return ("break" if pause else "in"), since, shift.so_far(now)


def _matters(shop: Shop, period: Period, found: tuple[PersonHours, ...]) -> tuple[Matter, ...]:
    listed: list[Matter] = []
    for who in found:
        for day in who.days:
            for shift in day.shifts:
                listed += _of_shift(shop, who, shift)
        for asked in who.waiting:
            line = request_line(shop, asked)
            words = f"asks for {line.words}" + (f": {asked.comment}" if asked.comment else "")
            title = shop.short_day(asked.day)
            listed.append(
                Matter(who.employee, who.name, asked.day, title, words, True, request=asked.id)
            )
    listed += _absent(shop, period, found)
    return tuple(sorted(listed, key=lambda m: (not m.decides, m.day, m.name)))


def _of_shift(shop: Shop, who: PersonHours, shift: Shift) -> list[Matter]:
    title = shop.short_day(shift.day)
    first = shift.punches[0].id
    made = Matter(who.employee, who.name, shift.day, title, "", True, punch=first)
    listed = []
    doubts = [d for d in shift.doubts if d.kind != "waiting"]  # requests are listed themselves
    deciding = [d for d in doubts if d.decides]
    looking = [d for d in doubts if not d.decides]
    if deciding:
        listed.append(made._replace(words=said(deciding), punch=_about(deciding, first)))
    elif shift.open:
        words = "on break" if shift.on_break else "at work"
        listed.append(made._replace(words=words, decides=False, at_work=True))
    if looking:
        listed.append(
            made._replace(words=said(looking), decides=False, punch=_about(looking, first))
        )
    return listed


def _about(doubts: list[Doubt], otherwise: int) -> int:
    return next((d.punch for d in doubts if d.punch is not None), otherwise)


def _absent(shop: Shop, period: Period, found: tuple[PersonHours, ...]) -> list[Matter]:
    """List days on which somebody who uses the clock was to work and did not punch."""
    here = {who.employee: who for who in found if any(day.shifts for day in who.days)}
    today = shop.today()
    listed = []
    for day in period.days if here else ():
        if day >= today:
            break
        for key, plan in hours_of(shop.branch, day, here).items():
            who = here[key]
            mine = who.days[(day - period.first).days]
            if plan.ranges and not (mine.shifts or mine.adjustments):
                times = ", ".join(f"{shop.time(a)}-{shop.time(b)}" for a, b in plan.ranges)
                words = f"planned {times}, no punches"
                title = shop.short_day(day)
                listed.append(Matter(key, who.name, day, title, words, decides=False))
    return listed
