"""How matches are told: where a place is, and who comes first."""

from __future__ import annotations

from pettui.book.matching.values import Match, Matches
from pettui.team.shop import Shop


def place_words(shop: Shop, found: Matches) -> str:
    """Say what became free: `Kim Wed 25 Nov 9:00-10:45`; of several `and 2 more`."""
    people = [one for one in found.opened if one.employee is not None] or list(found.opened)
    if not people:
        return ""
    one = people[0]
    who = found.labels.get(one.employee or 0, "") if one.employee is not None else ""
    day = "today" if one.day == shop.today() else shop.short_day(one.day)
    whole = (one.start, one.end) == (0, 24 * 60)
    times = "" if whole else f"{shop.time(one.start)}-{shop.time(one.end)}"
    places = {(each.day, each.employee) for each in people}
    more = f"and {len(places) - 1} more" if len(places) > 1 else ""
    return " ".join(part for part in (who, day, times, more) if part)


def when_words(shop: Shop, match: Match, *, day: bool = True) -> str:
    """Say when and with whom: `today 10:00 with Ana`; without the day where all is on one."""
    answer = match.answer
    on = "today" if answer.day == shop.today() else shop.short_day(answer.day)
    return f"{f'{on} ' if day else ''}{shop.time(answer.start)} with {answer.who}"


def first_words(shop: Shop, match: Match) -> str:
    """Say who comes first and why: `Milo, Bath at 10:00 with Ana (asked for Ana, waits 34 min)`."""
    answer, entry = match.answer, match.entry
    return (
        f"{entry.who}, {entry.services} at {shop.time(answer.start)} with {answer.who}"
        f" ({match.why})"
    )
