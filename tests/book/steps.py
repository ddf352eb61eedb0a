"""What the tests of the book say over and over: who, what, when, and what the tables hold."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from db.models import (
    ALL,
    Bookable,
    Change,
    ChangedRow,
    Client,
    Counter,
    Hold,
    Item,
    ItemNeed,
    Payment,
    Pet,
    Resource,
    Slot,
    Tender,
    Ticket,
    TicketRow,
    database,
)
from db.models.base import Record, fields_of, key_name, table_of, tuples
from pettui.book import booking, slots
from pettui.book.booking import Booked
from pettui.book.plan import Plan, PlannedRow
from pettui.history.actor import Actor
from pettui.history.door import change
from pettui.team.shop import Shop
from tests.small_shop import DANA, DAY

LUIS_DESK = Actor(None, "Luis", "table")
TUESDAY = DAY + timedelta(days=1)
"""A day on which the small shop has nothing yet."""


def column(label: str) -> int:
    return int(Bookable.get(Bookable.label == label).id)


def item(code: str) -> int:
    return int(Item.get(Item.code == code).id)


def pet(name: str) -> int:
    return int(Pet.get(Pet.name == name).id)


def client(last: str) -> int:
    return int(Client.get(Client.last_name == last).id)


def owner(name: str) -> int:
    found: int = Pet.get(Pet.name == name).__data__["client"]
    return found


def row(code: str, who: str | None = "Kim", of: str = "Bella", **more: Any) -> PlannedRow:
    return PlannedRow(item(code), pet(of), column(who) if who else None, **more)


def plan(*rows: PlannedRow, at: int = 9 * 60, day: date = TUESDAY, **more: Any) -> Plan:
    whose = Pet.get_by_id(rows[0].pet).__data__["client"] if rows else client("Ortega")
    return Plan(client=whose, day=day, start=at, rows=rows, **more)


def book(
    shop: Shop,
    *rows: PlannedRow,
    at: int = 9 * 60,
    day: date = TUESDAY,
    by: Actor = DANA,
    agreed: Collection[str] | None = (),
    reason: str = "",
    **more: Any,
) -> Booked:
    """Book a visit; `agreed` None agrees to everything that is asked."""
    wish = plan(*rows, at=at, day=day, **more)
    if agreed is None:
        from pettui.book.checking import check

        agreed = [problem.words for problem in check(shop, wish).needs_asking]
    return booking.save(shop, wish, by, agreed=agreed, reason=reason)


def ticket(booked: Booked | int) -> Ticket:
    found: Ticket = Ticket.get_by_id(booked if isinstance(booked, int) else booked.ticket)
    return found


def rows_of(booked: Booked | int) -> list[TicketRow]:
    return list(
        TicketRow.select().where(TicketRow.ticket == ticket(booked)).order_by(TicketRow.position)
    )


def seen(booked: Booked | int) -> tuple[int, int]:
    """Give (id, version) of a ticket as somebody who looks at it now sees it."""
    found = ticket(booked)
    return found.id, found.version


def add_need(code: str, kind: str, phase: str, *labels: str, lanes: int = 1) -> None:
    """Let a service need a kind of resource, and make the resources with these labels."""
    with change("needs", DANA) as door:
        door.insert(ItemNeed, item=item(code), kind=kind, phase=phase)
        for label in labels:
            made = door.insert(
                Bookable, branch=1, kind="resource", label=label, lanes=lanes, position=9
            )
            door.insert(Resource, bookable=made.id, kind=kind)


def add_product(booked: Booked, price: int = 2000) -> int:
    """Put a product on a ticket, as the till will."""
    with change("sold", DANA) as door:
        made = door.insert(Item, code="SHAMP", kind="P", name="Shampoo", price=price, tax1=True)
        sold = door.insert(
            TicketRow, ticket=booked.ticket, kind="P", item=made, description="Shampoo",
            price=price, subtotal=price, total=price, tax1=True, taxable=price, position=5,
        )  # fmt: skip
        booking.sum_up(door, ticket(booked))
    return int(sold.id)


def pay(booked: Booked, amount: int) -> None:
    with change("paid", DANA) as door:
        door.insert(Payment, ticket=booked.ticket, tender=Tender.get(), amount=amount, at=door.at)


def held(label: str) -> list[tuple[date, int, int]]:
    """Give (day, minute, lane) of all busy slots of a column, in order."""
    found = Slot.select(Slot.slot, Slot.lane).where(Slot.who == column(label))
    return sorted(
        (slots.day_of(slot), slot % slots.PER_DAY * slots.STEP, lane)
        for slot, lane in tuples(found)
    )


def minutes_held(label: str, day: date = TUESDAY) -> list[int]:
    return [minute for on, minute, _ in held(label) if on == day]


def contents() -> dict[str, list[tuple[Any, ...]]]:
    """Give all records as they are stored, without their versions, and what is derived from them.

    It is asked hundreds of times, and Peewee takes longer to write the SQL than SQLite to answer.
    """
    found = {}
    for model in ALL:
        if model in (Change, ChangedRow, Counter):
            continue
        fields = fields_of(model)
        columns = ", ".join(f'"{f.column_name}"' for name, f in fields.items() if name != "version")
        sql = f'SELECT {columns} FROM "{table_of(model)}"'  # noqa: S608  # the models' own names
        if issubclass(model, Record):
            sql += f' ORDER BY "{fields[key_name(model)].column_name}"'
        rows = list(database.execute_sql(sql))
        found[table_of(model)] = rows if issubclass(model, Record) else sorted(rows, key=repr)
    return found


def expected_slots() -> set[tuple[int, int, int, int]]:
    """Work out from the rows, minute by minute, which slots must be held by whom."""
    due = set()
    every = TicketRow.select(TicketRow, Ticket).join(Ticket)
    for found in every.where(TicketRow.start.is_null(False)):
        if found.ticket.status in ("cancelled", "late cancel", "no-show", "void"):
            continue
        first = found.day.toordinal() * 288
        working = found.start + found.setup
        back = working + found.process
        holds = list(Hold.select().where(Hold.row == found))
        for minute in range(found.start, back + found.finish):
            if found.employee_id and (minute < working or minute >= back):
                due.add((found.employee_id, first + minute // 5, found.lane, found.id))
            for hold in holds:
                phase = "setup" if minute < working else "process" if minute < back else "finish"
                if hold.phase in ("all", phase):
                    due.add((hold.resource_id, first + minute // 5, hold.lane, found.id))
    return due


def kept_slots() -> set[tuple[int, int, int, int]]:
    return set(tuples(Slot.select(Slot.who, Slot.slot, Slot.lane, Slot.row)))
