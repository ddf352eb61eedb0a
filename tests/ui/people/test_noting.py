"""Notes by keys: a category, its author's own to change, nothing lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from db.connection import Target, bind, connected
from db.models import Choice, Note
from pettui.history.actor import Actor
from pettui.people import notes
from screens.desk import Desk
from screens.people.client import ClientScreen
from screens.people.record_form import RecordForm
from tests.small_shop import DANA, unbind
from tests.ui.helpers import HOSTILE, drive, lines, press, said, settle, text, write

KIM = Actor(None, "Kim", "back room")


def noted(shop_file: Path, by: Actor, words: str = "Rings twice", category: str = "") -> None:
    """Let somebody have written a note about the first client."""
    bind(Target(shop_file, ""))
    with connected():
        notes.add(by, words, client=1, category=category)
    unbind()


async def page(desk: Desk, pilot: Pilot[Any]) -> None:
    desk.push_screen(ClientScreen(1))
    await settle(pilot)


async def to_note(desk: Desk, pilot: Pilot[Any]) -> None:
    """Put the cursor on the first note of the page."""
    screen = desk.screen
    assert isinstance(screen, ClientScreen)
    while screen.rows.row is None or not screen.rows.row.id.startswith("note:"):
        await press(pilot, "down")


def test_a_note_has_a_category_of_the_shops_list_or_a_new_one(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await page(desk, pilot)
        for words, category in (("Red ears", "med"), ("Spare key", "Keys")):
            await press(pilot, "N")
            await write(pilot, words)
            await press(pilot, "tab")
            await write(pilot, category)
            await press(pilot, "enter" if category == "med" else "ctrl+s")
            if isinstance(desk.screen, RecordForm):
                await press(pilot, "ctrl+s")
        row = next(row for row in lines(desk) if "Red ears" in row)
        assert "Mon 23 Nov 2026  Medical: Red ears" in row and row.endswith("Dana")
        assert "Keys: Spare key" in text(desk)

    drive(shop_file, test)
    bind(Target(shop_file, ""))
    with connected():
        assert Choice.get(Choice.kind == "note", Choice.name == "Keys").active
        assert {note.category for note in Note.select()} == {"Medical", "Keys"}


def test_ones_own_note_is_changed_and_the_history_keeps_what_it_said(shop_file: Path) -> None:
    noted(shop_file, DANA, category="General")

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await page(desk, pilot)
        await to_note(desk, pilot)
        await press(pilot, "e")
        await press(pilot, "end")
        await write(pilot, ", waits")
        await press(pilot, "ctrl+s")
        assert "General: Rings twice, waits" in text(desk)
        await press(pilot, "H")
        assert "Rings twice -> Rings twice, waits" in text(desk)
        await press(pilot, "escape", "u")
        assert "General: Rings twice, waits" not in text(desk)
        assert "General: Rings twice" in text(desk)

    drive(shop_file, test)


def test_ones_own_note_is_removed_and_undo_brings_it_back(shop_file: Path) -> None:
    noted(shop_file, DANA)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await page(desk, pilot)
        await to_note(desk, pilot)
        await press(pilot, "D")
        assert "Rings twice" not in text(desk) and "u brings it back" in said(desk)
        await press(pilot, "u")
        assert "Rings twice" in text(desk)

    drive(shop_file, test)


def test_what_a_colleague_wrote_stays_as_it_is(shop_file: Path) -> None:
    noted(shop_file, KIM)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await page(desk, pilot)
        await to_note(desk, pilot)
        await press(pilot, "D")
        assert "Kim wrote this note" in said(desk) and "Rings twice" in text(desk)
        await press(pilot, "e")
        await write(pilot, "Rings never")
        await press(pilot, "ctrl+s")
        assert isinstance(desk.screen, RecordForm)
        assert "Kim wrote this note" in " ".join(text(desk).split())

    drive(shop_file, test)
    bind(Target(shop_file, ""))
    with connected():
        assert [note.text for note in Note.select()] == ["Rings twice"]


def test_a_note_that_somebody_changed_meanwhile_shows_mine_and_theirs(shop_file: Path) -> None:
    noted(shop_file, DANA)
    other = DANA._replace(terminal="back room")

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await page(desk, pilot)
        await to_note(desk, pilot)
        await press(pilot, "e")
        await press(pilot, "end")
        await write(pilot, " or more")

        def change() -> None:
            (note,) = notes.notes_of(desk.shop, client=1)
            notes.edit(note.id, "Theirs", "Billing", note.version, other)

        await desk.gateway.run(change)
        await press(pilot, "ctrl+s")
        assert "mine    Rings twice or more" in text(desk) and "theirs  Theirs" in text(desk)
        await press(pilot, "ctrl+s")

    drive(shop_file, test)
    bind(Target(shop_file, ""))
    with connected():
        (note,) = Note.select()
        assert (note.text, note.category) == ("Rings twice or more", "Billing")


def test_hostile_notes_do_no_harm(shop_file: Path) -> None:
    for words in HOSTILE:
        if words.strip("\x1b\x9b\x00\x07"):
            noted(shop_file, DANA, words, words)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await page(desk, pilot)
        await to_note(desk, pilot)
        for _ in range(len(HOSTILE) - 1):
            await press(pilot, "enter")
            shown = text(desk)
            await press(pilot, "escape", "e")
            assert isinstance(desk.screen, RecordForm)
            shown += text(desk)
            await press(pilot, "escape", "down")
            assert not {"\x1b", "\x9b", "\u202e", "\x07"} & set(shown)

    drive(shop_file, test)
