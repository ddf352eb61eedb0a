"""Signing in at a desk, locking it, and switching: nobody sees what another has open."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from db.connection import Target, bind, connected
from db.models import Change, Client, Override, PinFailure, TicketRow
from pettui.history.actor import Actor
from pettui.team import settings
from pettui.team.shop import load_shop
from screens.desk import Desk
from tests.small_shop import DANA
from tests.team.timeclock.steps import PINS, employee
from tests.ui.helpers import drive, hush, press, said, settle, text, write


async def sign_in(pilot: Pilot[Any], who: str, secret: str) -> None:
    """Type a name and a PIN into the lock."""
    await press(pilot, "escape")
    await write(pilot, who)
    await press(pilot, "enter")
    await write(pilot, secret)
    await press(pilot, "enter")
    await pilot.pause(0.1)  # Textual sleeps while it switches screens, and looks idle
    await settle(pilot)


def test_the_desk_opens_locked_and_shows_nothing(guarded_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        assert "Who" in text(desk) and "Wagging Tails" in text(desk)
        for keys in (("F10",), ("ctrl+p",), ("F4",), ("/",), ("u",), ("?",), ("F1",), ("g", "e")):
            await press(pilot, *keys)
            assert len(desk.screen_stack) == 1, keys
            assert not [name for name in ("Bella", "Ortega", "Kim", "Luis") if name in text(desk)]
        await sign_in(pilot, "Kim", PINS["Kim"])
        assert "Bella" in text(desk)
        assert "Kim Lee · desk" in text(desk).splitlines()[0]

    drive(guarded_file, test, size=(120, 40))


def test_a_wrong_pin_keeps_it_closed_and_is_counted(guarded_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        for _ in range(3):
            await sign_in(pilot, "Kim", "000000")
        assert "Wait 1 second" in text(desk) and "000000" not in text(desk)
        assert desk.is_locked

    drive(guarded_file, test)
    with connected():
        assert PinFailure.get(PinFailure.who == employee("Kim")).failures == 3


def test_changes_carry_who_signed_in(guarded_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await sign_in(pilot, "1000", PINS["Kim"])
        await press(pilot, "s")

    drive(guarded_file, test)
    with connected():
        last = Change.select().order_by(Change.id.desc()).get()
        assert (last.account, last.account_name) == (employee("Kim"), "Kim Lee")


def test_the_lock_keeps_an_open_form_for_whoever_opened_it(guarded_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await sign_in(pilot, "Kim", PINS["Kim"])
        await press(pilot, "F4")
        await write(pilot, "Zelda Newcomer")
        await press(pilot, "enter")
        await write(pilot, "555-0148")
        assert "555-0148" in text(desk)
        await hush(pilot)
        desk.last_key -= 11 * 60  # nobody touches a key for long
        desk.look_idle()
        await settle(pilot)
        assert desk.is_locked and "Zelda" not in text(desk)
        await sign_in(pilot, "Luis", PINS["Luis"])
        assert "Luis Moreno · desk" in text(desk) and "Zelda" not in text(desk)
        await press(pilot, "F2", "escape", "escape")
        assert "Zelda" not in text(desk)
        await press(pilot, "g", "u")
        await sign_in(pilot, "Kim", PINS["Kim"])
        assert "Zelda Newcomer" in text(desk) and "555-0148" in text(desk)
        await write(pilot, "9")  # the cursor is where it was
        assert "555-01489" in text(desk)
        await press(pilot, "backspace", "ctrl+s")
        await settle(pilot)

    drive(guarded_file, test, size=(120, 40))
    with connected():
        made = Client.get(Client.first_name == "Zelda")
        last = Change.select().order_by(Change.id.desc()).get()
        assert made and last.account_name == "Kim Lee"


def test_the_same_person_unlocks_with_the_pin_alone(guarded_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await sign_in(pilot, "Kim", PINS["Kim"])
        await press(pilot, "ctrl+l")
        assert desk.is_locked and "Bella" not in text(desk)
        await write(pilot, PINS["Kim"])
        await press(pilot, "enter")
        assert "Kim Lee · desk" in text(desk)

    drive(guarded_file, test, size=(120, 40))


def test_a_busy_desk_is_not_locked(guarded_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await sign_in(pilot, "Kim", PINS["Kim"])
        desk.last_key = asyncio.get_running_loop().time() - 11 * 60
        await press(pilot, "down")
        desk.look_idle()
        assert not desk.is_locked

    drive(guarded_file, test)


def test_another_persons_pin_allows_one_action(guarded_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await sign_in(pilot, "Ana", PINS["Ana"])
        await press(pilot, "g", "e", "f")
        await write(pilot, "book.step")
        await press(pilot, "enter", "enter")
        assert "Ana Silva may not change the settings of the shop" in text(desk).replace("\n", " ")
        assert "Somebody may allow this" in text(desk)
        await write(pilot, "Kim")
        await press(pilot, "enter")
        await write(pilot, PINS["Kim"])
        await press(pilot, "enter")
        await write(pilot, "Kim asked me to")
        await press(pilot, "ctrl+s")
        await press(pilot, "1")  # what was allowed goes on where it stood
        await settle(pilot)
        assert desk.shop.setting("book.step") == 5

    drive(guarded_file, test, size=(120, 40))
    with connected():
        kept = Override.get()
        assert (kept.right, kept.by_name, kept.reason) == (
            "shop.settings", "Kim Lee", "Kim asked me to",
        )  # fmt: skip
        last = Change.select().order_by(Change.id.desc()).get()
        assert last.account_name == "Ana Silva"
        assert last.what.endswith("(allowed by Kim Lee: Kim asked me to)")


def test_who_allows_nothing_leaves_it_as_it_was(guarded_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await sign_in(pilot, "Ana", PINS["Ana"])
        await press(pilot, "g", "e", "f")
        await write(pilot, "book.step")
        await press(pilot, "enter", "enter", "escape")
        assert desk.shop.setting("book.step") == 15
        assert "Ana Silva may not change the settings" in said(desk)

    drive(guarded_file, test, size=(120, 40))


def test_turning_it_off_elsewhere_opens_the_lock(guarded_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        assert desk.is_locked
        await desk.gateway.run(settings.put, desk.shop, "access.sign_in", "no", DANA)
        await desk.renew()
        desk.shop_changed.publish(None)
        await settle(pilot)
        await pilot.pause(0.1)  # Textual sleeps while it switches screens, and looks idle
        await settle(pilot)
        assert "Bella" in text(desk) and "Dana · desk" in text(desk)

    drive(guarded_file, test, size=(120, 40))


def test_turning_it_on_elsewhere_locks_this_desk(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        assert "Bella" in text(desk)
        await press(pilot, "n")
        await write(pilot, "Half a name")
        from tests.team.timeclock.steps import give_pins

        await desk.gateway.run(give_pins, desk.shop)
        await desk.gateway.run(settings.put, desk.shop, "access.sign_in", "yes", DANA)
        await desk.renew()
        await settle(pilot)
        assert desk.is_locked and "Bella" not in text(desk) and "Half" not in text(desk)

    drive(shop_file, test, size=(120, 40))


def test_undo_goes_by_account(guarded_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await sign_in(pilot, "Kim", PINS["Kim"])
        await press(pilot, "s", "g", "u")
        await sign_in(pilot, "Luis", PINS["Luis"])
        await hush(pilot)
        await press(pilot, "u")
        assert "Only your own changes" in said(desk)

    drive(guarded_file, test, size=(120, 40))


def test_an_open_shop_is_not_locked(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "ctrl+l")
        assert not desk.is_locked and "Nobody signs in here" in said(desk)

    drive(shop_file, test)
    bind(Target(shop_file, ""))
    with connected():
        assert load_shop() and TicketRow.select().exists()


def test_a_desk_that_opens_for_somebody_is_signed_in_and_locks_like_any(guarded_file: Path) -> None:
    bind(Target(guarded_file, ""))
    with connected():
        ana = Actor(employee("Ana"), "Ana Silva", "ssh")

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        desk.look_idle()
        assert "Bella" in text(desk) and "Ana Silva · ssh" in text(desk)
        desk.last_key -= 11 * 60
        desk.look_idle()
        await settle(pilot)
        assert desk.is_locked and "Bella" not in text(desk)
        await sign_in(pilot, "Ana", PINS["Ana"])
        assert "Ana Silva · ssh" in text(desk)

    drive(guarded_file, test, size=(120, 40), actor=ana)
