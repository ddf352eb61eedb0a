"""A person's card by keys: entering, amending, voiding, adjusting, and what the rules refuse."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from db.connection import Target, bind, connected
from db.models import Punch
from pettui.history.actor import Actor
from pettui.team.shop import load_shop
from pettui.team.timeclock import amending
from screens.desk import Desk, book_screen
from tests.book import steps
from tests.small_shop import unbind
from tests.team.timeclock.sheets import clocked, stamp
from tests.ui.helpers import hush, lines, press, said, text, write
from tests.ui.timeclock.desk import LAST_MONDAY, boxed, last_punches, play, to_row


async def open_card(desk: Desk, pilot: Pilot[Any], name: str) -> None:
    """Open somebody's card from the list."""
    to_row(desk, name, kind="person:")
    await press(pilot, "enter")
    assert name in lines(desk)[1]


def test_kim_forgot_to_clock_in_on_tuesday(week: Path) -> None:
    """F6, the matter, Enter, 1, and twice Enter: the plan knows the time."""

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "F6")
        to_row(desk, "the clock-in is missing", kind="matter:")
        await press(pilot, "enter", "1")
        assert "in 9:00 on Tue 24 Nov 2026: 8:02 (8.03 h) from in to out." in boxed(desk)
        await press(pilot, "enter", "enter")
        assert "Entered in 9:00 on Tue 24 Nov 2026" in said(desk)
        assert "the clock-in is missing" not in text(desk)

    play(week, test, home=book_screen)
    assert last_punches(week, 1) == [("in", "Tue 09:00", "forgot to clock in")]


