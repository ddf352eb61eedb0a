"""One day of the made-up book as bits: who is free when, and which tub or dryer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pettui.book.slots import STEP, busy_parts, held_parts
from pettui.demo.menu import Line
from pettui.demo.pets import MadePet
from pettui.demo.staff import Place, Worker

GRID = 15 // STEP  # visits begin on the quarter of an hour


@dataclass(slots=True)
class Held:
    """A row with its place in the day; `holds` are (resource, phase, lane)."""

    line: Line
    pet: MadePet
    worker: int
    start: int  # minutes since midnight
    lane: int = 0
    holds: list[tuple[int, str, int]] = field(default_factory=list)

    @property
    def end(self) -> int:
        """The minute at which it ends."""
        return self.start + self.line.minutes


def bits(parts: Iterable[tuple[int, int]]) -> int:
    """Give minute ranges as a number with one bit for every five minutes."""
    found = 0
    for start, end in parts:
        found |= ((1 << (-(-end // STEP) - start // STEP)) - 1) << (start // STEP)
    return found


Wanted = Sequence[tuple[Line, MadePet, int]]
"""What a visit is made of: service, pet and employee, one after the other."""


class DayColumns:
    """Who and what is still free on one day."""

    def __init__(self, ordinal: int, workers: Iterable[Worker], places: Iterable[Place]) -> None:
        self.ordinal = ordinal
        self.hours: dict[int, tuple[int, int]] = {}
        self._free: dict[int, int] = {}
        for worker in workers:
            hours = worker.hours(ordinal)
            if hours is not None:
                self.hours[worker.id] = hours
                self._free[worker.id] = bits([hours])
        self._lanes: dict[str, list[list[int]]] = {}
        for place in places:
            if place.until is None or ordinal <= place.until:
                lanes = self._lanes.setdefault(place.kind, [])
                lanes += [[place.id, lane, 0] for lane in range(place.lanes)]

    @property
    def minutes(self) -> int:
        """All hours of the day together."""
        return sum(end - start for start, end in self.hours.values())

    def block(self, worker: int, start: int, length: int) -> bool:
        """Take time of an employee, unless it is taken."""
        wanted = bits([(start, start + length)])
        if self._free[worker] & wanted != wanted:
            return False
        self._free[worker] &= ~wanted
        return True

    def gap(self, worker: int, minute: int) -> int:
        """Give how long an employee is free from a minute on."""
        left = self._free[worker] >> (minute // STEP)
        return ((~left & (left + 1)).bit_length() - 1) * STEP if left & 1 else 0

    def fit(self, wanted: Wanted, minute: int, *, take: bool = True) -> list[Held] | None:
        """Place a visit at a minute if everybody and everything is free, and take it."""
        masks: dict[int, int] = {}
        at = minute
        for line, _, worker in wanted:
            parts = busy_parts(at, line.setup, line.process, line.finish)
            masks[worker] = masks.get(worker, 0) | bits(parts)
            at += line.minutes
        if any(self._free.get(worker, 0) & mask != mask for worker, mask in masks.items()):
            return None
        placed, lanes = [], []
        at = minute
        for line, pet, worker in wanted:
            held = Held(line, pet, worker, at)
            for kind, phase in line.needs:
                mask = bits(held_parts(phase, at, line.setup, line.process, line.finish))
                lane = next((x for x in self._lanes.get(kind, ()) if not x[2] & mask), None)
                if lane is None:
                    return None
                lanes.append((lane, mask))
                held.holds.append((lane[0], phase, lane[1]))
            placed.append(held)
            at += line.minutes
        if take:
            for worker, mask in masks.items():
                self._free[worker] &= ~mask
            for lane, mask in lanes:
                lane[2] |= mask
        return placed

    def find(self, wanted: Wanted, first: int, *, take: bool = True) -> list[Held] | None:
        """Place a visit at the first time that fits from slot `first` on, then before it."""
        start, end = self.hours[wanted[0][2]]
        steps = range(start // STEP, end // STEP, GRID)
        cut = len(steps) * first // 100
        for slot in (*steps[cut:], *steps[:cut]):
            found = self.fit(wanted, slot * STEP, take=take)
            if found is not None:
                return found
        return None
