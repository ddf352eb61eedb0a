"""The list of calls: every pet and service that is due without a visit ahead, in a few queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, NamedTuple

from peewee import JOIN

from db.connection import reading
from db.models import Bookable, Client, Item, Pet, Phone, TicketRow
from db.models.base import tuples
from pettui.people.recall.calls import Call, back_on, call_for, last_calls, rests
from pettui.people.recall.due import Due
from pettui.people.recall.gathering import Kept, gather, still_holds
from pettui.people.recall.rhythm import DUE, LAPSED, OVERDUE, STATES, Rhythm
from pettui.team.shop import Shop
from pettui.text import fold

MOST = 500


class Line(NamedTuple):
    """A call to make: who, for what, since when, at which number, and what the last one was.

    `wants_calls` is what the client said about calls about appointments. `resting` is the day
    from which on they are listed again; `stopped` are those whom nobody is to call.
    """

    client: int
    client_name: str
    phone: str
    wants_calls: bool
    pet: int
    pet_name: str
    item: int
    service: str
    last: date
    ticket: int
    groomer: str
    rhythm: Rhythm
    due: date
    state: str
    call: Call | None
    resting: date | None
    stopped: bool


class Recall(NamedTuple):
    """The lines that are shown, and how many calls there are of each state."""

    lines: tuple[Line, ...]
    counts: dict[str, int]
    total: int  # as many lines as there would be without a limit
    resting: int
    kept: Kept  # makes the next reading quick


class _Found(NamedTuple):
    pet: int
    client: int
    due: Due
    call: Call | None
    is_resting: bool


def recall(
    shop: Shop,
    *,
    states: Collection[str] = STATES,
    text: str = "",
    resting: bool = False,
    limit: int = MOST,
    kept: Kept | None = None,
) -> Recall:
    """Give who should be called today, all lines of a client together, the most urgent first.

    Pets that died or are not active, and clients who are not, are never listed; nor is who has
    a visit ahead or stands on the wait list. Whoever was not here for a year and a half is gone.

    Args:
        shop: the shop.
        states: which of "due", "overdue" and "lapsed".
        text: words that the client's or pet's name, the service or the number must hold.
        resting: list only those who were called and are left in peace for now.
        limit: how many lines to give.
        kept: what a reading before worked out; it is used where it still holds.
    """
    with reading():
        kept = kept if kept is not None and still_holds(shop, kept) else gather(shop)
        found = _found(shop, kept)
        shown = [one for one in found if one.is_resting == resting]
        counts = Counter(one.due.state for one in shown)
        wanted = [one for one in shown if one.due.state in states]
        ordered = _by_client(wanted)
        if text.strip():
            # Whoever may not see the numbers finds by their digits all the same.
            lines = [one for one in _lines(ordered) if _holds(one, text)]
            total = len(lines)
        else:
            lines, total = _lines(ordered[:limit]), len(ordered)
    return Recall(
        _for_eyes(shop, lines[:limit]), {state: counts[state] for state in STATES}, total,
        sum(one.is_resting for one in found), kept,
    )  # fmt: skip


def _for_eyes(shop: Shop, lines: list[Line]) -> tuple[Line, ...]:
    if shop.may("people.phones"):
        return tuple(lines)
    return tuple(one._replace(phone=shop.phone_text(one.phone)) for one in lines)


def _found(shop: Shop, kept: Kept) -> list[_Found]:
    calls = last_calls(shop)
    found = []
    for pet, client, due in kept.dues:
        call = call_for(calls, pet, (due.item,)) if calls else None
        found.append(_Found(pet, client, due, call, rests(call, due.last, kept.today)))
    return found


def _by_client(found: list[_Found]) -> list[_Found]:
    """Order by state and day; one call is for all pets of a client, so they stand together."""
    urgency = {OVERDUE: 0, DUE: 1, LAPSED: 2}

    def order(one: _Found) -> tuple[int, int]:
        day = one.due.due.toordinal()
        # Of those who are late, the latest are the likeliest to come back.
        return urgency[one.due.state], day if one.due.state == DUE else -day

    first: dict[int, tuple[int, int]] = {}
    for one in found:
        first[one.client] = min(first.get(one.client, order(one)), order(one))
    return sorted(found, key=lambda one: (first[one.client], one.client, order(one), one.pet))


def _lines(found: list[_Found]) -> list[Line]:
    """Read what a line shows, of those that are shown."""
    people: dict[int, tuple[Any, ...]] = {}
    names: dict[int, str] = {}
    groomers: dict[int, str] = {}
    for part in _parts(found):
        people |= _people({one.client for one in part})
        pets = Pet.select(Pet.id, Pet.name).where(Pet.id.in_([one.pet for one in part]))
        names |= dict(tuples(pets))
        groomers |= _groomers({one.due.ticket for one in part})
    items = dict(tuples(Item.select(Item.id, Item.name)))
    lines = []
    for one in found:
        due, call = one.due, one.call
        name, phone, wants = people[one.client]
        service = " + ".join(items.get(item, "") for item in (due.item, *due.along))
        until = back_on(call) if call is not None and one.is_resting else None
        lines.append(
            Line(
                one.client, name, phone, wants, one.pet, names[one.pet], due.item, service,
                due.last, due.ticket, groomers.get(due.ticket, ""), due.rhythm, due.due, due.state,
                call, until, one.is_resting and until is None,
            )
        )  # fmt: skip
    return lines


def _parts(found: list[_Found], size: int = 900) -> Iterable[list[_Found]]:
    return (found[at : at + size] for at in range(0, len(found), size))


def _people(clients: Collection[int]) -> dict[int, tuple[Any, ...]]:
    query = (
        Client.select(
            Client.id, Client.first_name, Client.last_name, Phone.shown, Client.call_appointments
        )
        .join(Phone, JOIN.LEFT_OUTER, on=(Phone.client == Client.id) & Phone.primary)
        .where(Client.id.in_(list(clients)))
    )
    return {
        key: (f"{first} {last}".strip(), phone or "", bool(wants))
        for key, first, last, phone, wants in tuples(query)
    }


def _groomers(tickets: Collection[int]) -> dict[int, str]:
    """Give who did the longest part of visits."""
    length = TicketRow.setup + TicketRow.process + TicketRow.finish
    query = (
        TicketRow.select(TicketRow.ticket, Bookable.label)
        .join(Bookable, on=TicketRow.employee == Bookable.id)
        .where(TicketRow.ticket.in_(list(tickets)))
        .order_by(length)
    )
    return dict(tuples(query))


def _holds(line: Line, text: str) -> bool:
    whole = fold(f"{line.client_name} {line.pet_name} {line.service} {line.phone} {line.groomer}")
    return all(word in whole for word in fold(text).split())
