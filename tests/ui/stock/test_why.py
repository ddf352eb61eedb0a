"""Where a price comes from can be asked for wherever it is seen: one key, the same everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from db.connection import Target, bind, connected
from db.models import Item, ItemLink, Pet, PetPrice
from pettui.history.door import change
from screens.book.form.start import FormStart
from screens.desk import Desk, book_screen
from screens.people.pet import PetScreen
from tests.small_shop import DANA, DAY
from tests.ui.form.opener import opens
from tests.ui.helpers import press, settle, text, type_ahead
from tests.ui.stock.desk import play


def agree(shop_file: Path) -> None:
    """Let Rex have a price of his own for a bath, which always brings a bow."""
    bind(Target(shop_file, ""))
    with connected(), change("agreed", DANA) as door:
        bath = Item.get(Item.code == "BATH")
        door.insert(PetPrice, pet=Pet.get(Pet.name == "Rex"), item=bath, price=0)
        bow = door.insert(Item, code="BOW", kind="P", name="Bow [/]", price=300)
        door.insert(ItemLink, item=bath, other=bow, forced=True)


def test_of_the_visit_under_the_cursor_of_the_book(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await settle(pilot)
        await press(pilot, *["up"] * 5, "$")
        shown = text(desk)
        assert "Where these prices come from" in shown
        assert "Full groom · Bella" in shown
        assert "list price: $65.00, 60 + 30 + 30 min" in shown
        assert "The first that says something decides." in shown

    play(shop_file, lambda: book_screen(None), test)


def test_of_the_rows_of_a_visit_that_is_being_booked(shop_file: Path) -> None:
    agree(shop_file)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await type_ahead(pilot, "n", *"rex", "enter", *"bath", "enter", "enter")
        await settle(pilot)
        assert "and Bow [/] $3.00, goes with Bath" in text(desk)
        await press(pilot, *["down"] * 6, "$")
        shown = text(desk)
        assert "$0.00 is agreed for this pet" in shown
        assert "list price: $35.00" in shown

    play(shop_file, opens(FormStart(DAY)), test)


def test_of_every_service_on_the_page_of_a_pet(shop_file: Path) -> None:
    agree(shop_file)
    with connected():
        rex = Pet.get(Pet.name == "Rex").id

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await settle(pilot)
        await press(pilot, "$")
        shown = text(desk)
        assert "What services cost for Rex" in shown
        row = next(words for words in shown.splitlines() if "Bath" in words)
        assert "$0.00" in row and "agreed for this pet" in row
        row = next(words for words in shown.splitlines() if "Full groom" in words)
        assert "$95.00" in row and "price list L" in row

    play(shop_file, lambda: PetScreen(rex), test)
