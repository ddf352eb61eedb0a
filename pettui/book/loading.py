"""Reads days of the book in a handful of queries, as tuples: what opens fast stays fast."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from peewee import JOIN

from db.connection import reading
from db.models import (
    Bookable,
    Breed,
    Client,
    Hold,
    Item,
    Pet,
    Phone,
    Ticket,
    TicketRow,
)
from db.models.base import tuples
from pettui.book import slots
from pettui.book.day import ENDED, LIVE, Block, Column, DayView, WeekView
from pettui.people import warnings
from pettui.team import hours
from pettui.team.schedule import told
from pettui.team.shop import Shop

UNASSIGNED = 0  # the column of rows that have no employee yet


def load_day(shop: Shop, day: date, *, ended: bool = False, closed: bool = True) -> DayView:
    """Read one day of the book.

    Args:
        shop: the shop.
        day: the day on the shop's calendar.
        ended: include cancelled visits, no-shows and voided tickets.
        closed: include closed tickets.
    """
    with reading():
        statuses = (*LIVE, *(("closed",) if closed else ()), *(ENDED if ended else ()))
        blocks = _for_eyes(shop, _coloured(shop, _blocks(day, day, statuses)))
        tells = told.of_book(shop.branch, day)
        columns = _columns(shop)
        view = _view(shop, day, blocks, columns, _times(shop, day, day, columns, tells.closed))
        return view._replace(notices=tells.notices)


def load_week(
    shop: Shop, employee: int, first: date, *, ended: bool = False, closed: bool = True
) -> WeekView:
    """Read seven days of one employee from `first` on; see `load_day`."""
    with reading():
        statuses = (*LIVE, *(("closed",) if closed else ()), *(ENDED if ended else ()))
        last = first + timedelta(days=6)
        blocks = _for_eyes(shop, _coloured(shop, _blocks(first, last, statuses, employee)))
        columns = [row for row in _columns(shop) if row[0] == employee]
        times = _times(shop, first, last, columns, hours.closures(shop.branch, first, last))
        days = []
        for offset in range(7):
            day = first + timedelta(days=offset)
            mine = [(d, b) for d, b in blocks if d == day]
            days.append(_view(shop, day, mine, columns, times))
        return WeekView(employee, columns[0][2] if columns else "", tuple(days))


def load_row(shop: Shop, row: int) -> Block | None:
    """Read the block of one ticket row, whatever its status; None when it is gone."""
    with reading():
        found = TicketRow.get_or_none(TicketRow.id == row)
        if found is None or found.day is None:
            return None
        blocks = _for_eyes(shop, _blocks(found.day, found.day, (*LIVE, "closed", *ENDED)))
        return next((b for _, b in blocks if b.row == row and b.column == found.employee_id), None)


def _columns(shop: Shop) -> list[tuple[Any, ...]]:
    return tuples(
        Bookable.select(
            Bookable.id, Bookable.kind, Bookable.label, Bookable.lanes, Bookable.color,
            Bookable.shown, Bookable.active,
        )
        .where(Bookable.branch == shop.branch)
        .order_by(Bookable.kind, Bookable.position, Bookable.id)
    )  # fmt: skip


class _Times(NamedTuple):
    """When the shop is open and people work, for all days that are read."""

    rules: hours.Rules
    weekly: dict[int, tuple[hours.Range, ...]]

    def opening(self, day: date) -> tuple[tuple[hours.Range, ...], str]:
        """Give what `hours.opening` gives, without asking again."""
        if day in self.rules.closed:
            return (), self.rules.closed[day]
        ranges = self.weekly.get(day.weekday(), ())
        return ranges, "" if ranges else hours.CLOSED_WEEKDAY


def _times(
    shop: Shop,
    first: date,
    last: date,
    columns: list[tuple[Any, ...]],
    closed: dict[date, str],
) -> _Times:
    staff = [row[0] for row in columns if row[1] == "employee"]
    rules = hours.rules(shop.branch, first, last, staff, closed)
    return _Times(rules, hours.weekly_opening(shop.branch))


def _view(
    shop: Shop,
    day: date,
    blocks: list[tuple[date, Block]],
    columns: list[tuple[Any, ...]],
    times: _Times,
) -> DayView:
    used = {block.column for _, block in blocks}
    opening, closed = times.opening(day)
    only_staff = shop.setting("book.columns") == "only staff"
    visible = [
        row for row in columns
        if (row[5] and row[6] and not (only_staff and row[1] != "employee"))
        or (row[0] in used and row[1] == "employee")
    ]  # fmt: skip
    staff = {row[0]: times.rules.of(row[0], day) for row in visible if row[1] == "employee"}
    # On a day on which nobody works, everybody stays: the book needs columns to book into.
    hides_off = not shop.setting("book.show_off") and any(h.ranges for h in staff.values())
    shown = []
    for key, kind, label, lanes, color, *_ in visible:
        own = staff.get(key) or hours.Hours(opening, closed)
        if hides_off and own.off and key in staff and key not in used:
            continue
        shown.append(Column(key, kind, label, lanes, own.ranges, own.off, color))
    if UNASSIGNED in used:
        shown.append(Column(UNASSIGNED, "employee", "nobody yet", 1, opening, closed, ""))
    seen = {column.id for column in shown}
    placed = tuple(
        sorted(
            (block for _, block in blocks if block.column in seen),
            key=lambda b: (b.start, b.column, b.row),
        )
    )
    return DayView(day, tuple(shown), placed, opening, closed)


def _blocks(
    first: date, last: date, statuses: Iterable[str], employee: int | None = None
) -> list[tuple[date, Block]]:
    query = (
        TicketRow.select(
            TicketRow.id, TicketRow.employee, TicketRow.day, TicketRow.start, TicketRow.setup,
            TicketRow.process, TicketRow.finish, TicketRow.lane, TicketRow.requested,
            TicketRow.description, TicketRow.price, TicketRow.pet_name, TicketRow.pet,
            Ticket.id, Ticket.number, Ticket.kind, Ticket.status, Ticket.note, Ticket.reason,
            Ticket.client_name, Ticket.client, Ticket.version, Ticket.double_booked,
            Client.last_name, Client.alert, Phone.shown,
            Pet.behavior, Pet.medical, Pet.alert, Pet.size, Breed.name, Breed.size,
            TicketRow.item, Pet.deceased,
        )
        .join(Ticket)
        .join(Client, JOIN.LEFT_OUTER)
        .join(Phone, JOIN.LEFT_OUTER, on=(Phone.client == Client.id) & Phone.primary)
        .switch(TicketRow)
        .join(Pet, JOIN.LEFT_OUTER)
        .join(Breed, JOIN.LEFT_OUTER)
        .where(
            TicketRow.day.between(first, last) if last > first else TicketRow.day == first,
            TicketRow.start.is_null(False),
            Ticket.status.in_(list(statuses)),
        )
        .order_by(TicketRow.day, TicketRow.start, TicketRow.id)
    )  # fmt: skip
    if employee is not None:
        query = query.where(TicketRow.employee == employee)
    rows = {row[0]: row for row in tuples(query)}
    booked: dict[date, dict[int, set[int]]] = {}  # by day and pet, the services
    for row in rows.values():
        if row[12] is not None:
            booked.setdefault(row[2], {}).setdefault(row[12], set()).add(row[32])
    lapsed = {day: warnings.lapsed(pets, day, pets) for day, pets in booked.items()}
    found = [(row[2], _block(row, lapsed.get(row[2], {}))) for row in rows.values()]
    return found + (_held(rows, {b.row: b for _, b in found}) if employee is None else [])


def _coloured(shop: Shop, blocks: list[tuple[date, Block]]) -> list[tuple[date, Block]]:
    """Give the blocks the colours of their services, where the shop wants to see these.

    Colours are few and asked for apart: a day without them costs nothing.
    """
    if shop.setting("book.edge") != "service":
        return blocks
    rows = [block.row for _, block in blocks]
    query = TicketRow.select(TicketRow.id, Item.color).join(Item)
    colors = dict(tuples(query.where(TicketRow.id.in_(rows), Item.color != "")))
    return [(day, block._replace(color=colors.get(block.row, ""))) for day, block in blocks]


def _for_eyes(shop: Shop, blocks: list[tuple[date, Block]]) -> list[tuple[date, Block]]:
    """Hide the phone numbers from whoever may not see them."""
    if shop.may("people.phones"):
        return blocks
    return [(day, block._replace(phone=shop.phone_text(block.phone))) for day, block in blocks]


def _block(row: tuple[Any, ...], lapsed: dict[int, tuple[str, ...]]) -> Block:
    (
        row_id, employee, _day, start, setup, process, finish, lane, requested,
        description, price, pet_name, pet, ticket, number, kind, status, note, reason,
        client_name, client, version, double, last_name, client_alert, phone,
        behavior, medical, pet_alert, pet_size, breed, breed_size, _item, deceased,
    ) = row  # fmt: skip
    if deceased:
        alerts: tuple[str, ...] = (warnings.DIED,) if status in LIVE else ()
    else:
        alerts = warnings.in_words(
            behavior or "", medical or "", lapsed.get(pet, ()), pet_alert or "", client_alert or ""
        )
    return Block(
        column=employee or UNASSIGNED, ticket=ticket, row=row_id, number=number, kind=kind,
        status=status, start=start, setup=setup, process=process, finish=finish, lane=lane,
        pet=pet_name, client=client_name, client_last=last_name or client_name,
        service=description, breed=breed or "", size=pet_size or breed_size or "",
        alerts=alerts, note=note, reason=reason, price=price, phone=phone or "",
        client_id=client, pet_id=pet, version=version, double_booked=double,
        requested=bool(requested),
    )  # fmt: skip


def _held(rows: dict[int, tuple[Any, ...]], own: dict[int, Block]) -> list[tuple[date, Block]]:
    held = Hold.select(Hold.row, Hold.resource, Hold.phase, Hold.lane).where(
        Hold.row.in_(list(rows))
    )
    found = []
    for row_id, resource, phase, lane in tuples(held):
        block = own[row_id]
        parts = slots.held_parts(phase, block.start, block.setup, block.process, block.finish)
        for start, end in parts:
            shown = _copy_for_resource(block, resource, start, end - start, lane)
            found.append((rows[row_id][2], shown))
    return found


def _copy_for_resource(block: Block, resource: int, start: int, length: int, lane: int) -> Block:
    return block._replace(
        column=resource, start=start, setup=length, process=0, finish=0, lane=lane
    )
