"""Where a visit fits: hours, limits, resources, closures, who is asked for, and in which order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from db.models import (
    Ability,
    Client,
    Closure,
    DayPlan,
    Employee,
    ItemException,
    ItemNeed,
    Pet,
    Vaccination,
)
from db.models.team import Bookable
from pettui.book import booking
from pettui.book.plan import Plan, PlannedRow
from pettui.book.search.asking import Search, anybody, taking
from pettui.book.search.empty import why_empty
from pettui.book.search.finding import (
    find,
    first_of,
    next_fit,
    obstacles,
    previous_fit,
)
from pettui.book.waiting.values import When
from pettui.history.door import change
from pettui.team.shop import Shop
from tests.book.search.wishes import (
    ANA,
    BATH,
    BELLA,
    FULL,
    JOE,
    KIM,
    LUIS,
    MARIA,
    NAILS,
    REX,
    SEVEN,
    TUESDAY,
    found,
    times,
    wish,
)
from tests.small_shop import DANA, DAY

WEDNESDAY = TUESDAY + timedelta(days=1)
SUNDAY = date(2026, 11, 29)


@pytest.fixture(autouse=True)
def before_opening() -> Iterator[None]:
    """Let it be 7:00 in the shop, on the small shop's day."""
    with time_machine.travel(SEVEN, tick=True):
        yield


def alter(model: Any, key: int, **values: Any) -> None:
    with change("other", DANA) as door:
        door.update(model.get_by_id(key), **values)


def add(model: Any, **values: Any) -> None:
    with change("added", DANA) as door:
        door.insert(model, **values)


def test_each_start_comes_once_with_who_is_asked_for(shop: Shop) -> None:
    rows = found(shop, wish(FULL, employees=(KIM,)))
    assert rows[:2] == [("Tue 24 Nov 8:00", "Ana"), ("Tue 24 Nov 8:15", "Ana")]
    assert ("Tue 24 Nov 9:00", "Kim") in rows
    assert len(rows) == len({when for when, _ in rows})
    assert {who for _, who in rows} == {"Kim", "Ana"}


def test_only_those_who_are_named_do_it(shop: Shop) -> None:
    assert {who for _, who in found(shop, wish(FULL, employees=(LUIS,), others=False))} == {"Luis"}
    both = found(shop, wish(FULL, employees=(LUIS, ANA), others=False))
    assert both[0] == ("Tue 24 Nov 8:00", "Ana")
    assert dict(both)["Tue 24 Nov 9:00"] == "Luis"


@pytest.mark.parametrize(
    ("window", "first", "last"),
    [
        (When(TUESDAY, TUESDAY, earliest=600), "Tue 24 Nov 10:00", "Tue 24 Nov 16:45"),
        (When(TUESDAY, TUESDAY, earliest=601), "Tue 24 Nov 10:15", "Tue 24 Nov 16:45"),
        (When(TUESDAY, TUESDAY, latest=720), "Tue 24 Nov 8:00", "Tue 24 Nov 12:00"),
        (When(TUESDAY, TUESDAY, latest=719), "Tue 24 Nov 8:00", "Tue 24 Nov 11:45"),
        (When(TUESDAY, None, 1 << 3, 840), "Thu 26 Nov 14:00", "Thu 17 Dec 16:45"),
        (When(None, DAY, earliest=960), "Mon 23 Nov 16:00", "Mon 23 Nov 16:45"),
        (When(date(2026, 11, 1), DAY, earliest=960), "Mon 23 Nov 16:00", "Mon 23 Nov 16:45"),
    ],
)
def test_windows_bound_days_weekdays_and_starts(
    shop: Shop, window: When, first: str, last: str
) -> None:
    rows = found(shop, wish(NAILS, windows=(window,)))
    assert (rows[0][0], rows[-1][0]) == (first, last)


def test_several_windows_are_any_of_them(shop: Shop) -> None:
    windows = (When(TUESDAY, TUESDAY, 127, 960, 975), When(WEDNESDAY, WEDNESDAY, 127, 540, 540))
    assert [when for when, _ in found(shop, wish(NAILS, windows=windows))] == [
        "Tue 24 Nov 16:00", "Tue 24 Nov 16:15", "Wed 25 Nov 9:00",
    ]  # fmt: skip


