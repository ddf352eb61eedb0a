"""Books a visit, or changes one: the plan is checked again inside the transaction that writes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from db.models import Client, Hold, Ticket, TicketRow
from pettui.book import slots
from pettui.book.checking import check
from pettui.book.day import LIVE
from pettui.book.placing import planned, saved_rows
from pettui.book.plan import Checked, Place, PlacedRow, Plan, Problem
from pettui.book.waiting import taking
from pettui.history.actor import Actor
from pettui.history.door import AlreadyDone, Door, Refused, change
from pettui.team.shop import Shop
from pettui.text import clean, clean_note, sentence
from pettui.till.rates import money_of, rates_now, rates_of, snapshot
from pettui.till.totals import totals

MAX_NOTE = 1000


class NeedsConsent(Refused):
    """The plan can be saved only on purpose; `problems` says what has to be agreed to."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(sentence(problem.words for problem in problems))


@dataclass(frozen=True)
class Booked:
    """What was saved."""

    ticket: int
    number: int
    words: str


def save(
    shop: Shop,
    plan: Plan,
    by: Actor,
    *,
    agreed: Collection[str] = (),
    reason: str = "",
    verb: str = "",
) -> Booked:
    """Save a plan as a ticket: a new one, or the one that it edits.

    Args:
        shop: the shop.
        plan: what to book; its command id makes a second call harmless.
        by: who saves it, and where.
        agreed: the words of the problems that the person has seen and accepts.
        reason: why it is booked over another visit, if it is.
        verb: how the history calls it; "booked" or "changed" unless told.

    Raises:
        NeedsConsent: a problem that was not agreed to (somebody may just have taken the slot).
        Refused: it cannot be saved at all. Clash: somebody changed the ticket meanwhile.
    """
    try:
        with change("booked", by, command=plan.command) as door:
            ticket, checked = put(door, shop, plan, by, agreed=agreed, reason=reason)
            verb = verb or ("changed" if plan.ticket else "booked")
            door.what = _words(shop, plan, checked.rows, verb)
            if plan.waiting is not None:
                door.what += ", from the wait list"
            done = Booked(ticket.id, ticket.number, door.what)
    except AlreadyDone as already:
        ticket = Ticket.get_or_none(Ticket.id == already.key_of(Ticket))
        if ticket is None:
            raise Refused(
                "This was booked and then undone. Book it again if it is wanted."
            ) from None
        return Booked(ticket.id, ticket.number, "booked already")
    return done


def put(
    door: Door,
    shop: Shop,
    plan: Plan,
    by: Actor,
    *,
    agreed: Collection[str] = (),
    reason: str = "",
) -> tuple[Ticket, Checked]:
    """Check a plan and write it as part of a change that is open; raises as `save` does."""
    entry = taking.claimed(plan)
    checked = check(shop, plan)
    _refuse(checked, agreed)
    _refuse_limits(door, checked, by)
    ticket = _ticket_for(door, shop, plan)
    _write(door, ticket, checked, clean(reason, 200))
    if entry is not None:
        taking.link(door, shop, entry, ticket)
    return ticket, checked


def _refuse(checked: Checked, agreed: Collection[str]) -> None:
    if checked.stops:
        raise Refused(sentence(p.words for p in checked.stops))
    unseen = tuple(p for p in checked.needs_asking if p.words not in agreed)
    if unseen:
        raise NeedsConsent(unseen)


def _refuse_limits(door: Door, checked: Checked, by: Actor) -> None:
    """Let only some book an employee for what that one does not do (DOMAIN 11)."""
    if any(problem.kind == "limits" for problem in checked.needs_asking):
        from pettui.team.access.having import require

        require("book.limits", by, door)


def _ticket_for(door: Door, shop: Shop, plan: Plan) -> Ticket:
    client = Client.get_by_id(plan.client)
    name = f"{client.first_name} {client.last_name}".strip()
    if plan.ticket is None:
        return door.insert(
            Ticket,
            branch=shop.branch,
            number=door.next_number(shop.branch, "ticket"),
            client=plan.client,
            client_name=name,
            day=plan.day,
            created=door.at,
            created_via=clean(plan.created_via, 40),
            note=clean_note(plan.note, MAX_NOTE),
            **snapshot(rates_now(shop.branch)),
        )
    ticket: Ticket | None = Ticket.get_or_none(Ticket.id == plan.ticket)
    if ticket is None:
        raise Refused("This ticket is no longer there. Look at the day again.")
    if ticket.status == "closed":
        raise Refused(f"Ticket {ticket.number} is closed; its rows stay as they are.")
    if ticket.status not in LIVE:
        raise Refused(
            f"Ticket {ticket.number} is over ({ticket.status})."
            " Set it to booked again to change it."
        )
    door.refuse_stale(ticket, plan.version)
    note = clean_note(plan.note, MAX_NOTE)
    door.update(ticket, client=plan.client, client_name=name, day=plan.day, note=note)
    return ticket


