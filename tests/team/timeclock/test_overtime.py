"""What hours above a limit count, reckoned by hand."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pettui.team.timeclock.overtime import PLAIN, SETS, Rule, from_set, split, whole_weeks
from pettui.team.timeclock.periods import Calendar

MONDAY = date(2026, 11, 23)
WEEKS = Calendar("two-weekly", 0, MONDAY, 1)
HALF, DOUBLE, TRIPLE = Decimal("1.5"), Decimal(2), Decimal(3)
BEFORE = date(2020, 1, 1)


def week(*hours: float, first: date = MONDAY) -> dict[date, int]:
    """Give a day's minutes for each number of hours."""
    return {first + timedelta(days=n): round(h * 60) for n, h in enumerate(hours)}


def total(counted: dict[date, dict[Decimal, int]]) -> dict[str, float]:
    """Add the days up, in hours."""
    found: dict[str, float] = {}
    for day in counted.values():
        for multiplier, minutes in day.items():
            found[str(multiplier)] = found.get(str(multiplier), 0) + minutes / 60
    return found


@pytest.mark.parametrize(
    ("name", "hours", "counts"),
    [
        ("none", (12, 12, 12, 12, 12, 12, 12), {"1": 84}),
        ("us federal", (8, 8, 8, 8, 8), {"1": 40}),
        ("us federal", (12, 12, 12), {"1": 36}),  # no day is too long for the federal law
        ("us federal", (10, 10, 10, 10, 4), {"1": 40, "1.5": 4}),
        # California. Five days of 9: each has 8 plain and 1 at 1.5; 40 plain are no more than 40.
        ("california", (9, 9, 9, 9, 9), {"1": 40, "1.5": 5}),
        # 13 hours: 8 plain, 8 to 12 at 1.5, the 13th double.
        ("california", (13,), {"1": 8, "1.5": 4, "2": 1}),
        # Six days of 8: 48 plain by day, of which 8 are above 40 in the week.
        ("california", (8, 8, 8, 8, 8, 8), {"1": 40, "1.5": 8}),
        # Six days of 10: 8 x 6 = 48 plain by day, 12 at 1.5 by day; 8 more above 40. No minute
        # of the 12 counts towards the 40 again.
        ("california", (10, 10, 10, 10, 10, 10), {"1": 40, "1.5": 20}),
        # Seven days of 4: 24 plain, the first 8 hours of the seventh at 1.5, here 4.
        ("california", (4, 4, 4, 4, 4, 4, 4), {"1": 24, "1.5": 4}),
        # Seven days, 10 on the seventh: 8 at 1.5 and 2 double.
        ("california", (4, 4, 4, 4, 4, 4, 10), {"1": 24, "1.5": 8, "2": 2}),
        # 13 on the seventh: the 12 hours of a day change nothing, 8 at 1.5 and 5 double.
        ("california", (4, 4, 4, 4, 4, 4, 13), {"1": 24, "1.5": 8, "2": 5}),
        # A day off on Wednesday: Sunday is no seventh day.
        ("california", (4, 4, 0, 4, 4, 4, 10), {"1": 28, "1.5": 2}),
        # Seven days of 8: 48 plain by day of which 8 above 40, and 8 of the seventh day.
        ("california", (8, 8, 8, 8, 8, 8, 8), {"1": 40, "1.5": 16}),
    ],
)
def test_ready_made_rules(name: str, hours: tuple[float, ...], counts: dict[str, float]) -> None:
    assert total(split(week(*hours), from_set(name, BEFORE), WEEKS)) == counts


def test_seven_days_over_two_weeks_are_no_seventh_day() -> None:
    # Thursday to Wednesday: seven days on end, but four in one workweek and three in the next.
    days = week(4, 4, 4, 4, 4, 4, 10, first=MONDAY + timedelta(days=3))
    assert total(split(days, from_set("california", BEFORE), WEEKS)) == {"1": 32, "1.5": 2}


