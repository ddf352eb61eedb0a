"""The call list by keys, and the next visit that is proposed at the end of one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from db.connection import Target, bind, connected
from db.models import Client, Item, Pet, RecallCall, Ticket, TicketRow
from pettui.history.door import change
from pettui.team.shop import Shop, load_shop
from screens.book.form.screen import BookingForm
from screens.desk import Desk
from screens.people.recall.screen import RecallScreen
from tests.people.recall.past import came
from tests.small_shop import DANA, DAY, unbind
from tests.ui.book.shop import all_kept, to
from tests.ui.helpers import (
    SHIFTS,
    drive,
    hostile,
    hush,
    lines,
    press,
    said,
    text,
    type_ahead,
    write,
)


@pytest.fixture
def due_file(shop_file: Path) -> Iterator[Path]:
    """Let three pets be due: two of one client, and one of another."""
    bind(Target(shop_file, ""))
    with connected():
        shop = load_shop()
        came(shop, "Mimi", 60, 1, items=("BATH",))
        fill(shop)
    unbind()
    yield shop_file


def fill(shop: Shop) -> None:
    came(shop, "Nala", 80, start=13 * 60, who="Luis")
    came(shop, "Mimi", 50, start=13 * 60)
    came(shop, "Otto", 58, start=14 * 60, items=("FULL", "NAILS"))


def recalls(desk: Desk) -> RecallScreen:
    screen = desk.screen
    assert isinstance(screen, RecallScreen), screen
    return screen


def names(desk: Desk) -> list[str]:
    return [line.pet_name for line in recalls(desk).rows.lines]


def test_the_list_shows_who_since_when_and_the_number(due_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "g", "l")
        assert names(desk) == ["Otto", "Nala"]
        shown = text(desk)
        assert "Call list   2 overdue · 0 due · 0 lapsed" in shown
        row = next(line for line in lines(desk) if "Otto" in line)
        assert [word for word in ("overdue", "2 wk", "Joe Whitfi", "555-0177", "Full groom")
                if word not in row] == []  # fmt: skip
        await press(pilot, "down")
        assert "last Fri 4 Sep with Luis, 3 months ago" in text(desk)
        assert "not called yet · usually every 6 weeks, due Fri 16 Oct" in text(desk)
        await press(pilot, "escape")
        assert not isinstance(desk.screen, RecallScreen)

    drive(due_file, test)


def test_a_call_is_one_key_and_undo_takes_it_back(due_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "g", "l", "2")
        assert names(desk) == ["Nala"]
        assert "Called Joe Whitfield for Otto: voicemail. Listed again Thu 26 Nov" in said(desk)
        await press(pilot, "z")
        assert names(desk) == ["Otto"]
        await hush(pilot)
        assert "voicemail, Mon 23 Nov 10:42 by Dana · listed again Thu 26 Nov" in text(desk)
        await press(pilot, "z", "u")
        assert names(desk) == ["Otto", "Nala"]

    drive(due_file, test)


def test_keys_typed_ahead_meet_the_next_client(due_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "g", "l")
        await type_ahead(pilot, "3", "1")
        assert names(desk) == []
        assert "Nobody is due who has no visit ahead." in text(desk)

        def kept() -> list[tuple[str, str]]:
            calls = RecallCall.select().order_by(RecallCall.id)
            return [(call.pet.name, call.outcome) for call in calls]

        assert await desk.gateway.run(kept) == [("Otto", "no answer"), ("Nala", "reached")]
        await press(pilot, "n", "1")
        assert "There is nobody to call here" in said(desk)

    drive(due_file, test)


def test_one_call_is_for_all_pets_of_a_client(shop_file: Path) -> None:
    bind(Target(shop_file, ""))
    with connected():
        fill(load_shop())
    unbind()

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "g", "l")
        assert names(desk) == ["Otto", "Nala", "Mimi"]
        assert sum("Li Chen" in line for line in lines(desk)) == 1  # said once
        await press(pilot, "down", "5")
        assert names(desk) == ["Otto", "Mimi"]  # not again is for Nala alone
        await press(pilot, "u", "down", "1")
        assert names(desk) == ["Otto"]
        assert "Called Li Chen for" in said(desk)

    drive(shop_file, test)


def test_later_asks_for_a_day(due_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "g", "l", "4")
        assert "Mon 21 Dec 2026, in 4 weeks" in text(desk)
        await write(pilot, "today")
        assert "is not ahead" in text(desk)
        await press(pilot, "ctrl+u")
        await write(pilot, "10w")
        assert "Mon 1 Feb 2027" in text(desk)
        await press(pilot, "enter")
        assert names(desk) == ["Nala"]
        assert "later until Mon 1 Feb 2027" in said(desk)

    drive(due_file, test)


def test_what_was_said_is_kept_with_the_call(due_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "g", "l", "N")
        await write(pilot, "after Easter [/]")
        await press(pilot, "enter")
        assert names(desk) == ["Nala"]
        assert "reached" in said(desk)
        await press(pilot, "z")
        await hush(pilot)
        assert "by Dana: after Easter [/]" in text(desk)
        await press(pilot, "z", "u", "N", "escape")
        assert names(desk) == ["Otto", "Nala"]

    drive(due_file, test, size=(120, 40))


def test_one_key_opens_the_booking_with_day_and_groomer(due_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "g", "l", "n")
        assert isinstance(desk.screen, BookingForm)
        # Otto came on a Saturday at 14:00, to Kim.
        shown = text(desk)
        assert "Otto" in shown and "28 Nov 2026 14:00" in shown and "Kim" in shown
        await press(pilot, "enter")
        if isinstance(desk.screen, BookingForm):
            await press(pilot, "ctrl+s")
        assert names(desk) == ["Nala"]
        assert (await all_kept(desk, "Otto"))[-1][2:4] == ("2026-11-28", 16 * 60)

    drive(due_file, test, size=(120, 40))


def test_enter_opens_the_pet_and_o_its_owner(due_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "g", "l", "enter")
        assert "Otto" in lines(desk)[1] + lines(desk)[2]
        await press(pilot, "escape", "o")
        assert "Joe Whitfield" in text(desk)
        await press(pilot, "escape")
        assert names(desk) == ["Otto", "Nala"]

    drive(due_file, test)


def test_views_show_those_who_lapsed(due_file: Path) -> None:
    bind(Target(due_file, ""))
    with connected():
        came(load_shop(), "Otto", 300, start=500)
        with change("no more calls", DANA) as door:
            door.update(Pet.get(Pet.name == "Nala"), rhythm=1)
            chen = Client.get(Client.last_name == "Chen")
            door.update(chen, call_appointments=False)
    unbind()

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "g", "l")
        assert names(desk) == ["Otto"]
        await press(pilot, "v")
        assert names(desk) == ["Nala"] and "showing lapsed" in text(desk)
        assert "wants no calls" in next(line for line in lines(desk) if "Nala" in line)
        await press(pilot, "v")
        assert names(desk) == ["Otto", "Nala"]

    drive(due_file, test, size=(120, 40))


@pytest.mark.parametrize("shift", SHIFTS)
def test_hostile_names_stay_names(due_file: Path, shift: int) -> None:
    bind(Target(due_file, ""))
    with connected(), change("spoil", DANA) as door:
        for place, row in enumerate((*Client.select(), *Pet.select(), *Item.select()), shift):
            name = "first_name" if isinstance(row, Client) else "name"
            door.update(row, **{name: hostile(place)})
    unbind()

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "g", "l", "down", "1", "z")
        assert len(names(desk)) == 1
        await press(pilot, "4")
        assert desk.is_running and desk._exception is None
        assert not set("\x1b\x9b\x00\u202e") & set(text(desk))

    drive(due_file, test)


async def take_on(pilot: Pilot[Any], steps: int) -> None:
    for _ in range(steps):
        await press(pilot, "s")


def test_the_end_of_a_visit_proposes_the_next_one_and_two_keys_book_it(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Coco")
        await take_on(pilot, 4)
        assert "Coco: closed. Again in 6 weeks: Mon 4 Jan 9:00 with Luis; R books it." in said(desk)
        await press(pilot, "R")
        assert "Coco usually every 6 weeks." in text(desk)
        assert "Mon 4 Jan 2027 9:00 with Luis, in 6 weeks · free" in text(desk)
        await press(pilot, "enter")
        assert [(one.status, one.day, one.start) for one in await all_kept(desk, "Coco")] == [
            ("closed", "2026-11-23", 540), ("booked", "2027-01-04", 540),
        ]  # fmt: skip
        await press(pilot, "R")
        assert "Coco comes again Mon 4 Jan 9:00 with Luis already." in text(desk)

    drive(shop_file, test)


def test_nothing_is_proposed_to_who_comes_again(shop_file: Path) -> None:
    bind(Target(shop_file, ""))
    with connected():
        came(load_shop(), "Bella", -9, status="booked", start=600)
    unbind()

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Bella")
        await take_on(pilot, 1)
        assert "Bella: ready. Bella comes again Wed 2 Dec 10:00 with Kim." in said(desk)

    drive(shop_file, test)


def test_where_the_time_is_taken_weeks_go_to_the_nearest(shop_file: Path) -> None:
    monday = DAY + timedelta(weeks=6)
    bind(Target(shop_file, ""))
    with connected():
        came(load_shop(), "Mimi", -42, status="booked", start=540, who="Luis")
        assert TicketRow.select().join(Ticket).where(Ticket.day == monday).exists()
    unbind()

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Coco")
        await press(pilot, "R")
        assert "Mon 4 Jan 2027 10:00 with Luis, in 6 weeks · free" in text(desk)
        await press(pilot, "escape")

    drive(shop_file, test)
