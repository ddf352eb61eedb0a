"""The command table: what it says holds together, and keys, footer, palette and help obey it."""

from __future__ import annotations

import string
from pathlib import Path
from typing import Any

import pytest
from textual.keys import _character_to_key
from textual.pilot import Pilot

from screens.desk import Desk
from screens.frame import keys as key_names
from screens.frame.commands import GLOBAL, table
from screens.frame.context import Context
from screens.frame.keymap import read_keys
from tests.ui.frame.holder import Holder
from tests.ui.helpers import drive, lines, press, said, text


def holder(desk: Desk) -> Holder:
    screen = desk.screen
    assert isinstance(screen, Holder)
    return screen


@pytest.mark.parametrize("character", string.ascii_letters + string.digits + string.punctuation)
def test_keys_are_named_as_textual_names_them(character: str) -> None:
    assert key_names.name_of(character) == _character_to_key(character)


@pytest.mark.parametrize("character", string.ascii_letters + string.digits + string.punctuation)
def test_keys_are_shown_as_people_type_them(character: str) -> None:
    assert key_names.shown(key_names.names_of(character)) == character


@pytest.mark.parametrize("written", ["alt+x", "ctrl+enter", "ctrl+m", "ctrl+i", "hyper+x", "f99"])
def test_keys_that_terminals_do_not_tell_apart_are_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"Alt|same as|not the name"):
        key_names.name_of(written)


def test_no_two_commands_of_one_screen_share_a_key() -> None:
    for command in table().values():
        for other in table().values():
            meet = command.area == other.area or other.area in GLOBAL
            if other is not command and meet:
                shared = set(command.default_keys) & set(other.default_keys)
                assert not shared, (command.id, other.id)


def test_every_key_of_the_table_is_one_that_terminals_send() -> None:
    for command in table().values():
        for names in command.default_keys:
            assert not any("alt" in name for name in names)
            assert not key_names.why_not_ours(names), command.id


def test_help_sentences_are_sentences() -> None:
    for command in table().values():
        assert command.help[0].isupper() and command.help.endswith("."), command.id


def test_keys_run_commands(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        screen = holder(desk)
        screen.context = Context(status="booked")
        await press(pilot, "n", "m", ",", "<", "B", "space", "enter")
        assert screen.ran == ["new", "move", "day before", "week before", "block", "mark", "open"]

    drive(shop_file, test, home=Holder)


def test_a_command_that_does_not_apply_tells_why(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        screen = holder(desk)
        screen.context = Context(status="closed")
        await press(pilot, "m")
        assert screen.ran == []
        assert "This ticket is closed" in said(desk)
        screen.context = Context(block=True)
        await press(pilot, "s")
        assert "A time block has no pet" in said(desk)
        await press(pilot, "m")
        assert screen.ran == ["move"]

    drive(shop_file, test, home=Holder)


def test_what_has_no_method_is_listed_nowhere(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        offered = {offer.command.id for offer in holder(desk).offers()}
        assert "go.payroll" not in offered and "book.rebook" not in offered
        assert {"go.book", "book.new", "desk.undo"} <= offered
        await press(pilot, "f10")
        assert "payroll" not in text(desk)

    drive(shop_file, test, home=Holder)


def test_the_footer_shows_what_matters_for_what_is_selected(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        screen = holder(desk)
        screen.context = Context(free=True)
        await pilot.pause()
        footer = lines(desk)[-1]
        assert "n new" in footer and "u undo" in footer and "? help" in footer
        screen.context = Context(status="booked")
        await pilot.pause()
        footer = lines(desk)[-1]
        assert "m move" in footer and "s next status" in footer and "x end" in footer
        assert 6 <= len([part for part in footer.split("  ") if part.strip()]) <= 8

    drive(shop_file, test, home=Holder)


def test_the_footer_fits_the_smallest_window(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        holder(desk).context = Context(status="booked")
        await pilot.pause()
        footer = lines(desk)[-1]
        assert "? help" in footer
        assert len(footer) <= 60

    drive(shop_file, test, home=Holder, size=(60, 18))


def test_a_click_in_the_footer_runs_the_command(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        screen = holder(desk)
        screen.context = Context(status="booked")
        await pilot.pause()
        place = lines(desk)[-1].index("move")
        await pilot.click("CommandBar", offset=(place, 0))
        await pilot.pause()
        assert screen.ran == ["move"]

    drive(shop_file, test, home=Holder)


def test_two_keys_in_a_row(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "g")
        words = " ".join(lines(desk)[-2:]).split()
        assert words[:4] == ["g", "…", "b", "book"]
        assert words[-2:] == ["Esc", "back"]
        await press(pilot, "n")
        assert "g n is no command" in said(desk)
        assert holder(desk).ran == []  # the second key was not taken for a command of its own
        await press(pilot, "g", "escape", "n")
        assert holder(desk).ran == ["new"]
        assert "…" not in lines(desk)[-1]
        await press(pilot, "g", "b")
        assert holder(desk).ran == ["new"]

    drive(shop_file, test, home=Holder)


def test_the_palette_finds_runs_and_explains(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        screen = holder(desk)
        await press(pilot, "f10")
        await press(pilot, *"move")
        row = next(line for line in lines(desk) if "Put the cursor" in line)
        assert "move" in row
        await press(pilot, "enter")
        assert "Put the cursor on a visit" in said(desk)
        await press(pilot, "escape", "ctrl+p", "n", "e", "w", "enter")
        assert screen.ran == ["new"]

    drive(shop_file, test, home=Holder)


def test_the_help_is_searched_and_run(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        screen = holder(desk)
        await press(pilot, "?")
        shown = text(desk)
        assert "Book a visit where the cursor is." in shown
        assert "Book" in [line.strip(" │") for line in lines(desk)]
        await press(pilot, *"lunch", "enter")
        assert screen.ran == ["block"]

    drive(shop_file, test, home=Holder)


def test_user_keys_replace_the_tables_own(shop_file: Path) -> None:
    keys = {"book.new": ("m",), "book.move": ("n", "f12"), "go.book": ("g z",)}

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        screen = holder(desk)
        screen.context = Context(status="booked")
        await press(pilot, "n", "m", "f12")
        assert screen.ran == ["move", "new", "move"]
        assert "m new" in lines(desk)[-1] and "n move" in lines(desk)[-1]
        await press(pilot, "f2", "g")
        assert "z book" in "\n".join(lines(desk)[-2:])
        assert said(desk) == ""

    drive(shop_file, test, home=Holder, keys=keys)


def test_wrong_user_keys_are_told_at_start(shop_file: Path) -> None:
    keys = {"book.mvoe": ("z",), "book.new": ("m",), "book.end": ("alt+x",), "book.block": ("g",)}

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        words = said(desk)
        assert "no command 'book.mvoe'. Did you mean book.move?" in words
        assert "m is book.move (move) already; book.new keeps its own keys" in words
        assert "Alt" in words
        assert "go.book" in words  # g begins sequences
        screen = holder(desk)
        await press(pilot, "n", "B")
        assert screen.ran == ["new", "block"]

    drive(shop_file, test, home=Holder, keys=keys)


def test_escape_and_ctrl_c_cannot_be_given_away() -> None:
    problems = read_keys({"book.new": ("escape",), "book.move": ("ctrl+c",)}).problems
    assert len(problems) == 2
    assert "Esc always goes back" in problems[0]
