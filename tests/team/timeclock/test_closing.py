"""Pay periods that close and lock; corrections count in the next one; hours by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine

from db.models import Change, HourAdjustment, PayPeriod, PunchRequest
from pettui.history.actor import Actor
from pettui.history.door import Clash, Refused, change
from pettui.team.settings import put
from pettui.team.shop import Shop
from pettui.team.timeclock import adjusting, amending, closing, deciding, overtime_rules
from pettui.team.timeclock.amending import Edit
from pettui.team.timeclock.closing import NotReady
from pettui.team.timeclock.entering import NewPunch
from pettui.team.timeclock.hours import kept, of_person
from pettui.team.timeclock.periods import period_of
from pettui.team.timeclock.totals import Totals
from tests.book import steps
from tests.small_shop import DANA
from tests.team.timeclock.sheets import MONDAY, at, clocked, stamp

NOON = datetime.fromisoformat("2026-12-07T17:00:00+00:00")  # a Monday, two weeks later
HALF = Decimal("1.5")


@pytest.fixture(autouse=True)
def later() -> Iterator[None]:
    """Let it be two weeks later."""
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def weekly(shop: Shop) -> Shop:
    """Give the shop with weeks from Monday, paid weekly, and the federal rules."""
    put(shop, "hours.week_start", "monday", DANA)
    now = put(shop, "hours.period", "weekly", DANA)
    overtime_rules.use_set(now, "us federal", date(2026, 1, 1), DANA)
    return now


def week(shop: Shop, card: str, days: int = 5, first: date = MONDAY) -> list[list[int]]:
    """Let Kim punch the same card on several days."""
    kim = steps.column("Kim")
    with clocked() as door:
        return [stamp(door, shop.branch, kim, card, first + timedelta(days=n)) for n in range(days)]


def totals(shop: Shop, first: date = MONDAY) -> Totals:
    """Count Kim's week."""
    return of_person(shop, steps.column("Kim"), first, first + timedelta(days=6)).totals


def counted(found: Totals) -> dict[str, float]:
    """Give the hours by what they count."""
    return {str(factor): minutes / 60 for factor, minutes in found.counted}


def test_a_week_by_hand(weekly: Shop) -> None:
    # 8:00 to 17:30 is 9.5 h; a paid rest of 15 min, an unpaid meal of 30: 9 h paid. Five days:
    # 45 h, of which 5 are above 40.
    week(weekly, "in 8, break 10, back 10:15, meal 12, back 12:30, out 17:30")
    found = totals(weekly)
    assert (found.worked, found.paid_breaks, found.unpaid) == (45 * 60, 75, 150)
    assert counted(found) == {"1": 40, "1.5": 5} and found.total == 45 * 60


def test_a_period_over_the_end_of_a_month_knows_the_whole_week(weekly: Shop) -> None:
    # Weeks from Monday; paid 16-30 November and 1-15 December. In the week of 30 November Kim
    # works 6 x 9 = 54 h: Monday is in November, and the 14 h of overtime are on Friday and
    # Saturday, in December: 36 + 4 plain by Friday, then 5 and 9.
    now = put(weekly, "hours.period", "twice a month", DANA)
    week(now, "in 8, out 17", 6, date(2026, 11, 30))
    kim = steps.column("Kim")
    november = of_person(now, kim, date(2026, 11, 16), date(2026, 11, 30)).totals
    december = of_person(now, kim, date(2026, 12, 1), date(2026, 12, 15)).totals
    assert counted(november) == {"1": 9}
    assert counted(december) == {"1": 31, "1.5": 14}


def test_nights_of_the_clock_change_belong_to_the_day_they_began(weekly: Shop) -> None:
    # Saturday 31 October 22:00 to 6:00: the night has one hour more, 9 h, and all of it is
    # Saturday's and October's.
    kim = steps.column("Kim")
    with clocked() as door:
        stamp(door, weekly.branch, kim, "in 22, out 30", date(2026, 10, 31))
    days = of_person(weekly, kim, date(2026, 10, 31), date(2026, 11, 1)).days
    assert [day.total for day in days] == [540, 0]


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 8), 23), (date(2026, 11, 1), 25), (date(2026, 11, 8), 24)]
)
def test_a_day_has_as_many_hours_as_the_wall_clock_gives_it(
    weekly: Shop, day: date, hours: int
) -> None:
    # Midnight to noon is 11 h in spring, 13 h in autumn, else 12 h; noon to midnight always 12.
    kim = steps.column("Kim")
    with clocked() as door:
        stamp(door, weekly.branch, kim, "in 0, out 12, in 12, out 24", day)
    found = of_person(weekly, kim, day, day + timedelta(days=1)).days
    assert [one.total for one in found] == [hours * 60, 0]


