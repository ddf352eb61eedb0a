"""Keys typed while something opens are kept and reach it in their order."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from screens.desk import Desk
from screens.frame import typeahead
from screens.frame.context import Context
from screens.widgets.ask import Ask
from screens.widgets.line import Field
from tests.ui.frame.holder import Holder
from tests.ui.helpers import drive, press, said, settle, text, type_ahead, until


def holder(desk: Desk) -> Holder:
    screen = desk.screen_stack[0]
    assert isinstance(screen, Holder)
    return screen


def test_what_is_typed_behind_a_command_goes_into_its_dialog(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        screen = holder(desk)
        screen.context = Context(status="booked")
        await type_ahead(pilot, "d", *"fri 2p", "enter", "n", "d", *"mon", "enter", "s")
        await pilot.pause()
        assert screen.answers == ["FRI 2P", "MON"]
        assert screen.ran == ["new", "status"]

    drive(shop_file, test, home=Holder)


def test_letters_are_no_commands_while_a_field_has_the_focus(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        screen = holder(desk)
        await press(pilot, "d", "n", "u", "?", "g", "b", "/", " ")
        assert desk.screen.query_one(Field).value == "nu?gb/ "
        assert screen.ran == []

    drive(shop_file, test, home=Holder)


def test_a_paste_keeps_its_place_between_keys(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        for event in (
            events.Key("d", "d"),
            events.Key("x", "x"),
            events.Paste("fri\x1b[2J\x9b \u202e2p"),
            events.Key("z", "z"),
            events.Key("enter", None),
        ):
            desk.post_message(event)
        await pilot.pause()
        await pilot.pause()
        assert holder(desk).answers == ["XFRI[2J 2PZ"]

    drive(shop_file, test, home=Holder)


def test_keys_wait_for_work_that_opens_a_dialog(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        screen = holder(desk)
        read = asyncio.Event()

        async def slowly() -> None:
            await read.wait()
            await screen.ask()

        screen.work(slowly())
        await type_ahead(pilot, *"n5", "enter")
        assert screen.ran == []
        read.set()
        await pilot.pause()
        await pilot.pause()
        assert screen.answers == ["N5"]
        assert screen.ran == []

    drive(shop_file, test, home=Holder)


def test_leaving_waits_for_nothing(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        screen = holder(desk)
        screen.work(asyncio.Event().wait())
        await press(pilot, "n", "ctrl+q")
        assert screen.ran == []

    assert drive(shop_file, test, home=Holder).return_value == 0


def test_ctrl_q_leaves_from_a_dialog_too(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "d")
        assert isinstance(desk.screen, Ask)
        await press(pilot, "ctrl+q")

    assert drive(shop_file, test, home=Holder).return_value == 0


def test_escape_and_ctrl_c_do_not_leave(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "escape", "escape")
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert desk.is_running
        assert "ctrl+q leaves pettui" in text(desk)

    drive(shop_file, test, home=Holder)


def test_a_key_behind_one_that_closes_a_dialog_is_not_lost(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        for _ in range(10):
            await type_ahead(pilot, "d", "escape", "n")
        await until(pilot, lambda: len(holder(desk).ran) >= 10)
        await settle(pilot)
        assert holder(desk).ran == ["new"] * 10

    drive(shop_file, test, home=Holder)


def test_however_slow_the_machine_is_no_key_is_given_early(
    shop_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key once counted as done a quarter of a second after it was given, done or not."""
    monkeypatch.setattr(typeahead, "_LOOK", 0.0)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        screen = holder(desk)
        for _ in range(5):
            await type_ahead(pilot, "d", *"new", "enter", "n", "d", "s", "escape", "n")
        assert screen.answers == ["NEW", None] * 5
        assert screen.ran == ["new", "new"] * 5

    drive(shop_file, test, home=Holder)


def test_keys_that_wait_for_work_without_an_end_are_dropped_and_not_given_later(
    shop_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typeahead, "_PATIENCE", 0.05)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        screen = holder(desk)
        done = asyncio.Event()
        screen.work(done.wait())
        await type_ahead(pilot, "n", "n")
        assert "was not taken" in said(desk)
        done.set()
        await press(pilot, "s")
        assert "new" not in screen.ran

    drive(shop_file, test, home=Holder)


def test_the_focus_that_work_asks_for_comes_before_the_keys(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        screen = holder(desk)
        for _ in range(10):
            fields = [Field(), Field()]
            await screen.mount(*fields)
            screen.set_focus(fields[0])

            async def move(to: Field) -> None:
                await asyncio.sleep(0)
                to.focus()

            screen.work(move(fields[1]))
            await type_ahead(pilot, *"abc")
            assert [field.value for field in fields] == ["", "abc"]
            for field in fields:
                await field.remove()

    drive(shop_file, test, home=Holder)
