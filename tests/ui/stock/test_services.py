"""Services and lists by keys: filtered, made, changed, put away, told beside the field."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from db.connection import Target, bind, connected
from db.models import Category, Choice, Item, ItemLink, ItemNeed, Tax
from pettui.history.actor import Actor
from pettui.history.door import change
from pettui.stock.catalog import read_service
from pettui.stock.saving import save_service
from screens.desk import Desk
from screens.stock.prices import PricesScreen
from screens.stock.screen import ServicesScreen
from tests.small_shop import DANA
from tests.ui.helpers import HOSTILE, drive, hush, lines, press, said, text, write
from tests.ui.stock.desk import SERVICES, item_of, play


async def fill(pilot: Pilot[Any], *values: str) -> None:
    """Type into one field after the other; "" leaves one as it is, `<key>` presses a key."""
    for value in values:
        if value.startswith("<"):
            await press(pilot, value[1:-1])
        elif value:
            await press(pilot, "ctrl+u")
            await write(pilot, value)
        await press(pilot, "tab")


def test_g_s_opens_the_services_and_escape_leads_back(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        before = desk.screen
        await press(pilot, "g", "s")
        assert "Services and prices   4 services" in text(desk)
        await press(pilot, "p", "g", "s")
        assert isinstance(desk.screen, ServicesScreen)
        await press(pilot, "escape")
        assert desk.screen is before

    drive(shop_file, test)


def test_the_list_answers_while_one_types(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "f")
        await write(pilot, "gr")
        shown = text(desk)
        assert "Full groom" in shown and "Nails" not in shown
        assert "1 service," in shown
        await press(pilot, "ctrl+u")
        await write(pilot, "zzz")
        assert "Nothing has these letters." in text(desk)
        await press(pilot, "escape")
        assert "4 services" in text(desk)

    play(shop_file, SERVICES, test)


def test_a_service_is_made_by_keyboard(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "n")
        await fill(pilot, "Mud bath", "", "", "42", "20", "15", "10", "", "y", "t",
                   "tub set-up, dryer process", "nails x2 always", "1.5", "Warm.")  # fmt: skip
        await press(pilot, "ctrl+s")
        assert "no product or add-on nails" in text(desk)  # it is neither: told beside the field
        await press(pilot, "ctrl+u")
        await write(pilot, "bow x2 always")
        await press(pilot, "ctrl+s")
        assert "Mud bath" in text(desk) and "20 + 15 + 10 min      42.00" in text(desk)
        await press(pilot, "u")
        await hush(pilot)
        assert "Mud bath" not in text(desk)
        await press(pilot, "U")

    bind(Target(shop_file, ""))
    with connected(), change("a product", DANA) as door:
        door.insert(Item, code="BOW", kind="P", name="Bow", price=300)
    play(shop_file, SERVICES, test)
    made = item_of(shop_file, "Mud bath")
    assert (made["code"], made["price"], made["setup"], made["backbar"]) == ("MB", 4200, 20, 150)
    assert (made["add_on"], made["color"], made["tax1"]) == (True, "teal", True)
    with connected():
        needs = ItemNeed.select(ItemNeed.kind, ItemNeed.phase).tuples()
        assert sorted(needs) == [("dryer", "process"), ("tub", "setup")]
        (link,) = ItemLink.select()
        assert (link.other.name, link.quantity, link.forced) == ("Bow", 2, True)


@pytest.mark.parametrize(
    ("place", "typed", "words"),
    [
        (0, " ", "a service needs a name"),
        (1, "bath", "BATH is taken by another service"),
        (3, "much", "“much” is not an amount"),
        (4, "7", "use steps of 5 minutes"),
        (5, "long", "type minutes in steps of 5"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    shop_file: Path, place: int, typed: str, words: str
) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "down", "enter")
        assert "Full groom" in text(desk)
        await press(pilot, *["tab"] * place, "ctrl+u")
        await write(pilot, typed)
        await press(pilot, "ctrl+s")
        label = next(i for i, shown in enumerate(lines(desk)) if words in shown)
        field = ("Name", "Code", "", "Price", "Set-up", "Process")[place]
        assert lines(desk)[label - 1].split("│")[1].strip().startswith(field)
        await press(pilot, "escape")
        assert "Nothing is saved yet" in text(desk)
        await press(pilot, "escape")
        assert isinstance(desk.screen, ServicesScreen)

    before = item_of(shop_file, "Full groom")
    play(shop_file, SERVICES, test)
    assert item_of(shop_file, "Full groom") == before


def test_another_desks_change_is_told_before_mine_goes_over_it(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "enter")
        theirs = await desk.gateway.run(read_service, 1)
        luis = Actor(None, "Luis", "table")
        await desk.gateway.run(save_service, replace(theirs, price=4000), luis)
        await press(pilot, "tab", "tab", "tab", "ctrl+u")
        await write(pilot, "41")
        await press(pilot, "ctrl+s")
        assert "Luis at table changed this" in text(desk)
        shown = " ".join(
            words.partition("│")[2].rpartition("│")[0].strip() for words in lines(desk)
        )
        assert "Theirs: price 40.00. Ctrl+S again keeps yours." in shown
        await press(pilot, "ctrl+s")
        assert "41.00" in text(desk)

    play(shop_file, SERVICES, test)
    assert item_of(shop_file, "Bath")["price"] == 4100


def test_what_two_desks_changed_in_one_service_is_both_kept(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "enter")
        theirs = await desk.gateway.run(read_service, 1)
        luis = Actor(None, "Luis", "table")
        await desk.gateway.run(save_service, replace(theirs, name="Warm bath", price=4000), luis)
        await press(pilot, "tab", "tab", "tab", "tab", "ctrl+u")
        await write(pilot, "50")
        await press(pilot, "ctrl+s")
        assert "Luis at table changed this" in said(desk)
        assert "Both changes are kept." in said(desk)

    play(shop_file, SERVICES, test)
    kept = item_of(shop_file, "Warm bath")
    assert (kept["price"], kept["setup"]) == (4000, 50)


def test_only_what_both_changed_is_asked_about_and_the_rest_of_theirs_stays(
    shop_file: Path,
) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "enter")
        theirs = await desk.gateway.run(read_service, 1)
        luis = Actor(None, "Luis", "table")
        await desk.gateway.run(save_service, replace(theirs, price=4000, color="teal"), luis)
        await press(pilot, "tab", "tab", "tab", "ctrl+u")
        await write(pilot, "41")
        await press(pilot, "ctrl+s")
        assert "Theirs: price 40.00." in text(desk)
        await press(pilot, "ctrl+s")

    play(shop_file, SERVICES, test)
    kept = item_of(shop_file, "Bath")
    assert (kept["price"], kept["color"]) == (4100, "teal")


@pytest.mark.parametrize("name", ["Mud bath", *HOSTILE[:4], HOSTILE[10], "名前 犬の é"])
def test_unsaved_text_survives_the_end_of_the_program(shop_file: Path, name: str) -> None:
    async def typed(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "n")
        await write(pilot, name)
        await press(pilot, "tab", "tab", "tab")
        await write(pilot, "42")
        await press(pilot, *["tab"] * 6, "t")  # a colour; and the line drops

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "n")
        shown = text(desk)
        assert "There is text that was never saved" in shown
        assert "name, price, colour" in shown
        await press(pilot, "1")
        await press(pilot, "ctrl+s")
        await press(pilot, "n")
        assert "never saved" not in text(desk)  # it has been

    play(shop_file, SERVICES, typed)
    play(shop_file, SERVICES, test)
    assert item_of(shop_file, name)["price"] == 4200


def test_unsaved_text_says_what_somebody_wrote_there_meanwhile(shop_file: Path) -> None:
    async def typed(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "enter", "tab", "tab", "tab", "ctrl+u")
        await write(pilot, "41")

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        theirs = await desk.gateway.run(read_service, 1)
        luis = Actor(None, "Luis", "table")
        await desk.gateway.run(save_service, replace(theirs, price=4000), luis)
        await press(pilot, "enter")
        assert "From Mon 23 Nov" in text(desk)
        await press(pilot, "1")
        assert "meanwhile: 40.00" in text(desk)
        await press(pilot, "escape", "escape", "enter")
        assert "never saved" not in text(desk)

    play(shop_file, SERVICES, typed)
    play(shop_file, SERVICES, test)
    assert item_of(shop_file, "Bath")["price"] == 4000


def test_what_is_used_is_put_away_and_shown_when_wanted(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "D")
        shown = " ".join(text(desk).split())
        assert "Bath cannot be deleted" in shown and "On record: 1 ticket." in shown
        await press(pilot, "1")
        assert "Bath is inactive" in said(desk)
        await hush(pilot)
        assert "3 services" in text(desk)
        await press(pilot, "z")
        assert "inactive" in next(words for words in lines(desk) if "BATH" in words)
        await press(pilot, "up", "x")
        assert "Bath is offered again" in said(desk)
        await press(pilot, "down", "down", "down", "D")  # Teeth: nobody ever had it
        assert "Delete Teeth?" in text(desk) and "Nothing refers to it." in text(desk)
        await press(pilot, "enter")  # no
        assert "4 services" in text(desk)
        await press(pilot, "D", "y")
        assert "Teeth is deleted. u brings it back." in said(desk)
        await hush(pilot)
        assert "3 services" in text(desk)
        await press(pilot, "u")
        await hush(pilot)
        assert "4 services" in text(desk)

    play(shop_file, SERVICES, test)


def test_the_price_list_opens_at_the_service(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "down", "down", "p")
        assert isinstance(desk.screen, PricesScreen)
        assert "Nails, any: 15.00" in text(desk)

    play(shop_file, SERVICES, test)


def test_categories_resources_taxes_and_lists_by_keys(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        for name in ("Spa", "Cuts"):
            await press(pilot, *(("l", "1") if name == "Spa" else ()), "n")
            await write(pilot, name)
            await press(pilot, "enter")
        await press(pilot, "down", "K")
        assert next(words for words in lines(desk) if "0 services" in words).startswith(" Cuts")
        await press(pilot, "escape", "l", "3", "n")
        await fill(pilot, "kennels", "Kennel", "x")
        await press(pilot, "ctrl+s")
        assert "type how many pets it holds" in text(desk)
        await press(pilot, "ctrl+u")
        await write(pilot, "6")
        await press(pilot, "ctrl+s")
        assert "kennel, 6 pets at a time" in text(desk)
        await press(pilot, "escape", "l", "4", "n")
        assert "There are three taxes" in said(desk)
        await press(pilot, "enter", "tab", "ctrl+u")
        await write(pilot, "9,5")
        await press(pilot, "ctrl+s")
        await hush(pilot)
        assert "services 9.5 %, products 8.25 %" in text(desk)
        await press(pilot, "escape", "l", "7", "down", "down", "down", "e", "ctrl+u")
        await write(pilot, "woolly")
        await press(pilot, "enter")
        assert "woolly" in text(desk) and "curly" not in text(desk)
        await press(pilot, "D")
        shown = " ".join(text(desk).split())
        assert "woolly cannot be deleted" in shown and "1 pet and 1 breed" in shown
        await press(pilot, "escape", "u")
        assert "curly" in text(desk)

    play(shop_file, SERVICES, test)
    with connected():
        assert Tax.get(Tax.place == 1).service_rate == 9.5
        assert [c.name for c in Category.select().order_by(Category.position)] == ["Cuts", "Spa"]
        assert not Choice.select().where(Choice.kind == "coat", Choice.name == "woolly").exists()


@pytest.mark.parametrize("name", HOSTILE)
def test_names_of_all_kinds_are_shown_as_they_are(shop_file: Path, name: str) -> None:
    bind(Target(shop_file, ""))
    with connected(), change("named", DANA) as door:
        group = door.insert(Category, name=name)
        door.update(Item.get(Item.code == "BATH"), name=name, category=group, comment=name)
        door.insert(Choice, kind="referral", name=name)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        assert "35.00" in text(desk)
        await press(pilot, "down", "down", "down", "enter", "escape", "l", "5")
        assert "Where clients come from" in text(desk)
        await press(pilot, "enter", "escape", "escape", "l", "1", "enter", "escape", "escape")
        await press(pilot, "R", "1", "escape")
        assert isinstance(desk.screen, ServicesScreen)

    play(shop_file, SERVICES, test)


def test_a_breed_group_becomes_a_leaf_of_the_price_list(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "l", *["down"] * 9, "enter", "f")
        await write(pilot, "pood")
        assert "Labrador" not in text(desk)
        await press(pilot, "enter", "enter", *["tab"] * 4)
        await write(pilot, "doodle")
        await press(pilot, "enter")
        assert "S  curly  group doodle" in text(desk)
        await press(pilot, "D")
        assert "Poodle cannot be deleted" in text(desk)
        await press(pilot, "2", "escape", "escape", "p", "[")
        await hush(pilot)
        assert "[doodle]" in text(desk)

    play(shop_file, SERVICES, test)
