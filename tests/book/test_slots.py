"""Busy five-minute slots: working time is held, dry time is free, resources in their phase."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pettui.book import slots
from pettui.book.checking import check
from pettui.history.door import change
from pettui.team.shop import Shop
from tests.book import steps
from tests.book.steps import TUESDAY, book, minutes_held, plan, row
from tests.small_shop import DANA


@pytest.mark.parametrize(
    ("parts", "busy"),
    [
        ((540, 60, 0, 0), [(540, 600)]),
        ((540, 60, 30, 30), [(540, 600), (630, 660)]),
        ((540, 60, 0, 30), [(540, 630)]),  # without a pause it is one stretch
        ((540, 60, 30, 0), [(540, 600)]),
        ((540, 0, 30, 30), [(570, 600)]),
        ((540, 0, 30, 0), []),
        ((540, 0, 0, 0), []),
    ],
)
def test_the_groomer_is_busy_while_working(
    parts: tuple[int, int, int, int], busy: list[tuple[int, int]]
) -> None:
    assert slots.busy_parts(*parts) == busy


@pytest.mark.parametrize(
    ("phase", "held"),
    [
        ("setup", [(540, 600)]),
        ("process", [(600, 630)]),
        ("finish", [(630, 645)]),
        ("all", [(540, 645)]),
    ],
)
def test_a_resource_is_held_in_its_phase(phase: str, held: list[tuple[int, int]]) -> None:
    assert slots.held_parts(phase, 540, 60, 30, 15) == held


@pytest.mark.parametrize("phase", ["setup", "process", "finish"])
def test_a_phase_that_the_service_lacks_holds_nothing(phase: str) -> None:
    assert slots.held_parts(phase, 540, 0, 0, 0) == []


@given(
    day=st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    start=st.integers(0, 287).map(lambda n: n * 5),
    length=st.integers(1, 60).map(lambda n: n * 5),
)
def test_slots_are_numbered_by_day_and_minute(day: date, start: int, length: int) -> None:
    found = slots.slots_of(day, [(start, start + length)])
    assert len(found) == length // 5
    assert found[0] == slots.number_of(day, start)
    assert slots.day_of(found[0]) == day
    assert found == sorted(set(found))


def test_odd_minutes_take_every_slot_that_they_touch() -> None:
    first = slots.number_of(TUESDAY, 540)
    assert slots.slots_of(TUESDAY, [(542, 546)]) == [first, first + 1]


def test_a_second_pet_is_groomed_while_the_first_one_dries(shop: Shop) -> None:
    book(shop, row("FULL"), at=9 * 60)  # works 9:00-10:00, dries till 10:30, ends 11:00
    assert minutes_held("Kim") == [*range(540, 600, 5), *range(630, 660, 5)]
    between = plan(row("NAILS", of="Coco"), at=10 * 60)
    assert check(shop, between).problems == ()
    book(shop, row("NAILS", of="Coco"), at=10 * 60)
    book(shop, row("NAILS", of="Rex"), at=10 * 60 + 15)  # ends as the first one is finished
    assert minutes_held("Kim") == list(range(540, 660, 5))
    assert {lane for _, _, lane in steps.held("Kim")} == {0}


def test_visits_that_touch_do_not_meet(shop: Shop) -> None:
    book(shop, row("BATH"), at=10 * 60)
    book(shop, row("BATH", of="Coco"), at=10 * 60 + 45)
    book(shop, row("BATH", of="Coco"), at=9 * 60 + 15)
    assert minutes_held("Kim") == list(range(555, 690, 5))


def test_one_minute_too_early_is_taken(shop: Shop) -> None:
    book(shop, row("BATH"), at=10 * 60)
    found = check(shop, plan(row("BATH", of="Coco"), at=9 * 60 + 20)).needs_asking
    assert [p.words for p in found] == ["Kim is taken by Bella (Maria Ortega) at 10:00"]


def test_the_tub_is_held_while_washing_only(shop: Shop) -> None:
    steps.add_need("FULL", "tub", "setup")
    steps.add_need("FULL", "dryer", "process", "dryer")
    book(shop, row("FULL"), at=9 * 60)
    assert minutes_held("tub 1") == list(range(540, 600, 5))
    assert minutes_held("dryer") == list(range(600, 630, 5))


def test_somebody_elses_slot_cannot_be_written(shop: Shop) -> None:
    book(shop, row("BATH"), at=9 * 60)
    other = book(shop, row("BATH", "Luis", of="Coco"), at=9 * 60)
    mine = steps.rows_of(other)[0]
    with (
        pytest.raises(slots.Taken, match=r"Kim is taken at 9:00 on Tue 24 Nov by Bella"),
        change("by force", DANA) as door,
    ):
        door.update(mine, employee=steps.column("Kim"))
    assert steps.rows_of(other)[0].employee_id == steps.column("Luis")
    assert steps.kept_slots() == steps.expected_slots()


def test_a_lane_is_named_by_who_is_in_it(shop: Shop) -> None:
    """Of two who hold a minute, the one in the wanted lane stands in the way."""
    book(shop, row("BATH"), at=9 * 60)
    book(shop, row("BATH", of="Coco"), at=9 * 60, agreed=None)  # lane 1
    other = book(shop, row("BATH", "Luis", of="Rex"), at=9 * 60)
    with pytest.raises(slots.Taken, match="by Coco"), change("by force", DANA) as door:
        door.update(steps.rows_of(other)[0], employee=steps.column("Kim"), lane=1)
