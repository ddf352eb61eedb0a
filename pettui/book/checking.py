"""Checks a plan against the day: who is free, who works, what may be done, what must be known."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from peewee import Model, fn

from db.models import (
    Ability,
    Bookable,
    Client,
    Employee,
    Item,
    ItemNeed,
    Pet,
    Resource,
    Ticket,
    TicketRow,
)
from db.models.base import tuples
from pettui.book import slots
from pettui.book.plan import Checked, Place, PlacedRow, Plan, PlannedRow, Problem
from pettui.dates import day_text
from pettui.people import warnings
from pettui.team import hours
from pettui.team.shop import Shop
from pettui.till import prices
from pettui.till.rates import rates_now
from pettui.till.totals import RowMoney, totals


def place_rows(shop: Shop, plan: Plan) -> list[PlacedRow]:
    """Give the rows of a plan their times, lengths and prices; one after the other (DOMAIN 1.2)."""
    placed: list[PlacedRow] = []
    pets = _names(Pet, Pet.name, (row.pet for row in plan.rows))
    staff = _names(Bookable, Bookable.label, (row.employee for row in plan.rows))
    at = plan.start
    for row in plan.rows:
        quote = prices.quotes(shop, [row.item], pet=row.pet, employee=row.employee)[row.item]
        start = row.start if row.start is not None else at
        own_length = row.setup is not None
        placed.append(
            PlacedRow(
                plan=row,
                quote=quote,
                pet_name=pets.get(row.pet or 0, ""),
                employee_name=staff.get(row.employee or 0, ""),
                start=start,
                setup=quote.setup if row.setup is None else row.setup,
                process=quote.process if row.process is None else row.process,
                finish=quote.finish if row.finish is None else row.finish,
                price=quote.price if row.price is None else row.price,
                price_from=quote.price_from if row.price is None else "set by hand",
                minutes_from="set by hand" if own_length else quote.minutes_from,
            )
        )
        at = placed[-1].end
    return placed


def check(shop: Shop, plan: Plan) -> Checked:
    """Check a plan and give all that a person should see before saving it; writes nothing."""
    placed = place_rows(shop, plan)
    problems = [
        *_of_people(plan),
        *_of_times(shop, plan, placed),
        *_of_slots(plan, placed),
        *_of_limits(placed),
    ]
    places, missing = choose_resources(placed, plan.day, rows_of_ticket(plan.ticket))
    money = totals(
        [RowMoney(row.quote.kind, row.price, taxed=row.quote.taxed) for row in placed],
        rates_now(shop.branch),
    )
    return Checked(
        plan=plan,
        rows=tuple(placed),
        places=places,
        problems=(*problems, *missing),
        subtotal=money.subtotal,
        tax=sum(money.taxes),
        total=money.total,
        minutes=max((r.end for r in placed), default=plan.start) - plan.start,
        banner=banner(plan.client, [row.pet for row in plan.rows if row.pet], plan.day),
        no_shows=no_shows(plan.client),
    )


def rows_of_ticket(ticket: int | None) -> list[int]:
    """Give the ids of a ticket's rows."""
    if ticket is None:
        return []
    found = TicketRow.select(TicketRow.id).where(TicketRow.ticket == ticket)
    return [row for (row,) in tuples(found)]


def banner(client: int, pets: Iterable[int], day: date) -> tuple[str, ...]:
    """Give alerts of a client and pets for a visit, in words; a pet's name leads its own."""
    found: list[str] = []
    ids = list(dict.fromkeys(pets))
    lapsed = warnings.lapsed(ids, day)
    for pet in Pet.select().where(Pet.id.in_(ids)):
        words = warnings.in_words(pet.behavior, pet.medical, lapsed.get(pet.id, ()), pet.alert)
        if words:
            found.append(f"{pet.name}: {', '.join(words)}")
    owner = Client.get_or_none(Client.id == client)
    if owner is not None and owner.alert:
        found.append(owner.alert)
    return tuple(found)


def no_shows(client: int) -> str:
    """Say how often a client did not come: `2 no-shows of 5 visits`; "" when always there."""
    query = (
        Ticket.select(Ticket.status, fn.COUNT(Ticket.id))
        .where(
            Ticket.client == client,
            Ticket.status.in_(["closed", "no-show", "late cancel"]),
        )
        .group_by(Ticket.status)
    )
    counts: dict[str, int] = dict(tuples(query))
    missed, late = counts.get("no-show", 0), counts.get("late cancel", 0)
    parts = []
    if missed:
        parts.append(f"{missed} no-show{'s' if missed > 1 else ''}")
    if late:
        parts.append(f"{late} late cancel{'s' if late > 1 else ''}")
    total = sum(counts.values())
    return f"{', '.join(parts)} of {total} visit{'s' if total > 1 else ''}" if parts else ""


