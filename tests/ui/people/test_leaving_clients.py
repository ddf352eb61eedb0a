"""Clients made by mistake, and clients who come no more, by keys."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from db.connection import Target, bind, connected
from db.models import Client
from pettui.people.clients import NewClient, NewPet, create
from pettui.team.shop import load_shop
from screens.desk import Desk
from screens.people.client import ClientScreen
from screens.people.clients import ClientsScreen
from tests.small_shop import DANA, unbind
from tests.ui.helpers import drive, press, said, settle, text


def test_a_client_made_by_mistake_is_removed_and_comes_back(shop_file: Path) -> None:
    bind(Target(shop_file, ""))
    with connected():
        made = create(load_shop(), NewClient("Ann Ng", "5552030100", pets=(NewPet("Otto"),)), DANA)
    unbind()

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "F4")
        desk.push_screen(ClientScreen(made.client))
        await settle(pilot)
        await press(pilot, "D")  # the cursor is on the pet
        assert "m has what removes the whole client" in said(desk)
        await press(pilot, "m", "4")
        shown = " ".join(text(desk).split())
        assert "Remove Ann Ng?" in shown and "1 pet and 1 number go along" in shown
        await press(pilot, "n")
        assert "Ann Ng   client" in text(desk)
        await press(pilot, "m", "4", "y")
        assert isinstance(desk.screen, ClientsScreen)
        assert "Ann Ng is removed" in said(desk) and "no longer here" not in said(desk)
        assert "Otto" not in text(desk)
        await press(pilot, "down", "u")
        assert "Otto" in text(desk)

    drive(shop_file, test)
    bind(Target(shop_file, ""))
    with connected():
        assert Client.get_or_none(Client.id == made.client) is not None


def test_who_has_visits_is_counted_and_made_inactive_instead(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "F4")
        desk.push_screen(ClientScreen(2))
        await settle(pilot)
        await press(pilot, "m", "4")
        shown = " ".join(text(desk).split())
        assert "Joe Whitfield cannot be removed" in shown and "1 ticket" in shown
        await press(pilot, "1")
        assert "Make inactive?" in text(desk)
        await press(pilot, "y")
        assert "1 visit still booked" in text(desk)
        await press(pilot, "2")
        assert "Joe Whitfield   client 1001   inactive" in text(desk)
        await press(pilot, "escape", "down")
        assert "Joe Whitfield" not in text(desk)
        await press(pilot, "z")
        assert "Joe Whitfield" in text(desk) and "inactive" in text(desk)
        screen = desk.screen
        assert isinstance(screen, ClientsScreen)
        while screen.rows.client is None or screen.rows.client.id != 2:
            await press(pilot, "down")
        await press(pilot, "enter", "m", "3")
        assert "Active again" in said(desk)

    drive(shop_file, test)
    bind(Target(shop_file, ""))
    with connected():
        assert Client.get_by_id(2).active
