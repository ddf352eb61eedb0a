"""Pages of clients and pets by keys: all that is on record, and what can be done with it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from textual.pilot import Pilot

from db.connection import Target, bind, connected
from db.models import Client, Pet, PetWeight, Vaccination
from pettui.book import summary
from pettui.book.summary import spot_of
from pettui.history.door import change
from pettui.people import household
from pettui.team.shop import Shop, load_shop
from screens.desk import Desk
from screens.people.client import ClientScreen
from screens.people.pet import PetScreen, weight_bars
from screens.people.record_form import RecordForm
from tests.small_shop import DANA, unbind
from tests.ui.helpers import SHIFTS, drive, hostile, hush, press, said, settle, text, write


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    """Let it be 10:42 in the shop, on the small shop's day."""
    with time_machine.travel(datetime(2026, 11, 23, 15, 42, tzinfo=UTC), tick=True):
        yield


def fill(shop_file: Path, do: Callable[[Shop], None]) -> None:
    """Write something into the shop before the desk opens."""
    bind(Target(shop_file, ""))
    with connected():
        do(load_shop())
    unbind()


async def page(desk: Desk, pilot: Pilot[Any], kind: str, key: int) -> None:
    screen = ClientScreen(key) if kind == "client" else PetScreen(key)
    desk.push_screen(screen)
    await settle(pilot)


def test_a_clients_page_shows_household_and_what_is_on_record(shop_file: Path) -> None:
    def live_together(shop: Shop) -> None:
        household.join(2, 1, DANA)
        with change("more", DANA) as door:
            door.update(
                Client.get_by_id(1), emergency_name="Ana", emergency_phone="555-0100",
                preferences="no perfume",
            )  # fmt: skip

    fill(shop_file, live_together)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await page(desk, pilot, "client", 1)
        shown = text(desk)
        for words in (
            "Household", "Joe Whitfield", "On record", "no perfume", "Ana, 555-0100",
            "appointments: e-mail, texts, calls",
        ):  # fmt: skip
            assert words in shown, words
        await press(pilot, "m", "2")
        assert "Household" not in text(desk)
        await press(pilot, "u")
        assert "Household" in text(desk)

    drive(shop_file, test, size=(120, 40))


def test_enter_on_a_visit_goes_to_its_day_in_the_book_however_long_that_takes(
    shop_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slowly(ticket: int) -> object:
        time.sleep(0.2)  # the page is closed by then
        return spot_of(ticket)

    monkeypatch.setattr(summary, "spot_of", slowly)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, ".", "F4")  # the book shows the day after
        await write(pilot, "ortega")
        await press(pilot, "enter")
        screen = desk.screen
        assert isinstance(screen, ClientScreen)
        places = [n for n, row in enumerate(screen.rows.rows) if row.id.startswith("ticket:")]
        screen.rows.cursor = places[0]
        await press(pilot, "enter")
        assert "Mon 23 Nov 2026  today" in text(desk)

    drive(shop_file, test)


