"""The wait list: who waits and how long, booking them, calls, leaving, and other terminals."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from textual.pilot import Pilot

from db.models import Ticket, TicketRow
from pettui.book.waiting.values import When
from screens.desk import Desk
from tests.book.waiting.steps import who
from tests.small_shop import DAY
from tests.ui.book.shop import elsewhere
from tests.ui.helpers import (
    HOSTILE,
    drive,
    followed,
    lines,
    press,
    said,
    settle,
    text,
    until,
    write,
)
from tests.ui.waiting.desk import kept, put, wait_list

WALK_IN = {"kind": "today"}
FRI = DAY + timedelta(days=4)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
def test_it_is_right_at_every_size(shop_file: Path, size: tuple[int, int]) -> None:
    put(shop_file, ("Rex", "BATH", WALK_IN), ("Bella", "FULL", {"windows": (When(FRI, FRI),)}))

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "f3")
        shown = text(desk)
        for words in (
            "1 in the lobby · 1 another day", "In the lobby", "Rex", "Joe Whitfield",
            "0 min  now Luis", "Another day", "Full groom", "Fri 27 Nov", "Rabies lapsed",
            "555-0177", "45 min $35.00", "Enter book",
        ):  # fmt: skip
            assert words in shown
        assert all(len(line) <= size[0] for line in lines(desk))

    drive(shop_file, test, size=size)


def test_an_empty_list_says_how_to_fill_it(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "g", "w")
        assert "Nobody waits. n puts somebody on the list." in text(desk)
        await press(pilot, "Enter")
        assert "Put the cursor on somebody who waits." in said(desk)

    drive(shop_file, test)


def test_waiting_turns_long_as_the_clock_goes_on(
    shop_file: Path, clock: time_machine.Traveller
) -> None:
    put(shop_file, ("Rex", "BATH", WALK_IN))

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "f3")
        assert "long" not in text(desk).replace("longest", "")
        clock.shift(timedelta(minutes=21))
        await until(pilot, lambda: "21 min long" in text(desk))
        clock.shift(timedelta(minutes=20))
        await until(pilot, lambda: "41 min too long" in text(desk))

    drive(shop_file, test)


def test_two_keys_book_a_walk_in_with_whoever_is_next(shop_file: Path) -> None:
    put(shop_file, ("Rex", "NAILS", WALK_IN))

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "f3", "Enter")
        assert "today 10:45 with Luis" in text(desk)
        await press(pilot, "Enter")
        assert "Booked Rex: Nails, Mon 23 Nov 2026 10:45 with Luis" in said(desk)
        assert "nobody waits" in text(desk)
        (entry,) = await kept(desk)
        assert entry.status == "booked"
        assert entry.ticket is not None
        ticket = await desk.gateway.run(Ticket.get_by_id, entry.ticket)
        assert ticket.status == "arrived"
        await press(pilot, "u")
        (entry,) = await kept(desk)
        assert (entry.status, entry.ticket) == ("waiting", None)
        assert "1 in the lobby" in text(desk)

    drive(shop_file, test)


def test_the_form_opens_with_all_of_it_for_another_time(shop_file: Path) -> None:
    put(shop_file, ("Rex", "BATH", "NAILS", {
        "employees": lambda: (who("Luis"),), "windows": (When(FRI, FRI, 127, 600, 720),),
        "comment": "muddy",
    }))  # fmt: skip

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "f3", "Enter")
        assert "Fri 27 Nov 10:00 with Luis" in text(desk)
        await press(pilot, "4")
        shown = text(desk)
        for words in ("From the wait list", "Joe Whitfield", "Bath", "Nails", "Luis", "muddy"):
            assert words in shown
        await press(pilot, *"sat 3p", "Enter", "Enter", "Enter")
        await settle(pilot)
        (entry,) = await kept(desk)
        assert entry.status == "booked"
        assert entry.ticket is not None
        rows = await desk.gateway.run(_rows, entry.ticket)
        assert rows == [(date(2026, 11, 28), 900, "Bath"), (date(2026, 11, 28), 945, "Nails")]

    drive(shop_file, test)


def _rows(ticket: int) -> list[tuple[Any, ...]]:
    rows = TicketRow.select().where(TicketRow.ticket == ticket).order_by(TicketRow.start)
    return [(row.day, row.start, row.description) for row in rows]


def test_a_walk_in_leaves_with_a_reason_and_comes_back(shop_file: Path) -> None:
    put(shop_file, ("Rex", "BATH", WALK_IN))

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "f3", "x", "1")
        assert "Off the wait list: Rex (did not want to wait)" in said(desk)
        (entry,) = await kept(desk)
        assert (entry.status, entry.reason) == ("left", "did not want to wait")
        await press(pilot, "z")
        assert "left: did not want to wait" in text(desk)
        await press(pilot, "e")
        assert "This entry is off the list (left)." in said(desk)
        await press(pilot, "r")
        assert "In the lobby  1" in text(desk)

    drive(shop_file, test)


def test_a_reason_in_ones_own_words(shop_file: Path) -> None:
    put(shop_file, ("Rex", "BATH", WALK_IN))

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "f3", "x", "6", *"rain", "Enter")
        (entry,) = await kept(desk)
        assert entry.reason == "rain"

    drive(shop_file, test)


def test_a_call_that_nobody_answers_is_noted(shop_file: Path) -> None:
    put(shop_file, ("Rex", "BATH"))

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "f3", "c")
        assert "555-0177" in text(desk)
        await press(pilot, "3")
        assert "called 10:42: no answer" in text(desk)
        await press(pilot, "c", "2")
        assert "voicemail, 2 calls" in text(desk)
        await press(pilot, "H")
        assert "called Rex: no answer" in text(desk)
        assert "on the wait list: Rex, Bath" in text(desk)

    drive(shop_file, test)


def test_the_list_is_sorted_filtered_and_shows_what_expired(shop_file: Path) -> None:
    sunday = {"windows": (When(weekdays=0b1000000),)}
    put(
        shop_file, ("Coco", "NAILS", sunday), ("Bella", "FULL"),
        ("Rex", "BATH", {"windows": (When(None, DAY, latest=641),)}),
    )  # fmt: skip

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "f3")

        def names() -> list[str]:
            return [r.id for r in wait_list(desk).rows.rows if not r.heading]

        assert "1 expired (z)" in text(desk)
        assert names() == ["entry:1", "entry:2"]
        await press(pilot, "s")
        assert "latest first" in text(desk)
        assert names() == ["entry:2", "entry:1"]
        await press(pilot, "s")
        assert names() == ["entry:2", "entry:1"]  # the groom is dearer
        await press(pilot, "f")
        assert names() == ["entry:2"]  # the shop is closed on Sundays
        await press(pilot, "f", "z")
        assert "time has passed" in text(desk)
        assert names() == ["entry:2", "entry:1", "entry:3"]

    drive(shop_file, test, size=(120, 40))


def test_the_cursor_stays_near_who_left(shop_file: Path) -> None:
    put(shop_file, ("Coco", "NAILS"), ("Bella", "FULL"), ("Rex", "BATH"))

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "f3", "down", "x", "2")
        line = wait_list(desk).line
        assert line is not None
        assert line.entry.pets == "Rex"

    drive(shop_file, test)


def test_another_terminal_is_followed_and_the_cursor_stays(shop_file: Path) -> None:
    put(shop_file, ("Coco", "NAILS"), ("Bella", "FULL"))

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "f3", "down")
        await followed(desk, pilot)
        await elsewhere(
            desk,
            "from pettui.book.waiting import marking, reading\n"
            "one = reading.read(shop)[0]\n"
            "marking.leave(((one.id, one.version),), 'went home', KIM)",
        )
        await until(pilot, lambda: "1 another day" in text(desk))
        line = wait_list(desk).line
        assert line is not None
        assert line.entry.pets == "Bella"

    drive(shop_file, test)


def test_whoever_is_slower_is_told_who_was_quicker(shop_file: Path) -> None:
    put(shop_file, ("Rex", "NAILS", WALK_IN))

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "f3", "Enter")
        await elsewhere(
            desk,
            "from pettui.book import booking\n"
            "from pettui.book.waiting import planning, reading\n"
            "from datetime import date\n"
            "plan = planning.plan_for(reading.read(shop)[0], date(2026, 11, 23), 840)\n"
            "booking.save(shop, plan, KIM)",
        )
        await press(pilot, "Enter")
        assert "booked already by Kim at phone" in said(desk)
        assert "nobody waits" in text(desk)
        count = await desk.gateway.run(
            lambda: Ticket.select().where(Ticket.pet_names == "Rex").count()
        )
        assert count == 2  # the one of the morning, and Kim's

    drive(shop_file, test)


@pytest.mark.parametrize("place", range(len(HOSTILE)))
def test_hostile_texts_are_only_texts(shop_file: Path, place: int) -> None:
    evil = HOSTILE[place]
    put(shop_file, ("Rex", "BATH", WALK_IN | {"comment": evil, "source": evil}))

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await desk.gateway.run(_rename, evil)
        await press(pilot, "f3")
        await press(pilot, "Enter", "Escape", "e", "Escape", "x", "Escape", "c", "Escape")
        assert "\x1b" not in text(desk)
        assert "In the lobby  1" in text(desk)
        await press(pilot, "Escape")
        assert "Waiting 1" in text(desk)

    drive(shop_file, test, size=(120, 40))


def _rename(evil: str) -> None:
    from db.models import Client, Item, Pet
    from pettui.history.door import change
    from tests.book.waiting.steps import DANA

    with change("renamed", DANA) as door:
        door.update(Pet.get(Pet.name == "Rex"), name=evil)
        door.update(Client.get(Client.last_name == "Whitfield"), first_name=evil, last_name=evil)
        door.update(Item.get(Item.code == "BATH"), name=evil)


def test_a_summer_of_waiting_is_no_error(shop_file: Path, clock: time_machine.Traveller) -> None:
    put(shop_file, ("Rex", "BATH", WALK_IN), ("Bella", "FULL"))
    clock.move_to(datetime(2027, 6, 1, 15, tzinfo=UTC))

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await write(pilot, "gw")
        assert "1 another day · 1 expired (z)" in text(desk)

    drive(shop_file, test, size=(120, 40))


def test_whoever_is_reached_is_offered_a_time_at_once(shop_file: Path) -> None:
    put(shop_file, ("Rex", "BATH", {"windows": (When(FRI, FRI, 127, 600, 720),)}))

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "f3", "c", "1")
        assert "Fri 27 Nov 10:00" in text(desk)
        await press(pilot, "Enter")
        (entry,) = await kept(desk)
        assert (entry.status, entry.answer, entry.calls) == ("booked", "reached", 1)

    drive(shop_file, test)


def test_a_narrow_book_says_how_many_sit_in_the_lobby(shop_file: Path) -> None:
    put(shop_file, ("Rex", "BATH", WALK_IN), ("Coco", "BATH", WALK_IN), ("Bella", "FULL"))

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await until(pilot, lambda: "2 in the lobby" in lines(desk)[1])
        await press(pilot, "W")
        assert "in the lobby" not in lines(desk)[1]
        assert "Waiting 3" in text(desk)

    drive(shop_file, test)
