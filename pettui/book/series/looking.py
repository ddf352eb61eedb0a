"""The dates of a series with what speaks against each: closed, off, taken, health, holidays."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from db.connection import reading
from db.models import Bookable, Pet, Ticket, TicketRow, Vaccination
from db.models.base import tuples
from pettui.book.checking import check, check_place
from pettui.book.day import LIVE
from pettui.book.plan import Checked, Plan, Problem
from pettui.book.series.copying import (
    Original,
    Pick,
    first_employee,
    is_plain,
    placed_at,
    plan_at,
)
from pettui.book.series.fitting import Places, fitting
from pettui.people import warnings
from pettui.team.shop import Shop

_SAME_FOR_ALL = ("limits", "pet", "warning")
"""Kinds of problems that a visit has on every date, or on none."""


class Line(NamedTuple):
    """A date of a series: where its visit would stand, and what speaks against that.

    `stops` cannot be booked, `asks` only on purpose, `tells` are said. `ticket` is the number
    of a visit that stands for this date already, 0 for one to be made.
    """

    pick: Pick
    label: str  # of the employee
    stops: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()
    ticket: int = 0

    @property
    def words(self) -> str:
        """Say what speaks against it, "" when nothing does."""
        return "; ".join((*self.stops, *self.asks, *self.tells))

    @property
    def fits(self) -> bool:
        """Whether it can be booked without being agreed to."""
        return not self.stops and not self.asks


class Looked(NamedTuple):
    """Picks as they stand in the book: those that fit as they are, and the others checked."""

    plain: Mapping[date, Places]
    checks: Mapping[date, Checked]
    same: tuple[Problem, ...]  # what is true of every date


def look(shop: Shop, source: Original, picks: Sequence[Pick]) -> tuple[Line, ...]:
    """Give the lines of some dates; writes nothing."""
    with reading():
        found = looked(shop, source, picks)
        tells = _tells(shop, source, picks)
        labels = _labels(pick.employee or first_employee(source) for pick in picks)
    lines = []
    for pick in picks:
        label = labels.get(pick.employee or first_employee(source) or 0, "nobody yet")
        problems = problems_of(found, pick)
        said = [p.words for p in problems if p.weight == "tell" and p.kind != "pet"]
        lines.append(
            Line(
                pick, label, _words(problems, "stop"), _words(problems, "ask"),
                tuple(dict.fromkeys([*said, *tells.get(pick, ())])),
            )
        )  # fmt: skip
    return tuple(lines)


def looked(shop: Shop, source: Original, picks: Sequence[Pick]) -> Looked:
    """Check where the visits of some dates would stand; the many that fit are checked at once."""
    if not picks:
        return Looked({}, {}, ())
    usual = [pick for pick in picks if is_plain(source, pick)]
    plain = fitting(shop, source.rows, (pick.day for pick in usual))
    good = {pick.due: plain[pick.day] for pick in usual if pick.day in plain}
    same: tuple[Problem, ...] = ()
    if usual:
        sample = check(shop, plan_at(source, usual[0]))
        same = tuple(p for p in sample.problems if p.kind in _SAME_FOR_ALL and p.weight != "tell")
    checks = {}
    for pick in picks:
        plan = plan_at(source, pick)
        if pick.due in good:
            continue
        if is_plain(source, pick):
            there = check_place(shop, plan, list(placed_at(source, plan)))
            checks[pick.due] = replace(there, problems=(*same, *there.problems))
        else:
            checks[pick.due] = check(shop, plan)
    return Looked(good, checks, same)


def problems_of(found: Looked, pick: Pick) -> tuple[Problem, ...]:
    """Give what speaks against a pick that was looked at."""
    checked = found.checks.get(pick.due)
    return checked.problems if checked is not None else found.same


def _words(problems: Iterable[Problem], weight: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p.words for p in problems if p.weight == weight))


def _labels(ids: Iterable[int | None]) -> dict[int, str]:
    wanted = {key for key in ids if key}
    query = Bookable.select(Bookable.id, Bookable.label).where(Bookable.id.in_(list(wanted)))
    return dict(tuples(query))


def _tells(shop: Shop, source: Original, picks: Sequence[Pick]) -> dict[Pick, list[str]]:
    days = {pick.day for pick in picks}
    shots = unmet(source.plan, days)
    visits = _other_visits(source.plan, days)
    names = _holidays(shop, days)
    found: dict[Pick, list[str]] = {}
    for pick in picks:
        day = pick.day
        holiday = [names[day]] if day in names else []
        found[pick] = [*shots.get(day, ()), *visits.get(day, ()), *holiday]
    return found


def unmet(plan: Plan, days: Collection[date]) -> dict[date, list[str]]:
    """Give the vaccinations that lapse before each day or are missing, as a booking tells them.

    They change only where one lapses, so that a year is asked for a few times.
    """
    items: dict[int, set[int]] = {}
    names: dict[int, str] = {}
    for row in plan.rows:
        if row.pet is not None:
            items.setdefault(row.pet, set()).add(row.item)
    if not items or not days:
        return {}
    query = Vaccination.select(Vaccination.expires).where(Vaccination.pet.in_(list(items)))
    turns = sorted({expires + timedelta(days=1) for (expires,) in tuples(query) if expires})
    known: dict[int, list[str]] = {}
    found = {}
    for day in sorted(days):
        era = sum(turn <= day for turn in turns)
        if era not in known:
            words = warnings.unmet(items, day, items)
            names = names or (_pet_names(items) if words else {})
            known[era] = [f"{names[pet]}: {', '.join(said)}" for pet, said in words.items()]
        found[day] = known[era]
    return found


def _pet_names(pets: Iterable[int]) -> dict[int, str]:
    return dict(tuples(Pet.select(Pet.id, Pet.name).where(Pet.id.in_(list(pets)))))


def _other_visits(plan: Plan, days: Collection[date]) -> dict[date, list[str]]:
    """Say which pets have a visit on one of the days already."""
    pets = [row.pet for row in plan.rows if row.pet is not None]
    query = (
        TicketRow.select(TicketRow.day, TicketRow.pet_name, Ticket.number)
        .join(Ticket)
        .where(
            TicketRow.pet.in_(pets), TicketRow.day.in_(sorted(days)),
            TicketRow.start.is_null(False), Ticket.status.in_(list(LIVE)),
        )
        .distinct()
    )  # fmt: skip
    found: dict[date, list[str]] = {}
    for day, name, number in tuples(query):
        found.setdefault(day, []).append(f"{name} has another visit then (ticket {number})")
    return found


def _holidays(shop: Shop, days: Collection[date]) -> dict[date, str]:
    """Name the public holidays among the days: a closed day may not have been entered yet."""
    if not days:
        return {}
    from pettui.team.schedule import holidays

    found = holidays.offered(shop, min(days), max(days))
    return {each.day: f"{each.name}, a holiday" for each in found if each.day in days}
