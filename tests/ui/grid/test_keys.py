"""The grid by keys: where the cursor goes, what is redrawn, what grabbing says."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator
from datetime import timedelta

import pytest
from textual.geometry import Region
from textual.pilot import Pilot

from pettui.book.day import DayView
from screens.book.grid.daygrid import DayGrid
from screens.book.grid.panes import Pane
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


def test_opens_at_now_and_says_so() -> None:
    async def story(app: Desk, pilot: Pilot[None]) -> None:
        assert app.grid.cursor_minute == at("10:30")
        assert app.grid.cursor_column == busy_day().columns[0]
        assert app.last(DayGrid.CursorMoved).minute == at("10:30")
        assert any(line.startswith("10:30") and "─" in line for line in lines_of(app))

    run(Desk(busy_day(), now=at("10:42")), story)


def test_line_at_now_shows_the_minute_beside_it() -> None:
    async def story(app: Desk, pilot: Pilot[None]) -> None:
        await pilot.press("home")
        assert any(line.startswith("10:42") for line in lines_of(app))
        app.grid.now_minute = at("10:43")
        await pilot.pause()
        assert any(line.startswith("10:43") for line in lines_of(app))

    run(Desk(busy_day(), now=at("10:42")), story)


def test_arrows_and_letters_move_by_line_and_column() -> None:
    async def story(app: Desk, pilot: Pilot[None]) -> None:
        await pilot.press("home", "down", "j", "right", "l")
        assert app.grid.cursor_minute == at("8:30")
        assert app.grid.cursor_column == busy_day().columns[2]
        await pilot.press("h", "left", "left", "k", "up", "up", "up", "up", "up", "up", "up")
        assert app.grid.cursor_minute == at("7:00")
        assert app.grid.cursor_column == busy_day().columns[0]

    run(Desk(busy_day()), story)


def test_side_by_side_blocks_are_passed_one_after_the_other() -> None:
    async def story(app: Desk, pilot: Pilot[None]) -> None:
        app.grid.go_to(2, at("13:30"))
        seen = []
        for _ in range(3):
            seen.append(app.grid.cursor_block.pet if app.grid.cursor_block else "")
            await pilot.press("right")
        assert seen == ["Rocky", "Lola", ""]
        await pilot.press("left", "left")
        assert app.grid.cursor_block is not None and app.grid.cursor_block.pet == "Lola"

    run(Desk(busy_day()), story)


def test_blocks_in_dry_time_can_be_reached_and_so_can_the_dry_time() -> None:
    async def story(app: Desk, pilot: Pilot[None]) -> None:
        app.grid.go_to(1, at("10:15"))
        assert app.grid.cursor_block is not None and app.grid.cursor_block.pet == "Mochi"
        await pilot.press("up")
        assert app.grid.cursor_block.pet == "Bella"
        assert app.grid.in_process_time
        await pilot.press("up")
        assert not app.grid.in_process_time

    run(Desk(busy_day()), story)


def test_from_block_to_block() -> None:
    async def story(app: Desk, pilot: Pilot[None]) -> None:
        await pilot.press("home")
        pets = []
        for _ in range(6):
            app.grid.action_next_block()
            pets.append(app.grid.cursor_block.pet if app.grid.cursor_block else "")
        assert pets == ["Pip", "Bella", "Mochi", "", "Biscuit", "Coco"]
        app.grid.action_previous_block()
        assert app.grid.cursor_block is not None and app.grid.cursor_block.pet == "Biscuit"

    run(Desk(busy_day()), story)


def test_pages_scroll_and_come_back() -> None:
    async def story(app: Desk, pilot: Pilot[None]) -> None:
        await pilot.press("home", "pagedown", "pagedown", "pagedown")
        assert app.grid.cursor_minute == at("18:45")
        assert any(line.startswith("18:45") for line in lines_of(app))
        await pilot.press("end")
        assert app.grid.cursor_minute == at("17:45")
        await pilot.press("pageup", "pageup", "pageup", "pageup")
        assert app.grid.cursor_minute == at("7:00")

    run(Desk(busy_day()), story, (80, 24))


def test_columns_that_do_not_fit_are_named_and_scrolled_to() -> None:
    columns = tuple(employee(i, f"Groomer {i}") for i in range(1, 9))
    view = DayView(MONDAY, columns, (), ((at("9:00"), at("17:00")),), "")

    async def story(app: Desk, pilot: Pilot[None]) -> None:
        assert app.grid.hidden_columns == (0, 3)
        assert "3 more: Groomer 6, Groomer 7, Groomer 8\u203a" in lines_of(app)[-1]
        await pilot.press(*["right"] * 7)
        assert app.grid.hidden_columns == (3, 0)
        assert "\u20393 more: Groomer 1" in lines_of(app)[-1]
        assert app.grid.cursor_column == columns[7]

    run(Desk(view), story, (80, 24))


def test_cursor_move_redraws_two_lines_at_most_of_one_pane(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[tuple[Region, ...]] = []
    refresh = Pane.refresh

    def watched(self: Pane, *regions: Region, **more: bool) -> Pane:
        drawn.append(regions)
        return refresh(self, *regions, **more)

    async def story(app: Desk, pilot: Pilot[None]) -> None:
        app.grid.go_to(2, at("9:15"))
        await pilot.pause()
        monkeypatch.setattr(Pane, "refresh", watched)
        for key in ("down", "down", "right", "left", "up", "left"):
            drawn.clear()
            await pilot.press(key)
            assert drawn
            assert all(regions for regions in drawn), "a whole pane was redrawn"
            assert sum(region.area for regions in drawn for region in regions) <= 150

    run(Desk(busy_day(), now=at("10:42")), story)


def test_newer_view_keeps_the_cursor_on_its_block() -> None:
    async def story(app: Desk, pilot: Pilot[None]) -> None:
        app.grid.go_to_row(7)
        await pilot.press("down", "down")
        moved = tuple(
            block._replace(start=at("14:30"), column=3) if block.row == 7 else block
            for block in busy_day().blocks
        )
        app.grid.show(busy_day()._replace(blocks=moved))
        assert app.grid.cursor_block is not None and app.grid.cursor_block.row == 7
        assert app.grid.cursor_minute == at("15:00")
        assert app.grid.cursor_column == busy_day().columns[2]

    run(Desk(busy_day()), story)


def test_newer_view_without_the_block_keeps_column_and_minute() -> None:
    async def story(app: Desk, pilot: Pilot[None]) -> None:
        app.grid.go_to_row(7)
        app.grid.show(busy_day()._replace(columns=busy_day().columns[1:], blocks=()))
        assert app.grid.cursor_block is None
        assert app.grid.cursor_minute == at("9:45")
        assert app.grid.cursor_column == busy_day().columns[1]

    run(Desk(busy_day()), story)


def test_other_step_keeps_the_minute() -> None:
    async def story(app: Desk, pilot: Pilot[None]) -> None:
        app.grid.go_to(2, at("9:45"))
        for step in (5, 10, 20, 30, 15):
            app.grid.step = step
            await pilot.pause()
            assert app.grid.cursor_minute <= at("9:45") < app.grid.cursor_minute + 30
            assert any("Otto" in line for line in lines_of(app))

    run(Desk(busy_day()), story)


def test_marks_are_drawn_and_taken_away() -> None:
    async def story(app: Desk, pilot: Pilot[None]) -> None:
        app.grid.marked = frozenset({70})
        await pilot.pause()
        assert "■Otto" in text_of(app)
        app.grid.marked = frozenset()
        await pilot.pause()
        assert "■" not in text_of(app)

    run(Desk(busy_day()), story)


def test_becoming_late_is_shown_as_it_happens() -> None:
    async def story(app: Desk, pilot: Pilot[None]) -> None:
        assert "late" not in text_of(app)
        app.grid.now_minute = at("11:31")
        await pilot.pause()
        daisy = next(line for line in lines_of(app) if "Daisy" in line)
        assert "late C" in daisy

    run(Desk(busy_day(), now=at("10:10")), story)


def test_week_draws_now_only_today() -> None:
    async def story(app: Desk, pilot: Pilot[None]) -> None:
        app.grid.show(busy_week(), today=MONDAY)
        app.grid.now_minute = at("11:30")
        await pilot.pause()
        line = next(line for line in lines_of(app) if line.startswith("11:30"))
        assert line.count("─") < 30
        assert text_of(app).count("late") == 1

    run(Desk(busy_week()), story)


def test_grab_arrows_drop() -> None:
    async def story(app: Desk, pilot: Pilot[None]) -> None:
        app.grid.go_to_row(8)
        assert app.grid.grab(8)
        await pilot.press("down", "down", "right")
        flew = app.last(DayGrid.GhostMoved)
        assert flew.column.label == "Ana"
        assert flew.objections == ("over lunch 12:00-12:30",)
        assert "! over lunch 12:00-12:30" in text_of(app) or "! over lunch" in text_of(app)
        await pilot.press("plus", "shift+down", "minus", "enter")
        dropped = app.last(DayGrid.Dropped)
        assert (dropped.row, dropped.column, dropped.start) == (8, 3, at("12:00"))
        assert (dropped.length, dropped.stretched) == (45, 15)
        assert app.grid.ghost is None
        assert app.count(DayGrid.Opened) == 0

    run(Desk(busy_day()), story)


def test_escape_lets_go_and_changes_nothing() -> None:
    async def story(app: Desk, pilot: Pilot[None]) -> None:
        before = text_of(app)
        app.grid.grab(8)
        await pilot.press("down", "right", "escape")
        assert app.last(DayGrid.Released).row == 8
        assert app.count(DayGrid.Dropped) == 0
        assert text_of(app) == before

    run(Desk(busy_day()), story)


def test_dropping_where_it_was_is_letting_go() -> None:
    async def story(app: Desk, pilot: Pilot[None]) -> None:
        app.grid.grab(8)
        await pilot.press("down", "up", "enter")
        assert app.count(DayGrid.Released) == 1
        assert app.count(DayGrid.Dropped) == 0

    run(Desk(busy_day()), story)


def test_somebody_elses_change_takes_the_ghost_away() -> None:
    async def story(app: Desk, pilot: Pilot[None]) -> None:
        app.grid.grab(8)
        await pilot.press("down")
        changed = tuple(
            block._replace(version=2) if block.row == 8 else block for block in busy_day().blocks
        )
        app.grid.show(busy_day()._replace(blocks=changed))
        await pilot.pause()
        assert app.grid.ghost is None
        assert app.last(DayGrid.Released).row == 8

    run(Desk(busy_day()), story)


def test_enter_opens_what_is_there_and_free_time_too() -> None:
    async def story(app: Desk, pilot: Pilot[None]) -> None:
        app.grid.go_to_row(7)
        await pilot.press("enter")
        assert app.last(DayGrid.Opened).block.row == 7
        await pilot.press("home", "enter")
        opened = app.last(DayGrid.Opened)
        assert (opened.block, opened.minute, opened.column.label) == (None, at("8:00"), "Luis")

    run(Desk(busy_day()), story)


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40), (200, 60), (30, 6), (12, 3)])
def test_every_line_fills_the_screen_exactly(size: tuple[int, int]) -> None:
    hostile = tuple(
        visit(1 + i % 3, i + 1, f"{8 + i // 2}:{30 * (i % 2):02d}", 45, text, client=text,
              service=text, breed=text, note=text, alerts=(text,))
        for i, text in enumerate(HOSTILE)
    )  # fmt: skip
    columns = tuple(employee(i + 1, text) for i, text in enumerate(HOSTILE[:4]))
    view = DayView(MONDAY, columns, hostile, (), "")

    async def story(app: Desk, pilot: Pilot[None]) -> None:
        for key in ("down", "right", "pagedown", "right", "end", "left"):
            await pilot.press(key)
            for y in range(size[1]):
                assert app.grid.draw(y).cell_length == size[0]
        app.grid.grab(1)
        await pilot.press("down", "right")
        assert all(app.grid.draw(y).cell_length == size[0] for y in range(size[1]))
        assert "\x1b" not in text_of(app)

    run(Desk(view, now=at("9:20")), story, size)


def test_closed_day_says_why_in_its_middle() -> None:
    async def story(app: Desk, pilot: Pilot[None]) -> None:
        middle = lines_of(app)[10:16]
        assert any("Closed: Thanksgiving" in line for line in middle)
        await pilot.press("down", "right", "enter")

    run(Desk(empty_day("closed: Thanksgiving")), story, (80, 24))


def test_nobody_to_show_is_said() -> None:
    async def story(app: Desk, pilot: Pilot[None]) -> None:
        await pilot.press("down", "right", "left", "up", "end", "home", "pagedown", "enter")
        assert "Nobody to show here yet." in text_of(app)
        assert app.grid.cursor_column is None

    run(Desk(DayView(MONDAY, (), (), (), "")), story, (80, 24))


@pytest.mark.parametrize("theme", ["pettui-light", "ansi-dark", "ansi-light", "textual-light"])
def test_letters_and_words_do_not_hang_on_a_theme(theme: str) -> None:
    async def story(app: Desk, pilot: Pilot[None]) -> None:
        text = text_of(app)
        for words in ("! BITES, muzzle", "late B", "arrived A", "dry till 10:45", "▒lunch"):
            assert words in text
        app.theme = "pettui-dark"
        await pilot.pause()
        assert "! BITES, muzzle" in text_of(app)

    run(Desk(busy_day(), now=at("10:42"), theme=theme), story)


def test_same_time_stays_in_sight_on_a_day_that_begins_earlier() -> None:
    early = busy_day()._replace(opening=((at("5:00"), at("17:00")),))

    async def story(app: Desk, pilot: Pilot[None]) -> None:
        app.grid.go_to(2, at("14:00"))
        before = [line[:6] for line in lines_of(app)]
        app.grid.show(early)
        await pilot.pause()
        assert [line[:6] for line in lines_of(app)] == before

    run(Desk(busy_day()), story, (80, 24))


def test_view_that_says_nothing_new_draws_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(app: Desk, pilot: Pilot[None]) -> None:
        drawn: list[Pane] = []
        monkeypatch.setattr(Pane, "refresh", lambda self, *regions, **more: drawn.append(self))
        app.grid.show(busy_day())
        assert not drawn
        app.grid.show(empty_day())
        assert drawn

    run(Desk(busy_day()), story)


@contextlib.contextmanager
def no_longer_than(seconds: int) -> Iterator[None]:
    """Fail what hangs, rather than hang with it."""

    def stop(*_: object) -> None:
        raise AssertionError(f"took longer than {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def test_another_day_may_come_while_the_grid_is_behind_the_list() -> None:
    columns = tuple(employee(i, f"Groomer {i}") for i in range(1, 9))
    monday = DayView(MONDAY, columns, (), ((at("9:00"), at("17:00")),), "")
    tuesday = monday._replace(day=MONDAY + timedelta(days=1))

    async def story(app: Desk, pilot: Pilot[None]) -> None:
        await pilot.press(*["right"] * 7)
        assert app.grid.hidden_columns == (3, 0)
        app.grid.display = False
        await pilot.pause()
        app.grid.show(tuesday, keep_cursor=False)
        app.grid.display = True
        await pilot.pause()
        assert app.grid.hidden_columns == (0, 3)
        assert app.grid.cursor_column is not None
        assert app.grid.cursor_column.label == "Groomer 1"

    with no_longer_than(30):
        run(Desk(monday), story, (80, 24))