def test_a_period_closes_and_its_hours_stay(weekly: Shop) -> None:
    week(weekly, "in 8, out 17")
    period = closing.close(weekly, MONDAY, DANA)
    assert period.closed and kept(period)[steps.column("Kim")] == totals(weekly)
    assert period_of(weekly, MONDAY) == period
    put(weekly, "hours.rounding", "15", DANA)
    assert counted(kept(period)[steps.column("Kim")]) == {"1": 40, "1.5": 5}
    with pytest.raises(Refused, match="closed already, by Dana"):
        closing.close(weekly, MONDAY, DANA)
    told = Change.select().where(Change.what.startswith("closed the hours")).get()
    assert not told.undoable


def test_a_period_that_is_not_over_does_not_close(weekly: Shop) -> None:
    with pytest.raises(Refused, match=r"not over yet\. Close it from Mon 14 Dec 2026"):
        closing.close(weekly, date(2026, 12, 7), DANA)


def test_what_is_undecided_is_listed_first(weekly: Shop) -> None:
    week(weekly, "in 8, out 17", 1)
    ((start,),) = week(weekly, "in 8", 1, MONDAY + timedelta(days=1))
    week(weekly, "in 8, out 23", 1, MONDAY + timedelta(days=2))
    with change("asked", DANA) as door:
        request = door.insert(
            PunchRequest, branch=weekly.branch, employee=steps.column("Kim"), after=start,
            kind="out", said=at(MONDAY + timedelta(days=1), "17"),
            day=MONDAY + timedelta(days=1), asked_at=door.at, terminal="kiosk",
        )  # fmt: skip
    with pytest.raises(NotReady, match="Kim Lee, Tue 24 Nov: the clock-out is missing") as refused:
        closing.close(weekly, MONDAY, DANA)
    assert [h.words for h in refused.value.hindrances] == [
        "the clock-out is missing", "a request waits for an answer",
        "it is longer than a shift usually is",
    ]  # fmt: skip
    assert not PayPeriod.select().exists()
    period = closing.close(weekly, MONDAY, DANA, open_as_zero=True)
    assert kept(period)[steps.column("Kim")].total == 9 * 60
    # The request is approved afterwards: its 9 hours count in the week after.
    deciding.approve(weekly, request.id, DANA)
    later = totals(weekly, MONDAY + timedelta(days=7))
    assert (later.carried, later.total, counted(later)) == (540, 540, {"1": 9})
    assert kept(period)[steps.column("Kim")].total == 9 * 60


def test_somebody_at_work_has_to_clock_out_first(weekly: Shop) -> None:
    with time_machine.travel(at(MONDAY, "31"), tick=False):  # Tuesday, 7 in the morning
        now = put(weekly, "hours.week_start", "tuesday", DANA)
        week(now, "in 20", 1)  # Monday's night shift lasts
        with pytest.raises(NotReady, match="still at work"):
            closing.close(now, MONDAY, DANA, open_as_zero=True)


def test_periods_close_in_their_order(weekly: Shop) -> None:
    week(weekly, "in 8, out 17", 1, MONDAY - timedelta(days=7))
    week(weekly, "in 8, out 17", 1)
    closing.close(weekly, MONDAY - timedelta(days=14), DANA)
    with pytest.raises(Refused, match="Mon 16 Nov 2026 to Sun 22 Nov 2026 is open and comes first"):
        closing.close(weekly, MONDAY, DANA)
    closing.close(weekly, MONDAY - timedelta(days=7), DANA)
    closing.close(weekly, MONDAY, DANA)


