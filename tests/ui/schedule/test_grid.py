"""The schedule by keys: painted, marked, undone, and what it leaves outside hours."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from db.models import Bookable, Closure, DayPlan, Shift, Ticket
from pettui.history.actor import Actor
from pettui.history.door import change
from pettui.team.schedule.painting import Target, paint
from pettui.team.schedule.words import parse_entry
from pettui.team.shop import load_shop
from screens.book.screen import BookScreen
from screens.desk import Desk
from screens.team.schedule.screen import ScheduleScreen
from tests.small_shop import DANA, DAY
from tests.ui.helpers import HOSTILE, hush, lines, press, said, text
from tests.ui.schedule.desk import database, flow, play, row

OTHER = Actor(None, "Luis", "tablet")


def kim_off(shop_file: Path) -> list[tuple[date, str]]:
    with database(shop_file):
        return [(plan.day, plan.off_kind) for plan in DayPlan.select().order_by(DayPlan.day)]


def test_kim_is_off_next_thursday_and_friday_in_eleven_keys(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        keys = await flow(pilot, "g", "h", ".", "right", "right", "right", "shift+right")
        assert "Kim, Thu 3 Dec 2026" not in text(desk)  # the cursor is on the last of the range
        keys += await flow(pilot, "=off")
        assert "off: Kim, Thu 3 Dec to Fri 4 Dec. Enter saves." in text(desk)
        keys += await flow(pilot, "enter")
        assert keys == 11
        assert row(desk, "Kim") == ["9-17", "9-17", "9-17", "off", "off", "9-17", "·"]
        assert "u takes it back" in text(desk)
        await press(pilot, "u")
        assert row(desk, "Kim") == ["9-17"] * 6 + ["·"]
        await press(pilot, "U")

    play(shop_file, test)
    assert kim_off(shop_file) == [(date(2026, 12, 3), ""), (date(2026, 12, 4), "")]


def test_luis_is_ill_today_which_visits_must_move_in_eight_keys(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        assert await flow(pilot, "g", "h", "down", "=sick", "enter") == 8
        shown = text(desk)
        assert "2 appointments now fall outside hours. Nothing is saved yet" in shown
        assert "Mon 23 Nov   9:00  Coco  Li Chen  555-0199" in shown
        assert "Mon 23 Nov  10:00  Rex  Joe Whitfield  555-0177" in shown
        assert await flow(pilot, "s") == 1
        assert "Saved. 2 visits to move, cancel or keep" in text(desk)
        await press(pilot, "down", "enter")
        book = desk.screen
        assert isinstance(book, BookScreen)
        block = book.current()
        assert block is not None
        assert (block.pet, block.start) == ("Rex", 600)

    play(shop_file, test)
    assert kim_off(shop_file) == [(DAY, "sick")]
    with database(shop_file):
        assert Ticket.select().where(Ticket.day == DAY).count() == 3


def test_escape_leaves_everything_as_it_is(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await flow(pilot, "g", "h", "down", "=sick", "enter", "escape")
        assert isinstance(desk.screen, ScheduleScreen)
        assert row(desk, "Luis")[0] == "9-17"

    play(shop_file, test)
    assert kim_off(shop_file) == []


def test_a_visit_is_looked_at_before_anything_is_saved(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await flow(pilot, "g", "h", "down", "=off", "enter", "enter")
        assert isinstance(desk.screen, BookScreen)
        assert desk.screen.current() is not None

    play(shop_file, test)
    assert kim_off(shop_file) == []


def test_days_are_marked_one_by_one_and_painted_at_once(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await flow(pilot, "g", "h", "right", "space", "right", "space", "down", "space")
        assert text(desk).count("+9-17") == 3
        await flow(pilot, "=9-12 13-15", "enter")
        assert row(desk, "Kim")[1:4] == ["*9-12", "9-17", "*9-12"]
        await press(pilot, "up", "left", "left", "left", "left")
        assert "13-15" in text(desk)
        assert "9:00-12:00, 13:00-15:00 (for this day alone)" in text(desk)
        await press(pilot, "-", "enter")
        assert row(desk, "Kim")[1] == "9-17"

    play(shop_file, test)
    with database(shop_file):
        assert {plan.day for plan in DayPlan.select()} == {DAY + timedelta(3), DAY + timedelta(4)}


def test_nonsense_is_told_and_not_written(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await flow(pilot, "g", "h", "=17-9")
        assert "ends before it begins" in text(desk)
        await press(pilot, "enter")
        assert "17-9_" in text(desk)
        await press(pilot, "escape")
        assert row(desk, "Kim")[0] == "9-17"
        await press(pilot, "escape")
        assert isinstance(desk.screen, BookScreen)

    play(shop_file, test)
    assert kim_off(shop_file) == []


def test_the_cursor_turns_the_week_at_its_ends(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "g", "h", "left")
        assert "Mon 16 Nov to Sun 22 Nov 2026" in text(desk)
        assert "Kim, Sun 22 Nov 2026" in text(desk)
        await press(pilot, "right")
        assert "Kim, Mon 23 Nov 2026" in text(desk)
        await press(pilot, ">", ">")
        assert "Mon 7 Dec to Sun 13 Dec 2026" in text(desk)
        await press(pilot, "t")
        assert "this week" in text(desk)
        await flow(pilot, "d", "=12/25", "enter")
        assert "Kim, Fri 25 Dec 2026" in text(desk)

    play(shop_file, test)


def test_the_first_row_closes_and_opens_the_shop(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await flow(pilot, "g", "h", ".", "up", "=off Inventory")
        assert "off (Inventory): the shop, Mon 30 Nov" in text(desk)
        await press(pilot, "enter")
        assert row(desk, "open")[:2] == ["closed", "9-17"]
        assert row(desk, "Kim")[:2] == ["closed", "9-17"]
        assert "closed: Inventory, closed for this day alone" in text(desk)
        await press(pilot, "-", "enter")
        assert row(desk, "open")[0] == "9-17"
        await flow(pilot, "right", "=10-16")
        assert "opening hours of every Tue" in text(desk)
        await press(pilot, "enter")
        assert row(desk, "open")[:2] == ["9-17", "10-16"]
        assert row(desk, "Kim")[1] == "9-17"  # nobody's own hours follow

    play(shop_file, test)
    with database(shop_file):
        assert Closure.select().count() == 0


def test_what_is_about_a_person_needs_a_person(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "g", "h", "up", "y")
        assert "Put the cursor on an employee first." in said(desk)

    play(shop_file, test)


def test_another_desk_was_quicker(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await flow(pilot, "g", "h", "right", "=vac")

        def other() -> None:
            shop = load_shop()
            kim = Bookable.get(Bookable.label == "Kim").id
            paint(shop, [Target(kim, DAY + timedelta(1))], parse_entry("sick"), OTHER)

        await desk.gateway.run(other)
        await press(pilot, "enter")
        assert "Luis at tablet changed the hours of Kim on Tue 24 Nov" in said(desk)
        assert row(desk, "Kim")[1] == "sick"

    play(shop_file, test)
    assert kim_off(shop_file) == [(DAY + timedelta(1), "sick")]


def test_what_stands_outside_hours_is_listed_any_time(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "g", "h", "O")
        assert "Every appointment from today on is within hours." in said(desk)
        await hush(pilot)
        await flow(pilot, "down", "=9-10", "enter", "s", "escape")
        assert "1 outside hours (O)" in text(desk)
        await press(pilot, "O", "enter")
        assert isinstance(desk.screen, BookScreen)
        block = desk.screen.current()
        assert block is not None
        assert block.pet == "Rex"

    play(shop_file, test)


@pytest.mark.parametrize(
    ("size", "names"),
    [((80, 24), HOSTILE[:3]), ((60, 18), HOSTILE[3:6]), ((120, 40), HOSTILE[6:9]),
     ((200, 60), HOSTILE[8:])],
)  # fmt: skip
def test_names_and_reasons_are_only_text(
    shop_file: Path, size: tuple[int, int], names: tuple[str, ...]
) -> None:
    with database(shop_file), change("renamed", DANA) as door:
        for number, (label, name) in enumerate(zip(("Kim", "Luis", "Ana"), names, strict=True)):
            who = Bookable.get(Bookable.label == label)
            day = DAY + timedelta(number)
            door.update(who, label=name)
            door.insert(DayPlan, employee=who, day=day, off=True, off_kind="sick", reason=name)
            door.insert(Closure, branch=1, day=day + timedelta(1), reason=name, notice=name)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "g", "h", "enter", "escape", "O", "escape", "C", "down")
        assert "Closed days" in text(desk)
        assert all("\x1b" not in each for each in lines(desk))

    play(shop_file, test, size=size)


def test_a_regular_week_is_painted_and_weeks_take_turns(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await flow(pilot, "g", "h", "w", "right", "=8-12 13-16", "enter")
        assert "Regular week of Kim" in text(desk)
        await flow(pilot, "n", "=2", "enter", "enter")
        assert "2 weeks take turns; week 1 since Mon 23 Nov" in text(desk)
        await flow(pilot, "down", "=12-20", "enter", "escape")
        assert row(desk, "Kim")[:3] == ["1/2", "9-17", "8-12"]
        await press(pilot, ".")
        assert row(desk, "Kim")[:4] == ["2/2", "9-17", "12-20", "9-17"]
        assert "week 2 of 2" in text(desk)

    play(shop_file, test)
    with database(shop_file):
        kim = Bookable.get(Bookable.label == "Kim").id
        assert Shift.select().where(Shift.employee == kim, Shift.week == 1).count() == 6
