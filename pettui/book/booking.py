"""Books a visit, or changes one: the plan is checked again inside the transaction that writes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from db.models import Client, Hold, Ticket, TicketRow
from pettui.book import slots
from pettui.book.checking import check, planned
from pettui.book.plan import Checked, Place, PlacedRow, Plan, Problem
from pettui.dates import day_text
from pettui.history.actor import Actor
from pettui.history.door import AlreadyDone, Clash, Door, Refused, change
from pettui.team.shop import Shop
from pettui.text import sentence
from pettui.till.rates import rates_now, rates_of, snapshot
from pettui.till.totals import RowMoney, totals


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
            checked = check(shop, plan)
            _refuse(checked, agreed)
            ticket = _ticket_for(door, shop, plan)
            doubled = [p for p in checked.problems if p.kind == "taken"]
            _write(door, ticket, checked, reason or ("on purpose" if doubled else ""))
            verb = verb or ("changed" if plan.ticket else "booked")
            door.what = _words(shop, plan, checked.rows, verb)
            done = Booked(ticket.id, ticket.number, door.what)
    except AlreadyDone as already:
        ticket = Ticket.get_by_id(already.key_of(Ticket))
        return Booked(ticket.id, ticket.number, "booked already")
    return done


def _refuse(checked: Checked, agreed: Collection[str]) -> None:
    if checked.stops:
        raise Refused(sentence(p.words for p in checked.stops))
    unseen = tuple(p for p in checked.needs_asking if p.words not in agreed)
    if unseen:
        raise NeedsConsent(unseen)


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
            created_via=plan.created_via,
            note=plan.note,
            **snapshot(rates_now(shop.branch)),
        )
    ticket: Ticket | None = Ticket.get_or_none(Ticket.id == plan.ticket)
    if ticket is None:
        raise Refused("This ticket is no longer there. Look at the day again.")
    if ticket.status in ("closed", "void"):
        raise Refused(f"Ticket {ticket.number} is {ticket.status}; its rows stay as they are.")
    if plan.version is not None and ticket.version != plan.version:
        raise Clash(
            f"Ticket {ticket.number} was changed in the meantime. Look at it again and repeat"
            " your change.",
            {},
        )
    door.update(ticket, client=plan.client, client_name=name, day=plan.day, note=plan.note)
    return ticket


def _write(door: Door, ticket: Ticket, checked: Checked, doubled: str) -> None:
    """Write the rows and holds of a checked plan, then the sums that follow from them."""
    old = {row.id: row for row in _service_rows(ticket.id)}
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
    lanes: list[tuple[int, int, set[int]]] = []  # (who, lane, slots) taken by this plan so far
    for position, placed in enumerate(checked.rows):
        values = _row_values(placed, position, checked.plan)
        wanted = set(slots.slots_of(checked.plan.day, placed.busy))
        values["lane"] = _lane(placed.plan.employee, wanted, own, lanes)
        saved = old.get(placed.plan.row or 0)
        if saved is None:
            row = door.insert(TicketRow, ticket=ticket, **values)
        else:
            row = saved
            if placed.price == row.price:
                values["price_from"] = row.price_from
            door.update(row, **values)
        for place in checked.places[position]:
            if (row.id, place) in kept_holds:
                continue
            door.insert(Hold, row=row, resource=place.resource, phase=place.phase, lane=place.lane)
    sum_up(door, ticket, doubled=doubled)


def _lane(
    who: int | None, wanted: set[int], own: list[int], lanes: list[tuple[int, int, set[int]]]
) -> int:
    if who is None or not wanted:
        return 0
    lane = slots.first_free_lane(who, wanted, ignore_rows=own)
    while any(w == who and n == lane and taken & wanted for w, n, taken in lanes):
        lane += 1
    lanes.append((who, lane, wanted))
    return lane


def _row_values(placed: PlacedRow, position: int, plan: Plan) -> dict[str, Any]:
    row, quote = placed.plan, placed.quote
    money = RowMoney(quote.kind, placed.price, taxed=quote.taxed)
    return {
        "position": position,
        "kind": quote.kind,
        "item": row.item,
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
    money = totals(
        [
            RowMoney(
                row.kind, row.price, row.quantity, row.discount, row.percent,
                (bool(row.tax1), bool(row.tax2), bool(row.tax3)),
            )
            for row in rows
            if row.kind != "B"
        ],
        rates_of(ticket),
    )  # fmt: skip
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
        values["double_booked"] = (doubled or "on purpose") if over else ""
    door.update(ticket, **values)
    door.touch(ticket)  # a stale screen is noticed whichever row of the ticket it shows


def _words(shop: Shop, plan: Plan, rows: tuple[PlacedRow, ...], verb: str) -> str:
    first = rows[0]
    pets = ", ".join(dict.fromkeys(row.pet_name for row in rows if row.pet_name)) or "a visit"
    what = " + ".join(dict.fromkeys(row.name for row in rows))
    who = f" with {first.employee_name}" if first.employee_name else ""
    return f"{verb} {pets}: {what}, {day_text(plan.day)} {shop.time(first.start)}{who}"


def plan_of(ticket_id: int) -> Plan:
    """Give a saved ticket as a plan that edits it; raises Refused when it is gone."""
    ticket = Ticket.get_or_none(Ticket.id == ticket_id)
    if ticket is None or ticket.__data__["client"] is None:
        raise Refused("This ticket is no longer there. Look at the day again.")
    rows = [planned(row) for row in _service_rows(ticket_id)]
    return Plan(
        client=ticket.__data__["client"],
        day=ticket.day,
        start=min((row.start for row in rows if row.start is not None), default=9 * 60),
        rows=tuple(rows),
        note=ticket.note,
        ticket=ticket.id,
        version=ticket.version,
    )


def _service_rows(ticket_id: int) -> list[TicketRow]:
    return list(
        TicketRow.select()
        .where(TicketRow.ticket == ticket_id, TicketRow.start.is_null(False))
        .order_by(TicketRow.position, TicketRow.start)
    )
