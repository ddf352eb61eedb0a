"""The settings on the screen: found, changed, marked, taken back, undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from db.connection import Target, bind, connected
from pettui.team import settings
from pettui.team.shop import load_shop
from screens.desk import Desk
from tests.small_shop import DANA
from tests.ui.helpers import HOSTILE, drive, hush, lines, press, said, settle, text, write


async def _open(pilot: Pilot[Any], *filtered: str) -> None:
    await press(pilot, "g", "e")
    if filtered:
        await press(pilot, "f")
        await write(pilot, " ".join(filtered))
        await press(pilot, "Enter")


def _line(desk: Desk, name: str) -> str:
    return next(line for line in lines(desk) if f" {name} " in line)


def test_a_setting_is_found_changed_marked_and_undone(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await _open(pilot, "book.step")
        assert "changed" not in _line(desk, "book.step")
        await press(pilot, "Enter")
        assert "Minutes that one line of the book stands for." in text(desk)
        await press(pilot, "2")
        line = _line(desk, "book.step")
        assert "* book.step" in line and " 10 " in line and line.endswith("changed")
        assert desk.shop.setting("book.step") == 10
        await press(pilot, "u")
        assert "set book.step to 10 (was 15)" in said(desk)
        await hush(pilot)
        assert "changed" not in _line(desk, "book.step") and " 15 " in _line(desk, "book.step")

    drive(shop_file, test)


def test_a_number_is_echoed_before_enter_and_refused_in_words(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await _open(pilot, "rebook")
        await press(pilot, "e")
        await write(pilot, "99")
        await settle(pilot)
        assert "a whole number from 1 to 52" in text(desk)
        await press(pilot, "Enter")
        assert desk.shop.setting("visit.rebook_weeks") == 6
        await press(pilot, "Backspace", "Backspace")
        await write(pilot, "8")
        assert "It will be 8." in text(desk)
        await press(pilot, "Enter")
        assert desk.shop.setting("visit.rebook_weeks") == 8

    drive(shop_file, test)


def test_del_takes_a_setting_back_to_its_default(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await _open(pilot, "book.step")
        await press(pilot, "Delete")
        assert "at its default already" in said(desk)
        await press(pilot, "Enter", "5", "Delete")
        assert desk.shop.setting("book.step") == 15
        assert "book.step is 15 again." in said(desk)

    drive(shop_file, test)


def test_a_change_of_the_clock_and_the_locale_shows_everywhere_at_once(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await _open(pilot, "clock.hours")
        await press(pilot, "Enter", "2", "Escape", "Escape")
        assert "9-5p" in text(desk) or "9a-5p" in text(desk)
        await _open(pilot, "shop.locale")
        await press(pilot, "Enter")
        await write(pilot, "de_DE")
        assert "1.234,00" in text(desk)
        await press(pilot, "Enter", "Escape", "Escape")
        shown = desk.shop.day(desk.shop.today())
        assert lines(desk)[0].count(shown) == 1 and lines(desk)[1].strip().startswith(shown)

    drive(shop_file, test, size=(120, 40))


def test_another_desk_is_followed_and_not_overwritten(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await _open(pilot, "late_cancel")
        await press(pilot, "Enter")
        other = await desk.gateway.run(
            settings.put, desk.shop, "visit.late_cancel_hours", "12", DANA
        )
        assert other.setting("visit.late_cancel_hours") == 12
        await write(pilot, "48")
        await press(pilot, "Enter")
        assert "changed this in the meantime" in said(desk)

    drive(shop_file, test)
    bind(Target(shop_file, ""))
    with connected():
        assert load_shop().setting("visit.late_cancel_hours") == 12


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_of_the_shop_is_shown_as_it_is(shop_file: Path, name: str) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await desk.write(settings.put, desk.shop, "shop.name", "x" + name, DANA)
        await _open(pilot, "shop.name")
        assert "  shop.name  " in text(desk) and desk.shop.name.startswith("x")
        await press(pilot, "Enter")
        assert desk.is_running and "What the shop is called." in text(desk)
        assert not set(text(desk)) & set("\x1b\x9b\x07\u202e")

    drive(shop_file, test)


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
def test_what_a_setting_does_is_read_in_full(shop_file: Path, size: tuple[int, int]) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await _open(pilot, "double")
        shown = " ".join(text(desk).split())
        assert "Whether a groomer can be booked twice at once on purpose, or never." in shown
        assert "It is ask. The default is ask. It can be one of ask or refuse." in shown
        await press(pilot, "Escape", "Home")
        assert "shop.name" in text(desk)

    drive(shop_file, test, size=size)


def test_nothing_found_says_how_to_go_on(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await _open(pilot, "zzz")
        assert "No setting is like that. Esc shows all." in text(desk)
        await press(pilot, "e")
        assert "No setting is under the cursor." in said(desk)

    drive(shop_file, test)


@pytest.mark.parametrize(("view", "shown"), [("week", "Kim, "), ("list", "Time Status")])
def test_the_book_opens_with_the_view_that_the_shop_has_chosen(
    shop_file: Path, view: str, shown: str
) -> None:
    bind(Target(shop_file, ""))
    with connected():
        settings.put(load_shop(), "book.view", view, DANA)

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        assert shown in "\n".join(lines(desk)[1:4])

    drive(shop_file, test, size=(120, 40))


def test_a_week_begins_and_rebooking_offers_as_the_shop_has_chosen(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        for name, value in (("week.start", "sunday"), ("visit.rebook_weeks", "9")):
            await desk.write(settings.put, desk.shop, name, value, DANA)
        await press(pilot, "v")
        head = lines(desk)[1]
        today = desk.shop.today()
        first = desk.shop.week_begin(today)
        assert first.weekday() == 6 and desk.shop.day(first) in head

    drive(shop_file, test, size=(120, 40))


def test_the_step_and_ended_visits_change_in_an_open_book(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        book: Any = desk.screen
        assert (book.grid.step, book.ended) == (15, False)
        await desk.write(settings.put, desk.shop, "book.step", "30", DANA)
        await desk.write(settings.put, desk.shop, "book.show_ended", "yes", DANA)
        await settle(pilot)
        assert (book.grid.step, book.ended) == (30, True)

    drive(shop_file, test)
