"""Names that end a careless program, through every view, line, page and dialog of the book."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from db.connection import Target, bind, connected
from db.models import Bookable, Client, Item, Pet, Ticket, TicketNote, TicketRow, Vet
from screens.desk import Desk
from tests.small_shop import DANA, unbind
from tests.ui.book.shop import book, rest
from tests.ui.helpers import HOSTILE, drive, lines, press, settle, text, write

BAD = ("\x1b", "\x9b", "\x00", "\x07", "\u202e", "\u2066", "\u200b")


def spoil(path: Path, name: str) -> None:
    """Write a text everywhere where people's text stands, past all cleaning."""
    bind(Target(path, ""), create=False)
    with connected():
        from pettui.history.door import change

        with change(name, DANA) as door:
            vet = door.insert(Vet, practice=name, name=name)
            for pet in Pet.select():
                door.update(pet, name=name, alert=name, groom_notes=name, vet=vet)
            for client in Client.select():
                door.update(client, first_name=name, last_name=name, alert=name, comment=name)
            for ticket in Ticket.select():
                door.insert(TicketNote, ticket=ticket, text=name, at=door.at, author=name)
                door.update(ticket, client_name=name, pet_names=name, note=name, double_booked=name)
            for row in TicketRow.select():
                door.update(row, pet_name=name, description=name, employee_name=name)
            for item in Item.select():
                door.update(item, name=name)
            for column in Bookable.select():
                door.update(column, label=name)
    unbind()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_in_the_book(shop_file: Path, name: str, size: tuple[int, int]) -> None:
    spoil(shop_file, name)

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