def choose_resources(
    rows: list[PlacedRow], day: date, own_rows: list[int]
) -> tuple[tuple[tuple[Place, ...], ...], list[Problem]]:
    """Pick a free resource of each kind that the rows need; say which kinds have none.

    Args:
        rows: the rows of one visit.
        day: the visit's day.
        own_rows: the ids of its saved rows, whose slots do not count.
    """
    wanted_kinds = _needs(row.plan.item for row in rows)
    resources = _resources({kind for needs in wanted_kinds.values() for kind, _ in needs})
    used: list[tuple[int, int, set[int]]] = []  # (resource, lane, slots) taken by this visit
    places: list[tuple[Place, ...]] = []
    missing: list[Problem] = []
    for at, row in enumerate(rows):
        own: list[Place] = []
        for kind, phase in wanted_kinds.get(row.plan.item, ()):
            parts = slots.held_parts(phase, row.start, row.setup, row.process, row.finish)
            wanted = set(slots.slots_of(day, parts))
            if not resources.get(kind) or not wanted:
                continue
            place = _free_place(resources[kind], phase, wanted, own_rows, used)
            if place is not None:
                own.append(place)
                used.append((place.resource, place.lane, wanted))
                continue
            first = slots.holders(resources[kind][0][0], wanted, ignore_rows=own_rows)
            by = f", the first by {first[0].title}" if first else ""
            every = f"the {kind}" if len(resources[kind]) == 1 else f"every {kind}"
            words = f"{every} is taken{by}; {row.name} would be booked without one"
            missing.append(Problem("resource", "ask", words, at))
        places.append(tuple(own))
    return tuple(places), missing


def _needs(items: Iterable[int]) -> dict[int, list[tuple[str, str]]]:
    needs: dict[int, list[tuple[str, str]]] = {}
    rows = ItemNeed.select(ItemNeed.item, ItemNeed.kind, ItemNeed.phase).where(
        ItemNeed.item.in_(list(set(items)))
    )
    for item, kind, phase in tuples(rows.order_by(ItemNeed.id)):
        needs.setdefault(item, []).append((kind, phase))
    return needs


def _resources(kinds: Collection[str]) -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    rows = (
        Resource.select(Resource.kind, Bookable.id, Bookable.lanes)
        .join(Bookable)
        .where(Resource.kind.in_(list(kinds)), Bookable.active)
        .order_by(Bookable.position, Bookable.id)
    )
    for kind, key, lanes in tuples(rows):
        found.setdefault(kind, []).append((key, lanes))
    return found


def _free_place(
    resources: list[tuple[int, int]],
    phase: str,
    wanted: set[int],
    own_rows: list[int],
    used: list[tuple[int, int, set[int]]],
) -> Place | None:
    for resource, lanes in resources:
        lane = slots.first_free_lane(resource, wanted, ignore_rows=own_rows)
        while any(r == resource and n == lane and taken & wanted for r, n, taken in used):
            lane += 1
        if lane < lanes:
            return Place(resource, phase, lane)
    return None


def _names(model: type[Model], field: Any, ids: Iterable[int | None]) -> dict[int, str]:
    wanted = [key for key in set(ids) if key]
    if not wanted:
        return {}
    return dict(tuples(model.select(model.id, field).where(model.id.in_(wanted))))


def _of_people(plan: Plan) -> list[Problem]:
    problems = []
    client = Client.get_or_none(Client.id == plan.client)
    if client is None:
        return [Problem("warning", "stop", "this client is no longer here; choose another")]
    if not client.active:
        problems.append(Problem("warning", "ask", "this client is inactive"))
    for place, row in enumerate(plan.rows):
        if row.pet is None:
            continue
        pet = Pet.get_or_none(Pet.id == row.pet)
        if pet is None:
            problems.append(
                Problem("pet", "stop", "this pet is no longer here; choose another", place)
            )
        elif pet.deceased:
            problems.append(Problem("pet", "stop", f"{pet.name} has died", place))
        elif not pet.active:
            problems.append(Problem("pet", "ask", f"{pet.name} is inactive", place))
        elif pet.__data__["client"] != plan.client:
            problems.append(Problem("pet", "stop", f"{pet.name} belongs to another client", place))
    if not plan.rows:
        problems.append(Problem("warning", "stop", "no service is chosen; add at least one"))
    return problems


