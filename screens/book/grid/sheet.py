"""What a grid shows, whatever it came from: heads (one a column) and the blocks under each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from pettui.book.day import Block, Column, DayView, WeekView

DAY = 24 * 60
_NINE_TO_FIVE = (8 * 60, 18 * 60)  # what an empty day without any hours shows


Clock = Callable[[int], str]
"""Writes a minute of the day: `14:05`, or `2:05p` where the shop wants twelve hours."""


class Head(NamedTuple):
    """One column of the grid: whose it is, on which day, and what stands above it.

    `key` identifies the column when a newer view of the same day or week arrives.
    """

    key: int
    column: Column
    day: date
    title: str
    note: str


class Sheet(NamedTuple):
    """A day by employee, or one employee's week: columns in order and the blocks of each."""

    heads: tuple[Head, ...] = ()
    blocks: tuple[tuple[Block, ...], ...] = ()
    opening: tuple[tuple[int, int], ...] = ()
    closed: str = ""

    def find_row(self, row: int, near: int = 0) -> tuple[int, Block] | None:
        """Give the column index and block of a row; the column `near` is preferred."""
        found = [
            (index, block)
            for index, blocks in enumerate(self.blocks)
            for block in blocks
            if block.row == row
        ]
        return min(found, key=lambda at: at[0] != near, default=None)

    def index_of(self, key: int) -> int | None:
        """Give the index of the column with this key."""
        return next((i for i, head in enumerate(self.heads) if head.key == key), None)


Weekday = Callable[[date], str]
"""Writes the short name of a day's weekday: `Mon`."""


def weekday_words(day: date) -> str:
    """Write a weekday in English."""
    return f"{day:%a}"


def time_words(minute: int) -> str:
    """Write a minute of the day in full: `9:00`."""
    return f"{minute // 60}:{minute % 60:02d}"


def length_words(minutes: int) -> str:
    """Write a length: `45 min`, `2 h`, `2 h 15`."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02d}" if rest else f"{hours} h"


def hours_words(hours: Iterable[tuple[int, int]], clock: Clock = time_words) -> str:
    """Write hours: `8-12, 13-16:30`."""
    words = (f"{clock(start)}-{clock(end)}" for start, end in hours)
    return ", ".join(words).replace(":00", "")


def _note(column: Column, clock: Clock) -> str:
    """Say in a few characters when a column can be booked."""
    if column.hours:
        return hours_words(column.hours, clock) if column.kind == "employee" else ""
    if not column.off:
        return "off"
    return column.off if column.off.split(":")[0] in ("closed", "off", "day off") else (
        f"off: {column.off}"
    )  # fmt: skip


def sheet_of_day(view: DayView, clock: Clock = time_words) -> Sheet:
    """Lay a day's columns side by side."""
    heads = tuple(Head(c.id, c, view.day, c.label, _note(c, clock)) for c in view.columns)
    by_column: dict[int, list[Block]] = {column.id: [] for column in view.columns}
    for block in view.blocks:
        if block.column in by_column:
            by_column[block.column].append(block)
    blocks = tuple(tuple(by_column[head.key]) for head in heads)
    return Sheet(heads, blocks, view.opening, view.closed)


def sheet_of_week(
    view: WeekView, clock: Clock = time_words, weekday: Weekday = weekday_words
) -> Sheet:
    """Lay the days of one employee's week side by side; a day is then a column."""
    heads = []
    for day in view.days:
        column = day.columns[0] if day.columns else Column(
            view.employee, "employee", view.label, 1, (), day.closed or "not scheduled", ""
        )  # fmt: skip
        title = f"{weekday(day.day)} {day.day.day}"
        heads.append(Head(day.day.toordinal(), column, day.day, title, _note(column, clock)))
    opening = tuple(hours for day in view.days for hours in day.opening)
    return Sheet(tuple(heads), tuple(day.blocks for day in view.days), opening, "")


def sheet_of(
    view: DayView | WeekView, clock: Clock = time_words, weekday: Weekday = weekday_words
) -> Sheet:
    """Lay out whatever is to be shown."""
    if isinstance(view, WeekView):
        return sheet_of_week(view, clock, weekday)
    return sheet_of_day(view, clock)


def notice(sheet: Sheet) -> str:
    """Say why an empty page is empty; "" where there is something to see."""
    if not sheet.heads:
        return sheet.closed or "Nobody to show here yet."
    if sheet.closed and not any(sheet.blocks):
        return sheet.closed[:1].upper() + sheet.closed[1:]
    return ""


def visible_minutes(sheet: Sheet, step: int) -> tuple[int, int]:
    """Give the half-open range of minutes that the grid can be scrolled over.

    It holds the opening hours, everybody's schedule and every block, an hour more at either
    end so that something can be booked outside them, and begins and ends on a whole hour.
    """
    start, end = working_minutes(sheet)
    first = max(0, start // 60 * 60 - 60)
    last = min(DAY, -(-end // 60) * 60 + 60)
    return first, max(last, first + step)


def working_minutes(sheet: Sheet) -> tuple[int, int]:
    """Give the range from the first thing of the day to the last."""
    edges: Sequence[tuple[int, int]] = [
        *sheet.opening,
        *(hours for head in sheet.heads for hours in head.column.hours),
        *((block.start, block.end) for blocks in sheet.blocks for block in blocks),
    ] or [_NINE_TO_FIVE]
    start = min(max(0, edge[0]) for edge in edges)
    end = max(min(DAY, edge[1]) for edge in edges)
    return min(start, DAY - 60), max(end, start)
