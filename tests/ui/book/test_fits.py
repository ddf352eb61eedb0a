"""Who of the wait list fits what became free: the line in the book, the panel, one key to book."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from db.connection import Target, bind, connected
from db.models import Bookable, Client, DayPlan, Employee, Item, Pet, WaitEntry
from pettui.book.waiting.values import When
from pettui.history.door import change
from pettui.team.shop import Shop, load_shop
from screens.book.matching.panel import FitsPanel
from screens.desk import Desk
from tests.book import steps
from tests.book.waiting.steps import listed, who
from tests.small_shop import DANA, DAY, unbind
from tests.ui.book.shop import ELSEWHERE, all_kept, at, book, kept, to
from tests.ui.helpers import (
    SHIFTS,
    drive,
    followed,
    hostile,
    lines,
    press,
    said,
    settle,
    text,
    type_ahead,
    until,
)

SIZES = [(80, 24), (120, 40)]


def fill(path: Path, do: Callable[[Shop], object]) -> None:
    """Write something into the shop before the desk opens."""
    bind(Target(path, ""))
    with connected():
        do(load_shop())
    unbind()


@pytest.fixture
def waiting_file(shop_file: Path) -> Path:
    """Let Luis have a bath at two, and two wait for him; one wants Saturdays."""

    def waits(shop: Shop) -> None:
        steps.book(shop, steps.row("BATH", "Luis", of="Coco"), at=14 * 60, day=DAY, agreed=None)
        listed(shop, "Bella", "NAILS", employees=(who("Luis"),), comment="nervous")
        listed(shop, "Rex", "NAILS")
        listed(shop, "Coco", "NAILS", windows=(When(weekdays=32),))

    fill(shop_file, waits)
    return shop_file


def fits_line(desk: Desk) -> str:
    """Read the line that says who fits."""
    return next((line for line in lines(desk) if "waiting client" in line), "")


def shows_panel(desk: Desk) -> bool:
    """Tell whether the panel is open."""
    return isinstance(desk.screen, FitsPanel)


async def cancel(desk: Desk, pilot: Pilot[Any]) -> None:
    """Cancel Luis's bath at two."""
    await at(desk, pilot, "Luis", 14 * 60)
    await press(pilot, "x", "1")


@pytest.mark.parametrize("size", SIZES)
def test_a_cancellation_says_who_fits_without_a_question(
    waiting_file: Path, size: tuple[int, int]
) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        assert fits_line(desk) == ""
        await cancel(desk, pilot)
        assert desk.screen is book(desk)
        words = fits_line(desk)
        assert "2 waiting clients fit (M)  Luis today 14:00-14:45" in words
        if size[0] > 100:
            assert "Bella, Nails at 14:00 with Luis" in words
        await press(pilot, "down", "escape")
        assert fits_line(desk) == ""

    drive(waiting_file, test, size=size)


@pytest.mark.parametrize("size", SIZES)
def test_the_panel_gives_numbered_answers_and_says_why_others_do_not_fit(
    waiting_file: Path, size: tuple[int, int]
) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await cancel(desk, pilot)
        await press(pilot, "M")
        shown = lines(desk)
        assert any("2 waiting clients fit Luis today 14:00-14:45" in line for line in shown)
        first, second, third = (
            next(line for line in shown if f" {name}  Nails" in line)
            for name in ("Bella", "Rex", "Coco")
        )
        assert "1 Bella" in first and "14:00 with Luis · asked for Luis, waits 0 min" in first
        assert "2 Rex" in second and "waits 0 min" in second and "asked" not in second
        assert "wants every Sat" in third
        assert "Maria Ortega  555-0142" in text(desk) and "nervous" in text(desk)
        await press(pilot, "down", "down")
        assert "Li Chen  555-0199" in text(desk)
        await press(pilot, "enter")  # who does not fit is not booked
        assert shows_panel(desk)
        await press(pilot, "escape")
        assert desk.screen is book(desk) and "2 waiting clients fit" in fits_line(desk)

    drive(waiting_file, test, size=size)


def test_a_number_books_and_undo_puts_both_back(waiting_file: Path) -> None:
    async def status(desk: Desk, pet: str) -> tuple[str, bool]:
        def read() -> tuple[str, bool]:
            entry = WaitEntry.get(WaitEntry.client == steps.owner(pet))
            return entry.status, entry.ticket_id is not None

        return await desk.gateway.run(read)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await cancel(desk, pilot)
        await press(pilot, "M", "1")
        assert desk.screen is book(desk)
        assert (await all_kept(desk, "Bella"))[-1][1:6] == (
            "booked", "2026-11-23", 14 * 60, 15, "Luis",
        )  # fmt: skip
        assert await status(desk, "Bella") == ("booked", True)
        block = book(desk).current()
        assert block is not None and block.pet == "Bella"
        assert "Call 555-0142. u puts both back." in said(desk).replace("\n", " ")
        assert "1 waiting client fits (M)" in fits_line(desk)  # there is room for Rex, too
        await press(pilot, "u")
        assert await status(desk, "Bella") == ("waiting", False)
        assert len(await all_kept(desk, "Bella")) == 1

    drive(waiting_file, test, size=(120, 40))


