"""The path of a visit (booked to closed), and the ways in which it ends otherwise (DOMAIN 17)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from db.models import Ticket, TicketRow
from pettui.book.day import ENDED
from pettui.history.actor import Actor
from pettui.history.door import Door, Refused, change
from pettui.team.shop import Shop
from pettui.text import clean

PATH = ("booked", "confirmed", "arrived", "in progress", "ready", "closed")
WORDS = {
    "booked": "Booked",
    "confirmed": "Confirmed",
    "arrived": "Arrived",
    "in progress": "In progress",
    "ready": "Ready",
    "closed": "Closed",
    "cancelled": "Cancelled",
    "late cancel": "Cancelled late",
    "no-show": "No-show",
    "void": "Void",
}
_STAMPS = {"arrived": "arrived", "in progress": "started", "ready": "ready", "closed": "closed"}
CONFIRMED_BY = ("Phone", "Answering machine", "In person", "E-mail", "Text message")


@dataclass(frozen=True)
class Ending:
    """A way in which a visit ends without being done."""

    id: str
    words: str
    hint: str


ENDINGS = (
    Ending("cancelled", "Cancelled", "in good time; the slot is free again"),
    Ending("late cancel", "Cancelled late", "counts at the next booking"),
    Ending("no-show", "Did not come", "counts at the next booking"),
    Ending("void", "Booked by mistake", "as if it had never been"),
)


def next_of(status: str) -> str | None:
    """Give the next status on the path; None at its end or off it."""
    if status not in PATH[:-1]:
        return None
    return PATH[PATH.index(status) + 1]


def is_late_cancel(shop: Shop, visit: datetime, now: datetime) -> bool:
    """Tell whether a cancellation at `now` of a visit (both wall clock) counts as late."""
    return now > visit - timedelta(hours=int(shop.setting("visit.late_cancel_hours")))


def advance(
    shop: Shop, tickets: Sequence[tuple[int, int]], to: str, by: Actor, *, how: str = ""
) -> str:
    """Set the status of tickets, given as (id, version as seen), and say what was done.

    Any status of the path can be set, forwards or back; only a closed ticket stays closed.
    `how` says how a visit was confirmed.
    """
    if to not in PATH:
        raise Refused(f"{to} is not a status of a visit.")
    with change("", by) as door:
        names = []
        for key, version in tickets:
            ticket = _fresh(door, key, version)
            if ticket.kind == "block":
                raise Refused("A time block has no status; x removes it.")
            if ticket.status == "closed":
                raise Refused(f"Ticket {ticket.number} is closed; undo reopens it.")
            if ticket.status != to or how:  # what stands already keeps the time it was set at
                door.update(ticket, **_values(door, ticket, to, how))
            names.append(ticket.pet_names or ticket.client_name)
        door.what = f"{', '.join(names)}: {WORDS[to].lower()}"
        return door.what


def _values(door: Door, ticket: Ticket, to: str, how: str) -> dict[str, Any]:
    values: dict[str, Any] = {"status": to, "ended": None}
    if ticket.status in ENDED:
        values["reason"] = ""  # it was the reason of the ending
    if to in _STAMPS and ticket.status != to:
        values[_STAMPS[to]] = door.at
    for later in PATH[PATH.index(to) + 1 :]:
        if later in _STAMPS:
            values[_STAMPS[later]] = None
    if to == "confirmed":
        values["confirmed_by"] = clean(how, 40) or ticket.confirmed_by or "Phone"
    elif to == "booked":
        values["confirmed_by"] = ""
    return values


def end(
    shop: Shop, tickets: Sequence[tuple[int, int]], how: str, by: Actor, *, reason: str = ""
) -> str:
    """End tickets without the visit: cancelled, late cancel, no-show or void; say what was done.

    Their slots are free at once. Time blocks can only be removed (void).
    """
    if how not in {ending.id for ending in ENDINGS}:
        raise Refused(f"{how} is not a way to end a visit.")
    with change("", by) as door:
        ended = [_fresh(door, key, version) for key, version in tickets]
        names = [end_one(door, shop, ticket, how, reason) for ticket in ended]
        only_blocks = all(ticket.kind == "block" for ticket in ended)
        door.what = f"{', '.join(names)}: {'removed' if only_blocks else WORDS[how].lower()}"
        if reason:
            door.what += f" ({clean(reason, 80)})"
        return door.what


def end_one(door: Door, shop: Shop, ticket: Ticket, how: str, reason: str) -> str:
    """End one ticket inside an open change, and give its name."""
    if ticket.status == "closed":
        raise Refused(f"Ticket {ticket.number} is closed; undo reopens it.")
    to = "void" if ticket.kind == "block" else how
    if to == "no-show" and _start(ticket) > shop.now():
        raise Refused(
            f"{ticket.pet_names or ticket.client_name} is not due yet;"
            " a no-show can be marked once the visit has begun."
        )
    more = {} if ticket.kind == "block" else {"reason": clean(reason, 200)}
    door.update(ticket, status=to, ended=door.at, **more)
    return ticket.pet_names or ticket.client_name or ticket.reason or "time block"


def _fresh(door: Door, key: int, version: int) -> Ticket:
    ticket: Ticket | None = Ticket.get_or_none(Ticket.id == key)
    if ticket is None:
        raise Refused("This ticket is no longer there. Look at the day again.")
    door.refuse_stale(ticket, version)
    return ticket


def _start(ticket: Ticket) -> datetime:
    row = (
        TicketRow.select(TicketRow.start)
        .where(TicketRow.ticket == ticket, TicketRow.start.is_null(False))
        .order_by(TicketRow.start)
        .first()
    )
    minute = row.start if row else 0
    return datetime.combine(ticket.day, datetime.min.time()) + timedelta(minutes=minute)