def test_a_whole_day_is_entered_with_its_break(week: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        to_row(desk, "Ana Silva", kind="person:")
        await press(pilot, "n")
        for typed in ("mon", "8", "2p", "11-11:30"):
            await write(pilot, typed)
            await press(pilot, "tab")
        assert "Mon 23 Nov 2026: in 8:00, break 11:00, back 11:30, out 14:00" in boxed(desk)
        assert "= 5:30 (5.50 h)" in boxed(desk)
        await press(pilot, "ctrl+s")
        assert "Reason" in boxed(desk) and "Say why." in boxed(desk)
        await write(pilot, "at the vet's with Rex")
        await press(pilot, "enter")
        assert "Entered Mon 23 Nov 2026" in said(desk)
        await hush(pilot)
        await open_card(desk, pilot, "Ana Silva")
        assert "5:30 (5.50 h)" in text(desk) and "added by Dana: at the vet" in text(desk)

    play(week, test)
    assert [kind for kind, _, _ in last_punches(week, 4)] == ["in", "break", "back", "out"]


def test_an_amended_punch_shows_what_it_was(week: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await open_card(desk, pilot, "Kim Lee")
        to_row(desk, "out        17:00")
        await press(pilot, "e")
        await write(pilot, "5:30p")
        assert "out 17:30 on Mon 23 Nov 2026; it was out 17:00." in boxed(desk)
        await press(pilot, "tab", "tab", "tab")
        await write(pilot, "stayed [/] late")
        await press(pilot, "enter")
        await hush(pilot)
        shown = lines(desk)
        place = next(n for n, line in enumerate(shown) if "out        17:30" in line)
        assert "amended by Dana: stayed [/] late" in shown[place]
        assert "was out 17:00, PIN (kiosk)" in shown[place + 1]
        assert "8:30 (8.50 h)" in text(desk)
        await press(pilot, "H")
        assert "out 17:00, PIN (kiosk)" in text(desk) and "by Dana: stayed" in text(desk)

    play(week, test)


def test_a_shift_inside_a_shift_is_refused_in_the_rules_words_and_what_was_typed_stays(
    week: Path,
) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await open_card(desk, pilot, "Kim Lee")
        await press(pilot, "n", "tab")
        await write(pilot, "10")
        await press(pilot, "tab")
        await write(pilot, "11")
        await press(pilot, "tab", "tab", "tab")
        await write(pilot, "twice")
        await press(pilot, "enter")
        assert "There would be no clock-out for this: 9:00 on Mon 23 Nov." in boxed(desk)
        assert "In          10" in text(desk)

    play(week, test)
    assert last_punches(week, 1)[0][2] == ""


def test_a_wrong_time_is_told_beside_its_field(week: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await open_card(desk, pilot, "Kim Lee")
        await press(pilot, "down", "e")
        await write(pilot, "99")
        await press(pilot, "ctrl+s")
        shown = lines(desk)
        place = next(n for n, line in enumerate(shown) if "Time        99" in line)
        assert "is not a time" in shown[place + 1]

    play(week, test)


def test_a_void_punch_stays_in_sight_and_can_be_restored(week: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await open_card(desk, pilot, "Kim Lee")
        to_row(desk, "out        17:02")
        await press(pilot, "x", "enter")
        assert "Void out 17:02" in boxed(desk)  # no reason yet
        await write(pilot, "not Kim")
        await press(pilot, "enter")
        await hush(pilot)
        assert "VOID by Dana: not Kim" in text(desk)
        to_row(desk, "VOID by Dana")
        await press(pilot, "e")
        assert "Put the cursor on a punch" in said(desk)
        await press(pilot, "x")
        assert "Restore out 17:02" in boxed(desk)
        await write(pilot, "it was Kim")
        await press(pilot, "enter")
        await hush(pilot)
        shown = text(desk)
        assert "VOID" not in shown and "restored by Dana: it was Kim" in shown
        assert "was void, entered by a manager" in shown

    play(week, test)


def test_hours_are_adjusted_signed_and_voided(week: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await open_card(desk, pilot, "Kim Lee")
        await press(pilot, "h")
        await write(pilot, "half an hour")
        await press(pilot, "ctrl+s")
        assert "Say it like +0:30" in boxed(desk)
        await press(pilot, "ctrl+u")
        await write(pilot, "-0:30")
        assert "-0:30 (-0.50 h) on Mon 23 Nov 2026." in boxed(desk)
        await press(pilot, "tab", "tab")
        await write(pilot, "private call")
        await press(pilot, "enter")
        await hush(pilot)
        assert "7:30 (7.50 h), adjusted -0:30" in text(desk)
        to_row(desk, "private call")
        await press(pilot, "enter")
        assert "x voids it" in said(desk)
        await press(pilot, "x")
        await write(pilot, "it was work")
        await press(pilot, "enter")
        await hush(pilot)
        assert "VOID  -0:30" in text(desk) and "8:00 (8.00 h)" in text(desk)

    play(week, test)


def test_a_day_without_punches_is_entered_as_planned(week: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "z")
        to_row(desk, "Mon 23 Nov  planned 8:00-14:00, no punches")
        await press(pilot, "enter", "1")
        assert "in 8:00, out 14:00 = 6:00 (6.00 h)" in boxed(desk)
        await press(pilot, "ctrl+s")
        assert "Entered Mon 23 Nov 2026" in said(desk)

    play(week, test)
    assert last_punches(week, 2) == [
        ("in", "Mon 08:00", "forgot to clock in and out"),
        ("out", "Mon 14:00", "forgot to clock in and out"),
    ]


def test_a_doubtful_shift_is_confirmed_by_one_key(week: Path) -> None:
    bind(Target(week, ""))
    with connected(), clocked() as door:
        ana = steps.column("Ana")
        stamp(door, load_shop().branch, ana, "in 8, out 14 unverified", LAST_MONDAY)
    unbind()

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, ",", "z")
        to_row(desk, "the PIN was not checked")
        await press(pilot, "a")
        assert "counts as it is" in said(desk)
        await hush(pilot)
        assert "the PIN was not checked" not in text(desk)

    play(week, test)


def test_a_time_that_was_there_twice_is_asked_about(weekly: Path) -> None:
    """On 1 November 2026 the clocks of New York went back at two."""

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "n")
        for typed in ("nov 1", "0:30", "01:30"):
            await write(pilot, typed)
            await press(pilot, "tab")
        await press(pilot, "tab", "tab")
        await write(pilot, "a sick cat")
        await press(pilot, "enter")
        assert "1:30 was there twice" in text(desk)
        await press(pilot, "2")
        assert "Entered Sun 1 Nov 2026" in said(desk)

    play(weekly, test, now=datetime.fromisoformat("2026-11-02T17:00:00+00:00"))
    # 0:30 to the second 1:30 is two hours.
    assert [when for _, when, _ in last_punches(weekly, 2)] == ["Sun 00:30", "Sun 01:30"]


def test_a_shift_over_midnight_is_typed_as_it_was(week: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        to_row(desk, "Ana Silva", kind="person:")
        await press(pilot, "n")
        for typed in ("mon", "22:00", "05:30"):
            await write(pilot, typed)
            await press(pilot, "tab")
        assert "out 5:30 after midnight = 7:30 (7.50 h)" in boxed(desk)

    play(week, test)


def test_somebody_elses_decision_in_the_meantime_is_not_written_over(week: Path) -> None:
    def look() -> None:
        shop = load_shop()
        row = Punch.select().where(Punch.kind == "out").order_by(Punch.id).first()
        amending.confirm(shop, [(row.id, row.id)], Actor(None, "Max", "office"), "seen")

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, ",")
        await open_card(desk, pilot, "Kim Lee")
        to_row(desk, "out        17:00")
        await press(pilot, "e")
        await desk.gateway.run(look)
        await write(pilot, "18")
        await press(pilot, "tab", "tab", "tab")
        await write(pilot, "mine")
        await press(pilot, "enter")
        assert "Max amended this clock-out in the meantime" in boxed(desk)

    play(week, test)
