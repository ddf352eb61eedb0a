"""On which of many days a visit fits as it is: a year is read in a handful of queries.

What fits here has nothing that `checking.check` would ask or refuse; of a day that does not fit,
that check says why. It may send a day there that would have fit after all, never the reverse.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from peewee import chunked

from db.models import Bookable, Slot
from db.models.base import tuples
from pettui import clock
from pettui.book import slots
from pettui.book.places import needs_of, resources_of
from pettui.book.plan import Place, PlacedRow
from pettui.team import hours
from pettui.team.shop import Shop

Places = tuple[tuple[Place, ...], ...]
"""For each row of a visit, the resources that it holds."""

_AT_ONCE = 900  # numbers of slots in one question


def fitting(shop: Shop, rows: Sequence[PlacedRow], days: Iterable[date]) -> dict[date, Places]:
    """Give the days on which the rows fit where they stand, and what they hold then.

    Rows without an employee, and days that are not to come, are left to the full check.
    """
    wanted = sorted({day for day in days if day > shop.today()})
    people = {row.plan.employee for row in rows if row.plan.employee is not None}
    if not wanted or any(row.plan.employee is None for row in rows) or not _work_here(people):
        return {}
    if any(_odd(row) for row in rows) or _meet(rows):
        return {}
    works = hours.rules(shop.branch, wanted[0], wanted[-1], people)
    open_days = [day for day in wanted if all(_at_work(shop, works, row, day) for row in rows)]
    needs = needs_of(row.plan.item for row in rows)
    resources = resources_of({kind for found in needs.values() for kind, _ in found})
    busy = _busy(open_days, rows, needs, resources)
    found: dict[date, Places] = {}
    for day in open_days:
        if any(
            busy.get((row.plan.employee or 0, slot))
            for row in rows
            for slot in slots.slots_of(day, row.busy)
        ):
            continue
        places = _places(day, rows, needs, resources, busy)
        if places is not None:
            found[day] = places
    return found


def _work_here(people: set[int]) -> bool:
    query = Bookable.select(Bookable.id).where(
        Bookable.id.in_(list(people)), Bookable.kind == "employee", Bookable.active
    )
    return len(tuples(query)) == len(people)


def _odd(row: PlacedRow) -> bool:
    """Tell whether a row has a time that no day has: the full check words it."""
    parts = (row.start, row.setup, row.process, row.finish)
    return row.end <= row.start or row.end > 1440 or any(p < 0 or p % slots.STEP for p in parts)


def _meet(rows: Sequence[PlacedRow]) -> bool:
    """Tell whether two rows need the same employee at once."""
    taken: set[tuple[int | None, int]] = set()
    for row in rows:
        mine = {(row.plan.employee, slot) for slot in slots.slots_of(date.min, row.busy)}
        if mine & taken:
            return True
        taken |= mine
    return False


def _at_work(shop: Shop, works: hours.Rules, row: PlacedRow, day: date) -> bool:
    times = works.of(row.plan.employee or 0, day)
    if times.off or not times.ranges:
        return False
    start = datetime.combine(day, time(row.start // 60, row.start % 60))
    if clock.is_imaginary(start, shop.zone):
        return False
    return all(times.covers(first, last) for first, last in row.busy)


_Needs = dict[int, list[tuple[str, str]]]
_Resources = dict[str, list[tuple[int, int]]]
_Busy = dict[tuple[int, int], set[int]]  # by (who, slot), the lanes that are taken


def _busy(
    days: Sequence[date], rows: Sequence[PlacedRow], needs: _Needs, resources: _Resources
) -> _Busy:
    """Read what is taken of the slots that the visit would need, for all days at once."""
    asked: dict[int, set[int]] = {}
    for row in rows:
        for day in days:
            asked.setdefault(row.plan.employee or 0, set()).update(slots.slots_of(day, row.busy))
            for kind, phase in needs.get(row.plan.item, ()):
                held = slots.slots_of(day, _held(row, phase))
                for resource, _lanes in resources.get(kind, ()):
                    asked.setdefault(resource, set()).update(held)
    found: _Busy = {}
    for who, numbers in asked.items():
        for part in chunked(sorted(numbers), _AT_ONCE):
            query = Slot.select(Slot.slot, Slot.lane).where(Slot.who == who, Slot.slot.in_(part))
            for slot, lane in tuples(query):
                found.setdefault((who, slot), set()).add(lane)
    return found


def _held(row: PlacedRow, phase: str) -> list[tuple[int, int]]:
    return slots.held_parts(phase, row.start, row.setup, row.process, row.finish)


def _places(
    day: date, rows: Sequence[PlacedRow], needs: _Needs, resources: _Resources, busy: _Busy
) -> Places | None:
    """Choose what the rows hold, as a booking does: the first of its kind that is free."""
    used: set[tuple[int, int, int]] = set()
    places = []
    for row in rows:
        own = []
        for kind, phase in needs.get(row.plan.item, ()):
            wanted = slots.slots_of(day, _held(row, phase))
            if not resources.get(kind) or not wanted:
                continue
            place = next(
                (
                    Place(resource, phase, lane)
                    for resource, lanes in resources[kind]
                    for lane in range(lanes)
                    if not any(
                        lane in busy.get((resource, slot), ()) or (resource, lane, slot) in used
                        for slot in wanted
                    )
                ),
                None,
            )
            if place is None:
                return None
            own.append(place)
            used |= {(place.resource, place.lane, slot) for slot in wanted}
        places.append(tuple(own))
    return tuple(places)
