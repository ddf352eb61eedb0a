"""One line in the book: what it means shows with every key, and Enter books it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from textual.pilot import Pilot

from db.connection import Target, bind, connected
from db.models import Client, Pet, TicketRow
from db.models.base import tuples
from pettui.config import state_dir
from pettui.dates import Window
from pettui.history.door import change
from screens.book.form.screen import BookingForm
from screens.book.oneline.screen import LineScreen
from screens.book.screen import BookScreen
from screens.desk import Desk
from tests.small_shop import DANA, unbind
from tests.ui.helpers import (
    HOSTILE,
    drive,
    lines,
    press,
    said,
    settle,
    text,
    type_ahead,
    until,
    write,
)

FRIDAY = date(2026, 11, 27)
NOW = datetime(2026, 11, 23, 13, 30, tzinfo=UTC)  # Monday, half past eight in the shop


@pytest.fixture(autouse=True)
def at_half_past_eight() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def two_bellas(shop_file: Path) -> Path:
    """Give a shop with a second Bella."""
    bind(Target(shop_file, ""))
    with connected(), change("more", DANA) as door:
        ann = door.insert(Client, number=7777, first_name="Ann", last_name="Ortiz", created=door.at)
        door.insert(Pet, client=ann, name="Bella")
    unbind()
    return shop_file


def booked(shop_file: Path, day: date = FRIDAY) -> list[tuple[Any, ...]]:
    """Give the rows of a day: start, pet, service, employee, length of the first part."""
    bind(Target(shop_file, ""))
    with connected():
        query = TicketRow.select(
            TicketRow.start, TicketRow.pet_name, TicketRow.description, TicketRow.employee_name,
            TicketRow.setup,
        ).where(TicketRow.day == day)  # fmt: skip
        found = tuples(query.order_by(TicketRow.start))
    unbind()
    return found


def book_of(desk: Desk) -> BookScreen:
    found = next(one for one in desk.screen_stack if isinstance(one, BookScreen))
    return found


def test_a_visit_takes_its_characters_and_two_keys(shop_file: Path) -> None:
    line = "bella fg fri 2p kim"

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "a")
        await write(pilot, line)
        shown = text(desk)
        assert "Fri 27 Nov 2026 14:00-16:00 (in 4 days) with Kim" in shown
        assert "2 h" in shown and "$70.36" in shown
        assert "Bella · Maria Ortega  555-0142 · Poodle S" in shown
        assert "! Bella: BITES, muzzle" in shown
        assert "Enter books it" in shown
        await press(pilot, "enter")
        assert isinstance(desk.screen, BookScreen)
        assert "Booked Bella: Full groom, Fri 27 Nov 2026 14:00 with Kim" in said(desk)
        block = desk.screen.current()
        assert desk.screen.day == FRIDAY and block is not None and block.pet == "Bella"
        await press(pilot, "a")
        assert isinstance(desk.screen, LineScreen) and desk.screen.field.value == ""

    drive(shop_file, test)
    assert booked(shop_file) == [(840, "Bella", "Full groom", "Kim", 60)]


def test_keys_typed_ahead_book_what_they_say(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await type_ahead(pilot, "a", *"coco nails 20m fri am luis", "enter")
        assert isinstance(desk.screen, BookScreen), text(desk)

    drive(shop_file, test)
    assert booked(shop_file) == [(540, "Coco", "Nails", "Luis", 20)]


def test_the_book_behind_shows_the_day_that_is_meant(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        book = book_of(desk)
        today = book.day
        await press(pilot, "a")
        await write(pilot, "coco nails fri 11 luis")
        await until(pilot, lambda: lines(desk)[1].startswith(" Fri 27 Nov 2026"))
        await until(pilot, lambda: book.grid.cursor_minute == 660)
        await press(pilot, "escape")
        assert book.day == today and lines(desk)[1].startswith(" Mon 23 Nov 2026")

    drive(shop_file, test)


def test_two_of_a_name_are_chosen_by_number(two_bellas: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "a")
        await write(pilot, "bella fg fri 2p kim")
        assert "2 fit “bella”" in text(desk)
        assert any("2 Bella · Ann Ortiz" in line for line in lines(desk))
        await type_ahead(pilot, "enter", "2")
        assert isinstance(desk.screen, LineScreen)
        assert desk.screen.field.value == "bella ortiz fg fri 2p kim"
        assert "Ann Ortiz" in text(desk) and "Enter books it" in text(desk)
        await press(pilot, "enter")

    drive(two_bellas, test)
    assert [row[:4] for row in booked(two_bellas)] == [(840, "Bella", "Full groom", "Kim")]


def test_enter_twice_books_for_nobody_by_mistake(two_bellas: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "a")
        await write(pilot, "bella fg fri 2p kim")
        await press(pilot, "enter", "x")  # a letter goes on with the line
        assert isinstance(desk.screen, LineScreen)
        assert desk.screen.field.value == "bella fg fri 2p kimx"

    drive(two_bellas, test)
    assert booked(two_bellas) == []


def test_tab_completes_and_then_goes_to_the_answers(two_bellas: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "a")
        await write(pilot, "be")
        await press(pilot, "tab")
        assert isinstance(desk.screen, LineScreen) and desk.screen.field.value == "bella "
        await write(pilot, "na")
        await press(pilot, "tab")
        assert desk.screen.field.value == "bella nails "
        await press(pilot, "tab", "down", "enter")
        assert desk.screen.field.value.startswith("bella ortiz nails")

    drive(two_bellas, test)


def test_what_is_missing_is_named_and_nothing_is_booked(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "a")
        assert "who · what · when · by whom" in text(desk)
        await write(pilot, "bella")
        assert "What is done? Type a service, such as fg." in text(desk)
        await press(pilot, "enter")
        assert isinstance(desk.screen, LineScreen)
        await write(pilot, " fg fri 12/3")
        assert "“12/3” is a Thursday, not a Friday." in text(desk)
        await press(pilot, "enter")
        assert isinstance(desk.screen, LineScreen)

    drive(shop_file, test)
    assert booked(shop_file) == []


def test_the_cursor_says_what_the_line_does_not(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        book = book_of(desk)
        book.grid.go_to(book.columns()[1].id, 13 * 60)
        await settle(pilot)
        await type_ahead(pilot, "a", *"coco nails")
        assert "from the cursor on" in text(desk)
        await press(pilot, "enter")
        block = book.current()
        assert block is not None and (block.start, block.pet) == (780, "Coco")
        assert book.page.cursor_column is not None and book.page.cursor_column.label == "Luis"

    drive(shop_file, test)


def test_a_conflict_is_shown_with_other_times_and_asked_about(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "a")
        await write(pilot, "coco nails today 10 luis")
        assert "? Luis is taken by Rex (Joe Whitfield) at 10:00" in text(desk)
        assert "Free then, or near it:" in text(desk)
        await press(pilot, "enter", "enter")  # the second one leaves it
        assert isinstance(desk.screen, LineScreen)
        await press(pilot, "down", "1")
        assert isinstance(desk.screen, LineScreen)
        assert "is taken" not in text(desk)
        await press(pilot, "enter")
        assert isinstance(desk.screen, BookScreen)
        assert "double" not in said(desk)

    drive(shop_file, test)


def test_a_visit_that_nobody_is_free_for_is_asked_about_once(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "a")
        await write(pilot, "coco nails fri 6a")
        assert "? nobody is free then" in text(desk)
        await press(pilot, "enter")
        assert "Save it all the same?" in text(desk)
        await press(pilot, "up", "enter")
        assert isinstance(desk.screen, BookScreen)

    drive(shop_file, test)
    assert [row[:4] for row in booked(shop_file)] == [(360, "Coco", "Nails", "")]


def test_a_click_into_the_book_leaves_the_line(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "a")
        await write(pilot, "coco")
        await pilot.click(offset=(20, 3))
        await settle(pilot)
        assert isinstance(desk.screen, BookScreen)

    drive(shop_file, test)


def test_what_was_typed_stays_until_it_is_booked(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "a")
        await write(pilot, "coco nails fri")
        await press(pilot, "escape", "a")
        assert isinstance(desk.screen, LineScreen)
        assert desk.screen.field.value == "coco nails fri"
        assert "kept from before" in text(desk)
        await write(pilot, " 9 luis")
        await press(pilot, "enter")

    drive(shop_file, test)
    assert [row[:4] for row in booked(shop_file)] == [(540, "Coco", "Nails", "Luis")]


def test_what_was_typed_outlasts_a_crash_but_not_the_day(shop_file: Path) -> None:
    def on_disk() -> bool:
        found = (state_dir() / "drafts").glob("*.json")
        return any("coco nails fri" in path.read_text() for path in found)

    async def crash(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "a")
        await write(pilot, "coco nails fri")
        await until(pilot, on_disk)

    async def again(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "a")
        assert isinstance(desk.screen, LineScreen)
        assert desk.screen.field.value == "coco nails fri"
        assert "kept from before" in text(desk)

    async def gone(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "a")
        assert isinstance(desk.screen, LineScreen)
        assert desk.screen.field.value == ""
        assert not on_disk()

    async def book_it(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "a")
        await write(pilot, " 9 luis")
        await press(pilot, "enter")

    drive(shop_file, crash)
    drive(shop_file, again)
    drive(shop_file, book_it)
    assert not on_disk()
    drive(shop_file, gone)
    drive(shop_file, crash)
    with time_machine.travel(NOW + timedelta(days=1), tick=True):
        drive(shop_file, gone)


def test_the_form_opens_with_all_of_it_filled_in(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "a")
        await write(pilot, 'coco bath 60m nails fri 9 luis "call first"')
        await press(pilot, "ctrl+o")
        assert isinstance(desk.screen, BookingForm)
        shown = text(desk)
        for part in ("Li Chen", "Coco", "Fri 27 Nov 2026 9:00", "Luis", "call first", "9:00-10:00"):
            assert part in shown
        await press(pilot, "ctrl+s")
        assert isinstance(desk.screen, BookScreen)

    drive(shop_file, test)
    assert [row[:3] for row in booked(shop_file)] == [(540, "Coco", "Bath"), (600, "Coco", "Nails")]


def test_the_form_takes_over_what_was_understood_so_far(two_bellas: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "a")
        await write(pilot, "bella fg fri 2p")
        await press(pilot, "ctrl+o")
        form = desk.screen
        assert isinstance(form, BookingForm)
        assert form.draft.window == Window(FRIDAY, 840, 841, exact=True)
        assert [row.item for row in form.draft.rows] and form.draft.proposal is not None
        assert form.focused_entry is not None and form.focused_entry.field.value == "bella"
        assert "Ann Ortiz" in text(desk)
        await press(pilot, "escape")  # the candidates
        await press(pilot, "escape")
        assert "Throw this away?" in text(desk)

    drive(two_bellas, test)


def test_somebody_else_books_the_time_meanwhile(shop_file: Path) -> None:
    from tests.cli.helpers import pettui

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "a")
        await write(pilot, "coco nails +60d 10 luis")
        assert "Enter books it" in text(desk)
        line = "rex bath 2027-01-22 10 luis"
        assert pettui("-d", str(shop_file), "book", line).code == 0
        await press(pilot, "enter")
        assert "Luis is taken by Rex" in text(desk)
        await press(pilot, "enter")
        assert isinstance(desk.screen, LineScreen)

    drive(shop_file, test)
    assert [row[1] for row in booked(shop_file, date(2027, 1, 22))] == ["Rex"]


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (200, 60)])
def test_hostile_text_harms_nothing(shop_file: Path, size: tuple[int, int]) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        for typed in HOSTILE:
            await press(pilot, "a")
            assert isinstance(desk.screen, LineScreen)
            desk.screen.field.value = typed + " fg fri 9"
            await settle(pilot)
            await press(pilot, "enter")
            assert isinstance(desk.screen, LineScreen)
            desk.screen.field.value = ""
            await press(pilot, "escape")
            assert isinstance(desk.screen, BookScreen)

    drive(shop_file, test, size=size)
    assert booked(shop_file) == []
