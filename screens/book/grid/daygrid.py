"""The grid of the appointment book: columns of people and days, lines of time."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from screens.book.grid.grabbing import Grabbing
from screens.book.grid.ink import css_for
from screens.book.grid.layout import HEADER
from screens.book.grid.sheet import working_minutes


class DayGrid(Grabbing):
    """A day by employee and resource, or one employee's week, on one widget.

    The arrows move one cursor by line and column. While a block is in the air (`grab`) they
    move the block instead, and `+` and `-` or shift with the arrows make it longer or shorter.
    """

    DEFAULT_CSS = css_for("DayGrid")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "cursor_up", "Earlier", show=False),
        Binding("down,j", "cursor_down", "Later", show=False),
        Binding("left,h", "cursor_left", "Column to the left", show=False),
        Binding("right,l", "cursor_right", "Column to the right", show=False),
        Binding("pageup", "page_up", "A page up", show=False),
        Binding("pagedown", "page_down", "A page down", show=False),
        Binding("home", "home", "Start of the day", show=False),
        Binding("end", "end", "End of the day", show=False),
        Binding("enter", "open", "Open", show=False),
        Binding("enter", "drop", "Put down", show=False),
        Binding("escape", "release", "Let go", show=False),
        Binding("shift+down,plus", "longer", "Longer", show=False),
        Binding("shift+up,minus", "shorter", "Shorter", show=False),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Enter, Esc, plus and minus to others while nothing is in the air."""
        if action in ("drop", "release", "longer", "shorter"):
            return self.ghost is not None
        if action == "open":
            return self.ghost is None
        return True

    def action_cursor_up(self) -> None:
        """Go one line up, or move what is in the air."""
        self._go_lines(-1)

    def action_cursor_down(self) -> None:
        """Go one line down, or move what is in the air."""
        self._go_lines(1)

    def action_cursor_left(self) -> None:
        """Go to the block or column to the left."""
        self._go_columns(-1)

    def action_cursor_right(self) -> None:
        """Go to the block or column to the right."""
        self._go_columns(1)

    def action_page_up(self) -> None:
        """Go one screen up."""
        self._go_lines(-self._page())

    def action_page_down(self) -> None:
        """Go one screen down."""
        self._go_lines(self._page())

    def action_home(self) -> None:
        """Go to the start of the working day."""
        if self.ghost is None:
            self._settle(self._scene.column, working_minutes(self._sheet)[0])

    def action_end(self) -> None:
        """Go to the last line of the working day."""
        if self.ghost is None:
            end = working_minutes(self._sheet)[1]
            self._settle(self._scene.column, max(0, end - self.step))

    def action_next_block(self) -> None:
        """Go to the next block of the column, then to the first of the next column."""
        self._go_block(1)

    def action_previous_block(self) -> None:
        """Go to the block before, in this column or the one before it."""
        self._go_block(-1)

    def action_open(self) -> None:
        """Open what is under the cursor."""
        self._open()

    def action_drop(self) -> None:
        """Put down what is in the air."""
        self.drop()

    def action_release(self) -> None:
        """Let go of what is in the air."""
        self._end_drag()
        self.release()

    def action_longer(self) -> None:
        """Make what is in the air one step longer."""
        self._move_ghost(longer=self.step)

    def action_shorter(self) -> None:
        """Make what is in the air one step shorter."""
        self._move_ghost(longer=-self.step)

    def _page(self) -> int:
        return max(1, self.size.height - HEADER - 3)

    def _go_lines(self, by: int) -> None:
        layout, scene = self._layout, self._scene
        if layout is None:
            return
        if self.ghost is not None:
            for _ in range(abs(by)):
                self._move_ghost(minutes=self.step if by > 0 else -self.step)
            return
        line = min(max(0, scene.line + by), layout.lines - 1)
        x = scene.piece.x + 1 if scene.piece else 0
        row = scene.piece.block.row if scene.piece else None
        here = {piece.block.row for piece in layout.pieces_at(scene.column, line)}
        self._settle(scene.column, layout.minute_of(line), row=row if row in here else None, x=x)

    def _go_columns(self, by: int) -> None:
        layout, scene = self._layout, self._scene
        if layout is None or self._move_ghost(columns=by):
            return
        side_by_side = layout.pieces_at(scene.column, scene.line)
        if scene.piece in side_by_side:
            at = side_by_side.index(scene.piece) + by
            if 0 <= at < len(side_by_side):
                row = side_by_side[at].block.row
                self._settle(scene.column, self.cursor_minute, row=row)
                return
        column = scene.column + by
        if 0 <= column < len(self._sheet.heads):
            # Coming from the right, the rightmost of several blocks is the next one.
            self._settle(column, self.cursor_minute, x=0 if by > 0 else 10_000)

    def _go_block(self, by: int) -> None:
        if self.ghost is not None:
            return
        here = (self._scene.column, self.cursor_minute, -1)
        if (block := self.cursor_block) is not None:
            here = (self._scene.column, block.start, block.row)
        stops = sorted(
            (index, block.start, block.row)
            for index, blocks in enumerate(self._sheet.blocks)
            for block in blocks
        )
        if by > 0:
            stop = next((stop for stop in stops if stop > here), None)
        else:
            stop = next((stop for stop in reversed(stops) if stop < here), None)
        if stop is not None:
            self._settle(stop[0], stop[1], row=stop[2])
