"""Looking at the book: days, weeks, dates, views, what the lines around the grid say."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from textual.pilot import Pilot

from screens.desk import Desk
from tests.small_shop import DAY
from tests.ui.book.shop import at, book, current, detail, rest, to
from tests.ui.helpers import drive, lines, press, said, settle, text, type_ahead, write

SIZES = [(80, 24), (120, 40), (200, 60)]


@pytest.mark.parametrize("size", SIZES)
def test_a_day_is_right_at_every_size(shop_file: Path, size: tuple[int, int]) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await rest(pilot)
        shown = text(desk)
        for words in (
            "Kim  9-17",
            "Luis  9-17",
            "Bella",
            "Coco",
            "Rex",
            "Mon 23 Nov 2026",
            "? help",
        ):
            assert words in shown
        assert "3 visits  2 late" in lines(desk)[1]
        assert all(len(line) <= size[0] for line in lines(desk))
        assert len(lines(desk)) == size[1]

    drive(shop_file, test, size=size)


def test_what_is_dangerous_comes_first_below_the_grid(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Bella")
        await rest(pilot)
        first, second = detail(desk).splitlines()
        assert first.split() == ["Bella", "in", "progress", "!", "BITES,", "muzzle"]
        assert second.strip().startswith("Maria Ortega 555-0142 · Full groom 9:00-11:00 · $65.00")
        await to(desk, pilot, "Rex")
        await rest(pilot)
        assert detail(desk).splitlines()[0].split() == ["Rex", "late", "!", "Rabies", "lapsed"]

    drive(shop_file, test)


def test_free_time_says_whose_it_is_and_how_long(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await at(desk, pilot, "Luis", 9 * 60 + 30)
        await rest(pilot)
        assert "Luis · 9:30 · free until 10:00" in detail(desk)
        await at(desk, pilot, "Ana", 15 * 60)
        await rest(pilot)
        assert "outside the hours" in detail(desk)

    drive(shop_file, test)


def test_days_and_weeks_go_by_keys_and_the_cursor_stays_at_its_hour(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        screen = book(desk)
        await at(desk, pilot, "Luis", 13 * 60)
        for key, days in ((".", 1), (",", -1), (">", 7), ("<", -7), (",", -1)):
            before = screen.day
            await press(pilot, key)
            assert screen.day == before + timedelta(days=days)
            assert screen.page.cursor_day == screen.day
            column = screen.page.cursor_column
            assert column is not None and column.label == "Luis"
            assert screen.page.cursor_minute == 13 * 60
        assert "yesterday" in lines(desk)[1]
        await press(pilot, "t")
        assert screen.day == DAY
        assert screen.page.cursor_minute == 10 * 60 + 30

    drive(shop_file, test)


def test_keys_typed_fast_reach_the_day_that_comes(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await at(desk, pilot, "Luis", 13 * 60)
        await type_ahead(pilot, ".", ".", ".", "B", "enter")
        assert "Blocked Luis: Lunch, Thu 26 Nov 2026 13:00" in said(desk)

    drive(shop_file, test)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("fri", date(2026, 11, 27)), ("+6w", date(2027, 1, 4)), ("12/3", date(2026, 12, 3)),
        ("eom", date(2026, 11, 30)), ("tom", date(2026, 11, 24)),
    ],
)  # fmt: skip
def test_a_date_is_typed_as_people_say_it(shop_file: Path, typed: str, day: date) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "d")
        await write(pilot, typed)
        assert f"{day.day} {day:%b %Y}" in text(desk)  # it is told before Enter
        await press(pilot, "enter")
        assert book(desk).day == day
        await press(pilot, "d", "x", "y", "enter")
        assert book(desk).day == day
        await press(pilot, "escape")
        assert desk.screen is book(desk)

    drive(shop_file, test)


def test_views_follow_each_other_and_keep_visit_and_hour(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Rex")
        await press(pilot, "v")
        assert "Luis, Mon 23 Nov 2026 to Sun 29 Nov 2026  this week  2 visits" in lines(desk)[1]
        assert current(desk).pet == "Rex"
        await press(pilot, "v")
        assert "Status" in lines(desk)[2]
        assert current(desk).pet == "Rex"
        await press(pilot, "up")
        assert current(desk).pet == "Coco"
        await press(pilot, "v")
        assert "Kim  9-17" in lines(desk)[2]
        assert current(desk).pet == "Coco"
        await press(pilot, "v", "right", "right", "v", "v")
        assert book(desk).day == date(2026, 11, 25)

    drive(shop_file, test)


def test_a_week_steps_by_weeks_and_says_late_of_today_only(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Rex")
        await press(pilot, "y", "down", "down", "down", "down", ".", ".")
        await at(desk, pilot, "Luis", 9 * 60)
        await press(pilot, "p")
        await press(pilot, "v")
        await to(desk, pilot, "Rex")
        for pet in ("Rex",):
            assert pet in text(desk)
        screen = book(desk)
        wednesday = next(b for b in screen.shown_blocks(date(2026, 11, 25)))
        assert screen.page.go_to_row(wednesday.row)
        await rest(pilot)
        assert "Rex booked" in detail(desk)
        await press(pilot, ".")
        assert "Mon 30 Nov 2026 to" in lines(desk)[1]
        await press(pilot, ",")
        assert "this week" in lines(desk)[1]

    drive(shop_file, test, size=(120, 40))


def test_the_step_of_a_line_changes(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "+")
        assert "10 minutes a line" in said(desk)
        await press(pilot, "-", "-", "-", "-")
        assert book(desk).grid.step == 30

    drive(shop_file, test)


def test_midnight_brings_the_next_day(shop_file: Path, clock: time_machine.Traveller) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        clock.move_to("2026-11-24T05:00:30+00:00")  # half a minute past midnight in New York
        desk.minute = desk.shop.now().replace(second=0, microsecond=0)
        await settle(pilot)
        assert book(desk).day == date(2026, 11, 24)
        assert "Tue 24 Nov 2026  today" in lines(desk)[1]

    clock.move_to("2026-11-24T04:59:30+00:00")
    drive(shop_file, test)


def test_midnight_leaves_another_day_alone(shop_file: Path, clock: time_machine.Traveller) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, ">")
        clock.move_to("2026-11-24T05:00:30+00:00")
        desk.minute = desk.shop.now().replace(second=0, microsecond=0)
        await settle(pilot)
        assert book(desk).day == date(2026, 11, 30)
        assert "in 6 days" in lines(desk)[1]

    clock.move_to("2026-11-24T04:59:30+00:00")
    drive(shop_file, test)


def test_who_becomes_late_is_told_as_the_clock_goes(
    shop_file: Path, clock: time_machine.Traveller
) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        assert "late" not in lines(desk)[1]
        clock.move_to("2026-11-23T14:10:00+00:00")
        desk.minute = desk.shop.now().replace(second=0, microsecond=0)
        await settle(pilot)
        assert "1 late" in lines(desk)[1]

    clock.move_to("2026-11-23T13:50:00+00:00")
    drive(shop_file, test)


def test_escape_never_leaves_and_takes_messages_away(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "+")
        assert "minutes a line" in text(desk)
        for _ in range(5):
            await press(pilot, "escape")
        assert desk.is_running and desk.screen is book(desk)
        assert "minutes a line" not in text(desk)

    drive(shop_file, test)


def test_the_lines_around_the_grid_can_be_clicked(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await pilot.click("#head")
        await settle(pilot)
        assert "Go to which day?" in text(desk)
        await press(pilot, "escape")
        await to(desk, pilot, "Rex")
        await rest(pilot)
        await pilot.click("#detail")
        await settle(pilot)
        assert "Change the visit" in text(desk)

    drive(shop_file, test)
