"""What a change sets free: of whom, and when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest
import time_machine

from db.models import Ability, Bookable, Closure, DayPlan, Employee, Shift, TicketRow
from pettui.book import blocks, booking, moving, status
from pettui.book.matching import noticing
from pettui.book.matching.noticing import since
from pettui.book.waiting.values import When
from pettui.clock import instant
from pettui.history import undo
from pettui.history.door import Door, change
from pettui.team.founding import add_employee
from pettui.team.shop import Shop
from tests.book import steps
from tests.book.steps import TUESDAY
from tests.book.waiting.steps import listed
from tests.small_shop import DANA, DAY

Freed = list[tuple[str, str, str, str]]


def freed(shop: Shop, do: Callable[[], object]) -> Freed:
    """Give what a deed sets free: day, who, from, to."""
    before = noticing._last()
    do()
    labels = {key.id: key.label for key in Bookable.select()}
    return [
        (shop.short_day(o.day), labels[o.employee] if o.employee else "", shop.time(o.start),
         shop.time(o.end))
        for o in since(shop, before).opened
    ]  # fmt: skip


@pytest.fixture(autouse=True)
def somebody_waits(shop: Shop) -> None:
    """Let somebody wait; while nobody does, nothing is looked for."""
    listed(shop, "Rex", "BATH", windows=(When(first=DAY, last=DAY + timedelta(days=300)),))


def test_a_visit_that_ends_frees_its_time(shop: Shop) -> None:
    made = steps.book(shop, steps.row("BATH"))
    for how in ("cancelled", "late cancel", "void"):
        ended = partial(status.end, shop, [steps.seen(made)], how, DANA)
        assert freed(shop, ended) == [("Tue 24 Nov", "Kim", "9:00", "9:45")]
        undo.undo(DANA)


def test_dry_time_was_free_before(shop: Shop) -> None:
    made = steps.book(shop, steps.row("FULL"))
    assert freed(shop, lambda: status.end(shop, [steps.seen(made)], "cancelled", DANA)) == [
        ("Tue 24 Nov", "Kim", "9:00", "10:00"), ("Tue 24 Nov", "Kim", "10:30", "11:00"),
    ]  # fmt: skip


def test_a_tub_is_free_again(shop: Shop) -> None:
    steps.add_need("BATH", "tub", "all")
    made = steps.book(shop, steps.row("BATH"))
    assert ("Tue 24 Nov", "", "9:00", "9:45") in freed(
        shop, lambda: status.end(shop, [steps.seen(made)], "cancelled", DANA)
    )


def move(shop: Shop, made: booking.Booked, **more: int | date) -> None:
    row = steps.rows_of(made)[0]
    moving.move(shop, moving.Move(row.id, steps.seen(made)[1], **more), DANA)  # type: ignore[arg-type]  # of mixed kinds


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"start": 600}, [("Tue 24 Nov", "Kim", "9:00", "9:45")]),
        ({"start": 555}, [("Tue 24 Nov", "Kim", "9:00", "9:15")]),  # the rest it still has
        ({"length": 30}, [("Tue 24 Nov", "Kim", "9:30", "9:45")]),
        ({"length": 60}, []),
        ({"day": DAY + timedelta(days=2)}, [("Tue 24 Nov", "Kim", "9:00", "9:45")]),
    ],
)
def test_a_moved_visit_frees_what_it_leaves(
    shop: Shop, more: dict[str, int | date], expected: Freed
) -> None:
    made = steps.book(shop, steps.row("BATH"))
    assert freed(shop, lambda: move(shop, made, **more)) == expected


def test_a_visit_given_to_somebody_else_frees_the_first(shop: Shop) -> None:
    made = steps.book(shop, steps.row("BATH"))
    assert freed(shop, lambda: move(shop, made, column=steps.column("Ana"))) == [
        ("Tue 24 Nov", "Kim", "9:00", "9:45")
    ]


def test_a_service_taken_out_frees_its_part(shop: Shop) -> None:
    made = steps.book(shop, steps.row("BATH"), steps.row("NAILS"))
    plan = booking.plan_of(made.ticket)

    def without() -> None:
        from dataclasses import replace

        booking.save(shop, replace(plan, rows=plan.rows[:1]), DANA)

    assert freed(shop, without) == [("Tue 24 Nov", "Kim", "9:45", "10:00")]


def test_undoing_a_booking_frees_it_and_booking_frees_nothing(shop: Shop) -> None:
    assert freed(shop, lambda: steps.book(shop, steps.row("BATH"))) == []
    assert freed(shop, lambda: undo.undo(DANA)) == [("Tue 24 Nov", "Kim", "9:00", "9:45")]


def test_a_block_that_goes_frees_its_time(shop: Shop) -> None:
    blocks.add(shop, [steps.column("Luis")], TUESDAY, 720, 60, "lunch", DANA)
    row = TicketRow.select().where(TicketRow.kind == "B").get()
    block = row.ticket

    def gone() -> None:
        status.end(shop, [(block.id, block.version)], "void", DANA)

    assert freed(shop, gone) == [("Tue 24 Nov", "Luis", "12:00", "13:00")]


def test_what_is_over_is_told_to_nobody(shop: Shop) -> None:
    made = steps.book(shop, steps.row("BATH", "Ana"), at=9 * 60, day=DAY, agreed=None)
    assert freed(shop, lambda: status.end(shop, [steps.seen(made)], "cancelled", DANA)) == []


def test_while_nobody_waits_nothing_is_looked_for(shop: Shop) -> None:
    undo.undo(DANA)
    made = steps.book(shop, steps.row("BATH"))
    assert freed(shop, lambda: status.end(shop, [steps.seen(made)], "cancelled", DANA)) == []


def write(do: Callable[[Door], object]) -> None:
    with change("schedule", DANA) as door:
        do(door)


def test_longer_hours_open_what_is_new_of_them(shop: Shop) -> None:
    ana = Employee.get(Employee.bookable == steps.column("Ana"))
    longer = {"employee": ana, "day": TUESDAY, "start": 420, "end": 960}
    assert freed(shop, lambda: write(lambda door: door.insert(DayPlan, **longer))) == [
        ("Tue 24 Nov", "Ana", "7:00", "8:00"), ("Tue 24 Nov", "Ana", "14:00", "16:00"),
    ]  # fmt: skip
    plan = DayPlan.get()
    assert freed(shop, lambda: write(lambda door: door.update(plan, end=1020))) == [
        ("Tue 24 Nov", "Ana", "16:00", "17:00")
    ]
    assert freed(shop, lambda: write(lambda door: door.update(plan, end=600))) == []
    assert freed(shop, lambda: write(lambda door: door.delete(plan))) == [
        ("Tue 24 Nov", "Ana", "10:00", "14:00")
    ]


def test_an_opened_day_is_everybodys(shop: Shop) -> None:
    with change("closed", DANA) as door:
        closed = door.insert(Closure, branch=shop.branch, day=TUESDAY)
    found = freed(shop, lambda: write(lambda door: door.delete(closed)))
    assert sorted(who for _, who, _, _ in found) == ["Ana", "Kim", "Luis"]
    assert {day for day, *_ in found} == {"Tue 24 Nov"}


def test_a_longer_regular_week_opens_it_in_the_weeks_ahead(shop: Shop) -> None:
    shift = Shift.get(Shift.employee == steps.column("Ana"), Shift.weekday == 1)
    assert freed(shop, lambda: write(lambda door: door.update(shift, end=900))) == [
        ("Tue 24 Nov", "Ana", "14:00", "15:00"), ("Tue 1 Dec", "Ana", "14:00", "15:00"),
    ]  # fmt: skip


def test_a_new_employee_opens_all_their_hours(shop: Shop) -> None:
    def hire(door: Door) -> None:
        zoe = add_employee(door, shop.branch, "Zoe", "Park")
        door.insert(Shift, employee=zoe, weekday=2, start=600, end=720)

    assert freed(shop, lambda: write(hire)) == [
        ("Wed 25 Nov", "Zoe", "10:00", "12:00"), ("Wed 2 Dec", "Zoe", "10:00", "12:00"),
    ]  # fmt: skip


def test_who_may_do_more_opens_their_hours(shop: Shop) -> None:
    ana = Employee.get(Employee.bookable == steps.column("Ana"))
    write(lambda door: door.update(ana, limited=True))
    found = freed(
        shop,
        lambda: write(lambda d: d.insert(Ability, employee=ana, item=steps.item("BATH"))),
    )
    assert {who for _, who, _, _ in found} == {"Ana"} and len(found) == 12  # six days a week


def test_the_first_look_begins_when_the_book_was_opened(
    shop: Shop, clock: time_machine.Traveller
) -> None:
    made = steps.book(shop, steps.row("BATH"))
    clock.shift(timedelta(minutes=1))
    status.end(shop, [steps.seen(made)], "cancelled", DANA)
    opened = instant()
    assert len(since(shop, None, opened).opened) == 1
    assert since(shop, None, opened + timedelta(minutes=1)).opened == ()


def test_what_is_booked_and_called_off_between_two_looks_frees_nothing(shop: Shop) -> None:
    def both() -> None:
        status.end(shop, [steps.seen(steps.book(shop, steps.row("BATH")))], "cancelled", DANA)

    assert freed(shop, both) == []
