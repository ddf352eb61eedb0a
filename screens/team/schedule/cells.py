"""What the grid of the schedule shows: rows and cells as plain values, and their widths."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from screens.book.grid.cells import cut, width_of

NAME = (10, 20)  # the least and the most that the names take
WIDEST = 16
TALLEST = 6  # lines of a row: as many as a day has parts


class GridCell(NamedTuple):
    """A cell: parts that may stand on lines of their own, and how it is drawn.

    `ink` is "hours", "dated", "off", "closed" or "none"; `value` is what one would type for it.
    """

    parts: tuple[str, ...]
    ink: str
    value: str = ""


class GridRow(NamedTuple):
    """A row under its name, and a note beside the name."""

    key: int
    name: str
    note: str
    cells: tuple[GridCell, ...]


def widths(total: int, columns: int) -> tuple[int, int]:
    """Give the cells that names and columns take."""
    columns = max(1, columns)
    cell = max(6, min(WIDEST, (total - NAME[0]) // columns))
    return max(NAME[0], min(NAME[1], total - cell * columns)), cell


def laid(parts: Sequence[str], width: int) -> list[str]:
    """Put the parts of a cell on lines; those that fit beside one another share one."""
    lines: list[str] = []
    for part in parts:
        if lines and width_of(lines[-1]) + 1 + width_of(part) <= width:
            lines[-1] += f" {part}"
        elif width_of(part) > width and "-" in part:
            first, _, last = part.partition("-")
            lines += [f"{first}-", last]
        else:
            lines.append(cut(part, width))
    return lines[:TALLEST] or [""]
