"""Prices, photographs and the record of a pet by keys from its page."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from db.models import (
    Item,
    Pet,
    PetPrice,
    Photo,
)
from pettui.history.door import change
from pettui.team.shop import Shop
from screens.desk import Desk
from screens.people.pet import PetScreen
from tests.small_shop import DANA
from tests.ui.helpers import hush, press, said, settle, text, write
from tests.ui.people.pet_page import (
    BELLA,
    fill,
    go_to,
    in_shop,
    is_form,
    line_with,
    on_page,
)

JPG = b"\xff\xd8\xff\xe0" + b"x" * 1000


# Price and minutes


def test_a_price_is_agreed_changed_and_taken_back(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "m", "5")
        await write(pilot, "full")
        assert "$65.00, 60 min" in text(desk)
        await press(pilot, "enter", "tab")
        await write(pilot, "58")
        assert "$58.00" in line_with(desk, "Price")
        await press(pilot, "tab")
        await write(pilot, "1:30")
        assert "90 minutes" in text(desk)
        await press(pilot, "ctrl+s")
        assert "agreed $58.00, 90 minutes" in text(desk)
        await go_to(desk, pilot, "service:")
        await press(pilot, "enter")
        assert "$65.00, 60 min" in line_with(desk, "Service")
        await write(pilot, "0")
        await press(pilot, "ctrl+s")
        assert "agreed $0.00, 90 minutes" in text(desk)
        await go_to(desk, pilot, "service:")
        await press(pilot, "D")
        await hush(pilot)
        assert "agreed" not in text(desk)

    on_page(shop_file, test, size=(120, 40))
    with in_shop(shop_file):
        assert not PetPrice.select().exists()


def test_what_visits_taught_stands_beside_the_minutes(
    shop_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pettui.people import learning, pages
    from screens.people import agreed as form

    def taught(pet: int) -> tuple[learning.Habit, ...]:
        item = Item.get(Item.code == "FULL").id
        return (learning.Habit(item, "Full groom", 5, date(2026, 10, 1), 25, 42, None),)

    monkeypatch.setattr(pages, "habits_of", taught)
    monkeypatch.setattr(form, "habits_of", taught)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        assert "usually 25 minutes over · every 6 weeks" in text(desk)
        await go_to(desk, pilot, "service:")
        await press(pilot, "D")
        assert "what visits have taught" in said(desk)
        await hush(pilot)
        await press(pilot, "enter")
        assert "usually 25 minutes over" in " ".join(line_with(desk, "Service").split())
        assert "85 would fit" in line_with(desk, "Minutes of work")

    on_page(shop_file, test, size=(120, 40))


@pytest.mark.parametrize(
    ("keys", "words"),
    [((), "Choose a service"), (("f", "u", "enter"), "Say a price, the minutes, or both."),
     (("f", "u", "enter", "tab", "-", "1"), "Price"), (("f", "u", "enter", "tab", "x"), "amount"),
     (("f", "u", "enter", "tab", "tab", "7"), "steps of 5")],
)  # fmt: skip
def test_what_cannot_be_agreed_is_said(shop_file: Path, keys: tuple[str, ...], words: str) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "m", "5", *keys, "ctrl+s")
        assert is_form(desk) and words in " ".join(text(desk).split())

    on_page(shop_file, test, size=(120, 40))
    with in_shop(shop_file):
        assert not PetPrice.select().exists()


# Photographs


def test_a_photograph_is_found_by_its_path_described_and_removed(
    shop_file: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "Pictures of  2026"
    (folder / "more").mkdir(parents=True)
    (folder / "bella [x].jpg").write_bytes(JPG)
    (folder / "notes.txt").write_text("no picture")

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "m", "6")
        desk.post_message(events.Paste(f"{folder}/"))
        await settle(pilot)
        await press(pilot, "end")
        shown = text(desk)
        assert "notes.txt" not in shown
        await write(pilot, "be")
        await press(pilot, "enter", "tab")
        await write(pilot, "After the cut")
        await press(pilot, "ctrl+s")
        assert "After the cut" in text(desk) and "stands for the pet" in text(desk)
        await go_to(desk, pilot, "photo:")
        await press(pilot, "enter", "1")
        assert "This terminal cannot show pictures" in said(desk)
        await hush(pilot)
        await press(pilot, "enter", "2")
        await write(pilot, "Before")
        await press(pilot, "ctrl+s")
        assert "Before" in text(desk)
        await go_to(desk, pilot, "photo:")
        await press(pilot, "enter", "4")
        await hush(pilot)
        assert "Before" not in text(desk)

    on_page(shop_file, test, size=(120, 40))
    with in_shop(shop_file):
        assert not Photo.select().exists()


@pytest.mark.parametrize(
    ("name", "words"),
    [("", "Name a picture"), ("gone.jpg", "cannot be read"), ("folder", "is not a file"),
     ("text.jpg", "is not a picture"), ("big.jpg", "larger than 40 MB")],
)  # fmt: skip
def test_what_is_no_picture_is_said(
    shop_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    Path("text.jpg").write_text("words")
    with Path("big.jpg").open("wb") as file:
        file.truncate(40_000_001)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "m", "6")
        await write(pilot, name)
        await press(pilot, "ctrl+s")
        assert is_form(desk) and words in " ".join(text(desk).split())

    on_page(shop_file, test, size=(120, 40))
    with in_shop(shop_file):
        assert not Photo.select().exists()


# The record itself


def test_a_record_made_by_mistake_is_removed_and_brought_back(shop_file: Path) -> None:
    def add(shop: Shop) -> None:
        with change("moved in", DANA) as door:
            door.insert(Pet, client=1, name="Twin")

    fill(shop_file, add)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "m")
        await press(pilot, *["down"] * 9, "enter")
        assert "Remove this pet's record?" in text(desk)
        await press(pilot, "y")
        assert not isinstance(desk.screen, PetScreen)
        assert "Twin is removed" in said(desk) and "no longer here" not in said(desk)
        await press(pilot, "u")

    on_page(shop_file, test, pet=4)
    with in_shop(shop_file):
        assert Pet.get_by_id(4).name == "Twin"


def test_a_pet_with_visits_is_made_inactive_instead(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "m", *["down"] * 9, "enter")
        assert "Bella cannot be removed" in text(desk)
        await press(pilot, "1")
        assert "inactive" in text(desk)

    on_page(shop_file, test)
    with in_shop(shop_file):
        assert not Pet.get_by_id(BELLA).active
