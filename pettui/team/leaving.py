"""Employees who leave, or were entered by mistake: counted, put away, brought back, removed."""

from __future__ import annotations

from typing import Any

from peewee import fn

from db.connection import reading
from db.models import (
    Ability,
    Bookable,
    Client,
    Credential,
    DayPlan,
    Employee,
    FuturePrice,
    HourAdjustment,
    ItemException,
    Override,
    PayRate,
    Punch,
    PunchRequest,
    RightException,
    Rotation,
    Shift,
    Ticket,
    TicketRow,
)
from db.models.base import tuples
from pettui.book.day import LIVE
from pettui.book.waiting import records
from pettui.history.actor import Actor
from pettui.history.door import Refused, change
from pettui.people.leaving import Concerned
from pettui.stock import uses
from pettui.team.shop import Shop
from pettui.text import clean, count

_PARTS: tuple[Any, ...] = (
    Shift, Rotation, Ability, ItemException, FuturePrice, RightException, PayRate,
)  # fmt: skip
"""What says something about an employee and nothing about what was done: it goes along."""


def uses_of_employee(employee: int) -> uses.Counts:
    """Count what refers to an employee (DOMAIN 5.1): visits, hours, the schedule, clients."""
    rows = TicketRow.select(TicketRow.ticket).where(TicketRow.employee == employee).distinct()

    def number(model: Any, column: Any = None) -> int:
        which = (model.employee if column is None else column) == employee
        return int(model.select().where(which).count())

    return (
        (rows.count(), "ticket", "tickets"),
        (number(Punch), "punch", "punches"),
        (number(PunchRequest), "request at the time clock", "requests at the time clock"),
        (number(HourAdjustment), "adjustment of hours", "adjustments of hours"),
        (number(DayPlan), "day of the schedule", "days of the schedule"),
        records.of_employee(employee),
        (number(Client, Client.preferred_employee), "client's wish", "clients' wishes"),
        (number(Override, Override.by), "permission given", "permissions given"),
        (number(Credential), "PIN or badge", "PINs and badges"),
    )


def words_of_uses(employee: int) -> str:
    """Say what refers to an employee: `3 tickets and 12 punches`; "" when nothing does."""
    with reading():
        return uses.in_words(uses_of_employee(employee))


def remove_employee(employee: int, by: Actor) -> str:
    """Remove an employee whom nothing refers to, as one change that undo brings back.

    Gives the name. Raises Refused with the counts, and for the last owner.
    """
    with change("", by) as door:
        row, column = _the(employee)
        name = f"{row.first_name} {row.last_name}".strip()
        _refuse_last_owner(row, name)
        uses.refuse_if_used(name, uses_of_employee(employee))
        door.what = f"removed employee {name}"
        for model in _PARTS:
            for part in list(model.select().where(model.employee == employee)):
                door.delete(part)
        door.delete(row)
        door.delete(column)
        return name


def concerns(shop: Shop, employee: int) -> tuple[str, ...]:
    """Say what is still open with an employee: visits to come, clients who wish for them."""
    found = []
    start = fn.MIN(TicketRow.start)
    rows = tuples(
        TicketRow.select(Ticket.number, TicketRow.day, start, Ticket.pet_names)
        .join(Ticket)
        .where(
            TicketRow.employee == employee, TicketRow.day >= shop.today(),
            Ticket.status.in_(list(LIVE)), Ticket.kind == "visit",
        )
        .group_by(Ticket.number, TicketRow.day, Ticket.pet_names)
        .order_by(TicketRow.day, start)
    )  # fmt: skip
    if rows:
        shown = "; ".join(
            f"{shop.day(day)}{f' {shop.time(at)}' if at is not None else ''} · {pets}"
            f" · ticket {number}"
            for number, day, at, pets in rows[:3]
        )
        found.append(f"{count(len(rows), 'visit')} to come ({shown})")
    wished = Client.select().where(Client.preferred_employee == employee, Client.active).count()
    if wished:
        found.append(f"{count(wished, 'client asks', 'clients ask')} for them")
    if waits := records.concern_of_employee(employee):
        found.append(waits)
    return tuple(found)


def set_employee_active(
    shop: Shop, employee: int, active: bool, by: Actor, *, agreed: bool = False
) -> None:
    """Let somebody work here no more, or again. Nothing is moved or cancelled by itself.

    Who does not work here has no column, is not offered, and is turned away at the time clock;
    what they did stays. Raises Concerned with what is still open, unless `agreed` says that it
    was seen, and Refused for the last owner.
    """
    with change("", by) as door:
        row, column = _the(employee)
        name = f"{row.first_name} {row.last_name}".strip()
        if not active:
            _refuse_last_owner(row, name)
            if not agreed and (open_ := concerns(shop, employee)):
                raise Concerned(open_)
        door.what = f"{name} {'works here again' if active else 'works here no more'}"
        door.update(column, active=active)


def _refuse_last_owner(row: Employee, name: str) -> None:
    if row.role != "owner":
        return
    others = (
        Employee.select()
        .join(Bookable)
        .where(Employee.role == "owner", Bookable.active, Employee.bookable != row.bookable)
    )
    if not others.exists():
        raise Refused(
            f"{clean(name)} is the last owner, and a shop has one. Make somebody else an owner"
            " first."
        )


def _the(employee: int) -> tuple[Employee, Bookable]:
    row = Employee.get_or_none(Employee.bookable == employee)
    if row is None:
        raise Refused("This employee is no longer here. Somebody has removed the record.")
    return row, Bookable.get_by_id(employee)