def _of_times(shop: Shop, plan: Plan, placed: list[PlacedRow]) -> list[Problem]:
    problems = []
    now = shop.now()
    _, closed = hours.opening(shop.branch, plan.day)
    staff = hours.hours_of(
        shop.branch, plan.day, {r.plan.employee for r in placed if r.plan.employee}
    )
    if plan.day < now.date():
        problems.append(Problem("past", "tell", f"{day_text(plan.day)} is in the past"))
    if closed and any(r.plan.employee is None or staff[r.plan.employee].off for r in placed):
        problems.append(Problem("closed", "ask", f"the shop is closed: {closed}"))
    for place, row in enumerate(placed):
        clock = shop.time(row.start)
        if row.start % slots.STEP or any(
            m % slots.STEP for m in (row.setup, row.process, row.finish)
        ):
            problems.append(
                Problem(
                    "time", "stop", f"{row.name} must start and last in steps of 5 minutes", place
                )
            )
        if not 0 <= row.start < row.end <= 1440:
            words = f"{row.name} at {clock} would not end on the same day"
            if row.end <= row.start:
                words = f"{row.name} needs a length of at least 5 minutes"
            problems.append(Problem("time", "stop", words, place))
            continue
        if row.plan.employee is None:
            continue
        times = staff[row.plan.employee]
        if times.off and not (closed and times.off.startswith("closed")):
            words = f"{row.employee_name} does not work on {day_text(plan.day)}: {times.off}"
            problems.append(Problem("hours", "ask", words, place))
        elif times.ranges and not times.covers(row.start, row.end):
            span = ", ".join(f"{shop.time(a)}-{shop.time(b)}" for a, b in times.ranges)
            words = (
                f"{row.name} {clock}-{shop.time(row.end)} is outside {row.employee_name}'s hours"
                f" ({span})"
            )
            problems.append(Problem("hours", "ask", words, place))
    return problems


def _of_slots(plan: Plan, placed: list[PlacedRow]) -> list[Problem]:
    problems = []
    own = rows_of_ticket(plan.ticket)
    for place, row in enumerate(placed):
        if row.plan.employee is None:
            continue
        wanted = slots.slots_of(plan.day, row.busy)
        for holder in slots.holders(row.plan.employee, wanted, ignore_rows=own):
            start = f"{holder.start // 60}:{holder.start % 60:02d}"
            words = f"{row.employee_name} is taken by {holder.title} ({start})"
            problems.append(Problem("taken", "ask", words, place))
        for other in placed[:place]:
            if other.plan.employee == row.plan.employee and _meet(row, other):
                words = f"{row.name} and {other.name} overlap for {row.employee_name}"
                problems.append(Problem("taken", "ask", words, place))
    return problems


def _meet(one: PlacedRow, other: PlacedRow) -> bool:
    return any(a < d and c < b for a, b in one.busy for c, d in other.busy)


def may_do(employees: Iterable[int]) -> dict[int, tuple[set[int], set[int]] | None]:
    """Give what employees may do, as (services, categories); None means everything (DOMAIN 11)."""
    ids = [key for key in set(employees) if key]
    staff = Employee.select(Employee.bookable, Employee.limited)
    limited = dict(tuples(staff.where(Employee.bookable.in_(ids))))
    found: dict[int, tuple[set[int], set[int]] | None] = {
        key: (set(), set()) if limited.get(key) else None for key in ids
    }
    rows = Ability.select(Ability.employee, Ability.item, Ability.category)
    for employee, item, category in tuples(rows.where(Ability.employee.in_(ids))):
        able = found[employee]
        if able is not None:
            (able[0].add(item) if item is not None else able[1].add(category))
    return found


def _of_limits(placed: list[PlacedRow]) -> list[Problem]:
    able = may_do(row.plan.employee for row in placed if row.plan.employee)
    items = Item.select(Item.id, Item.category)
    categories = dict(tuples(items.where(Item.id.in_([r.plan.item for r in placed]))))
    problems = []
    for place, row in enumerate(placed):
        allowed = able.get(row.plan.employee or 0)
        if allowed is None:
            continue
        if row.plan.item not in allowed[0] and categories.get(row.plan.item) not in allowed[1]:
            words = f"{row.employee_name} is not set up to do {row.name}"
            problems.append(Problem("limits", "ask", words, place))
    return problems


def planned(row: TicketRow) -> PlannedRow:
    """Give a saved row as a planned one, with its own length and price."""
    return PlannedRow(
        item=row.__data__["item"], pet=row.__data__["pet"], employee=row.__data__["employee"],
        start=row.start, setup=row.setup, process=row.process, finish=row.finish,
        price=row.price, requested=bool(row.requested), row=row.id,
    )  # fmt: skip
