"""Standing appointments as a person makes, sees, moves and ends them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from textual.pilot import Pilot

from db.connection import Target, bind, connected
from db.models import Closure, Pet, Series, Ticket, TicketRow
from pettui.book import status
from pettui.book.series import record
from pettui.history.door import change
from pettui.history.undo import undo
from pettui.team.shop import load_shop
from screens.book.series.picking import SeriesDates
from screens.desk import Desk
from tests.book.series.steps import repeat
from tests.small_shop import DANA, DAY
from tests.ui.book.shop import book, current
from tests.ui.helpers import (
    SHIFTS,
    drive,
    hostile,
    hush,
    press,
    said,
    settle,
    text,
    until,
    write,
)


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    with time_machine.travel("2026-11-23T13:00:00Z", tick=False):
        yield


@pytest.fixture
def series_file(shop_file: Path) -> Path:
    """Give the small shop in which Rex comes every week, four times."""
    bind(Target(shop_file, ""))
    with connected():
        rex = Ticket.get(Ticket.pet_names == "Rex")
        repeat(load_shop(), rex.id, "weekly, 4 times")
    return shop_file


async def on(desk: Desk, pilot: Pilot[Any], pet: str) -> None:
    """Put the cursor on a pet's visit."""
    page = book(desk).page
    block = next(b for b in book(desk).shown_blocks() if b.pet == pet)
    assert page.go_to_row(block.row)
    await settle(pilot)


def rows(pet: str = "Rex") -> list[tuple[str, int, str]]:
    found = TicketRow.select(TicketRow, Ticket).join(Ticket).where(TicketRow.pet_name == pet)
    with connected():
        every = list(found.order_by(TicketRow.day))
    return [(row.day.isoformat(), row.start, row.ticket.status) for row in every]


async def typed(pilot: Pilot[Any], words: str) -> None:
    await press(pilot, "end", "shift+home")
    await write(pilot, words)


