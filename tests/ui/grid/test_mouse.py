"""The grid by mouse: click, double click, drag to move and to stretch, wheel."""

from __future__ import annotations

from textual import events
from textual.pilot import Pilot
from textual.widget import Widget

from pettui.book.day import DayView
from screens.book.grid.daygrid import DayGrid
from tests.ui.grid.days import MONDAY, at, busy_day, employee, visit
from tests.ui.grid.desk import Desk, lines_of, run
from tests.ui.helpers import until


def spot(app: Desk, words: str, lines_below: int = 0) -> tuple[int, int]:
    """Find some words on the screen and give the cell they begin at."""
    for y, line in enumerate(lines_of(app)):
        if words in line:
            return line.index(words), y + lines_below
    raise AssertionError(f"{words!r} is not on the screen")


def wheel(widget: Widget) -> events.MouseScrollDown:
    """Turn the wheel over a widget; the pilot has no hand for it."""
    return events.MouseScrollDown(widget, 20, 8, 0, 0, 0, False, False, False, 20, 8)


def test_click_puts_the_cursor() -> None:
    async def story(app: Desk, pilot: Pilot[None]) -> None:
        await pilot.click(DayGrid, spot(app, "Otto"))
        assert app.grid.cursor_block is not None and app.grid.cursor_block.pet == "Otto"
        await pilot.click(DayGrid, spot(app, "Lola"))
        assert app.grid.cursor_block.pet == "Lola"
        assert app.count(DayGrid.Opened) == 0

    run(Desk(busy_day()), story)


def test_double_click_opens() -> None:
    async def story(app: Desk, pilot: Pilot[None]) -> None:
        await pilot.click(DayGrid, spot(app, "Otto"), times=2)
        assert app.last(DayGrid.Opened).block.pet == "Otto"

    run(Desk(busy_day()), story)


def test_drag_moves() -> None:
    async def story(app: Desk, pilot: Pilot[None]) -> None:
        x, y = spot(app, "Daisy")
        ana = lines_of(app)[0].index("Ana")
        await pilot.mouse_down(DayGrid, (x, y))
        await pilot.hover(DayGrid, (ana, y + 8))
        assert app.grid.ghost is not None
        await pilot.mouse_up(DayGrid, (ana, y + 8))
        await pilot.pause()
        dropped = app.last(DayGrid.Dropped)
        assert (dropped.row, dropped.column, dropped.start) == (8, 3, at("13:30"))
        assert dropped.stretched == 0
        assert app.grid.ghost is None

    run(Desk(busy_day()), story)


def test_drag_of_the_last_line_stretches() -> None:
    async def story(app: Desk, pilot: Pilot[None]) -> None:
        x, y = spot(app, "Coco", 1)
        await pilot.mouse_down(DayGrid, (x, y))
        await pilot.hover(DayGrid, (x, y + 1))
        await pilot.mouse_up(DayGrid, (x, y + 1))
        await pilot.pause()
        dropped = app.last(DayGrid.Dropped)
        assert (dropped.row, dropped.start, dropped.length) == (6, at("9:00"), 45)

    run(Desk(busy_day()), story)


def test_escape_in_a_drag_lets_go() -> None:
    async def story(app: Desk, pilot: Pilot[None]) -> None:
        x, y = spot(app, "Daisy")
        await pilot.mouse_down(DayGrid, (x, y))
        await pilot.hover(DayGrid, (x, y + 4))
        await pilot.press("escape")
        await pilot.mouse_up(DayGrid, (x, y + 4))
        await pilot.pause()
        assert app.count(DayGrid.Dropped) == 0
        assert app.count(DayGrid.Released) == 1

    run(Desk(busy_day()), story)


def test_drag_over_the_lower_edge_scrolls() -> None:
    view = DayView(MONDAY, (employee(1, "Kim"),), (visit(1, 1, "9:00", 30),), (), "")

    async def story(app: Desk, pilot: Pilot[None]) -> None:
        x, y = spot(app, "Bella")
        bottom = app.grid.size.height - 1
        await pilot.mouse_down(DayGrid, (x, y))
        await pilot.hover(DayGrid, (x, bottom))
        before = app.grid.ghost.start if app.grid.ghost else 0
        await until(pilot, lambda: app.grid.ghost and app.grid.ghost.start > before)
        await pilot.mouse_up(DayGrid, (x, bottom))

    run(Desk(view), story, (80, 12))


def test_wheel_turns_the_page_and_leaves_the_cursor() -> None:
    async def story(app: Desk, pilot: Pilot[None]) -> None:
        await pilot.press("home")
        before = lines_of(app)
        app.grid.post_message(wheel(app.grid))
        await pilot.pause()
        assert lines_of(app)[1:] != before[1:]
        assert app.grid.cursor_minute == at("8:00")

    run(Desk(busy_day()), story, (80, 24))


def test_click_on_the_columns_that_do_not_fit_brings_one() -> None:
    columns = tuple(employee(i, f"Groomer {i}") for i in range(1, 9))
    view = DayView(MONDAY, columns, (), ((at("9:00"), at("17:00")),), "")

    async def story(app: Desk, pilot: Pilot[None]) -> None:
        await pilot.click(DayGrid, (70, 23))
        assert app.grid.hidden_columns == (1, 2)
        await pilot.click(DayGrid, (5, 23))
        assert app.grid.hidden_columns == (0, 3)

    run(Desk(view), story, (80, 24))


def test_cursor_outlives_its_column_going_out_of_sight() -> None:
    columns = tuple(employee(i, f"Groomer {i}") for i in range(1, 9))
    view = DayView(MONDAY, columns, (visit(1, 1, "9:00", 60),), (), "")

    async def story(app: Desk, pilot: Pilot[None]) -> None:
        app.grid.go_to_row(1)
        before = lines_of(app)
        await pilot.click(DayGrid, (70, 23))
        assert app.grid.cursor_block is not None and app.grid.cursor_block.row == 1
        await pilot.click(DayGrid, (5, 23))
        assert lines_of(app) == before
        await pilot.click(DayGrid, (70, 23))
        await pilot.press("down")
        assert app.grid.hidden_columns == (0, 3)
        assert app.grid.cursor_minute == at("9:15")

    run(Desk(view), story, (80, 24))
