"""Why somebody of the wait list does not fit a place: the first thing that speaks against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from pettui.book.fitting import DayFacts, fitting_slots, lacking, slots_in
from pettui.book.matching.values import Opened
from pettui.book.search.crews import Crew, Party
from pettui.book.search.places import Freed
from pettui.book.search.trying import Trial, fits
from pettui.book.slots import PER_DAY, STEP
from pettui.book.waiting.values import Waiting, When
from pettui.book.waiting.windows import starts_on
from pettui.book.waiting.words import windows_text


def words(
    tried: Trial,
    place: int,
    entry: Waiting,
    gap: Opened,
    labels: Mapping[int, str],
    stands: tuple[date, int] | None = None,
) -> str:
    """Say why an entry does not fit: the day, the groomer, the time, the length, what is taken."""
    shop, party = tried.shop, tried.parties[place]
    if stands is not None and (gap.day, gap.start) >= stands:
        return f"is booked before, {shop.short_day(stands[0])} {shop.time(stands[1])}"
    windows = entry.windows
    if not starts_on(windows, gap.day):
        return f"wants {windows_text(shop, windows)}"
    if refused := _of_people(entry, party, gap, labels):
        return refused
    if not starts_on(windows, gap.day) or _fits_anytime(tried, place, gap):
        return f"wants {windows_text(shop, windows)}"
    facts = tried.days.of(gap.day, party.search.plan.ticket)
    now, over = shop.now(), 0
    if now.date() == gap.day:
        over = -(-(now.hour * 60 + now.minute) // STEP)
    short = _of_length(facts, party, gap, over, labels)
    return (
        short
        or _of_resource(facts, party, gap)
        or _of_length(facts, party, gap, over, labels, whole=True)
        or _rest(party)
    )


def _of_people(entry: Waiting, party: Party, gap: Opened, labels: Mapping[int, str]) -> str:
    if gap.employee is None or any(gap.employee in able for able in party.ranked):
        return ""
    name = labels.get(gap.employee, "somebody")
    wished = [entry.wanted(wish) for wish in entry.rows]
    if wished and all(wanted and gap.employee not in wanted for wanted in wished):
        people = dict.fromkeys(who for wanted in wished for who in wanted)
        return f"wants {', '.join(labels.get(who, 'somebody who left') for who in people)}"
    services = [
        wish.name
        for wish, wanted in zip(entry.rows, wished, strict=True)
        if (not wanted or gap.employee in wanted) and party.lists.lacks(wish.item, gap.employee)
    ]
    return f"{name} is not set up for {' or '.join(dict.fromkeys(services)) or 'it'}"


def _fits_anytime(tried: Trial, place: int, gap: Opened) -> bool:
    """Tell whether it would fit on that day, if only it suited."""
    party = tried.parties[place]
    search = replace(party.search, windows=(When(first=gap.day, last=gap.day),))
    parties = list(tried.parties)
    parties[place] = replace(party, search=search)
    relaxed = tried._replace(parties=tuple(parties))
    freed = Freed(gap.employee, gap.start, gap.end) if gap.employee is not None else None
    return any(
        one.start < gap.end and one.end > gap.start for one in fits(relaxed, place, gap.day, freed)
    )


def _of_length(
    facts: DayFacts,
    party: Party,
    gap: Opened,
    over: int,
    labels: Mapping[int, str],
    *,
    whole: bool = False,
) -> str:
    """Say how much time there is, where nobody whose time it is has as much as it takes.

    That is as much as the longest part that somebody works without a break, or the `whole` of
    it: what dries needs nobody. `over` are the slots of the day that are gone by.
    """
    crews = party.together
    people = dict.fromkeys(who for crew in crews for who in crew.employees)
    if gap.employee is not None:
        people = {who: None for who in people if who == gap.employee}
    takes, most = PER_DAY, 0
    for who in people:
        mine = [crew for crew in crews if who in crew.employees]
        full = min(crew.shape.last - crew.shape.first for crew in mine)
        free = _longest_free(facts.taken(who) | (1 << over) - 1, gap)
        if free >= (full if whole else min(_longest(crew, who) for crew in mine)):
            return ""
        takes, most = min(takes, full), max(most, free)
    if not people:
        return ""
    alone = labels.get(next(iter(people)), "") if len(people) == 1 else ""
    there = length(most * STEP)
    if gap.employee is not None:
        short = f"{there} are free" if most else ""
    elif alone:
        short = f"{alone} has {there} free" if most else ""
    else:
        short = f"nobody has more than {there} free" if most else ""
    if short:
        return f"takes {length(takes * STEP)}, {short}"
    if gap.employee is not None:
        return "the time is taken again"
    return f"{alone} has no time free" if alone else "nobody who does it is free"


def _longest_free(taken: int, gap: Opened) -> int:
    """Give the longest time on end, in slots, that is free and touches a gap."""
    slot, most = gap.start // STEP, 0
    while slot < -(-gap.end // STEP):
        if taken >> slot & 1:
            slot += 1
            continue
        first = slot
        while first > 0 and not taken >> (first - 1) & 1:
            first -= 1
        while slot < PER_DAY and not taken >> slot & 1:
            slot += 1
        most = max(most, slot - first)
    return most


def _longest(crew: Crew, who: int) -> int:
    runs = next(runs for key, runs in crew.shape.busy if key == who)
    return max(slots for _, slots in runs)


def _of_resource(facts: DayFacts, party: Party, gap: Opened) -> str:
    """Name what is taken where the people would be free."""
    without = replace(facts, resources={}, shut=dict(facts.shut))
    for crew in party.together:
        if gap.employee is not None and gap.employee not in crew.employees:
            continue
        among = (
            Freed(gap.employee, gap.start, gap.end).touching(crew.shape)
            if gap.employee is not None
            else -1 & ((1 << 288) - 1)
        )
        for slot in slots_in(fitting_slots(without, crew.shape, among)):
            if kind := lacking(facts, crew.shape, slot * STEP):
                return f"no {kind} is free"
    return ""


def _rest(party: Party) -> str:
    several = len(party.search.plan.rows) > 1
    return "the services do not fit one after the other" if several else "does not fit there"


def length(minutes: int) -> str:
    """Write a length: `45 min`, `1 h 30`, `2 h`."""
    if minutes < 60:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02d}" if rest else f"{hours} h"
