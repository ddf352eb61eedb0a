"""Finds the tub, dryer or table that each row of a visit needs, and says which are not free."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from db.models import Bookable, Hold, ItemNeed, Resource
from db.models.base import tuples
from pettui.book import slots
from pettui.book.plan import Place, PlacedRow, Problem

Used = list[tuple[int, int, set[int]]]  # (resource, lane, slots) taken by this visit so far


def choose_resources(
    rows: list[PlacedRow], day: date, own_rows: list[int]
) -> tuple[tuple[tuple[Place, ...], ...], list[Problem]]:
    """Pick a free resource of each kind that the rows need; say which kinds have none.

    What a saved row holds already stays as long as it is free: a pet that stands in tub 2
    does not change tubs because somebody edits its ticket.

    Args:
        rows: the rows of one visit.
        day: the visit's day.
        own_rows: the ids of its saved rows, whose slots do not count.
    """
    wanted_kinds = needs_of(row.plan.item for row in rows)
    resources = resources_of({kind for needs in wanted_kinds.values() for kind, _ in needs})
    held = _held(own_rows)
    used: Used = []
    places: list[tuple[Place, ...]] = []
    missing: list[Problem] = []
    for at, row in enumerate(rows):
        own: list[Place] = []
        for kind, phase in wanted_kinds.get(row.plan.item, ()):
            parts = slots.held_parts(phase, row.start, row.setup, row.process, row.finish)
            wanted = set(slots.slots_of(day, parts))
            choice = resources.get(kind, [])
            if not choice or not wanted:
                continue
            before = held.get((row.plan.row or 0, phase), [])
            place = _free_place(choice, phase, wanted, own_rows, used, before)
            if place is None:
                words = _all_taken(kind, choice, wanted, own_rows, row.name)
                missing.append(Problem("resource", "ask", words, at))
                continue
            own.append(place)
            used.append((place.resource, place.lane, wanted))
        places.append(tuple(own))
    return tuple(places), missing


def _all_taken(
    kind: str, choice: list[tuple[int, int]], wanted: set[int], own_rows: list[int], name: str
) -> str:
    first = slots.holders(choice[0][0], wanted, ignore_rows=own_rows)
    if len(choice) == 1:
        by = f" by {first[0].title}" if first else ""
        return f"the {kind} is taken{by}; {name} would be booked without one"
    by = f", the first by {first[0].title}" if first else ""
    return f"every {kind} is taken{by}; {name} would be booked without one"


def needs_of(items: Iterable[int]) -> dict[int, list[tuple[str, str]]]:
    """Give what services need, as (kind of resource, phase of the row)."""
    needs: dict[int, list[tuple[str, str]]] = {}
    rows = ItemNeed.select(ItemNeed.item, ItemNeed.kind, ItemNeed.phase).where(
        ItemNeed.item.in_(list(set(items)))
    )
    for item, kind, phase in tuples(rows.order_by(ItemNeed.id)):
        needs.setdefault(item, []).append((kind, phase))
    return needs


def resources_of(kinds: Collection[str]) -> dict[str, list[tuple[int, int]]]:
    """Give (resource, lanes) of the active ones, by kind."""
    found: dict[str, list[tuple[int, int]]] = {}
    rows = (
        Resource.select(Resource.kind, Bookable.id, Bookable.lanes)
        .join(Bookable)
        .where(Resource.kind.in_(list(kinds)), Bookable.active)
        .order_by(Bookable.position, Bookable.id)
    )
    for kind, key, lanes in tuples(rows):
        found.setdefault(kind, []).append((key, lanes))
    return found


def _held(rows: list[int]) -> dict[tuple[int, str], list[tuple[int, int]]]:
    """Give the (resource, lane) that saved rows hold, by (row, phase)."""
    found: dict[tuple[int, str], list[tuple[int, int]]] = {}
    holds = Hold.select(Hold.row, Hold.phase, Hold.resource, Hold.lane).where(Hold.row.in_(rows))
    for row, phase, resource, lane in tuples(holds):
        found.setdefault((row, phase), []).append((resource, lane))
    return found


def _free_place(
    resources: list[tuple[int, int]],
    phase: str,
    wanted: set[int],
    own_rows: list[int],
    used: Used,
    before: list[tuple[int, int]],
) -> Place | None:
    lane_before = dict(before)
    for resource, lanes in sorted(resources, key=lambda r: r[0] not in lane_before):
        mine = {lane for who, lane, taken in used if who == resource and taken & wanted}
        taken = slots.taken_lanes(resource, wanted, ignore_rows=own_rows) | mine
        wish = lane_before.get(resource, 0)
        for lane in (wish, *range(lanes)):
            if lane < lanes and lane not in taken:
                return Place(resource, phase, lane)
    return None
