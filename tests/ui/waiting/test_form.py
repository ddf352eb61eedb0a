"""Putting people on the list: how many keys the everyday ways take, and what is asked."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from db.models import Client, Ticket
from pettui.book.waiting.values import When
from screens.book.waiting.form import WaitForm
from screens.desk import Desk
from tests.book.waiting.steps import who
from tests.small_shop import DAY
from tests.ui.book.shop import at, book, to
from tests.ui.helpers import drive, press, said, text
from tests.ui.waiting.desk import kept, put

FRI = DAY + timedelta(days=4)


def test_a_known_walk_in_takes_eleven_keys(shop_file: Path) -> None:
    keys = ("f3", "n", *"rex", "Enter", *"na", "Enter", "Enter", "Enter")

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, *keys)
        assert "On the wait list: Rex, Nails" in said(desk)
        (entry,) = await kept(desk)
        assert (entry.kind, entry.pets, entry.services) == ("today", "Rex", "Nails")
        assert (entry.windows, entry.source) == ((When(DAY, DAY),), "Walk-in")
        assert "0 min  now Luis" in text(desk)

    assert len(keys) == 11
    drive(shop_file, test)


def test_an_unknown_walk_in_is_made_on_the_way(shop_file: Path) -> None:
    typed = ("ann day 5550188", "milo poodle", "bath")

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "f3", "n", *typed[0], "Enter", "Enter", *typed[1], "Enter")
        await press(pilot, *typed[2], "Enter", "Enter", "Enter")
        (entry,) = await kept(desk)
        assert (entry.client_name, entry.pets, entry.services) == ("ann day", "milo", "Bath")
        assert entry.phone == "555-0188"
        assert entry.kind == "today"

    drive(shop_file, test)


def test_friday_is_full_and_the_phone_rings(shop_file: Path) -> None:
    # The book stands at Friday already; w puts the caller on the list for it.
    keys = ("w", *"coco", "Enter", *"ba", "Enter", "Enter", "Enter")

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "d", *"fri", "Enter")
        await at(desk, pilot, "Kim", 600)
        await press(pilot, *keys)
        (entry,) = await kept(desk)
        assert (entry.kind, entry.pets, entry.services) == ("later", "Coco", "Bath")
        assert entry.windows == (When(FRI, FRI),)

    assert len(keys) == 11
    drive(shop_file, test)


def test_from_the_booking_form_everything_goes_along(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "d", *"fri", "Enter")
        await at(desk, pilot, "Kim", 600)
        await press(pilot, "n", *"coco", "Enter", *"ba", "Enter", *"na", "Enter", "f3")
        shown = text(desk)
        for words in ("To the wait list", "Li Chen", "Coco", "Bath", "Nails", "Fri 27 Nov"):
            assert words in shown
        await press(pilot, "Enter")
        (entry,) = await kept(desk)
        assert (entry.pets, entry.services) == ("Coco", "Bath + Nails")
        assert (entry.kind, entry.windows) == ("later", (When(FRI, FRI),))
        assert desk.screen is book(desk)  # the booking form is closed, and nothing was booked
        assert await desk.gateway.run(lambda: Ticket.select().count()) == 3

    drive(shop_file, test)


def test_a_new_client_goes_along_from_the_booking_form(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "n", *"ann day 5550188", "Enter", "f3")
        assert "To the wait list" in text(desk)
        assert "ann day" in text(desk)
        await press(pilot, "Enter", *"milo", "Enter", *"ba", "Enter", "Enter", "Enter")
        (entry,) = await kept(desk)
        assert (entry.client_name, entry.pets, entry.kind) == ("ann day", "milo", "today")

    drive(shop_file, test)


def test_leaving_the_entry_goes_back_to_the_booking(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "n", *"coco", "Enter", "f3", "Escape")
        assert "New visit" in text(desk)
        assert await kept(desk) == ()

    drive(shop_file, test)


def test_who_comes_back_in_the_afternoon_is_a_walk_in(shop_file: Path) -> None:
    keys = (*"rex", "Enter", *"na", "Enter", "Enter", *"today after 2", "Enter")

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "f3", "n", *keys)
        (entry,) = await kept(desk)
        assert (entry.kind, entry.windows) == ("today", (When(DAY, DAY, earliest=840),))
        assert "0 min  14:00 Kim" in text(desk)
        await press(pilot, "e")
        assert "Mon 23 Nov from 14:00" in text(desk)
        await press(pilot, "Enter")
        assert (await kept(desk))[0].kind == "today"

    drive(shop_file, test)


def test_when_and_whom_are_said_as_people_say_them(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "f3", "n", *"bella", "Enter", *"fg", "Enter", *"na", "Enter", "Enter")
        await press(pilot, *"thu fri am; sat until 11")
        assert "Thu, Fri morning; Sat 28 Nov until 11:00" in text(desk)
        await press(pilot, "Tab", *"luis, kim")
        assert "Luis, Kim" in text(desk)
        await press(pilot, "Tab", *"call first", "Tab", *"5550100", "ctrl+s")
        (entry,) = await kept(desk)
        assert entry.services == "Full groom + Nails"
        assert entry.employees == await desk.gateway.run(lambda: (who("Luis"), who("Kim")))
        assert entry.windows == (
            When(weekdays=0b0011000, latest=719),
            When(DAY + timedelta(5), DAY + timedelta(5), latest=660),
        )
        assert (entry.comment, entry.phone) == ("call first", "555-0100")

    drive(shop_file, test, size=(120, 40))


def test_what_is_not_understood_is_said_beside_it(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "f3", "n", *"rex", "Enter", *"na", "Enter", "Enter", *"blursday")
        assert "is not understood" in text(desk)
        await press(pilot, "Enter")
        assert isinstance(desk.screen, WaitForm)
        assert await kept(desk) == ()

    drive(shop_file, test)


def test_the_same_pet_and_service_is_asked_about(shop_file: Path) -> None:
    put(shop_file, ("Rex", "NAILS"))

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "f3", "n", *"rex", "Enter", *"na", "Enter")
        assert "? Rex is on the wait list for Nails already" in text(desk)
        await press(pilot, "Enter", "Enter")
        assert "Sure?" in text(desk)
        await press(pilot, "Enter")  # a hurried second Enter changes nothing
        assert isinstance(desk.screen, WaitForm)
        await press(pilot, "Enter", "1")
        assert len(await kept(desk)) == 2

    drive(shop_file, test)


def test_what_was_typed_is_not_thrown_away_in_silence(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "f3", "n", *"rex", "Enter", "Escape")
        assert "It is not on the list yet." in text(desk)
        await press(pilot, "n")
        assert isinstance(desk.screen, WaitForm)
        await press(pilot, "Escape", "y")
        assert not isinstance(desk.screen, WaitForm)
        assert await kept(desk) == ()

    drive(shop_file, test)


def test_an_entry_is_changed_in_the_same_form(shop_file: Path) -> None:
    put(shop_file, ("Rex", "NAILS", "BATH", {"windows": (When(FRI, FRI),), "comment": "hi"}))

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "f3", "e")
        shown = text(desk)
        for words in ("On the wait list", "Joe Whitfield", "Fri 27 Nov", "hi", "Nails", "Bath"):
            assert words in shown
        await press(pilot, *"any", "Enter")
        (entry,) = await kept(desk)
        assert (entry.windows, entry.kind) == ((), "later")
        await press(pilot, "e", "Escape")  # nothing was changed: nothing is asked
        assert not isinstance(desk.screen, WaitForm)

    drive(shop_file, test)


def test_a_visit_to_come_waits_for_an_earlier_time_and_is_moved(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "d", *"fri", "Enter")
        await at(desk, pilot, "Kim", 900)
        await press(pilot, "n", *"rex", "Enter", *"teeth", "Enter", "Enter", "ctrl+s")
        await to(desk, pilot, "Rex")
        await press(pilot, "w")
        assert "26 Nov; Fri 27 Nov until 14:55" in text(desk)
        await press(pilot, "ctrl+s", "f3")
        assert "earlier, by Fri 27 Nov" in text(desk)
        await press(pilot, "Enter")
        assert "Move Rex: Teeth" in text(desk)
        await press(pilot, "Enter")
        assert "Moved Rex: Teeth" in said(desk)
        number = await desk.gateway.run(
            lambda: Ticket.select().where(Ticket.pet_names == "Rex").count()
        )
        assert number == 2  # the one of Monday, and the one that moved

    drive(shop_file, test, size=(120, 40))


def test_a_visit_that_has_begun_does_not_wait(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Bella")
        await press(pilot, "w")
        assert "Bella is in progress" in said(desk)

    drive(shop_file, test)


def test_the_pane_shows_by_itself_where_there_is_room(shop_file: Path) -> None:
    put(shop_file, ("Rex", "BATH", {"kind": "today"}), ("Bella", "FULL"))

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await pilot.pause(0.2)
        await press(pilot, "down")
        assert "Waiting 2" in text(desk)
        assert "now Luis" in text(desk)
        await press(pilot, "W")
        assert "Waiting 2" not in text(desk)
        await press(pilot, "W")
        assert "Waiting 2" in text(desk)

    drive(shop_file, test, size=(120, 40))


def test_beside_a_narrow_book_it_comes_when_it_is_asked_for(shop_file: Path) -> None:
    put(shop_file, ("Rex", "BATH", {"kind": "today"}))

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await pilot.pause(0.2)
        await press(pilot, "down")
        assert "Waiting 1" not in text(desk)
        await press(pilot, "W")
        assert "Waiting 1" in text(desk)
        assert "Kim" in text(desk)
        await pilot.click("WaitPane", offset=(4, 1))
        assert "In the lobby  1" in text(desk)

    drive(shop_file, test)


def test_nobody_waits_and_nothing_is_shown(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "W")
        assert "Nobody waits" in said(desk)
        assert "Waiting" not in text(desk)
        await desk.gateway.run(_list_rex)
        desk.shop_changed.publish(None)
        await press(pilot, "down")
        assert "Waiting 1" in text(desk)

    drive(shop_file, test, size=(120, 40))


def _list_rex() -> None:
    from pettui.team.shop import load_shop
    from tests.book.waiting.steps import listed

    listed(load_shop(), "Rex", "BATH")
    assert Client.select().exists()


def test_a_clients_page_puts_them_on_the_list_and_says_so(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Rex")
        await press(pilot, "o", "m", "8")
        assert "To the wait list" in text(desk)
        assert "Joe Whitfield" in text(desk)
        await press(pilot, *"na", "Enter", "Enter", *"any", "Enter")
        (entry,) = await kept(desk)
        assert (entry.pets, entry.services, entry.windows) == ("Rex", "Nails", ())
        assert "waits for" in text(desk)
        assert "Nails, since Mon 23 Nov" in text(desk)

    drive(shop_file, test, size=(120, 40))
