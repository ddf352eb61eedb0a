"""A sheet of numbers that is edited like a spreadsheet, on the Line API."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from pettui.stock.pricing import Edit
from pettui.stock.sheets import SheetCell
from pettui.text import safe_line
from screens.book.grid.cells import cut, fill, width_of

CELL = 9  # cells on screen that a column takes
NAME = (18, 36)  # the least and the most that the names take
TYPED = frozenset("0123456789.,-")  # what begins a number
LONGEST = 12


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A service with its cells, or a heading, which has none."""

    item: int
    name: str
    cells: tuple[SheetCell, ...] = ()


class Sheet(Widget, can_focus=True):
    """Cells of numbers under a cursor.

    Typing a digit writes over a cell; Enter takes it and goes down, Tab right, Esc gives it up,
    Delete clears. The widget posts what is to be written and shows what it is given.

    Args:
        show: writes a value.
        read: reads what was typed; raises ValueError in words.
    """

    DEFAULT_CSS = """
    Sheet {
        height: 1fr;
        .sheet--head { background: $surface; color: $text-muted; text-style: bold; }
        .sheet--heading { color: $accent; text-style: bold; }
        .sheet--name { color: $foreground; }
        .sheet--here { color: $foreground; text-style: bold; }
        .sheet--own { color: $foreground; }
        .sheet--fallback { color: $text-muted; text-style: dim; }
        .sheet--later { color: $warning; }
        .sheet--cursor {
            background: $block-cursor-background; color: $block-cursor-foreground;
        }
        .sheet--typing {
            background: $panel; color: $foreground; text-style: bold underline;
        }
        &:ansi .sheet--head {
            background: ansi_default; color: ansi_default; text-style: bold underline;
        }
        &:ansi .sheet--fallback { color: ansi_default; text-style: dim; }
        &:ansi .sheet--cursor {
            background: ansi_default; color: ansi_default; text-style: reverse;
        }
        &:ansi .sheet--typing { background: ansi_default; color: ansi_default; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "sheet--head", "sheet--heading", "sheet--name", "sheet--here", "sheet--own",
        "sheet--fallback", "sheet--later", "sheet--cursor", "sheet--typing",
    }  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "go(-1, 0)", show=False),
        Binding("down", "go(1, 0)", show=False),
        Binding("left", "go(0, -1)", show=False),
        Binding("right", "go(0, 1)", show=False),
        Binding("tab", "go(0, 1)", show=False),
        Binding("shift+tab", "go(0, -1)", show=False),
        Binding("enter", "go(1, 0)", show=False),
        Binding("backspace", "clear", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "side(0)", show=False),
        Binding("end", "side(-1)", show=False),
    ]

    class Moved(Message):
        """The cursor came to another cell, or what is typed changed."""

    class Edited(Message):
        """Cells are to be written."""

        def __init__(self, edits: tuple[Edit, ...]) -> None:
            super().__init__()
            self.edits = edits

    def __init__(
        self, show: Callable[[int], str], read: Callable[[str], int], *, empty: str = ""
    ) -> None:
        super().__init__()
        self.show_value, self.read_value, self.empty = show, read, empty
        self.columns: tuple[tuple[str, str], ...] = ()  # key, title
        self.rows: tuple[SheetRow, ...] = ()
        self.row, self.column = 0, 0
        self.typing: str | None = None
        self.wrong = ""  # why what was typed is no number
        self._top = self._left = 0

    # What the screen asks and says

    def show_cells(
        self,
        columns: Sequence[tuple[str, str]],
        rows: Sequence[SheetRow],
        item: int | None = None,
    ) -> None:
        """Show other cells; the cursor stays on its service and column, or goes to `item`."""
        if item is None and self.rows:
            item = self.rows[self.row].item
        key = self.columns[self.column][0] if self.columns else None
        self.columns, self.rows = tuple(columns), tuple(rows)
        places = [n for n, row in enumerate(self.rows) if row.cells]
        same = next((n for n in places if self.rows[n].item == item), None)
        near = min(places, key=lambda n: abs(n - self.row), default=0)
        self.row = near if same is None else same
        keys = [column for column, _ in self.columns]
        self.column = keys.index(key) if key in keys else min(self.column, max(0, len(keys) - 1))
        self._see()
        self.refresh()

    @property
    def here(self) -> SheetRow | None:
        """The row under the cursor."""
        row = self.rows[self.row] if self.row < len(self.rows) else None
        return row if row is not None and row.cells else None

    @property
    def cell(self) -> SheetCell | None:
        """The cell under the cursor."""
        return self.here.cells[self.column] if self.here else None

    @property
    def key(self) -> str:
        """The key of the column under the cursor."""
        return self.columns[self.column][0] if self.columns else ""

    def edit_of(self, value: int | None, row: int, column: int) -> Edit:
        """Give the edit that writes a value into a cell."""
        line = self.rows[row]
        return Edit(line.item, self.columns[column][0], value, line.cells[column].own)

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Take what is typed; everything else is a command or moves the cursor."""
        if self.typing is None:
            if event.character and event.character in TYPED and self.here:
                self._type(event, event.character)
            return
        keys: dict[str, Callable[[], object]] = {
            "escape": self.give_up,
            "backspace": lambda: self._say(self.typing[:-1] if self.typing else ""),
            "enter": lambda: self.take(1, 0), "down": lambda: self.take(1, 0),
            "up": lambda: self.take(-1, 0), "tab": lambda: self.take(0, 1),
            "right": lambda: self.take(0, 1), "shift+tab": lambda: self.take(0, -1),
            "left": lambda: self.take(0, -1),
        }  # fmt: skip
        if event.key in keys:
            event.stop()
            event.prevent_default()
            keys[event.key]()
        elif event.is_printable and event.character:
            self._type(event, event.character)

    def on_paste(self, event: events.Paste) -> None:
        """Type what is pasted."""
        event.stop()
        if self.here:
            self._say((self.typing or "") + safe_line(event.text).strip())

    def _type(self, event: events.Key, character: str) -> None:
        event.stop()
        event.prevent_default()
        self._say((self.typing or "") + character)

    def _say(self, typed: str | None) -> None:
        self.typing, self.wrong = typed if typed is None else typed[:LONGEST], ""
        self._repaint(self.row)
        self.post_message(self.Moved())

    def give_up(self) -> None:
        """Leave the cell as it was."""
        self._say(None)

    def take(self, down: int = 0, right: int = 0) -> bool:
        """Take what is typed and move on; tells whether it was understood."""
        typed = self.typing
        if typed is None:
            return True
        if typed.strip():
            try:
                value = self.read_value(typed)
            except ValueError as error:
                self.wrong = str(error)
                self.post_message(self.Moved())
                return False
            if self.cell is not None and self.cell.own != value:
                self.post_message(self.Edited((self.edit_of(value, self.row, self.column),)))
        self.typing = None
        self._repaint(self.row)
        self.action_go(down, right)
        return True

    def clear_cell(self) -> None:
        """Ask that the cell falls back."""
        if self.cell is not None and self.cell.own is not None:
            self.post_message(self.Edited((self.edit_of(None, self.row, self.column),)))

    action_clear = clear_cell

    def copy_down(self) -> None:
        """Write what counts here into the cell below, and go there."""
        below = self._next_row(self.row + 1, 1)
        if self.cell is None or below is None:
            return
        edit = self.edit_of(self.cell.value, below, self.column)
        if edit.value != edit.seen:
            self.post_message(self.Edited((edit,)))
        self.action_go(1, 0)

    def fill_right(self) -> None:
        """Write what counts here into all cells to the right."""
        if self.cell is None:
            return
        value = self.cell.value
        right = range(self.column + 1, len(self.columns))
        edits = [self.edit_of(value, self.row, place) for place in right]
        edits = [edit for edit in edits if edit.seen != value]
        if edits:
            self.post_message(self.Edited(tuple(edits)))

    # Moving

    def action_go(self, down: int, right: int) -> None:
        """Move the cursor by a row or a column."""
        if not self.here:
            return
        before = self.row
        row = self._next_row(self.row + down, down) if down else self.row
        self.row = before if row is None else row
        self.column = max(0, min(len(self.columns) - 1, self.column + right))
        if self._see():
            self.refresh()
        else:
            self._repaint(before, self.row)
        self.post_message(self.Moved())

    def action_page(self, step: int) -> None:
        """Move the cursor by a page."""
        for _ in range(max(1, self._body - 2)):
            self.action_go(step, 0)

    def action_side(self, place: int) -> None:
        """Move the cursor to the first or the last column."""
        self.column = place % max(1, len(self.columns))
        self.action_go(0, 0)

    def _next_row(self, start: int, step: int) -> int | None:
        place = start
        while 0 <= place < len(self.rows):
            if self.rows[place].cells:
                return place
            place += 1 if step > 0 else -1
        return None

    @property
    def _body(self) -> int:
        return max(1, self.size.height - 1)

    @property
    def _name_width(self) -> int:
        spare = self.size.width - CELL * len(self.columns)
        return max(NAME[0], min(NAME[1], spare))

    @property
    def _shown(self) -> int:
        fitting = max(1, (self.size.width - self._name_width) // CELL)
        return min(len(self.columns), fitting)

    def _see(self) -> bool:
        """Scroll so that the cursor is in sight, its heading too; tells whether that moved."""
        before = (self._top, self._left)
        first = self.row
        while first > 0 and not self.rows[first - 1].cells:
            first -= 1
        self._top = max(0, min(self._top, first), self.row - self._body + 1)
        self._left = max(min(self._left, self.column), self.column - self._shown + 1, 0)
        self._left = min(self._left, max(0, len(self.columns) - self._shown))
        return before != (self._top, self._left)

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._see()
        self.refresh()

    def on_focus(self) -> None:
        """Show the cursor as one's own."""
        self._repaint(self.row)

    def on_click(self, event: events.Click) -> None:
        """Go to the cell that is clicked."""
        at = event.get_content_offset(self)
        if at is None or self.typing is not None or at.y < 1:
            return
        row, column = at.y - 1 + self._top, (at.x - self._name_width) // CELL + self._left
        if row < len(self.rows) and self.rows[row].cells:
            before, self.row = self.row, row
            if at.x >= self._name_width:
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

    # Drawing

    def _repaint(self, *rows: int) -> None:
        for row in set(rows):
            self.refresh(Region(0, row - self._top + 1, self.size.width, 1))
        self.refresh(Region(0, 0, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """Draw the heads, or one row."""
        if y == 0:
            heads = self._heads()
            return Strip(heads).extend_cell_length(self.size.width, heads[0].style)
        place = y - 1 + self._top
        if not self.rows and y == 1:
            return self._strip([self._segment(cut(self.empty, self.size.width), "fallback")])
        if place >= len(self.rows):
            return Strip.blank(self.size.width, self.rich_style)
        row = self.rows[place]
        if not row.cells:
            return self._strip(
                [self._segment(cut(f" {safe_line(row.name)}", self.size.width), "heading")]
            )
        here = place == self.row
        name = fill(f" {safe_line(row.name)}", self._name_width - 1) + " "
        segments = [self._segment(name, "here" if here else "name")]
        for at in range(self._left, self._left + self._shown):
            segments.append(self._cell(row.cells[at], lit=here and at == self.column))
        return self._strip(segments)

    def _heads(self) -> list[Segment]:
        more = len(self.columns) - self._left - self._shown
        left = f"\u2039{self._left} more" if self._left else ""
        segments = [self._segment(fill(f" {left}", self._name_width), "head")]
        for at in range(self._left, self._left + self._shown):
            last = more > 0 and at == self._left + self._shown - 1
            title = cut(safe_line(self.columns[at][1]), CELL - 2)
            mark = "\u203a" if last else " "
            pad = " " * (CELL - 1 - width_of(title))
            segments.append(self._segment(pad + title + mark, "head"))
        return segments

    def _cell(self, cell: SheetCell, *, lit: bool) -> Segment:
        if lit and self.typing is not None:
            text = self.typing[-(CELL - 2) :] + "_"
            return self._segment(text.rjust(CELL), "typing")
        ink = "fallback" if cell.own is None else "own"
        text = self.show_value(cell.value)
        text = f"·{text}" if cell.own is None else text
        mark = "*" if cell.later else " "
        if lit:
            ink = "cursor"
        elif cell.later:
            ink = "later"
        return self._segment(cut(text, CELL - 1).rjust(CELL - 1) + mark, ink)

    def _segment(self, text: str, ink: str) -> Segment:
        return Segment(text, self.get_component_rich_style(f"sheet--{ink}"))

    def _strip(self, segments: list[Segment]) -> Strip:
        width = self.size.width
        return Strip(segments).extend_cell_length(width, self.rich_style).crop(0, width)
