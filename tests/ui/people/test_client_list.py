"""The list of clients by keys: it answers while one types, and makes who is not there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from rich.cells import cell_len
from textual.pilot import Pilot

from db.connection import Target, bind, connected
from db.models import Client, Pet, Phone
from pettui.history.door import change
from pettui.people.clients import NewClient, NewPet, create
from pettui.team.shop import Shop, load_shop
from screens.desk import Desk
from screens.people.clients import ClientsScreen
from screens.people.record_form import RecordForm
from tests.small_shop import DANA, unbind
from tests.ui.helpers import SHIFTS, drive, hostile, lines, press, settle, text, type_ahead, write

WORLD = ("名前 太郎", "Олена Шевченко", "محمد علي", "ñandú Ibáñez", "김 민수", "O'Brien 👨‍👩‍👧")


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


def names(desk: Desk) -> list[str]:
    """Give the clients of the list."""
    screen = desk.screen
    assert isinstance(screen, ClientsScreen), screen
    return [client.name for client in screen.rows.lines]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ort", ["Maria Ortega"]), ("bella", ["Maria Ortega"]), ("0177", ["Joe Whitfield"]),
        ("maria@", ["Maria Ortega"]), ("", ["Li Chen", "Maria Ortega", "Joe Whitfield"]),
    ],
)  # fmt: skip
def test_it_answers_while_one_types(shop_file: Path, typed: str, found: list[str]) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "F4")
        await write(pilot, typed)
        await settle(pilot)
        assert names(desk) == found

    drive(shop_file, test)


def test_keys_typed_at_once_open_what_they_say(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await type_ahead(pilot, "g", "c", *"whit", "enter")
        await settle(pilot)
        assert "Joe Whitfield   client" in text(desk)
        await press(pilot, "escape")
        assert names(desk) == ["Joe Whitfield"]
        await press(pilot, "F2", "F4")
        assert isinstance(desk.screen, ClientsScreen)

    drive(shop_file, test)


def test_a_client_is_made_during_a_phone_call(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "F4")
        await write(pilot, "Sam Gomez")
        await settle(pilot)
        assert "Enter makes “Sam Gomez” a new client" in text(desk)
        await press(pilot, "enter")
        await write(pilot, "5552030142")
        await press(pilot, "enter")
        await write(pilot, "Milo poodle s; Tom, cat")
        await press(pilot, "ctrl+s")
        assert "Sam Gomez   client 1003" in text(desk) and "Milo" in text(desk)

    drive(shop_file, test)
    bind(Target(shop_file, ""))
    with connected():
        made = Client.get(Client.last_name == "Gomez")
        assert [phone.digits for phone in Phone.select().where(Phone.client == made)] == [
            "5552030142"
        ]
        assert {pet.name for pet in Pet.select().where(Pet.client == made)} == {"Milo", "Tom"}


def test_who_is_there_already_shows_before_a_second_record_is_made(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "F4", "down", "n")
        await write(pilot, "Maria Ortega")
        await press(pilot, "ctrl+s")
        assert "Is it one of these?" in text(desk)
        await press(pilot, "escape")
        assert isinstance(desk.screen, RecordForm) and "Maria Ortega" in text(desk)
        await press(pilot, "ctrl+s", "2")
        assert "Maria Ortega   client 1000" in text(desk)

    drive(shop_file, test)
    bind(Target(shop_file, ""))
    with connected():
        assert Client.select().count() == 3


def test_who_has_the_same_phone_is_under_the_cursor(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "F4", "down", "n")
        await write(pilot, "Somebody Else")
        await press(pilot, "enter")
        await write(pilot, "555 0142")
        await press(pilot, "ctrl+s")
        assert "same phone" in text(desk)
        await press(pilot, "enter")
        assert "Maria Ortega   client 1000" in text(desk)

    drive(shop_file, test)


def test_a_breed_that_is_not_known_is_said_beside_the_pets(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "F4", "down", "n")
        await write(pilot, "Sam Gomez")
        await press(pilot, "tab", "tab")
        await write(pilot, "Milo, zebra")
        await press(pilot, "ctrl+s")
        assert "is not a breed" in " ".join(text(desk).split())

    drive(shop_file, test)


def test_inactive_clients_show_when_they_are_wanted(shop_file: Path) -> None:
    def leave(shop: Shop) -> None:
        with change("gone", DANA) as door:
            door.update(Client.get_by_id(3), active=False)

    fill(shop_file, leave)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "F4")
        assert names(desk) == ["Maria Ortega", "Joe Whitfield"]
        await press(pilot, "down", "z")
        assert names(desk) == ["Li Chen", "Maria Ortega", "Joe Whitfield"]
        assert "inactive" in next(row for row in lines(desk) if "Li Chen" in row)
        await press(pilot, "s")
        assert names(desk) == ["Li Chen", "Joe Whitfield", "Maria Ortega"]
        await press(pilot, "s")
        assert "last visit first" in text(desk)
        await press(pilot, "s")
        assert "by name" in text(desk)

    drive(shop_file, test)


def test_more_clients_come_while_one_scrolls(shop_file: Path) -> None:
    def many(shop: Shop) -> None:
        with change("moved in", DANA) as door:
            for number in range(170):
                door.insert(
                    Client, number=2000 + number, first_name=f"Nr{number:03}", last_name="Zorn",
                    created=door.at,
                )  # fmt: skip

    fill(shop_file, many)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "F4")
        assert len(names(desk)) < 173
        await press(pilot, *["pagedown"] * 14)
        assert len(names(desk)) == len(set(names(desk))) == 173
        assert names(desk)[-1] == "Nr169 Zorn" and "Nr169 Zorn" in text(desk)
        await press(pilot, "enter")
        assert "Nr169 Zorn   client 2169" in text(desk)

    drive(shop_file, test)


def test_names_in_all_scripts_keep_the_columns(shop_file: Path) -> None:
    def world(shop: Shop) -> None:
        for place, name in enumerate(WORLD):
            create(shop, NewClient(name, f"555-77{place}0", pets=(NewPet(name),)), DANA)

    fill(shop_file, world)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "F4")
        await write(pilot, "55577")
        await settle(pilot)
        rows = [row for row in lines(desk) if "555-77" in row]
        assert len(rows) == len(WORLD)
        assert len({cell_len(row[: row.index("555-77")]) for row in rows}) == 1

    drive(shop_file, test, size=(120, 40))


@pytest.mark.parametrize("shift", SHIFTS)
def test_hostile_names_do_no_harm(shop_file: Path, shift: int) -> None:
    def name_so(shop: Shop) -> None:
        with change("moved in", DANA) as door:
            for place, name in enumerate(("first_name", "alert", "city"), shift):
                door.update(Client.get_by_id(1), **{name: hostile(place)})
            door.update(Pet.get_by_id(1), name=hostile(shift + 3))

    fill(shop_file, name_so)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "F4")
        await write(pilot, "0142")
        await settle(pilot)
        assert len(names(desk)) == 1
        await press(pilot, "down", "e", "pagedown", "escape")
        shown = text(desk)
        assert "\x1b" not in shown and "\x9b" not in shown and "\u202e" not in shown
        assert isinstance(desk.screen, ClientsScreen)

    drive(shop_file, test)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
def test_all_columns_show_at_every_size(shop_file: Path, size: tuple[int, int]) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "F4")
        heading = next(row for row in lines(desk) if row.lstrip().startswith("Client"))
        assert heading.split() == ["Client", "Pets", "Phone", "last", "next", "missed", "owes"]
        assert cell_len(heading) < size[0]

    drive(shop_file, test, size=size)


def test_letters_go_into_the_filter_until_the_list_has_the_cursor(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "F4")
        await write(pilot, "nez")
        screen = desk.screen
        assert isinstance(screen, ClientsScreen) and screen.field.value == "nez"
        await press(pilot, "escape")
        assert screen.field.value == "" and desk.screen is screen
        await press(pilot, "escape")
        assert desk.screen is not screen

    drive(shop_file, test)
