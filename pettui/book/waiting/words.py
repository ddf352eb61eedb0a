"""How the wait list speaks: when it would suit, how long somebody waits, who is wanted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pettui.book.waiting.values import ALL_WEEK, LAST_MINUTE, Waiting, When

if TYPE_CHECKING:
    from pettui.team.shop import Shop

LONG, TOO_LONG = 20, 40
"""Minutes from which on a walk-in waits long, and too long (DOMAIN 8.9)."""

ANY_TIME = "any time"
PARTS = {
    "morning": (0, 719), "afternoon": (720, LAST_MINUTE), "evening": (1020, LAST_MINUTE),
}  # fmt: skip
"""Parts of a day: the earliest and the latest start."""

_MONDAY = date(2024, 1, 1)


def waited(minutes: int) -> tuple[str, str]:
    """Give how long somebody waits, and the word for it ("" while it is not long)."""
    word = "too long" if minutes >= TOO_LONG else "long" if minutes >= LONG else ""
    shown = f"{minutes} min" if minutes < 120 else f"{minutes // 60} h {minutes % 60:02d}"
    return shown, word


def windows_text(shop: Shop, windows: Sequence[When]) -> str:
    """Write when it would suit, as `said.read` reads it: `Thu, Fri; Sat 28 Nov until 11:00`."""
    return "; ".join(window_text(shop, window) for window in windows) or ANY_TIME


def brief(shop: Shop, entry: Waiting) -> str:
    """Write when it would suit in few words, for lists: what began already is not said."""
    today = shop.today()
    windows = [
        window._replace(first=None)
        if window.first is not None and window.first <= today != window.last
        else window
        for window in entry.windows
    ]
    if entry.moves is not None:
        last = max((w.last for w in windows if w.last is not None), default=None)
        return f"earlier, by {shop.short_day(last)}" if last is not None else "earlier"
    return windows_text(shop, windows)


def window_text(shop: Shop, window: When) -> str:
    """Write one window: `Thu, Fri from 9:00`, `Fri 27 Nov 9:00-11:00`, `any time`."""
    days, times = _days(shop, window), _times(shop, window)
    return " ".join(part for part in (days, times) if part) or ANY_TIME


def _days(shop: Shop, window: When) -> str:
    today = shop.today()

    def written(day: date) -> str:
        return shop.short_day(day) if day.year == today.year else shop.day(day)

    first, last = window.first, window.last
    if first is not None and first == last:
        return written(first)
    if first is not None and last is not None:
        span = f"{written(first)} - {written(last)}"
    elif first is not None:
        span = f"since {written(first)}"
    else:
        span = f"by {written(last)}" if last is not None else ""
    return " ".join(part for part in (span, _weekdays(shop, window.weekdays)) if part)


def _weekdays(shop: Shop, mask: int) -> str:
    if mask == ALL_WEEK:
        return ""
    days = [day for day in range(7) if mask >> day & 1]
    names = [shop.weekday(_MONDAY + timedelta(days=day)) for day in days]
    return f"every {names[0]}" if len(names) == 1 else ", ".join(names)


def _times(shop: Shop, window: When) -> str:
    span = (window.earliest, window.latest)
    if span == (0, LAST_MINUTE):
        return ""
    if name := next((name for name, part in PARTS.items() if part == span), ""):
        return name
    first, last = (_clock(shop, minute) for minute in span)
    if window.earliest == window.latest:
        return f"at {first}"
    if window.latest == LAST_MINUTE:
        return f"from {first}"
    return f"until {last}" if window.earliest == 0 else f"{first}-{last}"


def _clock(shop: Shop, minute: int) -> str:
    """Write a time so that it is read as the same: `3:00` alone is in the afternoon."""
    shown = shop.time(minute)
    return f"0{shown}" if 60 <= minute < 420 and shown[-1].isdigit() else shown


def people_text(labels: Mapping[int, str], people: Sequence[int]) -> str:
    """Write who is wanted, the dearest first: `Kim, Luis`; `any` where it does not matter."""
    return ", ".join(labels.get(key, "somebody who left") for key in people) or "any"
