"""Busy five-minute slots: what makes a double booking impossible, derived from the rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from peewee import IntegrityError, chunked

from db.models import Bookable, Hold, Slot, Ticket, TicketRow, database
from db.models.base import tuples

STEP = 5
PER_DAY = 24 * 60 // STEP
HOLDING = ("booked", "confirmed", "arrived", "in progress", "ready", "closed")


class Holder(NamedTuple):
    """Who holds a slot that was wanted."""

    who: int
    label: str
    row: int
    number: int
    day: date
    start: int
    title: str


class Taken(Exception):
    """A slot is taken already; `holder` says by whom. Nothing was written."""

    def __init__(self, holder: Holder) -> None:
        from pettui.team.shop import written_here  # which imports the door, and that this module

        self.holder = holder
        when = written_here(holder.day, holder.start)
        super().__init__(
            f"{holder.label} is taken at {when} by {holder.title},"
            f" ticket {holder.number}. Choose another time."
        )


def number_of(day: date, minute: int) -> int:
    """Give the number of the slot that holds a minute of a day."""
    return day.toordinal() * PER_DAY + minute // STEP


def day_of(slot: int) -> date:
    """Give the day of a slot."""
    return date.fromordinal(slot // PER_DAY)


def busy_parts(start: int, setup: int, process: int, finish: int) -> list[tuple[int, int]]:
    """Give the half-open minute ranges in which the employee is busy (DOMAIN 21.3).

    The groomer is busy while setting up and finishing and free in between. What touches is
    joined; a service without process is one range.
    """
    end = start + setup
    if process <= 0:
        return [(start, end + finish)] if setup + finish else []
    back = end + process
    return [part for part in ((start, end), (back, back + finish)) if part[1] > part[0]]


def held_parts(
    phase: str, start: int, setup: int, process: int, finish: int
) -> list[tuple[int, int]]:
    """Give the half-open minute ranges in which a resource is held for a phase of a row."""
    process_at = start + setup
    finish_at = process_at + process
    end = finish_at + finish
    part = {
        "setup": (start, process_at),
        "process": (process_at, finish_at),
        "finish": (finish_at, end),
        "all": (start, end),
    }[phase]
    return [part] if part[1] > part[0] else []


def slots_of(day: date, parts: Iterable[tuple[int, int]]) -> list[int]:
    """Give the numbers of all slots that the minute ranges touch."""
    first = day.toordinal() * PER_DAY
    found: set[int] = set()
    for start, end in parts:
        found.update(range(first + start // STEP, first + -(-end // STEP)))
    return sorted(found)


def taken_lanes(
    who: int, wanted: Collection[int], *, ignore_rows: Collection[int] = ()
) -> set[int]:
    """Give the lanes of an employee or resource that are taken in any of the wanted slots."""
    if not wanted:
        return set()
    query = Slot.select(Slot.lane).where(
        Slot.who == who, Slot.slot.between(min(wanted), max(wanted)), Slot.slot.in_(list(wanted))
    )
    if ignore_rows:
        query = query.where(Slot.row.not_in(list(ignore_rows)))
    return {lane for (lane,) in tuples(query.distinct())}


def lowest_lane(taken: Collection[int]) -> int:
    """Give the lowest lane that is not taken."""
    return next(lane for lane in range(len(taken) + 1) if lane not in taken)


def first_free_lane(who: int, wanted: Collection[int], *, ignore_rows: Collection[int] = ()) -> int:
    """Give the lowest lane of an employee or resource that is free in all wanted slots."""
    return lowest_lane(taken_lanes(who, wanted, ignore_rows=ignore_rows))


def holders(
    who: int,
    wanted: Collection[int],
    *,
    ignore_rows: Collection[int] = (),
    lane: int | None = None,
) -> list[Holder]:
    """Give whoever holds any of the wanted slots (of one lane), in order of time; rows once."""
    if not wanted:
        return []
    query = (
        Slot.select(
            Slot.who, Bookable.label, TicketRow.id, Ticket.number, TicketRow.day, TicketRow.start,
            Ticket.kind, Ticket.reason, TicketRow.pet_name, Ticket.client_name,
        )
        .join(Bookable)
        .switch(Slot)
        .join(TicketRow)
        .join(Ticket)
        .where(
            Slot.who == who,
            Slot.slot.between(min(wanted), max(wanted)),
            Slot.slot.in_(list(wanted)),
        )
        .distinct()
    )  # fmt: skip
    if ignore_rows:
        query = query.where(Slot.row.not_in(list(ignore_rows)))
    if lane is not None:
        query = query.where(Slot.lane == lane)
    found = []
    for who_id, label, row, number, day, start, kind, reason, pet, client in tuples(query):
        whose = f"{pet} ({client})" if pet and client else pet or client
        title = reason or "a time block" if kind == "block" else whose
        found.append(Holder(who_id, label, row, number, day, start, title or "a visit"))
    return sorted(found, key=lambda h: (h.day, h.start))


def due(row_ids: Collection[int]) -> list[tuple[int, int, int, int]]:
    """Give (who, slot, lane, row) for every slot that the rows should hold."""
    wanted = []
    rows = (
        TicketRow.select(
            TicketRow.id, TicketRow.employee, TicketRow.day, TicketRow.start, TicketRow.setup,
            TicketRow.process, TicketRow.finish, TicketRow.lane,
        )
        .join(Ticket)
        .where(
            TicketRow.id.in_(list(row_ids)),
            TicketRow.start.is_null(False),
            TicketRow.day.is_null(False),
            Ticket.status.in_(HOLDING),
        )
    )  # fmt: skip
    times = {}
    for row, employee, day, start, setup, process, finish, lane in tuples(rows):
        times[row] = (day, start, setup, process, finish)
        if employee is not None:
            parts = busy_parts(start, setup, process, finish)
            wanted += [(employee, slot, lane, row) for slot in slots_of(day, parts)]
    held = Hold.select(Hold.row, Hold.resource, Hold.phase, Hold.lane).where(
        Hold.row.in_(list(times))
    )
    for row, resource, phase, lane in tuples(held):
        day, start, setup, process, finish = times[row]
        parts = held_parts(phase, start, setup, process, finish)
        wanted += [(resource, slot, lane, row) for slot in slots_of(day, parts)]
    return wanted


def forget(row: int) -> None:
    """Free the slots of a row that is about to be removed."""
    Slot.delete().where(Slot.row == row).execute()


def rebuild(rows: Iterable[int], tickets: Iterable[int] = ()) -> None:
    """Make the slots of these rows, and of all rows of these tickets, what they should be.

    Raises Taken when another row holds one of them in the same lane; the transaction that
    this is called in must then be rolled back.
    """
    ids = set(rows)
    tickets = list(tickets)
    if tickets:
        found = TicketRow.select(TicketRow.id).where(TicketRow.ticket.in_(tickets))
        ids.update(row for (row,) in tuples(found))
    if not ids:
        return
    Slot.delete().where(Slot.row.in_(list(ids))).execute()
    wanted = sorted(set(due(ids)))
    try:
        with database.atomic():
            for part in chunked(wanted, 500):
                Slot.insert_many(part, fields=[Slot.who, Slot.slot, Slot.lane, Slot.row]).execute()
    except IntegrityError:
        for who in sorted({w for w, _, _, _ in wanted}):
            for lane in sorted({n for w, _, n, _ in wanted if w == who}):
                numbers = [s for w, s, n, _ in wanted if w == who and n == lane]
                mine = {r for w, _, _, r in wanted if w == who}
                taken = [h for h in holders(who, numbers, lane=lane) if h.row not in mine]
                if taken:
                    raise Taken(taken[0]) from None
        raise
