"""Effective hours: exception over closure over the regular week whose turn it is (DOMAIN 3.2)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from db.models import Closure, DayPlan, Rotation, Shift
from pettui.history.door import change
from pettui.team import hours
from pettui.team.hours import Hours, week_of
from pettui.team.shop import Shop
from tests.book import steps
from tests.small_shop import DANA, DAY

MON = DAY  # 2026-11-23
EARLY, LATE = (360, 720), (720, 1080)


def of_kim(shop: Shop, day: date) -> Hours:
    kim = steps.column("Kim")
    return hours.hours_of(shop.branch, day, [kim])[kim]


@pytest.mark.parametrize(
    ("day", "weeks", "week"),
    [
        (MON, 2, 0),
        (MON + timedelta(6), 2, 0),  # the Sunday of the first week
        (MON + timedelta(7), 2, 1),
        (MON + timedelta(14), 2, 0),
        (MON - timedelta(1), 2, 1),  # the day before the anchor
        (MON - timedelta(7), 2, 1),
        (MON - timedelta(8), 2, 0),
        (MON - timedelta(1), 3, 2),
        (MON - timedelta(21), 3, 0),
        (MON - timedelta(22), 3, 2),
        (date(2026, 12, 31), 2, 1),  # the year's end falls into one week
        (date(2027, 1, 1), 2, 1),
        (date(2027, 1, 4), 2, 0),
        (date(2027, 3, 14), 2, 1),  # clocks go forward; a week is still a week
        (date(2027, 3, 15), 2, 0),
        (date(2026, 11, 1), 2, 0),  # clocks went back
        (date(2026, 11, 2), 2, 1),
        (MON, 1, 0),
    ],
)
def test_weeks_take_turns_around_their_anchor(day: date, weeks: int, week: int) -> None:
    assert week_of(day, weeks, MON) == week


def test_a_week_without_an_anchor_is_every_week() -> None:
    assert week_of(date(1999, 12, 31), 3, None) == 0


def _rotate(kim: int) -> None:
    with change("weeks take turns", DANA) as door:
        for shift in list(Shift.select().where(Shift.employee == kim)):
            door.delete(shift)
        door.insert(Rotation, employee=kim, weeks=2, anchor=MON)
        for week, (start, end) in enumerate((EARLY, LATE)):
            for weekday in range(5):
                door.insert(Shift, employee=kim, week=week, weekday=weekday, start=start, end=end)
        door.insert(Shift, employee=kim, week=1, weekday=5, start=540, end=600)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (MON, Hours((EARLY,))),
        (MON + timedelta(5), Hours((), "not scheduled")),
        (MON + timedelta(7), Hours((LATE,))),
        (MON + timedelta(12), Hours(((540, 600),))),
        (MON - timedelta(7), Hours((LATE,))),
        (MON - timedelta(14), Hours((EARLY,))),
        (date(2026, 11, 1), Hours((), "not scheduled")),
        (date(2027, 1, 1), Hours((LATE,))),
        (date(2027, 3, 15), Hours((EARLY,))),
    ],
)
def test_the_hours_are_those_of_the_week_whose_turn_it_is(
    shop: Shop, day: date, expected: Hours
) -> None:
    _rotate(steps.column("Kim"))
    assert of_kim(shop, day) == expected


def test_what_wins_over_what(shop: Shop) -> None:
    kim, day = steps.column("Kim"), MON + timedelta(7)
    _rotate(kim)
    with change("closed", DANA) as door:
        door.insert(Closure, branch=shop.branch, day=day, reason="Inventory")
    assert of_kim(shop, day) == Hours((), "closed: Inventory")
    with change("counts", DANA) as door:
        door.insert(DayPlan, employee=kim, day=day, start=600, end=720)
        door.insert(DayPlan, employee=kim, day=day, start=780, end=900)
    assert of_kim(shop, day) == Hours(((600, 720), (780, 900)))
    assert of_kim(shop, day + timedelta(1)) == Hours((LATE,))


@pytest.mark.parametrize(
    ("kind", "reason", "words"),
    [
        ("vacation", "", "vacation"), ("sick", "dentist", "sick: dentist"), ("", "fair", "fair"),
        ("", "", "off"), ("vacation", "vacation", "vacation"),
    ],
)  # fmt: skip
def test_time_off_says_its_kind_and_reason(shop: Shop, kind: str, reason: str, words: str) -> None:
    with change("off", DANA) as door:
        door.insert(
            DayPlan, employee=steps.column("Kim"), day=MON, off=True, off_kind=kind, reason=reason
        )
    assert of_kim(shop, MON) == Hours((), words)


def test_several_days_read_at_once_are_what_they_are_one_by_one(shop: Shop) -> None:
    kim, luis = steps.column("Kim"), steps.column("Luis")
    _rotate(kim)
    with change("various", DANA) as door:
        door.insert(Closure, branch=shop.branch, day=MON + timedelta(2))
        door.insert(DayPlan, employee=luis, day=MON + timedelta(2), start=600, end=660)
        door.insert(DayPlan, employee=kim, day=MON + timedelta(3), off=True)
    for span in (3, 21):
        last = MON + timedelta(span)
        rules = hours.rules(shop.branch, MON, last, [kim, luis])
        for offset in range(span + 1):
            day = MON + timedelta(offset)
            alone = hours.hours_of(shop.branch, day, [kim, luis])
            assert {who: rules.of(who, day) for who in (kim, luis)} == alone
