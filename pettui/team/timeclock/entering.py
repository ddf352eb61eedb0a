"""Writes the rows of punches that were not made at a clock: amendments, and what was missed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from db.models import BreakKind, Employee, PayRate, Punch
from pettui.history.door import Clash, Door, Refused
from pettui.team.shop import Shop
from pettui.team.timeclock import breaks
from pettui.team.timeclock.checking import Watched, anchor, refuse_ahead
from pettui.team.timeclock.effective import Effective, effective
from pettui.team.timeclock.pairing import pair
from pettui.team.timeclock.rows import next_sequence, place_of
from pettui.text import clean_note

KINDS = {
    "in": "clock-in",
    "out": "clock-out",
    "break": "start of a break",
    "back": "end of a break",
}
"""What a punch is called, by its kind."""


class NewPunch(NamedTuple):
    """A punch to be entered; `after` is one that it follows, where that is known."""

    kind: str
    at: datetime
    break_kind: int | None = None
    rate: int | None = None
    comment: str = ""
    after: int | None = None


def refuse_unknown(shop: Shop, employee: int, new: NewPunch, now: datetime) -> None:
    """Raise Refused for a kind, break or role that does not exist, and for a time ahead."""
    if new.kind not in KINDS:
        raise Refused(f"A punch is one of {', '.join(KINDS)}.")
    if (
        new.break_kind is not None
        and not BreakKind.select()
        .where(BreakKind.id == new.break_kind, BreakKind.branch == shop.branch)
        .exists()
    ):
        raise Refused("This kind of break is not there any more. Choose another.")
    if (
        new.rate is not None
        and not PayRate.select()
        .where(PayRate.id == new.rate, PayRate.employee == employee)
        .exists()
    ):
        raise Refused("This role is not one of the person's. Choose another.")
    refuse_ahead(shop, new.at, now)


def enter(
    door: Door,
    shop: Shop,
    employee: int,
    new: NewPunch,
    watch: Watched,
    *,
    source: str,
    reason: str,
) -> int:
    """Write a punch that was missed, after the one that it follows by its time."""
    if not Employee.select().where(Employee.bookable == employee).exists():
        raise Refused("Nobody has this number any more. Look at the list again.")
    if new.break_kind is not None and new.break_kind < 0:  # ready-made: it gets its row now
        ready = breaks.kept(door, shop, new.break_kind)
        new = new._replace(break_kind=ready.id if ready is not None else None)
    refuse_unknown(shop, employee, new, door.at)
    place = place_of(new.at, shop.zone)
    punches = effective(place.day, place.day, employee).get(employee, ())
    if new.after is None:
        after = anchor(punches, pair(punches, door.at), new.at, new.kind)
    else:
        after = _clocked(punches, new.after)
    row = _write(
        door, shop, employee, kind=new.kind, break_kind=_break(new.kind, new.break_kind),
        rate=new.rate, comment=clean_note(new.comment, 500), after=after, source=source,
        reason=reason, **place._asdict(),
    )  # fmt: skip
    watch.fresh.add(row)
    watch.punch = row
    return row


def replace(
    door: Door,
    shop: Shop,
    punch: Effective,
    seen: int,
    watch: Watched,
    *,
    reason: str,
    **values: Any,
) -> int:
    """Write what a punch means from now on; raises Clash when it is not the one that was `seen`."""
    if punch.now.id != seen:
        raise Clash(
            f"{punch.now.account_name or 'Somebody'} amended this {KINDS[punch.kind]} in the"
            f" meantime ({punch.now.reason}). Look at it again and repeat your change.",
            {},
        )
    now, employee = punch.now, punch.made.employee
    new = NewPunch(
        values.get("kind", now.kind), values.get("at", now.at),
        values.get("break_kind", now.break_kind), values.get("rate", now.rate),
        values.get("comment", now.comment),
    )  # fmt: skip
    if new.at != now.at or not values.get("void"):
        refuse_unknown(shop, employee, new, door.at)
    place = place_of(new.at, now.zone)
    row = _write(
        door, shop, employee, kind=new.kind, break_kind=_break(new.kind, new.break_kind),
        rate=new.rate, comment=clean_note(new.comment, 500), amends=punch.id, source="manager",
        void=bool(values.get("void", now.void)), reason=reason, **place._asdict(),
    )  # fmt: skip
    watch.punch = row
    return row


def days_about(shop: Shop, *punches: Effective | datetime) -> set[date]:
    """Give the days that some punches or instants are on."""
    return {place_of(p, shop.zone).day if isinstance(p, datetime) else p.day for p in punches}


def _write(door: Door, shop: Shop, employee: int, **values: Any) -> int:
    row = door.insert(
        Punch, branch=shop.branch, employee=employee, terminal=door.by.terminal,
        sequence=next_sequence(door.by.terminal), account=door.by.account,
        account_name=door.by.name, **values,
    )  # fmt: skip
    return int(row.id)


def _break(kind: str, break_kind: int | None) -> int | None:
    return break_kind if kind == "break" else None


def _clocked(punches: tuple[Effective, ...], after: int) -> int:
    """Give the punch of a clock that stands for one that may have been added later itself."""
    by_row = {row.id: punch for punch in punches for row in punch.history}
    while after in by_row:
        made = by_row[after].made
        if not made.added or made.after is None:
            return made.id
        after = made.after
    return after
