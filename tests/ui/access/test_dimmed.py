"""What somebody may not use is dimmed, says why, and asks whether somebody allows it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from db.connection import Target, bind, connected
from db.models import Change, Closure, Override
from pettui.history.actor import Actor
from pettui.team.access import granting
from pettui.team.access.rights import RIGHTS
from screens.desk import Desk
from screens.frame.commands import table
from screens.frame.keymap import Offer
from screens.frame.screen import DeskScreen
from tests.team.timeclock.steps import PINS, employee
from tests.ui.access.test_signing_in import sign_in
from tests.ui.helpers import drive, hush, press, said, settle, text, write


def offers(desk: Desk) -> dict[str, Offer]:
    """Give what the screen offers, by id."""
    screen = desk.screen
    assert isinstance(screen, DeskScreen)
    return {offer.command.id: offer for offer in screen.offers()}


def read(desk: Desk) -> str:
    """Read the screen as one line of words."""
    return " ".join(text(desk).replace("│", " ").split())


def grant(label: str, right: str) -> None:
    """Give somebody a right at another terminal, as Kim."""
    kim = Actor(employee("Kim"), "Kim Lee", "office")
    granting.set_right(employee(label), right, kim, granted=True)


async def allow(pilot: Pilot[Any], why: str) -> None:
    """Let Kim allow what is asked for."""
    await write(pilot, "Kim")
    await press(pilot, "enter")
    await write(pilot, PINS["Kim"])
    await press(pilot, "enter")
    await write(pilot, why)
    await press(pilot, "ctrl+s")
    await settle(pilot)


def test_every_right_of_the_table_is_one() -> None:
    named = {right for command in table().values() for right in command.rights}
    assert named <= set(RIGHTS)


def test_what_one_may_not_is_dimmed_everywhere(guarded_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await sign_in(pilot, "Ana", PINS["Ana"])
        assert not offers(desk)["book.new"].lacks
        await press(pilot, "g", "h")
        edit = offers(desk)["schedule.edit"]
        assert edit.lacks == "team.schedule"
        assert edit.why_not == (
            "needs the right to change schedules, days off and closures (team.schedule)"
        )
        assert not offers(desk)["schedule.after"].why_not  # looking needs none
        await press(pilot, "f10")
        await write(pilot, "copy weeks")
        assert "needs the right to change schedules" in text(desk)
        await press(pilot, "escape", "?")
        await write(pilot, "copy weeks of")
        assert "needs team.schedule" in text(desk)

    drive(guarded_file, test, size=(120, 40))


def test_whoever_may_sees_nothing_dimmed(guarded_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await sign_in(pilot, "Kim", PINS["Kim"])
        for keys in (("g", "h"), ("g", "s"), ("g", "a"), ("g", "e"), ("F4",), ("F6",)):
            await press(pilot, *keys)
            assert not [o.command.id for o in offers(desk).values() if o.lacks]

    drive(guarded_file, test, size=(120, 40))


def test_where_nobody_signs_in_nothing_is_dimmed(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "g", "a")
        assert not [o.command.id for o in offers(desk).values() if o.lacks]

    drive(shop_file, test, size=(120, 40))


def test_its_key_says_the_rights_words(guarded_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await sign_in(pilot, "Ana", PINS["Ana"])
        await press(pilot, "g", "h", "C", "n")
        assert "Ana Silva may not change schedules, days off and closures" in read(desk)
        assert "Kim Lee may: ask them to do it, or to allow it with their PIN." in read(desk)
        await press(pilot, "escape")
        assert "(team.schedule)" in said(desk)

    drive(guarded_file, test, size=(120, 40))
    with connected():
        assert not Override.select().exists()


def test_somebody_allows_it_before_anything_is_typed(guarded_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await sign_in(pilot, "Ana", PINS["Ana"])
        await press(pilot, "g", "h", "C", "n")
        await allow(pilot, "the boiler broke")
        for answer in ("dec 3", "dec 3", "the boiler broke", "", ""):
            await write(pilot, answer)
            await press(pilot, "enter")
        await hush(pilot)
        await press(pilot, "n")  # once is once
        assert "Somebody may allow this" in text(desk)

    drive(guarded_file, test, size=(120, 40))
    with connected():
        assert [str(each.day) for each in Closure.select()] == ["2026-12-03"]
        assert (Override.get().by_name, Override.get().reason) == ("Kim Lee", "the boiler broke")
        last = Change.select().order_by(Change.id.desc()).get()
        assert last.account_name == "Ana Silva" and "allowed by Kim Lee" in last.what


def test_what_is_allowed_and_left_is_not_kept_for_later(guarded_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await sign_in(pilot, "Ana", PINS["Ana"])
        await press(pilot, "g", "h", "C", "n")
        await allow(pilot, "just to look")
        await press(pilot, "escape", "space")
        assert "Somebody may allow this" in text(desk)
        await press(pilot, "escape")
        assert desk.lent is None

    drive(guarded_file, test, size=(120, 40))


def test_a_right_given_elsewhere_lights_the_keys(guarded_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await sign_in(pilot, "Ana", PINS["Ana"])
        await press(pilot, "g", "h")
        await desk.gateway.run(grant, "Ana", "team.schedule")
        await desk.renew()
        await settle(pilot)
        assert not offers(desk)["schedule.edit"].lacks

    drive(guarded_file, test, size=(120, 40))


@pytest.mark.parametrize(("role", "dim"), [("bather", True), ("manager", False)])
def test_a_desk_that_opens_for_somebody_knows_their_rights(
    guarded_file: Path, role: str, dim: bool
) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "g", "e")
        assert bool(offers(desk)["settings.edit"].lacks) is dim

    bind(Target(guarded_file, ""))
    with connected():
        granting.set_role(employee("Ana"), role, Actor(None, "Dana", "office"))
        ana = Actor(employee("Ana"), "Ana Silva", "ssh")
    drive(guarded_file, test, size=(120, 40), actor=ana)


def test_whoever_may_not_see_numbers_reads_two_digits(guarded_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await sign_in(pilot, "Ana", PINS["Ana"])  # a bather
        assert "··42" in text(desk) and "0142" not in text(desk)
        await press(pilot, "/")
        await write(pilot, "5550177")
        assert "Joe Whitfield" in text(desk) and "···-··77" in text(desk)
        await press(pilot, "escape", "g", "u")
        await sign_in(pilot, "Luis", PINS["Luis"])  # a groomer
        assert "555-0142" in text(desk)
        await press(pilot, "g", "u")
        await sign_in(pilot, "Ana", PINS["Ana"])
        assert "0142" not in text(desk)

    drive(guarded_file, test, size=(120, 40))
