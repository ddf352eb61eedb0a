"""The next visit, proposed: when the rhythm says, with the usual groomer, where there is room."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from peewee import fn

from db.connection import reading
from db.models import Bookable, Pet, Ticket, TicketRow
from db.models.base import tuples
from pettui.book import moving
from pettui.book.day import LIVE
from pettui.book.fitting import EVERY
from pettui.book.plan import Plan
from pettui.book.search.asking import Answer, Search, anybody, taking
from pettui.book.search.trying import Trial, fits, trial
from pettui.book.slots import STEP
from pettui.people.learning import usual_interval
from pettui.people.recall.rhythm import Rhythm, rhythm_of, usual_days
from pettui.team.shop import Shop

LAST = 6
"""So many of the last visits tell who the usual groomer is."""
PETS_ASKED = 5000
NEARBY = (0, 1, -1, 2, -2, 3, -3, 7, 14)
"""Days around the proposed one on which there may be room, in this order."""


class Proposed(NamedTuple):
    """A next visit: what to book, and whether there is room for it as it stands."""

    plan: Plan
    rhythm: Rhythm
    groomer: str
    is_free: bool


class Next(NamedTuple):
    """A visit that is booked already."""

    pet: str
    day: date
    start: int
    groomer: str


def rhythm_for(shop: Shop, ticket: int) -> Rhythm:
    """Give how often the pet of a visit comes for what the visit is mainly for."""
    with reading():
        length = TicketRow.setup + TicketRow.process + TicketRow.finish
        rows = tuples(
            TicketRow.select(TicketRow.pet, TicketRow.item, TicketRow.day)
            .where(TicketRow.ticket == ticket, TicketRow.kind == "S")
            .order_by(length.desc(), TicketRow.position)
        )
        weeks = int(shop.setting("visit.rebook_weeks"))
        if not rows or rows[0][0] is None:
            return rhythm_of(None, None, None, weeks)
        pet, item, day = rows[0]
        wish = Pet.select(Pet.rhythm).where(Pet.id == pet).scalar()
        mine = tuples(
            TicketRow.select(TicketRow.item, TicketRow.day, fn.SUM(length))
            .join(Ticket)
            .where(TicketRow.pet == pet, TicketRow.kind == "S", Ticket.status == "closed")
            .group_by(TicketRow.item, TicketRow.day)
        )
        days = {one for known, one, _ in mine if known == item}
        minutes: Counter[int] = Counter()
        for known, _, taken in mine:
            minutes[known] += taken
        chief = not minutes or minutes[item] >= max(minutes.values())
        own = usual_interval({*days, *([day] if day else [])})
        usual = None if own or (wish and chief) else _usual(item, day or shop.today())
    return rhythm_of(own, wish, usual, weeks, chief=chief)


def _usual(item: int, day: date) -> int | None:
    """Give the days that are usual for a service, from a year of its visits.

    Of many pets some are asked, whichever they are: their ids have nothing to do with rhythms.
    Where these are too few for a rare service, all are.
    """
    nth = max(1, int(Pet.select(fn.MAX(Pet.id)).scalar() or 0) // PETS_ASKED)
    return _usual_of(item, day, nth) or (_usual_of(item, day, 1) if nth > 1 else None)


def _usual_of(item: int, day: date, nth: int) -> int | None:
    rows = (
        TicketRow.select(TicketRow.pet, TicketRow.day)
        .join(Ticket)
        .where(
            TicketRow.item == item,
            TicketRow.day.between(day - timedelta(days=365), day),
            TicketRow.pet % nth == 0,
            Ticket.status == "closed",
        )
    )
    days: dict[int, set[date]] = {}
    for pet, one in tuples(rows):
        days.setdefault(pet, set()).add(one)
    return usual_days(every for own in days.values() if (every := usual_interval(own)))


def next_visit(shop: Shop, pets: list[int], after: date) -> Next | None:
    """Give the first visit that one of some pets has after a day."""
    query = (
        TicketRow.select(
            TicketRow.pet_name, TicketRow.day, TicketRow.start, TicketRow.employee_name
        )
        .join(Ticket)
        .where(
            TicketRow.pet.in_(pets), TicketRow.day > after, TicketRow.start.is_null(False),
            Ticket.status.in_(list(LIVE)),
        )
        .order_by(TicketRow.day, TicketRow.start)
        .limit(1)
    )  # fmt: skip
    return next((Next(*row) for row in tuples(query)), None)


def next_of(shop: Shop, ticket: int) -> Next | None:
    """Give the first visit that a pet of a visit has after it."""
    with reading():
        rows = tuples(
            TicketRow.select(TicketRow.pet, TicketRow.day).where(TicketRow.ticket == ticket)
        )
        pets = [pet for pet, _ in rows if pet]
        days = [day for _, day in rows if day]
        return next_visit(shop, pets, max(days)) if pets and days else None


def again(shop: Shop, ticket: int) -> Proposed | None:
    """Propose the next visit like one that ends; None where nothing of it can be booked."""
    from pettui.history.door import Refused

    rhythm = rhythm_for(shop, ticket)
    try:
        with reading():
            day = Ticket.select(Ticket.day).where(Ticket.id == ticket).scalar() or shop.today()
            if not _may_come(ticket):
                return None
            plan, is_free = on(shop, ticket, in_weeks(day, rhythm), near=True)
            return Proposed(plan, rhythm, who_does(plan), is_free)
    except Refused:
        return None


def in_weeks(day: date, rhythm: Rhythm) -> date:
    """Give the day to which a rhythm leads: the same weekday, unless it is shorter than a week."""
    return day + timedelta(days=rhythm.days if rhythm.days < 7 else 7 * rhythm.weeks)


def on(
    shop: Shop, ticket: int, day: date, *, near: bool = False, plan: Plan | None = None
) -> tuple[Plan, bool]:
    """Give a visit's plan on another day, where there is room, and whether there is.

    The same time with the same people comes first, then the nearest time of the day; with
    `near` the days around it follow, and then anybody who is free. Without room anywhere the
    plan stands at its old time, for somebody to decide.
    """
    with reading():
        wanted = replace(plan or moving.plan_like(shop, ticket, day), day=day)
        tomorrow = shop.today() + timedelta(days=1)
        days = [day + timedelta(days=by) for by in (NEARBY if near else (0,))]
        days = [one for one in days if one >= tomorrow or one == day]
        searches = [Search(one, every=STEP) for one in (wanted, anybody(wanted))]
        tried = trial(shop, searches, min(days), max(days))
        for place in (0, 1) if near else (0,):
            for other in days:
                if answer := _nearest(fits(tried, place, other), wanted.start):
                    return taking(searches[place], answer), True
        return _with_staff(wanted, tried), False


def _nearest(answers: list[Answer], start: int) -> Answer | None:
    """Give the place at the same time, else the one nearest to it in quarters of an hour."""
    exact = next((one for one in answers if one.start == start), None)
    quarters = (one for one in answers if one.start % EVERY == 0)
    return exact or min(quarters, key=lambda one: abs(one.start - start), default=None)


def _with_staff(plan: Plan, tried: Trial) -> Plan:
    """Leave open who does what somebody did who is not booked any more."""
    staff = tried.parties[0].lists.staff
    offered = {key for key, person in staff.items() if person.offered}
    rows = (r if r.employee in offered else replace(r, employee=None) for r in plan.rows)
    return replace(plan, rows=tuple(rows))


def _may_come(ticket: int) -> bool:
    """Tell whether a pet of a visit may still come: not one that died or left."""
    query = TicketRow.select().join(Pet).where(
        TicketRow.ticket == ticket, Pet.active, ~Pet.deceased
    )  # fmt: skip
    return bool(query.exists())


def recalled(shop: Shop, ticket: int, pet: int, due: date) -> Plan | None:
    """Give the plan for a pet that was called: as last time, when due, with its usual groomer.

    Raises Refused where its last visit has nothing to book again.
    """
    with reading():
        tomorrow = shop.today() + timedelta(days=1)
        old = Ticket.select(Ticket.day).where(Ticket.id == ticket).scalar()
        day = max(due, tomorrow)
        if old is not None:  # on its own weekday
            day += timedelta(days=(old.weekday() - day.weekday()) % 7)
            if day - timedelta(days=7) >= tomorrow and (day - due).days > 3:
                day -= timedelta(days=7)
        plan = moving.plan_like(shop, ticket, day)
        mine = tuple(
            replace(row, employee=usual_groomer(pet, row.item) or row.employee)
            for row in plan.rows
            if row.pet == pet
        )
        if not mine:
            return None
        start = min(row.start for row in mine if row.start is not None)
        found, _ = on(shop, ticket, day, near=True, plan=replace(plan, rows=mine, start=start))
        return found


def usual_groomer(pet: int, item: int) -> int | None:
    """Give who did a service for a pet most often of late; of two the one who did it last."""
    query = (
        TicketRow.select(TicketRow.employee)
        .join(Ticket)
        .where(
            TicketRow.pet == pet, TicketRow.item == item, Ticket.status == "closed",
            TicketRow.employee.is_null(False),
        )
        .order_by(TicketRow.day.desc())
        .limit(LAST)
    )  # fmt: skip
    known = [who for (who,) in tuples(query)]
    return max(known, key=lambda who: (known.count(who), -known.index(who)), default=None)


def who_does(plan: Plan) -> str:
    """Name who does a plan: `Kim`, `Kim and Ana`; "" where it is open."""
    ids = list(dict.fromkeys(row.employee for row in plan.rows if row.employee))
    labels = dict(tuples(Bookable.select(Bookable.id, Bookable.label).where(Bookable.id.in_(ids))))
    return " and ".join(labels[key] for key in ids if key in labels)