def test_a_correction_counts_in_the_next_period_as_what_it_is(weekly: Shop) -> None:
    # 45 h were closed: 40 and 5. Wednesday gets an hour more. Then Wednesday's 10 h leave 4 h
    # less plain for Friday: of Friday's 9 h, 4 were plain and are 3 now; 5 were at 1.5 and are 6.
    # Carried: +1 plain on Wednesday, -1 plain and +1 at 1.5 on Friday.
    cards = week(weekly, "in 8, out 17")
    period = closing.close(weekly, MONDAY, DANA)
    wednesday = MONDAY + timedelta(days=2)
    out = cards[2][1]
    amending.amend(weekly, [Edit(out, out, at=at(wednesday, "18"))], DANA, "stayed on")
    rows = [
        (row.about.day, row.minutes, row.multiplier, row.day, row.reason)
        for row in HourAdjustment.select().order_by(HourAdjustment.about, HourAdjustment.id)
    ]
    last = date(2026, 12, 6)  # today is beyond the next open period: its last day
    assert rows == [
        (25, 60, 1, last, "stayed on"), (27, -60, 1, last, "stayed on"),
        (27, 60, HALF, last, "stayed on"),
    ]  # fmt: skip
    after = totals(weekly, MONDAY + timedelta(days=7))
    assert (after.total, after.carried, counted(after)) == (60, 60, {"1.5": 1})
    assert counted(kept(period)[steps.column("Kim")]) == {"1": 40, "1.5": 5}
    # Voiding that punch and its clock-in takes all of Wednesday: 36 h remain in the week, no
    # overtime. 45 h were paid and 1 carried; the carried sum becomes 36 - 45 = -9 h.
    amending.void(weekly, [(cards[2][0], cards[2][0]), (out, _newest(out))], DANA, "it was Ana")
    after = totals(weekly, MONDAY + timedelta(days=7))
    assert (after.total, counted(after)) == (-540, {"1": -4, "1.5": -5})


def _newest(punch: int) -> int:
    from pettui.team.timeclock.effective import of_punch

    found = of_punch(punch)
    assert found is not None
    return found.now.id


def test_a_closed_day_may_be_adjusted_by_hand_and_that_taken_back(weekly: Shop) -> None:
    week(weekly, "in 8, out 17")
    kim = steps.column("Kim")
    closing.close(weekly, MONDAY, DANA)
    keys = adjusting.adjust(weekly, kim, MONDAY, 60, DANA, "fetched shampoo")
    after = totals(weekly, MONDAY + timedelta(days=7))
    assert counted(after) == {"1.5": 1}  # above 40 in its own week
    adjusting.void(weekly, keys[0], DANA, "she did not")
    after = totals(weekly, MONDAY + timedelta(days=7))
    assert (after.total, counted(after)) == (0, {})  # all three rows of it
    with pytest.raises(Refused, match="nothing already"):
        adjusting.void(weekly, keys[0], DANA, "she did not")


def test_hours_added_to_a_closed_day_count_towards_the_rest_of_its_week(weekly: Shop) -> None:
    # The week of Monday, 30 November: five days of 8 are 40 h, Monday's 8 are in November. An
    # hour more on Monday is a plain one, and the last of Friday's is above 40 then.
    now = put(weekly, "hours.period", "twice a month", DANA)
    week(now, "in 8, out 16", 5, date(2026, 11, 30))
    kim, december = steps.column("Kim"), (date(2026, 12, 1), date(2026, 12, 15))
    closing.close(now, date(2026, 11, 30), DANA)
    assert counted(of_person(now, kim, *december).totals) == {"1": 32}
    adjusting.adjust(now, kim, date(2026, 11, 30), 60, DANA, "fetched shampoo")
    found = of_person(now, kim, *december).totals
    assert (found.carried, counted(found)) == (60, {"1": 32, "1.5": 1})


def test_an_adjustment_counts_on_its_day_and_towards_overtime(weekly: Shop) -> None:
    week(weekly, "in 8, out 16")  # 40 h
    kim = steps.column("Kim")
    (key,) = adjusting.adjust(weekly, kim, MONDAY, 30, DANA, "opened early")
    adjusting.adjust(weekly, kim, MONDAY + timedelta(days=1), -15, DANA, "private call")
    found = totals(weekly)
    assert (found.adjusted, found.total, counted(found)) == (15, 2415, {"1": 40, "1.5": 0.25})
    with pytest.raises(Clash):
        adjusting.void(weekly, key, DANA, "no", seen=9)
    adjusting.void(weekly, key, DANA, "no", seen=1)
    assert totals(weekly).total == 2385
    days = of_person(weekly, kim, MONDAY, MONDAY).days
    assert [row.void for row in days[0].adjustments] == [True]  # it stays in sight