def test_a_closed_day_and_a_day_off_have_no_place(shop: Shop) -> None:
    add(Closure, branch=1, day=TUESDAY, reason="Inventory")
    assert found(shop, wish(FULL)) == []
    add(DayPlan, employee=KIM, day=TUESDAY, start=600, end=720)
    assert found(shop, wish(FULL)) == [("Tue 24 Nov 10:00", "Kim")]  # she comes in all the same
    with_next = wish(FULL, windows=(When(TUESDAY),), employees=(LUIS,), others=False)
    assert found(shop, with_next, 1) == [("Wed 25 Nov 9:00", "Luis")]


@pytest.mark.parametrize(
    ("last", "more", "words"),
    [
        (TUESDAY, {}, "Tue 24 Nov: closed: Inventory"),
        (WEDNESDAY, {"earliest": 1200}, "1 day closed: Inventory, 1 day outside the working hours"),
        (WEDNESDAY, {}, "1 day closed: Inventory, 1 day full"),
        (
            date(2026, 11, 26),
            {},
            "1 day closed: Inventory, 1 day full, 1 day Luis is off: vacation",
        ),
        (date(2026, 11, 26), {"weekdays": 1 << 3}, "Thu 26 Nov: Luis is off: vacation"),
    ],
)
def test_why_nothing_is_found_is_said_of_the_days(
    shop: Shop, last: date, more: dict[str, int], words: str
) -> None:
    add(Closure, branch=1, day=TUESDAY, reason="Inventory")
    row = PlannedRow(NAILS, BELLA, LUIS, setup=480, process=0, finish=0)
    booking.save(shop, Plan(MARIA, WEDNESDAY, 540, (row,)), DANA)
    add(DayPlan, employee=LUIS, day=date(2026, 11, 26), off=True, off_kind="vacation")
    window = When(TUESDAY, last, **more)
    mine = wish(NAILS, employees=(LUIS,), others=False, windows=(window,))
    assert found(shop, mine) == []
    assert why_empty(shop, mine) == words


def test_a_day_that_is_over_and_one_without_anybody(shop: Shop) -> None:
    with time_machine.travel(SEVEN + timedelta(hours=12), tick=True):
        assert why_empty(shop, wish(NAILS, windows=(When(DAY, DAY),))) == "Mon 23 Nov: over"
    sunday = date(2026, 11, 29)
    assert why_empty(shop, wish(NAILS, windows=(When(sunday, sunday),))) == (
        "Sun 29 Nov: without anybody who does it"
    )


def test_dry_time_may_lie_over_somebodys_lunch(shop: Shop) -> None:
    for start, end in ((540, 660), (690, 780)):  # off from 11:00 to 11:30
        add(DayPlan, employee=LUIS, day=TUESDAY, start=start, end=end)
    mine = wish(FULL, employees=(LUIS,), others=False)
    assert times(shop, mine) == ["9:00", "10:00"]


def test_what_somebody_may_not_do_is_not_offered(shop: Shop) -> None:
    alter(Employee, ANA, limited=True)
    add(Ability, employee=ANA, item=NAILS)
    assert found(shop, wish(FULL))[0] == ("Tue 24 Nov 9:00", "Kim")
    assert found(shop, wish(NAILS))[0] == ("Tue 24 Nov 8:00", "Ana")


def test_two_do_what_nobody_may_do_alone(shop: Shop) -> None:
    for who, item in ((ANA, NAILS), (LUIS, FULL), (KIM, BATH)):
        alter(Employee, who, limited=True)
        add(Ability, employee=who, item=item)
    answers = first_of(shop, wish(FULL, NAILS), 99)
    assert {a.labels for a in answers} == {("Luis", "Ana")}
    assert all(a.split for a in answers)
    assert answers[-1].start == 11 * 60 + 45  # the nails end at two, when Ana goes
    done = booking.save(shop, taking(wish(FULL, NAILS), answers[0]), DANA)
    assert [row.employee for row in booking.plan_of(done.ticket).rows] == [LUIS, ANA]


def test_rows_go_to_several_only_where_one_cannot_do_all(shop: Shop) -> None:
    add(DayPlan, employee=ANA, day=TUESDAY, off=True)
    add(DayPlan, employee=KIM, day=TUESDAY, start=540, end=660)
    add(DayPlan, employee=LUIS, day=TUESDAY, start=660, end=1020)
    alone = found(shop, wish(FULL, BATH))
    assert (alone[0], alone[-1]) == (("Tue 24 Nov 11:00", "Luis"), ("Tue 24 Nov 14:15", "Luis"))
    assert found(shop, wish(FULL, BATH, split=True)) == [("Tue 24 Nov 9:00", "Kim, Luis"), *alone]
    alter(Employee, LUIS, limited=True)
    add(Ability, employee=LUIS, item=BATH)
    assert found(shop, wish(FULL, BATH)) == [("Tue 24 Nov 9:00", "Kim, Luis")]


