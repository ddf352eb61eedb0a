"""Does a visit fit at a time? Pure arithmetic on a day's busy slots, kept as integer bit masks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pettui.book.slots import PER_DAY, STEP, busy_parts, held_parts
from pettui.team.hours import Hours

EVERY = 15  # minutes from one start that is offered to the next


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

    @property
    def end(self) -> int:
        """The minute, counted from the visit's start, at which the row ends."""
        return self.offset + self.setup + self.process + self.finish


@dataclass(frozen=True, slots=True)
class Shape:
    """A visit without its start: what it keeps busy, as masks that a start only shifts."""

    busy: tuple[tuple[int, int], ...]  # (employee, mask)
    spans: tuple[tuple[int, int, int], ...]  # (employee, first minute, last minute)
    holds: tuple[tuple[str, int], ...]  # (kind of resource, mask)
    fits_itself: bool  # in steps of five minutes, and nobody is needed twice at once
    before: int = 0  # minutes by which a row lies before the visit's own start; masks begin there


@dataclass(frozen=True, slots=True)
class DayFacts:
    """What a day has for everybody: busy slots, hours, and each resource's lanes, as masks."""

    busy: Mapping[int, int] = field(default_factory=dict)
    hours: Mapping[int, Hours] = field(default_factory=dict)
    resources: Mapping[str, Sequence[Sequence[int]]] = field(default_factory=dict)


def shape_of(parts: Sequence[Part]) -> Shape:
    """Give the shape of a visit's rows."""
    low = min((0, *(part.offset for part in parts)))
    masks: dict[int, int] = {}
    holds = []
    sound = bool(parts)
    for part in parts:
        lengths = (part.setup, part.process, part.finish)
        sound &= not any(minutes % STEP for minutes in (part.offset, *lengths))
        sound &= sum(lengths) > 0
        mask = bits(busy_parts(part.offset - low, *lengths))
        sound &= not masks.get(part.employee, 0) & mask
        masks[part.employee] = masks.get(part.employee, 0) | mask
        for kind, phase in part.needs:
            held = bits(held_parts(phase, part.offset - low, *lengths))
            if held:
                holds.append((kind, held))
    spans = tuple((part.employee, part.offset, part.end) for part in parts)
    return Shape(tuple(masks.items()), spans, tuple(holds), sound, -low)


def works(hours: Hours | None, start: int, end: int) -> bool:
    """Tell whether somebody works all the time from one minute to another."""
    if hours is None:
        return False
    return not hours.off and (not hours.ranges or hours.covers(start, end))


def conflict(facts: DayFacts, shape: Shape, start: int) -> tuple[int, int]:
    """Give the first employee who is busy, and the slots that clash; (0, 0) without one."""
    for who, mask in shape.busy:
        clash = facts.busy.get(who, 0) & (mask << (start - shape.before) // STEP)
        if clash:
            return who, clash
    return 0, 0


def lacking(facts: DayFacts, shape: Shape, start: int) -> str:
    """Give the kind of resource of which none is free, "" when all needs are met.

    A kind that the shop does not have is not missed.
    """
    used: dict[tuple[str, int, int], int] = {}
    for kind, relative in shape.holds:
        resources = facts.resources.get(kind)
        if not resources:
            continue
        mask = relative << (start - shape.before) // STEP
        place = next(
            (
                (kind, which, lane)
                for which, lanes in enumerate(resources)
                for lane, taken in enumerate(lanes)
                if not (taken | used.get((kind, which, lane), 0)) & mask
            ),
            None,
        )
        if place is None:
            return kind
        used[place] = used.get(place, 0) | mask
    return ""


def fits(facts: DayFacts, shape: Shape, start: int) -> bool:
    """Tell whether a visit can start at a minute without anything that must be asked."""
    if not shape.fits_itself or start % STEP:
        return False
    if not all(
        start + first >= 0 and start + last <= PER_DAY * STEP for _, first, last in shape.spans
    ):
        return False
    if conflict(facts, shape, start)[1]:
        return False
    if not all(works(facts.hours.get(w), start + a, start + b) for w, a, b in shape.spans):
        return False
    return not lacking(facts, shape, start)


def starts(facts: DayFacts, shape: Shape, earliest: int, latest: int) -> list[int]:
    """Give the starts from `earliest` up to, not including, `latest` at which a visit fits."""
    first = -(-max(0, earliest) // EVERY) * EVERY
    return [at for at in range(first, min(latest, PER_DAY * STEP), EVERY) if fits(facts, shape, at)]


def free_again(mask: int, slot: int) -> int:
    """Give the minute at which a run of busy slots that holds `slot` ends."""
    while mask >> slot & 1:
        slot += 1
    return slot * STEP
