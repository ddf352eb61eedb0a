"""A page of text that scrolls and can be searched: histories, long notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual
from textual.widgets import Input

from pettui.text import fold
from screens.widgets.dialog import Dialog
from screens.widgets.line import Field


class Lines(ScrollView):
    """Paragraphs, wrapped to the width; only the lines in sight are drawn."""

    DEFAULT_CSS = "Lines { scrollbar-gutter: stable; .lines--found { text-style: reverse; } }"
    COMPONENT_CLASSES = {"lines--found"}  # noqa: RUF012  # as Textual has it

    def __init__(self, paragraphs: Sequence[Content]) -> None:
        super().__init__(id="lines")
        self._paragraphs = list(paragraphs)
        self._lines: list[Content] = []
        self.found = -1

    def on_resize(self, event: events.Resize) -> None:
        """Wrap the text to the new width."""
        width = max(1, self.scrollable_content_region.width)
        self._lines = [
            wrapped
            for paragraph in self._paragraphs
            for wrapped in (paragraph.wrap(width) if paragraph.plain else [paragraph])
        ]
        self.virtual_size = Size(width, len(self._lines))

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width = self.scrollable_content_region.width
        style = self.visual_style
        place = y + self.scroll_offset.y
        if place >= len(self._lines):
            return Strip.blank(width, style.rich_style)
        if place == self.found:
            style = self.get_visual_style("lines--found")
        content = self._lines[place].truncate(width)
        strips = Visual.to_strips(self, content, width, 1, style, pad=True)
        return strips[0].adjust_cell_length(width, style.rich_style)

    def search(self, text: str, step: int = 1, *, again: bool = False) -> bool:
        """Go to the next line that has the text, around the end; tells whether there is one."""
        wanted = fold(text)
        if not wanted or not self._lines:
            self.found = -1
            self.refresh()
            return False
        begin = self.found + step if again else max(0, self.found)
        for distance in range(len(self._lines)):
            place = (begin + step * distance) % len(self._lines)
            if wanted in fold(self._lines[place].plain):
                self.found = place
                self.scroll_to(y=max(0, place - self.size.height // 2), animate=False)
                self.refresh()
                return True
        self.found = -1
        self.refresh()
        return False


class TextPage(Dialog[None]):
    """Shows paragraphs. `/` searches, n and N go on, arrows and page keys scroll."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", show=False),
        Binding("n", "again(1)", show=False),
        Binding("N", "again(-1)", show=False),
        Binding("q", "cancel", show=False),
    ]
    HINT = "/ search · n next · Esc back"
    AUTO_FOCUS = "Lines"

    def __init__(self, title: str, paragraphs: Sequence[Content]) -> None:
        super().__init__(title)
        self.add_class("-wide")
        self.lines = Lines(paragraphs)
        self.field = Field(placeholder="search")

    def contents(self) -> ComposeResult:
        """Show the text, and the search below when it is wanted."""
        yield self.lines
        self.field.display = False
        yield self.field

    def action_search(self) -> None:
        """Open the search."""
        self.field.display = True
        self.field.focus()

    def action_again(self, step: int) -> None:
        """Go to the next or the last place found."""
        self._seek(step, again=True)

    def action_cancel(self) -> None:
        """Close the search, then the page."""
        if self.field.has_focus:
            self.lines.focus()
            self.field.display = False
        else:
            self.dismiss(None)

    def _seek(self, step: int = 1, *, again: bool = False) -> None:
        text = self.field.value
        found = self.lines.search(text, step, again=again)
        self.query_one("#keys").set_class(bool(text) and not found, "-wrong")

    @on(Input.Changed)
    def _changed(self) -> None:
        self._seek()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.lines.focus()
