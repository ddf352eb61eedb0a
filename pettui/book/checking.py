"""Checks a plan against the day: who is free, who works, what may be done, what must be known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time

from peewee import fn

from db.models import Ability, Bookable, Client, Employee, Item, Pet, Ticket, TicketRow
from db.models.base import tuples
from pettui import clock
from pettui.book import linked, slots
from pettui.book.places import choose_resources
from pettui.book.placing import place_rows, saved_rows
from pettui.book.plan import Checked, PlacedRow, Plan, Problem
from pettui.people import learning, warnings
from pettui.team import hours
from pettui.team.shop import Shop
from pettui.till.rates import rates_now, rates_of
from pettui.till.totals import totals

WEIGHTS = {"ask": "ask", "tell": "tell", "refuse": "stop"}
"""What the settings about visits make of a problem."""
_JUST_NOW = 15  # minutes; who walks in is booked a moment after coming


def check(shop: Shop, plan: Plan) -> Checked:
    """Check a plan and give all that a person should see before saving it; writes nothing.

    What stands in the book already was agreed to when it was booked: of rows that stay as
    they are, problems are told but not asked about again.
    """
    placed = place_rows(shop, plan)
    ticket = Ticket.get_or_none(Ticket.id == plan.ticket) if plan.ticket is not None else None
    own_rows = rows_of_ticket(plan.ticket)
    places, missing = choose_resources(placed, plan.day, own_rows)
    found = [
        *_of_people(plan, placed, ticket),
        *_of_times(shop, plan, placed),
        *_of_slots(shop, plan, placed, own_rows),
        *_of_limits(placed),
        *_of_prices(shop, placed),
        *missing,
        *_of_other_visits(shop, plan, placed),
        *_of_habits(placed),
    ]
    goods = linked.goods(shop, plan, placed, saved_rows(plan.ticket))
    money = totals(
        [*(row.money for row in placed), *(good.money for good in goods.kept)],
        rates_of(ticket) if ticket is not None else rates_now(shop.branch),
    )
    first = min((row.start for row in placed), default=plan.start)
    return Checked(
        plan=plan,
        rows=tuple(placed),
        places=places,
        problems=tuple(_softened(problem, placed) for problem in found),
        subtotal=money.subtotal,
        tax=sum(money.taxes),
        total=money.total,
        minutes=max((row.end for row in placed), default=first) - first,
        banner=banner(plan.client, [(r.pet, r.item) for r in plan.rows if r.pet], plan.day),
        no_shows=no_shows(plan.client),
        goods=goods,
    )


def check_place(shop: Shop, plan: Plan, placed: list[PlacedRow]) -> Checked:
    """Check only where a new visit would stand: hours, who is taken, what it would hold.

    Its rows have their times and prices already, and who it is for was checked elsewhere: this is
    for the many dates of one visit. Sums and alerts are left out.
    """
    places, missing = choose_resources(placed, plan.day, [])
    found = (*_of_times(shop, plan, placed), *_of_slots(shop, plan, placed, []), *missing)
    return Checked(plan, tuple(placed), places, found, 0, 0, 0, 0, ())


def _softened(problem: Problem, placed: list[PlacedRow]) -> Problem:
    stands = problem.row is not None and placed[problem.row].unchanged
    return replace(problem, weight="tell") if stands else problem


def rows_of_ticket(ticket: int | None) -> list[int]:
    """Give the ids of a ticket's rows."""
    if ticket is None:
        return []
    found = TicketRow.select(TicketRow.id).where(TicketRow.ticket == ticket)
    return [row for (row,) in tuples(found)]


def banner(client: int, rows: Iterable[tuple[int, int | None]], day: date) -> tuple[str, ...]:
    """Give alerts of a client and pets for a visit, in words; a pet's name leads its own.

    `rows` are pets with the services that they are to get, as far as these are chosen: they
    decide which vaccinations are needed.
    """
    found: list[str] = []
    items: dict[int, set[int]] = {}
    for pet, item in rows:
        items.setdefault(pet, set()).update([item] if item is not None else [])
    ids = list(items)
    lapsed = warnings.unmet(ids, day, items)
    known = {pet.id: pet for pet in Pet.select().where(Pet.id.in_(ids))}
    for pet in (known[key] for key in ids if key in known):
        words = warnings.in_words(pet.behavior, pet.medical, lapsed.get(pet.id, ()), pet.alert)
        if words:
            found.append(f"{pet.name}: {', '.join(words)}")
    owner = Client.get_or_none(Client.id == client)
    if owner is not None and owner.alert:
        found.append(owner.alert)
    return tuple(found)


