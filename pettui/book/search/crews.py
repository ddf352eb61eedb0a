"""Who could do a visit together, and the shape that it then has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from math import prod

from pettui.book.fitting import (
    ALL_DAY,
    DayFacts,
    Part,
    Shape,
    fitting_slots,
    shape_of,
    slots_in,
)
from pettui.book.plan import Plan
from pettui.book.search.asking import Search
from pettui.book.search.lists import Lists

MANY = 300  # crews that are tried one by one; beyond, each row is looked at by itself


@dataclass(frozen=True, slots=True)
class Crew:
    """Somebody for each row of a visit, and what it looks like then."""

    employees: tuple[int, ...]
    shape: Shape
    end: int  # minutes after the visit's start
    rank: int  # 0 is the dearest


@dataclass(slots=True)
class Party:
    """Who may do each row of one search: worked out once, whatever the days."""

    search: Search
    lists: Lists
    ranked: tuple[tuple[int, ...], ...]  # for each row, the dearest first
    ranks: tuple[dict[int, int], ...]  # for each row, what each costs; 0 is the dearest
    groups: tuple[int, ...]  # rows with the same number are for one and the same
    _shapes: dict[tuple[int, ...], Crew | None] = field(default_factory=dict)
    _together: list[Crew] | None = None

    def crew(self, employees: tuple[int, ...]) -> Crew | None:
        """Give what the visit is with these; None when it cannot be."""
        if employees not in self._shapes:
            self._shapes[employees] = self._made(employees)
        return self._shapes[employees]

    def _made(self, employees: tuple[int, ...]) -> Crew | None:
        parts = parts_of(self.search.plan, self.lists, employees)
        if not parts:
            return None
        shape = shape_of(parts)
        rank = sum(ranks[who] for ranks, who in zip(self.ranks, employees, strict=True))
        end = max(part.end for part in parts)
        return Crew(employees, shape, end, rank) if shape.fits_itself else None

    @property
    def together(self) -> list[Crew]:
        """The crews in which one does all rows that are for one and the same, by rank."""
        if self._together is None:
            self._together = sorted(self._crews(), key=lambda crew: crew.rank)
        return self._together

    def _crews(self) -> Iterator[Crew]:
        choices = self._choices()
        if not self.groups or prod(len(choice) for choice in choices) > MANY:
            return
        for chosen in product(*choices):
            crew = self.crew(tuple(chosen[group] for group in self.groups))
            if crew is not None:
                yield crew

    @property
    def divisible(self) -> bool:
        """Whether there is more to try than that one does all rows for one and the same."""
        shared = (rows for rows in self._by_group() if len(rows) > 1)
        several = any(len({who for able in rows for who in able}) > 1 for rows in shared)
        return several or prod(len(choice) for choice in self._choices()) > MANY

    def _choices(self) -> list[tuple[int, ...]]:
        """Give for each group who can do every row of it, in the order of its first row."""
        return [
            tuple(who for who in rows[0] if all(who in other for other in rows[1:]))
            for rows in self._by_group()
        ]

    def _by_group(self) -> list[list[tuple[int, ...]]]:
        found: list[list[tuple[int, ...]]] = []
        for able, group in zip(self.ranked, self.groups, strict=True):
            while len(found) <= group:
                found.append([])
            found[group].append(able)
        return found

    def with_row(self, place: int, who: int) -> Party:
        """Give the party with somebody named for a row."""
        ranked = (*self.ranked[:place], (who,), *self.ranked[place + 1 :])
        return replace(self, ranked=ranked, _together=None)


def party(search: Search, lists: Lists) -> Party:
    """Work out who may do each row of a search, and at what rank.

    Somebody whom the search names comes in its order; anybody else after them all, on equal
    terms. Where it names nobody, the one to whom the client always goes is named for it.
    """
    named = search.employees
    usual = lists.preferred.get(search.plan.client)
    if not named and search.others and usual in lists.staff:
        named = (usual,) if usual is not None else ()
    ranked, ranks, groups = [], [], []
    group_of: dict[object, int] = {}
    for place, row in enumerate(search.plan.rows):
        own = search.choices[place] if place < len(search.choices) else ()
        if row.employee is not None:
            wanted: tuple[int, ...] = (row.employee,)
            key: object = ("named", place)
        elif own:
            wanted, key = own, ("own", own)
        else:
            rest = lists.offered if search.others else ()
            wanted, key = tuple(dict.fromkeys((*named, *rest))), "shared"
        able = tuple(
            who
            for who in wanted
            if who in lists.staff and lists.staff[who].active and not lists.lacks(row.item, who)
        )
        dear = own or named
        ranked.append(able)
        ranks.append({who: _rank(who, row.employee, dear) for who in able})
        groups.append(group_of.setdefault(key, len(group_of)))
    return Party(search, lists, tuple(ranked), tuple(ranks), tuple(groups))


def parts_of(plan: Plan, lists: Lists, employees: Sequence[int]) -> list[Part]:
    """Give a plan's rows as they are with these employees; none where a service is gone.

    A row without a start of its own follows the one before it.
    """
    parts: list[Part] = []
    at = 0
    for row, who in zip(plan.rows, employees, strict=True):
        lengths = lists.parts(row, who)
        if lengths is None:
            return []
        offset = at if row.start is None else row.start - plan.start
        needs, held = lists.needs.get(row.item, ()), lists.held.get(row.row or 0, ())
        parts.append(Part(who, offset, *lengths, needs, held))
        at = parts[-1].end
    return parts


def _rank(who: int, fixed: int | None, dear: Sequence[int]) -> int:
    if fixed is not None:
        return 0
    return dear.index(who) if who in dear else len(dear)


def divided(party: Party, facts: DayFacts, among: int) -> dict[int, Crew]:
    """Give the starts, as slots, at which each row may have somebody of its own, and whom.

    From the last row back it is worked out for each offset at which a row may begin where the
    rest can follow; then each start goes through the rows and takes the dearest who can, the
    one before where they are equally dear.
    """
    search, lists = party.search, party.lists
    rows = search.plan.rows
    alone: dict[tuple[int, int, int], tuple[int, int]] = {}  # (row, offset, who): (starts, end)
    follow: dict[tuple[int, int], int] = {}

    def row_alone(place: int, offset: int, who: int) -> tuple[int, int]:
        key = (place, offset, who)
        if key not in alone:
            row = rows[place]
            lengths = lists.parts(row, who)
            if lengths is None:
                alone[key] = 0, offset
            else:
                part = Part(who, offset, *lengths, lists.needs.get(row.item, ()))
                alone[key] = fitting_slots(facts, shape_of([part]), among), part.end
        return alone[key]

    def offset_of(place: int, at: int) -> int:
        start = rows[place].start
        return at if start is None else start - search.plan.start

    def rest(place: int, at: int) -> int:
        """Give the starts at which the rows from a place on, the first at an offset, fit."""
        if place == len(rows):
            return ALL_DAY
        key = (place, at)
        if key not in follow:
            mask = 0
            for who in party.ranked[place]:
                ok, end = row_alone(place, offset_of(place, at), who)
                if ok:
                    mask |= ok & rest(place + 1, end)
            follow[key] = mask
        return follow[key]

    def chosen(place: int, at: int, slot: int, so_far: tuple[int, ...]) -> Crew | None:
        if place == len(rows):
            crew = party.crew(so_far)
            fits = crew is not None and fitting_slots(facts, crew.shape, 1 << slot)
            return crew if fits else None
        ranks = party.ranks[place]
        before = so_far[-1] if so_far else None
        for who in sorted(party.ranked[place], key=lambda who: (ranks[who], who != before)):
            ok, end = row_alone(place, offset_of(place, at), who)
            if ok >> slot & 1 and rest(place + 1, end) >> slot & 1:
                found = chosen(place + 1, end, slot, (*so_far, who))
                if found is not None:
                    return found
        return None

    crews = ((slot, chosen(0, 0, slot, ())) for slot in slots_in(rest(0, 0) & among))
    return {slot: crew for slot, crew in crews if crew is not None}
