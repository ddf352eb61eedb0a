"""The day as a list: what a line says, in which order, and where the cursor stays."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from pettui.book.day import DayView
from screens.book.grid.entries import entries_of
from screens.book.grid.listing import DayList
from screens.book.grid.sheet import sheet_of_day, sheet_of_week
from tests.ui.grid.days import (
    HOSTILE,
    MONDAY,
    at,
    busy_day,
    busy_week,
    employee,
    empty_day,
    visit,
)
from tests.ui.grid.desk import Desk, lines_of, run, text_of


def test_visit_of_several_rows_is_one_entry() -> None:
    first = visit(1, 1, "9:00", 60, service="bath")
    second = visit(2, 2, "10:00", 30, service="nails", price=1500)._replace(ticket=first.ticket)
    other = visit(2, 3, "9:30", 30, "Otto")._replace(ticket=first.ticket)
    columns = (employee(1, "Kim"), employee(2, "Luis"))
    view = DayView(MONDAY, columns, (first, second, other), (), "")
    entries = entries_of(sheet_of_day(view))
    assert [(e.block.pet, e.services, e.people) for e in entries] == [
        ("Bella", ("bath", "nails"), ("Kim", "Luis")),
        ("Otto", ("full groom",), ("Luis",)),
    ]
    assert (entries[0].price, entries[0].end) == (9300, at("10:30"))


def test_tubs_are_not_listed_again() -> None:
    entries = entries_of(sheet_of_day(busy_day()))
    assert [entry.block.pet for entry in entries].count("Rex") == 1
    starts = [entry.block.start for entry in entries]
    assert starts == sorted(starts)


def test_week_is_listed_day_by_day() -> None:
    entries = entries_of(sheet_of_week(busy_week()))
    assert [f"{e.head.day:%a} {e.block.pet}" for e in entries][:3] == [
        "Mon Bella", "Mon Milo", "Tue Bella",
    ]  # fmt: skip


def test_line_says_it_all_when_there_is_room() -> None:
    async def story(app: Desk, pilot: Pilot[None]) -> None:
        line = next(line for line in lines_of(app) if "BITES, muzzle" in line)
        for words in ("9:00", "P in progress", "Bella", "Poodle S", "Maria Ortega", "555-0142",
                      "full groom", "Kim", "$78.00", "! BITES, muzzle"):  # fmt: skip
            assert words in line
        assert "B late" in text_of(app)

    run(Desk(busy_day(), kind=DayList, now=at("10:42")), story, (160, 30))


@pytest.mark.parametrize("rows", [8, 40])
def test_list_opens_on_the_cursor_and_hides_no_more_than_it_must(rows: int) -> None:
    async def story(app: Desk, pilot: Pilot[None]) -> None:
        found, pets = app.shown, [entry.block.pet for entry in entries_of(app.shown.sheet)]
        assert isinstance(found, DayList) and found.cursor_block is not None
        place = pets.index(found.cursor_block.pet)
        assert place > 0, "the test is about a cursor below the top"
        first = lines_of(app)[1]
        assert pets[max(0, place - rows + 2)] in first

    run(Desk(busy_day(), kind=DayList, now=at("11:30")), story, (120, rows))


def test_narrow_list_keeps_name_status_and_alerts() -> None:
    async def story(app: Desk, pilot: Pilot[None]) -> None:
        line = next(line for line in lines_of(app) if "BITES" in line)
        assert "P in prog" in line and "Bella" in line
        assert all(len(line) == 60 for line in lines_of(app))

    run(Desk(busy_day(), kind=DayList), story, (60, 24))


def test_cursor_moves_and_opens() -> None:
    async def story(app: Desk, pilot: Pilot[None]) -> None:
        shown = app.shown
        await pilot.press("home", "down", "down")
        assert shown.cursor_block is not None and shown.cursor_block.pet == "Coco"
        assert app.last(DayList.CursorMoved).block.pet == "Coco"
        await pilot.press("enter")
        assert app.last(DayList.Opened).block.pet == "Coco"
        assert shown.go_to_row(5)
        assert shown.cursor_minute == at("12:45")
        await pilot.press("end", "pageup", "pagedown", "down")
        assert shown.cursor_block.pet == "Lola"

    run(Desk(busy_day(), kind=DayList), story, (100, 10))


def test_cursor_stays_on_its_visit() -> None:
    async def story(app: Desk, pilot: Pilot[None]) -> None:
        app.shown.go_to_row(7)
        later = tuple(b._replace(start=at("15:00")) if b.row == 7 else b for b in busy_day().blocks)
        app.shown.show(busy_day()._replace(blocks=later))
        assert app.shown.cursor_block is not None and app.shown.cursor_block.pet == "Otto"

    run(Desk(busy_day(), kind=DayList), story)


def test_click_and_double_click() -> None:
    async def story(app: Desk, pilot: Pilot[None]) -> None:
        y = next(y for y, line in enumerate(lines_of(app)) if "Daisy" in line)
        await pilot.click(DayList, (20, y))
        assert app.shown.cursor_block is not None and app.shown.cursor_block.pet == "Daisy"
        await pilot.click(DayList, (20, y), times=2)
        assert app.last(DayList.Opened).block.pet == "Daisy"

    run(Desk(busy_day(), kind=DayList), story)


def test_empty_and_closed_days_say_so() -> None:
    async def empty(app: Desk, pilot: Pilot[None]) -> None:
        await pilot.press("down", "up", "home", "end", "enter")
        assert "Nothing is booked." in text_of(app)

    async def closed(app: Desk, pilot: Pilot[None]) -> None:
        assert "closed: Thanksgiving" in text_of(app)

    run(Desk(empty_day(), kind=DayList), empty)
    run(Desk(empty_day("closed: Thanksgiving"), kind=DayList), closed)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60), (30, 6)])
def test_hostile_text_stays_on_its_line(size: tuple[int, int]) -> None:
    blocks = tuple(
        visit(1, i + 1, f"{8 + i // 2}:{30 * (i % 2):02d}", 30, text, client=text, phone=text,
              service=text, breed=text, note=text, alerts=(text, text))
        for i, text in enumerate(HOSTILE)
    )  # fmt: skip
    view = DayView(MONDAY, (employee(1, HOSTILE[0]),), blocks, (), "")

    async def story(app: Desk, pilot: Pilot[None]) -> None:
        await pilot.press("home", "down", "end")
        assert isinstance(app.shown, DayList)
        for y in range(size[1]):
            assert app.shown.render_line(y).cell_length == size[0]
        assert not set(text_of(app)) & set("\x1b\x07\t\u202e")

    run(Desk(view, kind=DayList), story, size)
