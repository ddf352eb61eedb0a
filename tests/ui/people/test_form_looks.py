"""What a form shows of itself: which field has the cursor, and the beginning of every text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from screens.desk import Desk
from screens.people.record_form import RecordForm
from screens.widgets.entry import Entry, LineBox
from tests.ui.helpers import press, text, write
from tests.ui.people.test_forms import at_home, open_form


def _bold(desk: Desk) -> list[str]:
    """Give the labels that are written bold, which is where the cursor is said to be."""
    entries = desk.screen.query(Entry)
    return [
        entry.spec.name for entry in entries if entry.query_one(".entry--label").text_style.bold
    ]


def test_the_label_of_the_field_with_the_cursor_is_bold_and_no_other(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await open_form(desk, pilot, "client:1")
        form = desk.screen
        assert isinstance(form, RecordForm)
        for key in ("tab", "tab", "down", "shift+tab", "up", "pagedown", "tab", "pageup"):
            here = form.form.here
            assert here is not None and _bold(desk) == [here.spec.name]
            await press(pilot, key)

    at_home(shop_file, test)


def test_a_long_text_shows_its_beginning_once_it_is_left(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await open_form(desk, pilot, "client:1")
        await press(pilot, "ctrl+u")
        await write(pilot, "Featherstonehaugh-von-Hohenzollern-Sigmaringen")
        assert "Featherstone" not in text(desk)
        await press(pilot, "tab")
        assert "Featherstone" in text(desk)

    at_home(shop_file, test)


def test_in_16_colours_a_field_is_underlined_where_it_is_empty_too(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await open_form(desk, pilot, "client:1")
        boxes = list(desk.screen.query(LineBox))
        assert boxes and all(box.text_style.underline for box in boxes)

    at_home(shop_file, test, theme="ansi-dark")
