"""Shifts out of punches. Pure: no database, no clock.

A shift belongs to the day of its clock-in, over midnight too (DOMAIN 6.4). What is not certain
counts nothing until somebody has decided it (DOMAIN 6.3): nobody gets a 16-hour day out of a
forgotten clock-out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise

from pettui.team.timeclock.effective import Effective
from pettui.team.timeclock.shifts import (
    NOTABLE,
    Break,
    Doubt,
    Shift,
    Waiting,
    minutes_between,
    to_minute,
)

LONGEST = 14 * 60
"""Minutes after which a shift is taken for a forgotten clock-out, where the shop says no other."""

SHORT_GAP = 20
"""Minutes between out and in again that may have been a paid rest (29 CFR 785.18)."""


def pair(
    punches: Sequence[Effective],
    now: datetime,
    waiting: Iterable[Waiting] = (),
    *,
    longest: int = LONGEST,
) -> tuple[Shift, ...]:
    """Make shifts of one person's punches, in their order.

    Args:
        punches: as `effective.effective` gives them; void ones are passed over.
        now: the present instant, which tells an open shift from a forgotten clock-out.
        waiting: requests of this person that nobody has decided yet.
        longest: minutes after which a shift has to be looked at.
    """
    groups = _grouped(punches)
    asked = _by_shift(waiting, punches, groups)
    shifts: list[Shift] = []
    for place, group in enumerate(groups):
        last = place == len(groups) - 1
        made = _shift(group, groups[place - 1] if place else [], now, longest, last=last)
        doubts = [Doubt("waiting", request.after, request.id) for request in asked.get(place, ())]
        shifts.append(made._replace(doubts=(*made.doubts, *doubts)))
    return _without_overlaps(shifts)


def _grouped(punches: Sequence[Effective]) -> list[list[Effective]]:
    """Cut punches into shifts: a clock-in begins one, a clock-out ends it."""
    groups: list[list[Effective]] = []
    inside = False
    for punch in punches:
        if punch.void:
            continue
        if punch.kind == "in" or not inside:
            groups.append([])
        groups[-1].append(punch)
        inside = punch.kind != "out"
    return groups


def _by_shift(
    waiting: Iterable[Waiting], punches: Sequence[Effective], groups: list[list[Effective]]
) -> dict[int, list[Waiting]]:
    """Say which shift a request is about: the one it follows, or the next where that is over."""
    place_of = {punch.id: place for place, group in enumerate(groups) for punch in group}
    order = {row.id: n for n, punch in enumerate(punches) for row in punch.history}
    found: dict[int, list[Waiting]] = {}
    for request in waiting:
        if request.after is not None and request.after not in order:
            continue  # it is about a time that was not read
        upto = 0 if request.after is None else order[request.after] + 1
        newest = next((p for p in reversed(punches[:upto]) if not p.void), None)
        place = place_of[newest.id] if newest else -1
        if newest is None or newest.kind == "out":
            place += 1
        if place < len(groups):
            found.setdefault(place, []).append(request)
    return found


def _shift(
    group: list[Effective], before: list[Effective], now: datetime, longest: int, *, last: bool
) -> Shift:
    first, final = group[0], group[-1]
    start = first.at if first.kind == "in" else None
    end = final.at if final.kind == "out" else None
    breaks, doubts = _breaks(group)
    live = last and end is None and start is not None
    is_open = (
        live and not any(p.wrong_clock for p in group) and minutes_between(first.at, now) <= longest
    )
    if is_open:
        doubts = [d for d in doubts if d.kind != "missing back" or d.punch != final.id]
    if start is None:
        doubts.insert(0, Doubt("missing in", first.id))
    if end is None and not is_open:
        doubts.append(Doubt("missing out", final.id))
    doubts += [Doubt("clock", p.id) for p in group if p.wrong_clock]
    good = [p for p in group if not p.wrong_clock]
    backwards = [b for a, b in pairwise(good) if to_minute(b.at) < to_minute(a.at)]
    doubts += [Doubt("out before in", punch.id) for punch in backwards[:1]]
    long = start is not None and end is not None and minutes_between(start, end) > longest
    if long and not final.amended:  # else a manager has said that it was so
        doubts.append(Doubt("too long", final.id))
    doubts += [Doubt(kind, p.id) for p in group for kind in p.doubts if kind in NOTABLE]
    day = good[0].day if good else (before[-1].day if before else first.day)
    return Shift(
        first.made.employee, day, tuple(group), start, end, tuple(breaks), is_open, tuple(doubts)
    )


def _breaks(group: list[Effective]) -> tuple[list[Break], list[Doubt]]:
    breaks: list[Break] = []
    doubts: list[Doubt] = []
    begun: Effective | None = None
    for punch in group:
        if begun is not None and punch.kind in ("break", "out"):
            doubts.append(Doubt("missing back", begun.id))
            breaks.append(_break(begun, None))
            begun = None
        if punch.kind == "break":
            begun = punch
        elif punch.kind == "back":
            if begun is None:
                doubts.append(Doubt("missing break", punch.id))
            else:
                breaks.append(_break(begun, punch.at))
            begun = None
    if begun is not None:
        doubts.append(Doubt("missing back", begun.id))
        breaks.append(_break(begun, None))
    return breaks, doubts


def _break(begun: Effective, end: datetime | None) -> Break:
    return Break(begun.at, end, begun.break_name or "Break", begun.paid, begun.meal, begun.id)


def _without_overlaps(shifts: list[Shift]) -> tuple[Shift, ...]:
    """Mark what overlaps a shift that counts already, so that no minute is counted twice."""
    found: list[Shift] = []
    counted: list[tuple[datetime, datetime]] = []
    for place, shift in enumerate(shifts):
        before = shifts[place - 1] if place else None
        if before is not None and before.end and shift.start and before.day == shift.day:
            gap = minutes_between(before.end, shift.start)
            shift = shift._replace(gap=max(0, gap))
            if 0 < gap <= SHORT_GAP:
                shift = shift._replace(doubts=(*shift.doubts, Doubt("gap", shift.punches[0].id)))
        if shift.counts and shift.start is not None and shift.end is not None:
            start, end = to_minute(shift.start), to_minute(shift.end)
            if any(start < other_end and other_start < end for other_start, other_end in counted):
                doubt = Doubt("overlap", shift.punches[0].id)
                shift = shift._replace(doubts=(doubt, *shift.doubts))
            else:
                counted.append((start, end))
        found.append(shift)
    return tuple(found)