def no_shows(client: int) -> str:
    """Say how often a client did not come: `2 no-shows of 5 visits`; "" when always there.

    The client that stands for everybody without a record has no such past.
    """
    if Client.get_or_none(Client.id == client, Client.anonymous) is not None:
        return ""
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


def _of_people(plan: Plan, placed: list[PlacedRow], ticket: Ticket | None) -> list[Problem]:
    client = Client.get_or_none(Client.id == plan.client)
    if client is None:
        return [Problem("warning", "stop", "this client is no longer here; choose another")]
    problems = []
    if not client.active:
        same = ticket is not None and ticket.__data__["client"] == plan.client
        words = "this client is inactive"
        problems.append(Problem("warning", "tell" if same else "ask", words))
    if not plan.rows:
        problems.append(Problem("warning", "stop", "no service is chosen; add at least one"))
    pets = {pet.id: pet for pet in Pet.select().where(Pet.id.in_([r.pet for r in plan.rows]))}
    columns = _columns_of(plan)
    for place, row in enumerate(placed):
        pet, who = row.plan.pet, row.plan.employee
        if pet is not None and (words := _against(pets.get(pet), plan.client)):
            weight = "ask" if words.endswith("is inactive") else "stop"
            problems.append(Problem("pet", weight, words, place))
        if who is None:
            continue
        kind, active = columns.get(who, ("", False))
        if kind != "employee":
            words = f"nobody called {row.employee_name or 'that'} works here; choose a groomer"
            problems.append(Problem("warning", "stop", words, place))
        elif not active:
            words = f"{row.employee_name} no longer works here"
            problems.append(Problem("hours", "ask", words, place))
    return problems


def _columns_of(plan: Plan) -> dict[int, tuple[str, bool]]:
    columns = Bookable.select(Bookable.id, Bookable.kind, Bookable.active)
    ids = [row.employee for row in plan.rows if row.employee]
    return {key: (kind, bool(on)) for key, kind, on in tuples(columns.where(Bookable.id.in_(ids)))}


def _against(pet: Pet | None, client: int) -> str:
    if pet is None:
        return "this pet is no longer here; choose another"
    if pet.__data__["client"] != client:
        return f"{pet.name} belongs to another client"
    if pet.deceased:
        return f"{pet.name} has died"
    return "" if pet.active else f"{pet.name} is inactive"


def _of_times(shop: Shop, plan: Plan, placed: list[PlacedRow]) -> list[Problem]:
    problems = []
    if plan.day < shop.today():
        problems.append(Problem("past", "tell", f"{shop.day(plan.day)} is in the past"))
    elif plan.ticket is None and plan.day == shop.today():
        now = shop.now()
        if plan.start + _JUST_NOW < now.hour * 60 + now.minute:
            problems.append(Problem("past", "tell", f"{shop.time(plan.start)} is over for today"))
    opening, closed = hours.opening(shop.branch, plan.day)
    staff = hours.hours_of(
        shop.branch, plan.day, {r.plan.employee for r in placed if r.plan.employee}
    )
    shut = [r for r in placed if r.plan.employee is None or staff[r.plan.employee].off]
    if closed and shut:
        words = f"the shop is {closed}" if closed.startswith("closed") else f"closed: {closed}"
        weight = "tell" if all(row.unchanged for row in shut) else "ask"
        problems.append(Problem("closed", weight, words))
    for place, row in enumerate(placed):
        if words := _impossible(shop, plan, row):
            problems.append(Problem("time", "stop", words, place))
            continue
        if row.plan.employee is not None:
            words = _off_hours(shop, plan, row, staff[row.plan.employee], closed=bool(closed))
        else:
            open_now = hours.Hours(opening)
            words = "" if closed else _outside(shop, row, open_now, "the shop's hours")
        if words:
            weight = WEIGHTS[shop.setting("visit.outside_hours")]
            problems.append(Problem("hours", weight, words, place))
    return problems


