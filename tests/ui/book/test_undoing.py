"""Undo, redo and history, also after a restart and across two desks that follow each other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from pettui.history.actor import Actor
from screens.desk import Desk
from tests.ui.book.shop import at, book, current, elsewhere, kept, to
from tests.ui.helpers import drive, followed, press, said, text, until, write

FRONT = Actor(None, "Dana", "front")
"""Somebody who has written nothing yet, so that undo finds only what the test did."""

MOVE = "r = row_of('{}'); moving.move(shop, moving.Move(r.id, r.ticket.version, start={}), KIM)"


def test_undo_goes_back_step_by_step_and_redo_forward(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Rex")
        await press(pilot, "s", "m", "down", "right", "enter", "N")
        await write(pilot, "late dog")
        await press(pilot, "enter", "u")
        assert (await kept(desk, "Rex"))[3:] == (615, 45, "Ana", "", "")
        await press(pilot, "u")
        assert (await kept(desk, "Rex"))[3:] == (600, 45, "Luis", "", "")
        assert current(desk).pet == "Rex"
        await press(pilot, "u")
        assert (await kept(desk, "Rex")).status == "booked"
        await press(pilot, "u")
        assert "There is nothing to undo" in said(desk)
        await press(pilot, "U", "U", "U")
        assert (await kept(desk, "Rex"))[1:] == (
            "confirmed", "2026-11-23", 615, 45, "Ana", "", "late dog",
        )  # fmt: skip
        await press(pilot, "U")
        assert "There is nothing to redo" in said(desk)

    drive(shop_file, test, actor=FRONT)


def test_undo_goes_to_the_day_where_it_was(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Rex")
        await press(pilot, "s", ">", ">")
        assert book(desk).day.isoformat() == "2026-12-07"
        await press(pilot, "u")
        assert "Undone: Rex: confirmed" in said(desk)
        assert book(desk).day.isoformat() == "2026-11-23"
        assert current(desk).pet == "Rex"

    drive(shop_file, test, actor=FRONT)


def test_undo_and_redo_outlive_the_program(shop_file: Path) -> None:
    async def first(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Rex")
        await press(pilot, "s", "s")

    async def second(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "u")
        assert (await kept(desk, "Rex")).status == "confirmed"

    async def third(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "U")
        assert (await kept(desk, "Rex")).status == "arrived"

    for test in (first, second, third):
        drive(shop_file, test, actor=FRONT)


def test_somebody_elses_later_change_blocks_undo_and_is_named(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Rex")
        await press(pilot, "s")
        await elsewhere(
            desk,
            "t = row_of('Rex').ticket; status.advance(shop, [(t.id, t.version)], 'arrived', KIM)",
        )
        await press(pilot, "u")
        assert "cannot be undone: Kim (phone) has changed the same since" in said(desk)
        assert (await kept(desk, "Rex")).status == "arrived"

    drive(shop_file, test, actor=FRONT)


def test_history_names_who_when_where_and_both_values(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Rex")
        await press(pilot, "m", "down", "right", "enter", "s", "u", "H")
        shown = text(desk)
        assert "Ticket 1002 · Rex · Joe Whitfield" in shown
        for words in (
            "Mon 23 Nov 2026 10:4", "Dana · front", "time: 10:00 -> 10:15", "with: Luis -> Ana",
            "status: booked -> confirmed", "undone since",
        ):  # fmt: skip
            assert words in shown, words
        await press(pilot, "escape")
        assert desk.screen is book(desk)

    drive(shop_file, test, actor=FRONT, size=(100, 40))


def test_what_happens_after_closing_is_marked(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Bella")
        await press(pilot, "s", "s", "N")
        await write(pilot, "forgot the bow")
        await press(pilot, "enter", "H")
        assert "after it was closed" in text(desk)

    drive(shop_file, test, actor=FRONT, size=(100, 40))


def test_another_desks_change_is_seen_and_the_cursor_stays(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Coco")
        await followed(desk, pilot)
        await elsewhere(
            desk,
            MOVE.format("Rex", 780),
        )
        await until(
            pilot, lambda: any(b.pet == "Rex" and b.start == 780 for b in book(desk).shown_blocks())
        )
        assert current(desk).pet == "Coco"
        await elsewhere(
            desk,
            MOVE.format("Coco", 840),
        )
        await until(pilot, lambda: book(desk).page.cursor_minute == 840)
        assert current(desk).pet == "Coco"  # the cursor goes along with its visit

    drive(shop_file, test)


def test_what_is_in_the_air_stays_there_while_others_write(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Rex")
        await followed(desk, pilot)
        await press(pilot, "m", "down", "right")
        await elsewhere(desk, "notes.add(row_of('Coco').ticket_id, 'hello', KIM)")
        await until(pilot, lambda: any(b.note == "hello" for b in book(desk).shown_blocks()))
        assert book(desk).page.ghost is not None
        await press(pilot, "enter")
        assert (await kept(desk, "Rex"))[3:6] == (615, 45, "Ana")

    drive(shop_file, test)


def test_other_screens_follow_as_well(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Rex")
        await press(pilot, "o")
        await followed(desk, pilot)
        await elsewhere(
            desk,
            "t = row_of('Rex').ticket; status.advance(shop, [(t.id, t.version)], 'arrived', KIM)",
        )
        await until(pilot, lambda: "Arrived" in text(desk))
        await press(pilot, "escape")
        await until(pilot, lambda: current(desk).status == "arrived")

    drive(shop_file, test)


def test_a_free_time_keeps_the_cursor_too(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await at(desk, pilot, "Ana", 12 * 60)
        await followed(desk, pilot)
        await elsewhere(
            desk,
            "r = row_of('Rex'); blocks.add(shop, [r.employee_id], r.day, 720, 30, 'Lunch', KIM)",
        )
        await until(pilot, lambda: any(b.reason == "Lunch" for b in book(desk).shown_blocks()))
        column = book(desk).page.cursor_column
        assert column is not None and column.label == "Ana"
        assert book(desk).page.cursor_minute == 720

    drive(shop_file, test)
