"""Managers answer requests: punches that somebody says were missed (DOMAIN 6.2)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from db.models import PunchRequest
from pettui.history.actor import Actor
from pettui.history.door import Door, Refused, change
from pettui.team.shop import Shop
from pettui.team.timeclock.checking import reason_of, watched
from pettui.team.timeclock.entering import KINDS, NewPunch, days_about, enter
from pettui.team.timeclock.hours import names
from pettui.team.timeclock.rights import refuse_unless_manager
from pettui.team.timeclock.wall import wall_text
from pettui.text import clean


def approve(
    shop: Shop,
    request: int,
    by: Actor,
    *,
    seen: int | None = None,
    at: datetime | None = None,
    answer: str = "",
) -> int:
    """Let what was asked for count, at the time that was said or at another; give the punch's id.

    A whole break that was missed counts as one: its beginning brings its end along, and the end
    its beginning, for neither can stand alone.

    Args:
        shop: the shop.
        request: the request's id.
        by: the manager.
        seen: the version of the request that was looked at.
        at: another instant than the one that was said; then an answer has to say why.
        answer: words for the person who asked.

    Raises:
        Refused: it is answered already, or the punch would overlap or stand in a wrong order.
        Clash: somebody else answered it since it was seen.
    """
    with change("", by, undoable=False) as door:
        row = _waiting(door, request, seen)
        changed = at is not None and at != row.said
        said = reason_of(answer) if changed else clean(answer, 200)
        when = at if at is not None else row.said
        employee = int(row.__data__["employee"])
        reason = said or clean(row.comment, 200) or "as asked"
        days = days_about(shop, when, row.said)
        with watched(door, shop, employee, days, reason) as watch:
            new = NewPunch(row.kind, when, comment=row.comment, after=row.__data__["after"])
            punch = enter(door, shop, employee, new, watch, source="request", reason=reason)
            other = _other_end(row)
            if other is not None:
                more = NewPunch(other.kind, other.said, comment=other.comment, after=new.after)
                ended = enter(door, shop, employee, more, watch, source="request", reason=reason)
                _answer(door, other, "approved", said, result=ended)
        _answer(door, row, "changed" if changed else "approved", said, result=punch)
        told = f"{KINDS[row.kind]} of {_name(employee)} {wall_text(shop, when)}"
        door.what = f"approved {told}" + (f" ({said})" if said else "")
    return punch


def _other_end(row: PunchRequest) -> PunchRequest | None:
    """Give the request for the other end of the break that a request is about, if there is one."""
    ask = PunchRequest
    mine = (ask.employee == row.employee) & (ask.state == "waiting") & (ask.id != row.id)
    after = row.__data__["after"]
    mine &= ask.after.is_null() if after is None else ask.after == after
    if row.kind == "break":
        later = ask.select().where(mine, ask.said >= row.said).order_by(ask.said, ask.id).first()
        return later if later is not None and later.kind == "back" else None
    if row.kind == "back":
        earlier = ask.select().where(mine, ask.said <= row.said)
        found = earlier.order_by(ask.said.desc(), ask.id.desc()).first()
        return found if found is not None and found.kind == "break" else None
    return None


def refuse(shop: Shop, request: int, by: Actor, answer: str, *, seen: int | None = None) -> None:
    """Refuse a request, with words for the person who asked; its shift stays as it is."""
    said = reason_of(answer)
    with change("", by, undoable=False) as door:
        refuse_unless_manager(by)
        row = _waiting(door, request, seen)
        _answer(door, row, "refused", said)
        told = f"{KINDS[row.kind]} of {_name(int(row.__data__['employee']))}"
        door.what = f"refused {told} {wall_text(shop, row.said)} ({said})"


def _waiting(door: Door, request: int, seen: int | None) -> PunchRequest:
    row: PunchRequest | None = PunchRequest.get_or_none(PunchRequest.id == request)
    if row is None:
        raise Refused("This request is not there. Look at the list again.")
    door.refuse_stale(row, seen)
    if row.state != "waiting":
        raise Refused(f"This request was {row.state} by {row.decided_name or 'somebody'} already.")
    return row


def _answer(door: Door, row: PunchRequest, state: str, answer: str, **more: Any) -> None:
    door.update(
        row, state=state, decided_at=door.at, decided_by=door.by.account,
        decided_name=door.by.name, answer=answer, **more,
    )  # fmt: skip


def _name(employee: int) -> str:
    return names().get(employee, (0, "somebody"))[1]
