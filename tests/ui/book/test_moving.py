"""Moving, stretching and reassigning: by keys, by mouse, over others, and where it is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from pettui.history.actor import Actor
from screens.book.grid.daygrid import DayGrid
from screens.desk import Desk
from tests.ui.book.shop import all_kept, book, current, detail, elsewhere, kept, rest, to
from tests.ui.helpers import drive, hush, lines, press, said, settle, text, type_ahead, until


def spot(desk: Desk, words: str) -> tuple[int, int]:
    """Give the cell of the screen at which some words begin."""
    for y, line in enumerate(lines(desk)):
        if words in line:
            return line.index(words), y
    raise AssertionError(f"{words!r} is not on the screen")


def test_grab_arrows_drop_moves_and_reassigns(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Rex")
        await press(pilot, "m", "down", "down", "right")
        assert "Rex Ana 10:30-11:15  free" in detail(desk)
        assert "Enter puts it down" in lines(desk)[-1]
        await press(pilot, "enter")
        assert "Moved Rex: Bath, Mon 23 Nov 2026 10:30 with Ana" in said(desk)
        assert (await kept(desk, "Rex"))[3:6] == (630, 45, "Ana")
        assert current(desk).pet == "Rex"
        assert "Enter puts it down" not in lines(desk)[-1]

    drive(shop_file, test)


def test_keys_typed_at_once_move_as_well(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Rex")
        await type_ahead(pilot, "m", "down", "down", "right", "enter", "s")
        await until(pilot, lambda: book(desk).current() and current(desk).status == "confirmed")
        assert (await kept(desk, "Rex"))[1:6] == ("confirmed", "2026-11-23", 630, 45, "Ana")

    drive(shop_file, test)


def test_stretch_changes_the_length_only(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Rex")
        await press(pilot, "m", "+", "+", "enter")
        assert (await kept(desk, "Rex"))[3:6] == (600, 75, "Luis")
        await press(pilot, "m", "-", "enter", "u")
        assert (await kept(desk, "Rex"))[3:6] == (600, 75, "Luis")

    drive(shop_file, test)


def test_escape_leaves_it_and_nothing_is_written(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Rex")
        await press(pilot, "m", "down", "right", "escape")
        assert book(desk).page.ghost is None
        assert (await kept(desk, "Rex"))[3:6] == (600, 45, "Luis")
        assert "m move" in lines(desk)[-1]
        await press(pilot, "m", "enter")  # put down where it was: nothing either
        await press(pilot, "u")
        assert "There is nothing to undo" in said(desk)

    drive(shop_file, test, actor=Actor(None, "Dana", "front"))


def test_nothing_else_begins_while_it_is_in_the_air(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Rex")
        await press(pilot, "m", "s", ".")
        assert "Enter puts it down, Esc leaves it" in said(desk)
        assert book(desk).page.ghost is not None
        assert (await kept(desk, "Rex")).status == "booked"

    drive(shop_file, test)


def test_a_double_booking_is_asked_for_recorded_and_shown(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Rex")
        await press(pilot, "m", "left", "up", "up", "up")
        assert "! over Bella" in detail(desk)
        await press(pilot, "enter")
        assert "Kim is taken by Bella" in text(desk)
        await press(pilot, "enter")  # a hurried second Enter leaves it
        assert (await kept(desk, "Rex"))[3:7] == (600, 45, "Luis", "")
        assert current(desk).pet == "Rex"
        await press(pilot, "m", "left", "up", "up", "enter", "1")
        assert (await kept(desk, "Rex"))[3:7] == (570, 45, "Kim", "on purpose")
        await rest(pilot)
        await hush(pilot)
        assert "× on purpose" in detail(desk)  # noqa: RUF001 - the book's own sign
        await press(pilot, "H")
        assert "double booked: on purpose" in text(desk)

    drive(shop_file, test)


def test_off_hours_are_asked_for(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Rex")
        await press(pilot, "m", "right", *["down"] * 16, "enter")
        assert "outside Ana's hours (8:00-14:00)" in text(desk)
        await press(pilot, "escape")
        assert (await kept(desk, "Rex")).start == 600
        assert current(desk).pet == "Rex"

    drive(shop_file, test)


def test_the_mouse_moves_and_stretches(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        x, y = spot(desk, "Rex!")
        ana = lines(desk)[2].index("Ana")
        top = book(desk).grid.region.y
        await pilot.mouse_down(DayGrid, (x, y - top))
        await pilot.hover(DayGrid, (ana, y - top + 4))
        await pilot.mouse_up(DayGrid, (ana, y - top + 4))
        await settle(pilot)
        assert (await kept(desk, "Rex"))[3:6] == (660, 45, "Ana")
        x, y = spot(desk, "Rex!")
        await pilot.mouse_down(DayGrid, (x, y - top + 2))
        await pilot.hover(DayGrid, (x, y - top + 3))
        await pilot.mouse_up(DayGrid, (x, y - top + 3))
        await settle(pilot)
        assert (await kept(desk, "Rex"))[3:6] == (660, 60, "Ana")

    drive(shop_file, test)


def test_the_mouse_opens_what_is_clicked_twice(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        x, y = spot(desk, "Rex!")
        await pilot.click(offset=(x, y), times=2)
        await settle(pilot)
        assert "Change the visit" in text(desk)
        await press(pilot, "escape")
        await pilot.click(offset=(x, y + 6), times=2)
        await settle(pilot)
        assert "New visit" in text(desk)

    drive(shop_file, test)


def test_a_closed_ticket_stays_and_says_why(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Bella")
        await press(pilot, "s", "s")
        assert (await kept(desk, "Bella")).status == "closed"
        for key in ("m", "s", "x", "e"):
            await press(pilot, "escape", key)
            assert "This ticket is closed" in said(desk), key
        grid = book(desk).grid
        x, y = spot(desk, "Bella!")
        await pilot.mouse_down(DayGrid, (x, y - grid.region.y))
        await pilot.hover(DayGrid, (x, y - grid.region.y + 3))
        await pilot.mouse_up(DayGrid, (x, y - grid.region.y + 3))
        await settle(pilot)
        assert "is closed; it stays where it was" in said(desk)
        assert (await kept(desk, "Bella")).start == 540

    drive(shop_file, test)


def test_a_stale_screen_is_refused_in_words_and_follows(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Rex")
        await press(pilot, "m", "down")  # the block is in the air while somebody else writes
        ghost = book(desk).page.ghost
        await elsewhere(desk, "t = row_of('Rex').ticket; notes.add(t.id, 'picked up at noon', KIM)")
        assert ghost is not None
        await press(pilot, "enter")
        if "Moved" in said(desk):  # it had followed by itself already
            assert (await kept(desk, "Rex")).note == "picked up at noon"
        else:
            assert "Kim" in said(desk) and "changed" in said(desk).lower()
        await settle(pilot)
        assert current(desk).note == "picked up at noon"
        await press(pilot, "m", "down", "enter")
        assert "Moved Rex" in said(desk)

    drive(shop_file, test)


def test_a_week_moves_to_another_day(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Rex")
        await press(pilot, "v", "m", "right", "right")
        assert "Wed 25 Nov 2026" in detail(desk)
        await press(pilot, "enter")
        assert (await kept(desk, "Rex"))[2:6] == ("2026-11-25", 600, 45, "Luis")
        assert current(desk).pet == "Rex"
        assert len(await all_kept(desk, "Rex")) == 1

    drive(shop_file, test, size=(120, 40))