def _write(door: Door, ticket: Ticket, checked: Checked, doubled: str) -> None:
    """Write the rows and holds of a checked plan, then the sums that follow from them."""
    old = saved_rows(ticket.id)
    kept = {row.plan.row for row in checked.rows if row.plan.row}
    own = list(old)
    wanted_holds = {
        (placed.plan.row, place)
        for placed, places in zip(checked.rows, checked.places, strict=True)
        for place in places
    }
    kept_holds = set()
    for hold in list(Hold.select().where(Hold.row.in_(own))):
        mark = (hold.row_id, Place(hold.resource_id, hold.phase, hold.lane))
        if mark in wanted_holds:
            kept_holds.add(mark)
        else:
            door.delete(hold)
    for key, row in old.items():
        if key not in kept:
            door.delete(row)
    lanes = lanes_of(checked, old)
    for position, placed in enumerate(checked.rows):
        values = row_values(placed, position, checked.plan) | {"lane": lanes[position]}
        saved = old.get(placed.plan.row or 0)
        row = saved or door.insert(TicketRow, ticket=ticket, **values)
        if saved is not None:
            door.update(saved, **values)
        for place in checked.places[position]:
            if (row.id, place) in kept_holds:
                continue
            door.insert(Hold, row=row, resource=place.resource, phase=place.phase, lane=place.lane)
    _write_goods(door, ticket, checked)
    sum_up(door, ticket, doubled=doubled)


def _write_goods(door: Door, ticket: Ticket, checked: Checked) -> None:
    """Put the products on a ticket that its services bring along (DOMAIN 4.4.5)."""
    day, goods = checked.plan.day, checked.goods
    rows = {row.id: row for row in TicketRow.select().where(TicketRow.ticket == ticket)}
    for key in goods.gone:
        door.delete(rows[key])
    for position, good in enumerate(goods.kept, start=len(checked.rows)):
        if good.row is None:
            door.insert(TicketRow, ticket=ticket, position=position, **(good.values or {}))
        elif rows[good.row].day is not None:
            door.update(rows[good.row], day=day)


def lanes_of(checked: Checked, old: dict[int, TicketRow]) -> list[int]:
    """Give the lane of each row: what stands keeps its own, the others get the lowest free."""
    used: list[tuple[int, int, set[int]]] = []  # (who, lane, slots) taken by this visit so far
    lanes = [0] * len(checked.rows)
    order = sorted(range(len(lanes)), key=lambda place: not checked.rows[place].unchanged)
    for place in order:
        row = checked.rows[place]
        who, wanted = row.plan.employee, set(slots.slots_of(checked.plan.day, row.busy))
        if who is None or not wanted:
            continue
        if row.unchanged and row.plan.row:
            lanes[place] = old[row.plan.row].lane
        else:
            mine = {lane for whose, lane, taken in used if whose == who and taken & wanted}
            lanes[place] = slots.lowest_lane(
                mine | slots.taken_lanes(who, wanted, ignore_rows=list(old))
            )
        used.append((who, lanes[place], wanted))
    return lanes


def row_values(placed: PlacedRow, position: int, plan: Plan) -> dict[str, Any]:
    """Give the values of the ticket row that a placed row becomes, its lane apart."""
    row, quote = placed.plan, placed.quote
    money = placed.money
    return {
        "position": position,
        "kind": quote.kind,
        "item": row.item or None,
        "pet": row.pet,
        "employee": row.employee,
        "day": plan.day,
        "start": placed.start,
        "setup": placed.setup,
        "process": placed.process,
        "finish": placed.finish,
        "requested": row.requested,
        "description": quote.name,
        "category_name": quote.category,
        "pet_name": placed.pet_name,
        "employee_name": placed.employee_name,
        "price": placed.price,
        "price_from": placed.price_from,
        "minutes_from": placed.minutes_from,
        "subtotal": money.subtotal,
        "total": money.total,
        "tax1": quote.taxed[0],
        "tax2": quote.taxed[1],
        "tax3": quote.taxed[2],
        "taxable": money.taxable,
        "cost": quote.cost,
        "backbar": quote.backbar,
        "commission_used": money.total,
        "commission_purchased": money.total,
    }


def sum_up(door: Door, ticket: Ticket, *, doubled: str | None = None) -> None:
    """Write what follows from a ticket's rows: its sums, its pets, and whether it is double."""
    rows = list(TicketRow.select().where(TicketRow.ticket == ticket).order_by(TicketRow.position))
    money = totals([money_of(row) for row in rows if row.kind != "B"], rates_of(ticket))
    values: dict[str, Any] = {
        "pet_names": ", ".join(dict.fromkeys(row.pet_name for row in rows if row.pet_name)),
        "subtotal": money.subtotal,
        "tax1": money.taxes[0],
        "tax2": money.taxes[1],
        "tax3": money.taxes[2],
        "total": money.total,
        "rounding": money.rounding,
    }
    if doubled is not None:
        over = any(row.lane for row in rows)
        values["double_booked"] = (doubled or ticket.double_booked or "on purpose") if over else ""
    door.update(ticket, **values)


def _words(shop: Shop, plan: Plan, rows: tuple[PlacedRow, ...], verb: str) -> str:
    first = min(rows, key=lambda row: row.start)
    pets = ", ".join(dict.fromkeys(row.pet_name for row in rows if row.pet_name)) or "a visit"
    what = " + ".join(dict.fromkeys(row.name for row in rows))
    who = f" with {first.employee_name}" if first.employee_name else ""
    return f"{verb} {pets}: {what}, {shop.day(plan.day)} {shop.time(first.start)}{who}"


def plan_of(ticket_id: int) -> Plan:
    """Give a saved ticket as a plan that edits it; raises Refused when it is gone."""
    ticket = Ticket.get_or_none(Ticket.id == ticket_id)
    if ticket is None or ticket.__data__["client"] is None:
        raise Refused("This ticket is no longer there. Look at the day again.")
    rows = [planned(row) for row in saved_rows(ticket_id).values()]
    return Plan(
        client=ticket.__data__["client"],
        day=ticket.day,
        start=min((row.start for row in rows if row.start is not None), default=9 * 60),
        rows=tuple(rows),
        note=ticket.note,
        ticket=ticket.id,
        version=ticket.version,
    )
