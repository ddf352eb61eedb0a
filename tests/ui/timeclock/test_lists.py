"""Rules and lists of the time clock, PINs and badges, and hours written into files, by keys."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from db.connection import Target, bind, connected
from db.models import Credential, OvertimeRule
from screens.desk import Desk
from tests.ui.helpers import hush, press, said, settle, text, write
from tests.ui.timeclock.desk import boxed, play, to_row


def test_a_pin_is_given_and_never_seen(weekly: Path) -> None:
    pin = "736182"

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        to_row(desk, "Kim Lee")
        await press(pilot, "m", "1")
        await write(pilot, pin)
        assert pin not in text(desk) and "••••••" in text(desk)
        await press(pilot, "enter")
        await write(pilot, "736183")
        await press(pilot, "enter")
        assert "two different PINs" in boxed(desk)
        for _ in range(2):
            await write(pilot, pin)
            await press(pilot, "enter")
        assert "Kim Lee has a new PIN." in said(desk)
        assert pin not in text(desk) + said(desk)
        await hush(pilot)
        assert text(desk).count("no PIN yet") == 2
        await press(pilot, "m", "4", "y")
        assert "Kim Lee has no PIN any more." in said(desk)

    play(weekly, test)
    bind(Target(weekly, ""))
    with connected():
        assert all(pin not in (row.secret or "") for row in Credential.select())


def test_a_weak_pin_is_refused_with_the_reason(weekly: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        to_row(desk, "Kim Lee")
        await press(pilot, "m", "1")
        for _ in range(2):
            await write(pilot, "123456")
            await press(pilot, "enter")
        assert "Choose another PIN" in boxed(desk)

    play(weekly, test)


def test_a_badge_is_given_and_taken(weekly: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        to_row(desk, "Kim Lee")
        await press(pilot, "m", "2")
        await write(pilot, "0004917733")
        assert "0004917733" not in text(desk)
        await press(pilot, "enter")
        assert "Kim Lee has this badge now." in said(desk)
        await press(pilot, "m")
        assert "has 1" in boxed(desk)
        await press(pilot, "5", "y")
        assert "1 badge fewer" in said(desk)

    play(weekly, test)


def test_overtime_is_a_ready_made_set_or_a_rule_of_ones_own(week: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "l", "1")
        assert "every hour counts once" in text(desk)
        await press(pilot, "n", "ctrl+s")
        assert "Over 40 hours a week: 1.5 x above 40:00 a workweek" in text(desk)
        assert "from Mon 23 Nov 2026" in text(desk)
        await press(pilot, "n", "o", "tab", "tab", "left", "tab", "ctrl+u")
        await write(pilot, "7:30")
        await press(pilot, "ctrl+s")
        assert "1.5 x above 7:30 a day" in text(desk)
        await press(pilot, "u")
        await hush(pilot)
        assert "7:30 a day" not in text(desk)

    play(week, test)
    bind(Target(week, ""))
    with connected():
        assert OvertimeRule.select().count() == 1


def test_overtime_shows_by_what_it_counts(week: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "l", "1", "n", "o", "tab", "tab", "left", "tab", "ctrl+u")
        await write(pilot, "7:30")
        await press(pilot, "ctrl+s", "escape")
        to_row(desk, "Kim Lee", kind="person:")
        await settle(pilot)
        assert "7:30 plain, 0:30 at 1.5 x" in text(desk)
        await press(pilot, "enter")
        assert "8:00 (8.00 h), 0:30 at 1.5 x" in text(desk)

    play(week, test)


def test_breaks_are_changed_and_offered_no_more(weekly: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "l", "2", "n")
        await write(pilot, "Lunch [/]")
        await press(pilot, "tab", "tab", "y", "tab")
        await write(pilot, "45 minutes")
        await press(pilot, "ctrl+s")
        assert "Say minutes, such as 30" in text(desk)
        await press(pilot, "ctrl+u")
        await write(pilot, "45")
        await press(pilot, "ctrl+s")
        assert "Lunch [/]" in text(desk) and "meal, unpaid, 45 min" in text(desk)
        to_row(desk, "Lunch")
        await press(pilot, "x")
        assert "not in use" in text(desk)

    play(weekly, test)


def test_notices_are_put_up_and_taken_down(weekly: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "l", "3", "n")
        await write(pilot, "Vet [/] at 11")
        await press(pilot, "ctrl+s")
        assert "Vet [/] at 11" in text(desk) and "Wed 25 Nov, clock and book" in text(desk)
        await press(pilot, "D", "y")
        await hush(pilot)
        assert "No notices." in text(desk)
        await press(pilot, "u")
        assert "Vet [/] at 11" in text(desk)

    play(weekly, test)


def test_roles_have_a_rate(weekly: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        to_row(desk, "Kim Lee")
        await press(pilot, "m", "3", "n")
        await write(pilot, "Groomer")
        await press(pilot, "tab")
        await write(pilot, "a lot")
        await press(pilot, "ctrl+s")
        await press(pilot, "ctrl+u")
        await write(pilot, "21.50")
        await press(pilot, "ctrl+s")
        assert "Roles of Kim Lee" in text(desk) and "21.50 an hour" in text(desk)

    play(weekly, test)


def test_the_settings_of_hours_are_a_key_away(weekly: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "l", "4")
        assert "hours.period" in text(desk) and "hours.rounding" in text(desk)

    play(weekly, test)


def test_hours_go_into_a_file_that_says_where_it_is(week: Path, tmp_path: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        to_row(desk, "Kim Lee", kind="person:")
        await press(pilot, "P", "3", "enter")
        assert "The hours are in " in said(desk)
        await hush(pilot)
        await press(pilot, "P", "3")
        assert "It replaces the file that is there." in boxed(desk)
        await press(pilot, "escape", "P", "1", "ctrl+u")
        await write(pilot, "/nowhere/at.pdf")
        await press(pilot, "enter")
        assert "There is no folder /nowhere" in boxed(desk)
        await press(pilot, "ctrl+u")
        await write(pilot, str(tmp_path / "kim.pdf"))
        await press(pilot, "enter")

    play(week, test)
    made = Path.home() / "hours-2026-11-23.csv"
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert "Kim Lee" in made.read_text(encoding="utf-8")
    assert (tmp_path / "kim.pdf").read_bytes().startswith(b"%PDF")
