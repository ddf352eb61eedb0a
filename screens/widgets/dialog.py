"""What all dialogs have in common: the box, its title, Esc."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from screens.widgets.plain import line

T = TypeVar("T")


class Dialog(ModalScreen[T | None]):
    """A box over the screen. Esc, or a click beside it, closes it and gives None.

    Subclasses give `contents`, and call `self.dismiss(result)`.
    """

    CSS_PATH = "../styles/dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "back", show=False)]
    HINT = ""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self.box = Vertical(id="box")

    def compose(self) -> ComposeResult:
        """Put title, contents and the line of keys into the box."""
        with self.box:
            if self._title:
                yield Static(line(self._title), id="title")
            yield from self.contents()
            if self.HINT:
                yield Static(line(self.HINT), id="keys")

    def contents(self) -> ComposeResult:
        """Give what stands in the box."""
        yield from ()

    def retitle(self, title: str) -> None:
        """Change the title."""
        self.query_one("#title", Static).update(line(title))

    def action_cancel(self) -> None:
        """Close without a result."""
        self.dismiss(None)

    def on_click(self, event: object) -> None:
        """Close when somebody clicks beside the box."""
        widget: Widget | None = getattr(event, "widget", None)
        if widget is self:
            self.dismiss(None)
