"""The regular week, weeks that take turns, opening hours."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from time_machine import travel

from db.models import OpeningHours, Rotation, Shift
from pettui.history.actor import Actor
from pettui.history.door import Clash, Refused
from pettui.history.undo import undo
from pettui.team import hours
from pettui.team.schedule.opening import paint_opening, seen_opening
from pettui.team.schedule.outside import LeavesOutside, rows_of
from pettui.team.schedule.reading import read_grid, read_regular
from pettui.team.schedule.regular import paint_regular, set_rotation
from pettui.team.schedule.words import parse_entry
from pettui.team.shop import Shop
from tests.book import steps
from tests.small_shop import DANA, DAY

OTHER = Actor(None, "Luis", "tablet")
EIGHT = "2026-11-23 13:00"


def ranges(shop: Shop, day: date) -> tuple[tuple[int, int], ...]:
    kim = steps.column("Kim")
    return hours.hours_of(shop.branch, day, [kim])[kim].ranges


@travel("2026-11-24 13:00", tick=False)
def test_the_regular_week_is_edited_and_undone(shop: Shop) -> None:
    kim = steps.column("Kim")
    done = paint_regular(shop, kim, [(0, 1), (0, 3)], parse_entry("8-12 13-16"), DANA)
    assert done.words == "regular week of Kim, Tue, Thu: 8:00-12:00, 13:00-16:00"
    assert ranges(shop, DAY + timedelta(1)) == ((480, 720), (780, 960))
    assert ranges(shop, DAY + timedelta(2)) == ((540, 1020),)
    paint_regular(shop, kim, [(0, 1)], parse_entry("off"), DANA)
    assert ranges(shop, DAY + timedelta(8)) == ()
    undo(DANA)
    undo(DANA)
    assert ranges(shop, DAY + timedelta(1)) == ((540, 1020),)


@travel(EIGHT, tick=False)
def test_a_regular_week_tells_what_it_leaves_outside_on_any_day_to_come(shop: Shop) -> None:
    luis = steps.column("Luis")
    with pytest.raises(LeavesOutside, match="2 appointments"):
        paint_regular(shop, luis, [(0, 0)], parse_entry("off"), DANA)
    assert Shift.select().where(Shift.employee == luis, Shift.weekday == 0).count() == 1


@travel("2026-11-24 13:00", tick=False)
def test_weeks_take_turns_and_begin_as_copies(shop: Shop) -> None:
    kim = steps.column("Kim")
    set_rotation(shop, kim, 2, DAY + timedelta(3), DANA)
    assert read_regular(shop, kim).anchor == DAY  # any day of the week will do
    paint_regular(shop, kim, [(1, day) for day in range(6)], parse_entry("12-20"), DANA)
    assert ranges(shop, DAY) == ((540, 1020),)
    assert ranges(shop, DAY + timedelta(7)) == ranges(shop, DAY - timedelta(7)) == ((720, 1200),)
    line = read_grid(shop, [DAY + timedelta(7)]).people[0]
    assert (line.label, line.turn) == ("Kim", "week 2 of 2")
    set_rotation(shop, kim, 1, DAY, DANA)
    assert ranges(shop, DAY + timedelta(7)) == ((540, 1020),)
    assert Rotation.select().count() == 0
    undo(DANA)
    assert ranges(shop, DAY + timedelta(7)) == ((720, 1200),)


def test_two_desks_do_not_write_over_one_regular_week(shop: Shop) -> None:
    kim = steps.column("Kim")
    seen = read_regular(shop, kim).seen
    set_rotation(shop, kim, 2, DAY, OTHER, seen=seen)
    with pytest.raises(Clash, match="Luis at tablet changed the hours of Kim"):
        paint_regular(shop, kim, [(0, 1)], parse_entry("9-12"), DANA, seen=seen)


def test_what_makes_no_sense_is_refused(shop: Shop) -> None:
    kim = steps.column("Kim")
    with pytest.raises(Refused, match="Time off is for dated days"):
        paint_regular(shop, kim, [(0, 1)], parse_entry("vac"), DANA)
    with pytest.raises(Refused, match="no longer part of the rotation"):
        paint_regular(shop, kim, [(1, 1)], parse_entry("9-12"), DANA)
    with pytest.raises(Refused, match="From 1 to 12 weeks"):
        set_rotation(shop, kim, 13, DAY, DANA)


@travel(EIGHT, tick=False)
def test_opening_hours_tell_which_visits_lie_outside_them(shop: Shop) -> None:
    with pytest.raises(LeavesOutside, match="3 appointments") as told:
        paint_opening(shop, [0], [], DANA)
    assert told.value.visits[0].why == "closed on this weekday"
    rows = rows_of(told.value.visits)
    seen = seen_opening(shop)
    paint_opening(shop, [0, 6], [(600, 840)], DANA, seen=seen, agreed=rows)
    assert hours.opening(shop.branch, DAY) == (((600, 840),), "")
    assert hours.opening(shop.branch, DAY + timedelta(6)) == (((600, 840),), "")
    assert ranges(shop, DAY) == ((540, 1020),)  # nobody's own hours follow
    with pytest.raises(Clash, match="changed the hours of the shop"):
        paint_opening(shop, [1], [(600, 840)], OTHER, seen=seen, agreed=rows)
    undo(DANA)
    assert hours.opening(shop.branch, DAY) == (((540, 1020),), "")


def test_a_shop_that_never_opens_is_refused(shop: Shop) -> None:
    with pytest.raises(Refused, match="never be open"):
        paint_opening(shop, list(range(7)), [], DANA)
    assert OpeningHours.select().count() == 6
