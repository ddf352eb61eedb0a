"""What is offered can be booked, and nothing that can be booked is missed: against the slow way."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import product
from pathlib import Path

import time_machine
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from db.models import Ability, Closure, DayPlan, Employee, ItemException, PetPrice
from pettui.book import booking
from pettui.book.checking import check
from pettui.book.plan import Plan, PlannedRow
from pettui.book.search.asking import ORDERS, Answer, Search, anybody, planned, taking
from pettui.book.search.finding import find
from pettui.book.search.places import Freed
from pettui.book.search.trying import fits, trial
from pettui.book.waiting.values import When
from pettui.history.door import change
from pettui.history.undo import undo
from pettui.team.shop import Shop
from tests.book import steps
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
    TEETH,
    TUESDAY,
)
from tests.book.test_random_days import agreeing, fresh_shop
from tests.examples import few
from tests.small_shop import DANA

STAFF = (KIM, LUIS, ANA)
WEDNESDAY = TUESDAY + timedelta(days=1)
SERVICES = st.sampled_from([BATH, FULL, NAILS, TEETH])
MINUTES = st.integers(8 * 12, 16 * 12).map(lambda slot: slot * 5)

Visits = list[tuple[int, int, int]]
VISITS = st.lists(st.tuples(SERVICES, st.sampled_from(STAFF), MINUTES), max_size=6)


def row(start: st.SearchStrategy[int | None]) -> st.SearchStrategy[PlannedRow]:
    """Give rows; those of a plan begin at nine, or when the one before has ended."""
    return st.builds(
        PlannedRow,
        item=SERVICES,
        pet=st.just(BELLA),
        employee=st.sampled_from([None, None, None, KIM, ANA]),
        start=start,
        setup=st.sampled_from([None, None, 20]),
    )


ONE = row(st.none())
ROWS = st.one_of(
    ONE.map(lambda one: [one]),
    st.tuples(ONE, row(st.sampled_from([None, None, 540, 570]))).map(list),
)
HARM = st.sampled_from(["", "off", "short", "closed", "limited", "slow", "agreed"])


def save(shop: Shop, plan: Plan, agreed: tuple[str, ...]) -> None:
    booking.save(shop, plan, DANA, agreed=agreed)


def make_day(shop: Shop, visits: Visits, harm: str) -> None:
    """Fill Tuesday, and let something be unusual."""
    for item, who, start in visits:
        other = Plan(JOE, TUESDAY, start, (PlannedRow(item, REX, who),))
        agreeing(shop, partial(save, shop, other))
    with change("something unusual", DANA) as door:
        if harm == "off":
            door.insert(DayPlan, employee=KIM, day=TUESDAY, off=True, off_kind="sick")
        elif harm == "short":
            for start, end in ((480, 655), (690, 900)):
                door.insert(DayPlan, employee=ANA, day=TUESDAY, start=start, end=end)
        elif harm == "closed":
            door.insert(Closure, branch=1, day=TUESDAY)
            door.insert(DayPlan, employee=LUIS, day=TUESDAY, start=600, end=960)
        elif harm == "limited":
            door.update(Employee.get_by_id(LUIS), limited=True)
            door.insert(Ability, employee=LUIS, item=BATH)
        elif harm == "slow":
            door.insert(ItemException, item=FULL, employee=ANA, setup=90, finish=10)
        elif harm == "agreed":
            door.insert(PetPrice, pet=BELLA, item=FULL, price=None, minutes=100)


def bookable(shop: Shop, plan: Plan, starts: range, *, split: bool) -> dict[int, list[list[int]]]:
    """Ask the rule that guards every booking about each start and everybody who could do it."""
    found: dict[int, list[list[int]]] = {}
    for start in starts:
        for crew in product(*([row.employee] if row.employee else STAFF for row in plan.rows)):
            chosen = [who for who, row in zip(crew, plan.rows, strict=True) if not row.employee]
            if not split and len(set(chosen)) > 1:
                continue
            problems = check(shop, planned(plan, TUESDAY, start, crew)).problems
            if all(problem.weight == "tell" for problem in problems):
                found.setdefault(start, []).append(list(crew))
    return found


def book_and_take_back(shop: Shop, search: Search, answer: Answer) -> None:
    """Book an answer, agreeing to nothing, and undo it."""
    plan = replace(taking(search, answer), command=f"{answer.start}")
    done = booking.save(shop, plan, DANA)
    rows = booking.plan_of(done.ticket).rows
    assert [row.employee for row in rows] == list(answer.employees)
    assert min(row.start or 0 for row in rows) == answer.start < answer.end
    undo(DANA)


@given(
    visits=VISITS, rows=ROWS, harm=HARM, split=st.booleans(), first=st.integers(8, 15),
    order=st.sampled_from(sorted(ORDERS)),
)  # fmt: skip
@settings(max_examples=few(10), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_offered_is_exactly_what_can_be_booked(
    shop_template: Path,
    visits: Visits,
    rows: list[PlannedRow],
    harm: str,
    split: bool,
    first: int,
    order: str,
) -> None:
    plan = Plan(MARIA, TUESDAY, 540, tuple(rows))
    starts = range(first * 60, first * 60 + 150, 15)
    when = When(TUESDAY, TUESDAY, earliest=starts[0], latest=starts[-1])
    with time_machine.travel(SEVEN, tick=True), fresh_shop(shop_template) as shop:
        make_day(shop, visits, harm)
        search = Search(plan, windows=(when,), split=split, order=order)  # type: ignore[arg-type]  # drawn from the names
        answers = list(find(shop, search))
        event("some" if answers else "none")
        expected = bookable(shop, plan, starts, split=split)
        if not expected and not split:  # then several do it, where that helps
            expected = bookable(shop, plan, starts, split=True)
        assert {answer.start for answer in answers} == set(expected)
        assert all(list(answer.employees) in expected[answer.start] for answer in answers)
        for answer in answers[::3]:
            book_and_take_back(shop, search, answer)


@given(visits=VISITS, picked=st.integers(0, 9), who=st.booleans())
@settings(max_examples=few(10), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_visit_that_is_booked_can_be_moved_to_what_is_offered(
    shop_template: Path, visits: Visits, picked: int, who: bool
) -> None:
    with time_machine.travel(SEVEN, tick=True), fresh_shop(shop_template) as shop:
        make_day(shop, visits, "")
        rows = (
            steps.row("FULL", "Kim", process=40), steps.row("BATH", "Kim"),
            steps.row("BATH", "Ana", of="Bella", start=540),
        )  # fmt: skip
        done = steps.book(shop, *rows, agreed=None, reason="full")
        mine = booking.plan_of(done.ticket)
        search = Search(anybody(mine) if who else mine, windows=(When(TUESDAY, WEDNESDAY),))
        answers = list(find(shop, search))
        assert any(answer.day == WEDNESDAY for answer in answers)
        answer = answers[picked * len(answers) // 10]
        moved = booking.save(shop, taking(search, answer), DANA)
        after = booking.plan_of(moved.ticket)
        assert (moved.ticket, after.day, after.start) == (done.ticket, answer.day, answer.start)
        assert steps.kept_slots() == steps.expected_slots()


@given(
    visits=VISITS, rows=ROWS, start=MINUTES, length=st.sampled_from([15, 45, 120]),
    who=st.sampled_from(STAFF),
)  # fmt: skip
@settings(max_examples=few(15), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_freed_time_is_used_by_every_place_that_is_given_for_it(
    shop_template: Path, visits: Visits, rows: list[PlannedRow], start: int, length: int, who: int
) -> None:
    freed = Freed(who, start, start + length)
    with time_machine.travel(SEVEN, tick=True), fresh_shop(shop_template) as shop:
        make_day(shop, visits, "")
        search = Search(Plan(MARIA, TUESDAY, 540, tuple(rows)), windows=(When(TUESDAY, TUESDAY),))
        tried = trial(shop, [search], TUESDAY, TUESDAY)
        every = fits(tried, 0, TUESDAY)
        using = {answer.start for answer in fits(tried, 0, TUESDAY, freed)}
        assert using <= {answer.start for answer in every}
        for answer in every[::6]:
            placed = check(shop, taking(search, answer)).rows
            uses = any(
                row.plan.employee == who and begin < freed.end and freed.start < end
                for row in placed
                for begin, end in row.busy
            )
            assert not uses or answer.start in using
        assert find_first(shop, search) == (every[0] if every else None)


def find_first(shop: Shop, search: Search) -> Answer | None:
    return next(find(shop, search), None)
