"""When an entry suits: bounds are starts, windows add up, weekdays wrap, the last day passes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pettui.book.waiting.values import LATER, TODAY, Waiting, When
from pettui.book.waiting.windows import is_over, last_day, may_start, next_day, starts_on

MON = date(2026, 11, 23)
FRI, SAT, SUN = MON + timedelta(4), MON + timedelta(5), MON + timedelta(6)
WEEKEND_AND_MONDAY = 0b1100001  # Saturday to Monday: the week wraps
MORNING = When(earliest=540, latest=660)


def at(text: str) -> datetime:
    """Read a time of the shop's wall clock."""
    return datetime.fromisoformat(text)


def entry(*windows: When, kind: str = LATER) -> Waiting:
    """Give an entry of which only the windows matter."""
    added = datetime(2026, 11, 20, 15, tzinfo=UTC)
    return Waiting(1, 1, kind, "waiting", 1, "Sam", (), (), windows, "", "", "", added)


@pytest.mark.parametrize(
    ("windows", "day", "starts"),
    [
        ((), FRI, ((0, 1439),)),  # no window at all is any time
        ((MORNING,), FRI, ((540, 660),)),
        ((When(FRI, FRI),), FRI, ((0, 1439),)),
        ((When(FRI, FRI),), SAT, ()),
        ((When(weekdays=WEEKEND_AND_MONDAY),), SUN, ((0, 1439),)),
        ((When(weekdays=WEEKEND_AND_MONDAY),), MON, ((0, 1439),)),
        ((When(weekdays=WEEKEND_AND_MONDAY),), FRI, ()),
        ((When(FRI, SUN, WEEKEND_AND_MONDAY),), FRI, ()),  # days and weekdays must both hold
        ((MORNING, When(earliest=600, latest=720)), FRI, ((540, 720),)),  # they overlap
        ((MORNING, When(earliest=661, latest=720)), FRI, ((540, 720),)),  # they touch
        ((When(earliest=900), MORNING), FRI, ((540, 660), (900, 1439))),
        ((When(FRI, FRI, 127, 900, 960), When(SAT, SAT)), FRI, ((900, 960),)),
    ],
)
def test_windows_give_the_starts_of_a_day(
    windows: tuple[When, ...], day: date, starts: tuple[tuple[int, int], ...]
) -> None:
    assert starts_on(windows, day) == starts


def test_the_bound_is_the_latest_start_and_not_the_end() -> None:
    assert may_start((MORNING,), FRI, 660)
    assert not may_start((MORNING,), FRI, 661)
    assert not may_start((MORNING,), FRI, 539)


@pytest.mark.parametrize(
    ("window", "last"),
    [
        (When(), None),
        (When(MON, FRI), FRI),
        (When(MON, FRI, 0b0000010), MON + timedelta(1)),  # the only Tuesday
        (When(MON, FRI, 0b1000000), date.min),  # no Sunday lies between
        (When(None, FRI, 0b1000000), MON - timedelta(1)),
    ],
)
def test_the_last_day_is_one_that_suits(window: When, last: date | None) -> None:
    assert last_day(window) == last


@pytest.mark.parametrize(
    ("windows", "kind", "now", "over"),
    [
        ((), LATER, at("2030-01-01 00:00"), False),
        ((When(None, FRI),), LATER, at("2026-11-27 23:59"), False),
        ((When(None, FRI),), LATER, at("2026-11-28 00:00"), True),
        ((When(FRI, FRI, 127, 0, 660),), LATER, at("2026-11-27 11:00"), False),
        ((When(FRI, FRI, 127, 0, 660),), LATER, at("2026-11-27 11:01"), True),
        # Who sits in the lobby is not forgotten when the time that was said is over.
        ((When(MON, MON, 127, 0, 660),), TODAY, at("2026-11-23 15:00"), False),
        ((When(MON, MON),), TODAY, at("2026-11-24 00:00"), True),
        ((When(None, MON), When(None, FRI)), LATER, at("2026-11-25 09:00"), False),
        ((When(None, SUN, 0b0000001),), LATER, at("2026-11-24 09:00"), True),
    ],
)
def test_an_entry_is_over_when_its_last_time_has_passed(
    windows: tuple[When, ...], kind: str, now: datetime, over: bool
) -> None:
    assert is_over(entry(*windows, kind=kind), now) is over


windows = st.builds(
    lambda first, days, weekdays, a, b: When(
        MON + timedelta(first), MON + timedelta(first + days), weekdays, min(a, b), max(a, b)
    ),
    st.integers(-20, 20), st.integers(0, 20), st.integers(1, 127),
    st.integers(0, 1439), st.integers(0, 1439),
)  # fmt: skip


@given(st.lists(windows, min_size=1, max_size=4), st.integers(-20, 45), st.integers(0, 1439))
def test_joined_ranges_hold_what_any_window_holds(
    found: list[When], ahead: int, minute: int
) -> None:
    day = MON + timedelta(ahead)
    held = any(
        w.first is not None and w.last is not None and w.first <= day <= w.last
        and w.weekdays >> day.weekday() & 1 and w.earliest <= minute <= w.latest
        for w in found
    )  # fmt: skip
    assert may_start(found, day, minute) is held
    ranges = starts_on(found, day)
    assert all(a[1] + 1 < b[0] for a, b in pairwise(ranges))


@given(st.lists(windows, min_size=1, max_size=4), st.integers(-25, 50), st.integers(0, 1439))
def test_what_is_over_suits_at_no_later_time(found: list[When], ahead: int, minute: int) -> None:
    now = datetime.combine(MON + timedelta(ahead), datetime.min.time()) + timedelta(minutes=minute)
    days = [now.date() + timedelta(n) for n in range(90)]
    later = [
        day for day in days
        if any(day > now.date() or last >= minute for _, last in starts_on(found, day))
    ]  # fmt: skip
    assert is_over(entry(*found), now) is (not later)
    assert next_day(found, now) == (later[0] if later else None)
