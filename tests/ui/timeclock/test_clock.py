"""F6 by keys: who is in, what waits, requests answered, periods turned and closed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from db.connection import Target, bind, connected
from db.models import Employee
from pettui.history.door import change
from screens.desk import Desk, book_screen
from screens.team.timeclock.card import CardScreen
from screens.team.timeclock.screen import ClockScreen
from screens.widgets.rows import Rows
from tests.small_shop import DANA, unbind
from tests.ui.helpers import HOSTILE, hush, lines, press, said, settle, text, type_ahead, write
from tests.ui.timeclock.desk import NOON, boxed, last_punches, play, requests, to_row

WEEK = timedelta(days=7)


def test_one_key_says_who_is_in_on_break_and_expected(week: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        before = desk.screen
        await press(pilot, "F6")
        shown = text(desk)
        assert "In since  Kim 8:58" in shown
        assert "On break  Luis 11:50 (meal)" in shown
        assert "Expected  Ana 8:00 (4 h late)" in shown
        assert "Mon 23 Nov to Sun 29 Nov, open" in shown
        await press(pilot, "escape")
        assert desk.screen is before
        await press(pilot, "g", "k")
        assert isinstance(desk.screen, ClockScreen)

    play(week, test, home=book_screen)


def test_the_head_counts_what_has_to_be_decided_and_it_comes_first(week: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        shown = lines(desk)
        assert "7 to decide" in shown[1]
        first = next(line for line in shown if line.startswith(" ! "))
        assert "Luis Moreno" in first and "asks for out 17:00, as planned: [/] forgot" in first
        people = text(desk).index("People")
        assert text(desk).index("the clock-in is missing") < people

    play(week, test)


def test_three_requests_are_approved_by_four_keys(week: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await type_ahead(pilot, "F6", "a", "a", "a")
        assert said(desk).count("Approved out") == 2  # the newest two messages stay
        assert "asks for" not in text(desk)

    play(week, test, home=book_screen)
    assert [state for state, _ in requests(week)] == ["approved"] * 3


def test_another_time_needs_words_and_says_so_beside_the_field(week: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "enter", "2")
        await write(pilot, "16:45")
        assert "out 16:45 on Mon 23 Nov 2026." in text(desk)
        await press(pilot, "ctrl+s")
        assert "Say why." in text(desk)
        await write(pilot, "left with Kim")
        await press(pilot, "enter")
        assert "Approved out 16:45" in said(desk)

    play(week, test)
    assert requests(week)[0] == ("changed", "left with Kim")
    assert last_punches(week, 1) == [("out", "Mon 16:45", "left with Kim")]


def test_a_refusal_wants_a_reason(week: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "enter", "3", "enter")
        assert "Refuse out 17:00" in text(desk)  # nothing was said yet
        await write(pilot, "you were not here")
        await press(pilot, "enter")

    play(week, test)
    assert requests(week)[0] == ("refused", "you were not here")


def test_periods_are_turned_and_none_lies_ahead(week: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, ".")
        assert "has not begun" in said(desk)
        await hush(pilot)
        await press(pilot, ",")
        shown = text(desk)
        assert "Mon 16 Nov to Sun 22 Nov, open   nothing to decide" in shown
        assert " 7:30    7.50" in shown and " 8:00    8.00" in shown
        await press(pilot, ".")
        assert "Mon 23 Nov" in lines(desk)[1]
        await press(pilot, "d")
        await write(pilot, "11/16")
        assert "Mon 16 Nov 2026 to Sun 22 Nov 2026" in text(desk)
        await press(pilot, "enter")
        assert "Mon 16 Nov to" in lines(desk)[1]
        await press(pilot, "t")
        assert "Mon 23 Nov to" in lines(desk)[1]

    play(week, test)


def test_last_period_is_closed_by_four_keys_and_locked(week: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "F6", ",", "C")
        assert "Close Mon 16 Nov 2026 to Sun 22 Nov 2026?" in text(desk)
        assert "2 people, 15:30 (15.50 h)." in text(desk)
        await press(pilot, "1")
        assert "is closed. Corrections of it count in the next period" in said(desk)
        await hush(pilot)
        assert "closed by Dana" in lines(desk)[1]
        await press(pilot, "C", "2")
        await hush(pilot)
        assert ", open" in lines(desk)[1]

    play(week, test)


def test_a_correction_of_closed_hours_says_where_it_counts(week: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, ",", "C", "1")
        await hush(pilot)
        to_row(desk, "Kim Lee")
        await press(pilot, "enter")
        assert "These hours are closed" in text(desk)
        await press(pilot, "down", "e")
        assert "the difference counts in the next open pay period" in boxed(desk)
        await write(pilot, "18")
        await press(pilot, "tab", "tab", "tab")
        await write(pilot, "stayed for Rex")
        await press(pilot, "enter")
        assert "counts in the next open pay period" in said(desk)
        await hush(pilot)
        shown = text(desk)
        assert "corrected after closing to 9:00 (9.00 h)" in shown
        await press(pilot, ".")
        assert "+1:00 for Mon 16 Nov" in text(desk)

    play(week, test)


def test_what_stands_in_the_way_of_closing_is_a_key_away_and_leads_back(week: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, ",", "C")
        assert "in the way of closing" in boxed(desk)
        before = int(boxed(desk).split()[0])
        await press(pilot, "1")
        assert "enter the clock-out" in boxed(desk)
        await press(pilot, "1")
        await press(pilot, "ctrl+u")
        await write(pilot, "17")
        await press(pilot, "ctrl+s")
        assert int(boxed(desk).split()[0]) == before - 1  # back at what is left
        await press(pilot, "escape")
        await hush(pilot)
        assert ", open" in lines(desk)[1]

    play(week, test, now=NOON + WEEK)


def test_a_period_is_closed_with_what_is_open_taken_for_nothing(week: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, ",", "C")
        rows = desk.screen.query_one(Rows)
        rows.cursor = next(n for n, r in enumerate(rows.rows) if r.id == "zero")
        await press(pilot, "enter")
        await hush(pilot)
        assert "closed by Dana" in lines(desk)[1]

    play(week, test, now=NOON + WEEK)


def test_a_new_period_shows_what_the_last_one_left_undecided(week: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        assert "Mon 30 Nov to Sun 6 Dec" in lines(desk)[1]
        assert "nothing to decide" not in lines(desk)[1]
        assert "asks for out 17:00" in text(desk)

    play(week, test, now=NOON + WEEK)


def test_a_running_period_is_not_closed(week: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "C")
        assert "is not over yet. Close it from Mon 30 Nov 2026 on." in said(desk)

    play(week, test)


def test_a_shop_without_pins_is_told_how_to_begin(weekly: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        shown = text(desk)
        assert "In since  nobody" in shown and "nothing to decide" in shown
        assert "Nobody has a PIN yet." in shown and "no PIN yet" in shown
        assert "pettui kiosk" in shown

    play(weekly, test)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_harm_nothing(week: Path, name: str) -> None:
    bind(Target(week, ""))
    with connected(), change("renamed", DANA) as door:
        for row in list(Employee.select()):
            door.update(row, first_name=name, last_name=name)
    unbind()

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        for keys in (("F6", "z", "enter", "escape"), ("a",), ("end", "enter"), ("m", "escape"),
                     ("n", "escape"), ("end", "up", "e", "escape"), ("escape", ",", "C", "escape"),
                     ("P", "escape")):  # fmt: skip
            await press(pilot, *keys)
            assert desk.is_running
            assert not any(ord(c) < 32 for line in lines(desk) for c in line)
        assert "Something went wrong" not in said(desk)

    play(week, test, size=(120, 40), home=book_screen)


def test_undo_says_why_a_decision_stays(week: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "a")
        await hush(pilot)
        await press(pilot, "u")
        assert "cannot be undone" in said(desk)

    play(week, test)


def test_the_line_on_top_says_who_is_in(week: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        for _ in range(60):
            if desk.inside:
                break
            await pilot.pause(0.05)
        await settle(pilot)
        assert "Kim, Luis in · Dana · desk" in lines(desk)[0]

    play(week, test, size=(100, 30))


def test_cards_are_turned_person_by_person(week: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        to_row(desk, "Ana Silva", kind="person:")
        await press(pilot, "enter")
        assert isinstance(desk.screen, CardScreen)
        assert "Ana Silva" in lines(desk)[1]
        await press(pilot, "]")
        assert "Kim Lee" in lines(desk)[1]
        await press(pilot, "[", "[")
        assert "Luis Moreno" in lines(desk)[1]

    play(week, test)
