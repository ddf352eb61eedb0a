"""All that hangs on a pet by keys from its page: written, changed, removed, brought back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from db.models import (
    GroomNote,
    Pet,
    PetInstruction,
    PetWeight,
    Vaccination,
)
from pettui.config import state_dir
from pettui.history.actor import Actor
from pettui.people import grooming, vaccines
from pettui.people.grooming import Grooming
from screens.desk import Desk
from screens.people.pet import PetScreen
from screens.people.record_form import RecordForm
from tests.small_shop import DANA
from tests.ui.helpers import drive, hush, press, said, settle, text, type_ahead, write
from tests.ui.people.pet_page import (
    BELLA,
    REX,
    fill,
    go_to,
    in_shop,
    is_form,
    line_with,
    on_page,
)

# With wet hands: weigh the dog, note blade 7F and style lamb, done.


def test_weight_blade_and_style_take_twelve_keys(shop_file: Path) -> None:
    keys = ("G", *"7f", "tab", *"lamb", "tab", *"24", "ctrl+s")

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await type_ahead(pilot, *keys)
        await settle(pilot)
        assert isinstance(desk.screen, PetScreen)
        assert "7f · lamb" in line_with(desk, "lamb") and "24.0 lb" in line_with(desk, "lamb")
        await press(pilot, "u")
        await hush(pilot)
        assert "lamb" not in text(desk) and "24.0" not in text(desk)
        await press(pilot, "U")
        await press(pilot, "G")  # today's visit has its note: it is changed, not doubled
        assert "7f" in line_with(desk, "Blade") and "24.0 lb" in line_with(desk, "Weight")
        await press(pilot, "tab")
        await write(pilot, "teddy")
        await press(pilot, "ctrl+s")

    assert len(keys) == 12
    on_page(shop_file, test, size=(80, 40))
    with in_shop(shop_file):
        (note,) = GroomNote.select()
        assert (note.blade, note.style, note.author) == ("7f", "teddy", "Dana")
        assert Pet.get_by_id(BELLA).weight == 10886


def test_a_blade_in_use_is_written_as_before_and_the_last_note_is_in_sight(
    shop_file: Path,
) -> None:
    before = Grooming(day=date(2026, 10, 1), blade="#7F", style="lamb cut")
    fill(shop_file, lambda shop: grooming.save(shop, BELLA, before, DANA))

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "G")
        assert "last #7F · lamb cut, Thu 1 Oct 2026" in text(desk)
        await write(pilot, "7f")
        assert "#7F" in line_with(desk, "Blade")
        await press(pilot, "tab", "down", "enter", "ctrl+s")

    on_page(shop_file, test)
    with in_shop(shop_file):
        note = GroomNote.select().order_by(GroomNote.id.desc()).get()
        assert (note.blade, note.style) == ("#7F", "lamb cut")


def test_an_empty_groom_note_is_said_and_kept_open(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "G", "ctrl+s")
        assert is_form(desk) and "is empty" in text(desk)
        await press(pilot, "escape")
        assert not is_form(desk)

    on_page(shop_file, test)


def test_a_groom_note_is_changed_where_it_stands_and_removed(shop_file: Path) -> None:
    before = Grooming(day=date(2026, 10, 1), blade="#7F", style="lamb cut")
    fill(shop_file, lambda shop: grooming.save(shop, BELLA, before, DANA))

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await go_to(desk, pilot, "grooming:")
        await press(pilot, "enter")
        await write(pilot, "#10")
        await press(pilot, "ctrl+s")
        assert "#10 · lamb cut" in text(desk)
        await press(pilot, "D")
        assert "brings it back" in said(desk)
        await hush(pilot)
        assert "lamb cut" not in text(desk)
        await press(pilot, "u")
        assert "#10 · lamb cut" in text(desk)
        await press(pilot, "H")
        assert "#7F -> #10" in text(desk)

    on_page(shop_file, test, size=(80, 40))


def test_another_desk_s_words_in_a_groom_note_are_shown_beside_mine(shop_file: Path) -> None:
    fill(shop_file, lambda shop: grooming.save(shop, BELLA, Grooming(blade="#7F"), DANA))

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "G")
        await write(pilot, "#10")
        kim = Actor(None, "Kim", "back room")

        def meanwhile() -> None:
            from dataclasses import replace

            (note,) = grooming.groomings_of(BELLA)
            grooming.save(desk.shop, BELLA, replace(note, blade="#5F", style="lamb"), kim)

        await desk.gateway.run(meanwhile)
        await press(pilot, "ctrl+s")
        shown = text(desk)
        assert "Kim" in shown and "#10" in shown and "#5F" in shown
        await press(pilot, "ctrl+s")

    on_page(shop_file, test)
    with in_shop(shop_file):
        (note,) = GroomNote.select()
        assert (note.blade, note.style) == ("#10", "lamb")


def test_a_groom_note_survives_a_crash(shop_file: Path) -> None:
    async def crash(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "G")
        await write(pilot, "#7F")

    async def again(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "G")
        assert "There is text that was never saved" in text(desk)
        await press(pilot, "1", "ctrl+s")
        assert not is_form(desk)

    on_page(shop_file, crash)
    assert list((state_dir() / "drafts").glob("*.json"))
    on_page(shop_file, again)
    with in_shop(shop_file):
        assert GroomNote.get().blade == "#7F"


# Weights


def test_a_weight_is_entered_corrected_and_removed(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "W")
        await write(pilot, "240")
        await press(pilot, "ctrl+s")
        assert "240.0 lb" in text(desk)
        await go_to(desk, pilot, "weight:")
        await press(pilot, "e")
        await write(pilot, "24 lb 8 oz")
        assert "24.5 lb" in line_with(desk, "Weight")
        await press(pilot, "ctrl+s")
        assert "24.5 lb" in text(desk) and "240.0" not in text(desk)
        await go_to(desk, pilot, "weight:")
        await press(pilot, "D")
        await hush(pilot)
        assert "24.5 lb" not in text(desk)
        await press(pilot, "W", "ctrl+s")
        assert is_form(desk) and "what the pet weighs" in " ".join(text(desk).split())

    on_page(shop_file, test, size=(120, 40))
    with in_shop(shop_file):
        assert not PetWeight.select().exists() and Pet.get_by_id(BELLA).weight is None


# Vaccinations


def test_the_vaccination_that_lacks_is_offered(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        assert "BEFORE THE VISIT of Mon 23 Nov" in text(desk)
        await press(pilot, "V")
        assert "Rabies" in line_with(desk, "Vaccination ")
        await write(pilot, "+1y")
        assert "Tue 23 Nov 2027" in line_with(desk, "Valid until")
        await press(pilot, "ctrl+s")
        assert "until Tue 23 Nov 2027" in text(desk) and "LAPSED" not in text(desk)

    on_page(shop_file, test, pet=REX, size=(120, 40))


def test_a_certificate_is_kept_with_a_vaccination_and_taken_off(
    shop_file: Path, tmp_path: Path
) -> None:
    scan = tmp_path / "rabies.pdf"
    scan.write_bytes(b"%PDF-1.7")

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "V")
        await write(pilot, "Rabies")
        await press(pilot, "tab")
        await write(pilot, "+1y")
        await press(pilot, "tab", "tab")
        await write(pilot, f"{tmp_path}/rab")
        await press(pilot, "down", "enter")
        assert "rabies.pdf" in text(desk)
        await press(pilot, "ctrl+s")
        assert "document on file" in line_with(desk, "Rabies")
        await go_to(desk, pilot, "shot:")
        await press(pilot, "enter")
        assert "open the document" in text(desk)
        await press(pilot, "3")
        assert "The document is off. u brings it back." in said(desk)
        await hush(pilot)
        assert "document on file" not in text(desk)
        await press(pilot, "u")
        await hush(pilot)
        assert "document on file" in line_with(desk, "Rabies")

    on_page(shop_file, test)


def test_a_kind_that_the_shop_does_not_have_is_added_on_the_way(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "V")
        await write(pilot, "Lepto")
        assert "a new kind for your list" in text(desk)
        await press(pilot, "tab", "ctrl+s")
        assert "Say until when" in " ".join(text(desk).split())
        await write(pilot, "5/1/2028")
        await press(pilot, "tab")
        await write(pilot, "Dr. Hollis")
        await press(pilot, "ctrl+s")
        assert "Lepto" in text(desk) and "Dr. Hollis" in text(desk)
        await go_to(desk, pilot, "shot:2")
        await press(pilot, "D")
        await hush(pilot)
        assert "Lepto" not in text(desk)
        await press(pilot, "u", "u")
        await hush(pilot)
        assert "Lepto" not in text(desk)

    on_page(shop_file, test, size=(120, 40))
    with in_shop(shop_file):
        assert [kind.name for kind in vaccines.kinds()] == ["Rabies"]
        assert Vaccination.select().where(Vaccination.pet == BELLA).count() == 1


# Feeding and medication


def test_instructions_are_added_changed_and_ended(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "m", "4", "ctrl+s")
        assert is_form(desk) and "is empty" in text(desk)
        await write(pilot, "Half a cup")
        await press(pilot, "tab")
        await write(pilot, "5:30p")
        await press(pilot, "tab")
        await write(pilot, "mon thu")
        assert "Mon, Thu" in line_with(desk, "Days")
        await press(pilot, "enter")
        assert "feeding · Half a cup · 17:30 · Mon, Thu" in text(desk)
        await go_to(desk, pilot, "instruction:")
        await press(pilot, "enter", "tab")
        await write(pilot, "A whole cup")
        await press(pilot, "ctrl+s")
        assert "feeding · A whole cup · 17:30" in text(desk)
        await go_to(desk, pilot, "instruction:")
        await press(pilot, "D")
        await hush(pilot)
        assert "A whole cup" not in text(desk)

    on_page(shop_file, test, size=(120, 40))
    with in_shop(shop_file):
        assert not PetInstruction.select().exists()


@pytest.mark.parametrize(
    ("tabs", "typed", "words"),
    [(2, "late", "not a time"), (3, "sometimes", "are not weekdays")],
)
def test_what_is_no_instruction_is_said_beside_its_field(
    shop_file: Path, tabs: int, typed: str, words: str
) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "m", "4", *["tab"] * tabs)
        await write(pilot, typed)
        await press(pilot, "ctrl+s")
        form = desk.screen
        assert isinstance(form, RecordForm)
        wrong = [name for name, entry in form.form.entries.items() if entry.has_class("-wrong")]
        assert wrong == [["kind", "text", "time", "days"][tabs]]

    on_page(shop_file, test, size=(120, 40))


def test_the_book_writes_the_groom_note_of_the_visit_under_the_cursor(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        from screens.book.screen import BookScreen

        book = desk.screen
        assert isinstance(book, BookScreen)
        await book.show_ticket(3)  # Rex, at 10:00
        await settle(pilot)
        await type_ahead(pilot, "G", *"10", "tab", *"lamb", "tab", *"70", "ctrl+s")
        await settle(pilot)
        assert desk.screen is book

    drive(shop_file, test)
    with in_shop(shop_file):
        note = GroomNote.get()
        assert (note.pet_id, note.ticket, note.blade, note.style) == (REX, 3, "10", "lamb")
        assert Pet.get_by_id(REX).weight == 31751
