"""The matrix of rights: letters, what stands out, giving, taking, copying, setting up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from db.connection import Target, bind, connected
from db.models import Change, Employee, RightException
from pettui.history.actor import Actor
from pettui.team.access import granting
from pettui.team.shop import load_shop
from screens.desk import Desk
from tests.team.timeclock.steps import PINS, employee
from tests.ui.access.test_signing_in import sign_in
from tests.ui.helpers import drive, lines, press, said, settle, text, type_ahead, write


def row(desk: Desk, words: str) -> list[str]:
    """Give the letters of a right, in the order of the columns."""
    after = [line.split(words)[1].split() for line in lines(desk) if words in line]
    return next(letters for letters in after if letters and set(letters) <= set("Y-GT"))


def demote(label: str, role: str) -> None:
    """Give somebody another role at another terminal, as Kim."""
    granting.set_role(employee(label), role, Actor(employee("Kim"), "Kim Lee", "office"))


def test_letters_of_people_and_of_roles(guarded_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await sign_in(pilot, "Kim", PINS["Kim"])
        await press(pilot, "g", "a")
        assert row(desk, "own appointments") == ["Y", "Y", "Y"]
        assert row(desk, "people's appointments") == ["Y", "-", "-"]
        assert row(desk, "the price of a visit by hand") == ["Y", "Y", "-"]
        await press(pilot, "v")
        assert row(desk, "people's appointments") == ["-", "-", "-", "Y", "Y", "Y"]

    drive(guarded_file, test, size=(140, 50))


def test_giving_and_taking_stand_out_and_undo_brings_back(guarded_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await sign_in(pilot, "Kim", PINS["Kim"])
        await press(pilot, "g", "a", "right", "down", "space")
        assert row(desk, "people's appointments") == ["Y", "G", "-"]
        assert "Luis Moreno may book and change other people's appointments" in said(desk)
        assert "given apart" in text(desk)
        await press(pilot, "up", "enter")
        assert row(desk, "own appointments") == ["Y", "T", "Y"]
        await press(pilot, "Delete")
        assert row(desk, "own appointments") == ["Y", "Y", "Y"]
        await press(pilot, "u", "u", "u")
        assert row(desk, "people's appointments") == ["Y", "-", "-"]

    drive(guarded_file, test, size=(140, 50))


def test_an_owners_column_stays(guarded_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await sign_in(pilot, "Kim", PINS["Kim"])
        await press(pilot, "g", "a", "enter")
        assert "Kim Lee is an owner, who may do everything" in said(desk)
        await press(pilot, "r", "5")
        assert "without an owner" in said(desk)

    drive(guarded_file, test, size=(140, 50))


def test_a_role_for_everybody_who_has_it(guarded_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await sign_in(pilot, "Kim", PINS["Kim"])
        await press(pilot, "g", "a", "v", "right", "right", "down", "enter", "v")
        assert row(desk, "people's appointments") == ["Y", "Y", "-"]

    drive(guarded_file, test, size=(140, 50))


def test_copying_a_profile(guarded_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await sign_in(pilot, "Kim", PINS["Kim"])
        await press(pilot, "g", "a", "right", "y", "2")
        assert "Ana Silva: like Luis Moreno now." in said(desk)

    drive(guarded_file, test, size=(140, 50))
    with connected():
        assert Employee.get_by_id(employee("Ana")).role == "groomer"


def test_whoever_may_not_is_refused_by_the_rule(guarded_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await sign_in(pilot, "Luis", PINS["Luis"])
        await press(pilot, "g", "a", "right", "right", "down", "enter")
        assert "Luis Moreno may not give and take roles and rights" in " ".join(
            text(desk).replace("│", " ").split()
        )
        await press(pilot, "escape")

    drive(guarded_file, test, size=(140, 50))
    with connected():
        assert not RightException.select().exists()


def test_demoted_amid_a_session_the_next_write_is_refused(guarded_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await sign_in(pilot, "Luis", PINS["Luis"])
        await desk.gateway.run(demote, "Luis", "kiosk")
        await press(pilot, "right", "s", "escape")
        assert "Luis Moreno may not book and change" in said(desk)

    drive(guarded_file, test, size=(120, 40))


def test_setting_up_signing_in_is_one_step(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "g", "a")
        assert "nobody signs in, so everybody may everything" in text(desk)
        await press(pilot, "S")
        for _ in range(2):
            await type_ahead(pilot, *PINS["Kim"])
            assert PINS["Kim"] not in text(desk)
            await press(pilot, "enter")
            await settle(pilot)
        await press(pilot, "y")
        await settle(pilot)
        assert "Kim Lee · desk" in text(desk).splitlines()[0]
        await press(pilot, "ctrl+l")
        assert desk.is_locked
        await write(pilot, PINS["Kim"])
        await press(pilot, "enter")
        assert not desk.is_locked

    drive(shop_file, test, size=(120, 40))
    bind(Target(shop_file, ""))
    with connected():
        assert load_shop().setting("access.sign_in") is True
        assert PINS["Kim"] not in " ".join(change.what for change in Change.select())


def test_it_is_whole_at_80_by_24(guarded_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await sign_in(pilot, "Kim", PINS["Kim"])
        await press(pilot, "g", "a", "v")
        assert "2\u203a" in text(desk)
        await press(pilot, "end")
        assert "Owner" in text(desk) and "\u20392 more" in text(desk)
        for _ in range(4):
            await press(pilot, "pagedown")
        assert "see the reports about employees" in text(desk)

    drive(guarded_file, test)


def test_a_role_of_ones_own(guarded_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await sign_in(pilot, "Kim", PINS["Kim"])
        await press(pilot, "g", "a", "e")
        assert "Put the cursor on a role of your own" in said(desk)
        await press(pilot, "right", "right", "n")  # on Ana, a bather
        await write(pilot, "Weekend help")
        await press(pilot, "ctrl+s")
        await settle(pilot)
        assert "Weekend" in text(desk) and "Whoever is weekend help may book" in text(desk)
        assert row(desk, "own appointments")[-1] == "Y"
        assert row(desk, "people's appointments")[-1] == "-"
        await press(pilot, "down", "space")
        assert row(desk, "people's appointments")[-1] == "Y"
        await press(pilot, "e")
        await write(pilot, "Saturdays")
        await press(pilot, "ctrl+s")
        await settle(pilot)
        assert "Saturdays" in text(desk)
        await press(pilot, "v", "end", "r", "7")
        assert "Ana Silva is" in said(desk) and "saturdays" in text(desk)
        await press(pilot, "v", "end", "D")
        assert "Give them another role first" in said(desk)

    drive(guarded_file, test, size=(140, 50))
    with connected():
        assert Employee.get_by_id(employee("Ana")).role == "weekend help"
