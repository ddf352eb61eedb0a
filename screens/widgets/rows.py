"""A list of rows with a cursor, on the Line API: what menus, pickers and the palette show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual
from textual.widget import Widget

from screens.widgets.plain import line


@dataclass(frozen=True)
class Row:
    """A row: text on the left, text on the right, perhaps why it cannot be chosen.

    Attributes:
        id: what choosing it gives.
        left: its text; make it with `screens.widgets.plain`.
        right: its second column, aligned to the right.
        why_not: why it cannot be chosen; shown instead of `right`, "" when it can.
        heading: a line between rows that the cursor passes over.
    """

    id: str
    left: Content
    right: Content = field(default_factory=Content)
    why_not: str = ""
    heading: bool = False


class Rows(Widget):
    """Rows of one line each. The cursor stays on its row when the rows are replaced by new ones."""

    DEFAULT_CSS = """
    Rows {
        height: auto;
        min-height: 1;
        width: 1fr;
        .rows--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
        }
        .rows--dim { color: $text-muted; }
        .rows--heading { color: $accent; text-style: bold; }
    }
    """
    COMPONENT_CLASSES = {"rows--cursor", "rows--dim", "rows--heading"}  # noqa: RUF012  # as Textual has it

    cursor: reactive[int] = reactive(0, repaint=False)

    class Picked(Message):
        """A row was clicked or chosen with Enter."""

        def __init__(self, row: Row) -> None:
            super().__init__()
            self.row = row

    class Moved(Message):
        """The cursor came to another row."""

        def __init__(self, row: Row) -> None:
            super().__init__()
            self.row = row

    def __init__(
        self, rows: Sequence[Row] = (), *, empty: str = "", most: int = 0, mark: str = ""
    ) -> None:
        super().__init__()
        self._rows = list(rows)
        self._top = 0
        self._most = most
        self.empty = empty
        first = next((n for n, row in enumerate(self._rows) if mark and row.id == mark), None)
        self.set_reactive(Rows.cursor, self._next(0, 1) if first is None else first)

    @property
    def row(self) -> Row | None:
        """The row under the cursor, None when there is none."""
        if 0 <= self.cursor < len(self._rows) and not self._rows[self.cursor].heading:
            return self._rows[self.cursor]
        return None

    @property
    def rows(self) -> Sequence[Row]:
        """All rows."""
        return self._rows

    def show(self, rows: Sequence[Row], *, keep: bool = False) -> None:
        """Show other rows; the cursor goes to the first, or stays on its id with `keep`."""
        before = self.row.id if keep and self.row else None
        self._rows = list(rows)
        self._top = 0
        place = next((n for n, r in enumerate(self._rows) if r.id == before), None)
        self.set_reactive(Rows.cursor, self._next(0, 1) if place is None else place)
        self._keep_in_sight()
        self.refresh(layout=True)
        if self.row:
            self.post_message(self.Moved(self.row))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Take a line for each row."""
        return max(1, min(len(self._rows), self._most or len(self._rows)))

    def _next(self, start: int, step: int) -> int:
        place = start
        while 0 <= place < len(self._rows) and self._rows[place].heading:
            place += step
        return place if 0 <= place < len(self._rows) else -1

    def move(self, by: int) -> None:
        """Move the cursor by so many rows; it stops at the ends."""
        if not self._rows:
            return
        wanted = max(0, min(len(self._rows) - 1, self.cursor + by))
        step = 1 if by > 0 else -1
        place = self._next(wanted, step)
        if place < 0:
            place = self._next(wanted, -step)
        if place >= 0:
            self.cursor = place

    def page(self, direction: int) -> None:
        """Move the cursor by a page, down (1) or up (-1)."""
        self.move(direction * max(1, self.size.height - 1))

    def pick(self) -> None:
        """Choose the row under the cursor."""
        if self.row:
            self.post_message(self.Picked(self.row))

    def watch_cursor(self, before: int, now: int) -> None:
        """Paint the two rows that changed, or all when they scroll."""
        if not self.is_mounted:
            return
        if self._keep_in_sight():
            self.refresh()
        else:
            for place in (before, now):
                self.refresh(Region(0, place - self._top, self.size.width, 1))
        if self.row:
            self.post_message(self.Moved(self.row))

    def _keep_in_sight(self) -> bool:
        height = max(1, self.size.height)
        before = self._top
        first = self.cursor
        while first > 0 and self._rows[first - 1].heading:
            first -= 1  # the heading above comes into sight with the row
        self._top = max(0, min(self._top, first), self.cursor - height + 1)
        return self._top != before

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        if self._keep_in_sight():
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        place = y + self._top
        if not self._rows and y == 0:
            return self._strip(line(self.empty), self.get_visual_style("rows--dim"))
        if place >= len(self._rows):
            return Strip.blank(self.size.width, self.rich_style)
        row = self._rows[place]
        if row.heading:
            return self._strip(row.left, self.get_visual_style("rows--heading"))
        width = self.size.width
        right = line(row.why_not) if row.why_not else row.right
        right = right.truncate(max(0, min(right.cell_length, width * 3 // 5)), ellipsis=True)
        room = max(0, width - right.cell_length - (2 if right else 0))
        left = row.left.truncate(room, ellipsis=True, pad=True)
        parts = (left, "  ", right) if right else (left,)
        if place == self.cursor:  # in the cursor's own colours, so that it reads on every theme
            content = Content.assemble(*parts).without_spans
            return self._strip(content, self._cursor_style())
        dim = self.get_visual_style("rows--dim")
        if right:
            parts = (
                left.stylize_before(dim) if row.why_not else left,
                "  ",
                right.stylize_before(dim),
            )
        return self._strip(Content.assemble(*parts), self.visual_style)

    def _cursor_style(self) -> Style:
        """Give the cursor's colours; where there are none it is reversed."""
        style = self.get_visual_style("rows--cursor")  # leaves `reverse` of a rule out
        return style + Style(reverse=True) if self.app.no_color else style

    def _strip(self, content: Content, style: Style) -> Strip:
        width = self.size.width
        fitting = content.truncate(width, ellipsis=True)
        strip = Visual.to_strips(self, fitting, width, 1, style, pad=True)[0]
        return strip.adjust_cell_length(width, style.rich_style)

    def on_click(self, event: events.Click) -> None:
        """Choose the row that was clicked."""
        place = event.y + self._top
        if 0 <= place < len(self._rows) and not self._rows[place].heading:
            event.stop()
            self.cursor = place
            self.pick()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Move down with the wheel."""
        event.stop()
        self.move(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Move up with the wheel."""
        event.stop()
        self.move(-1)
