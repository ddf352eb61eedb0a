"""Statuses, endings, marks, time blocks, copies, rebooking and notes, by keys."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from screens.desk import Desk
from tests.ui.book.shop import all_kept, at, book, current, detail, elsewhere, kept, rest, to
from tests.ui.helpers import drive, hush, lines, press, said, text, type_ahead, until, write


def test_s_takes_a_visit_along_its_path_to_the_end(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Rex")
        for status in ("confirmed", "arrived", "in progress", "ready", "closed"):
            await press(pilot, "s")
            assert (await kept(desk, "Rex")).status == status
            assert f"Rex: {status}" in said(desk)
            assert current(desk).pet == "Rex"
        await press(pilot, "s")
        assert (await kept(desk, "Rex")).status == "closed"

    drive(shop_file, test)


def test_s_pressed_fast_is_never_stale(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Rex")
        await type_ahead(pilot, "s", "s", "s", "s")
        await until(pilot, lambda: current(desk).status == "ready")
        assert "in the meantime" not in said(desk)

    drive(shop_file, test)


@pytest.mark.parametrize(
    ("number", "status"),
    [("1", "cancelled"), ("2", "late cancel"), ("3", "no-show"), ("4", "void")],
)
def test_x_ends_a_visit_by_number(shop_file: Path, number: str, status: str) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Rex")
        await press(pilot, "x")
        assert "How does it end for Rex?" in text(desk)
        assert "less than 24 h before" in text(desk)  # it is 10:42, the visit was at 10:00
        await press(pilot, number)
        assert (await kept(desk, "Rex")).status == status
        await rest(pilot)
        await hush(pilot)
        assert "Rex" not in "\n".join(lines(desk)[3:])
        await press(pilot, "z")
        assert "1 cancelled or missed" in lines(desk)[1]
        await to(desk, pilot, "Rex")
        await press(pilot, "enter")  # its history: nothing of it can be changed
        assert f"booked -> {status}" in text(desk)
        await press(pilot, "escape", "u")
        assert (await kept(desk, "Rex")).status == "booked"

    drive(shop_file, test)


def test_a_no_show_is_counted_at_the_next_booking(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Rex")
        await press(pilot, "y", "x", "3")
        await at(desk, pilot, "Ana", 12 * 60)
        await press(pilot, "p")
        await to(desk, pilot, "Rex")
        await rest(pilot)
        assert "1 no-show of 1 visit" in detail(desk).splitlines()[0]
        await press(pilot, "n")
        await write(pilot, "whitf")
        await press(pilot, "enter")
        assert "1 no-show of 1 visit" in text(desk)

    drive(shop_file, test, size=(120, 40))


def test_a_no_show_before_its_time_is_refused_in_words(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Rex")
        await press(pilot, "m", "down", "down", "down", "down", "enter", "x", "3")
        assert "Rex is not due yet" in said(desk)
        assert (await kept(desk, "Rex")).status == "booked"

    drive(shop_file, test)


def test_marks_take_several_along_and_end_them(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Coco")
        await press(pilot, "space", "space")
        assert "2 marked" in lines(desk)[1]
        await at(desk, pilot, "Ana", 12 * 60)  # the cursor may stand anywhere
        await press(pilot, "s")
        assert (await kept(desk, "Coco")).status == "arrived"
        assert "1 visit stays marked" in said(desk)
        await press(pilot, "s")
        assert (await kept(desk, "Rex")).status == "confirmed"
        assert book(desk).marked == frozenset()
        await to(desk, pilot, "Coco")
        await press(pilot, "space", "space", "x")
        assert "How does it end for Coco, Rex?" in text(desk)
        await press(pilot, "1")
        assert {(await kept(desk, pet)).status for pet in ("Coco", "Rex")} == {"cancelled"}
        await press(pilot, "u")
        assert (await kept(desk, "Rex")).status == "confirmed"

    drive(shop_file, test)


def test_marks_are_what_a_command_is_for_even_beside_a_closed_visit(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Bella")
        await press(pilot, "s", "s")
        await to(desk, pilot, "Rex")
        await press(pilot, "space")
        await to(desk, pilot, "Bella")
        await press(pilot, "s")
        assert (await kept(desk, "Rex")).status == "confirmed"
        await press(pilot, "escape")
        assert book(desk).marked == frozenset()

    drive(shop_file, test)


def test_time_is_blocked_for_one_and_removed(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await at(desk, pilot, "Luis", 12 * 60)
        await press(pilot, "B")
        assert "Lunch, 12:00-12:30 for Luis" in text(desk)
        await write(pilot, "vet visit 1:15")
        assert "Vet visit, 12:00-13:15 for Luis" in text(desk)
        await press(pilot, "enter")
        assert (await kept(desk, "Vet visit"))[3:6] == (720, 75, "Luis")
        await to(desk, pilot, "Vet visit")
        await rest(pilot)
        assert "Vet visit · 12:00-13:15" in detail(desk)
        await press(pilot, "m", "down", "enter")
        assert (await kept(desk, "Vet visit")).start == 735
        await press(pilot, "x", "escape")
        await rest(pilot)
        assert "Vet visit" not in text(desk)
        await press(pilot, "u", "escape")
        assert "Vet visit" in text(desk)

    drive(shop_file, test)


@pytest.mark.parametrize("view", ["day", "week"])
def test_time_is_blocked_for_all_who_work(shop_file: Path, view: str) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        if view == "week":
            await to(desk, pilot, "Coco")
            await press(pilot, "v")
            book(desk).grid.go_to(book(desk).day.toordinal(), 12 * 60)
        else:
            await at(desk, pilot, "Luis", 12 * 60)
        await press(pilot, "B")
        await write(pilot, "meeting 45 all")
        assert "for everybody" in text(desk)
        await press(pilot, "enter")
        assert [k.employee for k in await all_kept(desk, "Meeting")] == ["Kim", "Luis", "Ana"]
        await press(pilot, "u")
        assert await all_kept(desk, "Meeting") == []

    drive(shop_file, test, size=(120, 40))


def test_a_time_block_over_a_visit_is_asked_for(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Rex")
        await press(pilot, "B", "enter")
        assert "Luis has Rex" in text(desk)
        await press(pilot, "escape")
        assert await all_kept(desk, "Lunch") == []
        await press(pilot, "B", "enter", "1")
        assert len(await all_kept(desk, "Lunch")) == 1

    drive(shop_file, test)


def test_nonsense_is_no_time_block(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await at(desk, pilot, "Luis", 16 * 60)
        for typed in ("lunch 0", "lunch 99:99", "lunch 10:00", "lunch 7"):
            await press(pilot, "B")
            await write(pilot, typed)
            await press(pilot, "enter", "escape", "escape")
            assert desk.screen is book(desk)
            assert await all_kept(desk, "Lunch") == [], typed
        await at(desk, pilot, "tub 1", 16 * 60)
        await press(pilot, "B")
        assert "column of an employee" in said(desk)

    drive(shop_file, test)


def test_copy_and_paste_book_the_same_elsewhere(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Rex")
        await press(pilot, "p")
        assert "Copy a visit first (y)." in said(desk)
        await press(pilot, "y", ".")
        await at(desk, pilot, "Ana", 11 * 60)
        await press(pilot, "p")
        old, new = await all_kept(desk, "Rex")
        assert old[2:6] == ("2026-11-23", 600, 45, "Luis")
        assert new[1:6] == ("booked", "2026-11-24", 660, 45, "Ana")
        assert "Booked Rex: Bath, Tue 24 Nov 2026 11:00 with Ana" in said(desk)
        assert current(desk).ticket == new.ticket
        await press(pilot, "u")
        assert len(await all_kept(desk, "Rex")) == 1

    drive(shop_file, test)


def test_a_paste_where_something_is_wrong_opens_the_form(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Rex")
        await press(pilot, "y")
        await at(desk, pilot, "Kim", 9 * 60 + 15)
        await press(pilot, "p")
        assert "Kim is taken by" in text(desk)
        assert len(await all_kept(desk, "Rex")) == 1
        await press(pilot, "escape")
        assert desk.screen is book(desk)

    drive(shop_file, test)


@pytest.mark.parametrize(
    ("typed", "day"),
    [("6", "2027-01-04"), ("+2w", "2026-12-07"), ("3 weeks", "2026-12-14"), ("fri", "2026-11-27")],
)
def test_rebook_in_some_weeks(shop_file: Path, typed: str, day: str) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Rex")
        await press(pilot, "R")
        await write(pilot, typed)
        await until(pilot, lambda: "10:00" in text(desk))
        await press(pilot, "enter")
        if "Rabies lapsed" not in said(desk) and len(await all_kept(desk, "Rex")) == 1:
            await press(pilot, "enter")  # the form, where something has to be agreed to
        assert (await all_kept(desk, "Rex"))[-1][1:6] == ("booked", day, 600, 45, "Luis")
        assert book(desk).day.isoformat() == "2026-11-23"

    drive(shop_file, test)


def test_rebook_says_what_is_in_the_way(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Rex")
        await press(pilot, "R")
        await write(pilot, "sun")
        await until(pilot, lambda: "Luis does not work" in text(desk) or "closed" in text(desk))
        await write(pilot, "999")
        assert len(await all_kept(desk, "Rex")) == 1

    drive(shop_file, test)


def test_a_note_stands_in_the_book(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Rex")
        await press(pilot, "N")
        await write(pilot, "two people to lift")
        await press(pilot, "enter")
        assert (await kept(desk, "Rex")).note == "two people to lift"
        await rest(pilot)
        assert "two people to lift" in detail(desk)
        await press(pilot, "N")
        assert "two people to lift" in text(desk)
        await press(pilot, "escape", "u")
        assert (await kept(desk, "Rex")).note == ""

    drive(shop_file, test, size=(120, 40))


def test_what_needs_a_visit_says_so_on_free_time(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await at(desk, pilot, "Ana", 12 * 60)
        for key in ("m", "s", "x", "y", "R", "H", "N", "o", "e", "space"):
            await press(pilot, "escape", key)
            assert "Put the cursor on a visit" in said(desk), key
            assert desk.screen is book(desk), key

    drive(shop_file, test)


def test_booking_from_the_cursor(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await at(desk, pilot, "Ana", 12 * 60)
        await press(pilot, "n")
        await write(pilot, "coco")
        await press(pilot, "enter")
        await write(pilot, "nails")
        await press(pilot, "enter", "enter", "enter")
        assert (await all_kept(desk, "Coco"))[-1][1:6] == ("booked", "2026-11-23", 720, 15, "Ana")
        assert current(desk).pet == "Coco" and current(desk).start == 720

    drive(shop_file, test)


def test_somebody_elses_change_meanwhile_is_refused_in_words(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Rex")
        await press(pilot, "x")  # the menu is open while Kim writes
        await elsewhere(
            desk,
            "t = row_of('Rex').ticket; status.advance(shop, [(t.id, t.version)], 'arrived', KIM)",
        )
        await press(pilot, "1")
        assert "Kim at phone changed this in the meantime" in said(desk)
        assert (await kept(desk, "Rex")).status == "arrived"
        assert current(desk).status == "arrived"  # the screen has followed
        await press(pilot, "x", "1")
        assert (await kept(desk, "Rex")).status == "cancelled"

    drive(shop_file, test)
