"""What the tests of the search say over and over: a wish, and what was found for it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from pettui.book.plan import Plan, PlannedRow
from pettui.book.search.asking import Search
from pettui.book.search.finding import first_of
from pettui.book.waiting.values import When
from pettui.team.shop import Shop
from tests.small_shop import DAY

KIM, LUIS, ANA, TUB = 1, 2, 3, 4
BATH, FULL, NAILS, TEETH = 1, 2, 3, 4
MARIA, BELLA = 1, 1
JOE, REX = 2, 2
TUESDAY = date(2026, 11, 24)
SEVEN = datetime(2026, 11, 23, 12, tzinfo=UTC)
"""Seven in the morning in the small shop, on its day."""


def wish(*items: int, **more: Any) -> Search:
    """Give a search for Bella's services; of `when`, `employee` and `ticket` a plan is made."""
    windows = more.pop("windows", (When(TUESDAY, TUESDAY),))
    rows = tuple(PlannedRow(item, BELLA, more.get("employee")) for item in items)
    more.pop("employee", None)
    return Search(Plan(MARIA, DAY, 540, rows), windows=windows, **more)


def found(shop: Shop, search: Search, limit: int = 999) -> list[tuple[str, str]]:
    """Give (when, who) of what is found: `("Tue 24 Nov 9:00", "Kim")`."""
    return [
        (f"{shop.short_day(a.day)} {shop.time(a.start)}", a.who)
        for a in first_of(shop, search, limit)
    ]


def times(shop: Shop, search: Search) -> list[str]:
    """Give the starts of what is found, without the days."""
    return [when.split()[-1] for when, _ in found(shop, search)]
