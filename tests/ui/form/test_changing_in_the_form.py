"""Rows, pets, edits and leaving: what the form does besides a plain booking."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from pettui.book import booking
from pettui.history import undo
from pettui.people import clients
from screens.book.form.start import FormStart
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
from tests.ui.helpers import SHIFTS, drive, hostile, press, said, settle, text, type_ahead, write


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


@pytest.mark.parametrize("shift", SHIFTS)
def test_hostile_text_in_every_line_breaks_nothing(shop_file: Path, shift: int) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "n")
        form = form_of(desk)
        for place, entry in enumerate(form.entries, shift):
            entry.display = True
            entry.field.focus()
            entry.field.insert_text_at_cursor(hostile(place))
            await press(pilot, "enter")
            if form_of(desk) is not desk.screen:
                await press(pilot, "escape")
        assert "Something went wrong" not in said(desk)
        assert "\x1b" not in text(desk) and "\x9b" not in text(desk)

    drive(shop_file, test, home=opens(FormStart(FRIDAY, 14 * 60, KIM)))


def test_a_visit_that_somebody_else_changed_is_shown_as_it_is_now(shop_file: Path) -> None:
    with in_shop(shop_file):
        plan = booking.plan_of(3)
    unbind()

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "n")
        theirs = replace(plan, note="collar is red", command="theirs")
        await desk.gateway.run(booking.save, desk.shop, theirs, DANA)
        await type_ahead(pilot, *"nails", "enter", "ctrl+s")
        assert "Somebody changed it meanwhile" in text(desk)
        await press(pilot, "escape")
        assert len(form_of(desk).draft.rows) == 2
        await press(pilot, "ctrl+s", "1")
        assert "collar is red" in text(desk)
        await type_ahead(pilot, *"nails", "enter", "ctrl+s")
        assert len(answers(desk)) == 1

    drive(shop_file, test, home=opens(FormStart(plan=plan)))
    with in_shop(shop_file):
        ticket, rows = visit(1002)
        assert (ticket.note, len(rows)) == ("collar is red", 2)
    unbind()


def test_several_pets_of_a_client_are_booked_one_after_the_other(shop_file: Path) -> None:
    with in_shop(shop_file):
        clients.add_pet(1, clients.NewPet("Biscuit", size="S"), DANA)
    unbind()

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await type_ahead(pilot, "n", *"ortega", "enter")
        assert "1 Bella" in text(desk) and "2 Biscuit" in text(desk)
        await type_ahead(pilot, "*", "enter", *"nails", "enter", "enter", "enter")
        assert len(answers(desk)) == 1

    drive(shop_file, test, home=opens(FormStart(FRIDAY, 14 * 60, KIM)))
    with in_shop(shop_file):
        _, rows = visit(1003)
        assert [(r.pet_name, r.start) for r in rows] == [("Bella", 840), ("Biscuit", 855)]
    unbind()


def test_rows_can_have_their_own_time_length_and_groomer(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await type_ahead(pilot, "n", *"rex", "enter", *"bath", "enter", *"nails", "enter")
        await press(pilot, "enter", "down", "down", "down", "l", *"1:00", "enter")
        await press(pilot, "down", "w", *"ana", "enter", "t", *"930", "enter")
        shown = text(desk)
        assert "10:00-11:00" in shown and "9:30-9:45" in shown
        await press(pilot, "ctrl+s")

    drive(shop_file, test, home=opens(FormStart(FRIDAY, 10 * 60, LUIS)))
    with in_shop(shop_file):
        _, rows = visit(1003)
        assert [(r.description, r.start, r.setup, r.employee_name) for r in rows] == [
            ("Bath", 600, 60, "Luis"),
            ("Nails", 570, 15, "Ana"),
        ]
        assert rows[0].minutes_from == "set by hand"
    unbind()


def test_the_client_may_ask_for_somebody(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await type_ahead(
            pilot, "n", *"coco", "enter", *"nails", "enter", "enter", *"fri 3p", "enter"
        )
        await type_ahead(pilot, *"luis!", "enter")
        assert len(answers(desk)) == 1

    drive(shop_file, test, home=opens(FormStart(DAY)))
    with in_shop(shop_file):
        row = visit(1003)[1][0]
        assert (row.employee_name, row.requested) == ("Luis", True)
    unbind()


def test_the_mouse_picks_and_saves(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "n")
        await write(pilot, "coco")
        await pilot.click("#client Rows", offset=(12, 0))
        await settle(pilot)
        assert form_of(desk).draft.client_name == "Li Chen"
        await write(pilot, "nails")
        await pilot.click("#service Rows", offset=(12, 0))
        await settle(pilot)
        await pilot.click("#save")
        await settle(pilot)
        assert len(answers(desk)) == 1

    drive(shop_file, test, home=opens(FormStart(FRIDAY, 14 * 60, KIM)))


@pytest.mark.parametrize("size", [(80, 24), (60, 18), (120, 40), (200, 60)])
def test_the_form_fits_into_every_size(shop_file: Path, size: tuple[int, int]) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await type_ahead(
            pilot, "n", *"bella", "enter", *"full", "enter", *"nails", "enter", "enter"
        )
        shown = text(desk)
        for part in ("Client", "When", "Note", "BITES", "$86.60", "Kim is taken by", "Enter asks"):
            assert part in shown, part

    drive(shop_file, test, home=opens(FormStart(DAY, 9 * 60 + 15, KIM)), size=size)


def test_space_lists_all_services_with_the_pets_own_prices(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await type_ahead(pilot, "n", *"rex", "enter")
        await press(pilot, "space")
        shown = text(desk)
        assert all(name in shown for name in ("Bath", "Full groom", "Nails", "Teeth"))
        assert "$95.00" in shown
        await press(pilot, "down", "enter")
        assert "price list L" in text(desk)

    drive(shop_file, test, home=opens(FormStart(FRIDAY, 9 * 60, KIM)))


def test_a_day_without_openings_offers_the_next_one(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await type_ahead(pilot, "n", *"rex", "enter", *"bath", "enter", "enter", *"sun")
        assert "nothing free" in text(desk)
        assert "Mon 30 Nov 2026 8:00  Ana  the next that is free" in text(desk)
        await press(pilot, "enter", "enter")
        assert len(answers(desk)) == 1

    drive(shop_file, test, home=opens(FormStart(FRIDAY)))
