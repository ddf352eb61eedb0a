"""Where everything of a sheet stands on a screen of a given size; no widget, no drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pettui.book.day import Block
from screens.book.grid.lanes import Piece, at_line, every, place
from screens.book.grid.sheet import DAY, Head, Sheet, visible_minutes, working_minutes

GUTTER = 6  # "10:42 "
HEADER = 1
_LEAST = {"employee": 14, "resource": 10}
_MOST = {"employee": 60, "resource": 30}  # wider only leaves air between name and letter
_AIRY = 16  # from this width on, a free cell stands between a block and the next column
STEPS = (5, 10, 15, 20, 30)


@dataclass(frozen=True, slots=True)
class Strip:
    """A column that is on the screen: its index in the sheet, its first cell, its width."""

    index: int
    head: Head
    x: int
    width: int
    pieces: tuple[Piece, ...]
    hidden: tuple[Block, ...]  # found no lane in so narrow a column


@dataclass(frozen=True)
class Layout:
    """The whole picture. Lines count from the first minute; cells from the widget's left.

    `left` and `right` are the heads that did not fit, on either side.
    """

    sheet: Sheet
    step: int
    first: int  # the minute of line 0
    lines: int
    strips: tuple[Strip, ...]
    left: tuple[Head, ...]
    right: tuple[Head, ...]
    width: int
    height: int

    @property
    def footer(self) -> int:
        """The lines kept at the bottom to say which columns did not fit: 0 or 1."""
        return 1 if self.left or self.right else 0

    @property
    def body(self) -> int:
        """The lines of the screen that show time."""
        return max(1, self.height - HEADER - self.footer)

    @property
    def last(self) -> int:
        """The minute after the last line."""
        return self.first + self.lines * self.step

    @cached_property
    def by_index(self) -> dict[int, Strip]:
        """The columns on the screen, by their index in the sheet."""
        return {strip.index: strip for strip in self.strips}

    def line_of(self, minute: int) -> int:
        """Give the line that shows a minute, kept inside the grid."""
        return min(max(0, (minute - self.first) // self.step), self.lines - 1)

    def minute_of(self, line: int) -> int:
        """Give the minute that a line begins with."""
        return self.first + line * self.step

    def highest(self, top: int) -> int:
        """Keep the line under the header inside what there is to scroll over."""
        return max(0, min(top, self.lines - self.body))

    def top_for(self, line: int, top: int, margin: int) -> int:
        """Give the line to stand under the header so that a line is in sight."""
        margin = min(margin, (self.body - 1) // 2)
        return max(min(top, line - margin), line + margin + 1 - self.body)

    def opening(self, minute: int) -> int:
        """Give the line to open the page with: where work starts, or a third above a minute."""
        start, here = self.line_of(working_minutes(self.sheet)[0]), self.line_of(minute)
        third = self.body // 3
        return start if here - start <= third * 2 else here - third

    def pieces_at(self, index: int, line: int) -> list[Piece]:
        """Give what can be seen in a column on a line, from the left."""
        strip = self.by_index.get(index)
        return at_line(strip.pieces, line) if strip else []

    def piece_of(self, index: int, row: int) -> Piece | None:
        """Give the piece of a ticket row in a column that is on the screen."""
        strip = self.by_index.get(index)
        found = every(strip.pieces) if strip else []
        return next((piece for piece in found if piece.block.row == row), None)

    def strip_at(self, x: int) -> Strip | None:
        """Give the column at a cell of the screen."""
        return next((s for s in self.strips if s.x <= x < s.x + s.width), None)


def widths(heads: Sequence[Head], room: int) -> tuple[int, ...]:
    """Give the widths of the columns, from the first, that fit into some cells.

    An employee's column has at least 14 cells, a resource's 10. What is left over goes to
    all of them, employees first, until they are wide enough.
    """
    least = [_LEAST[head.column.kind] for head in heads]
    fits = 0
    while fits < len(least) and sum(least[: fits + 1]) <= room:
        fits += 1
    if not fits:
        return (room,) if heads and room >= 2 else ()
    given = least[:fits]
    spare = room - sum(given)
    for kind, share in (("employee", 0.8), ("resource", 1.0), ("employee", 1.0)):
        mine = [i for i in range(fits) if heads[i].column.kind == kind]
        if not mine:
            continue
        budget = int(spare * share)
        for rank, i in enumerate(mine):
            more = min(budget // (len(mine) - rank), _MOST[kind] - given[i])
            given[i] += more
            budget -= more
            spare -= more
    return tuple(given)


def last_start(sheet: Sheet, width: int) -> int:
    """Give the highest first column with which the last one is on the screen."""
    room = width - GUTTER
    for start in range(len(sheet.heads)):
        if len(widths(sheet.heads[start:], room)) == len(sheet.heads) - start:
            return start
    return max(0, len(sheet.heads) - 1)


def lay_out(sheet: Sheet, width: int, height: int, *, step: int = 15, start: int = 0) -> Layout:
    """Place a sheet on a screen.

    Args:
        sheet: what is shown.
        width: cells of the widget.
        height: lines of the widget, its header with them.
        step: minutes a line: 5, 10, 15, 20 or 30.
        start: index of the first column on the screen.
    """
    first, last = visible_minutes(sheet, step)
    # A tall screen shows more of the evening rather than nothing.
    last = min(DAY, max(last, first + (height - HEADER) * step))
    start = min(max(0, start), last_start(sheet, width))
    heads = sheet.heads[start:]
    strips = []
    x = GUTTER
    for offset, cells in enumerate(widths(heads, width - GUTTER)):
        index = start + offset
        room = cells - 1 if cells >= _AIRY else cells
        pieces, hidden = place(sheet.blocks[index], first=first, step=step, width=room)
        strips.append(Strip(index, heads[offset], x, cells, pieces, hidden))
        x += cells
    return Layout(
        sheet=sheet,
        step=step,
        first=first,
        lines=-(-(last - first) // step),
        strips=tuple(strips),
        left=sheet.heads[:start],
        right=heads[len(strips) :],
        width=width,
        height=height,
    )


def is_off(head: Head, minute: int, step: int) -> bool:
    """Tell whether a line lies outside the hours in which a column can be booked."""
    return not any(start < minute + step and minute < end for start, end in head.column.hours)
