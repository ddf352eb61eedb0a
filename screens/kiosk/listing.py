"""Lays the board out: who is in, on break and expected, in as many columns as the screen has."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from pettui.team.timeclock.facts import Awaited, Board, Present
from pettui.text import safe_line
from screens.kiosk.cutting import cut
from screens.kiosk.ink import Ink

LEAST = 24  # cells of a column
GAP = 2


class Entry(NamedTuple):
    """A line of the board: a heading, or a person with what is said about them.

    `short` says the same where the column is too narrow for it.
    """

    left: str
    right: str
    ink: Ink
    short: str = ""


class Page(NamedTuple):
    """A page of the board: its lines, each a row of cells of one width, and how many are left."""

    rows: tuple[tuple[Entry | None, ...], ...]
    width: int
    number: int
    of: int


def entries(board: Board) -> list[list[Entry]]:
    """Give the board's sections; each begins with its heading, empty ones are left out.

    What somebody is stands in the heading as a word; a doubt and a delay are words, too.
    """
    sections = (
        [Entry("IN", str(len(board.inside)), "head"), *(_inside(one) for one in board.inside)],
        [
            Entry("ON BREAK", str(len(board.on_break)), "head"),
            *(_on_break(one) for one in board.on_break),
        ],
        [Entry("EXPECTED", "", "head"), *(_expected(one) for one in board.expected)],
    )
    return [section for section in sections if len(section) > 1]


def _inside(one: Present) -> Entry:
    return Entry(one.person.name, one.doubt or one.since, "bad" if one.doubt else "plain")


def _on_break(one: Present) -> Entry:
    said = " ".join(part for part in (one.note, one.doubt or one.since) if part)
    return Entry(one.person.name, said, "bad" if one.doubt else "plain")


def _expected(one: Awaited) -> Entry:
    if one.late:
        late = f"LATE {_minutes(one.late)}"
        return Entry(one.person.name, f"{one.at} {late}", "bad", late)
    return Entry(one.person.name, one.at, "plain")


def _minutes(minutes: int) -> str:
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60}:{minutes % 60:02d} h"


def lines_needed(board: Board, width: int) -> int:
    """Give the lines that show the whole board in a width."""
    total = sum(len(section) for section in entries(board)) + max(0, len(entries(board)) - 1)
    columns = max(1, (width + GAP) // (LEAST + GAP))
    return -(-total // columns)


def lay_out(board: Board, width: int, height: int, turn: int = 0) -> Page:
    """Lay the board out in columns of a width and height.

    Sections get a column each where they fit so; else they follow one another. What does not
    fit comes on further pages: `turn` counts up, and each number shows the next one.
    """
    sections, most = entries(board), max(1, (width + GAP) // (LEAST + GAP))
    if height < 1 or not sections:
        return Page((), width, 1, 1)
    if len(sections) <= most and all(len(section) <= height for section in sections):
        columns = [list[Entry | None](section) for section in sections]
        return _page(columns, width, min(most, 3), 1, 1)
    flow: list[Entry | None] = []
    for section in sections:
        if flow and len(flow) % height:
            flow.append(None)
        if len(flow) % height == height - 1:
            flow.append(None)  # a heading never stands alone at the foot of a column
        flow += section
    columns = [flow[start : start + height] for start in range(0, len(flow), height)]
    pages = -(-len(columns) // most)
    number = turn % pages
    return _page(columns[number * most : (number + 1) * most], width, most, number + 1, pages)


def _page(columns: list[list[Entry | None]], width: int, wide: int, number: int, of: int) -> Page:
    wide = max(1, min(wide, len(columns)) if of == 1 and len(columns) > 1 else wide)
    column = min(40, (width - GAP * (wide - 1)) // wide)
    lines = max(len(entries) for entries in columns)
    rows = tuple(
        tuple(entries[line] if line < len(entries) else None for entries in columns)
        for line in range(lines)
    )
    return Page(rows, column, number, of)


def fit(entry: Entry, width: int) -> tuple[str, str]:
    """Give an entry's two parts, which together take exactly a width of cells."""
    most = width * 2 // 3
    right = safe_line(entry.right)
    if entry.short and cell_len(right) > most:
        right = entry.short
    right = cut(right, most)
    room = width - cell_len(right) - (1 if right else 0)
    left = set_cell_size(cut(safe_line(entry.left), room), room)
    return left, f" {right}" if right else ""
