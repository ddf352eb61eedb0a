"""When an entry suits, and when it is over: pure, on the shop's wall clock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from pettui.book.waiting.values import ALL_WEEK, LAST_MINUTE, LATER, Waiting, When

Starts = tuple[int, int]
"""The earliest and the latest start, both included, in minutes since midnight."""


def suits(window: When, day: date) -> bool:
    """Tell whether a window holds a day."""
    return (
        (window.first is None or window.first <= day)
        and (window.last is None or day <= window.last)
        and bool(window.weekdays >> day.weekday() & 1)
    )


def starts_on(windows: Iterable[When], day: date) -> tuple[Starts, ...]:
    """Give when a visit may start on a day: ranges in order, those that touch joined.

    No windows at all mean any time; no ranges mean that the day does not suit.
    """
    known = tuple(windows)
    if not known:
        return ((0, LAST_MINUTE),)
    joined: list[Starts] = []
    for earliest, latest in sorted((w.earliest, w.latest) for w in known if suits(w, day)):
        if joined and earliest <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(latest, joined[-1][1]))
        else:
            joined.append((earliest, latest))
    return tuple(joined)


def may_start(windows: Iterable[When], day: date, minute: int) -> bool:
    """Tell whether a visit may start at a minute of a day."""
    return any(first <= minute <= last for first, last in starts_on(windows, day))


def last_day(window: When) -> date | None:
    """Give the last day that a window holds: None without an end; `date.min` when it holds none."""
    if window.last is None:
        return None
    for back in range(7):
        if window.last.toordinal() - back < 1:
            break
        day = window.last - timedelta(days=back)
        if suits(window, day):
            return day
    return date.min


def is_over(entry: Waiting, now: datetime) -> bool:
    """Tell whether the last time that would suit has passed (DOMAIN 8.4); `now` is wall clock.

    Who sits in the lobby sits there all day, whatever was said about the time.
    """
    if not entry.windows:
        return False
    today, minute = now.date(), now.hour * 60 + now.minute
    for window in entry.windows:
        last = last_day(window)
        if last is None or last > today:
            return False
        if last == today and (entry.kind != LATER or window.latest >= minute):
            return False
    return True


def only_on(windows: Iterable[When], day: date) -> bool:
    """Tell whether an entry is for one day alone: today's show how long they wait (DOMAIN 8)."""
    known = tuple(windows)
    return bool(known) and all(w.first == w.last == day for w in known)


def next_day(windows: Iterable[When], now: datetime) -> date | None:
    """Give the first day from now on that would suit; None when there is none."""
    known = tuple(windows) or (When(weekdays=ALL_WEEK),)
    today, minute = now.date(), now.hour * 60 + now.minute
    found = []
    for window in known:
        day = max(today, window.first or today)
        if day == today and window.latest < minute:
            day += timedelta(days=1)
        day = next((d for d in _week_from(day) if window.weekdays >> d.weekday() & 1), day)
        if suits(window, day):
            found.append(day)
    return min(found, default=None)


def _week_from(day: date) -> list[date]:
    return [day + timedelta(days=ahead) for ahead in range(7)]