def test_e_edits_and_h_tells_who_did(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await page(desk, pilot, "client", 1)
        await press(pilot, "e")
        assert isinstance(desk.screen, RecordForm)
        await write(pilot, "Mary")
        await press(pilot, "ctrl+s")
        assert "Mary Ortega   client 1000" in text(desk)
        assert all(words in text(desk) for words in ("e edit", "m more", "/ find", "? help"))
        await press(pilot, "H")
        assert "Maria -> Mary" in text(desk) and "Dana" in text(desk)

    drive(shop_file, test)


def test_a_pet_is_added_on_its_owners_page(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await page(desk, pilot, "client", 1)
        await press(pilot, "P")
        await write(pilot, "Milo")
        await press(pilot, "ctrl+s")
        assert isinstance(desk.screen, ClientScreen) and "Milo" in text(desk)

    drive(shop_file, test)


def test_weights_show_their_course() -> None:
    weights = [(date(2026, 11, 1), "22.0 lb"), (date(2026, 5, 1), "11.0 lb")]
    assert [(len(bar), words) for _, bar, words in weight_bars(weights)] == [
        (24, "22.0 lb"), (12, "11.0 lb"),
    ]  # fmt: skip
    assert weight_bars([]) == []


def test_a_pets_page_shows_alerts_first_and_its_weights(shop_file: Path) -> None:
    def weigh(shop: Shop) -> None:
        with change("weighed", DANA) as door:
            door.insert(PetWeight, pet=1, day=date(2026, 5, 1), grams=5000)

    fill(shop_file, weigh)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await page(desk, pilot, "pet", 1)
        shown = text(desk)
        assert shown.index("! BITES · muzzle") < shown.index("Vaccinations")
        assert "████  11.0 lb" in shown or "█ 11.0 lb" in shown

    drive(shop_file, test, size=(120, 40))


def test_a_vaccination_is_entered_as_people_say_its_date(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await page(desk, pilot, "pet", 2)
        assert "! Rabies lapsed" in text(desk)
        await press(pilot, "V")
        await write(pilot, "11/1/2027")
        assert "Mon 1 Nov 2027" in text(desk)
        await press(pilot, "ctrl+s")
        assert "lapsed" not in text(desk)

    drive(shop_file, test)
    bind(Target(shop_file, ""))
    with connected():
        assert Vaccination.get(Vaccination.pet == 2).expires == date(2027, 11, 1)


def test_a_pet_moves_to_another_owner(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await page(desk, pilot, "pet", 2)
        await press(pilot, "m", "7")
        await write(pilot, "chen")
        await settle(pilot)
        await press(pilot, "enter")
        assert "Li Chen" in text(desk)
        assert "Still booked for the old owner" in said(desk)

    drive(shop_file, test)
    bind(Target(shop_file, ""))
    with connected():
        assert Pet.get_by_id(2).client_id == 3


def test_death_is_asked_about_and_can_be_taken_back(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await page(desk, pilot, "pet", 2)
        await press(pilot, "m", "9", "n")
        assert "deceased" not in text(desk)
        await press(pilot, "m", "9", "y")
        assert "1 visit still booked" in text(desk)
        await press(pilot, "1")
        assert "Rex: 1 visit called off, the pet has died" in said(desk)
        await hush(pilot)
        assert "deceased" in text(desk)
        await press(pilot, "m", "9")
        assert "deceased" not in text(desk)

    drive(shop_file, test)


def test_a_client_with_visits_to_come_is_asked_about_before_leaving(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await page(desk, pilot, "client", 2)
        await press(pilot, "m", "3")
        assert "Make inactive?" in text(desk)
        await press(pilot, "y", "2")
        assert "inactive" in text(desk)

    drive(shop_file, test)
    bind(Target(shop_file, ""))
    with connected():
        assert not Client.get_by_id(2).active


@pytest.mark.parametrize("shift", SHIFTS)
def test_hostile_records_do_no_harm(shop_file: Path, shift: int) -> None:
    client = ("first_name", "preferences", "occupation", "emergency_name")
    pet = ("name", "color", "behavior", "microchip", "groom_notes")

    def name_so(shop: Shop) -> None:
        with change("moved in", DANA) as door:
            for row, names in ((Client.get_by_id(1), client), (Pet.get_by_id(1), pet)):
                door.update(row, **{n: hostile(place) for place, n in enumerate(names, shift)})

    fill(shop_file, name_so)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        for kind in ("client", "pet"):
            await page(desk, pilot, kind, 1)
            shown = text(desk)
            await press(pilot, "e", "pagedown", "escape", "H", "escape")
            assert isinstance(desk.screen, (ClientScreen, PetScreen))
            shown += text(desk)
            assert not {"\x1b", "\x9b", "\u202e", "\x07"} & set(shown)

    drive(shop_file, test)


@pytest.mark.parametrize(("kind", "about"), [("client", ""), ("pet", "Bella: ")])
def test_a_note_is_kept_with_who_wrote_it(shop_file: Path, kind: str, about: str) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await page(desk, pilot, kind, 1)
        await press(pilot, "N")
        await write(pilot, "likes the blue towel")
        await press(pilot, "ctrl+s")
        assert "likes the blue towel" in text(desk) and "Noted." in said(desk)
        await press(pilot, "escape")
        await page(desk, pilot, "client", 1)
        assert f"{about}likes the blue towel" in text(desk)

    drive(shop_file, test)
