"""The list of vaccinations by keys: which there are, for whom, and which services need which."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from db.connection import Target, bind, connected
from db.models import Item
from pettui.history.door import Refused
from pettui.people import vaccines
from screens.desk import Desk
from screens.stock.form import Form
from screens.stock.vaccinekinds import Named, read_needed
from tests.ui.helpers import SHIFTS, hostile, hush, press, settle, text, write
from tests.ui.stock.desk import SERVICES, play

OPEN = ("l", *["down"] * 10, "enter")
NAMED: list[Named] = [
    ("category", 1, "Grooming"), ("item", 1, "Bath"), ("item", 2, "Bath, deluxe"),
    ("item", 3, "Grooming"), ("item", 4, "Nails"),
]  # fmt: skip


def test_a_vaccination_is_made_and_needed_for_some_services(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, *OPEN)
        assert "Rabies" in text(desk) and "required for every service" in text(desk)
        await press(pilot, "n")
        await write(pilot, "Bordetella")
        await press(pilot, "tab", "tab", "tab")
        await write(pilot, "bath; purple")
        await press(pilot, "ctrl+s")
        assert "no category or service purple" in " ".join(text(desk).split())
        await press(pilot, "ctrl+u")
        await write(pilot, "bath; nai")
        await press(pilot, "ctrl+s")
        assert "Dog, required for Bath, Nails" in text(desk)
        await press(pilot, "down", "D")
        assert "Rabies cannot be deleted" in text(desk)
        await press(pilot, "1")
        await hush(pilot)
        assert "not in use" in text(desk)
        await press(pilot, "u")
        await hush(pilot)
        assert "not in use" not in text(desk)

    play(shop_file, SERVICES, test)
    bind(Target(shop_file, ""))
    with connected():
        made = next(kind for kind in vaccines.kinds() if kind.name == "Bordetella")
        names = {Item.get_by_id(key).name for key in made.items}
        assert names == {"Bath", "Nails"} and made.required


@pytest.mark.parametrize("shift", SHIFTS)
def test_anything_may_be_typed(shop_file: Path, shift: int) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, *OPEN, "n")
        # The name, the species, and what needs it; whether it is required is a choice.
        for place, tabs in enumerate((1, 2, 1), shift):
            desk.post_message(events.Paste(hostile(place)))
            await settle(pilot)
            await press(pilot, *["tab"] * tabs)
        await press(pilot, "ctrl+s")
        assert not {"\x1b", "\x9b", "\x07", "\u202e"} & set(text(desk))
        while isinstance(desk.screen, Form):
            await press(pilot, "escape")
        assert "Vaccinations" in text(desk)

    play(shop_file, SERVICES, test)


@pytest.mark.parametrize(
    ("typed", "found"),
    [("", []), ("bath", [1]), (" bath, d ; nails;", [2, 4]), ("groom", [1]), ("nails; NAILS", [4])],
)
def test_services_are_named_by_their_beginnings(typed: str, found: list[int]) -> None:
    if typed == "groom":
        with pytest.raises(Refused, match="may be Grooming, Grooming"):
            read_needed(typed, NAMED)
    else:
        assert [key for _, key, _ in read_needed(typed, NAMED)] == found


def test_a_category_comes_before_a_service_of_its_name() -> None:
    assert read_needed("grooming", NAMED) == [("category", 1, "Grooming")]
