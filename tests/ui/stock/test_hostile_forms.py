"""Hostile text through every field of the forms of services and lists: kept clean, shown whole."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from db.connection import Target, bind, connected
from db.models import Bookable, Breed, Category, Choice, Item, Resource, Tax
from pettui.history.door import change
from screens.desk import Desk
from screens.stock.form import Form
from screens.stock.screen import ServicesScreen
from tests.small_shop import DANA
from tests.ui.helpers import SHIFTS, hostile, press, settle, text
from tests.ui.stock.desk import SERVICES, play

LISTS = range(1, 12)
"""The places of the lists in the menu of lists."""


async def fill_everything(desk: Desk, pilot: Pilot[Any], places: Iterator[int]) -> None:
    """Put texts into all lines of the form that is open, as a paste does, and try to save it."""
    assert isinstance(desk.screen, Form)
    for field in desk.screen.query(Input):
        field.value = ""
        field.insert_text_at_cursor(hostile(next(places)))
    await press(pilot, "ctrl+s")
    await settle(pilot)
    if isinstance(desk.screen, Form):  # a number was wanted somewhere: said, and nothing lost
        assert "Ctrl+S saves" in text(desk)
        await press(pilot, "escape", "escape")
    assert not isinstance(desk.screen, Form)


def kept(shop_file: Path) -> list[str]:
    """Give all texts that these forms write, as they stand in the database."""
    bind(Target(shop_file, ""))
    found: list[str] = []
    with connected():
        for model, *names in (
            (Item, "name", "code", "comment"), (Category, "name"), (Choice, "name"),
            (Tax, "name"), (Bookable, "label"), (Resource, "kind"),
            (Breed, "name", "species", "coat", "group"),
        ):  # fmt: skip
            for row in model.select():
                found += [getattr(row, name) for name in names]
    return found


@pytest.mark.parametrize("shift", SHIFTS)
def test_the_form_of_a_service_takes_anything_in_any_field(shop_file: Path, shift: int) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "down", "enter")
        await fill_everything(desk, pilot, count(shift))
        await press(pilot, "n")
        await fill_everything(desk, pilot, count(shift))
        assert isinstance(desk.screen, ServicesScreen)
        assert "services" in text(desk)

    play(shop_file, SERVICES, test)
    assert all(one.isprintable() or "\u200d" in one for one in kept(shop_file))


@pytest.mark.parametrize("shift", SHIFTS)
def test_the_forms_of_the_lists_take_anything_in_any_field(shop_file: Path, shift: int) -> None:
    words = hostile(shift)
    bind(Target(shop_file, ""))
    with connected(), change("named", DANA) as door:
        door.insert(Category, name=words)
        tub = door.insert(Bookable, branch=1, kind="resource", label=words, position=9)
        door.insert(Resource, bookable=tub.id, kind=words[:20])

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        for place in LISTS:
            await press(pilot, "l", *["down"] * (place - 1), "enter")
            await settle(pilot)
            for key in ("n", "enter"):
                await press(pilot, key)
                if isinstance(desk.screen, Form):
                    await fill_everything(desk, pilot, count(shift))
            for _ in range(3):
                if not isinstance(desk.screen, ServicesScreen):
                    await press(pilot, "escape")
            assert isinstance(desk.screen, ServicesScreen), place

    play(shop_file, SERVICES, test)
    assert all(one.isprintable() or "\u200d" in one for one in kept(shop_file)[4:] if one != words)
