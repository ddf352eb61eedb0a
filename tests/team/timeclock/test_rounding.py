"""Rounding: off by default, the same for both ends, neutral, and never a change of a punch."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pettui.team.settings import put
from pettui.team.shop import Shop
from pettui.team.timeclock.hours import of_person
from pettui.team.timeclock.rounding import given as gained
from pettui.team.timeclock.rounding import rounded
from pettui.team.timeclock.totals import both_text, clock_text, decimal_text
from tests.book import steps
from tests.small_shop import DANA
from tests.team.timeclock.sheets import MONDAY, at, clocked, shifts, stamp


@pytest.mark.parametrize(
    ("clock", "step", "to"),
    [
        ("8:58", 0, "8:58"),
        ("8:58:59", 0, "8:58"),
        ("8:52", 15, "8:45"),  # seven minutes: back
        ("8:53", 15, "9:00"),  # eight: on
        ("8:52:59", 15, "8:45"),  # nobody sees the seconds
        ("8:57", 5, "8:55"),
        ("8:58", 5, "9:00"),
        ("8:55", 10, "9:00"),  # half way: 53 tens and a half, to the even 54
        ("9:05", 10, "9:00"),  # 54 tens and a half, to the even 54
        ("9:03", 6, "9:00"),  # 90 tenths of an hour and a half, to 90
        ("9:09", 6, "9:12"),  # 91 and a half, to 92
        ("23:55", 15, "24:00"),
    ],
)
def test_a_time_goes_to_the_nearest(clock: str, step: int, to: str) -> None:
    assert rounded(at(MONDAY, clock), -300, step) == at(MONDAY, to)


def test_it_is_the_wall_clock_that_is_rounded() -> None:
    # Kathmandu is 5:45 ahead of UTC: 9:05 there is 3:20 in UTC, and goes to 9:00 or 9:10 there.
    found = rounded(at(MONDAY, "9:04", "Asia/Kathmandu"), 345, 10)
    assert found == at(MONDAY, "9:00", "Asia/Kathmandu")


@given(st.integers(0, 2879), st.integers(0, 2879), st.sampled_from([5, 6, 10, 15]))
def test_order_is_kept_and_no_end_moves_more_than_half_a_step(a: int, b: int, step: int) -> None:
    first, second = (at(MONDAY, "0") + timedelta(minutes=m) for m in sorted((a, b)))
    one, two = rounded(first, -300, step), rounded(second, -300, step)
    assert one <= two
    assert abs(one - first) <= timedelta(minutes=step / 2) >= abs(two - second)


@pytest.mark.parametrize("step", [5, 6, 10, 15])
def test_over_many_shifts_it_gives_as_much_as_it_takes(step: int) -> None:
    dice = random.Random(20261123)
    gains = []
    for _ in range(4000):
        start = dice.randrange(6 * 3600, 11 * 3600)
        end = start + dice.randrange(3 * 3600, 9 * 3600)
        card = ", ".join(
            f"{kind} {s // 3600}:{s // 60 % 60:02d}:{s % 60:02d}"
            for kind, s in (("in", start), ("out", end))
        )
        gains.append(gained(shifts(card)[0], step))
    assert any(gain > 0 for gain in gains) and any(gain < 0 for gain in gains)
    # Two ends, each spread evenly over a step: a standard deviation of step / sqrt(6). The mean
    # of 4000 has a 63rd of that; four of these is beyond chance.
    assert abs(sum(gains) / len(gains)) < 4 * step / 6**0.5 / 4000**0.5


def test_rounding_never_makes_less_than_nothing() -> None:
    (shift,) = shifts("in 8:53, out 8:57")  # both to 9:00
    assert shift.worked == 4 and gained(shift, 15) == -4
    (shift,) = shifts("in 8:52, meal 8:53, back 9:08, out 9:08")
    assert gained(shift, 15) >= -shift.worked
    (shift, *_) = shifts("in 9, in 10:07, out 17")
    assert gained(shift, 15) == 0  # what is undecided is not rounded


def test_it_is_off_until_a_shop_wants_it_and_then_it_is_shown(shop: Shop) -> None:
    kim = steps.column("Kim")
    with clocked() as door:
        stamp(door, shop.branch, kim, "in 8:53, out 17:08", MONDAY)  # 8:15 -> 9:00 to 17:15
        stamp(door, shop.branch, kim, "in 8:52, out 17:07", date(2026, 11, 24))  # 8:45 to 17:00
        stamp(door, shop.branch, kim, "in 8:52, out 17:08", date(2026, 11, 25))  # 8:45 to 17:15
    week = (MONDAY, MONDAY + timedelta(days=6))
    plain = of_person(shop, kim, *week).totals
    assert (plain.worked, plain.given, plain.taken) == (495 + 495 + 496, 0, 0)
    now = put(shop, "hours.rounding", "15", DANA)
    found = of_person(now, kim, *week)
    assert [day.total for day in found.days[:3]] == [495, 495, 510]
    assert (found.totals.worked, found.totals.given, found.totals.taken) == (1486, 14, 0)
    assert found.totals.total == sum(minutes for _, minutes in found.totals.counted) == 1500


@pytest.mark.parametrize(
    ("minutes", "clock", "decimal"),
    [(0, "0:00", "0.00"), (583, "9:43", "9.72"), (485, "8:05", "8.08"), (-30, "-0:30", "-0.50"),
     (6000, "100:00", "100.00"), (1, "0:01", "0.02")],
)  # fmt: skip
def test_hours_are_written_so_that_nobody_takes_one_way_for_the_other(
    minutes: int, clock: str, decimal: str
) -> None:
    assert (clock_text(minutes), decimal_text(minutes)) == (clock, decimal)
    assert both_text(minutes) == f"{clock} ({decimal} h)"
