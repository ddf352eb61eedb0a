"""Openings and who is free: tables of cases, and hypothesis against the rule that checks plans."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.models import Ability, DayPlan, Employee, Hold, ItemException, ItemNeed, Ticket, TicketRow
from pettui.book import booking, fitting, free, proposing, slots
from pettui.book.checking import check
from pettui.book.fitting import DayFacts, Part
from pettui.book.plan import Plan, PlannedRow
from pettui.book.proposing import Wish
from pettui.dates import Window
from pettui.history.door import Door, change
from pettui.team.hours import Hours
from pettui.team.shop import Shop
from tests.examples import few
from tests.small_shop import DANA, DAY

KIM, LUIS, ANA, TUB = 1, 2, 3, 4
BATH, FULL, NAILS, TEETH = 1, 2, 3, 4
MARIA, BELLA = 1, 1
JOE, REX = 2, 2
TUESDAY = date(2026, 11, 24)
SUNDAY = date(2026, 11, 29)
NINE_TO_FIVE = {KIM: Hours(((540, 1020),))}


@pytest.fixture(autouse=True)
def before_opening() -> Iterator[None]:
    """Let it be 7:00 in the shop, on the small shop's day."""
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=UTC), tick=True):
        yield


def plan(*items: int, day: date = DAY, start: int = 540, employee: int | None = None) -> Plan:
    return Plan(MARIA, day, start, tuple(PlannedRow(item, BELLA, employee) for item in items))


def starts(shop: Shop, wanted: Plan, who: int, day: date = DAY) -> list[int]:
    found = free.openings(shop, wanted, day, employees=[who])
    assert {opening.employee for opening in found} <= {who}
    return [opening.start for opening in found]


@pytest.mark.parametrize(
    ("lengths", "busy", "expected"),
    [
        ((60, 0, 0), [(540, 960)], [960]),  # what touches fits
        ((60, 0, 0), [(540, 965)], []),
        ((30, 30, 30), [(570, 600), (630, 1020)], [540]),  # into the dry time
        ((30, 30, 30), [(560, 600), (630, 1020)], []),
        ((480, 0, 0), [], [540]),
        ((485, 0, 0), [], []),
        ((7, 0, 0), [], []),  # not in steps of five minutes
        ((0, 0, 0), [], []),
    ],
)
def test_a_visit_fits_where_its_own_busy_time_is_free(
    lengths: tuple[int, int, int], busy: list[tuple[int, int]], expected: list[int]
) -> None:
    facts = DayFacts({KIM: fitting.bits(busy)}, NINE_TO_FIVE)
    shape = fitting.shape_of([Part(KIM, 0, *lengths)])
    assert fitting.starts(facts, shape, 0, 1440) == expected


@pytest.mark.parametrize(
    ("lanes", "parts", "missing"),
    [
        ([[0]], 1, ""),
        ([[0]], 2, "tub"),  # two pets at once in one tub
        ([[0, 0]], 2, ""),  # a tub for two
        ([[0], [0]], 2, ""),
        ([[1 << 108], [0]], 2, "tub"),  # the first is taken at nine
    ],
)
def test_each_row_finds_its_own_place_in_a_tub(
    lanes: list[list[int]], parts: int, missing: str
) -> None:
    needs = (("tub", "all"),)
    shape = fitting.shape_of([Part(who, 0, 15, 0, 0, needs) for who in range(1, parts + 1)])
    assert fitting.lacking(DayFacts(resources={"tub": lanes}), shape, 540) == missing


def test_the_morning_of_each_groomer(shop: Shop) -> None:
    assert starts(shop, plan(NAILS), KIM)[:5] == [600, 615, 660, 675, 690]  # in and after her dry
    assert starts(shop, plan(NAILS), LUIS)[:5] == [555, 570, 585, 645, 660]
    assert starts(shop, plan(NAILS), ANA)[:2] == [480, 495]
    assert starts(shop, plan(NAILS), ANA)[-1] == 825


def test_rows_follow_one_another_and_may_name_somebody_else(shop: Shop) -> None:
    rows = (PlannedRow(FULL, BELLA, None), PlannedRow(NAILS, BELLA, ANA))
    both = Plan(MARIA, TUESDAY, 540, rows)
    last = free.openings(shop, both, TUESDAY, employees=[KIM])[-1]
    assert last.start == 11 * 60 + 45  # the nails end at two, when Ana goes


