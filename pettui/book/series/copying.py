"""What the visits of a series are copied from, and how one of them is written.

Copies keep the price and the length of the visit that they are made from (DOMAIN 7.1, 7.9).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from db.models import Client, Hold, Ticket, TicketRow
from pettui.book import linked
from pettui.book.booking import row_values
from pettui.book.placing import place_rows, planned, saved_rows
from pettui.book.plan import Goods, Place, PlacedRow, Plan
from pettui.history.door import Door, Refused
from pettui.team.shop import Shop
from pettui.till.rates import rates_now, snapshot
from pettui.till.totals import totals


class Original(NamedTuple):
    """A visit of which others are to be copies: its plan, and its rows with time and price."""

    ticket: int
    version: int
    plan: Plan
    rows: tuple[PlacedRow, ...]
    goods: Goods
    sums: dict[str, Any]
    name: str
    pets: str
    services: str
    via: str


class Pick(NamedTuple):
    """A date of a series and where its visit is to stand.

    `due` is the rule's date; the visit is on `day`, which is another one where it was moved. An
    `employee` does what the first row's would do. None keeps what the original has.
    """

    due: date
    day: date
    start: int
    employee: int | None = None


def original(shop: Shop, ticket: Ticket) -> Original:
    """Read a visit to copy; raises Refused when it has nothing in the book."""
    saved = saved_rows(ticket.id)
    client = ticket.__data__["client"]
    if client is None or not saved:
        raise Refused("This ticket has no services in the book; there is nothing to repeat.")
    old = sorted(saved.values(), key=lambda row: (row.start, row.position))
    rows = tuple(replace(planned(row), row=None) for row in old)
    start = min(row.start or 0 for row in rows)
    plan = Plan(client, ticket.day, start, rows, created_via=ticket.created_via)
    placed = tuple(
        replace(
            new, price_from=was.price_from, minutes_from=was.minutes_from, quantity=was.quantity,
            discount=was.discount, percent=was.percent,
        )
        for new, was in zip(place_rows(shop, plan), old, strict=True)
    )  # fmt: skip
    goods = linked.goods(shop, plan, placed, {})
    owner = Client.get_by_id(client)
    return Original(
        ticket.id, ticket.version, plan, placed, goods, _sums(shop, placed, goods),
        f"{owner.first_name} {owner.last_name}".strip(),
        ", ".join(dict.fromkeys(row.pet_name for row in placed if row.pet_name)),
        " + ".join(dict.fromkeys(row.name for row in placed)), ticket.created_via,
    )  # fmt: skip


def _sums(shop: Shop, placed: Sequence[PlacedRow], goods: Goods) -> dict[str, Any]:
    rates = rates_now(shop.branch)
    money = totals([*(row.money for row in placed), *(one.money for one in goods.kept)], rates)
    return {
        **snapshot(rates), "subtotal": money.subtotal, "tax1": money.taxes[0],
        "tax2": money.taxes[1], "tax3": money.taxes[2], "total": money.total,
        "rounding": money.rounding,
    }  # fmt: skip


def first_employee(source: Original) -> int | None:
    """Give who begins the visit: the one whom another employee would replace."""
    return source.plan.rows[0].employee


def plan_at(source: Original, pick: Pick) -> Plan:
    """Give the plan of a visit where it is to stand."""
    shift = pick.start - source.plan.start
    mine = first_employee(source)
    rows = tuple(
        replace(
            row,
            start=(row.start or 0) + shift,
            employee=pick.employee if pick.employee and row.employee == mine else row.employee,
        )
        for row in source.plan.rows
    )
    return replace(source.plan, day=pick.day, start=pick.start, rows=rows)


def is_plain(source: Original, pick: Pick) -> bool:
    """Tell whether a visit stands as the original does, on its own day."""
    mine = first_employee(source)
    return pick.start == source.plan.start and pick.employee in (None, mine)


def insert(
    door: Door,
    shop: Shop,
    source: Original,
    plan: Plan,
    placed: Sequence[PlacedRow],
    places: Sequence[Sequence[Place]],
    lanes: Sequence[int],
    reason: str = "",
    **more: Any,
) -> Ticket:
    """Write one visit; `placed` are its rows where they are to stand."""
    double = (reason or "on purpose") if any(lanes) else ""
    ticket = door.insert(
        Ticket, branch=shop.branch, number=door.next_number(shop.branch, "ticket"),
        client=plan.client, client_name=source.name, pet_names=source.pets, day=plan.day,
        created_via=source.via, double_booked=double, **source.sums,
        **({"created": door.at} | more),
    )  # fmt: skip
    for position, (row, held, lane) in enumerate(zip(placed, places, lanes, strict=True)):
        values = row_values(row, position, plan) | {"lane": lane}
        saved = door.insert(TicketRow, ticket=ticket, **values)
        for place in held:
            door.insert(
                Hold, row=saved, resource=place.resource, phase=place.phase, lane=place.lane
            )
    for position, good in enumerate(source.goods.kept, start=len(placed)):
        values = (good.values or {}) | {"day": plan.day}
        door.insert(TicketRow, ticket=ticket, position=position, **values)
    return ticket


def placed_at(
    source: Original, plan: Plan, fresh: Sequence[PlacedRow] | None = None
) -> tuple[PlacedRow, ...]:
    """Give the original's rows in a plan: with its price and length, wherever they stand.

    `fresh` are the rows as a check gave them: names of other employees stand there.
    """
    names = fresh or source.rows
    return tuple(
        replace(was, plan=row, start=row.start or 0, employee_name=new.employee_name)
        for was, row, new in zip(source.rows, plan.rows, names, strict=True)
    )