def test_rows_have_their_own_ranked_employees(shop: Shop) -> None:
    search = wish(FULL, NAILS, choices=((LUIS, KIM), (ANA,)))
    labels = {a.labels for a in first_of(shop, search, 99)}
    assert labels == {("Luis", "Ana")}
    add(DayPlan, employee=LUIS, day=TUESDAY, off=True)
    assert {a.labels for a in first_of(shop, search, 99)} == {("Kim", "Ana")}


def test_a_row_with_an_employee_stays_with_that_one(shop: Shop) -> None:
    plan = Plan(MARIA, DAY, 540, (PlannedRow(FULL, BELLA, ANA), PlannedRow(NAILS, BELLA, None)))
    search = Search(plan, employees=(KIM,), others=False, windows=(When(TUESDAY, TUESDAY),))
    assert {a.labels for a in first_of(shop, search, 99)} == {("Ana", "Kim")}


def test_a_tub_that_is_taken_is_respected(shop: Shop) -> None:
    add(ItemNeed, item=BATH, kind="tub", phase="all")
    booking.save(shop, Plan(JOE, TUESDAY, 600, (PlannedRow(BATH, REX, LUIS),)), DANA)
    offered = times(shop, wish(BATH, employees=(ANA,), others=False))
    assert "9:15" in offered and "10:45" in offered
    assert not {"9:30", "9:45", "10:00", "10:15", "10:30"} & set(offered)


def test_its_own_visit_does_not_stand_in_the_way_of_an_earlier_place(shop: Shop) -> None:
    mine = booking.plan_of(3)  # Rex, bath, Luis at 10:00
    search = Search(mine, windows=(When(DAY, DAY, earliest=570, latest=600),))
    assert times(shop, search) == ["9:30", "9:45", "10:00"]
    assert times(shop, replace(search, plan=replace(mine, ticket=None))) == []
    free = replace(search, plan=anybody(mine), employees=(LUIS,))
    assert found(shop, free)[0] == ("Mon 23 Nov 9:30", "Luis")


def test_lengths_follow_the_employee(shop: Shop) -> None:
    add(ItemException, item=NAILS, employee=ANA, setup=60)
    assert times(shop, wish(NAILS, employees=(ANA,), others=False))[-1] == "13:00"
    assert times(shop, wish(NAILS, employees=(LUIS,), others=False))[-1] == "16:45"


def test_times_that_the_clock_skips_are_not_offered(shop: Shop) -> None:
    spring = date(2027, 3, 14)
    add(DayPlan, employee=KIM, day=spring, start=60, end=240)
    with time_machine.travel(datetime(2027, 3, 10, 12, tzinfo=UTC), tick=True):
        offered = times(shop, wish(NAILS, windows=(When(spring, spring),)))
    assert offered == ["1:00", "1:15", "1:30", "1:45", "3:00", "3:15", "3:30", "3:45"]


def test_time_that_is_over_is_not_offered(shop: Shop) -> None:
    with time_machine.travel(datetime(2026, 11, 23, 20, 3, tzinfo=UTC), tick=False):
        assert times(shop, wish(NAILS, windows=(When(None, DAY),)))[0] == "15:15"
        assert found(shop, wish(NAILS, windows=(When(None, DAY - timedelta(days=3)),))) == []


def test_soonest_says_how_soon_and_what_it_leaves(shop: Shop) -> None:
    first, second, *_ = first_of(shop, wish(NAILS, employees=(LUIS,), others=False), 9)
    assert (first.why, second.why) == ("tomorrow, leaves no gap", "tomorrow, leaves 15 min over")


def test_least_gap_comes_first_within_each_week(shop: Shop) -> None:
    for start in (600, 675):  # Luis is free from 9:00, 10:45 (30 min) and 11:15
        plan = Plan(JOE, TUESDAY, start, (PlannedRow(BATH, REX, LUIS),))
        booking.save(shop, plan, DANA)
    windows = (When(TUESDAY, TUESDAY + timedelta(days=7)),)
    search = wish(NAILS, NAILS, employees=(LUIS,), others=False, order="gap", windows=windows)
    answers = first_of(shop, search, 999)
    assert (answers[0].day, answers[0].start) == (TUESDAY, 645)
    assert answers[0].why == "fills the gap, tomorrow"
    assert [a.day for a in answers][-1] == TUESDAY + timedelta(days=7)
    gone = [a for a in answers if a.day < TUESDAY + timedelta(days=7)]
    assert answers[: len(gone)] == tuple(gone)