def test_hours_days_off_and_limits_leave_no_opening(shop: Shop) -> None:
    with change("a day off, and a limit", DANA) as door:
        door.insert(DayPlan, employee=KIM, day=TUESDAY, off=True, reason="vacation")
        luis = Employee.get_by_id(LUIS)
        door.update(luis, limited=True)
        door.insert(Ability, employee=LUIS, item=NAILS)
    assert starts(shop, plan(NAILS), KIM, TUESDAY) == []
    assert starts(shop, plan(BATH), LUIS, TUESDAY) == []
    assert starts(shop, plan(NAILS), LUIS, TUESDAY) != []
    assert free.openings(shop, plan(NAILS), SUNDAY) == []
    said = {c.label: (c.words, c.free) for c in free.who(shop, plan(BATH, day=TUESDAY))}
    assert said == {
        "Kim": ("off: vacation", False),
        "Luis": ("not set up for Bath", False),
        "Ana": ("free", True),
    }


def test_who_is_busy_and_until_when(shop: Shop) -> None:
    said = {c.label: c.words for c in free.who(shop, plan(FULL, start=9 * 60 + 15))}
    assert said == {"Kim": "busy till 10:00", "Luis": "free only till 10:00", "Ana": "free"}
    late = {c.label: c.words for c in free.who(shop, plan(FULL, day=TUESDAY, start=13 * 60))}
    assert late == {"Kim": "free", "Luis": "free", "Ana": "works 8:00-14:00"}


def test_a_tub_that_is_taken_leaves_no_opening(shop: Shop) -> None:
    with change("baths need a tub", DANA) as door:
        door.insert(ItemNeed, item=BATH, kind="tub", phase="all")
    booking.save(shop, Plan(JOE, TUESDAY, 600, (PlannedRow(BATH, REX, LUIS),)), DANA)
    found = starts(shop, plan(BATH), ANA, TUESDAY)
    assert 555 in found and 645 in found
    assert not {570, 585, 600, 615, 630} & set(found)
    words = [c.words for c in free.who(shop, plan(BATH, day=TUESDAY, start=600))]
    assert words == ["free, but no tub is", "busy till 10:45", "free, but no tub is"]


def test_an_edited_visit_does_not_stand_in_its_own_way(shop: Shop) -> None:
    mine = booking.plan_of(3)
    assert 600 in starts(shop, mine, LUIS)
    assert 600 not in starts(shop, plan(BATH), LUIS)


def test_somebody_who_needs_longer_fits_less_often(shop: Shop) -> None:
    with change("Ana is slow", DANA) as door:
        door.insert(ItemException, item=NAILS, employee=ANA, setup=60)
    assert starts(shop, plan(NAILS), ANA, TUESDAY)[-1] == 13 * 60
    assert starts(shop, plan(NAILS), LUIS, TUESDAY)[-1] == 16 * 60 + 45


def test_time_that_is_over_is_no_opening(shop: Shop) -> None:
    with time_machine.travel(
        datetime(2026, 11, 23, 20, 3, tzinfo=UTC), tick=False
    ):  # 15:03 in the shop
        assert starts(shop, plan(NAILS), KIM)[0] == 15 * 60 + 15
        assert free.openings(shop, plan(NAILS), date(2026, 11, 20)) == []


def test_a_wish_takes_the_first_opening_of_its_part_of_the_day(shop: Shop) -> None:
    wish = Wish(plan(FULL), Window(TUESDAY, 720, 1080), preferred=LUIS)
    found = proposing.propose(shop, wish)
    assert (found.day, found.start, found.employee) == (TUESDAY, 720, LUIS)
    assert found.checked is not None and not found.checked.needs_asking


def test_a_wish_for_a_closed_day_names_the_next_opening(shop: Shop) -> None:
    found = proposing.propose(shop, Wish(plan(FULL), Window(SUNDAY, 0, 1440)))
    assert found.start is None and found.later is not None
    assert (found.later[0], found.later[1].start) == (date(2026, 11, 30), 480)


