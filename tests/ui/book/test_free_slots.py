"""Looking for free time: `f` and `F` in the book and in the form, and the numbered answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from textual.pilot import Pilot

from screens.book.form.screen import BookingForm
from screens.book.search.form import SlotSearch
from screens.desk import Desk
from tests.small_shop import DAY
from tests.ui.book.shop import all_kept, at, book, current, detail, elsewhere, kept, to
from tests.ui.helpers import (
    HOSTILE,
    drive,
    hush,
    lines,
    press,
    said,
    settle,
    text,
    type_ahead,
    write,
)


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """Let it be 10:42 in the shop, on the small shop's day; time stands still."""
    with time_machine.travel(f"{DAY}T15:42:00+00:00", tick=True):
        yield


def test_f_steps_through_the_times_that_a_visit_fits_into_and_enter_moves_it(
    shop_file: Path,
) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Rex")
        await press(pilot, "f")
        assert "Rex fits Mon 23 Nov 10:45-11:30 Luis" in text(desk)
        assert "Enter moves it here" in lines(desk)[-1]
        await press(pilot, "f")
        assert "Rex fits Mon 23 Nov 11:00-11:45 Luis" in text(desk)
        await press(pilot, "F", "enter")
        assert "Moved Rex: Bath, Mon 23 Nov 2026 10:45 with Luis" in said(desk)
        assert (await kept(desk, "Rex"))[3:6] == (645, 45, "Luis")
        assert current(desk).pet == "Rex"
        await hush(pilot)
        assert "Enter moves it here" not in lines(desk)[-1]
        await press(pilot, "u")
        assert (await kept(desk, "Rex"))[3] == 600

    drive(shop_file, test)


