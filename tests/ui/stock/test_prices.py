"""The price list by keys: typed over, cleared, copied, turned to coats, undone, from a day on."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from db.connection import Target, bind, connected
from db.models import Bookable, Breed, FuturePrice, Item, ItemException
from pettui.history.actor import Actor
from pettui.history.door import change
from pettui.stock.pricing import Edit, set_prices
from pettui.stock.sheets import Layer
from screens.desk import Desk
from screens.stock.prices import PricesScreen
from tests.small_shop import DANA
from tests.ui.helpers import HOSTILE, drive, lines, press, said, settle, text, type_ahead, write
from tests.ui.stock.desk import OWN, PRICES, cells_of, play

ROW = {"Bath": 0, "Full groom": 1, "Nails": 2, "Teeth": 3}


def row(desk: Desk, name: str) -> list[str]:
    """Give the cells of a service as the screen shows them."""
    found = next(words for words in lines(desk.screen.app) if words.startswith(f" {name} "))
    return found[len(name) + 2 :].split()


async def go(pilot: Pilot[Any], name: str, size: int) -> None:
    await press(pilot, *["up"] * 5, "home", *["down"] * ROW[name], *["right"] * size)


def test_a_number_is_typed_over_a_cell_and_enter_goes_down(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        assert row(desk, "Full groom") == ["65.00", "·65.00", "·65.00", "·65.00", "95.00", "·65.00"]
        await go(pilot, "Full groom", 2)
        assert "Full groom, S: 65.00, list price" in text(desk)
        await press(pilot, "7", "2")
        assert "72_" in text(desk)
        await press(pilot, "enter")
        assert row(desk, "Full groom")[2] == "72.00"
        assert "Nails, S: 15.00, list price" in text(desk)
        await press(pilot, "1", "6", ".", "5", "tab", "1", "7", "left")
        assert row(desk, "Nails")[1:4] == ["·15.00", "16.50", "17.00"]
        assert "Nails, S: 16.50" in text(desk)

    play(shop_file, PRICES, test)
    assert cells_of(shop_file, "FULL") == {("L", "", ""): 9500, ("S", "", ""): 7200}
    assert cells_of(shop_file, "NAILS") == {("S", "", ""): 1650, ("M", "", ""): 1700}


def test_escape_gives_up_and_nonsense_is_told(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await go(pilot, "Full groom", 1)
        await press(pilot, "9", "9", "escape")
        assert row(desk, "Full groom")[1] == "·65.00"
        assert isinstance(desk.screen, PricesScreen)  # Esc left the cell, not the list
        await press(pilot, "9", "x", "enter")
        assert "“9x” is not an amount" in text(desk)
        await press(pilot, "backspace", "enter")
        assert row(desk, "Full groom")[1] == "9.00"
        await press(pilot, "up", "-", "5", "enter")  # no five by accident
        assert "cannot be less than nothing" in said(desk)
        assert row(desk, "Full groom")[1] == "9.00"

    play(shop_file, PRICES, test)
    assert cells_of(shop_file, "FULL") == {("L", "", ""): 9500, ("XS", "", ""): 900}


def test_delete_falls_back_and_u_brings_it_back(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await go(pilot, "Full groom", 4)
        await press(pilot, "delete")
        assert row(desk, "Full groom")[4] == "·65.00"
        await press(pilot, "u")
        assert row(desk, "Full groom")[4] == "95.00"
        assert "Undone: price of Full groom L" in said(desk)
        await press(pilot, "U")
        assert row(desk, "Full groom")[4] == "·65.00"
        await press(pilot, "u", "backspace")
        assert row(desk, "Full groom")[4] == "·65.00"
        await go(pilot, "Full groom", 0)
        await press(pilot, "delete")
        assert "Type 0 if it is free" in said(desk)

    play(shop_file, PRICES, test)


def test_copy_down_and_fill_right(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await go(pilot, "Full groom", 4)
        await press(pilot, "ctrl+d", "ctrl+d")
        assert (row(desk, "Nails")[4], row(desk, "Teeth")[4]) == ("95.00", "95.00")
        await go(pilot, "Bath", 3)
        await press(pilot, "4", "0", "enter", "up", "ctrl+r")
        assert row(desk, "Bath") == ["35.00", "·35.00", "·35.00", "40.00", "40.00", "40.00"]
        await press(pilot, "u")
        assert row(desk, "Bath")[3:] == ["40.00", "·35.00", "·35.00"]

    play(shop_file, PRICES, test)


def test_leaves_for_coats_and_breed_groups(shop_file: Path) -> None:
    bind(Target(shop_file, ""))
    with connected(), change("groups", DANA) as door:
        door.update(Breed.get(Breed.name == "Poodle"), group="doodle")

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        assert "[any coat] short  double  long  curly  wire  doodle" in text(desk)
        await press(pilot, "[")
        assert "[doodle]" in text(desk)
        await go(pilot, "Full groom", 2)
        await press(pilot, "8", "5", "enter")
        await press(pilot, "]")
        assert "[any coat]" in text(desk)
        assert row(desk, "Full groom")[2] == "·65.00"
        await press(pilot, "]", "]", "]", "]")
        assert "[curly]" in text(desk)
        await go(pilot, "Full groom", 4)
        assert "Full groom, L: 95.00, price list L" in text(desk)

    play(shop_file, PRICES, test)
    assert cells_of(shop_file, "FULL")[("S", "", "doodle")] == 8500


def test_minutes_are_a_leaf_of_their_own(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "m")
        assert row(desk, "Full groom") == ["60", "·60", "·60", "·60", "90", "·60"]
        await go(pilot, "Full groom", 1)
        await press(pilot, "4", "7", "enter")
        assert "use steps of 5" in said(desk)
        await go(pilot, "Full groom", 1)
        await press(pilot, "4", "5", "enter")
        assert row(desk, "Full groom")[1] == "45"

    play(shop_file, PRICES, test)


def test_prices_from_a_day_on(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "d")
        await write(pilot, "yesterday")
        await press(pilot, "enter")
        assert "Prices that are over cannot be changed" in text(desk)
        await press(pilot, "ctrl+u")
        await write(pilot, "1/1")
        await press(pilot, "enter")
        assert "from Fri 1 Jan 2027" in text(desk)
        await go(pilot, "Full groom", 4)
        await press(pilot, "1", "0", "1", "enter", "up")
        assert "Full groom, L: 101.00, price list L, from Fri 1 Jan" in text(desk)
        await press(pilot, "d")
        await write(pilot, "today")
        await press(pilot, "enter")
        assert row(desk, "Full groom")[4] == "95.00*"
        assert "95.00, price list L; 101.00 from Fri 1 Jan 2027" in text(desk)
        await press(pilot, "$")
        shown = text(desk)
        assert "95.00 because of: price list L" in shown
        assert "From Fri 1 Jan 2027 on it says 101.00." in shown

    play(shop_file, PRICES, test)
    with connected():
        (kept,) = FuturePrice.select()
        assert (kept.day, kept.price) == (date(2027, 1, 1), 10100)


def test_somebody_elses_number_is_shown_and_not_written_over(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        screen = desk.screen
        assert isinstance(screen, PricesScreen)
        await go(pilot, "Full groom", 4)
        await press(pilot, "9", "9")
        item = screen.sheet.here.item if screen.sheet.here else 0
        luis = Actor(None, "Luis", "table")
        await desk.gateway.run(
            set_prices, desk.shop, [Edit(item, "L", 9700, 9500)], Layer(), "price", luis
        )
        await press(pilot, "enter")
        assert "Somebody changed Full groom in the meantime" in said(desk)
        assert row(desk, "Full groom")[4] == "97.00"

    play(shop_file, PRICES, test)
    assert cells_of(shop_file, "FULL") == {("L", "", ""): 9700}


def test_what_employees_do_differently_and_zero_is_a_value(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        assert "Kim     Luis      Ana" in text(desk)
        await go(pilot, "Full groom", 1)
        await press(pilot, "0", "enter")
        assert row(desk, "Full groom") == ["·65.00", "0.00", "·65.00"]
        await press(pilot, "]", "]")
        assert "[process]" in text(desk)
        await go(pilot, "Full groom", 2)
        await press(pilot, "0", "enter", "up")
        assert "Full groom, Ana: 0 min, their own" in text(desk)
        await press(pilot, "$")
        assert "Their own process comes before the price list" in text(desk)

    play(shop_file, OWN, test)
    with connected():
        rows = ItemException.select(Bookable.label, ItemException.price, ItemException.process)
        rows = rows.join(Bookable, on=ItemException.employee == Bookable.id)
        assert sorted(rows.tuples()) == [("Ana", None, 0), ("Luis", 0, None)]


def test_raising_shows_every_price_first_and_is_one_undo(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "R", "1")
        await write(pilot, "10")
        assert "raised by 10 %" in text(desk)
        await press(pilot, "enter", "3", "enter")
        shown = text(desk)
        assert "5 prices change at once" in shown
        assert "65.00  ->       72.00" in shown and "95.00  ->      105.00" in shown
        await press(pilot, "escape")
        assert row(desk, "Full groom")[4] == "95.00"
        await press(pilot, "R", "1")
        await write(pilot, "10")
        await press(pilot, "enter", "3", "enter", "enter")
        assert row(desk, "Full groom")[4] == "105.00"
        await press(pilot, "u")
        assert row(desk, "Full groom")[4] == "95.00"

    play(shop_file, PRICES, test)


def test_the_list_is_written_into_files(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "P", "1")
        assert "Wagging Tails: price list" in text(desk)
        await press(pilot, "escape", "P", "4")
        assert "price-list-2026-11-23.csv" in said(desk)
        await press(pilot, "P", "4")
        assert "price-list-2026-11-23-2.csv" in said(desk)

    play(shop_file, PRICES, test)
    for name in ("price-list-2026-11-23.csv", "price-list-2026-11-23-2.csv"):
        path = Path.home() / name
        assert path.read_bytes().startswith(b"\xef\xbb\xbfcategory,")
        assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", HOSTILE)
def test_names_of_all_kinds_stay_in_their_columns(shop_file: Path, name: str) -> None:
    bind(Target(shop_file, ""))
    with connected(), change("named", DANA) as door:
        door.update(Item.get(Item.code == "BATH"), name=name)
        door.update(Bookable.get(Bookable.label == "Kim"), label=name)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        (bath,) = (words for words in lines(desk) if words.count("35.00") == 6)
        head = next(words for words in lines(desk) if words.endswith("XL"))
        assert cell_len(bath) == cell_len(head)

    play(shop_file, PRICES, test)
    play(shop_file, OWN, lambda desk, pilot: settle(pilot))


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
def test_every_size_can_be_reached_on_small_windows(shop_file: Path, size: tuple[int, int]) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await go(pilot, "Full groom", 5)
        shown = text(desk)
        assert "XL" in shown and "Full groom, XL" in shown
        assert max(len(words) for words in lines(desk)) <= size[0]
        await press(pilot, "7", "enter")
        await press(pilot, "home")
        assert "any" in text(desk)

    play(shop_file, PRICES, test, size=size)
    assert cells_of(shop_file, "FULL")[("XL", "", "")] == 700


def test_the_mouse_goes_to_a_cell(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        at = next(y for y, words in enumerate(lines(desk)) if words.startswith(" Nails "))
        column = lines(desk)[at].index("15.00") + 9 * 3
        await pilot.click(offset=(column, at))
        await settle(pilot)
        assert "Nails, M: 15.00" in text(desk)

    play(shop_file, PRICES, test)


@pytest.mark.parametrize("theme", ["pettui-light", "ansi-dark"])
def test_what_falls_back_is_marked_without_any_colour(shop_file: Path, theme: str) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        assert row(desk, "Full groom")[3:5] == ["·65.00", "95.00"]

    drive(shop_file, test, home=PRICES, theme=theme)


def test_a_column_typed_in_one_go_lands_in_its_cells(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await go(pilot, "Bath", 1)
        keys = "36 72 16 13".replace(" ", "\n")
        await type_ahead(pilot, *("enter" if key == "\n" else key for key in keys), "enter")
        await type_ahead(pilot, "5", "tab", "8", "enter")
        assert [row(desk, name)[1] for name in ROW] == ["36.00", "72.00", "16.00", "5.00"]
        assert said(desk) == ""

    play(shop_file, PRICES, test)
