"""What tests of a pet's page share: opening it, going to a row, looking into the shop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from db.connection import Target, bind, connected
from pettui.team.shop import Shop, load_shop
from screens.desk import Desk
from screens.people.pet import PetScreen
from screens.people.record_form import RecordForm
from tests.small_shop import unbind
from tests.ui.helpers import drive, lines, settle, text

BELLA, REX = 1, 2

Test = Callable[[Desk, Pilot[Any]], Any]


def on_page(shop_file: Path, test: Test, pet: int = BELLA, **more: Any) -> None:
    """Open the page of a pet and let a test press keys."""

    async def run(desk: Desk, pilot: Pilot[Any]) -> None:
        desk.push_screen(PetScreen(pet))
        await settle(pilot)
        await test(desk, pilot)

    drive(shop_file, run, **more)


def fill(shop_file: Path, do: Callable[[Shop], object]) -> None:
    """Write something into the shop before the desk opens."""
    bind(Target(shop_file, ""))
    with connected():
        do(load_shop())
    unbind()


def in_shop(shop_file: Path) -> Any:
    """Bind the models to the file, for looking into it."""
    bind(Target(shop_file, ""))
    return connected()


def is_form(desk: Desk) -> bool:
    return isinstance(desk.screen, RecordForm)


async def go_to(desk: Desk, pilot: Pilot[Any], row: str) -> None:
    """Put the cursor on a row of the page."""
    page = desk.screen
    assert isinstance(page, PetScreen)
    places = [n for n, r in enumerate(page.rows.rows) if r.id.startswith(row)]
    assert places, text(desk)
    page.rows.cursor = places[0]
    await settle(pilot)


def line_with(desk: Desk, words: str) -> str:
    return next(line for line in lines(desk) if words in line)