def test_keys_typed_at_once_step_and_move_as_well(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Rex")
        await type_ahead(pilot, "f", "f", "enter")
        assert (await kept(desk, "Rex"))[3:6] == (660, 45, "Luis")

    drive(shop_file, test)


def test_steps_go_on_over_days_and_esc_leads_back(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Coco")
        await type_ahead(pilot, *("f" for _ in range(8)))
        assert book(desk).day > DAY
        assert "Coco fits Tue 24 Nov" in text(desk)
        await press(pilot, "escape")
        assert (book(desk).day, current(desk).pet) == (DAY, "Coco")
        assert (await kept(desk, "Coco"))[3] == 540

    drive(shop_file, test)


def test_moving_the_cursor_away_ends_the_steps(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Rex")
        await press(pilot, "f", "down", "down", "down", "down", "enter")
        assert isinstance(desk.screen, BookingForm)
        assert (await kept(desk, "Rex"))[3] == 600

    drive(shop_file, test)


def test_nothing_before_now_is_said(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Bella")
        await press(pilot, "F")
        assert "Nothing else is free for it between now and then." in said(desk)

    drive(shop_file, test)


def test_who_was_faster_keeps_the_place(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Rex")
        await press(pilot, "f")
        await elsewhere(
            desk, "blocks.add(shop, [2], row_of('Rex').day, 645, 60, 'Call', KIM, agreed=())"
        )
        await press(pilot, "enter")
        assert "It is no longer free" in said(desk)
        assert (await kept(desk, "Rex"))[3] == 600

    drive(shop_file, test)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_the_search_lists_numbered_places_and_takes_the_number(
    shop_file: Path, size: tuple[int, int]
) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await at(desk, pilot, "Luis", 16 * 60)
        await press(pilot, "f")
        assert isinstance(desk.screen, SlotSearch)
        await type_ahead(pilot, *"bella", "enter", *"fg", "enter", "enter")
        await type_ahead(pilot, *"tue wed 9-14", "enter")
        shown = text(desk)
        assert "When is it free?  Bella: Full groom" in shown
        assert "1 Tue 24 Nov 9:00-11:00" in shown
        assert "9 Wed 25 Nov" in shown
        assert "1-9 or Enter takes it" in shown
        await press(pilot, "2")
        assert isinstance(desk.screen, BookingForm)
        assert "Tue 24 Nov 2026 10:00" in text(desk)
        assert "Enter books Tue 24 Nov 2026 10:00 with" in text(desk)
        await press(pilot, "enter")
        assert (await all_kept(desk, "Bella"))[-1][2:4] == ("2026-11-24", 600)

    drive(shop_file, test, size=size)


def test_a_time_is_found_before_anybody_is_named(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await at(desk, pilot, "Luis", 16 * 60)
        await type_ahead(pilot, "f", "enter", *"nails", "enter", "enter", *"fri 9", "enter", "1")
        assert "Whose visit is it?" not in text(desk)
        await type_ahead(pilot, *"rex", "enter")
        await type_ahead(pilot, "ctrl+s")
        assert (await all_kept(desk, "Rex"))[-1][2:5] == ("2026-11-27", 540, 15)

    drive(shop_file, test)


def test_people_length_and_order_narrow_the_search(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await at(desk, pilot, "Luis", 16 * 60)
        await type_ahead(pilot, "f", "enter", *"bath", "enter", "enter", *"tue 9", "enter")
        await press(pilot, "escape", "down")
        await write(pilot, "luis, kim")
        await press(pilot, "enter")
        assert "1 Tue 24 Nov 9:00-9:45" in text(desk)
        assert "Luis" in next(row for row in lines(desk) if "1 Tue 24 Nov" in row)
        await press(pilot, "escape", "down", "down")
        await write(pilot, "2:00")
        await press(pilot, "enter")
        assert "1 Tue 24 Nov 9:00-11:00" in text(desk)
        await press(pilot, "o")
        assert "least gap left first" in text(desk)
        await press(pilot, "escape", "down")
        await write(pilot, "zoe")
        await press(pilot, "enter")
        assert "Nobody here is called" in text(desk)

    drive(shop_file, test)


def test_days_after_a_vaccination_lapses_are_left_out_on_request(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await elsewhere(
            desk,
            "from db.models import Vaccination\n"
            "from pettui.history.door import change\n"
            "with change('shot', KIM) as door:\n"
            "    door.update(Vaccination.get(Vaccination.pet == 1), expires='2026-11-24')\n",
        )
        await at(desk, pilot, "Luis", 16 * 60)
        await type_ahead(pilot, "f", *"bella", "enter", *"fg", "enter", "enter")
        await type_ahead(pilot, *"tue 9; wed 9", "enter")
        assert "2 Wed 25 Nov 9:00-11:00    ! " in text(desk)
        assert "Rabies lapses" not in text(desk)  # on Tuesday, which the cursor is on, it holds
        await press(pilot, "down")
        assert "! Bella: Rabies lapses Tue 24 Nov" in text(desk)
        await press(pilot, "v")
        assert "1 Tue 24 Nov" in text(desk) and "2 Wed 25 Nov" not in text(desk)
        await press(pilot, "v")
        assert "2 Wed 25 Nov" in text(desk)

    drive(shop_file, test)


def test_where_nothing_is_in_order_the_answers_stay(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await at(desk, pilot, "Luis", 16 * 60)
        await type_ahead(pilot, "f", *"rex", "enter", *"nails", "enter", "enter", "enter")
        await press(pilot, "v")
        assert "No time would do: Rex: Rabies lapsed." in said(desk)
        assert "1 Mon 23 Nov" in text(desk)

    drive(shop_file, test)


def test_more_answers_are_a_page_away(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await at(desk, pilot, "Luis", 16 * 60)
        await type_ahead(pilot, "f", "enter", *"bath", "enter", "enter", "down", "enter")
        first = text(desk)
        await press(pilot, "pagedown")
        assert "from answer 10" in text(desk)
        await press(pilot, "pageup")
        assert text(desk) == first

    drive(shop_file, test)


def test_the_form_steps_and_searches(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await at(desk, pilot, "Luis", 16 * 60)
        await type_ahead(pilot, "n", *"bella", "enter", *"fg", "enter", "enter")
        await press(pilot, "ctrl+f")
        assert "Tue 24 Nov 2026 8:00" in text(desk)
        await press(pilot, "ctrl+f", "ctrl+r")
        assert "Tue 24 Nov 2026 8:00" in text(desk)
        await press(pilot, "ctrl+t")
        assert isinstance(desk.screen, SlotSearch)
        assert "Bella: Full groom" in text(desk)
        await type_ahead(pilot, *"thu 10", "enter", "1")
        assert "Thu 26 Nov 2026 10:00" in text(desk)
        await press(pilot, "ctrl+s")
        assert (await all_kept(desk, "Bella"))[-1][2:4] == ("2026-11-26", 600)

    drive(shop_file, test)


def test_a_booked_visit_steps_in_its_form(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Rex")
        await press(pilot, "e", "ctrl+f", "ctrl+f", "ctrl+s")
        assert (await kept(desk, "Rex"))[3:6] == (660, 45, "Luis")

    drive(shop_file, test)


def test_hostile_names_do_no_harm(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        for name in HOSTILE[:5]:
            await elsewhere(
                desk,
                "from db.models import Pet, TicketRow\n"
                "from pettui.history.door import change\n"
                "with change('named', KIM) as door:\n"
                f"    door.update(Pet.get_by_id(2), name={name!r})\n"
                "    for row in TicketRow.select().where(TicketRow.pet == 2):\n"
                f"        door.update(row, pet_name={name!r})\n",
            )
            await book(desk).read()
            page = book(desk).page
            block = next(b for b in book(desk).shown_blocks() if b.service == "Bath")
            page.go_to_row(block.row)
            await settle(pilot)
            await press(pilot, "f")
            assert "fits Mon 23 Nov" in detail(desk)
            await press(pilot, "escape")

    drive(shop_file, test)


def test_the_list_and_the_week_show_the_day_of_the_place(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        for views in (1, 2):  # the week, then the list
            await to(desk, pilot, "Rex")
            await press(pilot, *("v",) * views, "f")
            assert book(desk).kind == "day"
            assert "Rex fits Mon 23 Nov 10:45-11:30 Luis" in text(desk)
            await press(pilot, "escape")
            assert current(desk).pet == "Rex"

    drive(shop_file, test)


def test_a_time_block_is_no_visit(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await at(desk, pilot, "Ana", 11 * 60)
        await press(pilot, "F")
        assert "Put the cursor on a visit" in said(desk)
        await press(pilot, "f", "escape")
        assert desk.screen is book(desk)

    drive(shop_file, test)


def test_a_closed_visit_stays_where_it_is(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Rex")
        await press(pilot, "s", "s", "s", "s", "s")
        assert (await kept(desk, "Rex"))[1] == "closed"
        await press(pilot, "f")
        assert "is closed; it stays where it is" in said(desk)

    drive(shop_file, test)
