"""Weekdays as people say them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pettui.dates import WEEKDAYS
from pettui.spoken.weekdays import read


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("", ()), ("mon", (0,)), ("mon thu", (0, 3)), ("Thu, Mon", (0, 3)), ("tue/thu", (1, 3)),
        ("mon-fri", (0, 1, 2, 3, 4)), ("mon - wed, sat", (0, 1, 2, 5)), ("sat-mon", (0, 5, 6)),
        ("weekdays", (0, 1, 2, 3, 4)), ("weekend", (5, 6)), ("daily", tuple(range(7))),
        ("every day", tuple(range(7))), ("every tue", (1,)), ("mondays and thursdays", (0, 3)),
        ("tues & thurs", (1, 3)), ("weds", (2,)), ("su", (6,)), ("mon mon", (0,)),
        ("weekend, mon", (0, 5, 6)),
    ],
)  # fmt: skip
def test_weekdays(said: str, days: tuple[int, ...]) -> None:
    assert read(said) == days


@pytest.mark.parametrize("said", ["t", "xyz", "mon-", "-fri", "12/3", "monx", "mon thu zzz"])
def test_what_are_no_weekdays_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match="Say weekdays like mon, thu or mon-fri"):
        read(said)


@given(st.lists(st.sampled_from(range(7)), unique=True, min_size=1), st.integers(2, 9))
def test_names_are_read_however_short(days: list[int], letters: int) -> None:
    said = ", ".join(WEEKDAYS[day][:letters] for day in days)
    assert read(said) == tuple(sorted(days))
