"""A bather at the desk reads two digits of a number in all that fills the book, and keeps it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from db.connection import Target, bind, connected
from db.models import WaitEntry
from pettui.history.actor import Actor
from pettui.team.shop import load_shop
from screens.book.waiting.form import WaitForm
from screens.desk import Desk
from tests import small_shop
from tests.book.series.steps import repeat, visit
from tests.people.recall.past import came
from tests.team.access.steps import be
from tests.ui.helpers import drive, press, settle, text, write
from tests.ui.waiting.desk import kept, put

NUMBERS = ("0142", "0177", "0199", "0188")


@pytest.fixture
def ana(guarded_file: Path) -> Actor:
    """Let people wait, come again and be due; give a bather."""
    put(
        guarded_file, ("Bella", "NAILS", {"phone": "(212) 555-0188", "comment": "shy"}),
        ("Coco", "BATH"),
    )  # fmt: skip
    bind(Target(guarded_file, ""))
    with connected():
        shop = load_shop()
        repeat(shop, visit(shop), "every 6 weeks, 4 times")
        came(shop, "Mimi", 60, 120, 180)
        found = be("Ana", "bather")
    small_shop.unbind()
    return found


def test_the_screens_show_two_digits(guarded_file: Path, ana: Actor) -> None:
    seen: list[str] = []

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        for keys in (("F3",), ("down",), ("H",), ("escape", "F2", "g", "l"), ("v", "v")):
            await press(pilot, *keys)
            seen.append(text(desk))
        await press(pilot, "escape", "g", "o")
        await write(pilot, "0142")  # digits find whom they belong to, all the same
        await settle(pilot)
        seen.append(text(desk))
        await press(pilot, "escape", "F2", "a")
        await write(pilot, "0142 bella bath fri 2p")
        await settle(pilot)
        seen.append(text(desk))
        await press(pilot, "escape", "escape", "C")
        seen.append(text(desk))

    drive(guarded_file, test, size=(120, 40), actor=ana)
    assert "·88" in seen[0] + seen[1]
    assert "Mimi" in seen[3]
    assert "Bella" in seen[5]
    assert "···-··42" in seen[6]
    told = "\n".join(seen[:5] + seen[7:])
    assert not [number for number in NUMBERS if number in told]


def test_an_entry_that_is_edited_keeps_its_number(guarded_file: Path, ana: Actor) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "F3", "e")
        await settle(pilot)
        assert "(···) ···-··88" in text(desk)
        form = desk.screen
        assert isinstance(form, WaitForm)
        form.go_to("note")
        await press(pilot, *"old", "tab", "tab", "ctrl+s")
        await settle(pilot)
        assert desk.screen is not form, text(desk)
        entry = next(e for e in await kept(desk) if e.pets == "Bella")
        assert (entry.comment, entry.phone) == ("old", "(···) ···-··88")
        assert await desk.gateway.run(_number) == "(212) 555-0188"

    drive(guarded_file, test, size=(120, 40), actor=ana)


def _number() -> str:
    return str(WaitEntry.get(WaitEntry.comment == "old").phone)
