"""Breaks that come again are time blocks of the book."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from time_machine import travel

from db.models import Slot, Ticket, TicketRow
from pettui.book.loading import load_day
from pettui.history.door import Clash, Refused, change
from pettui.history.undo import undo
from pettui.team.schedule.breaks import BreakWish, add, preview
from pettui.team.schedule.painting import Target, paint
from pettui.team.schedule.taking_off import alike, take_off
from pettui.team.schedule.words import parse_entry
from pettui.team.shop import Shop
from tests.book import steps
from tests.small_shop import DANA, DAY


@pytest.fixture(autouse=True)
def morning() -> object:
    with travel("2026-11-23 13:00", tick=False):
        yield


def wish(*names: str, start: int = 720, last: date = DAY + timedelta(13)) -> BreakWish:
    people = tuple(steps.column(name) for name in names)
    return BreakWish(people, (0, 1, 2, 3, 4), start, 30, "Lunch", DAY, last)


def blocks_on(shop: Shop, day: date) -> list[tuple[str, int]]:
    view = load_day(shop, day)
    labels = {column.id: column.label for column in view.columns}
    return [(labels[b.column], b.start) for b in view.blocks if b.kind == "block"]


def test_lunch_is_blocked_for_weeks_in_one_change(shop: Shop) -> None:
    wanted = wish("Kim", "Luis")
    done = add(shop, wanted, DANA, seen=preview(shop, wanted))
    assert done.cells == 20
    assert done.words == "Lunch of Kim, Luis at 12:00, 20 days to Sun 6 Dec"
    assert blocks_on(shop, DAY + timedelta(8)) == [("Kim", 720), ("Luis", 720)]
    assert blocks_on(shop, DAY + timedelta(5)) == []  # Saturday
    undo(DANA)
    assert Ticket.select().where(Ticket.kind == "block").count() == 0
    assert blocks_on(shop, DAY + timedelta(8)) == []


def test_whoever_does_not_work_then_needs_no_break(shop: Shop) -> None:
    paint(shop, [Target(steps.column("Kim"), DAY + timedelta(1))], parse_entry("vac"), DANA)
    paint(shop, [Target(steps.column("Kim"), DAY + timedelta(2))], parse_entry("9-12"), DANA)
    days = [day for _, day in preview(shop, wish("Kim", last=DAY + timedelta(4))).fits]
    assert days == [DAY, DAY + timedelta(3), DAY + timedelta(4)]


def test_conflicts_are_told_first_and_stay_without_a_break(shop: Shop) -> None:
    wanted = wish("Luis", start=600, last=DAY + timedelta(1))
    plan = preview(shop, wanted)
    assert [holder.title for holder in plan.conflicts] == ["Rex (Joe Whitfield)"]
    assert add(shop, wanted, DANA, seen=plan).cells == 1
    assert blocks_on(shop, DAY) == []
    assert blocks_on(shop, DAY + timedelta(1)) == [("Luis", 600)]


def test_a_break_beside_a_visit_is_double_booked_on_purpose(shop: Shop) -> None:
    wanted = wish("Luis", start=600, last=DAY)
    add(shop, wanted, DANA, seen=preview(shop, wanted), over=True)
    assert blocks_on(shop, DAY) == [("Luis", 600)]
    assert Slot.select().where(Slot.lane == 1).count() == 6


def test_the_same_break_is_not_planned_twice(shop: Shop) -> None:
    wanted = wish("Kim")
    plan = preview(shop, wanted)
    add(shop, wanted, DANA, seen=plan)
    assert preview(shop, wanted).fits == preview(shop, wanted).held == ()
    with pytest.raises(Refused, match="changed in the meantime"):
        add(shop, wanted, DANA, seen=plan)


def planned(shop: Shop) -> list[tuple[date, str, int]]:
    """Plan lunch for Kim and Luis for two weeks, and another break; give (day, who, start)."""
    for wanted in (wish("Kim", "Luis"), wish("Kim", start=900, last=DAY)):
        add(shop, wanted, DANA, seen=preview(shop, wanted))
    return standing(shop)


def standing(shop: Shop) -> list[tuple[date, str, int]]:
    """Give the breaks that stand in the book."""
    days = [DAY + timedelta(n) for n in range(14)]
    return sorted((day, who, at) for day in days for who, at in blocks_on(shop, day))


def lunch(label: str, day: date) -> Ticket:
    """Give somebody's lunch of a day."""
    mine = (TicketRow.employee_name == label) & (TicketRow.day == day)
    row = TicketRow.get(mine, TicketRow.start == 720)
    found: Ticket = row.ticket
    return found


def test_breaks_are_taken_off_from_a_day_on_and_come_back(shop: Shop) -> None:
    before = planned(shop)
    wed = DAY + timedelta(9)
    block = lunch("Kim", wed)
    assert alike(shop, block.id) == ("Lunch", 3, 10, 6)
    said = take_off(shop, block.id, block.version, DANA, from_day=wed)
    assert said == "removed Lunch of Kim at 12:00, 3 days from Wed 2 Dec on"
    assert standing(shop) == [
        (day, who, at) for day, who, at in before if not (day >= wed and who == "Kim")
    ]
    undo(DANA)
    assert standing(shop) == before


def test_all_breaks_to_come_or_everybodys(shop: Shop) -> None:
    before = planned(shop)
    block = lunch("Kim", DAY + timedelta(9))
    with travel("2026-11-25 13:00", tick=False):
        take_off(shop, block.id, block.version, DANA)
        left = standing(shop)
        assert [day for day, who, at in left if who == "Kim" and at == 720] == [
            DAY, DAY + timedelta(1),
        ]  # fmt: skip
        undo(DANA)
        again = lunch("Kim", DAY + timedelta(9))
        take_off(shop, again.id, again.version, DANA, from_day=again.day, everybody=True)
    assert standing(shop) == [each for each in before if each[0] < again.day]


def test_a_break_that_somebody_else_moved_is_told(shop: Shop) -> None:
    planned(shop)
    block = lunch("Kim", DAY + timedelta(2))
    with change("renamed", DANA) as door:
        door.update(Ticket.get_by_id(block.id), reason="Late lunch")
    with pytest.raises(Clash):
        take_off(shop, block.id, block.version, DANA)
