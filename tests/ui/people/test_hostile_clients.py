"""Texts that end an app or reach the terminal, through every field of a client, at 80x24."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from db.connection import Target, bind, connected
from db.models import Client
from pettui.people import household
from pettui.text import clean
from screens.desk import Desk
from screens.people.client import ClientScreen
from screens.people.clients import ClientsScreen
from screens.people.record_form import RecordForm
from screens.widgets.fields import Typed
from tests.small_shop import DANA
from tests.ui.helpers import SHIFTS, drive, hostile, lines, press, settle, text

KEPT = {
    "title": 30, "first_name": 120, "last_name": 120, "web": 200, "address": 200, "city": 120,
    "state": 60, "postcode": 20, "card_number": 40, "gender": 30, "occupation": 120,
    "spouse": 120, "children": 120, "emergency_name": 120, "emergency_phone": 40,
    "emergency_relation": 60, "alert": 400,
}  # fmt: skip
HARM = {"\x1b", "\x9b", "\x07", "\x00", "\u202e", "\u2066"}


def harmless(desk: Desk) -> bool:
    """Tell whether the screen shows nothing that a terminal would obey, and fits."""
    return not HARM & set(text(desk)) and len(lines(desk)) == 24


async def fill_all(desk: Desk, pilot: Pilot[Any], shift: int) -> dict[str, str]:
    """Paste one of the texts into every field; gives which stood where."""
    screen = desk.screen
    assert isinstance(screen, RecordForm)
    pasted: dict[str, str] = {}
    for place, name in enumerate(screen.form.entries):
        pasted[name] = hostile(place + shift)
        screen.form.put({name: Typed("")})
        await screen.form.go_to(name)
        box = screen.form.entries[name].box
        if box is not None:
            box.post_message(events.Paste(pasted[name]))
        await settle(pilot)
        assert harmless(desk), name
    return pasted


@pytest.mark.parametrize("shift", SHIFTS)
def test_every_field_of_a_client_takes_or_refuses_it_in_words(shop_file: Path, shift: int) -> None:
    pasted: dict[str, str] = {}

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await desk.gateway.run(household.join, 2, 1, DANA)
        await press(pilot, "F4")
        desk.push_screen(ClientScreen(1))
        await settle(pilot)
        await press(pilot, "e")
        form = desk.screen
        assert isinstance(form, RecordForm)
        pasted.update(await fill_all(desk, pilot, shift))
        assert len(pasted) > 35
        for _ in pasted:
            await press(pilot, "ctrl+s")
            if not isinstance(desk.screen, RecordForm):
                break
            assert harmless(desk)
            wrong = [name for name, one in form.form.entries.items() if one.has_class("-wrong")]
            assert wrong, text(desk)
            form.form.put({name: Typed(form.form.before[name].text) for name in wrong})
        assert isinstance(desk.screen, ClientScreen), text(desk)
        assert harmless(desk)
        for key in ("H", "m", "D"):
            await press(pilot, key)
            assert harmless(desk)
            if not isinstance(desk.screen, ClientScreen):
                await press(pilot, "escape")
        desk.push_screen(ClientScreen(2))
        await settle(pilot)
        assert harmless(desk) and "Household" in text(desk)
        await press(pilot, "escape", "escape")
        assert isinstance(desk.screen, ClientsScreen)
        await press(pilot, "down")
        assert harmless(desk) and len(desk.screen.rows.lines) == 3

    drive(shop_file, test)
    bind(Target(shop_file, ""))
    with connected():
        row = Client.get_by_id(1)
        for name, most in KEPT.items():
            assert getattr(row, name) == clean(pasted[name], most), name
