"""Booking by keyboard: what is typed is what stands in the database, with few keys more."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from db.models import Client, Pet, Phone, Ticket
from pettui.book import booking
from pettui.book.plan import Plan, PlannedRow
from screens.book.form.line import Look
from screens.book.form.start import FormStart
from screens.book.form.who import ClientLine
from screens.desk import Desk
from tests.small_shop import DANA, DAY, unbind
from tests.ui.form.opener import (
    FRIDAY,
    KIM,
    LUIS,
    answers,
    form_of,
    in_shop,
    opens,
    visit,
)
from tests.ui.helpers import drive, press, text, type_ahead, write


class Keys:
    """Types, and counts the keys."""

    def __init__(self, pilot: Pilot[Any]) -> None:
        self.pilot = pilot
        self.count = 0

    async def __call__(self, *steps: str) -> None:
        """Type texts; what stands in <> is one key."""
        for step in steps:
            keys = [step[1:-1]] if step.startswith("<") else list(step)
            self.count += len(keys)
            await type_ahead(self.pilot, *keys)


def test_a_phone_call_takes_its_characters_and_at_most_twelve_keys(shop_file: Path) -> None:
    data = ("Sam Gomez", "5552030142", "Bella poodle s", "fg", "fri pm")

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        keys = Keys(pilot)
        name, phone, pet, service, when = data
        await keys("n", name, "<enter>", phone, "<enter>", pet, "<enter>", service, "<enter>")
        await keys("<enter>", when, "<enter>", "<enter>")
        assert [done.words for done in answers(desk) if done] == [
            "booked Bella: Full groom, Fri 27 Nov 2026 12:00 with Kim"
        ]
        assert keys.count <= sum(map(len, data)) + 12

    drive(shop_file, test, home=opens(FormStart(DAY)))
    with in_shop(shop_file):
        ticket, rows = visit(1003)
        assert (ticket.client_name, ticket.pet_names, ticket.day) == ("Sam Gomez", "Bella", FRIDAY)
        assert [(r.description, r.start, r.employee_name, r.price) for r in rows] == [
            ("Full groom", 12 * 60, "Kim", 6500)
        ]
        phone = Phone.get(Phone.client == ticket.client)
        assert (phone.shown, phone.number) == ("(555) 203-0142", "+15552030142")
        assert ticket.client.pets[0].breed.name == "Poodle"
    unbind()


def test_a_name_and_its_number_may_be_typed_in_one_breath(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await type_ahead(pilot, "n")
        await write(pilot, "Sam Gomez (555) 203-0142")
        assert "new client Sam Gomez, (555) 203-0142" in text(desk)
        await press(pilot, "enter", "enter")
        await type_ahead(pilot, *"Bella poodle s", "enter", *"fg", "enter", "enter", *"fri pm")
        await press(pilot, "enter", "enter")
        assert [done.words for done in answers(desk) if done] == [
            "booked Bella: Full groom, Fri 27 Nov 2026 12:00 with Kim"
        ]

    drive(shop_file, test, home=opens(FormStart(DAY)))
    with in_shop(shop_file):
        ticket, _ = visit(1003)
        assert ticket.client_name == "Sam Gomez"
        assert Phone.get(Phone.client == ticket.client).digits == "5552030142"
    unbind()


def test_the_whole_call_typed_ahead_is_the_same_visit(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        typed: list[str] = ["n"]
        for part in ("Sam Gomez", "5552030142", "Bella poodle s", "fg", "", "fri pm", ""):
            typed += [*part, "enter"]
        await type_ahead(pilot, *typed)
        assert [done.words for done in answers(desk) if done] == [
            "booked Bella: Full groom, Fri 27 Nov 2026 12:00 with Kim"
        ]

    drive(shop_file, test, home=opens(FormStart(DAY)))


def test_a_known_dog_from_the_cursor(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await type_ahead(pilot, "n", *"bella", "enter", *"fg", "enter", "enter", "enter")
        assert [done.words for done in answers(desk) if done] == [
            "booked Bella: Full groom, Fri 27 Nov 2026 14:30 with Luis"
        ]

    drive(shop_file, test, home=opens(FormStart(FRIDAY, 14 * 60 + 30, LUIS)))


def test_an_arrow_typed_ahead_moves_among_the_candidates(
    shop_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = ClientLine.look

    async def slowly(self: ClientLine, text: str) -> Look:
        await asyncio.sleep(0.05)
        return await look(self, text)

    monkeypatch.setattr(ClientLine, "look", slowly)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await type_ahead(pilot, "n", *"ortega", "down", "enter", *"555-0177", "enter")
        form = form_of(desk)  # the second candidate is somebody new, not Maria Ortega
        assert (form.draft.client, form.draft.new_name) == (None, "ortega")
        assert form.draft.new_phone == "555-0177"

    drive(shop_file, test, home=opens(FormStart(FRIDAY, 14 * 60, KIM)))


def test_dangers_are_said_before_anything_is_saved(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "n")
        await write(pilot, "rex")
        await press(pilot, "enter")
        assert "! Rex: Rabies lapsed" in text(desk)

    drive(shop_file, test, home=opens(FormStart(FRIDAY, 14 * 60, KIM)))


def test_likely_duplicates_are_shown_before_a_second_record_is_made(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await type_ahead(pilot, "n", *"Mary Ortega", "enter", *"555-0142", "enter")
        assert "Maria Ortega" in text(desk)
        assert "same phone" in text(desk)
        await press(pilot, "2")
        form = form_of(desk)
        assert (form.draft.client_name, form.draft.made) == ("Maria Ortega", [])
        assert "BITES" in text(desk)

    drive(shop_file, test, home=opens(FormStart(FRIDAY, 14 * 60, KIM)))
    with in_shop(shop_file):
        assert Client.select().count() == 3
    unbind()


def test_somebody_new_with_the_same_phone_is_asked_about_once(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await type_ahead(pilot, "n", *"Mario Ortega", "enter", *"555-0142", "enter")
        await press(pilot, "1")  # a hurried Enter would take who is on record
        await write(pilot, "Otto")
        await press(pilot, "enter")
        assert form_of(desk).draft.made == ["Mario Ortega"]

    drive(shop_file, test, home=opens(FormStart(FRIDAY, 14 * 60, KIM)))
    with in_shop(shop_file):
        assert Pet.get(Pet.name == "Otto").client.last_name == "Ortega"
        assert Client.select().count() == 4
    unbind()


def test_a_conflict_is_asked_about_and_a_hurried_enter_books_nothing(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await type_ahead(pilot, "n", *"coco", "enter", *"nails", "enter", "enter")
        assert "? Kim is taken by Bella" in text(desk)
        await type_ahead(pilot, "enter", "enter")
        assert answers(desk) == []
        await press(pilot, "enter")
        assert "Save anyway" in text(desk)
        await press(pilot, "1")
        assert len(answers(desk)) == 1

    drive(shop_file, test, home=opens(FormStart(DAY, 9 * 60 + 15, KIM)))
    with in_shop(shop_file):
        ticket, rows = visit(1003)
        assert (ticket.double_booked, rows[0].lane) == ("on purpose", 1)
    unbind()


def test_a_time_that_somebody_takes_meanwhile_is_asked_about(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await type_ahead(pilot, "n", *"coco", "enter", *"nails", "enter", "enter")
        other = Plan(1, FRIDAY, 14 * 60, (PlannedRow(3, 1, KIM),))
        await desk.gateway.run(booking.save, desk.shop, other, DANA)  # no screen hears of it
        await press(pilot, "enter")
        assert answers(desk) == []
        assert "Kim is taken by Bella (Maria Ortega)" in text(desk)
        await press(pilot, "2")
        await write(pilot, "fri 4p")
        await press(pilot, "enter", "enter")
        assert [done.words for done in answers(desk) if done] == [
            "booked Coco: Nails, Fri 27 Nov 2026 16:00 with Kim"
        ]

    drive(shop_file, test, home=opens(FormStart(FRIDAY, 14 * 60, KIM)))


def test_many_enters_book_once(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await type_ahead(pilot, "n", *"coco", "enter", *"nails", "enter", *["enter"] * 6)
        assert len(answers(desk)) == 1

    drive(shop_file, test, home=opens(FormStart(FRIDAY, 14 * 60, KIM)))
    with in_shop(shop_file):
        assert Ticket.select().count() == 4
    unbind()


def test_a_part_of_the_day_takes_its_first_opening_of_who_is_free(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await type_ahead(pilot, "n", *"coco", "enter", *"full", "enter", "enter", *"today am")
        assert "Mon 23 Nov 10:45, today" in text(desk)
        await press(pilot, "enter", *"ana", "enter")
        assert [done.words for done in answers(desk) if done] == [
            "booked Coco: Full groom, Mon 23 Nov 2026 10:45 with Ana"
        ]

    drive(shop_file, test, home=opens(FormStart(FRIDAY, 14 * 60, KIM)))


def test_a_new_pet_of_a_known_client_is_made_on_the_way(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await type_ahead(pilot, "n", *"ortega", "enter", "up", *"Max, lab", "enter")
        assert form_of(desk).draft.made == ["Max"]
        await type_ahead(pilot, *"full", "enter")
        assert "price list L" in text(desk)
        await type_ahead(pilot, "enter", "tab", "tab", *"shy", "enter")
        assert len(answers(desk)) == 1

    drive(shop_file, test, home=opens(FormStart(FRIDAY, 14 * 60, LUIS)))
    with in_shop(shop_file):
        ticket, rows = visit(1003)
        assert (ticket.pet_names, ticket.note, rows[0].price) == ("Max", "shy", 9500)
    unbind()
