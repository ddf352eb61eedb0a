"""Finding anybody, and the pages of clients and pets, by keys and mouse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from db.models import Client, Note, TicketRow
from screens.desk import Desk
from screens.people.client import ClientScreen
from screens.people.pet import PetScreen
from tests.ui.book.shop import book, current, elsewhere, to
from tests.ui.helpers import (
    drive,
    followed,
    lines,
    press,
    said,
    settle,
    text,
    type_ahead,
    until,
    write,
)  # fmt: skip


async def find(desk: Desk, pilot: Pilot[Any], typed: str) -> None:
    """Type into the search and wait for answers."""
    await press(pilot, "/")
    await write(pilot, typed)
    await settle(pilot)


@pytest.mark.parametrize(
    ("typed", "page", "shown"),
    [
        ("bell", PetScreen, "Bella   Poodle S"),
        ("ortega", ClientScreen, "Maria Ortega   client 1000"),
        ("0177", ClientScreen, "Joe Whitfield   client"),
        ("555-0199", ClientScreen, "Li Chen"),
        ("whit rex", PetScreen, "Rex   Labrador Retriever L"),
    ],
)
def test_find_by_any_part_and_go_there(
    shop_file: Path, typed: str, page: type[Any], shown: str
) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await find(desk, pilot, typed)
        await press(pilot, "enter")
        assert isinstance(desk.screen, page)
        assert shown in text(desk)
        await press(pilot, "escape")
        assert desk.screen is book(desk)

    drive(shop_file, test)


def test_find_typed_at_once_goes_to_what_was_typed(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await type_ahead(pilot, "/", *"ortega", "enter")
        await until(pilot, lambda: isinstance(desk.screen, ClientScreen))
        await settle(pilot)
        assert "Maria Ortega   client 1000" in text(desk)

    drive(shop_file, test)


def test_a_tickets_number_goes_to_its_place_in_the_book(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, ">", ">")
        await find(desk, pilot, "1002")
        assert "Ticket 1002" in text(desk)
        await press(pilot, "enter")
        assert desk.screen is book(desk)
        assert book(desk).day.isoformat() == "2026-11-23"
        assert current(desk).pet == "Rex"

    drive(shop_file, test)


def test_a_cancelled_ticket_is_shown_when_it_is_gone_to(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Rex")
        await press(pilot, "x", "1")
        await find(desk, pilot, "1002")
        await press(pilot, "enter")
        assert current(desk).status == "cancelled"

    drive(shop_file, test)


def test_nobody_found_says_so_and_escape_goes_back(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await find(desk, pilot, "zzzz")
        assert "Try fewer letters" in text(desk)
        await press(pilot, "enter")
        assert "Try fewer letters" in text(desk)
        await press(pilot, "escape")
        assert desk.screen is book(desk)

    drive(shop_file, test)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_a_clients_page_and_its_pets(shop_file: Path, size: tuple[int, int]) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Bella")
        await press(pilot, "o")
        shown = text(desk)
        for words in (
            "Maria Ortega", "555-0142", "maria@example.com", "Bella  ! BITES, muzzle  Poodle S",
            "Coming", "9:00  Bella: Full groom  Kim", "In progress",
        ):  # fmt: skip
            assert words in shown, words
        await press(pilot, "enter")
        assert "Rabies            until Sat 1 May 2027" in text(desk)
        await press(pilot, "enter")  # the owner
        assert isinstance(desk.screen, ClientScreen)
        await press(pilot, "down", "enter")  # the visit: back in the book
        assert len(desk.screen_stack) == 1
        assert current(desk).pet == "Bella"

    drive(shop_file, test, size=size)


def test_a_lapsed_vaccination_is_said_in_words(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await find(desk, pilot, "rex")
        await press(pilot, "enter")
        assert "! Rabies lapsed" in text(desk)
        assert "LAPSED Sun 1 Nov 2026" in text(desk)

    drive(shop_file, test)


def test_rows_are_opened_by_mouse(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Bella")
        await press(pilot, "o")
        y = next(y for y, row in enumerate(lines(desk)) if "Bella  ! BITES" in row)
        await pilot.click(offset=(6, y))
        await settle(pilot)
        assert isinstance(desk.screen, PetScreen)

    drive(shop_file, test)


def test_an_alert_is_set_shown_in_the_book_and_undone(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await find(desk, pilot, "chen")
        await press(pilot, "enter", "A")
        await write(pilot, "pays cash only")
        await press(pilot, "enter", "escape")
        assert (
            await desk.gateway.run(lambda: Client.get(last_name="Chen").alert) == "pays cash only"
        )
        await to(desk, pilot, "Coco")
        assert "pays cash only" in current(desk).alerts
        await press(pilot, "u")
        assert "pays cash only" not in current(desk).alerts

    drive(shop_file, test)


def test_notes_are_added_and_read_whole(shop_file: Path) -> None:
    long = "likes the blue towel " * 20

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await find(desk, pilot, "ortega")
        await press(pilot, "enter", "N")
        await write(pilot, f"{long} END")
        await press(pilot, "ctrl+s")
        assert await desk.gateway.run(Note.select().count) == 1
        page = desk.screen
        assert isinstance(page, ClientScreen)
        assert "Notes" in text(desk) and "END" not in text(desk)
        await press(pilot, "down", "down", "enter")
        assert "END" in text(desk)
        await press(pilot, "escape")
        assert desk.screen is page

    drive(shop_file, test)


def test_a_visit_is_booked_from_a_pets_page(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await find(desk, pilot, "coco")
        await press(pilot, "enter", "n")
        assert "Li Chen" in text(desk)
        await write(pilot, "nails")
        await press(pilot, "enter", "enter")
        await write(pilot, "fri 2p")
        await press(pilot, "enter", "enter", "enter", "enter")
        rows = await desk.gateway.run(
            lambda: [
                (r.day.isoformat(), r.start) for r in TicketRow.select() if r.pet_name == "Coco"
            ]
        )
        assert ("2026-11-27", 14 * 60) in rows
        assert isinstance(desk.screen, PetScreen)
        assert "Fri 27 Nov 2026" in text(desk)
        assert "Booked Coco: Nails" in said(desk)

    drive(shop_file, test)


def test_a_page_follows_what_others_write(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await find(desk, pilot, "ortega")
        await press(pilot, "enter")
        await followed(desk, pilot)
        await elsewhere(
            desk,
            "from pettui.people import clients; from db.models import Client;"
            " clients.set_alert(Client.get(last_name='Ortega').id, 'moved away', KIM)",
        )
        await until(pilot, lambda: "moved away" in text(desk))

    drive(shop_file, test)
