"""Grab, arrows, drop: a block in the air over the page, by keys and by mouse."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.timer import Timer

from pettui.book.day import Block, Column
from screens.book.grid.ghost import (
    Ghost,
    lift,
    move_across,
    move_by,
    move_to,
    objections,
    put_into,
    stretch_by,
    stretch_to,
)
from screens.book.grid.lanes import Piece
from screens.book.grid.layout import HEADER
from screens.book.grid.page import Page

_EDGE = 0.12  # seconds between two lines while something is dragged over the edge
_WHEEL = 3


class _Press(NamedTuple):
    """Where a mouse button went down: column index, line, and the block there."""

    at: Offset
    column: int
    line: int
    piece: Piece | None
    last_line: bool


class Grabbing(Page):
    """A page whose blocks can be moved and stretched."""

    @dataclass
    class GhostMoved(Message, namespace="day_grid"):
        """The block in the air is elsewhere; `objections` say what speaks against it there."""

        ghost: Ghost
        column: Column
        objections: tuple[str, ...]

    @dataclass
    class Dropped(Message, namespace="day_grid"):
        """A block was put down somewhere else, or with another length.

        `column` is the id of the employee or resource; in a week, `day` tells the day.
        `length` is the whole new length in minutes, `stretched` what was added to it.
        """

        row: int
        ticket: int
        column: int
        day: date
        start: int
        length: int
        stretched: int
        block: Block
        ghost: Ghost

    @dataclass
    class Released(Message, namespace="day_grid"):
        """A block was let go of where it was."""

        row: int

    @dataclass
    class Opened(Message, namespace="day_grid"):
        """Enter or a double click on a block, or on a free time."""

        block: Block | None
        column: Column | None
        day: date | None
        minute: int

    _press: _Press | None = None
    _pointer: Offset = Offset(0, 0)
    _edge_timer: Timer | None = None
    _dragged = False

    @property
    def ghost(self) -> Ghost | None:
        """The block in the air, if there is one."""
        return self._scene.ghost

    def grab(self, row: int) -> bool:
        """Take a ticket row into the air; tell whether it is shown and can be moved."""
        found = self._sheet.find_row(row, self._scene.column)
        if found is None or self._layout is None:
            return False
        self._fly(lift(found[1], found[0]))
        return True

    def drop(self) -> None:
        """Put the block down where it is; where it came from, that is letting go."""
        ghost = self.ghost
        if ghost is None:
            return
        if not ghost.changed:
            self.release()
            return
        head = self._sheet.heads[ghost.column]
        self._land()
        self._settle(ghost.column, ghost.start)
        self.post_message(
            self.Dropped(
                ghost.origin.row, ghost.origin.ticket, head.column.id, head.day, ghost.start,
                ghost.length, ghost.stretched, ghost.origin, ghost,
            )
        )  # fmt: skip

    def release(self) -> None:
        """Let go of the block; it stays where it was."""
        ghost = self.ghost
        if ghost is not None:
            self._land()
            self.post_message(self.Released(ghost.origin.row))

    def _land(self) -> None:
        self._change(self._scene._replace(ghost=None, objections=()))
        if self._painter:
            self._painter.forget(())
        self.refresh_bindings()

    def _fly(self, ghost: Ghost) -> None:
        """Show the ghost where it is now, and say what it runs into."""
        found = objections(ghost, self._sheet, self._clock)
        first = self.ghost is None
        self._bring_in(ghost.column)
        if self._layout is not None:
            self._bring_up(self._layout.line_of(ghost.end - 1), 0)
            self._bring_up(self._layout.line_of(ghost.start), 0)
        if self._painter and first:
            self._painter.forget(())
        self._change(self._scene._replace(ghost=ghost, objections=found))
        if first:
            self.refresh_bindings()
        self.post_message(self.GhostMoved(ghost, self._sheet.heads[ghost.column].column, found))

    def _move_ghost(self, *, minutes: int = 0, columns: int = 0, longer: int = 0) -> bool:
        """Move or stretch the ghost, if there is one."""
        ghost = self.ghost
        if ghost is None:
            return False
        if minutes:
            ghost = move_by(ghost, minutes)
        if columns:
            ghost = move_across(ghost, self._sheet, columns)
        if longer:
            ghost = stretch_by(ghost, longer)
        if ghost != self.ghost:
            self._fly(ghost)
        return True

    def _view_changed(self) -> None:
        """Hold on to the ghost in a newer view, unless somebody has changed its block."""
        ghost = self.ghost
        if ghost is None:
            return
        found = self._sheet.find_row(ghost.origin.row, ghost.column_origin)
        if found is None or found[1] != ghost.origin or ghost.column >= len(self._sheet.heads):
            self._scene = self._scene._replace(ghost=None, objections=())
            self._end_drag()
            self.post_message(self.Released(ghost.origin.row))
            self.refresh_bindings()
        else:
            self._scene = self._scene._replace(
                objections=objections(ghost, self._sheet, self._clock)
            )

    # -- the mouse ---------------------------------------------------------------------

    def _offset_of(self, event: events.MouseEvent) -> Offset:
        """Give where on the page the mouse is; the event may have come from a pane."""
        return event.screen_offset - self.content_region.offset

    def _line_at(self, y: int) -> int:
        return y - HEADER + self._top

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor where the button goes down, and hold what is there."""
        layout = self._layout
        if layout is None or event.button != 1:
            return
        at = self._offset_of(event)
        self._dragged = False
        if layout.footer and at.y == layout.height - 1:
            self._show_columns(-1 if at.x < layout.width // 2 else 1)
            return
        strip = layout.strip_at(at.x)
        line = self._line_at(at.y)
        if strip is None or self.ghost is not None:
            return
        if at.y < HEADER:
            self._settle(strip.index, self._minute)
            return
        if line >= layout.lines:
            return
        self._settle(strip.index, layout.minute_of(line), x=at.x - strip.x)
        piece = self._scene.piece
        last = piece is not None and piece.height > 1 and line == piece.bottom - 1
        self._press = _Press(at, strip.index, line, piece, last)
        self.capture_mouse()
        event.stop()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag what the button holds."""
        if self._press is None or self._press.piece is None:
            return
        self._pointer = self._offset_of(event)
        if self.ghost is None:
            strip = self._layout and self._layout.strip_at(self._pointer.x)
            moved = self._line_at(self._pointer.y) != self._press.line
            if not moved and (not strip or strip.index == self._press.column):
                return
            self._dragged = True
            self._edge_timer = self.set_interval(_EDGE, self._drag_over_edge)
        self._drag()

    def _drag(self) -> None:
        """Bring the ghost to the pointer."""
        press, layout = self._press, self._layout
        if press is None or press.piece is None or layout is None:
            return
        ghost = self.ghost or lift(press.piece.block, press.column)
        line = min(max(self._line_at(self._pointer.y), 0), layout.lines - 1)
        by = line - press.line
        if press.last_line:
            end = layout.minute_of(line + 1) if by else ghost.origin.end
            ghost = stretch_to(ghost, end - ghost.start, layout.step)
        else:
            start = ghost.origin.start
            if by:
                start = (start // layout.step + by) * layout.step
            ghost = move_to(ghost, start)
            strip = layout.strip_at(self._pointer.x)
            if strip is not None:
                ghost = put_into(ghost, self._sheet, strip.index)
        if ghost != self.ghost:
            self._fly(ghost)

    def _drag_over_edge(self) -> None:
        """Scroll while the pointer is held over an edge."""
        layout = self._layout
        if layout is None or self.ghost is None:
            return
        scrolled = False
        if self._pointer.y < HEADER:
            scrolled = self._scroll_lines(-1)
        elif self._pointer.y >= HEADER + layout.body - 1:
            scrolled = self._scroll_lines(1)
        if self._pointer.x < layout.strips[0].x:
            scrolled = self._show_columns(-1) or scrolled
        elif self._pointer.x >= layout.width - 1:
            scrolled = self._show_columns(1) or scrolled
        if scrolled:
            self._drag()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Put down what was dragged."""
        if self._press is None:
            return
        self._end_drag()
        if self._dragged:
            event.stop()
            self.drop()

    def _end_drag(self) -> None:
        self._press = None
        self.release_mouse()
        if self._edge_timer is not None:
            self._edge_timer.stop()
            self._edge_timer = None

    def on_click(self, event: events.Click) -> None:
        """Open what is clicked twice."""
        if event.chain == 2 and not self._dragged and self._offset_of(event).y >= HEADER:
            self._open()

    def _open(self) -> None:
        self.post_message(
            self.Opened(self.cursor_block, self.cursor_column, self.cursor_day, self.cursor_minute)
        )

    def _show_columns(self, by: int) -> bool:
        """Show one more column on a side; tell whether there was one."""
        before = self._start
        self._start = max(0, before + by)
        self._lay_out()
        return self._start != before

    def _on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._wheel(event, 1)

    def _on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._wheel(event, -1)

    def _wheel(self, event: events.MouseEvent, by: int) -> None:
        """Turn the page without moving the cursor."""
        event.stop()
        event.prevent_default()
        if event.shift or event.ctrl:
            self._show_columns(by)
        else:
            self._scroll_lines(by * _WHEEL)
