"""Keys typed while something opens are kept and reach it in their order."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from textual import events
from textual.pilot import Pilot

from screens.desk import Desk
from screens.frame.context import Context
from screens.widgets.ask import Ask
from screens.widgets.line import Field
from tests.ui.frame.holder import Holder
from tests.ui.helpers import drive, press, text, type_ahead


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
        await asyncio.sleep(0.3)
        await pilot.pause()
        assert holder(desk).ran == ["new"] * 10

    drive(shop_file, test, home=Holder)
