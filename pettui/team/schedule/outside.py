"""Which visits stand outside somebody's hours, and which of them a change leaves there.

Changing hours never moves or removes a visit (DOMAIN 3.2.5): what falls outside is told before
the change is saved, in the transaction that saves it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, NamedTuple

from peewee import JOIN

from db.models import Bookable, Client, Phone, Ticket, TicketRow
from db.models.base import tuples
from pettui.book.day import LIVE
from pettui.book.slots import busy_parts
from pettui.history.door import Refused
from pettui.team import hours
from pettui.team.shop import Shop
from pettui.text import count


class Outside(NamedTuple):
    """A visit of which working time lies outside the hours of whoever does it.

    `rows` are the rows of its ticket that do; they are one employee's, on one day.
    """

    ticket: int
    rows: tuple[int, ...]
    number: int
    employee: int
    who: str
    day: date
    start: int
    end: int
    pet: str
    client: str
    phone: str
    service: str
    why: str  # "off: vacation", "9:00-12:00"
    again: bool = False  # one of a standing appointment


class LeavesOutside(Refused):
    """A change of hours that leaves visits outside; nothing was written.

    `visits` are to be shown; the change is done once their rows are agreed to.
    """

    def __init__(self, visits: tuple[Outside, ...]) -> None:
        super().__init__(f"{outside_words(len(visits))}. Nothing was saved yet.")
        self.visits = visits


def outside_words(number: int) -> str:
    """Say how many visits fall outside."""
    return f"{count(number, 'appointment')} now {'falls' if number == 1 else 'fall'} outside hours"


def find(
    shop: Shop,
    *,
    employees: Collection[int] | None = None,
    days: Collection[date] | None = None,
    first: date | None = None,
    by_opening: bool = False,
) -> tuple[Outside, ...]:
    """Give the visits of today and later that stand outside hours, in order of time.

    Rows of one visit that somebody does on one day are given as one.

    Args:
        shop: the shop.
        employees: whose; None is everybody's.
        days: on which days; None is all from `first` on.
        first: the first day; never before today.
        by_opening: measure by the shop's opening hours, those without an employee too.
    """
    start = max(first or shop.today(), shop.today())
    wanted = None if days is None else sorted(day for day in days if day >= start)
    if wanted is not None and not wanted:
        return ()
    query = _rows().where(
        TicketRow.day >= (wanted[0] if wanted else start), Ticket.branch == shop.branch
    )
    if wanted:
        query = query.where(TicketRow.day <= wanted[-1])
    if employees is not None:
        query = query.where(TicketRow.employee.in_(list(employees)))
    elif not by_opening:
        query = query.where(TicketRow.employee.is_null(False))
    rows = tuples(query)
    if wanted is not None:
        chosen = set(wanted)
        rows = [row for row in rows if row[4] in chosen]
    if not rows:
        return ()
    known = _known(shop, rows, by_opening=by_opening)
    found = []
    for row in rows:
        employee, day, at, setup, process, finish = row[3:9]
        times = known[employee, day]
        if not all(times.covers(a, b) for a, b in busy_parts(at, setup, process, finish)):
            why = times.off or ", ".join(f"{shop.time(a)}-{shop.time(b)}" for a, b in times.ranges)
            found.append(_outside(shop, row, why))
    return _together(found)


def standing(shop: Shop, employee: int, day: date) -> tuple[Outside, ...]:
    """Give what of somebody's day is not over, within hours or not; `why` is empty."""
    now = shop.now()
    least = now.hour * 60 + now.minute if day == now.date() else 0
    query = _rows().where(
        TicketRow.day == day, TicketRow.employee == employee, Ticket.branch == shop.branch
    )
    found = _together([_outside(shop, row, "") for row in tuples(query)])
    return tuple(visit for visit in found if visit.end > least) if day >= now.date() else ()


