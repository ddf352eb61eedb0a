"""Several days as people say them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pettui.spoken.days import Sight
from pettui.spoken.ranges import read

MON, SAT, SUN = date(2026, 11, 23), date(2026, 11, 28), date(2026, 11, 29)
NYE = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("today", "said", "first", "last"),
    [
        (MON, "this week", "2026-11-23", "2026-11-29"),
        (SAT, "this week", "2026-11-28", "2026-11-29"),
        (MON, "next week", "2026-11-30", "2026-12-06"),
        (SUN, "next week", "2026-11-30", "2026-12-06"),
        (MON, "sometime next week", "2026-11-30", "2026-12-06"),
        (MON, "week of 12/9", "2026-12-07", "2026-12-13"),
        (MON, "in the week of dec 9", "2026-12-07", "2026-12-13"),
        (MON, "weekend", "2026-11-28", "2026-11-29"),
        (SAT, "this weekend", "2026-11-28", "2026-11-29"),
        (SUN, "weekend", "2026-11-29", "2026-11-29"),
        (MON, "next weekend", "2026-12-05", "2026-12-06"),
        (SUN, "next weekend", "2026-12-05", "2026-12-06"),
        (MON, "next month", "2026-12-01", "2026-12-31"),
        (MON, "this month", "2026-11-23", "2026-11-30"),
        (NYE, "next month", "2027-01-01", "2027-01-31"),
        (NYE, "in feb", "2027-02-01", "2027-02-28"),
        (MON, "in november", "2026-11-23", "2026-11-30"),
        (NYE, "next week", "2027-01-04", "2027-01-10"),
        (MON, "tue or thu", "2026-11-23", "2026-11-29"),
        (MON, "weekdays", "2026-11-23", "2026-11-29"),
    ],
)  # fmt: skip
def test_several_days(today: date, said: str, first: str, last: str) -> None:
    found = read(said.split(), Sight(today))
    assert found is not None
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


def test_a_week_begins_where_the_shop_says() -> None:
    found = read(["next", "week"], Sight(SUN, week_start=6))
    assert found is not None and found.first == date(2026, 12, 6)


@pytest.mark.parametrize(
    "said",
    ["", "fri", "week", "may", "april", "december", "next", "9-11", "12/3", "week of", "xyz"],
)
def test_what_are_not_several_days(said: str) -> None:
    assert read(said.split(), Sight(MON)) is None


@given(
    st.dates(date(1980, 1, 1), date(2199, 1, 1)),
    st.sampled_from(
        ("this week", "next week", "weekend", "next month", "in feb", "mon-wed", "sat/sun")
    ),
    st.integers(0, 6),
)
def test_none_of_them_is_in_the_past(today: date, said: str, week_start: int) -> None:
    found = read(said.split(), Sight(today, week_start=week_start))
    assert found is not None and today <= found.first <= found.last