def _impossible(shop: Shop, plan: Plan, row: PlacedRow) -> str:
    if row.end <= row.start:
        return f"{row.name} needs a length of at least 5 minutes"
    if row.start < 0:
        return f"{row.name} would begin before midnight"
    if row.end > 1440:
        return f"{row.name} at {shop.time(row.start)} would not end on the same day"
    if any(minutes % slots.STEP for minutes in (row.start, row.setup, row.process, row.finish)):
        return f"{row.name} must start and last in steps of 5 minutes"
    if min(row.setup, row.process, row.finish) < 0:
        return f"{row.name} has a part of less than no minutes"
    start = datetime.combine(plan.day, time(row.start // 60, row.start % 60))
    if clock.is_imaginary(start, shop.zone):
        return f"{shop.time(row.start)} does not exist on {shop.day(plan.day)}: clocks go forward"
    return ""


def _off_hours(shop: Shop, plan: Plan, row: PlacedRow, times: hours.Hours, *, closed: bool) -> str:
    if times.off:
        if closed and times.off.startswith(("closed", "not scheduled")):
            return ""  # that the shop is closed is said once
        return f"{row.employee_name} does not work on {shop.day(plan.day)}: {times.off}"
    return _outside(shop, row, times, f"{row.employee_name}'s hours")


def _outside(shop: Shop, row: PlacedRow, times: hours.Hours, whose: str) -> str:
    """Say when working time lies outside; while the pet dries, nobody needs to be there."""
    if not times.ranges or all(times.covers(start, end) for start, end in row.busy):
        return ""
    span = ", ".join(f"{shop.time(a)}-{shop.time(b)}" for a, b in times.ranges)
    return f"{row.name} {shop.time(row.start)}-{shop.time(row.end)} is outside {whose} ({span})"


def _of_slots(
    shop: Shop, plan: Plan, placed: list[PlacedRow], own_rows: list[int]
) -> list[Problem]:
    problems = []
    weight = WEIGHTS[shop.setting("visit.double_booking")]
    for place, row in enumerate(placed):
        if row.plan.employee is None:
            continue
        wanted = slots.slots_of(plan.day, row.busy)
        for holder in slots.holders(row.plan.employee, wanted, ignore_rows=own_rows):
            start = shop.time(holder.start)
            words = f"{row.employee_name} is taken by {holder.title} at {start}"
            problems.append(Problem("taken", weight, words, place))
        for other in placed[:place]:
            if other.plan.employee == row.plan.employee and _meet(row, other):
                words = f"{row.name} and {other.name} overlap for {row.employee_name}"
                problems.append(Problem("taken", weight, words, place))
    return problems


def _of_prices(shop: Shop, placed: list[PlacedRow]) -> list[Problem]:
    """Tell what the list says where a pet is charged what it paid last time (DOMAIN 1.3)."""
    if not shop.setting("price.previous_warn"):
        return []
    problems = []
    for place, row in enumerate(placed):
        if row.plan.price is not None or not row.price_from.startswith("paid last time"):
            continue
        listed = next(
            (s for s in row.quote.asked if s.price is not None and s.words != row.price_from), None
        )
        if listed is not None and listed.price != row.price:
            price = shop.money.text(listed.price or 0)
            words = f"{row.name} is charged as last time; {listed.words} is {price}"
            problems.append(Problem("price", "tell", words, place))
    return problems


def _of_other_visits(shop: Shop, plan: Plan, placed: list[PlacedRow]) -> list[Problem]:
    """Tell of other visits that the pets have on the same day: it may be booked already."""
    pets = {row.plan.pet for row in placed if row.plan.pet and not row.unchanged}
    rows = (
        TicketRow.select(TicketRow.pet_name, Ticket.number, fn.MIN(TicketRow.start))
        .join(Ticket)
        .where(
            TicketRow.pet.in_(list(pets)),
            TicketRow.day == plan.day,
            TicketRow.start.is_null(False),
            Ticket.id != (plan.ticket or 0),
            Ticket.status.in_(list(slots.HOLDING)),
        )
        .group_by(TicketRow.pet_name, Ticket.number)
        .order_by(fn.MIN(TicketRow.start))
    )
    return [
        Problem("pet", "tell", f"{name} has another visit at {shop.time(start)} (ticket {number})")
        for name, number, start in tuples(rows)
    ]


def _of_habits(placed: list[PlacedRow]) -> list[Problem]:
    """Tell how a pet's visits usually differ from the length that the price list gives."""
    problems = []
    for place, row in enumerate(placed):
        pet = row.plan.pet
        own_length = row.plan.setup is not None or row.minutes_from.startswith("agreed")
        if pet is None or row.unchanged or own_length or row.quote.kind == "P":
            continue
        if words := learning.over_text(learning.over_of(pet, row.plan.item)):
            problems.append(Problem("pet", "tell", f"{row.pet_name}: {row.name} {words}", place))
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
        if allowed is None or row.quote.kind == "P":  # selling is never limited (DOMAIN 11)
            continue
        if row.plan.item not in allowed[0] and categories.get(row.plan.item) not in allowed[1]:
            words = f"{row.employee_name} is not set up to do {row.name}"
            problems.append(Problem("limits", "ask", words, place))
    return problems