def test_the_dearest_groomer_comes_first_even_if_later(shop: Shop) -> None:
    add(DayPlan, employee=KIM, day=TUESDAY, off=True)
    windows = (When(TUESDAY, WEDNESDAY, 127, 540, 540),)
    search = wish(FULL, employees=(KIM, ANA), order="groomer", windows=windows)
    rows = [(a.day, a.who, a.why) for a in first_of(shop, search, 9)]
    assert rows == [
        (WEDNESDAY, "Kim", "first choice, in 2 days, leaves no gap"),
        (TUESDAY, "Ana", "second choice, tomorrow, free on both sides"),
    ]


def test_the_clients_own_groomer_is_preferred_and_named(shop: Shop) -> None:
    alter(Client, MARIA, preferred_employee=LUIS)
    search = wish(FULL, windows=(When(TUESDAY, TUESDAY, 127, 540, 540),))
    (answer,) = first_of(shop, search, 9)
    assert (answer.who, answer.why) == ("Luis", "tomorrow, Luis as usual, leaves no gap")


def test_what_will_have_lapsed_by_then_is_said_or_left_out(shop: Shop) -> None:
    rabies = Vaccination.get(Vaccination.pet == BELLA)
    alter(Vaccination, rabies.id, expires=TUESDAY)
    windows = (When(TUESDAY, WEDNESDAY, 127, 540, 540),)
    said = [(a.day, a.alerts) for a in first_of(shop, wish(FULL, windows=windows), 9)]
    assert said == [(TUESDAY, ()), (WEDNESDAY, ("Bella: Rabies lapses Tue 24 Nov",))]
    covered = first_of(shop, wish(FULL, windows=windows, covered=True), 9)
    assert [a.day for a in covered] == [TUESDAY]
    alter(Vaccination, rabies.id, expires=DAY - timedelta(days=1))
    assert obstacles(shop, wish(FULL, covered=True)) == ("Bella: Rabies lapsed",)


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lambda: alter(Pet, BELLA, deceased=True), "Bella has died"),
        (lambda: alter(Pet, BELLA, active=False), "Bella is inactive"),
        (lambda: alter(Pet, BELLA, client=JOE), "Bella belongs to another client"),
        (lambda: alter(Client, MARIA, active=False), "this client is inactive"),
    ],
)
def test_what_can_never_be_booked_says_why(shop: Shop, harm: Any, words: str) -> None:
    harm()
    assert obstacles(shop, wish(FULL)) == (words,)
    assert list(find(shop, wish(FULL))) == []


def test_nobody_for_a_service_says_so(shop: Shop) -> None:
    for who in (KIM, LUIS, ANA):
        alter(Employee, who, limited=True)
    assert obstacles(shop, wish(FULL)) == ("nobody who is asked for is set up to do Full groom",)
    named = wish(FULL, employee=LUIS)
    assert obstacles(shop, named) == ("Luis is not set up to do Full groom",)
    alter(Bookable, LUIS, active=False)
    assert obstacles(shop, named) == ("Luis no longer works here",)


def test_steps_lead_forwards_and_back_over_the_same_places(shop: Shop) -> None:
    search = wish(FULL, windows=(When(TUESDAY, TUESDAY + timedelta(days=3)),))
    every = [(a.day, a.start) for a in first_of(shop, search, 999)]
    there, at = [], (DAY, 0)
    while (answer := next_fit(shop, search, *at)) is not None:
        at = (answer.day, answer.start)
        there.append(at)
    assert there == every
    back = [there[-1]]
    while (answer := previous_fit(shop, search, *back[-1])) is not None:
        back.append((answer.day, answer.start))
    assert back[::-1] == every


def test_nothing_is_read_beyond_the_first_answer(shop: Shop) -> None:
    far = wish(NAILS, windows=(When(TUESDAY, TUESDAY + timedelta(days=300)),))
    answers = find(shop, far)
    next(answers)
    add(Closure, branch=1, day=TUESDAY + timedelta(days=8), reason="Flood")
    assert TUESDAY + timedelta(days=8) not in {a.day for a in answers}


def test_a_list_for_people_has_one_start_an_hour_the_one_that_leaves_least(shop: Shop) -> None:
    booking.save(shop, Plan(JOE, TUESDAY, 585, (PlannedRow(BATH, REX, LUIS),)), DANA)
    search = wish(NAILS, employees=(LUIS,), others=False)
    assert times(shop, replace(search, apart=60))[:3] == ["9:00", "10:30", "11:00"]
    assert times(shop, search)[:4] == ["9:00", "9:15", "9:30", "10:30"]
