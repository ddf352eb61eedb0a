"""Calls off visits of a series: this one, this and those that follow, or all that are open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from db.models import Ticket
from db.models.base import tuples
from pettui.book import booking, status
from pettui.book.checking import check
from pettui.book.day import LIVE
from pettui.book.series import record
from pettui.book.series.scope import FOLLOWING, SCOPES, THIS, in_scope
from pettui.history.actor import Actor
from pettui.history.door import Door, Refused, change
from pettui.team.shop import Shop
from pettui.text import clean, count


def end(
    shop: Shop,
    ticket: int,
    version: int,
    how: str,
    scope: str,
    by: Actor,
    *,
    reason: str = "",
) -> str:
    """End a visit, and others of its series with the same reason; say what was done.

    This visit ends as `how` says. The others are cancelled in good time, or were a mistake with
    it. Once all that follow are called off, the series is over; undo brings everything back.
    """
    if scope == THIS:
        return status.end(shop, [(ticket, version)], how, by, reason=reason)
    if scope not in SCOPES:
        raise Refused(f"{scope} is not a choice. Choose this one, this and following, or all.")
    with change("", by) as door:
        row: Ticket | None = Ticket.get_or_none(Ticket.id == ticket)
        if row is None or row.__data__["series"] is None:
            raise Refused("This visit is part of no series any more. Look at the day again.")
        door.refuse_stale(row, version)
        others = "void" if how == "void" else "cancelled"
        chosen = in_scope(row, scope)
        for one in chosen:
            status.end_one(door, shop, one, how if one.id == ticket else others, reason)
        door.update(record.the(row.__data__["series"]), active=False)
        name = row.pet_names or row.client_name or row.reason
        which = "from here on" if scope == FOLLOWING else "all open ones"
        said = "removed" if row.kind == "block" else status.WORDS[how].lower()
        door.what = f"{name}: {said}, {which} ({count(len(chosen), 'date')})"
        if reason:
            door.what += f", {clean(reason, 80)}"
        return door.what


def call_off(
    shop: Shop, tickets: Sequence[int], by: Actor, *, reason: str, pet: int | None = None
) -> str:
    """Cancel visits to which nobody will come: of a pet that died, of a client who left.

    Where other pets come too, only what was for `pet` goes. They were listed to somebody a
    moment ago; those that ended meanwhile stay as they are.
    """
    with change("", by) as door:
        rows = [
            row
            for row in Ticket.select().where(Ticket.id.in_(list(tickets))).order_by(Ticket.day)
            if row.status in LIVE
        ]
        if not rows:
            raise Refused("These visits are over already. Nothing was changed.")
        names = ", ".join(dict.fromkeys(row.pet_names or row.client_name for row in rows))
        for row in rows:
            plan = booking.plan_of(row.id)
            others = tuple(one for one in plan.rows if one.pet != pet)
            if pet is not None and others and len(others) < len(plan.rows):
                words = [p.words for p in check(shop, replace(plan, rows=others)).needs_asking]
                booking.put(door, shop, replace(plan, rows=others), by, agreed=words)
            else:
                status.end_one(door, shop, row, "cancelled", reason)
        _end_the_empty(door, {row.__data__["series"] for row in rows} - {None})
        door.what = f"{names}: {count(len(rows), 'visit')} called off, {clean(reason, 80)}"
        return door.what


def _end_the_empty(door: Door, series: set[int]) -> None:
    """End the series of which nothing is left to come."""
    query = Ticket.select(Ticket.series).where(
        Ticket.series.in_(list(series)), Ticket.status.in_(list(LIVE))
    )
    left = {key for (key,) in tuples(query)}
    for key in sorted(series - left):
        door.update(record.the(key), active=False)
