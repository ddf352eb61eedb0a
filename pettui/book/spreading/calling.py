"""Whom to phone after visits were spread: read from the history, so that it outlives the desk."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

from peewee import JOIN

from db.connection import reading
from db.models import (
    Bookable,
    Change,
    ChangedRow,
    Client,
    Phone,
    Ticket,
    TicketNote,
    TicketRow,
    WaitEntry,
)
from db.models.base import tuples
from pettui import clock
from pettui.book import status
from pettui.book.day import LIVE
from pettui.book.spreading.doing import SPREAD
from pettui.book.waiting import marking
from pettui.history.actor import Actor
from pettui.history.door import Refused, change
from pettui.team.shop import Shop

DAYS = 3
"""Days for which a change is looked at; whoever was not reached by then is no longer news."""


class Call(NamedTuple):
    """A client to be phoned because a visit was given to somebody else, moved, or waits.

    Attributes:
        ticket: the visit, and `entry` the one of the wait list that it became.
        was: when and with whom it was; `now` what it is.
        tried: what the last call came to, "" before the first.
    """

    ticket: int
    version: int
    entry: int | None
    day: date
    name: str
    client: str
    phone: str
    was: str
    now: str
    tried: str = ""


def to_call(shop: Shop) -> tuple[Call, ...]:
    """Give whom to phone, in order of time; nobody who was reached or whose visit has begun."""
    with reading():
        since = clock.instant() - timedelta(days=DAYS)
        changes = [
            key
            for (key,) in tuples(
                Change.select(Change.id).where(
                    Change.at >= since, Change.what.contains(SPREAD), ~Change.reversed,
                    Change.kind.in_(["do", "redo"]),
                )
            )
        ]  # fmt: skip
        if not changes:
            return ()
        names = dict(tuples(Bookable.select(Bookable.id, Bookable.label)))
        found: dict[int, tuple[tuple[date, int], Call]] = {}
        for ticket, rows in _by_ticket(changes).items():
            call = _call(shop, ticket, rows, names)
            if call is not None:
                found[ticket] = call
    return tuple(call for _, call in sorted(found.values(), key=lambda pair: pair[0]))


def _by_ticket(changes: list[int]) -> dict[int, dict[int, dict[str, Any]]]:
    """Give what the rows of each ticket were before, by row; of several changes the last."""
    query = ChangedRow.select(
        ChangedRow.ticket, ChangedRow.table, ChangedRow.key, ChangedRow.old
    ).where(ChangedRow.change.in_(changes), ChangedRow.ticket.is_null(False))
    found: dict[int, dict[int, dict[str, Any]]] = {}
    for ticket, table, key, old in tuples(query.order_by(ChangedRow.id)):
        rows = found.setdefault(ticket, {})
        if table == "ticket_row" and old is not None:
            rows[key] = old
    return found


def _call(
    shop: Shop, key: int, rows: dict[int, dict[str, Any]], names: dict[int, str]
) -> tuple[tuple[date, int], Call] | None:
    ticket: Ticket | None = Ticket.get_or_none(Ticket.id == key)
    if ticket is None or ticket.day < shop.today():
        return None
    entry = _entry_of(ticket)
    if ticket.status != LIVE[0] and entry is None:
        return None  # confirmed: they were reached; or it has begun, or is called off
    saved = list(
        TicketRow.select()
        .where(TicketRow.ticket == ticket, TicketRow.start.is_null(False))
        .order_by(TicketRow.start)
    )
    before = [
        (rows.get(row.id, {}).get("start", row.start), _was(row, rows.get(row.id, {})))
        for row in saved
        if entry is not None or row.id in rows
    ]
    if not before or not (entry is not None or _matters(saved, rows)):
        return None
    start, whose = min(before)
    was = f"{shop.time(start)} {names.get(whose or 0, 'nobody yet')}"
    first = min(saved, key=lambda row: row.start)
    takers = ", ".join(dict.fromkeys(row.employee_name for row in saved if row.id in rows))
    now = f"{shop.time(first.start)} {takers}" if entry is None else "wait list"
    phone = entry.phone if entry is not None else ""
    call = Call(
        ticket.id, ticket.version, entry.id if entry is not None else None, ticket.day,
        ticket.pet_names or ticket.client_name, ticket.client_name,
        shop.phone_text(phone or _phone(ticket.__data__["client"])), was, now,
        entry.answer if entry is not None else _tried(ticket),
    )  # fmt: skip
    return (ticket.day, start), call


def _was(row: TicketRow, old: dict[str, Any]) -> int | None:
    found: int | None = old.get("employee", row.__data__["employee"])
    return found


def _matters(saved: list[TicketRow], rows: dict[int, dict[str, Any]]) -> bool:
    """Tell whether a client must know: another time, or not whom they asked for."""
    old = [rows[row.id] for row in saved if row.id in rows]
    return any("start" in values or values.get("requested") for values in old)


def _entry_of(ticket: Ticket) -> WaitEntry | None:
    """Give the entry that a visit became, while it waits and its client was not reached."""
    if ticket.status != "cancelled":
        return None
    made = ChangedRow.select(ChangedRow.key).where(
        ChangedRow.table == "wait_entry",
        ChangedRow.change.in_(
            ChangedRow.select(ChangedRow.change).where(
                ChangedRow.ticket == ticket.id, ChangedRow.table == "ticket"
            )
        ),
    )
    entry: WaitEntry | None = (
        WaitEntry.select()
        .where(
            WaitEntry.id.in_(made),
            WaitEntry.client == ticket.__data__["client"],
            WaitEntry.status == "waiting",
            WaitEntry.answer != "reached",
        )
        .order_by(WaitEntry.id.desc())
        .first()
    )
    return entry


def _phone(client: int | None) -> str:
    query = Client.select(Phone.shown).join(
        Phone, JOIN.LEFT_OUTER, on=(Phone.client == Client.id) & Phone.primary
    )
    found = tuples(query.where(Client.id == client))
    return (found[0][0] or "") if found else ""


CALLED = "Called: "


def _tried(ticket: Ticket) -> str:
    note = (
        TicketNote.select()
        .where(TicketNote.ticket == ticket, TicketNote.text.startswith(CALLED))
        .order_by(TicketNote.id.desc())
        .first()
    )
    return note.text.removeprefix(CALLED) if note is not None else ""


def called(shop: Shop, call: Call, answer: str, by: Actor) -> str:
    """Note what a call came to: `reached`, `voicemail` or `no answer`; say what was done.

    A visit whose client was reached is confirmed.
    """
    if answer not in marking.ANSWERS:
        raise Refused(f"A call ends as one of these: {', '.join(marking.ANSWERS)}.")
    if call.entry is not None:
        return marking.called(call.entry, answer, by)
    if answer == "reached":
        return status.advance(shop, [(call.ticket, call.version)], "confirmed", by, how="Phone")
    with change("", by) as door:
        ticket = Ticket.get_or_none(Ticket.id == call.ticket)
        if ticket is None:
            raise Refused("This visit is no longer there. Look at the list again.")
        door.insert(TicketNote, ticket=ticket, text=f"{CALLED}{answer}", at=door.at, author=by.name)
        door.what = f"called {call.name}: {answer}"
        return door.what
