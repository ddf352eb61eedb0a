"""Asks for a span of days, and which weekdays are meant."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pettui.dates import WEEKDAYS
from screens.widgets.ask import Ask, Understood

if TYPE_CHECKING:
    from screens.desk import Desk


async def ask_span(desk: Desk, title: str, first: date, last: date) -> tuple[date, date] | None:
    """Ask from which day to which; `first` and `last` stand there already."""
    shop = desk.shop

    def begin(text: str) -> Understood[date]:
        day = shop.parse_day(text)
        return Understood(day, f"from {shop.day(day)} on")

    start = await desk.push_screen_wait(
        Ask(f"{title}: from which day?", begin, value=shop.day(first))
    )
    if start is None:
        return None
    ready = max(start, last)

    def end(text: str) -> Understood[date]:
        day = shop.parse_day(text)
        if day < start:
            raise ValueError(f"The last day is before {shop.day(start)}. Name a later one.")
        return Understood(day, f"{shop.day(start)} to {shop.day(day)}")

    stop = await desk.push_screen_wait(Ask(f"{title}: to which day?", end, value=shop.day(ready)))
    return None if stop is None else (start, stop)


def read_weekdays(text: str) -> tuple[int, ...]:
    """Read weekdays: `mon-fri`, `tue, thu`, `daily`; raises ValueError with a hint."""
    from pettui.spoken import weekdays

    found = weekdays.read(text)
    if not found:
        raise ValueError(weekdays.HINT)
    return found


def weekday_words(weekdays: tuple[int, ...]) -> str:
    """Write weekdays as they are typed."""
    if len(weekdays) > 2 and weekdays[-1] - weekdays[0] == len(weekdays) - 1:
        return f"{WEEKDAYS[weekdays[0]][:3]}-{WEEKDAYS[weekdays[-1]][:3]}"
    return ", ".join(WEEKDAYS[day][:3] for day in weekdays)
