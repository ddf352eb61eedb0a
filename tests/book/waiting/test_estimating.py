"""By when a walk-in can be taken, from real durations, and by whom in a fair rotation."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from db.models import Ability, Employee, Item, ItemNeed, Ticket, TicketRow
from pettui.book import booking
from pettui.book.slots import STEP
from pettui.book.waiting import reading
from pettui.book.waiting.estimating import Estimate, estimates, last_walk_ins, next_available
from pettui.book.waiting.planning import plan_for
from pettui.book.waiting.real import Row, busy
from pettui.book.waiting.values import TODAY, When
from pettui.history.door import change
from pettui.team.shop import Shop
from tests.book.waiting.steps import DANA, item, listed, who
from tests.small_shop import DAY

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
NOW = 10 * 60 + 42


def free_from(rows: list[Row], employee: int = 1, now: int = NOW) -> int:
    """Give the minute at which somebody is free for good."""
    mask = busy(rows, now).get(employee, 0)
    return mask.bit_length() * STEP


def row(start: int, length: int, **more: int | bool | None) -> Row:
    values: dict[str, object] = {
        "ticket": start, "employee": 1, "start": start, "setup": length, "process": 0, "finish": 0,
    }  # fmt: skip
    return Row(**(values | more))  # type: ignore[arg-type]  # a table of many kinds


@pytest.mark.parametrize(
    ("rows", "free"),
    [
        ([row(600, 60)], 660),
        ([row(600, 60, began=600)], 660),
        ([row(600, 60, began=620)], 680),  # it began late
        ([row(600, 60, began=590)], 650),
        ([row(600, 60, began=600, over=25)], 685),  # the pet usually takes longer
        ([row(540, 60, began=540)], NOW + 8),  # it should be done: any moment, in whole steps
        ([row(600, 60, here=True)], 705),  # here, and not begun: begins now
        ([row(600, 60, began=640), row(660, 30)], 730),  # what follows is pushed
        ([row(600, 60, began=640), row(720, 30)], 750),  # what comes later is not
        ([row(600, 60, began=640, employee=2), row(660, 30)], 690),  # nor what others do
        ([row(660, 30, over=20), row(690, 30)], 740),
    ],
)
def test_how_long_somebody_is_really_busy(rows: list[Row], free: int) -> None:
    assert free_from(rows) == free


def test_dry_time_leaves_the_groomer_free() -> None:
    mask = busy([row(600, 60, process=30, finish=30)], NOW)[1]
    assert not mask >> 660 // STEP & 1
    assert mask >> 690 // STEP & 1


@given(
    st.lists(
        st.tuples(
            st.integers(0, 280), st.integers(1, 40), st.booleans(), st.integers(-60, 60),
            st.integers(0, 3),
        ),
        max_size=6,
    ),
    st.integers(0, 1439),
)  # fmt: skip
def test_who_is_in_progress_is_busy_now(
    drawn: list[tuple[int, int, bool, int, int]], now: int
) -> None:
    rows = [
        Row(
            place, who, start * STEP, length * STEP, 0, 0,
            began=min(start * STEP, now) if begun else None, over=over,
        )
        for place, (start, length, begun, over, who) in enumerate(drawn)
        if (start + length) * STEP <= 1440
    ]  # fmt: skip
    found = busy(rows, now)
    for one in rows:
        if one.began is not None and now + 5 < 1440:
            assert found[one.employee] >> now // STEP, "somebody in progress is not free already"
    assert all(mask.bit_length() * STEP <= 1440 for mask in found.values())


@pytest.mark.parametrize(
    ("free_at", "last", "chosen"),
    [
        ({1: 650, 2: 645, 3: 660}, {}, 2),  # fewest minutes until free
        ({1: 645, 2: 645}, {1: AT}, 2),  # who had none yet
        ({1: 645, 2: 645}, {1: AT, 2: AT - timedelta(hours=1)}, 2),  # longest since the last one
        ({1: 645, 2: 645}, {}, 1),
        ({2: 700}, {2: AT}, 2),
        ({}, {}, None),
    ],
)
def test_the_next_available_one(
    free_at: dict[int, int], last: dict[int, datetime], chosen: int | None
) -> None:
    assert next_available(free_at, last, [1, 2, 3]) == chosen


def of(shop: Shop) -> list[tuple[str, str, str]]:
    """Give who waits, by when, and with whom, in the order of arrival."""
    entries = reading.read(shop)
    found = estimates(shop, entries)
    return [
        (e.pets, shop.time(s.start) if (s := found[e.id]).start is not None else "no room", s.label)
        for e in entries
        if e.id in found
    ]


def test_walk_ins_take_turns_and_one_anothers_places(shop: Shop) -> None:
    for pet, code in (("Coco", "NAILS"), ("Rex", "NAILS"), ("Bella", "NAILS"), ("Coco", "BATH")):
        listed(shop, pet, code, kind=TODAY)
    # Kim is busy till 11:00, Luis till 10:45, Ana free.
    # Kim is busy till 11:00, Luis till 10:45, Ana free.
    assert of(shop) == [
        ("Coco", "10:45", "Luis"), ("Rex", "10:45", "Ana"), ("Bella", "11:00", "Kim"),
        ("Coco", "11:00", "Luis"),
    ]  # fmt: skip


def test_the_rotation_is_kept_by_what_was_taken(shop: Shop) -> None:
    seen = listed(shop, "Coco", "NAILS", kind=TODAY)
    booking.save(shop, plan_for(seen, DAY, 900, employees=(who("Luis"),)), DANA)
    assert set(last_walk_ins(shop)) == {who("Luis")}
    listed(shop, "Rex", "NAILS", kind=TODAY)
    assert of(shop) == [("Rex", "10:45", "Ana")]


def test_limitations_are_respected(shop: Shop) -> None:
    with change("limits", DANA) as door:
        for label in ("Luis", "Ana"):
            door.update(Employee.get_by_id(who(label)), limited=True)
            door.insert(Ability, employee=who(label), item=item("BATH"))
    listed(shop, "Rex", "NAILS", kind=TODAY)
    assert of(shop) == [("Rex", "11:00", "Kim")]


def test_who_is_wanted_is_waited_for(shop: Shop) -> None:
    listed(shop, "Rex", "NAILS", kind=TODAY, employees=(who("Kim"),))
    assert of(shop) == [("Rex", "11:00", "Kim")]


def test_a_groom_that_goes_on_longer_moves_the_estimate(shop: Shop) -> None:
    listed(shop, "Rex", "NAILS", kind=TODAY, employees=(who("Kim"),))
    with change("began late", DANA) as door:
        ticket = Ticket.get(Ticket.pet_names == "Bella")
        door.update(ticket, started=datetime(2026, 11, 23, 14, 20, tzinfo=UTC))  # 9:20
    assert of(shop) == [("Rex", "11:20", "Kim")]


def test_the_time_that_suits_bounds_the_start(shop: Shop) -> None:
    listed(shop, "Rex", "NAILS", kind=TODAY, windows=(When(DAY, DAY, earliest=780, latest=790),))
    assert of(shop)[0][1] == "13:00"


def test_a_tub_that_is_taken_is_waited_for(shop: Shop) -> None:
    with change("needs", DANA) as door:
        door.insert(ItemNeed, item=Item.get_by_id(item("BATH")), kind="tub")
    for pet in ("Coco", "Rex"):
        listed(shop, pet, "BATH", kind=TODAY)
    assert [at for _, at, _ in of(shop)] == ["10:45", "11:30"]


def test_in_the_evening_there_is_no_room(shop: Shop, clock: time_machine.Traveller) -> None:
    listed(shop, "Rex", "BATH", kind=TODAY)
    clock.move_to(datetime(2026, 11, 23, 21, 30, tzinfo=UTC))
    assert of(shop) == [("Rex", "no room", "")]


def test_a_pets_past_makes_its_visit_longer(shop: Shop) -> None:
    with change("past", DANA) as door:
        for week in (1, 2, 3):
            begun = datetime(2026, 11, 23 - 7 * week, 15, tzinfo=UTC)
            ticket = door.insert(
                Ticket, branch=shop.branch, number=9000 + week, status="closed",
                client=1, day=DAY - timedelta(weeks=week), created=begun, started=begun,
                ready=begun + timedelta(minutes=45),
            )  # fmt: skip
            rex = TicketRow.get(TicketRow.pet_name == "Rex").__data__["pet"]
            door.insert(
                TicketRow, ticket=ticket, item=item("NAILS"), pet=rex, employee=who("Kim"),
                day=ticket.day, start=600, setup=15, pet_name="Rex", description="Nails",
            )  # fmt: skip
    seen = listed(shop, "Rex", "NAILS", kind=TODAY)
    assert estimates(shop, [seen])[seen.id] == Estimate(645, who("Luis"), "Luis", 45)