def test_the_last_hours_of_a_week_are_those_above_its_limit() -> None:
    found = split(week(10, 10, 10, 10, 4, 6), from_set("us federal", BEFORE), WEEKS)
    assert [day.get(HALF, 0) // 60 for day in found.values()] == [0, 0, 0, 0, 4, 6]


def test_a_workweek_begins_where_the_shop_says() -> None:
    # Saturday and Sunday of 12, then Monday to Wednesday of 8. Weeks from Monday: 24 and 24.
    # Weeks from Saturday: 48 in one, 8 of them over.
    days = week(12, 12, 8, 8, 8, first=MONDAY - timedelta(days=2))
    rules = from_set("us federal", BEFORE)
    assert total(split(days, rules, WEEKS)) == {"1": 48}
    assert total(split(days, rules, WEEKS._replace(week_start=5))) == {"1": 40, "1.5": 8}


def test_several_limits_of_a_week_do_not_add_up() -> None:
    rules = [
        Rule("", "week", 40 * 60, HALF, BEFORE),
        Rule("", "week", 60 * 60, DOUBLE, BEFORE),
        Rule("", "week", 60 * 60, TRIPLE, BEFORE),  # the highest holds
    ]
    # 66 hours: 40 plain, 20 at 1.5, 6 at 3.
    assert total(split(week(11, 11, 11, 11, 11, 11), rules, WEEKS)) == {
        "1": 40, "1.5": 20, "3": 6,
    }  # fmt: skip


def test_two_weeks_count_what_the_weeks_left_plain() -> None:
    rules = [
        Rule("", "week", 48 * 60, HALF, BEFORE),
        Rule("", "two_weeks", 80 * 60, DOUBLE, BEFORE),
    ]
    # First week 50: 48 plain, 2 at 1.5. Second week 40 plain: 88 in all, 8 over 80.
    days = week(10, 10, 10, 10, 10, 0, 0, 8, 8, 8, 8, 8)
    assert total(split(days, rules, WEEKS)) == {"1": 80, "1.5": 2, "2": 8}
    other = WEEKS._replace(two_weeks_from=MONDAY - timedelta(days=7))  # they part the two weeks
    assert total(split(days, rules, other)) == {"1": 88, "1.5": 2}


def test_rules_change_amid_a_week() -> None:
    # Until Tuesday the federal rules, California's from Wednesday: the 12 hours of Monday and
    # Tuesday have no daily overtime, those of Wednesday have 4. Plain: 24 + 8 + 8 = 40, and all
    # of Friday's 8 are above 40.
    until = tuple(
        r._replace(last_day=MONDAY + timedelta(days=1)) for r in from_set("us federal", BEFORE)
    )
    rules = [*until, *from_set("california", MONDAY + timedelta(days=2))]
    found = split(week(12, 12, 12, 8, 8), rules, WEEKS)
    assert total(found) == {"1": 40, "1.5": 12}
    assert [day.get(HALF, 0) // 60 for day in found.values()] == [0, 0, 4, 0, 8]


def test_taken_hours_leave_the_week_less() -> None:
    days = week(10, 10, 10, 10, 4)
    days[MONDAY + timedelta(days=5)] = -60
    found = split(days, from_set("us federal", BEFORE), WEEKS)
    assert total(found) == {"1": 39, "1.5": 4}


def test_two_weeks_are_read_for_any_day_of_them() -> None:
    assert whole_weeks(MONDAY + timedelta(days=10), MONDAY + timedelta(days=10), WEEKS) == (
        MONDAY, MONDAY + timedelta(days=13),
    )  # fmt: skip


@given(
    st.lists(st.integers(0, 1440), min_size=1, max_size=40),
    st.sampled_from(sorted(SETS)),
    st.integers(0, 6),
)
def test_every_minute_counts_once_and_later_days_change_nothing(
    minutes: list[int], name: str, start: int
) -> None:
    days = {MONDAY + timedelta(days=n): m for n, m in enumerate(minutes)}
    rules, calendar = from_set(name, BEFORE), WEEKS._replace(week_start=start)
    found = split(days, rules, calendar)
    assert {day: sum(counted.values()) for day, counted in found.items()} == days
    assert all(m > 0 and k >= PLAIN for counted in found.values() for k, m in counted.items())
    some = dict(list(days.items())[: len(days) // 2])
    assert split(some, rules, calendar) == {day: found[day] for day in some}
    # Whoever works no more than 8 hours a day and 40 a week has no overtime, and the other way.
    if name == "us federal":
        over = sum(counted.get(HALF, 0) for counted in found.values())
        weeks: dict[date, int] = {}
        for day, worked in days.items():
            weeks[calendar.week_of(day)] = weeks.get(calendar.week_of(day), 0) + worked
        assert over == sum(max(0, worked - 2400) for worked in weeks.values())