def _outside(shop: Shop, row: tuple[Any, ...], why: str) -> Outside:
    (ticket, key, number, employee, day, at, setup, process, finish, pet, client, service,
     who, phone, series) = row  # fmt: skip
    end = at + setup + process + finish
    return Outside(
        ticket, (key,), number, employee or 0, who or "nobody yet", day, at, end, pet, client,
        shop.phone_text(phone), service, why, series is not None,
    )  # fmt: skip


def _together(found: list[Outside]) -> tuple[Outside, ...]:
    joined: dict[tuple[int, int, date], Outside] = {}
    for each in found:
        key = (each.ticket, each.employee, each.day)
        first = joined.get(key)
        joined[key] = (
            each
            if first is None
            else first._replace(
                rows=first.rows + each.rows,
                end=max(first.end, each.end),
                pet=first.pet if each.pet in first.pet.split(", ") else f"{first.pet}, {each.pet}",
                service=f"{first.service} + {each.service}",
            )
        )
    return tuple(joined.values())


def rows_of(visits: Iterable[Outside]) -> frozenset[int]:
    """Give the ticket rows of visits, as one agrees to them."""
    return frozenset(row for visit in visits for row in visit.rows)


def _rows() -> Any:
    return (
        TicketRow.select(
            Ticket.id, TicketRow.id, Ticket.number, TicketRow.employee, TicketRow.day,
            TicketRow.start, TicketRow.setup, TicketRow.process, TicketRow.finish,
            TicketRow.pet_name, Ticket.client_name, TicketRow.description, Bookable.label,
            Phone.shown, Ticket.series,
        )
        .join(Ticket)
        .join(Client, JOIN.LEFT_OUTER)
        .join(Phone, JOIN.LEFT_OUTER, on=(Phone.client == Client.id) & Phone.primary)
        .switch(TicketRow)
        .join(Bookable, JOIN.LEFT_OUTER, on=(TicketRow.employee == Bookable.id))
        .where(
            Ticket.kind == "visit", Ticket.status.in_(list(LIVE)), TicketRow.start.is_null(False)
        )
        .order_by(TicketRow.day, TicketRow.start, TicketRow.id)
    )  # fmt: skip


def _known(
    shop: Shop, rows: list[tuple[object, ...]], *, by_opening: bool
) -> dict[tuple[object, object], hours.Hours]:
    days = [row[4] for row in rows if isinstance(row[4], date)]
    staff = {row[3] for row in rows if isinstance(row[3], int)}
    first, last = min(days), max(days)
    if by_opening:
        closed = hours.closures(shop.branch, first, last)
        weekly = hours.weekly_opening(shop.branch)
        open_on = {
            day: hours.Hours((), f"closed: {closed[day]}") if day in closed
            else hours.Hours(weekly.get(day.weekday(), ()), "" if day.weekday() in weekly
                             else "closed on this weekday")
            for day in set(days)
        }  # fmt: skip
        return {(row[3], row[4]): open_on[row[4]] for row in rows if isinstance(row[4], date)}
    found = hours.rules(shop.branch, first, last, staff)
    return {
        (row[3], row[4]): found.of(row[3], row[4])
        for row in rows
        if isinstance(row[3], int) and isinstance(row[4], date)
    }


class Left:
    """What a change leaves outside hours; filled when the change has been made."""

    visits: tuple[Outside, ...] = ()


@contextmanager
def shown_first(
    shop: Shop,
    agreed: Collection[int],
    *,
    employees: Collection[int] | None = None,
    days: Collection[date] | None = None,
    by_opening: bool = False,
) -> Iterator[Left]:
    """Compare what stands outside before and after a change, inside its transaction.

    What stood outside before was agreed to when it was booked. Raises LeavesOutside when a visit
    falls outside now whose row was not agreed to; the transaction is then rolled back.
    """
    before = rows_of(find(shop, employees=employees, days=days, by_opening=by_opening))
    left = Left()
    yield left
    after = find(shop, employees=employees, days=days, by_opening=by_opening)
    left.visits = tuple(visit for visit in after if not before.issuperset(visit.rows))
    if not before.union(agreed).issuperset(rows_of(left.visits)):
        raise LeavesOutside(left.visits)
