"""Names that end a careless program, through every view, line, page and dialog of the book."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from db.connection import Target, bind, connected
from db.models import Bookable, Client, Item, Pet, Ticket, TicketNote, TicketRow, Vet
from db.models.base import Record
from pettui.history.door import Door, change
from screens.desk import Desk
from tests.small_shop import DANA, unbind
from tests.ui.book.shop import book, rest
from tests.ui.helpers import SHIFTS, drive, hostile, lines, press, settle, text, write

BAD = ("\x1b", "\x9b", "\x00", "\x07", "\u202e", "\u2066", "\u200b")


def spoil(path: Path, shift: int) -> None:
    """Write texts everywhere where people's text stands, past all cleaning."""
    places = count(shift)

    def fill(door: Door, row: Record, *names: str) -> None:
        door.update(row, **{name: hostile(next(places)) for name in names})

    bind(Target(path, ""), create=False)
    with connected(), change(hostile(shift), DANA) as door:
        vet = door.insert(Vet, practice=hostile(shift), name=hostile(shift + 1))
        for pet in Pet.select():
            door.update(pet, vet=vet)
            fill(door, pet, "name", "alert", "groom_notes")
        for client in Client.select():
            fill(door, client, "first_name", "last_name", "alert", "comment")
        for ticket in Ticket.select():
            note = door.insert(TicketNote, ticket=ticket, text="", at=door.at)
            fill(door, note, "text", "author")
            fill(door, ticket, "client_name", "pet_names", "note", "double_booked")
        for row in TicketRow.select():
            fill(door, row, "pet_name", "description", "employee_name")
        for item in Item.select():
            fill(door, item, "name")
        for column in Bookable.select():
            fill(door, column, "label")
    unbind()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("shift", SHIFTS)
def test_hostile_text_in_the_book(shop_file: Path, shift: int, size: tuple[int, int]) -> None:
    spoil(shop_file, shift)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        async def look(screen: str = "") -> None:
            await rest(pilot)
            assert desk.is_running and desk._exception is None
            shown = text(desk)
            for row in shown.splitlines():
                assert not any(bad in row for bad in BAD), (screen, repr(row))
            assert len(lines(desk)) == size[1]
            assert screen in type(desk.screen).__name__

        await press(pilot, "tab")
        await look("BookScreen")
        for key, screen in (
            ("v", "BookScreen"), ("v", "BookScreen"), ("v", "BookScreen"), ("H", "TextPage"),
            ("escape", "BookScreen"), ("x", "Menu"), ("escape", "BookScreen"), ("N", "Ask"),
            ("escape", "BookScreen"), ("R", "Ask"), ("escape", "BookScreen"),
            ("m", "BookScreen"), ("down", "BookScreen"), ("escape", "BookScreen"),
            ("enter", "BookingForm"), ("escape", "BookScreen"), ("o", "ClientScreen"),
            ("enter", "PetScreen"), ("escape", "ClientScreen"), ("escape", "BookScreen"),
            ("s", "BookScreen"), ("y", "BookScreen"), ("u", "BookScreen"),
        ):  # fmt: skip
            await press(pilot, key)
            await look(screen)
        await press(pilot, "/")
        await write(pilot, "555")
        await look("PickList")
        await press(pilot, "enter")
        await look("Screen")
        await settle(pilot)
        assert book(desk).is_mounted

    drive(shop_file, test, size=size)
