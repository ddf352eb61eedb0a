"""Breaks that come again are time blocks of the book."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from time_machine import travel

from db.models import Slot, Ticket
from pettui.book.loading import load_day
from pettui.history.door import Refused
from pettui.history.undo import undo
from pettui.team.schedule.breaks import BreakWish, add, preview
from pettui.team.schedule.painting import Target, paint
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
