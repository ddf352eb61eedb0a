"""Closed days, copying weeks, breaks and prints by keys."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from time_machine import travel

from db.models import Bookable, Closure, DayPlan, Ticket
from pettui.history.door import change
from pettui.team.schedule.breaks import BreakWish, add, preview
from pettui.team.shop import load_shop
from screens.book.screen import BookScreen
from screens.desk import Desk
from tests.small_shop import DANA, DAY
from tests.ui.helpers import hush, lines, press, said, text
from tests.ui.schedule.desk import database, flow, play, row


def test_holidays_are_ticked_and_told_of(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "g", "h", "C")
        assert "Thanksgiving Day" in text(desk)
        await press(pilot, "space", "space")
        assert "2 days ticked: Enter saves" in text(desk)
        await press(pilot, "enter")
        assert "Closed November 26th and December 25th" in text(desk)
        await flow(pilot, "enter", "=today", "enter")
        await hush(pilot)
        assert text(desk).count("[closed]") == 2
        await press(pilot, "up")
        assert "Notice from Mon 23 Nov 2026 on: Closed November 26th" in text(desk)
        await press(pilot, "escape")
        assert row(desk, "Kim")[3] == "closed"
        await press(pilot, "escape", ".")
        assert "Closed November 26th and December 25th" in lines(desk)[1]  # of Tuesday
        await press(pilot, "u")
        await hush(pilot)
        assert "Closed November 26th" not in lines(desk)[1]

    play(shop_file, test, size=(120, 40))
    with database(shop_file):
        assert Closure.select().count() == 0


def test_ticked_days_are_opened_again_and_notices_changed(shop_file: Path) -> None:
    with database(shop_file), change("closed", DANA) as door:
        for day in (date(2026, 12, 24), date(2026, 12, 25)):
            door.insert(Closure, branch=1, day=day, notice="Closed", notice_from=DAY)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "g", "h", "C", "down")
        assert "Notice from Mon 23 Nov 2026 on: Closed" in text(desk)
        await flow(pilot, "e", "=Away", "enter", "enter")
        await press(pilot, "space", "enter")
        await hush(pilot)
        assert text(desk).count("[closed]") == 1

    play(shop_file, test)
    with database(shop_file):
        assert [(c.day.day, c.notice) for c in Closure.select()] == [(25, "Away")]


def test_days_are_closed_from_one_to_another(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "g", "h", "C")
        await flow(pilot, "n", "=12/7", "enter", "=12/9", "enter", "=Moving", "enter")
        assert "Closed December 7th, 8th and 9th" in text(desk)
        await flow(pilot, "ctrl+u", "enter")
        assert text(desk).count("[closed]") == 3

    play(shop_file, test)
    with database(shop_file):
        assert [(c.reason, c.notice) for c in Closure.select()] == [("Moving", "")] * 3


def test_the_part_of_the_country_is_chosen(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await flow(pilot, "g", "h", "C", "r", "=new york", "enter")
        assert "holidays of US-NY" in text(desk)
        assert "Lincoln's Birthday" in text(desk)

    play(shop_file, test)


def test_weeks_are_copied_after_a_look(shop_file: Path) -> None:
    with database(shop_file), change("various", DANA) as door:
        luis = Bookable.get(Bookable.label == "Luis").id
        ana = Bookable.get(Bookable.label == "Ana").id
        tuesday = DAY + timedelta(8)
        door.insert(DayPlan, employee=luis, day=tuesday, start=600, end=660)
        door.insert(DayPlan, employee=luis, day=DAY + timedelta(9), off=True, off_kind="sick")
        door.insert(DayPlan, employee=ana, day=tuesday, start=720, end=900)
        door.insert(DayPlan, employee=ana, day=DAY + timedelta(10), off=True, off_kind="vacation")

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "g", "h", ".", "down", "y", "2", "enter", "enter", "1")
        shown = text(desk)
        assert "5 days of Ana change; 1 day entered by hand is overwritten." in shown
        assert "Tue 1 Dec  12:00-15:00  ->  10:00-11:00" in shown
        assert "was 12:00-15:00" in shown
        assert "Wed 2 Dec  8:00-14:00  ->  off" in shown
        assert "sick" not in shown.partition("Copy")[2].partition("Enter does it")[0]
        assert "Thu 3 Dec" not in shown.partition("Copy")[2].partition("Enter does it")[0]
        await press(pilot, "enter")
        await hush(pilot)
        assert row(desk, "Ana")[:4] == ["*9-17", "*10-11", "off", "vacation"]
        await press(pilot, "u")
        await hush(pilot)
        assert row(desk, "Ana")[:4] == ["8-14", "*12-15", "8-14", "vacation"]

    play(shop_file, test)


def test_lunch_is_planned_around_what_is_booked(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        keys = await flow(pilot, "g", "h", "down", "B", "=Lunch 30 at 10", "enter", "enter", "1")
        keys += await flow(pilot, "enter", "=12/4", "enter")
        assert "1 visit stands where" in text(desk) and "Mon 23 Nov 10:00 Rex (Joe" in text(desk)
        await press(pilot, "1")
        assert "Lunch of Luis at 10:00, 9 days" in said(desk)

    play(shop_file, test)
    with database(shop_file):
        blocks = Ticket.select().where(Ticket.kind == "block")
        assert blocks.count() == 9
        assert DAY not in {ticket.day for ticket in blocks}


def test_what_stands_in_the_way_of_a_break_is_a_key_away(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await flow(pilot, "g", "h", "down", "B", "=Lunch 30 at 10", "enter", "enter", "1")
        await press(pilot, "enter", "enter", "3")
        assert isinstance(desk.screen, BookScreen)
        block = desk.screen.current()
        assert block is not None
        assert block.pet == "Rex"

    play(shop_file, test)
    with database(shop_file):
        assert Ticket.select().where(Ticket.kind == "block").count() == 0


@pytest.mark.parametrize(("choice", "ending"), [("2", "ics"), ("3", "pdf"), ("4", "txt"),
                                                ("5", "pdf")])  # fmt: skip
def test_the_schedule_is_written_into_the_home_folder(
    shop_file: Path, choice: str, ending: str
) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "g", "h", "down", "P", choice)
        assert "The schedule is in" in said(desk)

    play(shop_file, test)
    files = list(Path.home().glob(f"schedule-*.{ending}"))
    who = "everybody" if choice == "5" else "luis"
    assert [file.name for file in files] == [f"schedule-{who}-2026-11-23.{ending}"]
    assert files[0].stat().st_size > 100


def test_a_regular_week_changes_from_a_day_on(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await flow(pilot, "g", "h", "w", "f", "=11/1")
        assert "is over, and what was planned then stays" in text(desk)
        await press(pilot, "escape")
        await flow(pilot, "f", "=12/10", "enter")
        assert "changes from Thu 10 Dec 2026 on" in lines(desk)[1]
        await flow(pilot, "right", "right", "right", "=12-20", "enter")  # Thursday
        await hush(pilot)
        await press(pilot, "escape", ".", ".")
        assert row(desk, "Kim")[3] == "12-20"  # the week of 7 December
        await press(pilot, ",")
        assert row(desk, "Kim")[3] == "*9-17"  # planned before, so it stays

    play(shop_file, test, size=(120, 40))
    with database(shop_file):
        kept = sorted(str(plan.day) for plan in DayPlan.select())
        assert kept == ["2026-11-26", "2026-12-03"]


def test_breaks_that_come_again_are_taken_off_in_one_go(shop_file: Path) -> None:
    with database(shop_file):
        shop = load_shop()
        kim = Bookable.get(Bookable.label == "Kim").id
        with travel("2026-11-23 13:00", tick=False):
            wanted = BreakWish(
                (kim,), (0, 1, 2, 3, 4), 780, 30, "Lunch", DAY, DAY + timedelta(days=11)
            )
            add(shop, wanted, DANA, seen=preview(shop, wanted))

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, ".", "tab", "x")
        assert "Lunch comes again. Remove which?" in text(desk)
        assert "9 days" in text(desk) and "all from today on" in text(desk)
        await press(pilot, "2")
        assert "Removed Lunch of Kim at 13:00, 9 days from Tue 24 Nov on" in said(desk)
        await hush(pilot)
        assert "▒Lunch" not in text(desk)
        await press(pilot, "u")
        await hush(pilot)
        assert "▒Lunch" in text(desk)
        await press(pilot, "tab", "x", "1")  # this one alone
        await hush(pilot)
        assert "▒Lunch" not in text(desk)
        await press(pilot, ".")
        assert "▒Lunch" in text(desk)

    play(shop_file, test, size=(120, 50))
