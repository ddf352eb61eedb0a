"""Does a visit fit at a time? Pure arithmetic on a day's busy slots, kept as integer bit masks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pettui.book.slots import PER_DAY, STEP, busy_parts, held_parts
from pettui.team.hours import Hours

EVERY = 15  # minutes from one start that is offered to the next
ALL_DAY = (1 << PER_DAY) - 1
Runs = tuple[tuple[int, int], ...]  # (first slot, number of slots), counted from a visit's start


def bits(parts: Sequence[tuple[int, int]]) -> int:
    """Give the mask of the five-minute slots that minute ranges touch; slot 0 is the lowest bit."""
    mask = 0
    for start, end in parts:
        first, last = start // STEP, -(-end // STEP)
        mask |= ((1 << (last - first)) - 1) << first
    return mask


@dataclass(frozen=True, slots=True)
class Part:
    """One row of a visit, `offset` minutes after the visit's start."""

    employee: int
    offset: int
    setup: int
    process: int
    finish: int
    needs: tuple[tuple[str, str], ...] = ()  # (kind of resource, phase of the row)
    held: tuple[tuple[str, int, int], ...] = ()  # (phase, resource, lane) that it has already

    @property
    def end(self) -> int:
        """The minute, counted from the visit's start, at which the row ends."""
        return self.offset + self.setup + self.process + self.finish


class Hold(NamedTuple):
    """A resource that a visit needs from a slot on, counted from its start, for some slots.

    `held` are the (resource, lane) that it has already and keeps where it can.
    """

    kind: str
    first: int
    length: int
    held: tuple[tuple[int, int], ...] = ()


class Shape(NamedTuple):
    """A visit without its start: what it keeps busy, in slots that a start only shifts.

    Attributes:
        busy: by employee, when they work for it; everybody who takes part is named.
        holds: the resources that it needs, in the order in which they are given out.
        first: the slot at which it begins, and `last` the one at which it ends; `begins` are
            the slots at which a row does.
        fits_itself: whether it is in steps of five minutes, and nobody is needed twice at once.
    """

    busy: tuple[tuple[int, Runs], ...]
    holds: tuple[Hold, ...]
    first: int
    last: int
    begins: tuple[int, ...]
    fits_itself: bool


@dataclass(frozen=True, slots=True)
class DayFacts:
    """What a day has for everybody: busy slots, hours, and each resource's lanes, as masks.

    `skipped` are slots that the wall clock skips; no row begins in them.
    """

    busy: Mapping[int, int] = field(default_factory=dict)
    hours: Mapping[int, Hours] = field(default_factory=dict)
    resources: Mapping[str, Sequence[Sequence[int]]] = field(default_factory=dict)
    names: Mapping[str, Sequence[int]] = field(default_factory=dict)  # the resources' ids
    skipped: int = 0
    shut: dict[int, int] = field(default_factory=dict)  # found out when asked for

    def taken(self, who: int) -> int:
        """Give the slots in which somebody cannot work: busy, or outside of their hours."""
        shut = self.shut.get(who)
        if shut is None:
            shut = self.shut[who] = _outside(self.hours.get(who))
        return self.busy.get(who, 0) | shut


