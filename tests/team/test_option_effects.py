"""Every setting does something: what the book and the booking rules make of each."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from db.models import DayPlan
from pettui.book.booking import NeedsConsent
from pettui.book.checking import check
from pettui.book.loading import load_day, load_week
from pettui.book.slots import Holder, Taken
from pettui.book.status import advance
from pettui.history.door import Refused, change
from pettui.team.settings import put
from pettui.team.shop import Shop, load_shop
from tests.book import steps
from tests.small_shop import DANA, DAY


def _weights(shop: Shop, *, at: int, kind: str) -> list[str]:
    plan = steps.plan(steps.row("BATH"), at=at)
    return [problem.weight for problem in check(shop, plan).problems if problem.kind == kind]


@pytest.mark.parametrize(
    ("value", "weight"), [("ask", "ask"), ("tell", "tell"), ("refuse", "stop")]
)
def test_visits_outside_the_hours_are_asked_told_or_refused(
    shop: Shop, value: str, weight: str
) -> None:
    now = put(shop, "visit.outside_hours", value, DANA)
    assert _weights(now, at=19 * 60, kind="hours") == [weight]
    assert _weights(now, at=10 * 60, kind="hours") == []


def test_double_bookings_are_asked_about_or_refused(shop: Shop) -> None:
    steps.book(shop, steps.row("BATH"))
    with pytest.raises(NeedsConsent):
        steps.book(shop, steps.row("BATH", of="Rex"))
    now = put(shop, "visit.double_booking", "refuse", DANA)
    assert _weights(now, at=9 * 60, kind="taken") == ["stop"]
    with pytest.raises(Refused) as refused:
        steps.book(now, steps.row("BATH", of="Rex"))
    assert not isinstance(refused.value, NeedsConsent)


def test_columns_of_tubs_are_there_or_not(shop: Shop) -> None:
    assert [c.label for c in load_day(shop, DAY).columns] == ["Kim", "Luis", "Ana", "tub 1"]
    now = put(shop, "book.columns", "only staff", DANA)
    assert [c.label for c in load_day(now, DAY).columns] == ["Kim", "Luis", "Ana"]


def test_who_is_off_has_a_column_or_not(shop: Shop) -> None:
    day = DAY + timedelta(days=7)
    with change("off", DANA) as door:
        door.insert(DayPlan, employee=steps.column("Ana"), day=day, off=True, reason="vacation")
        door.insert(DayPlan, employee=steps.column("Luis"), day=DAY, off=True, reason="ill")
    assert "Ana" in [c.label for c in load_day(shop, day).columns]
    now = put(shop, "book.show_off", "no", DANA)
    assert [c.label for c in load_day(now, day).columns] == ["Kim", "Luis", "tub 1"]
    # Who has visits stays, and on a day on which nobody works everybody does.
    assert "Luis" in [c.label for c in load_day(now, DAY).columns]
    sunday = DAY + timedelta(days=6)
    assert {"Kim", "Luis", "Ana"} <= {c.label for c in load_day(now, sunday).columns}


def test_closed_tickets_leave_the_book_where_the_shop_wants_it(shop: Shop) -> None:
    visit = steps.book(shop, steps.row("BATH"))
    advance(shop, [steps.seen(visit)], "closed", DANA)
    day, kim = steps.TUESDAY, steps.column("Kim")
    for closed, count in ((True, 1), (False, 0)):
        assert len(load_day(shop, day, closed=closed).blocks) == count
        week = load_week(shop, kim, DAY, closed=closed)
        assert len(week.days[1].blocks) == count


def test_a_price_as_last_time_is_told_with_what_the_list_says(shop: Shop) -> None:
    visit = steps.book(shop, steps.row("BATH", price=3000))
    advance(shop, [steps.seen(visit)], "closed", DANA)
    again = steps.plan(steps.row("BATH"), day=steps.TUESDAY + timedelta(days=7))
    assert check(shop, again).rows[0].price == 3000
    assert not [p for p in check(shop, again).problems if p.kind == "price"]
    now = put(shop, "price.previous_warn", "yes", DANA)
    told = [p for p in check(now, again).problems if p.kind == "price"]
    assert [p.weight for p in told] == ["tell"] and "$35.00" in told[0].words
    now = put(now, "price.previous", "no", DANA)
    assert check(now, again).rows[0].price == 3500
    assert not [p for p in check(now, again).problems if p.kind == "price"]


def test_who_holds_a_slot_is_told_in_the_shops_words(shop: Shop) -> None:
    put(shop, "shop.locale", "de_DE", DANA)
    put(load_shop(), "clock.hours", "12", DANA)
    holder = Holder(1, "Kim", 1, 1003, date(2026, 11, 24), 14 * 60, "Bella Ortega")
    assert str(Taken(holder)).startswith("Kim is taken at 2:00p on Di 24. Nov. by Bella Ortega")


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("usual", "Mon 23 Nov 2026"),
        ("day first", "Mon 23 Nov 2026"),
        ("month first", "Mon Nov 23 2026"),
        ("year first", "Mon 2026-11-23"),
    ],
)
def test_dates_have_the_form_that_the_shop_prefers(shop: Shop, form: str, written: str) -> None:
    now = put(shop, "date.form", form, DANA)
    assert now.day(DAY) == written
    assert now.parse_day(written) == DAY
