"""Everything that a change would write, before it is written."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from screens.widgets.dialog import Dialog
from screens.widgets.plain import line
from screens.widgets.rows import Row, Rows


class Preview(Dialog[bool]):
    """Days as they are and as they would be; Enter writes them, Esc leaves all as it is."""

    CSS_PATH = "../../styles/dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "agree", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]
    HINT = "Enter does it · Up Down look through · Esc leaves all as it is"

    def __init__(self, title: str, words: str, rows: list[Row]) -> None:
        super().__init__(title)
        self.add_class("-wide")
        self._words = words
        self.rows = Rows(rows, most=12)

    def contents(self) -> ComposeResult:
        """Show the words, and each day."""
        yield Static(line(self._words), id="words")
        yield self.rows

    def action_agree(self) -> None:
        """Do it."""
        self.dismiss(True)

    def action_move(self, by: int) -> None:
        """Move through the list."""
        self.rows.move(by)

    def action_page(self, direction: int) -> None:
        """Move by a page."""
        self.rows.page(direction)

    def on_rows_picked(self) -> None:
        """Leave a click on a row without meaning: Enter decides."""
