"""What a decision about punches must not do: harm the order of times, or count a minute twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from pettui.history.door import Door, Refused
from pettui.team.shop import Shop
from pettui.team.timeclock.correcting import Correction, carrying
from pettui.team.timeclock.effective import Effective, effective
from pettui.team.timeclock.pairing import pair
from pettui.team.timeclock.rights import refuse_unless_manager
from pettui.team.timeclock.shifts import Shift
from pettui.team.timeclock.wall import wall_text
from pettui.text import clean

_ORDER = ("overlap", "out before in")
_HARM = {
    "overlap": "That would overlap another shift: {shift}. Change or void that one first.",
    "out before in": "The times would be in the wrong order: {shift}. Look at them again.",
    "missing in": "There would be no clock-in for this: {shift}. Enter it too, or another time.",
    "missing out": "There would be no clock-out for this: {shift}. Enter it too, or another time.",
    "missing back": "A break would have no end: {shift}. Enter it too.",
    "missing break": "A break would have no beginning: {shift}. Enter it too.",
}
"""Doubts that no decision may bring about, with words for people."""


class Watched(Correction):
    """What a decision writes: the new punches, so that theirs may still lack an end."""

    def __init__(self) -> None:
        self.fresh: set[int] = set()


def reason_of(text: str) -> str:
    """Clean a reason; raises Refused where there is none."""
    reason = clean(text, 200)
    if not reason:
        raise Refused("Say the reason: it stays with the punch, for everybody who looks later.")
    return reason


def refuse_ahead(shop: Shop, at: datetime, now: datetime) -> None:
    """Raise Refused for a time that is still to come."""
    if at > now + timedelta(minutes=1):
        raise Refused(
            f"{wall_text(shop, at)} lies ahead. A punch can be entered once it has happened."
        )


@contextmanager
def watched(
    door: Door,
    shop: Shop,
    employee: int,
    days: Iterable[date],
    reason: str,
    *,
    gaps: bool = False,
) -> Iterator[Watched]:
    """Look at somebody's shifts before and after a decision; raise Refused where it does harm.

    What it changes of closed days is carried into the next open period.

    Args:
        door: the open change.
        shop: the shop.
        employee: whose punches they are.
        days: the days of what is written and of what it replaces.
        reason: what the history says of a correction that is carried.
        gaps: whether ends may come to be missing (voiding a punch).
    """
    refuse_unless_manager(door.by)
    wanted = sorted(days)
    before = _harm(_shifts(shop, employee, wanted, door.at), set(), gaps=gaps)
    watch = Watched()
    with carrying(door, shop, employee, wanted, reason) as correction:
        yield watch
        correction.punch = watch.punch
        shifts = _shifts(shop, employee, wanted, door.at)
        worse = _harm(shifts, watch.fresh, gaps=gaps) - before
        for kind in worse:
            raise Refused(_HARM[kind].format(shift=_where(shop, shifts, kind)))
    watch.carried = correction.carried


def _shifts(shop: Shop, employee: int, days: list[date], now: datetime) -> tuple[Shift, ...]:
    punches = effective(days[0], days[-1], employee).get(employee, ())
    return pair(punches, now, longest=int(shop.setting("hours.longest_shift")) * 60)


def _harm(shifts: tuple[Shift, ...], fresh: set[int], *, gaps: bool) -> Counter[str]:
    found: Counter[str] = Counter()
    for shift in shifts:
        for doubt in shift.doubts:
            begun = {shift.punches[0].id, doubt.punch} & fresh
            ends = ("missing out", "missing back") if shift.end is None else ()
            unfinished = begun and doubt.kind in ends
            if doubt.kind in _ORDER or (doubt.kind in _HARM and not gaps and not unfinished):
                found[doubt.kind] += 1
    return found


def _where(shop: Shop, shifts: tuple[Shift, ...], kind: str) -> str:
    """Say the last shift that has a doubt."""
    shift = next(s for s in reversed(shifts) if any(d.kind == kind for d in s.doubts))
    times = [p.now.wall for p in shift.punches]
    clock = [shop.time(t.hour * 60 + t.minute) for t in times]
    return f"{' - '.join(clock)} on {shop.short_day(shift.day)}"


def anchor(
    punches: tuple[Effective, ...], shifts: tuple[Shift, ...], at: datetime, kind: str
) -> int | None:
    """Give the punch of a clock after which a row of some time stands; None before all of them.

    Rows that were added later stand beside each other, in the order of their times.
    """
    inside = next((s for s in shifts if s.start and s.end and s.start < at <= s.end), None)
    among = inside.punches if inside is not None else punches
    before = [
        p
        for p in among
        if not p.void
        and not p.wrong_clock
        and (p.at < at or (p.at == at and not (p.kind == "in" and kind != "in")))
    ]
    if not before:
        return None
    by_id = {p.id: p for p in punches}
    found = before[-1]
    while found.made.added and found.made.after in by_id:
        found = by_id[found.made.after]
    return None if found.made.added else found.id