def test_a_time_at_which_nobody_is_free_has_to_be_agreed_to(shop: Shop) -> None:
    wish = Wish(plan(FULL), Window(TUESDAY, 20 * 60, 20 * 60 + 1, exact=True))
    found = proposing.propose(shop, wish)
    assert found.employee is None
    asked = [problem.words for problem in found.problems if problem.weight == "ask"]
    assert asked[0] == "nobody is free then; it would be booked without anybody to do it"


VISITS = st.lists(
    st.tuples(
        st.sampled_from([BATH, FULL, NAILS, TEETH]),
        st.sampled_from([KIM, LUIS, ANA]),
        st.integers(8 * 12, 16 * 12).map(lambda slot: slot * 5),
    ),
    max_size=6,
)
ROWS = st.lists(
    st.builds(
        PlannedRow,
        item=st.sampled_from([BATH, FULL, NAILS, TEETH]),
        pet=st.just(BELLA),
        employee=st.sampled_from([None, None, KIM, ANA]),
        setup=st.sampled_from([None, 20, 60]),
        process=st.just(0),
        finish=st.just(0),
    ),
    min_size=1,
    max_size=3,
)


@given(
    visits=VISITS, rows=ROWS, who=st.sampled_from([KIM, LUIS, ANA]), every=st.integers(0, 2)
)  # fmt: skip
@settings(
    max_examples=few(12), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_openings_are_exactly_the_starts_that_need_no_asking(
    shop: Shop, visits: list[tuple[int, int, int]], rows: list[PlannedRow], who: int, every: int
) -> None:
    class Undo(Exception):
        pass

    rows = [row if row.setup else PlannedRow(row.item, row.pet, row.employee) for row in rows]
    day = TUESDAY
    with pytest.raises(Undo), change("many visits", DANA) as door:
        door.insert(ItemNeed, item=BATH, kind="tub", phase="setup")
        door.insert(ItemNeed, item=FULL, kind="tub", phase="process")
        for item, employee, start in visits:
            _book_inside(door, shop, Plan(JOE, day, start, (PlannedRow(item, REX, employee),)))
        wanted = Plan(MARIA, day, 540, tuple(rows))
        named = [row.employee for row in rows if row.employee]
        chosen = who if len(named) < len(rows) else named[0]
        found = {o.start for o in free.openings(shop, wanted, day, employees=[who])}
        for start in _telling(found, every):
            checked = check(shop, free.moved(wanted, day, start, chosen))
            bad = [p for p in checked.problems if p.weight != "tell"]
            assert (start in found) is not bool(bad), (start, bad)
        raise Undo


def _telling(found: set[int], every: int) -> list[int]:
    """Give the starts on both sides of where openings begin and end, and every third besides.

    A check takes long; amid openings, or amid none, neighbours tell the same.
    """
    starts = range(7 * 60, 18 * 60, 15)
    edges = {
        start for start in starts if {start - 15 in found, start + 15 in found} != {start in found}
    }
    return sorted(edges | set(starts[every::3]))


def _book_inside(door: Door, shop: Shop, other: Plan) -> None:
    """Book within an open change, whatever speaks against it."""
    placed, places = check(shop, other).rows[0], check(shop, other).places[0]
    number = door.next_number(shop.branch, "ticket")
    ticket = door.insert(
        Ticket, branch=shop.branch, number=number, client=JOE, day=other.day, created=door.at
    )
    lane = slots.first_free_lane(placed.plan.employee or 0, slots.slots_of(other.day, placed.busy))
    row = door.insert(
        TicketRow, ticket=ticket, item=placed.plan.item, pet=REX, employee=placed.plan.employee,
        day=other.day, start=placed.start, setup=placed.setup, process=placed.process,
        finish=placed.finish, lane=lane,
    )  # fmt: skip
    for place in places:
        door.insert(Hold, row=row, resource=place.resource, phase=place.phase, lane=place.lane)
    slots.rebuild([row.id])


def test_a_day_is_searched_in_a_moment(shop: Shop) -> None:
    free.openings(shop, plan(FULL, NAILS), TUESDAY)
    took = []
    for _ in range(5):
        begun = time.thread_time()
        free.openings(shop, plan(FULL, NAILS), TUESDAY)
        took.append(time.thread_time() - begun)
    assert min(took) < 0.05  # some 3 ms of the processor
