"""The places of one day for a visit: each start once, with the best who could do it then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from pettui.book.fitting import (
    DayFacts,
    Shape,
    fitting_slots,
    slots_in,
    starting,
)
from pettui.book.search import why
from pettui.book.search.asking import Answer, Order, Search
from pettui.book.search.covering import Cover
from pettui.book.search.crews import Crew, Party, divided
from pettui.book.search.days import Days
from pettui.book.search.gaps import Gap, gap_of
from pettui.book.slots import PER_DAY, STEP
from pettui.book.waiting.values import When
from pettui.team.shop import Shop


class Freed(NamedTuple):
    """Time of somebody that has become free, in minutes; a place counts that uses some of it."""

    employee: int
    start: int
    end: int

    def touching(self, shape: Shape) -> int:
        """Give, as a mask, the starts at which a visit would work in this time."""
        mask = 0
        begin, end = self.start // STEP, -(-self.end // STEP)
        for who, runs in shape.busy:
            for first, length in runs if who == self.employee else ():
                low, high = max(0, begin - first - length + 1), min(PER_DAY, end - first)
                if high > low:
                    mask |= ((1 << (high - low)) - 1) << low
        return mask


class Place(NamedTuple):
    """A start at which a crew could do it, before it is put in words."""

    day: date
    start: int
    crew: Crew
    gap: Gap
    split: bool = False


def in_order(places: Iterable[Place], order: Order) -> list[Place]:
    """Put places in an order; what it leaves open is decided by time, then by the rest."""
    if order == "gap":
        return sorted(places, key=lambda p: (p.gap, p.crew.rank, p.day, p.start))
    if order == "groomer":
        return sorted(places, key=lambda p: (p.crew.rank, p.day, p.start, p.gap))
    return sorted(places, key=lambda p: (p.day, p.start, p.crew.rank, p.gap))


def thinned(places: Iterable[Place], search: Search) -> list[Place]:
    """Keep one place for each stretch of a day, the best for the order that is asked for."""
    if not search.apart:
        return list(places)
    best: dict[tuple[date, int], Place] = {}
    for place in places:
        key = (place.day, place.start // search.apart)
        if key not in best or _worth(place, search.order) < _worth(best[key], search.order):
            best[key] = place
    return list(best.values())


def _worth(place: Place, order: Order) -> tuple[object, ...]:
    rank, gap = place.crew.rank, place.gap
    return (gap, rank, place.start) if order == "gap" else (rank, gap, place.start)


def wanted_starts(shop: Shop, search: Search, day: date, now: datetime | None = None) -> int:
    """Give, as a mask, the starts of a day that suit a search; none that is over."""
    now = now or shop.now()
    if day < now.date():
        return 0
    least = now.hour * 60 + now.minute if day == now.date() else 0
    mask = 0
    for when in search.windows:
        if suits(when, day):
            mask |= starting(max(least, when.earliest), when.latest + 1, search.every)
    return mask


def suits(when: When, day: date) -> bool:
    """Tell whether a day lies in a window."""
    if not when.weekdays >> day.weekday() & 1:
        return False
    return (when.first is None or when.first <= day) and (when.last is None or day <= when.last)


def places_on(
    shop: Shop, chosen: Party, days: Days, day: date, *, split: bool, freed: Freed | None = None
) -> list[Place]:
    """Give the places of a day by time, each start once; with `freed` only those that use it."""
    search = chosen.search
    wanted = wanted_starts(shop, search, day)
    if not wanted:
        return []
    facts = days.of(day, search.plan.ticket)
    if search.order == "gap":
        best = _tightest(chosen, facts, wanted, freed)
    else:
        best = _dearest(chosen, facts, wanted, freed)
    if split:
        for part in _parties(chosen, freed):
            for slot in best:
                wanted &= ~(1 << slot)
            for slot, crew in divided(part, facts, wanted).items():
                if freed is None or freed.touching(crew.shape) >> slot & 1:
                    best[slot] = crew, gap_of(facts, crew.shape, slot * STEP)
    return [
        Place(day, slot * STEP, *best[slot], split and len(set(best[slot][0].employees)) > 1)
        for slot in sorted(best)
    ]


Best = dict[int, tuple[Crew, Gap]]


def _parties(chosen: Party, freed: Freed | None) -> list[Party]:
    """Give the parties to try: where freed time is to be used, each with its owner in a row."""
    if freed is None:
        return [chosen]
    return [
        chosen.with_row(place, freed.employee)
        for place, able in enumerate(chosen.ranked)
        if freed.employee in able
    ]


def _fits(facts: DayFacts, crew: Crew, wanted: int, freed: Freed | None) -> int:
    if freed is not None:
        wanted &= freed.touching(crew.shape)
    return fitting_slots(facts, crew.shape, wanted) if wanted else 0


def _dearest(chosen: Party, facts: DayFacts, wanted: int, freed: Freed | None) -> Best:
    """Give by slot the dearest crew, of equally dear ones the one with the least gap."""
    best: Best = {}
    for crews in _by_rank(chosen.together):
        found: Best = {}
        for crew in crews:
            for slot in slots_in(_fits(facts, crew, wanted, freed)):
                gap = gap_of(facts, crew.shape, slot * STEP)
                if slot not in found or gap < found[slot][1]:
                    found[slot] = crew, gap
        for slot in found:
            wanted &= ~(1 << slot)
        best |= found
    return best


def _by_rank(crews: list[Crew]) -> Iterator[list[Crew]]:
    ranks: dict[int, list[Crew]] = {}
    for crew in crews:
        ranks.setdefault(crew.rank, []).append(crew)
    return iter(ranks.values())


def _tightest(chosen: Party, facts: DayFacts, wanted: int, freed: Freed | None) -> Best:
    """Give by slot the crew with the least gap, of equal ones the dearest."""
    best: Best = {}
    for crew in chosen.together:
        for slot in slots_in(_fits(facts, crew, wanted, freed)):
            gap = gap_of(facts, crew.shape, slot * STEP)
            if slot not in best or gap < best[slot][1]:
                best[slot] = crew, gap
    return best


def answer_of(shop: Shop, chosen: Party, cover: Cover, place: Place) -> Answer:
    """Put a place in words."""
    day, start, crew, gap, split = place
    staff = chosen.lists.staff
    return Answer(
        day,
        start,
        start + crew.end,
        crew.employees,
        tuple(staff[who].label for who in crew.employees),
        gap.scrap,
        why.words(chosen.search.order, day, cover.today, chosen, crew, gap),
        cover.alerts(shop, day),
        split,
    )
