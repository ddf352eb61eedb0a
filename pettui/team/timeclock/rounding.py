"""Rounding of begins and ends of shifts: off by default, the same for both, and only a view.

The punch stays as it was made. What rounding gave and took is shown to everybody whom it touches
(RELIABILITY 3, 29 CFR 785.48).
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from pettui.team.timeclock.shifts import Shift, minutes_between, to_minute

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)


def rounded(at: datetime, offset: int, step: int) -> datetime:
    """Give the multiple of `step` minutes on the wall clock that is nearest to an instant.

    Half way goes to the even multiple: half of these times up, half of them down.

    Args:
        at: an instant in UTC; its seconds are not looked at, as nobody sees them.
        offset: minutes that the wall clock was ahead of UTC.
        step: minutes; 0 and 1 round nothing.
    """
    seen = to_minute(at)
    if step < 2:
        return seen
    minutes = (seen - _EPOCH) // _MINUTE + offset
    times, over = divmod(minutes, step)
    if 2 * over > step or (2 * over == step and times % 2):
        times += 1
    return seen + (times * step - minutes) * _MINUTE


def given(shift: Shift, step: int) -> int:
    """Give the minutes that rounding adds to a shift; below 0 where it takes some."""
    if step < 2 or not shift.counts or shift.start is None or shift.end is None:
        return 0
    first, last = shift.punches[0].now, shift.punches[-1].now
    start, end = rounded(first.at, first.offset, step), rounded(last.at, last.offset, step)
    gain = minutes_between(start, end) - minutes_between(shift.start, shift.end)
    return max(gain, -shift.worked)
