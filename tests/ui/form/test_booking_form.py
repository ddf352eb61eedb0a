"""Booking by keyboard: what is typed is what stands in the database, with few keys more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from textual.pilot import Pilot

from db.connection import Target, bind, connected
from db.models import Client, Pet, Phone, Ticket, TicketRow
from pettui.book import booking
from pettui.book.plan import Plan, PlannedRow
from pettui.history import undo
from pettui.team.shop import load_shop
from screens.book.form.start import FormStart
from screens.desk import Desk
from tests.small_shop import DANA, DAY, unbind
from tests.ui.form.opener import answers, form_of, opens
from tests.ui.helpers import HOSTILE, drive, press, said, text, type_ahead, write

KIM, LUIS, ANA = 1, 2, 3
FRIDAY = date(2026, 11, 27)


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    """Let it be 10:42 in the shop, on the small shop's day."""
    with time_machine.travel(datetime(2026, 11, 23, 15, 42, tzinfo=UTC), tick=True):
        yield


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


def visit(number: int) -> tuple[Ticket, list[TicketRow]]:
    """Give a ticket and its rows."""
    ticket = Ticket.get(Ticket.number == number)
    rows = TicketRow.select().where(TicketRow.ticket == ticket).order_by(TicketRow.position)
    return ticket, list(rows)


def in_shop(shop_file: Path) -> Any:
    """Bind the models to the file, for looking into it."""
    bind(Target(shop_file, ""))
    return connected()


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
        await press(pilot, "enter")
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
        assert "Kim is taken by Bella Maria Ortega" in text(desk)
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


def test_several_services_follow_one_another_and_prices_say_where_they_come_from(
    shop_file: Path,
) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await type_ahead(pilot, "n", *"rex", "enter", *"full", "enter", *"nails", "enter")
        shown = text(desk)
        assert "13:00-15:30" in shown and "$95.00" in shown and "price list L" in shown
        assert "15:30-15:45" in shown
        assert "$119.08" in shown
        await press(pilot, "enter", "down", "down", "down")
        await press(pilot, "p")
        await press(pilot, *"80", "enter")
        assert "$80.00" in text(desk) and "set by hand" in text(desk)
        await press(pilot, "?")
        assert "price list L: $95.00" in text(desk)
        await press(pilot, "escape", "J", "ctrl+s")

    drive(shop_file, test, home=opens(FormStart(FRIDAY, 13 * 60, LUIS)))
    with in_shop(shop_file):
        _, rows = visit(1003)
        assert [(r.description, r.start, r.price, r.price_from) for r in rows] == [
            ("Nails", 13 * 60, 1500, "list price"),
            ("Full groom", 13 * 60 + 15, 8000, "set by hand"),
        ]
    unbind()


def test_a_part_of_the_day_takes_its_first_opening_of_who_is_free(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await type_ahead(pilot, "n", *"coco", "enter", *"full", "enter", "enter", *"today am")
        assert "Mon 23 Nov 2026 10:45, today" in text(desk)
        await press(pilot, "enter", *"ana", "enter")
        assert [done.words for done in answers(desk) if done] == [
            "booked Coco: Full groom, Mon 23 Nov 2026 10:45 with Ana"
        ]

    drive(shop_file, test, home=opens(FormStart(FRIDAY, 14 * 60, KIM)))


def test_a_visit_is_changed_in_the_same_form(shop_file: Path) -> None:
    with in_shop(shop_file):
        plan = booking.plan_of(3)  # Rex, a bath with Luis at ten
    unbind()

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "n")
        assert "Change the visit" in text(desk)
        await type_ahead(pilot, *"nails", "enter", "enter", *"1p", "enter", *"kim", "enter")
        assert len(answers(desk)) == 1

    drive(shop_file, test, home=opens(FormStart(plan=plan)))
    with in_shop(shop_file):
        ticket, rows = visit(1002)
        assert ticket.day == DAY
        assert [(r.description, r.start, r.employee_name) for r in rows] == [
            ("Bath", 13 * 60, "Kim"),
            ("Nails", 13 * 60 + 45, "Kim"),
        ]
        assert undo.undo(DANA).what.startswith("changed Rex")
        assert [r.start for r in visit(1002)[1]] == [10 * 60]
        assert load_shop().name
    unbind()


def test_leaving_asks_only_when_something_would_be_lost(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "n", "escape")
        assert answers(desk) == [None]
        await pilot.pause(0.3)  # the key that closed the form is given up for lost
        await type_ahead(pilot, "n", *"coco", "enter")
        await press(pilot, "escape")
        assert "Throw this away?" in text(desk)
        await press(pilot, "n")
        assert form_of(desk).draft.client_name == "Li Chen"
        await press(pilot, "escape", "y")
        assert answers(desk) == [None, None]

    drive(shop_file, test, home=opens(FormStart(FRIDAY, 14 * 60, KIM)))


def test_what_is_missing_is_said_where_it_is_missing(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "n", "ctrl+s")
        assert "Whose visit is it?" in " ".join(text(desk).split())
        await type_ahead(pilot, *"coco", "enter", *"zzz", "enter")
        assert "No service is called “zzz”." in " ".join(text(desk).split())
        assert answers(desk) == []

    drive(shop_file, test, home=opens(FormStart(FRIDAY, 14 * 60, KIM)), size=(120, 40))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_in_every_line_breaks_nothing(shop_file: Path, hostile: str) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "n")
        form = form_of(desk)
        for entry in form.entries:
            entry.display = True
            entry.field.focus()
            entry.field.insert_text_at_cursor(hostile)
            await press(pilot, "enter")
            if form_of(desk) is not desk.screen:
                await press(pilot, "escape")
        assert "Something went wrong" not in said(desk)
        assert "\x1b" not in text(desk) and "\x9b" not in text(desk)

    drive(shop_file, test, home=opens(FormStart(FRIDAY, 14 * 60, KIM)))
