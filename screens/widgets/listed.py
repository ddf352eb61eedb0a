"""A dialog around a list: words above it, a cursor in it, what keys do below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from screens.widgets.dialog import Dialog
from screens.widgets.plain import line
from screens.widgets.rows import Row, Rows

T = TypeVar("T")


class Listed(Dialog[T]):
    """Rows in a box. Subclasses say what Enter and other keys make of the row under the cursor.

    Args:
        title: what it is about.
        rows: the rows.
        words: a line above them.
    """

    CSS_PATH = "../styles/dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]

    def __init__(self, title: str, rows: Sequence[Row], *, words: str, most: int = 12) -> None:
        super().__init__(title)
        self.add_class("-wide")
        self._words = words
        self.rows = Rows(rows, most=most)

    def contents(self) -> ComposeResult:
        """Show the words and the rows."""
        yield Static(line(self._words), id="words")
        yield self.rows

    def say_above(self, words: str) -> None:
        """Change the words above the rows."""
        self.query_one("#words", Static).update(line(words))

    def action_pick(self) -> None:
        """Choose the row under the cursor."""
        self.rows.pick()

    def action_move(self, by: int) -> None:
        """Move through the rows."""
        self.rows.move(by)

    def action_page(self, direction: int) -> None:
        """Move by a page."""
        self.rows.page(direction)
