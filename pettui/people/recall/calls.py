"""What calls came to, and how long somebody is left in peace after one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from db.models import Client, Pet, RecallCall
from db.models.base import tuples
from pettui import clock
from pettui.history.actor import Actor
from pettui.history.door import Refused, change
from pettui.team.shop import Shop
from pettui.text import clean

REACHED, VOICEMAIL, NO_ANSWER, LATER, STOP = "reached", "voicemail", "no answer", "later", "stop"
REST = {REACHED: 14, VOICEMAIL: 3, NO_ANSWER: 1, LATER: 28}
"""Days after a call in which its client is not on the list, where nobody said another day."""
MAX_NOTE = 200


class Call(NamedTuple):
    """The last call for a pet: what it came to, when on the shop's clock, and by whom."""

    id: int
    outcome: str
    at: datetime
    until: date | None
    note: str
    author: str


class Who(NamedTuple):
    """A line of the list as somebody saw it: `seen` is its last call, 0 for none."""

    pet: int
    item: int
    seen: int = 0


def back_on(call: Call) -> date | None:
    """Give the first day on which somebody is on the list again; None for never."""
    if call.outcome == STOP:
        return None
    return call.until or call.at.date() + timedelta(days=REST[call.outcome])


def rests(call: Call | None, last: date, today: date) -> bool:
    """Tell whether somebody is left in peace today; a visit since the call begins anew.

    Only that nobody is to be called outlasts a visit.
    """
    if call is None:
        return False
    until = back_on(call)
    if until is None:
        return True
    return call.at.date() >= last and today < until


def last_calls(shop: Shop) -> dict[tuple[int, int | None], Call]:
    """Give the last call by (pet, service); service None is for all services of the pet."""
    query = RecallCall.select(
        RecallCall.pet, RecallCall.item, RecallCall.id, RecallCall.outcome, RecallCall.at,
        RecallCall.until, RecallCall.note, RecallCall.author,
    ).order_by(RecallCall.at, RecallCall.id)  # fmt: skip
    found: dict[tuple[int, int | None], Call] = {}
    for pet, item, key, outcome, at, *rest in tuples(query):
        found[pet, item] = Call(key, outcome, clock.wall_of(at, shop.zone), *rest)
    return found


def call_for(
    calls: dict[tuple[int, int | None], Call], pet: int, items: Iterable[int]
) -> Call | None:
    """Give the newest call that was about a pet and one of the services, or about all."""
    known = [calls.get((pet, item)) for item in (*items, None)]
    return max((c for c in known if c is not None), key=lambda c: (c.at, c.id), default=None)


def mark(
    shop: Shop,
    lines: Sequence[Who],
    outcome: str,
    by: Actor,
    *,
    until: date | None = None,
    note: str = "",
) -> str:
    """Note what a call came to, for each line that it was about; say what was noted.

    Args:
        shop: the shop.
        lines: who was called for, as they were seen.
        outcome: "reached", "voicemail", "no answer", "later" or "stop".
        by: who called.
        until: the day from which on they are listed again; else the outcome decides.
        note: what was said.

    Raises Refused where somebody else has called since the list was seen, or for a day that
    is not ahead.
    """
    if outcome not in (*REST, STOP) or not lines:
        raise Refused("A call ends with reached, voicemail, no answer, later or stop.")
    if until is not None and until <= shop.today():
        raise Refused(f"{shop.day(until)} is not ahead. Say a day from tomorrow on.")
    pets = {line.pet for line in lines}
    with change("", by) as door:
        known = dict(
            (pet, (name, f"{first} {last}".strip()))
            for pet, name, first, last in tuples(
                Pet.select(Pet.id, Pet.name, Client.first_name, Client.last_name)
                .join(Client)
                .where(Pet.id.in_(list(pets)))
            )
        )
        if len(known) < len(pets):
            raise Refused("One of the pets is no longer on record. Look at the list again.")
        _refuse_called(shop, lines)
        for line in lines:
            door.insert(
                RecallCall, pet=line.pet, item=line.item or None, outcome=outcome, at=door.at,
                until=until, note=clean(note, MAX_NOTE), author=by.name,
            )  # fmt: skip
        names = ", ".join(dict.fromkeys(name for name, _ in known.values()))
        client = next(iter(known.values()))[1]
        door.what = f"called {client} for {names}: {_words(shop, outcome, until)}"
        return door.what


def _words(shop: Shop, outcome: str, until: date | None) -> str:
    if outcome == STOP:
        return "not to be called again"
    day = f" until {shop.day(until)}" if until else ""
    return f"{outcome}{day}"


def _refuse_called(shop: Shop, lines: Sequence[Who]) -> None:
    """Refuse a second call about the same, made by somebody who did not see the first."""
    for line in lines:
        call = (
            RecallCall.select()
            .where(
                RecallCall.pet == line.pet,
                (RecallCall.item == (line.item or None)) | RecallCall.item.is_null(),
                RecallCall.id > line.seen,
            )
            .order_by(RecallCall.id.desc())
            .first()
        )
        if call is not None:
            at = clock.wall_of(call.at, shop.zone)
            when = shop.time(at.hour * 60 + at.minute)
            raise Refused(
                f"{call.author or 'Somebody'} has called {call.pet.name}'s owner meanwhile"
                f" ({call.outcome}, {when}). Look at the list again."
            )
