"""Whatever people or other programs bring, in all that hangs on a pet and on its record."""

from __future__ import annotations

from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual import events
from textual.pilot import Pilot

from db.models import (
    Breed,
    Item,
    Pet,
)
from pettui.history.door import change
from pettui.people import agreed, instructions, vaccines
from pettui.people import lists as client_lists
from pettui.people.instructions import Instruction
from pettui.team.shop import Shop
from pettui.text import clean, clean_note
from screens.desk import Desk
from screens.people.pet import PetScreen
from screens.people.record_form import RecordForm
from screens.widgets.fields import Typed
from screens.widgets.menu import Confirm
from tests.people.hostile import HOSTILE
from tests.small_shop import DANA
from tests.ui.helpers import lines, press, text, write
from tests.ui.people.pet_page import (
    BELLA,
    fill,
    in_shop,
    is_form,
    on_page,
)

SAID = {"day", "time", "days", "expires", "weight", "price", "minutes"}  # no place for words
BAD = {"\x1b", "\x9b", "\x07", "\x00", "\u202e", "\u2066", "\u200b"}
SHIFTS = range(0, len(HOSTILE), 4)
"""With these, every field gets a text that is read as markup and one that a terminal obeys."""


def hostile(place: int) -> str:
    """Give the text of a place; no terminal can paste half a letter."""
    return HOSTILE[place % len(HOSTILE)].replace("\ud83d", "")


@pytest.mark.parametrize("shift", SHIFTS)
def test_hostile_text_in_all_that_hangs_on_a_pet(shop_file: Path, shift: int) -> None:
    places = count(shift)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        for keys in (("G",), ("m", "4"), ("V",), ("m", "6"), ("m", "5")):
            await press(pilot, *keys)
            form = desk.screen
            assert isinstance(form, RecordForm)
            desk.post_message(events.Paste(hostile(next(places))))
            entries = [name for name in form.form.entries if name not in SAID]
            form.form.put({name: Typed(hostile(next(places))) for name in entries})
            await press(pilot, "ctrl+s")
            assert not BAD & set(text(desk))
            if is_form(desk):  # nothing was left of it, or it is no date, no file, no service
                await press(pilot, "escape")
            if isinstance(desk.screen, Confirm):
                await press(pilot, "y")
            assert isinstance(desk.screen, PetScreen), text(desk)
            assert not BAD & set(text(desk))

    on_page(shop_file, test)


@pytest.mark.parametrize("shift", SHIFTS)
def test_hostile_text_in_every_field_of_the_record(shop_file: Path, shift: int) -> None:
    put: dict[str, str] = {}

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "e")
        form = desk.screen
        assert isinstance(form, RecordForm)
        put.update({n: hostile(place) for place, n in enumerate(form.form.entries, shift)})
        form.form.put({name: Typed(words) for name, words in put.items()})
        for _ in put:  # what is no size, weight or flag is said, and taken back
            await press(pilot, "ctrl+s")
            assert not BAD & set(text(desk))
            if not is_form(desk):
                break
            for name, entry in form.form.entries.items():
                if entry.has_class("-wrong"):
                    form.form.put({name: form.form.before[name]})
        assert isinstance(desk.screen, PetScreen), text(desk)
        assert not BAD & set(text(desk))
        await press(pilot, "e", "pagedown", "pagedown", "escape")
        assert isinstance(desk.screen, PetScreen)

    on_page(shop_file, test)
    with in_shop(shop_file):
        row = Pet.get_by_id(BELLA)
        assert row.name == (clean(put["name"]) or "Bella")
        assert row.microchip == clean(put["microchip"], 40)
        assert row.groom_notes.split() == clean_note(put["groom_notes"]).split()


def test_instructions_and_agreements_are_there_for_another_desk(shop_file: Path) -> None:
    item: list[int] = []

    def write_more(shop: Shop) -> None:
        item.append(Item.get(Item.code == "NAILS").id)
        instructions.save(BELLA, Instruction(text="日本語の名前"), DANA)
        agreed.agree(shop, BELLA, item[0], 1200, None, DANA)

    fill(shop_file, write_more)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        assert "feeding · 日本語の名前" in text(desk) and "agreed $12.00" in text(desk)

    on_page(shop_file, test, size=(120, 40))


def test_names_in_any_script_stand_in_line(shop_file: Path) -> None:
    def fill_in(shop: Shop) -> None:
        for name in ("狂犬病ワクチン", "Бешенство", "é combining", "Rabies 3 years and longer"):
            vaccines.set_shot(shop, BELLA, name, date(2028, 1, 1), DANA)

    fill(shop_file, fill_in)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        shown = [line for line in lines(desk) if "until" in line]
        places = {cell_len(line[: line.index("until")]) for line in shown}
        assert len(shown) == 5 and len(places) == 1

    on_page(shop_file, test)


def test_a_breed_brings_its_species_and_a_coat_joins_the_list(shop_file: Path) -> None:
    def add(shop: Shop) -> None:
        with change("breeds", DANA) as door:
            door.insert(Breed, species="Cat", name="Persian")

    fill(shop_file, add)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "e", "tab", "tab")
        await write(pilot, "pers")
        await press(pilot, "enter", "tab", "tab")
        await write(pilot, "Silky")
        assert "a new coat for your list" in text(desk)
        await press(pilot, "ctrl+s")
        assert isinstance(desk.screen, PetScreen)
        await press(pilot, "e", "tab")
        await write(pilot, "Dog")
        await press(pilot, "tab")
        await write(pilot, "labrador")
        await press(pilot, "enter", "ctrl+s")
        assert isinstance(desk.screen, PetScreen)

    on_page(shop_file, test, pet=3)
    with in_shop(shop_file):
        row = Pet.get_by_id(3)
        assert (row.species, row.breed.name, row.coat) == ("Dog", "Labrador Retriever", "Silky")
        assert "Silky" in client_lists.names("coat")