@pytest.mark.parametrize(
    ("minutes", "day", "reason", "said"),
    [
        (0, MONDAY, "x", "some minutes"),
        (1441, MONDAY, "x", "some minutes"),
        (10, MONDAY, " ", "Say the reason"),
        (10, date(2026, 12, 8), "x", "lies ahead"),
    ],
)
def test_adjustments_are_of_a_past_day_with_a_reason(
    weekly: Shop, minutes: int, day: date, reason: str, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        adjusting.adjust(weekly, steps.column("Kim"), day, minutes, DANA, reason)
    assert not HourAdjustment.select().exists()


def test_a_period_opens_again_while_nothing_followed_from_it(weekly: Shop) -> None:
    cards = week(weekly, "in 8, out 17")
    closing.close(weekly, MONDAY, DANA)
    assert not closing.reopen(weekly, MONDAY, DANA, seen=1).closed
    closing.close(weekly, MONDAY, DANA)
    out = cards[0][1]
    amending.amend(weekly, [Edit(out, out, at=at(MONDAY, "16"))], DANA, "left early")
    with pytest.raises(Refused, match="count in the next period already"):
        closing.reopen(weekly, MONDAY, DANA)
    closing.close(weekly, MONDAY + timedelta(days=7), DANA)
    with pytest.raises(Refused, match="30 Nov 2026 to Sun 6 Dec 2026 was closed after it"):
        closing.reopen(weekly, MONDAY, DANA)
    with pytest.raises(Refused, match="is open"):
        closing.reopen(weekly, date(2026, 12, 7), DANA)


def test_a_shift_entered_in_a_closed_period_is_carried(weekly: Shop) -> None:
    closing.close(weekly, MONDAY, DANA)
    shift = [NewPunch("in", at(MONDAY, "9")), NewPunch("out", at(MONDAY, "17"))]
    amending.add(weekly, steps.column("Kim"), shift, DANA, "paper card")
    assert totals(weekly, MONDAY + timedelta(days=7)).carried == 480


def test_only_who_manages_may_close_adjust_or_set_rules(weekly: Shop) -> None:
    luis = steps.column("Luis")
    by = Actor(luis, "Luis", "desk")
    for attempt in (
        lambda: closing.close(weekly, MONDAY, by),
        lambda: closing.reopen(weekly, MONDAY, by),
        lambda: adjusting.adjust(weekly, luis, MONDAY, 60, by, "more"),
        lambda: overtime_rules.use_set(weekly, "california", MONDAY, by),
        lambda: deciding.refuse(weekly, 1, by, "no"),
    ):
        with pytest.raises(Refused, match="Luis may not"):
            attempt()
    assert not PayPeriod.select().exists()


def test_rules_start_on_a_day_and_never_in_closed_hours(weekly: Shop) -> None:
    tuesday = MONDAY + timedelta(days=1)
    overtime_rules.use_set(weekly, "california", tuesday, DANA)
    week(weekly, "in 8, out 17", 3)  # 9 h a day
    assert counted(totals(weekly)) == {"1": 25, "1.5": 2}  # 9 + 8 + 8, and an hour on two days
    overtime_rules.use_set(weekly, "none", tuesday, DANA)
    assert counted(totals(weekly)) == {"1": 27}
    rules = overtime_rules.add_rule(weekly, "day", 360, Decimal(2), tuesday, DANA)
    assert [overtime_rules.words(rule) for rule in rules] == [
        "1.5 x above 40:00 a workweek", "2 x above 6:00 a day",
    ]  # fmt: skip
    assert counted(totals(weekly)) == {"1": 21, "2": 6}
    overtime_rules.end_rule(weekly, rules[1].id, tuesday, DANA)
    assert counted(totals(weekly)) == {"1": 24, "2": 3}
    closing.close(weekly, MONDAY, DANA)
    for attempt in (
        lambda: overtime_rules.use_set(weekly, "california", tuesday, DANA),
        lambda: overtime_rules.add_rule(weekly, "day", 480, HALF, tuesday, DANA),
        lambda: overtime_rules.end_rule(weekly, rules[0].id, tuesday, DANA),
    ):
        with pytest.raises(Refused, match="change from Mon 30 Nov 2026 on"):
            attempt()


@pytest.mark.parametrize(
    ("interval", "limit", "factor", "said"),
    [
        ("month", 60, HALF, "An interval is one of day, week"),
        ("day", 60, Decimal(1), "more than once"),
        ("day", 60, Decimal(9), "at most 5 times"),
        ("day", -1, HALF, "number of hours"),
    ],
)
def test_rules_that_make_no_sense_are_refused(
    weekly: Shop, interval: str, limit: int, factor: Decimal, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        overtime_rules.add_rule(weekly, interval, limit, factor, MONDAY, DANA)
    with pytest.raises(Refused, match="none, us federal, california"):
        overtime_rules.use_set(weekly, "mars", MONDAY, DANA)


def test_a_shop_from_before_may_have_kept_less(weekly: Shop) -> None:
    assert Totals.from_json(480) == Totals(worked=480, counted=((Decimal(1), 480),))
    whole = Totals(480, 10, 30, 3, 2, -5, 60, ((Decimal(1), 400), (HALF, 136)), ((0, 481),))
    assert Totals.from_json(whole.as_json()) == whole