def _outside(hours: Hours | None) -> int:
    if hours is None or hours.off:
        return ALL_DAY
    if not hours.ranges:
        return 0
    mask = 0
    for start, end in hours.ranges:
        first, last = max(0, -(-start // STEP)), min(PER_DAY, end // STEP)
        if last > first:
            mask |= ((1 << (last - first)) - 1) << first
    return ALL_DAY & ~mask


def shape_of(parts: Sequence[Part]) -> Shape:
    """Give the shape of a visit's rows."""
    busy: dict[int, list[tuple[int, int]]] = {}
    holds = []
    sound = bool(parts)
    for part in parts:
        lengths = (part.setup, part.process, part.finish)
        sound &= not any(minutes % STEP for minutes in (part.offset, *lengths))
        sound &= sum(lengths) > 0 and min(lengths) >= 0
        mine = busy.setdefault(part.employee, [])
        for start, end in busy_parts(part.offset, *lengths):
            sound &= all(end <= a or b <= start for a, b in mine)
            mine.append((start, end))
        for kind, phase in part.needs:
            kept = tuple((who, lane) for at, who, lane in part.held if at == phase)
            for start, end in held_parts(phase, part.offset, *lengths):
                holds.append(Hold(kind, start // STEP, (end - start) // STEP, kept))
    return Shape(
        tuple((who, _runs(found)) for who, found in busy.items()),
        tuple(holds),
        min((part.offset for part in parts), default=0) // STEP,
        -(-max((part.end for part in parts), default=0) // STEP),
        tuple(part.offset // STEP for part in parts),
        sound,
    )


def _runs(parts: Sequence[tuple[int, int]]) -> Runs:
    """Give minute ranges as slots, those that touch joined."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(parts):
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple((start // STEP, (end - start) // STEP) for start, end in joined)


def smeared(mask: int, length: int) -> int:
    """Give the slots from which a run of so many slots would touch the mask."""
    done = 1
    while done < length:
        step = min(done, length - done)
        mask |= mask >> step
        done += step
    return mask


def shifted(mask: int, by: int) -> int:
    """Move a mask to a later slot, or to an earlier one when `by` is negative."""
    return mask << by if by >= 0 else mask >> -by


def during(first: int, length: int, at: int) -> int:
    """Give the mask of a run of slots of a visit that begins in the slot `at`."""
    return shifted((1 << length) - 1, at + first)


def fitting_slots(facts: DayFacts, shape: Shape, among: int = ALL_DAY) -> int:
    """Give, as a mask, the slots in which a visit can start without anything to be asked.

    `among` are those that are wanted.
    """
    if not shape.fits_itself:
        return 0
    low, high = max(0, -shape.first), PER_DAY - max(0, shape.last)
    if low > high:
        return 0
    ok = among & ((1 << (high + 1)) - 1) & ~((1 << low) - 1) & ALL_DAY
    for who, runs in shape.busy:
        hours = facts.hours.get(who)
        if hours is None or hours.off:
            return 0
        taken = facts.taken(who)
        for first, length in runs:
            ok &= ~shifted(smeared(taken, length), -first)
        if not ok:
            return 0
    if facts.skipped:
        for first in shape.begins:
            ok &= ~shifted(facts.skipped, -first)
    return _with_resources(facts, shape, ok) if ok else 0


def _with_resources(facts: DayFacts, shape: Shape, ok: int) -> int:
    holds = [hold for hold in shape.holds if facts.resources.get(hold.kind)]
    for hold in holds:
        lacking_at = -1
        for lanes in facts.resources[hold.kind]:
            for taken in lanes:
                lacking_at &= smeared(taken, hold.length)
        ok &= ~shifted(lacking_at & ALL_DAY, -hold.first)
    if len({hold.kind for hold in holds}) < len(holds):  # they take places from one another
        for at in slots_in(ok):
            if lacking(facts, shape, at * STEP):
                ok &= ~(1 << at)
    return ok


def slots_in(mask: int) -> Iterator[int]:
    """Give the slots of a mask, the first one first."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def starting(earliest: int, latest: int, every: int = EVERY) -> int:
    """Give, as a mask, the starts from `earliest` up to, not including, `latest` in minutes."""
    first = -(-max(0, earliest) // every) * every
    mask = 0
    for at in range(first, min(latest, PER_DAY * STEP), every):
        mask |= 1 << at // STEP
    return mask


def conflict(facts: DayFacts, shape: Shape, start: int) -> tuple[int, int]:
    """Give the first employee who is busy, and the slots that clash; (0, 0) without one."""
    for who, runs in shape.busy:
        for first, length in runs:
            clash = facts.busy.get(who, 0) & during(first, length, start // STEP)
            if clash:
                return who, clash
    return 0, 0


def idle(facts: DayFacts, shape: Shape, start: int) -> int | None:
    """Give somebody who would have to work outside of their hours; None when all are there."""
    for who, runs in shape.busy:
        hours = facts.hours.get(who)
        if hours is None or hours.off:
            return who
        taken = facts.taken(who) & ~facts.busy.get(who, 0)
        if any(taken & during(first, length, start // STEP) for first, length in runs):
            return who
    return None


def lacking(facts: DayFacts, shape: Shape, start: int) -> str:
    """Give the kind of resource of which none is free, "" when all needs are met.

    A kind that the shop does not have is not missed. What the visit holds already it keeps
    where that is free, as booking does.
    """
    return _give_out(facts, shape, start)[0]


def given_out(facts: DayFacts, shape: Shape, start: int) -> dict[tuple[str, int, int], int]:
    """Give what a visit takes of resources: slots by (kind, which of them, lane)."""
    return _give_out(facts, shape, start)[1]


def _give_out(
    facts: DayFacts, shape: Shape, start: int
) -> tuple[str, dict[tuple[str, int, int], int]]:
    used: dict[tuple[str, int, int], int] = {}
    for kind, first, length, held in shape.holds:
        resources = facts.resources.get(kind)
        if not resources:
            continue
        mask = during(first, length, start // STEP)
        names = facts.names.get(kind) or range(len(resources))
        kept = dict(held)
        order = sorted(range(len(resources)), key=lambda which: names[which] not in kept)
        place = next(
            (
                (kind, which, lane)
                for which in order
                for lane in (kept.get(names[which], 0), *range(len(resources[which])))
                if lane < len(resources[which])
                and not (resources[which][lane] | used.get((kind, which, lane), 0)) & mask
            ),
            None,
        )
        if place is None:
            return kind, used
        used[place] = used.get(place, 0) | mask
    return "", used


def fits(facts: DayFacts, shape: Shape, start: int) -> bool:
    """Tell whether a visit can start at a minute without anything that must be asked."""
    return not start % STEP and bool(fitting_slots(facts, shape, 1 << start // STEP))


def starts(facts: DayFacts, shape: Shape, earliest: int, latest: int) -> list[int]:
    """Give the starts from `earliest` up to, not including, `latest` at which a visit fits."""
    found = fitting_slots(facts, shape, starting(earliest, latest))
    return [at * STEP for at in slots_in(found)]


def free_again(mask: int, slot: int) -> int:
    """Give the minute at which a run of busy slots that holds `slot` ends."""
    while mask >> slot & 1:
        slot += 1
    return slot * STEP
