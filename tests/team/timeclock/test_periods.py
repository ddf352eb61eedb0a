"""Which days are paid together."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
import time_machine

from db.models import PayPeriod
from pettui.history.door import Refused, change
from pettui.team.settings import put
from pettui.team.shop import Shop
from pettui.team.timeclock import periods
from pettui.team.timeclock.periods import Calendar, past_day, period_of, said
from tests.small_shop import DANA

NOON = datetime.fromisoformat("2026-11-23T17:00:00+00:00")  # noon in New York, a Monday


@pytest.mark.parametrize(
    ("kind", "day", "first", "last"),
    [
        ("weekly", "2026-11-23", "2026-11-23", "2026-11-29"),
        ("weekly", "2026-11-22", "2026-11-16", "2026-11-22"),
        ("two-weekly", "2026-11-23", "2026-11-23", "2026-12-06"),  # 46 weeks after 5 January
        ("two-weekly", "2026-12-06", "2026-11-23", "2026-12-06"),
        ("two-weekly", "2025-12-31", "2025-12-22", "2026-01-04"),  # before it too
        ("twice a month", "2026-11-15", "2026-11-01", "2026-11-15"),
        ("twice a month", "2026-11-16", "2026-11-16", "2026-11-30"),
        ("twice a month", "2028-02-29", "2028-02-16", "2028-02-29"),
        ("monthly", "2026-02-14", "2026-02-01", "2026-02-28"),
    ],
)
def test_the_periods_that_a_shop_may_have(kind: str, day: str, first: str, last: str) -> None:
    calendar = Calendar(kind, 0, date(2026, 1, 7), 1)
    found = calendar.usual(date.fromisoformat(day))
    assert found == (date.fromisoformat(first), date.fromisoformat(last))


def test_a_month_may_begin_amid_the_calendar_one() -> None:
    calendar = Calendar("monthly", 0, date(2026, 1, 5), 26)
    assert calendar.usual(date(2026, 11, 25)) == (date(2026, 10, 26), date(2026, 11, 25))
    assert calendar.usual(date(2026, 12, 31)) == (date(2026, 12, 26), date(2027, 1, 25))


@pytest.mark.parametrize("kind", ["weekly", "two-weekly", "twice a month", "monthly"])
@pytest.mark.parametrize("month_day", [1, 15, 28])
def test_every_day_is_in_one_period_and_no_day_between_them(kind: str, month_day: int) -> None:
    calendar = Calendar(kind, 6, date(2026, 1, 5), month_day)
    day, end = date(2026, 1, 1), date(2028, 12, 31)
    while day < end:
        first, last = calendar.usual(day)
        assert calendar.usual(first) == calendar.usual(last) == (first, last)
        assert first <= day <= last
        day = last + timedelta(days=1)
        assert calendar.usual(day)[0] == day


@time_machine.travel(NOON, tick=False)
def test_periods_are_said_in_words_or_by_a_date(shop: Shop) -> None:
    now = put(shop, "hours.period", "twice", DANA)
    assert said(now, "this") == periods.Period(date(2026, 11, 16), date(2026, 11, 30))
    assert said(now, "last") == periods.Period(date(2026, 11, 1), date(2026, 11, 15))
    assert said(now, "10/20").first == date(2026, 10, 16)  # the past one: it is about hours
    assert said(now, "2026-12-24").first == date(2026, 12, 16)
    assert past_day(now, "fri") == date(2026, 11, 20) and past_day(now, "mon") == shop.today()
    assert past_day(now, "24 dec") == date(2025, 12, 24)
    assert past_day(now, "tomorrow") == date(2026, 11, 24)
    with pytest.raises(Refused, match="this, last, or that of a date"):
        said(now, "whenever")
    assert "16 Nov 2026 to Mon 30 Nov 2026" in periods.shown(now, said(now, "this"))


def test_a_closed_period_stays_when_the_settings_change(shop: Shop) -> None:
    with change("closed", DANA) as door:
        door.insert(
            PayPeriod, branch=shop.branch, first_day=date(2026, 11, 9), last_day=date(2026, 11, 22),
            closed_at=door.at, account_name="Dana", hours={},
        )  # fmt: skip
    now = put(shop, "hours.period", "monthly", DANA)
    found = period_of(now, date(2026, 11, 20))
    assert found.closed and (found.first, found.last) == (date(2026, 11, 9), date(2026, 11, 22))
    assert period_of(now, date(2026, 11, 23))[:2] == (date(2026, 11, 23), date(2026, 11, 30))
    assert period_of(now, date(2026, 11, 8))[:2] == (date(2026, 11, 1), date(2026, 11, 8))


@time_machine.travel(NOON, tick=False)
def test_a_correction_counts_in_the_next_open_period(shop: Shop) -> None:
    put(shop, "hours.week_start", "monday", DANA)
    now = put(shop, "hours.period", "weekly", DANA)
    assert periods.open_day(now, date(2026, 11, 20)) == date(2026, 11, 22)
    with change("closed", DANA) as door:
        for first in (date(2026, 11, 2), date(2026, 11, 9)):
            door.insert(
                PayPeriod, branch=shop.branch, first_day=first, closed_at=door.at,
                last_day=first + timedelta(days=6), hours={},
            )  # fmt: skip
    # The week from the 16th is open, and today, the 23rd, is beyond it: its last day.
    assert periods.open_day(now, date(2026, 11, 4)) == date(2026, 11, 22)
    with change("closed", DANA) as door:
        door.insert(
            PayPeriod, branch=shop.branch, first_day=date(2026, 11, 16), closed_at=door.at,
            last_day=date(2026, 11, 22), hours={},
        )  # fmt: skip
    assert periods.open_day(now, date(2026, 11, 4)) == date(2026, 11, 23)  # today


def test_the_first_of_two_weeks_is_a_date_that_the_shop_sets(shop: Shop) -> None:
    put(shop, "hours.week_start", "monday", DANA)
    now = put(shop, "hours.two_weeks_from", "2026-11-18", DANA)
    assert period_of(now, date(2026, 11, 29)).first == date(2026, 11, 16)
    with pytest.raises(Refused, match="a date such as 2026-01-05"):
        put(now, "hours.two_weeks_from", "next week", DANA)
