"""How wide columns are, which fit, which minutes can be scrolled to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pettui.book.day import DayView
from screens.book.grid.layout import GUTTER, is_off, lay_out, widths
from screens.book.grid.sheet import (
    Head,
    hours_words,
    length_words,
    sheet_of_day,
    sheet_of_week,
    visible_minutes,
)
from tests.ui.grid.days import (
    MONDAY,
    at,
    busy_day,
    busy_week,
    employee,
    empty_day,
    resource,
    visit,
)


def many(employees: int, resources: int = 0) -> DayView:
    """Make a day of many columns."""
    columns = tuple(employee(i, f"E{i}") for i in range(1, employees + 1))
    columns += tuple(resource(100 + i, f"tub {i}") for i in range(1, resources + 1))
    return DayView(MONDAY, columns, (), ((at("9:00"), at("17:00")),), "")


@pytest.mark.parametrize(
    ("employees", "resources", "width", "shown"),
    [(3, 2, 80, 5), (6, 0, 80, 5), (6, 2, 80, 5), (4, 2, 80, 5), (12, 0, 120, 8), (12, 0, 200, 12)],
)
def test_columns_that_fit(employees: int, resources: int, width: int, shown: int) -> None:
    layout = lay_out(sheet_of_day(many(employees, resources)), width, 24)
    assert len(layout.strips) == shown
    assert len(layout.right) == employees + resources - shown


@given(st.integers(1, 20), st.integers(0, 8), st.integers(20, 250), st.integers(0, 30))
def test_columns_keep_their_least_width_and_none_is_uncounted(
    employees: int, resources: int, width: int, start: int
) -> None:
    layout = lay_out(sheet_of_day(many(employees, resources)), width, 24, start=start)
    assert len(layout.left) + len(layout.strips) + len(layout.right) == employees + resources
    x = GUTTER
    for strip in layout.strips:
        least = 14 if strip.head.column.kind == "employee" else 10
        assert strip.width >= min(least, width - GUTTER)
        assert strip.x == x
        x += strip.width
    assert x <= width


def test_last_column_can_be_reached() -> None:
    layout = lay_out(sheet_of_day(many(12)), 80, 24, start=99)
    assert layout.strips[-1].head.title == "E12"
    assert not layout.right
    assert len(layout.strips) == 5


def test_employees_get_the_spare_room() -> None:
    heads = sheet_of_day(many(2, 2)).heads
    given_widths = widths(heads, 94)
    assert min(given_widths[:2]) > max(given_widths[2:])
    assert sum(given_widths) <= 94


def test_range_holds_hours_and_blocks_and_an_hour_more() -> None:
    early = visit(1, 1, "6:30", 30)
    view = DayView(MONDAY, (employee(1, "Kim"),), (early,), ((at("9:00"), at("17:00")),), "")
    assert visible_minutes(sheet_of_day(view), 15) == (at("5:00"), at("18:00"))


def test_range_stays_inside_the_day() -> None:
    late = visit(1, 1, "23:30", 90)
    view = DayView(MONDAY, (employee(1, "Kim", "0:00-23:00"),), (late,), (), "")
    assert visible_minutes(sheet_of_day(view), 15) == (0, 24 * 60)


def test_tall_screen_is_filled() -> None:
    layout = lay_out(sheet_of_day(empty_day()), 200, 60)
    assert layout.lines >= layout.body


def test_off_hours() -> None:
    head = Head(1, employee(1, "Kim", "9:00-12:00 13:00-17:00"), MONDAY, "Kim", "")
    assert is_off(head, at("8:45"), 15)
    assert not is_off(head, at("9:00"), 15)
    assert is_off(head, at("12:15"), 15)
    assert not is_off(head, at("11:45"), 30)


def test_week_has_days_for_columns() -> None:
    sheet = sheet_of_week(busy_week())
    assert [head.title for head in sheet.heads][:2] == ["Mon 23", "Tue 24"]
    assert sheet.heads[6].note == "day off"
    assert len({head.key for head in sheet.heads}) == 7


def test_words() -> None:
    assert hours_words(((at("8:00"), at("12:30")), (at("13:00"), at("17:00")))) == "8-12:30, 13-17"
    assert [length_words(n) for n in (45, 120, 135)] == ["45 min", "2 h", "2 h 15"]
    busy = sheet_of_day(busy_day())
    assert [head.note for head in busy.heads] == ["8-16", "9-17", "8-14", "", ""]
    away = DayView(MONDAY, (employee(1, "Kim", "", "vacation"),), (), (), "")
    assert sheet_of_day(away).heads[0].note == "off: vacation"
