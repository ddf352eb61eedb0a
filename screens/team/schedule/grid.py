"""A grid of people and days that is painted like a spreadsheet, on the Line API."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from pettui.team.schedule.words import Entry
from pettui.text import safe_line
from screens.book.grid.cells import cut, fill, width_of
from screens.team.schedule.cells import GridCell, GridRow, laid, widths

BEGINS = frozenset("0123456789-ovs")  # what begins an entry; other letters are commands
LONGEST = 110
Place = tuple[int, int]


class WeekGrid(Widget, can_focus=True):
    """Cells under a cursor; typing writes into the marked ones, or into the one under it.

    The widget posts what is to be written and shows what it is given.

    Args:
        read: reads what was typed; raises ValueError in words.
    """

    DEFAULT_CSS = """
    WeekGrid {
        height: 1fr;
        .week--head { background: $surface; color: $text-muted; text-style: bold; }
        .week--today { background: $surface; color: $accent; text-style: bold; }
        .week--name { color: $foreground; }
        .week--here { color: $foreground; text-style: bold; }
        .week--note { color: $text-muted; }
        .week--hours { color: $foreground; }
        .week--dated { color: $accent; text-style: bold; }
        .week--off { color: $warning; }
        .week--closed { color: $text-muted; }
        .week--none { color: $text-muted; text-style: dim; }
        .week--marked { background: $panel; color: $foreground; text-style: bold; }
        .week--cursor { background: $block-cursor-background; color: $block-cursor-foreground; }
        &:ansi .week--head { background: ansi_default; text-style: bold underline; }
        &:ansi .week--today { background: ansi_default; text-style: bold underline; }
        &:ansi .week--marked { background: ansi_default; text-style: underline; }
        &:ansi .week--closed, &:ansi .week--none { color: ansi_default; text-style: dim; }
        &:ansi .week--cursor {
            background: ansi_default; color: ansi_default; text-style: reverse;
        }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "week--head", "week--today", "week--name", "week--here", "week--note", "week--hours",
        "week--dated", "week--off", "week--closed", "week--none", "week--marked", "week--cursor",
    }  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "go(-1, 0)", show=False),
        Binding("down", "go(1, 0)", show=False),
        Binding("left", "go(0, -1)", show=False),
        Binding("right", "go(0, 1)", show=False),
        Binding("shift+up", "stretch(-1, 0)", show=False),
        Binding("shift+down", "stretch(1, 0)", show=False),
        Binding("shift+left", "stretch(0, -1)", show=False),
        Binding("shift+right", "stretch(0, 1)", show=False),
        Binding("tab", "go(0, 1)", show=False),
        Binding("shift+tab", "go(0, -1)", show=False),
        Binding("home", "side(0)", show=False),
        Binding("end", "side(-1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]

    class Moved(Message):
        """The cursor came to another cell, or the marks or what is typed changed."""

    class Painted(Message):
        """An entry is to be written into cells: pairs of a row's key and a column."""

        def __init__(self, entry: Entry, places: tuple[Place, ...]) -> None:
            super().__init__()
            self.entry = entry
            self.places = places

    class Turned(Message):
        """The cursor left the days that are shown, to the left (-1) or right (1)."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def __init__(self, read: Callable[[str], Entry], *, turns: bool = True) -> None:
        super().__init__()
        self.read_entry, self.turns = read, turns
        self.columns: tuple[tuple[str, str], ...] = ()  # titles, long and short
        self.rows: tuple[GridRow, ...] = ()
        self.today = -1  # the column of today
        self.row, self.column = 0, 0
        self.marks: frozenset[Place] = frozenset()  # places in the grid: row and column
        self.typing: str | None = None
        self._begin: Place | None = None  # where a stretched range began
        self._top = 0
        self._laid: tuple[int, tuple[GridRow, ...], list[int]] = (-1, (), [0])

    # What the screen asks and says

    def show_rows(
        self, columns: Sequence[tuple[str, str]], rows: Sequence[GridRow], *, today: int = -1
    ) -> None:
        """Show other cells; the cursor stays on its row and column."""
        key = self.rows[self.row].key if self.rows else None
        self.columns, self.rows, self.today = tuple(columns), tuple(rows), today
        keys = [row.key for row in self.rows]
        self.row = keys.index(key) if key in keys else min(self.row, max(0, len(keys) - 1))
        self.column = min(self.column, max(0, len(self.columns) - 1))
        self._see()
        self.refresh()
        self.post_message(self.Moved())

    @property
    def here(self) -> GridRow | None:
        """The row under the cursor."""
        return self.rows[self.row] if self.row < len(self.rows) else None

    def places(self) -> tuple[Place, ...]:
        """Give what is to be painted, as keys of rows and columns: the marked cells, or this."""
        found = sorted(self.marks or {(self.row, self.column)})
        return tuple((self.rows[row].key, column) for row, column in found if row < len(self.rows))

    def go_to(self, row: int, column: int) -> None:
        """Put the cursor somewhere."""
        self.row, self.column = row, column
        self.action_go(0, 0)

    def mark(self) -> None:
        """Mark the cell under the cursor, or no more, and go right."""
        self.marks ^= {(self.row, self.column)}
        self._begin = None
        self.action_go(0, 1 if self.column < len(self.columns) - 1 else 0)

    def unmark(self) -> bool:
        """Forget the marks; tells whether there were any."""
        were, self.marks, self._begin = bool(self.marks), frozenset(), None
        self.refresh()
        self.post_message(self.Moved())
        return were

    # Typing

    def begin(self) -> None:
        """Edit what is in the cell."""
        here = self.here
        self._say(here.cells[self.column].value if here else "")

    def on_key(self, event: events.Key) -> None:
        """Take what is typed; everything else is a command or moves the cursor."""
        if self.typing is None:
            if event.character and event.character in BEGINS and self.here:
                self._take_key(event)
                self._say(event.character)
            return
        keys: dict[str, Callable[[], object]] = {
            "escape": lambda: self._say(None),
            "backspace": lambda: self._say((self.typing or "")[:-1]),
            "ctrl+u": lambda: self._say(""),
            "enter": self._paint,
        }
        if event.key in keys:
            self._take_key(event)
            keys[event.key]()
        elif event.is_printable and event.character:
            self._take_key(event)
            self._say(self.typing + event.character)
        elif event.key in ("up", "down", "left", "right", "tab", "home", "end"):
            self._take_key(event)  # the cursor stays until the entry is taken or given up

    def on_paste(self, event: events.Paste) -> None:
        """Type what is pasted."""
        event.stop()
        if self.here:
            self._say((self.typing or "") + safe_line(event.text).strip())

    @staticmethod
    def _take_key(event: events.Key) -> None:
        event.stop()
        event.prevent_default()

    def _say(self, typed: str | None) -> None:
        self.typing = typed if typed is None else typed[:LONGEST]
        self._repaint(self.row)
        self.post_message(self.Moved())

    def _paint(self) -> None:
        try:
            entry = self.read_entry(self.typing or "")
        except ValueError:
            return  # why is said below already
        self.typing = None
        self.post_message(self.Painted(entry, self.places()))
        self.unmark()

    # Moving

    def action_go(self, down: int, right: int) -> None:
        """Move the cursor by a row or a column; beyond the last column the days turn."""
        if not self.rows:
            return
        before, column = self.row, self.column + right
        self.row = max(0, min(len(self.rows) - 1, self.row + down))
        if self.turns and right and not 0 <= column < len(self.columns):
            self.column = 0 if right > 0 else len(self.columns) - 1
            self.unmark()
            self.post_message(self.Turned(right))
            return
        self.column = max(0, min(len(self.columns) - 1, column))
        self._begin = None
        self._moved(before)

    def action_stretch(self, down: int, right: int) -> None:
        """Mark all from where the stretching began to where the cursor goes."""
        if not self.rows:
            return
        begin = self._begin or (self.row, self.column)
        self.row = max(0, min(len(self.rows) - 1, self.row + down))
        self.column = max(0, min(len(self.columns) - 1, self.column + right))
        self._begin = begin
        rows = range(min(begin[0], self.row), max(begin[0], self.row) + 1)
        columns = range(min(begin[1], self.column), max(begin[1], self.column) + 1)
        self.marks = frozenset((row, column) for row in rows for column in columns)
        self._see()
        self.refresh()
        self.post_message(self.Moved())

    def action_page(self, step: int) -> None:
        """Move the cursor by a page."""
        self.action_go(step * max(1, self.size.height // 2), 0)

    def action_side(self, place: int) -> None:
        """Move the cursor to the first or the last day."""
        self.column = place % max(1, len(self.columns))
        self.action_go(0, 0)

    def _moved(self, before: int) -> None:
        if self._see():
            self.refresh()
        else:
            self._repaint(before, self.row)
        self.post_message(self.Moved())

    # Drawing

    def _sizes(self) -> tuple[int, int]:
        return widths(self.size.width, len(self.columns))

    def _tall(self, row: GridRow) -> int:
        room = self._sizes()[1] - 1
        return max((len(laid(cell.parts, room)) for cell in row.cells), default=1)

    def _starts(self) -> list[int]:
        """Give the line on which each row starts, and the one after the last."""
        width, rows, starts = self._laid
        if width != self.size.width or rows is not self.rows:
            starts = [0]
            for row in self.rows:
                starts.append(starts[-1] + self._tall(row))
            self._laid = (self.size.width, self.rows, starts)
        return starts

    def _see(self) -> bool:
        """Scroll so that the row under the cursor is in sight; tells whether that moved."""
        starts, before = self._starts(), self._top
        body = max(1, self.size.height - 1)
        if self.rows:
            self._top = max(min(self._top, starts[self.row]), starts[self.row + 1] - body, 0)
        return before != self._top

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._see()
        self.refresh()

    def _repaint(self, *rows: int) -> None:
        starts = self._starts()
        for row in set(rows):
            if row < len(self.rows):
                top, tall = starts[row] - self._top + 1, starts[row + 1] - starts[row]
                self.refresh(Region(0, top, self.size.width, tall))
        self.refresh(Region(0, 0, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """Draw the heads, or one line of a row."""
        if y == 0:
            return self._heads()
        place, starts = y - 1 + self._top, self._starts()
        if place >= starts[-1]:
            return Strip.blank(self.size.width, self.rich_style)
        row = next(n for n in range(len(self.rows)) if starts[n + 1] > place)
        return self._line(row, place - starts[row])

    def _heads(self) -> Strip:
        name, cell = self._sizes()
        segments = [self._segment(" " * name, "head")]
        for at, (title, short) in enumerate(self.columns):
            ink = "today" if at == self.today else "head"
            words = title if width_of(title) < cell else short
            segments.append(self._segment(fill(f" {words}", cell), ink))
        style = self.get_component_rich_style("week--head")
        return Strip(segments).extend_cell_length(self.size.width, style)

    def _line(self, row: int, line: int) -> Strip:
        name, width = self._sizes()
        shown = self.rows[row]
        label = cut(f" {safe_line(shown.name)}", name - 1) if line == 0 else ""
        note = f" {shown.note}" if line == 0 and shown.note else ""
        room = name - width_of(label)
        note = note if width_of(note) < room else ""
        segments = [
            self._segment(label, "here" if row == self.row else "name"),
            self._segment(fill(note, room), "note"),
        ]
        for at, cell in enumerate(shown.cells):
            segments.append(self._cell(cell, row, at, line, width))
        width = self.size.width
        return Strip(segments).extend_cell_length(width, self.rich_style).crop(0, width)

    def _cell(self, cell: GridCell, row: int, column: int, line: int, width: int) -> Segment:
        lines = laid([safe_line(part) for part in cell.parts], width - 1)
        text = lines[line] if line < len(lines) else ""
        here = (row, column) == (self.row, self.column)
        marked = (row, column) in self.marks
        if here and self.typing is not None and line == 0:
            text = (self.typing[-(width - 2) :]) + "_"
        mark = "+" if marked else "*" if cell.ink == "dated" else " "
        mark = mark if line == 0 else " "
        ink = "cursor" if here else "marked" if marked else cell.ink
        return self._segment(fill(mark + text, width), ink)

    def _segment(self, text: str, ink: str) -> Segment:
        return Segment(text, self.get_component_rich_style(f"week--{ink}"))

    # The mouse

    def on_click(self, event: events.Click) -> None:
        """Go to the cell that is clicked."""
        at = event.get_content_offset(self)
        if at is None or self.typing is not None or at.y < 1:
            return
        place, starts = at.y - 1 + self._top, self._starts()
        name, width = self._sizes()
        if place < starts[-1]:
            row = next(n for n in range(len(self.rows)) if starts[n + 1] > place)
            column = (at.x - name) // width if at.x >= name else self.column
            before, self.row = self.row, row
            self.column = max(0, min(len(self.columns) - 1, column))
            self._repaint(before)
            self.action_go(0, 0)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Move down with the wheel."""
        event.stop()
        self.action_go(1, 0)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Move up with the wheel."""
        event.stop()
        self.action_go(-1, 0)
