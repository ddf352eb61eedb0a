"""The appointment book as a list: one line a visit, in order of time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from pettui.book.day import ENDED, Block, Column, DayView, WeekView
from pettui.money import MoneyFormat
from pettui.text import safe_line
from screens.book.grid.cells import cut, fill, width_of
from screens.book.grid.entries import FIELDS, LIT, Entry, entries_of, field_widths, texts_of
from screens.book.grid.grabbing import Grabbing
from screens.book.grid.ink import COMPONENTS, Palette, css_for
from screens.book.grid.sheet import (
    Clock,
    Sheet,
    Weekday,
    sheet_of,
    time_words,
    weekday_words,
)

_WHEEL = 3
_Texts = tuple[tuple[str, str], ...]


class DayList(Widget, can_focus=True):
    """The visits of a day, or of one employee's week, a line each.

    It is asked and answers as `DayGrid` is and does, but nothing can be grabbed in it.

    Attributes:
        now_minute: the wall clock in minutes since midnight, None on any other day.
        marked: ids of the tickets that are marked.
    """

    CursorMoved = Grabbing.CursorMoved
    Opened = Grabbing.Opened
    DEFAULT_CSS = css_for("DayList")
    COMPONENT_CLASSES: ClassVar[set[str]] = set(COMPONENTS)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "cursor_up", "Earlier", show=False),
        Binding("down,j", "cursor_down", "Later", show=False),
        Binding("pageup", "page_up", "A page up", show=False),
        Binding("pagedown", "page_down", "A page down", show=False),
        Binding("home", "home", "First", show=False),
        Binding("end", "end", "Last", show=False),
        Binding("enter", "open", "Open", show=False),
    ]

    now_minute: reactive[int | None] = reactive(None, repaint=False)
    marked: reactive[frozenset[int]] = reactive(frozenset(), repaint=False)

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
        self._entries: tuple[Entry, ...] = ()
        self._texts: list[_Texts] = []
        self._widths: tuple[int, ...] = ()
        self._cursor = 0
        self._top = 0
        self._week = False
        self._today: date | None = None
        self._palette: Palette | None = None
        self._first_view = view

    def on_mount(self) -> None:
        """Show what the list was made with."""
        if self._first_view is not None:
            self.show(self._first_view)

    # -- what the screen asks and says -------------------------------------------------

    def show(
        self, view: DayView | WeekView, *, keep_cursor: bool = True, today: date | None = None
    ) -> None:
        """Show a day or a week; the cursor stays on its visit if that is still there."""
        was = self.cursor_block
        self._sheet = sheet_of(view, self._clock, self._weekday)
        self._week, self._today = isinstance(view, WeekView), today
        self._entries = entries_of(self._sheet)
        if not keep_cursor or was is None:
            # The first that is not over yet; in the evening, the last.
            now = self.now_minute or 0
            ahead = (i for i, entry in enumerate(self._entries) if entry.end > now)
            self._cursor = next(ahead, max(0, len(self._entries) - 1))
        else:
            found = (i for i, entry in enumerate(self._entries) if was.row in entry.rows)
            self._cursor = next(found, min(self._cursor, max(0, len(self._entries) - 1)))
        self._write()
        self._say()

    @property
    def sheet(self) -> Sheet:
        """What is shown."""
        return self._sheet

    @property
    def ghost(self) -> None:
        """Nothing is ever in the air here."""
        return None

    @property
    def cursor_entry(self) -> Entry | None:
        """The entry under the cursor."""
        return self._entries[self._cursor] if self._entries else None

    @property
    def cursor_block(self) -> Block | None:
        """The first row of the visit under the cursor."""
        return self.cursor_entry.block if self.cursor_entry else None

    @property
    def cursor_column(self) -> Column | None:
        """Who does the visit under the cursor."""
        return self.cursor_entry.head.column if self.cursor_entry else None

    @property
    def cursor_day(self) -> date | None:
        """The day of the visit under the cursor."""
        heads = self._sheet.heads
        return self.cursor_entry.head.day if self.cursor_entry else heads[0].day if heads else None

    @property
    def cursor_minute(self) -> int:
        """When the visit under the cursor starts."""
        return self.cursor_block.start if self.cursor_block else 0

    def go_to_row(self, row: int) -> bool:
        """Move the cursor to the visit of a ticket row; tell whether it is shown."""
        found = next((i for i, entry in enumerate(self._entries) if row in entry.rows), None)
        if found is not None:
            self._go(found)
        return found is not None

    # -- keys and mouse ----------------------------------------------------------------

    def action_cursor_up(self) -> None:
        """Go to the visit before."""
        self._go(self._cursor - 1)

    def action_cursor_down(self) -> None:
        """Go to the next visit."""
        self._go(self._cursor + 1)

    action_previous_block = action_cursor_up
    action_next_block = action_cursor_down

    def action_page_up(self) -> None:
        """Go one screen up."""
        self._go(self._cursor - max(1, self._body - 1))

    def action_page_down(self) -> None:
        """Go one screen down."""
        self._go(self._cursor + max(1, self._body - 1))

    def action_home(self) -> None:
        """Go to the first visit."""
        self._go(0)

    def action_end(self) -> None:
        """Go to the last visit."""
        self._go(len(self._entries) - 1)

    def action_open(self) -> None:
        """Open the visit under the cursor."""
        self.post_message(
            self.Opened(self.cursor_block, self.cursor_column, self.cursor_day, self.cursor_minute)
        )

    def on_click(self, event: events.Click) -> None:
        """Go to what is clicked; open it at the second click."""
        at = event.get_content_offset(self)
        if at is not None and 0 < at.y <= len(self._entries) - self._top:
            self._go(at.y - 1 + self._top)
            if event.chain == 2:
                self.action_open()

    def _on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self._scroll(self._top + _WHEEL)

    def _on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self._scroll(self._top - _WHEEL)

    @property
    def _body(self) -> int:
        return max(1, self.size.height - 1)

    def _go(self, index: int) -> None:
        index = min(max(0, index), len(self._entries) - 1)
        if index < 0 or index == self._cursor:
            return
        before, self._cursor = self._cursor, index
        lit = sum(width + 1 for width in self._widths[:LIT])
        lines = [Region(0, 1 + at - self._top, lit, 1) for at in (before, index)]
        if not self._scroll(min(max(self._top, index - self._body + 1), index)):
            self.refresh(*(line for line in lines if 0 < line.y < self.size.height))
        self._say()

    def _say(self) -> None:
        self.post_message(
            self.CursorMoved(
                self.cursor_column, self.cursor_day, self.cursor_minute, self.cursor_block
            )
        )

    def _scroll(self, top: int) -> bool:
        if not self.size.height:
            return False  # how much is in sight is known at the first resize
        before = self._top
        self._top = max(0, min(top, len(self._entries) - self._body))
        if self._top != before:
            self.refresh()
        return self._top != before

    # -- drawing -----------------------------------------------------------------------

    def watch_now_minute(self, old: int | None, new: int | None) -> None:
        """Mark who became late."""
        if any(e.block.is_late(old) != e.block.is_late(new) for e in self._entries):
            self._write()

    def watch_marked(self) -> None:
        """Draw the signs of marked tickets."""
        if self._entries:
            self._write()

    def on_resize(self) -> None:
        """Fit the fields to another width; the cursor stays in sight."""
        self._write()

    def notify_style_update(self) -> None:
        """Follow another theme, or the focus coming and going."""
        super().notify_style_update()
        self._palette = None

    def _write(self) -> None:
        """Write every line anew."""
        self._texts = [
            texts_of(
                entry,
                money=self._money,
                clock=self._clock,
                late=self._today in (None, entry.head.day) and entry.block.is_late(self.now_minute),
                marked=entry.block.ticket in self.marked,
                week=self._week,
            )
            for entry in self._entries
        ]
        self._widths = field_widths(self._texts, self.size.width)
        if self.size.height:
            top = min(max(self._top, self._cursor - self._body + 1), self._cursor)
            self._top = max(0, min(top, len(self._entries) - self._body))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the list."""
        palette = self._palette = self._palette or Palette(self)
        width = self.size.width
        if not self._widths:  # nothing has been read yet
            return Strip.blank(width, palette("", "free"))
        if not y:
            titles = tuple((field.title, "") for field in FIELDS)
            return self._line(titles, palette, "head", lit=False).extend_cell_length(
                width, palette("", "head")
            )
        index = y - 1 + self._top
        if index < len(self._texts):
            lit = index == self._cursor
            block = self._entries[index].block
            paper = "closed" if block.status in ("closed", *ENDED) else "free"
            return self._line(self._texts[index], palette, paper, lit=lit)
        if not self._entries and y == 1 + self._body // 2:
            words = cut(safe_line(self._sheet.closed or "Nothing is booked."), width - 2)
            left = " " * ((width - width_of(words)) // 2)
            segments = [Segment(left + words, palette("notice", "free"))]
            return Strip(segments).extend_cell_length(width, palette("", "free"))
        return Strip.blank(width, palette("", "free"))

    def _line(self, texts: _Texts, palette: Palette, paper: str, *, lit: bool) -> Strip:
        segments = []
        for at, ((text, ink), cells) in enumerate(zip(texts, self._widths, strict=True)):
            if not cells:
                continue
            text = cut(text, cells)
            text = " " * (cells - width_of(text)) + text if FIELDS[at].right else fill(text, cells)
            ground = "cursor" if lit and at < LIT else paper
            segments.append(Segment(text + " ", palette(ink, ground)))
        strip = Strip(segments).simplify()
        width = self.size.width
        if strip.cell_length > width:
            return strip.crop(0, width)
        return strip.extend_cell_length(width, palette("", paper))
