"""Says of a search that finds nothing what stands against its days: closed, off, no time, full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from db.connection import reading
from pettui.book.search.asking import Search
from pettui.book.search.crews import Party, party
from pettui.book.search.days import Days, read_days
from pettui.book.search.finding import days_of
from pettui.book.search.lists import read_lists
from pettui.book.waiting.windows import Starts, starts_on
from pettui.team.hours import NOT_SCHEDULED, Range
from pettui.team.shop import Shop
from pettui.text import count

FULL = "full"
MOST = 31
"""Days that are looked at; what keeps a month full keeps the next one full as well."""


def why_empty(shop: Shop, search: Search) -> str:
    """Say what stands against the days of a search: `20 days full, 4 days closed: Christmas`.

    Of a single day it is said alone. "" where nothing is known about the days.
    """
    with reading():
        lists = read_lists(shop, [search.plan])
        chosen = party(search, lists)
        first, last = days_of(shop, search)
        wanted = [
            day
            for ahead in range((last - first).days + 1)
            if starts_on(search.windows, day := first + timedelta(days=ahead))
        ][:MOST]
        if not wanted:
            return ""
        days = read_days(shop, lists, wanted[0], wanted[-1])
    found = Counter(_against(shop, chosen, days, day) for day in wanted)
    if len(wanted) == 1:
        return f"{shop.short_day(wanted[0])}: {next(iter(found))}"
    return ", ".join(f"{count(times, 'day')} {words}" for words, times in found.most_common())


def _against(shop: Shop, chosen: Party, days: Days, day: date) -> str:
    """Say what stands against one day."""
    people = list(dict.fromkeys(who for able in chosen.ranked for who in able))
    hours = {who: days.rules.of(who, day) for who in people}
    working = [who for who in people if hours[who].ranges]
    if not working:
        if (reason := days.rules.closed.get(day)) is not None:
            return f"closed: {reason}" if reason != "closed" else reason
        if len(people) != 1:
            return "without anybody who does it" if people else FULL
        name, off = chosen.lists.staff[people[0]].label, hours[people[0]].off
        return f"{name} is {off}" if off in ("off", NOT_SCHEDULED) else f"{name} is off: {off}"
    ranges = [part for who in working for part in hours[who].ranges]
    windows = starts_on(chosen.search.windows, day)
    if not _meet(windows, ranges):
        return "outside the working hours"
    now = shop.now()
    if day == now.date() and not _meet(windows, ranges, now.hour * 60 + now.minute):
        return "over"
    return FULL


def _meet(windows: tuple[Starts, ...], ranges: Sequence[Range], begin: int = 0) -> bool:
    """Tell whether anybody works when a visit may start, from a minute on."""
    return any(
        max(low, start, begin) <= min(high, end - 1)
        for low, high in windows
        for start, end in ranges
    )
