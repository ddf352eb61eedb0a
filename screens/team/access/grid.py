"""The matrix of rights: a row for each right, a column for each person or role, a letter a cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from pettui.text import safe_line
from screens.book.grid.cells import cut, fill, width_of

CELL = 11
NAME = (30, 58)
HAS, HAS_NOT, GIVEN, TAKEN = "Y", "-", "G", "T"
LEGEND = "Y yes  - no  G given  T taken"


class Column(NamedTuple):
    """A person or a role: its key, the head, and a second line below it."""

    key: str
    head: str
    below: str


class RightRow(NamedTuple):
    """A right with a letter for each column; a heading has no letters."""

    key: str
    words: str
    letters: tuple[str, ...] = ()
    waits: str = ""


class RightsGrid(Widget, can_focus=True):
    """Letters under a cursor. It shows what it is given, and says when the cursor moves."""

    DEFAULT_CSS = """
    RightsGrid {
        height: 1fr;
        .rights--head { background: $surface; color: $text-muted; text-style: bold; }
        .rights--here-head { background: $surface; color: $accent; text-style: bold; }
        .rights--below { background: $surface; color: $text-muted; }
        .rights--group { color: $accent; text-style: bold; }
        .rights--name { color: $foreground; }
        .rights--here { color: $foreground; text-style: bold; }
        .rights--waits { color: $text-muted; text-style: dim; }
        .rights--yes { color: $foreground; }
        .rights--no { color: $text-muted; text-style: dim; }
        .rights--apart { color: $warning; text-style: bold; }
        .rights--cursor { background: $block-cursor-background; color: $block-cursor-foreground; }
        &:ansi .rights--head, &:ansi .rights--below { background: ansi_default; }
        &:ansi .rights--here-head { background: ansi_default; text-style: bold underline; }
        &:ansi .rights--no, &:ansi .rights--waits { color: ansi_default; text-style: dim; }
        &:ansi .rights--cursor {
            background: ansi_default; color: ansi_default; text-style: reverse;
        }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rights--head", "rights--here-head", "rights--below", "rights--group", "rights--name",
        "rights--here", "rights--waits", "rights--yes", "rights--no", "rights--apart",
        "rights--cursor",
    }  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "go(-1, 0)", show=False),
        Binding("down,j", "go(1, 0)", show=False),
        Binding("left,h,shift+tab", "go(0, -1)", show=False),
        Binding("right,l,tab", "go(0, 1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "side(0)", show=False),
        Binding("end", "side(-1)", show=False),
    ]

    class Moved(Message):
        """The cursor came to another cell."""

    class Picked(Message):
        """A cell was clicked twice."""

    def __init__(self) -> None:
        super().__init__()
        self.columns: tuple[Column, ...] = ()
        self.rows: tuple[RightRow, ...] = ()
        self.row, self.column = 0, 0
        self._top, self._left = 0, 0

    def show_cells(self, columns: Sequence[Column], rows: Sequence[RightRow]) -> None:
        """Show other cells; the cursor stays on its right and its person."""
        here = self.columns[self.column].key if self.columns else ""
        keys = [column.key for column in columns]
        self.columns, self.rows = tuple(columns), tuple(rows)
        self.column = keys.index(here) if here in keys else 0
        self.row = self._next(min(self.row, len(rows) - 1), 1) or 0
        self._see()
        self.refresh()
        self.post_message(self.Moved())

    @property
    def right(self) -> str:
        """The right under the cursor, "" where there is none."""
        return self.rows[self.row].key if self.rows and self.rows[self.row].letters else ""

    @property
    def who(self) -> str:
        """The key of the column under the cursor, "" where there is none."""
        return self.columns[self.column].key if self.columns else ""

    @property
    def letter(self) -> str:
        """The letter under the cursor."""
        return self.rows[self.row].letters[self.column] if self.right and self.who else ""

    # Moving

    def action_go(self, down: int, right: int) -> None:
        """Move the cursor by a row or a column."""
        if not self.rows or not self.columns:
            return
        before, column = self.row, self.column
        found = self._next(self.row + down, 1 if down > 0 else -1) if down else self.row
        self.row = before if found is None else found
        self.column = max(0, min(len(self.columns) - 1, self.column + right))
        if self._see() or column != self.column:
            self.refresh()
        else:
            for place in (before, self.row):
                self.refresh(Region(0, place - self._top + 2, self.size.width, 1))
        self.post_message(self.Moved())

    def action_page(self, step: int) -> None:
        """Move the cursor by a page."""
        wanted = max(0, min(len(self.rows) - 1, self.row + step * max(1, self._body - 2)))
        found = self._next(wanted, step)
        self.row = found if found is not None else self._next(wanted, -step) or 0
        self.action_go(0, 0)
        self.refresh()

    def go_to(self, key: str) -> None:
        """Move the cursor to a person's or a role's column."""
        keys = [column.key for column in self.columns]
        if key in keys:
            self.action_side(keys.index(key))

    def action_side(self, place: int) -> None:
        """Move the cursor to the first or the last column."""
        self.column = place % max(1, len(self.columns))
        self.action_go(0, 0)
        self.refresh()

    def _next(self, start: int, step: int) -> int | None:
        place = start
        while 0 <= place < len(self.rows):
            if self.rows[place].letters:
                return place
            place += step
        return None

    @property
    def _body(self) -> int:
        return max(1, self.size.height - 2)

    @property
    def _wide(self) -> int:
        return max(NAME[0], min(NAME[1], self.size.width - CELL * len(self.columns)))

    @property
    def _shown(self) -> int:
        return min(len(self.columns), max(1, (self.size.width - self._wide) // CELL))

    def _see(self) -> bool:
        before = (self._top, self._left)
        first = self.row
        while first > 0 and not self.rows[first - 1].letters:
            first -= 1  # the heading comes into sight with its first right
        self._top = max(0, min(self._top, first), self.row - self._body + 1)
        self._left = max(min(self._left, self.column), self.column - self._shown + 1, 0)
        self._left = min(self._left, max(0, len(self.columns) - self._shown))
        return before != (self._top, self._left)

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._see()
        self.refresh()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw the two lines of heads, or one right."""
        if y < 2:
            return self._strip(self._heads(below=y == 1), "head")
        place = y - 2 + self._top
        if place >= len(self.rows):
            return Strip.blank(self.size.width, self.rich_style)
        row = self.rows[place]
        if not row.letters:
            return self._strip([self._segment(cut(f" {row.words}", self.size.width), "group")])
        ink = "here" if place == self.row else "waits" if row.waits else "name"
        segments = [self._segment(fill(cut(f"   {row.words}", self._wide - 1), self._wide), ink)]
        for at in range(self._left, self._left + self._shown):
            letter = row.letters[at]
            if place == self.row and at == self.column:
                ink = "cursor"
            else:
                ink = {HAS: "yes", HAS_NOT: "no"}.get(letter, "apart")
            segments.append(self._segment(f"{letter:^{CELL}}", ink))
        return self._strip(segments)

    def _heads(self, *, below: bool) -> list[Segment]:
        more = len(self.columns) - self._left - self._shown
        before = f" \u2039{self._left} more" if self._left and not below else ""
        segments = [self._segment(fill(before, self._wide), "head")]
        for at in range(self._left, self._left + self._shown):
            column = self.columns[at]
            title = cut(safe_line(column.below if below else column.head), CELL - 1)
            room = CELL - width_of(title)
            text = " " * (room // 2) + title + " " * (room - room // 2)
            ink = "below" if below else "here-head" if at == self.column else "head"
            segments.append(self._segment(text, ink))
        if more > 0 and not below:
            segments.append(self._segment(f" {more}\u203a", "head"))
        return segments

    def _strip(self, segments: list[Segment], rest: str = "") -> Strip:
        style = self.get_component_rich_style(f"rights--{rest}") if rest else self.rich_style
        return Strip(segments).adjust_cell_length(self.size.width, style)

    def _segment(self, text: str, ink: str) -> Segment:
        return Segment(text, self.get_component_rich_style(f"rights--{ink}"))

    # The mouse

    def on_click(self, event: events.Click) -> None:
        """Go to the cell that is clicked; a second click gives or takes."""
        at = event.get_content_offset(self)
        if at is None or at.y < 2:
            return
        row, column = at.y - 2 + self._top, (at.x - self._wide) // CELL + self._left
        if row < len(self.rows) and self.rows[row].letters and 0 <= column < len(self.columns):
            same = (row, column) == (self.row, self.column)
            self.row, self.column = row, column
            self.action_go(0, 0)
            self.refresh()
            if same:
                self.post_message(self.Picked())

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Move down with the wheel."""
        event.stop()
        self.action_go(1, 0)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Move up with the wheel."""
        event.stop()
        self.action_go(-1, 0)