def test_a_visit_comes_again_with_one_key_and_a_line(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await on(desk, pilot, "Rex")
        await press(pilot, "S")
        assert isinstance(desk.screen, SeriesDates)
        shown = text(desk)
        assert "Rex comes again" in shown
        assert "every 6 weeks on Mon, 8 times" in shown
        assert "7 visits to book and the one that is booked" in shown
        await typed(pilot, "every 2 weeks on mon, 4 times")
        shown = text(desk)
        assert "Every 2 weeks on Mon, 4 times, the last on Mon 4 Jan 2027" in shown
        assert "Mon 21 Dec 2026   10:00 Luis" in shown
        await press(pilot, "enter", "enter")
        assert "Standing: Rex, every 2 weeks on Mon, 4 times" in said(desk)
        await hush(pilot)
        await until(pilot, lambda: "every 2 weeks, 1 of 4" in text(desk))
        assert current(desk).pet == "Rex"

    drive(shop_file, test)
    assert rows() == [
        ("2026-11-23", 600, "booked"), ("2026-12-07", 600, "booked"),
        ("2026-12-21", 600, "booked"), ("2027-01-04", 600, "booked"),
    ]  # fmt: skip


def test_what_does_not_fit_is_decided_date_by_date(shop_file: Path) -> None:
    bind(Target(shop_file, ""))
    with connected(), change("", DANA) as door:
        door.insert(Closure, branch=1, day=DAY + timedelta(days=7), reason="inventory")
        door.insert(Closure, branch=1, day=DAY + timedelta(days=14), reason="flood")

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await on(desk, pilot, "Rex")
        await press(pilot, "S")
        await typed(pilot, "weekly, 5 times")
        assert "2 visits to book and the one that is booked  2 do not fit: left out" in text(desk)
        await press(pilot, "enter")  # to the first that does not fit
        assert "closed: inventory" in text(desk)
        await press(pilot, "f")
        assert "Tue 1 Dec 2026    10:00 Luis (for Mon 30 Nov)" in text(desk)
        await press(pilot, "!", "k")
        assert "all the same: closed: flood" in text(desk)
        await press(pilot, "space")  # Mon 14 Dec is left out
        await press(pilot, "enter")

    drive(shop_file, test)
    assert rows() == [
        ("2026-11-23", 600, "booked"), ("2026-12-01", 600, "booked"),
        ("2026-12-07", 600, "booked"), ("2026-12-21", 600, "booked"),
    ]  # fmt: skip


def test_somebody_else_and_another_day_and_one_more(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await on(desk, pilot, "Rex")
        await press(pilot, "S")
        await typed(pilot, "weekly, 3 times")
        await press(pilot, "enter", "down", "w")
        assert "Who does it on Mon 30 Nov 2026 10:00?" in text(desk)
        await press(pilot, "1")
        assert "Mon 30 Nov 2026   10:00 Kim" in text(desk)
        await press(pilot, "down", "d")
        await write(pilot, "12/8 2p")
        assert "Tue 8 Dec 2026 14:00 Luis · Rex: Rabies lapsed" in text(desk)
        await press(pilot, "enter", "a")
        await write(pilot, "12/18")
        await press(pilot, "enter", "enter")

    drive(shop_file, test)
    assert [row[:2] for row in rows()] == [
        ("2026-11-23", 600), ("2026-11-30", 600), ("2026-12-08", 840), ("2026-12-18", 600),
    ]  # fmt: skip


def test_what_is_not_understood_is_said_and_nothing_is_booked(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await on(desk, pilot, "Rex")
        await press(pilot, "S")
        await typed(pilot, "every blue moon")
        assert "Say it like every 6 weeks on tue, 8 times." in text(desk)
        await press(pilot, "enter")
        assert isinstance(desk.screen, SeriesDates)
        await press(pilot, "escape")
        assert not isinstance(desk.screen, SeriesDates)

    drive(shop_file, test)
    assert len(rows()) == 1


def test_a_closed_visit_is_booked_again_first(shop_file: Path) -> None:
    bind(Target(shop_file, ""))
    with connected():
        rex = Ticket.get(Ticket.pet_names == "Rex")
        status.advance(load_shop(), [(rex.id, rex.version)], "closed", DANA)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await on(desk, pilot, "Rex")
        await press(pilot, "S")
        assert "is closed. A series begins with an open one: R books" in said(desk)

    drive(shop_file, test)


def test_the_rule_can_be_asked_for_step_by_step(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await on(desk, pilot, "Rex")
        await press(pilot, "S", "tab")
        assert "How does it come again?" in text(desk)
        await press(pilot, "3", "enter", "2")  # months, every month, on the fourth Mon
        await typed(pilot, "3")
        await press(pilot, "enter")
        assert "Every month on the fourth Mon, 3 times, the last on Mon 25 Jan 2027" in text(desk)
        await press(pilot, "enter", "enter")

    drive(shop_file, test)
    assert [row[0] for row in rows()] == ["2026-11-23", "2026-12-28", "2027-01-25"]


@pytest.mark.parametrize(
    ("choice", "wanted"), [("1", [615, 600, 600, 600]), ("2", [615] * 4), ("3", [615] * 4)]
)
def test_a_move_asks_how_much_of_the_series_is_meant(
    series_file: Path, choice: str, wanted: list[int]
) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await on(desk, pilot, "Rex")
        await press(pilot, "m", "down", "enter")
        assert "This and following" in text(desk)
        await press(pilot, choice)
        assert "Which of the series" not in text(desk)

    drive(series_file, test)
    assert [row[1] for row in rows()] == wanted


def test_a_visit_of_no_series_moves_without_a_question(series_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await on(desk, pilot, "Coco")
        await press(pilot, "m", "down", "enter")
        assert not isinstance(desk.screen, SeriesDates)

    drive(series_file, test)
    assert [row[1] for row in rows("Coco")] == [555]


def test_the_form_changes_the_series_too(series_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await on(desk, pilot, "Rex")
        await press(pilot, "e")
        from screens.book.form.screen import BookingForm

        form = desk.screen
        assert isinstance(form, BookingForm)
        form.go_to("when")
        await settle(pilot)
        await typed(pilot, "mon 11")
        await press(pilot, "ctrl+s")
        await settle(pilot)
        assert "Which of the series change?" in text(desk)
        await press(pilot, "3")

    drive(series_file, test)
    assert [row[1] for row in rows()] == [660] * 4


def test_ending_this_and_following_shares_a_reason(series_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await on(desk, pilot, "Rex")
        await press(pilot, "x", "1")
        assert "Which of the series end?" in text(desk)
        await press(pilot, "2")
        await write(pilot, "moving away")
        await press(pilot, "enter")
        assert "from here on" in said(desk)
        await press(pilot, "u")

    drive(series_file, test)
    assert [row[2] for row in rows()] == ["booked"] * 4
    with connected():
        assert not Ticket.select().where(Ticket.reason == "moving away").exists()


def test_the_series_of_a_visit_is_shown_and_extended(series_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await on(desk, pilot, "Rex")
        await press(pilot, "S")
        assert "this is 1 of 4" in text(desk), said(desk) + text(desk)
        await press(pilot, "2")
        assert book(desk).day == DAY + timedelta(weeks=1)
        await press(pilot, "S")
        assert "this is 2 of 4" in text(desk)
        await press(pilot, "1")
        assert "how many more?" in text(desk)
        await typed(pilot, "until 12/30")
        assert "2 visits, to Mon 28 Dec 2026" in text(desk)
        await typed(pilot, "until yesterday")
        assert "no further date by then, after Mon 14 Dec 2026" in text(desk)
        await typed(pilot, "2 more")
        assert "2 visits, to Mon 28 Dec 2026" in text(desk)
        await press(pilot, "enter", "enter")
        assert "Extended Rex by 2 visits to Mon 28 Dec 2026" in said(desk)

    drive(series_file, test)
    assert len(rows()) == 6
    with connected():
        undo(DANA)
    assert len(rows()) == 4


def test_at_the_last_but_one_it_is_said_that_the_series_runs_out(shop_file: Path) -> None:
    bind(Target(shop_file, ""))
    with connected():
        rex = Ticket.get(Ticket.pet_names == "Rex")
        repeat(load_shop(), rex.id, "weekly, 2 times")
        rex = Ticket.get_by_id(rex.id)
        status.advance(load_shop(), [(rex.id, rex.version)], "in progress", DANA)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await on(desk, pilot, "Rex")
        await press(pilot, "s")
        assert "runs out" not in said(desk)  # this visit and one more are to come
        await press(pilot, "s")
        assert "Rex comes again Mon 30 Nov 10:00 with Luis" in said(desk)
        assert "Its series runs out: S extends it." in said(desk)

    drive(shop_file, test)


def test_all_series_are_listed_and_lead_to_their_next_visit(series_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "g", "o")
        shown = text(desk)
        assert "Standing appointments" in shown
        assert "Rex Joe Whitfield  every week" in shown
        assert "4 to come, next Mon 23 Nov" in shown
        await press(pilot, "enter")
        assert current(desk).pet == "Rex"

    drive(series_file, test)
    with connected():
        assert record.rule_of(Series.get()).visits == 4


def test_a_time_block_comes_again(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await on(desk, pilot, "Coco")
        await press(pilot, "down", "down", "B", "enter")
        await press(pilot, "S")
        await typed(pilot, "daily, 3 times")
        await press(pilot, "enter", "enter")
        assert "Lunch comes again, every day, 3 times" in said(desk)
        await hush(pilot)
        await until(pilot, lambda: "every day, 1 of 3" in text(desk))

    drive(shop_file, test)
    with connected():
        blocks = list(Ticket.select().where(Ticket.kind == "block").order_by(Ticket.day))
    assert [one.day for one in blocks] == [DAY + timedelta(days=n) for n in range(3)]


@pytest.mark.parametrize("shift", SHIFTS)
def test_hostile_names_do_no_harm(series_file: Path, shift: int) -> None:
    bind(Target(series_file, ""))
    with connected(), change("", DANA) as door:
        rex = Ticket.get(Ticket.pet_names == "Rex", Ticket.day == DAY)
        for ticket in Ticket.select().where(Ticket.client == rex.client):
            door.update(ticket, pet_names=hostile(shift), client_name=hostile(shift + 1))
            for row in TicketRow.select().where(TicketRow.ticket == ticket):
                door.update(row, pet_name=hostile(shift), employee_name=hostile(shift + 2))
        door.update(Pet.get(Pet.name == "Rex"), name=hostile(shift))
        door.update(rex.client, first_name=hostile(shift), last_name=hostile(shift + 1))

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        page = book(desk).page
        block = next(b for b in book(desk).shown_blocks() if b.service == "Bath")
        assert page.go_to_row(block.row)
        await settle(pilot)
        await press(pilot, "S", "3", "escape", "S", "1", "enter", "w", "escape", "escape")
        await press(pilot, "escape", "g", "o", "escape", "m", "down", "enter", "2")
        assert desk.is_running
        assert "\x1b" not in text(desk)

    drive(series_file, test)
    assert {start for _, start, _ in rows(hostile(shift))} == {615}
