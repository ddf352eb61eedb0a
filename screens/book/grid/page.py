"""The page of the book that is on the screen: what it shows, where its cursor is, its scrolling."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from pettui.book.day import Block, Column, DayView, WeekView
from pettui.money import MoneyFormat
from screens.book.grid.ink import COMPONENTS, Palette
from screens.book.grid.lanes import every
from screens.book.grid.layout import GUTTER, HEADER, Layout, lay_out
from screens.book.grid.paint import Painter, Scene
from screens.book.grid.panes import Pane, share
from screens.book.grid.sheet import (
    Clock,
    Sheet,
    Weekday,
    notice,
    sheet_of,
    time_words,
    weekday_words,
    working_minutes,
)
from screens.book.grid.sight import Sight

PANE = 20  # cells of the screen for which there is a pane to draw on
MARGIN = 2  # lines that stay in sight above and below the cursor


class Page(Widget, can_focus=True):
    """A scrolling page of time with a cursor; redraws only what a change touches.

    Attributes:
        now_minute: the wall clock in minutes since midnight, None on any other day.
        step: minutes a line.
        marked: ids of the tickets that are marked.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = set(COMPONENTS)

    now_minute: reactive[int | None] = reactive(None, repaint=False)
    step: reactive[int] = reactive(15, repaint=False)
    marked: reactive[frozenset[int]] = reactive(frozenset(), repaint=False)

    @dataclass
    class CursorMoved(Message, namespace="day_grid"):
        """The cursor stands elsewhere, or on something else."""

        column: Column | None
        day: date | None
        minute: int
        block: Block | None

    def __init__(
        self,
        view: DayView | WeekView | None = None,
        *,
        money: Callable[[int], str] | None = None,
        clock: Clock = time_words,
        weekday: Weekday = weekday_words,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._money = money or MoneyFormat().text
        self._clock = clock
        self._weekday = weekday
        self._sheet = Sheet()
        self._start = 0
        self._minute = 0
        self._row: int | None = None
        self._scene = Scene()
        self._layout: Layout | None = None
        self._painter: Painter | None = None
        self._first_view = view
        self._shown = False
        self._fresh = False  # the page is to be opened where work starts
        self._top = 0  # the line of time under the header
        self._panes: list[Pane] = []
        self._strips: dict[int, Strip] = {}

    def compose(self) -> ComposeResult:
        """Make the panes that the page is drawn on."""
        self._panes = [Pane(self.draw) for _ in range(1 + max(2, self.app.size.width // PANE))]
        yield from self._panes

    def on_mount(self) -> None:
        """Show what the page was made with."""
        if self._first_view is not None:
            self.show(self._first_view)

    # -- what the screen asks and says -------------------------------------------------

    def show(
        self, view: DayView | WeekView, *, keep_cursor: bool = True, today: date | None = None
    ) -> None:
        """Show a day, or one employee's week.

        Args:
            view: what is shown from now on.
            keep_cursor: leave the cursor on its block if it is still there, else on its
                column and minute; otherwise it goes to now, or to the start of the day.
            today: the day that `now_minute` is meant for, where a week shows several.
        """
        before, where = self._sheet, self._scene.column
        sheet = sheet_of(view, self._clock, self._weekday)
        if self._shown and keep_cursor and sheet == before and today == self._scene.today:
            return  # another terminal wrote, but nothing that is shown here
        self._sheet = sheet
        self._scene = self._scene._replace(today=today, now=self.now_minute, marked=self.marked)
        fresh = not keep_cursor or not self._shown or not before.heads
        if fresh:
            self._row, column = None, 0
            start = working_minutes(self._sheet)[0]
            self._minute = start if self.now_minute is None else self.now_minute
        else:
            same = self._sheet.index_of(before.heads[where].key)
            column = min(where, len(self._sheet.heads) - 1) if same is None else same
            column = self._follow_row(before, max(0, column))
        self._shown = True
        self._scene = self._scene._replace(column=column, piece=None)
        self._view_changed()
        self._lay_out()
        self._fresh = self._fresh or fresh
        self._open_page()
        self._settle(column, self._minute, row=self._row, force=True)

    def _open_page(self) -> None:
        """Scroll to the start of work, or so far down that the cursor is in the upper half."""
        if self._layout is None or not self._fresh:
            return
        self._fresh = False
        self._scroll_lines(self._layout.opening(self._minute) - self._top)

    def _view_changed(self) -> None:
        """Give what hangs on the old view a chance to follow."""

    def _follow_row(self, before: Sheet, column: int) -> int:
        """Take the cursor along with its block, as far into it as it was."""
        if self._row is None:
            return column
        found = self._sheet.find_row(self._row, column)
        old = before.find_row(self._row, self._scene.column)
        if found is None or old is None:
            self._row = None
            return column
        column, block = found
        into = max(0, self._minute - old[1].start)
        if block.start != old[1].start:
            self._minute = min(block.start + into, max(block.start, block.end - self.step))
        return column

    @property
    def sheet(self) -> Sheet:
        """What is shown."""
        return self._sheet

    @property
    def cursor_block(self) -> Block | None:
        """The block under the cursor."""
        if self._row is None:
            return None
        found = self._sheet.find_row(self._row, self._scene.column)
        return found[1] if found else None

    @property
    def cursor_column(self) -> Column | None:
        """The employee or resource that the cursor is on."""
        heads = self._sheet.heads
        return heads[self._scene.column].column if self._scene.column < len(heads) else None

    @property
    def cursor_day(self) -> date | None:
        """The day that the cursor is on; in a week, its column's."""
        heads = self._sheet.heads
        return heads[self._scene.column].day if self._scene.column < len(heads) else None

    @property
    def cursor_minute(self) -> int:
        """The minute of the line that the cursor is on."""
        return self._layout.minute_of(self._scene.line) if self._layout else self._minute

    @property
    def in_process_time(self) -> bool:
        """Tell whether the cursor is where its block leaves the groomer free."""
        block, minute = self.cursor_block, self.cursor_minute
        start = block.start + block.setup if block else 0
        return block is not None and start <= minute < start + block.process

    @property
    def hidden_columns(self) -> tuple[int, int]:
        """How many columns did not fit, to the left and to the right."""
        layout = self._layout
        return (len(layout.left), len(layout.right)) if layout else (0, 0)

    def go_to(self, column: int, minute: int) -> None:
        """Move the cursor to a minute of a column.

        Args:
            column: the id of an employee or resource; in a week, the day's ordinal.
            minute: since midnight; it need not be on a line's first minute.
        """
        index = self._sheet.index_of(column)
        if index is not None:
            self._settle(index, minute)

    def go_to_row(self, row: int) -> bool:
        """Move the cursor to the first line of a ticket row; tell whether it is shown."""
        found = self._sheet.find_row(row, self._scene.column)
        if found is not None:
            self._settle(found[0], found[1].start, row=row)
        return found is not None

    # -- layout ------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Lay out again; the cursor stays in sight."""
        if self._shown:
            self._lay_out()
            self._open_page()
            self._settle(self._scene.column, self._minute, row=self._row)

    def _lay_out(self) -> None:
        width, height = self.size
        if width <= GUTTER or height <= HEADER:
            return
        above = self._layout.minute_of(self._top) if self._layout else 0
        self._layout = lay_out(self._sheet, width, height, step=self.step, start=self._start)
        self._start = len(self._layout.left)
        row, column = self._row, self._scene.column
        piece = None if row is None else self._layout.piece_of(column, row)
        self._scene = self._scene._replace(piece=piece)
        # The same time stays under the header, whatever the first line of the day is now.
        self._top = self._layout.highest((above - self._layout.first) // self.step)
        share(self._panes, [GUTTER, *(strip.width for strip in self._layout.strips)], width)
        palette = self._painter.palette if self._painter else Palette(self)
        self._painter = Painter(self._layout, palette, self._money, self._clock)
        self._redraw()

    def notify_style_update(self) -> None:
        """Follow another theme, or the focus coming and going."""
        super().notify_style_update()
        if self._painter is not None and self.is_attached:
            palette = Palette(self)
            if not palette.agrees_with(self._painter.palette):
                self._painter = Painter(self._painter.layout, palette, self._money, self._clock)
                self._redraw()

    # -- the cursor --------------------------------------------------------------------

    def _settle(
        self, column: int, minute: int, *, row: int | None = None, x: int = 0, force: bool = False
    ) -> None:
        """Put the cursor somewhere and scroll there; `row` or else `x` choose among several."""
        was = self.cursor_block
        self._minute, self._row = minute, row
        if self._layout is None:
            self._scene = self._scene._replace(column=column)
            return
        self._bring_in(column)
        layout = self._layout
        line = layout.line_of(minute)
        pieces = layout.pieces_at(column, line)
        piece = next((p for p in pieces if p.block.row == row), None)
        if row is not None and piece is None:
            hidden = layout.piece_of(column, row)  # a line of it may be under what nests in it
            if hidden is not None and not hidden.top <= line < hidden.bottom:
                line = hidden.top
                pieces = layout.pieces_at(column, line)
                piece = next((p for p in pieces if p.block.row == row), None)
        if piece is None and pieces:
            piece = next((p for p in reversed(pieces) if p.x <= x), pieces[0])
        self._minute = layout.minute_of(line)
        self._row = piece.block.row if piece else None
        self._bring_up(line)
        old = self._scene
        self._change(old._replace(column=column, line=line, piece=piece))
        if force or (old.column, old.line) != (column, line) or was != self.cursor_block:
            self.post_message(
                self.CursorMoved(
                    self.cursor_column, self.cursor_day, self.cursor_minute, self.cursor_block
                )
            )

    def _bring_in(self, column: int) -> None:
        """Scroll sideways, by whole columns, until a column is on the screen."""
        while self._layout is not None and column not in self._layout.by_index:
            start = column if column < self._start else self._start + 1
            if start >= len(self._sheet.heads) or start == self._start:
                return
            before, self._start = self._start, start
            layout = self._layout
            self._lay_out()
            if self._layout is layout or self._start == before:
                self._start = before  # there is no place yet; on_resize comes here again
                return

    def _bring_up(self, line: int, margin: int = MARGIN) -> None:
        """Scroll up or down until a line is in sight."""
        if self._layout is None:
            return
        self._scroll_lines(self._layout.top_for(line, self._top, margin) - self._top)

    def _scroll_lines(self, by: int) -> bool:
        """Scroll up or down; tell whether there was anything to scroll."""
        before = self._top
        self._top = self._layout.highest(before + by) if self._layout else 0
        if self._top != before:
            self._redraw()
        return self._top != before

    # -- drawing

    def _change(self, scene: Scene) -> None:
        """Show another scene; only what differs is drawn again."""
        old, self._scene = self._scene, scene
        if self._layout is not None:
            self._redraw_only(Sight(self._layout, self._top).touched(old, scene))

    def _redraw(self) -> None:
        """Draw the whole page again."""
        self._strips.clear()
        for pane in self._panes:
            pane.refresh()

    def _redraw_only(self, regions: Iterable[Region]) -> None:
        """Draw some regions of the page again."""
        found = [region for region in regions if region]
        if found:
            self._strips.clear()
            for pane in self._panes:
                pane.redraw(found)

    def _cells(self, x: int, width: int, top: int, bottom: int) -> Region:
        """Give the region of some cells on some lines, cut to what is in sight."""
        layout = self._layout
        return Sight(layout, self._top).cells(x, width, top, bottom) if layout else Region()

    def _forget(self, rows: set[int]) -> None:
        """Draw some ticket rows again, because what they say has changed."""
        if self._painter is None or self._layout is None:
            return
        self._painter.forget(rows)
        regions = [
            self._cells(strip.x + piece.x, piece.width, piece.top, piece.bottom)
            for strip in self._layout.strips
            for piece in every(strip.pieces)
            if piece.block.row in rows
        ]
        self._redraw_only(regions)

    def watch_now_minute(self, old: int | None, new: int | None) -> None:
        """Move the line at now, and mark who became late."""
        self._scene = self._scene._replace(now=new)
        if self._painter is None or self._layout is None:
            return
        lines = {self._painter.now_line(now) for now in (old, new) if now is not None}
        self._painter.forget(())
        late = {
            block.row
            for blocks in self._sheet.blocks
            for block in blocks
            if block.is_late(old) != block.is_late(new)
        }
        if late:
            self._forget(late)
        width = GUTTER if len(lines) == 1 and None not in (old, new) else self.size.width
        regions = [self._cells(0, width, line, line + 1) for line in lines if line is not None]
        self._redraw_only(regions)

    def watch_marked(self, old: frozenset[int], new: frozenset[int]) -> None:
        """Draw the signs of marked tickets."""
        self._scene = self._scene._replace(marked=new)
        changed = old ^ new
        self._forget(
            {b.row for blocks in self._sheet.blocks for b in blocks if b.ticket in changed}
        )

    def watch_step(self) -> None:
        """Lay out with other lines; the cursor stays at its minute."""
        if self._shown:
            self._lay_out()
            self._settle(self._scene.column, self._minute, row=self._row)

    def draw(self, y: int) -> Strip:
        """Draw one line of the page; the panes each take their part of it."""
        strip = self._strips.get(y)
        if strip is None:
            strip = self._strips[y] = self._draw(y)
        return strip

    def _draw(self, y: int) -> Strip:
        painter, layout = self._painter, self._layout
        if painter is None or layout is None:
            return Strip.blank(self.size.width, self.visual_style.rich_style)
        if y < HEADER:
            return painter.header()
        if layout.footer and y == layout.height - 1:
            return painter.edge()
        if y == HEADER + layout.body // 2 and (words := notice(self._sheet)):
            return painter.notice(words)
        line = y - HEADER + self._top
        if line >= layout.lines or not layout.strips:
            return painter.blank()
        return painter.line(line, self._scene)
