"""Finds whom of the wait list a place fits: the days are read once, then many shapes are tried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from db.connection import reading
from db.models import Bookable, TicketRow
from db.models.base import tuples
from pettui.book.matching import whynot
from pettui.book.matching.values import ANYBODY, RANKED, SPECIFIC, Match, Matches, Opened, Unfit
from pettui.book.search.asking import Answer, Order, Search
from pettui.book.search.places import Freed
from pettui.book.search.trying import Trial, fits, trial
from pettui.book.waiting.reading import read
from pettui.book.waiting.searching import search_of
from pettui.book.waiting.values import TODAY, Waiting, When
from pettui.book.waiting.windows import is_over
from pettui.clock import wall_of
from pettui.history.door import Refused
from pettui.team.shop import Shop


class _Candidate(NamedTuple):
    entry: Waiting
    search: Search
    stands: tuple[date, int] | None  # where the visit is that wants to be earlier


def match(
    shop: Shop,
    opened: Sequence[Opened],
    *,
    entries: Sequence[Waiting] | None = None,
    explain: bool = True,
) -> Matches:
    """Give whom of the wait list some places fit, the best first, each at its best place.

    An employee who was asked for alone comes before one of a list, that before whoever is free;
    then who waits longest comes first (DOMAIN 8.2). Nobody is left out who could be booked there
    without anything to agree to, and nobody is booked.

    Args:
        shop: the shop.
        opened: the time that has become free; a place counts that uses some of it.
        entries: who is tried; None is everybody who waits.
        explain: whether to say why others do not fit.
    """
    with reading():
        waiting = read(shop) if entries is None else tuple(entries)
        now = shop.now()
        live = [entry for entry in waiting if not is_over(entry, now)]
        labels = _labels()
        gone: list[Unfit] = []
        candidates = [one for entry in live if (one := _candidate(shop, entry, gone)) is not None]
        if not opened or not candidates:
            return Matches(tuple(opened), (), tuple(gone), labels)
        days = [one.day for one in opened]
        tried = trial(shop, [one.search for one in candidates], min(days), max(days))
    found: list[Match] = []
    others: list[Unfit] = []
    for place, one in enumerate(candidates):
        best = _best(tried, place, one, opened)
        if best is not None:
            found.append(_match(shop, one.entry, best, labels))
        elif explain:
            words = whynot.words(tried, place, one.entry, opened[0], labels, one.stands)
            others.append(Unfit(one.entry, words))
    return Matches(
        tuple(opened), tuple(sorted(found, key=lambda m: m.order)), (*others, *gone), labels
    )


def _labels() -> dict[int, str]:
    query = Bookable.select(Bookable.id, Bookable.label).where(Bookable.kind == "employee")
    return dict(tuples(query))


def _candidate(shop: Shop, entry: Waiting, gone: list[Unfit]) -> _Candidate | None:
    try:
        search = search_of(shop, entry)
    except Refused as refused:
        gone.append(Unfit(entry, str(refused)))
        return None
    asked = (entry.wanted(wish) for wish in entry.rows)
    order: Order = "groomer" if any(len(wanted) > 1 for wanted in asked) else "gap"
    if entry.kind == TODAY and not entry.windows:  # who sits in the lobby wants today
        today = shop.today()
        search = replace(search, windows=(When(first=today, last=today),))
    stands = _stands(entry.moves) if entry.moves is not None else None
    return _Candidate(entry, replace(search, order=order), stands)


def _stands(ticket: int) -> tuple[date, int] | None:
    query = (
        TicketRow.select(TicketRow.day, TicketRow.start)
        .where(TicketRow.ticket == ticket, TicketRow.start.is_null(False))
        .order_by(TicketRow.start)
        .limit(1)
    )
    return next(((day, start) for day, start in tuples(query)), None)


def _best(tried: Trial, place: int, one: _Candidate, opened: Sequence[Opened]) -> Answer | None:
    """Give the best place: with whom they asked for, the least gap left, most of what is free.

    Where it is whole days that are looked at, nothing is to be filled up, and the soonest is best.
    """
    found = [
        (asked_for(one.entry, answer), *_filling(answer, gap), answer)
        for gap in opened
        for answer in answers_in(tried, place, gap)
        if one.stands is None or (answer.day, answer.start) < one.stands
    ]
    return min(found, default=(None,))[-1]


def _filling(answer: Answer, gap: Opened) -> tuple[int, int]:
    """Give the minutes that are left over, and less for each minute of a gap that is used."""
    if is_whole(gap):
        return 0, 0
    return answer.scrap, max(answer.start, gap.start) - min(answer.end, gap.end)


def is_whole(gap: Opened) -> bool:
    """Tell whether it is any time of a day, and nothing in particular."""
    return gap.employee is None and (gap.start, gap.end) == (0, 24 * 60)


def answers_in(tried: Trial, place: int, gap: Opened) -> list[Answer]:
    """Give the places of a search that use some of the time that has become free."""
    if gap.employee is not None:
        return fits(tried, place, gap.day, Freed(gap.employee, gap.start, gap.end))
    needs = tried.parties[place].lists.needs
    items = (row.item for row in tried.parties[place].search.plan.rows)
    if not is_whole(gap) and not any(item in needs for item in items):
        return []  # a tub is free again, and this visit needs none
    answers = fits(tried, place, gap.day)
    return [one for one in answers if one.start < gap.end and one.end > gap.start]


def asked_for(entry: Waiting, answer: Answer) -> tuple[int, int]:
    """Give what was asked for of who does it: SPECIFIC, RANKED or ANYBODY, and which choice."""
    asked, choice = ANYBODY, 0
    for wish, who in zip(entry.rows, answer.employees, strict=False):
        wanted = entry.wanted(wish)
        if who in wanted:
            asked = min(asked, SPECIFIC if len(wanted) == 1 else RANKED)
            choice = max(choice, wanted.index(who))
    return asked, choice


_CHOICES = ("first choice", "second choice", "third choice")


def _match(shop: Shop, entry: Waiting, answer: Answer, labels: dict[int, str]) -> Match:
    asked, choice = asked_for(entry, answer)
    named = next(
        (
            labels.get(who, "")
            for wish, who in zip(entry.rows, answer.employees, strict=False)
            if who in entry.wanted(wish) and (asked != RANKED or len(entry.wanted(wish)) > 1)
        ),
        "",
    )
    words = {
        SPECIFIC: f"asked for {named}",
        RANKED: f"{named} is the {_CHOICES[min(choice, 2)] if choice < 3 else 'later choice'}",
        ANYBODY: "" if entry.moves is None else "wants to be earlier",
    }[asked]
    long = waits(shop, entry)
    return Match(entry, answer, asked, choice, ", ".join(part for part in (words, long) if part))


def waits(shop: Shop, entry: Waiting) -> str:
    """Say how long somebody waits: `waits 34 min`, `waits since 9:10`, `waits since Tue 3 Nov`."""
    added, now = wall_of(entry.added, shop.zone), shop.now()
    minutes = max(0, int((now - added).total_seconds() // 60))
    if minutes < 120:
        return f"waits {minutes} min"
    today = added.date() == now.date()
    since = shop.time(added.hour * 60 + added.minute) if today else shop.short_day(added.date())
    return f"waits since {since}"