def test_keys_typed_ahead_go_on_to_the_panel(waiting_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await at(desk, pilot, "Luis", 14 * 60)
        await type_ahead(pilot, "x", "1", "M", "2")
        assert (await all_kept(desk, "Rex"))[-1][3:6] == (14 * 60, 15, "Luis")

    drive(waiting_file, test)


def test_free_time_under_the_cursor_is_asked_for_with_the_same_key(waiting_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await at(desk, pilot, "Kim", 15 * 60)
        await press(pilot, "M")
        assert "1 waiting client fits Kim today 15:00-15:15" in text(desk)
        assert "wants Luis" in text(desk)
        await press(pilot, "escape")
        await to(desk, pilot, "Rex")
        await press(pilot, "M")
        assert "Put the cursor on free time" in said(desk)

    drive(waiting_file, test)


def test_a_visit_that_wants_to_be_earlier_is_moved(shop_file: Path) -> None:
    def waits(shop: Shop) -> None:
        steps.book(shop, steps.row("BATH", "Luis", of="Coco"), at=14 * 60, day=DAY, agreed=None)
        later = steps.book(
            shop, steps.row("NAILS", "Luis", of="Bella"), at=600, day=DAY + timedelta(days=3),
            agreed=None,
        )  # fmt: skip
        listed(shop, "Bella", "NAILS", moves=later.ticket)

    fill(shop_file, waits)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await cancel(desk, pilot)
        await press(pilot, "M")
        assert "has a visit, and wants to be earlier" in text(desk)
        await press(pilot, "1")
        assert [one[2:4] for one in await all_kept(desk, "Bella")][-1] == ("2026-11-23", 14 * 60)
        await press(pilot, "u")
        assert [one[2:4] for one in await all_kept(desk, "Bella")][-1] == ("2026-11-26", 600)

    drive(shop_file, test, size=(120, 40))


def test_on_another_screen_a_message_says_it(waiting_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "g", "h")
        assert desk.screen is not book(desk)
        await desk.gateway.run(longer_hours)
        await desk.write(lambda: None)
        await settle(pilot)
        assert "2 waiting clients fit (M)" in said(desk) and "Luis" in said(desk)
        await press(pilot, "escape")
        assert "2 waiting clients fit (M)" in fits_line(desk)

    drive(waiting_file, test)


def longer_hours() -> None:
    """Let Luis work until seven."""
    with change("longer", DANA) as door:
        luis = Employee.get(Employee.bookable == who("Luis"))
        door.insert(DayPlan, employee=luis, day=DAY, start=540, end=1140)


CANCEL = """
from db.models import Ticket
found = TicketRow.select().where(TicketRow.start == 840).get()
status.end(shop, [(found.ticket_id, found.ticket.version)], "cancelled", KIM)
"""

TAKE = """
from pettui.book.matching.finding import match
from pettui.book.matching.taking import take
from pettui.book.matching.values import Opened
from datetime import date
from db.models import Bookable
luis = Bookable.get(Bookable.label == "Luis").id
take(shop, match(shop, [Opened(date(2026, 11, 23), luis, 840, 885)]).fits[0], KIM)
"""

PINNED = """
import time_machine
from datetime import UTC, datetime
time_machine.travel(datetime(2026, 11, 23, 15, 50, tzinfo=UTC), tick=True).start()
"""


def elsewhere(path: Path, what: str) -> None:
    """Let another terminal do something, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", PINNED + ELSEWHERE, str(path), what], capture_output=True,
        text=True, check=False, cwd=Path(__file__).parents[3],
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_what_another_desk_cancels_is_said_here_too(waiting_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await followed(desk, pilot)
        elsewhere(waiting_file, CANCEL)
        await until(pilot, lambda: "2 waiting clients fit" in fits_line(desk))

    drive(waiting_file, test)


def test_who_was_slower_than_another_desk_is_told(waiting_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await cancel(desk, pilot)
        await press(pilot, "M")
        elsewhere(waiting_file, TAKE)
        await press(pilot, "1")
        assert "This entry was booked already by Kim at phone" in said(desk).replace("\n", " ")
        assert len(await all_kept(desk, "Bella")) == 2  # the one of today, and Kim's
        assert (await kept(desk, "Bella")).status == "in progress"

    drive(waiting_file, test)


def test_when_the_place_is_taken_again_the_line_goes(shop_file: Path) -> None:
    def waits(shop: Shop) -> None:
        steps.book(shop, steps.row("BATH", "Luis", of="Coco"), at=14 * 60, day=DAY, agreed=None)
        listed(shop, "Bella", "NAILS", employees=(who("Luis"),), windows=(
            When(DAY, DAY, earliest=840, latest=870),))  # fmt: skip

    fill(shop_file, waits)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await cancel(desk, pilot)
        assert "1 waiting client fits" in fits_line(desk)
        await press(pilot, "u")
        assert fits_line(desk) == ""
        await press(pilot, "U")
        assert "1 waiting client fits" in fits_line(desk)

    drive(shop_file, test)


@pytest.mark.parametrize("shift", SHIFTS)
def test_hostile_text_stays_text(waiting_file: Path, shift: int) -> None:
    def spoil(shop: Shop) -> None:
        with change("spoil", DANA) as door:
            rows = (*Pet.select(), *Client.select(), *Item.select(), *Bookable.select())
            for place, row in enumerate(rows, shift):
                name = {"Client": "first_name", "Bookable": "label"}.get(type(row).__name__, "name")
                door.update(row, **{name: hostile(place)})
            for place, entry in enumerate(WaitEntry.select(), shift):
                door.update(entry, comment=hostile(place), phone=hostile(place + 1))

    fill(waiting_file, spoil)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        visits = [b for b in book(desk).shown_blocks() if b.start == 14 * 60]
        book(desk).page.go_to_row(visits[0].row)
        await settle(pilot)
        await press(pilot, "x", "1")
        assert fits_line(desk)
        await press(pilot, "M", "down", "down")
        assert shows_panel(desk)
        assert not set("\x1b\x9b\x00\u202e") & set(text(desk))
        await press(pilot, "1")
        assert desk.is_running and desk._exception is None

    drive(waiting_file, test)
