"""Sizes, themes, terminals without colours, and the status line."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from pettui.config import remembered
from pettui.history.actor import Actor
from screens.desk import Desk
from screens.frame.terminal import Terminal, look_at, prepare
from screens.frame.too_small import TooSmall
from screens.widgets.ask import Ask
from screens.widgets.rows import Rows
from tests.ui.frame.holder import Holder
from tests.ui.helpers import drive, lines, press, said, text, type_ahead

MOMENT = datetime.fromisoformat("2026-11-23T14:05")  # the shop's wall clock


@pytest.mark.parametrize("size", [(59, 24), (80, 17), (20, 5), (3, 2), (1, 1)])
def test_a_window_that_is_too_small_says_so(shop_file: Path, size: tuple[int, int]) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        assert isinstance(desk.screen, TooSmall)
        await press(pilot, "n", "g", "b", "?")
        assert isinstance(desk.screen, TooSmall)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert isinstance(desk.screen, Holder)
        assert desk.screen.ran == []
        assert "n new" in lines(desk)[-1]

    drive(shop_file, test, home=Holder, size=size)


def test_the_words_name_the_size_that_is_needed(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        assert "This window is 50 by 20." in text(desk)
        assert "pettui needs 60 by 18." in text(desk)

    drive(shop_file, test, home=Holder, size=(50, 20))


def test_a_dialog_is_as_it_was_when_the_window_grows_again(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "d", "f", "r", "i")
        for width, height in ((30, 8), (10, 3), (100, 30)):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
        assert isinstance(desk.screen, Ask)
        assert "that is FRI" in text(desk)
        await type_ahead(pilot, "enter")
        assert isinstance(desk.screen, Holder)
        assert desk.screen.answers == ["FRI"]

    drive(shop_file, test, home=Holder)


def test_dark_and_light_are_remembered(shop_file: Path) -> None:
    async def turn(desk: Desk, pilot: Pilot[Any]) -> None:
        assert desk.theme == "pettui-dark"
        await press(pilot, "f10", *"dark or", "enter")
        assert desk.theme == "pettui-light"

    async def look(desk: Desk, pilot: Pilot[Any]) -> None:
        assert desk.theme == "pettui-light"

    async def configured(desk: Desk, pilot: Pilot[Any]) -> None:
        assert desk.theme == "ansi-dark"

    drive(shop_file, turn, home=Holder)
    drive(shop_file, look, home=Holder)
    drive(shop_file, configured, home=Holder, theme="ansi-dark")  # a new word of the config counts


def test_a_theme_is_chosen_from_a_list(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "f10", *"choose", "enter")
        assert "dark, in the terminal's own 16 colours" in text(desk)
        await press(pilot, "4")
        assert desk.theme == "ansi-light"
        assert remembered("theme") == {"name": "ansi-light", "instead_of": ""}

    drive(shop_file, test, home=Holder)


def test_a_theme_that_does_not_exist_is_told(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        assert desk.theme == "pettui-dark"
        assert "There is no theme 'sunset [/]'" in said(desk)
        assert "sunset [/]" in text(desk)

    drive(shop_file, test, home=Holder, theme="sunset [/]")


@pytest.mark.parametrize("theme", ["", "pettui-light", "ansi-light"])
def test_without_colours_no_colour_is_drawn(
    shop_file: Path, theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "f10")
        assert desk.theme.startswith("ansi-")
        rows = desk.screen.query_one(Rows)
        reversed_lines = [
            y for y in range(rows.size.height)
            if any(part.style and part.style.reverse for part in rows.render_line(y))
        ]  # fmt: skip
        assert len(reversed_lines) == 1  # it is all that tells where the cursor is
        await press(pilot, "down")
        assert not any(
            part.style and part.style.reverse for part in rows.render_line(reversed_lines[0])
        )
        for strip in desk.screen._compositor.render_strips():
            for segment in strip.apply_filter(desk._filters[-1], desk.screen.background_colors[1]):
                style = segment.style
                assert style is None or style.color is None or style.color.is_default
                assert style is None or style.bgcolor is None or style.bgcolor.is_default

    drive(shop_file, test, home=Holder, theme=theme, terminal=Terminal(colourless=True))


def test_the_console_gets_its_own_colours_and_borders(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        assert desk.theme == "ansi-dark"
        for key in ("f10", "escape", "?", "escape", "d"):
            await press(pilot, key)
            assert not set(text(desk)) & set("▊▎▔▁━╸⭘╭╮╰╯█▌▐")

    drive(shop_file, test, home=Holder, terminal=Terminal(console=True))


def test_the_console_is_not_sent_what_it_cannot_draw() -> None:
    environ = {"TERM": "linux", "COLORTERM": "truecolor"}
    assert prepare(environ) == Terminal(console=True)
    assert "COLORTERM" not in environ
    assert look_at({"TERM": "xterm-256color", "NO_COLOR": ""}).colourless


def test_the_status_line_tells_shop_day_time_and_who(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        desk.minute = MOMENT
        await pilot.pause()
        assert lines(desk)[0].startswith(" Wagging Tails · Mon 23 Nov 2026 · 14:05")
        assert lines(desk)[0].endswith("Dana · desk")
        desk.notices = ("backup 3 days ago [/]",)
        await pilot.pause()
        assert "backup 3 days ago [/] · Dana · desk" in lines(desk)[0]

    drive(shop_file, test, home=Holder)


def test_long_names_in_the_status_line_leave_the_time_readable(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        desk.minute = MOMENT
        desk.notices = ("x" * 300,)
        await pilot.pause()
        assert "Mon 23 Nov 2026 · 14:05" in lines(desk)[0]
        assert len(lines(desk)[0]) <= 60

    long = Actor(None, "名前[/]" * 40, "x" * 40)
    drive(shop_file, test, home=Holder, size=(60, 18), actor=long)
