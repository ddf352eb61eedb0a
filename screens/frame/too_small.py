"""What a terminal shows that is too small for the desk: how large it must be."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widget import Widget

WIDTH = 60
HEIGHT = 18


def is_too_small(size: Size) -> bool:
    """Tell whether the desk cannot be drawn in a size."""
    return size.width < WIDTH or size.height < HEIGHT


class _Words(Widget):
    DEFAULT_CSS = """
    _Words { width: 1fr; height: 1fr; text-align: center; content-align: center middle; }
    """

    def render(self) -> Content:
        size = self.app.size
        return Content(
            f"This window is {size.width} by {size.height}.\n"
            f"pettui needs {WIDTH} by {HEIGHT}.\n"
            "Make it larger, or the letters smaller."
        )


class TooSmall(ModalScreen[None]):
    """Covers everything until the window is large enough; nothing underneath is laid out."""

    DEFAULT_CSS = "TooSmall { background: $background; }"

    def compose(self) -> ComposeResult:
        """Show the words."""
        yield _Words()

    def on_resize(self, event: events.Resize) -> None:
        """Write the new size."""
        self.refresh()

    def on_screen_resume(self) -> None:
        """Go, if the window grew while a dialog was on top."""
        if not is_too_small(self.app.size) and self.is_current:
            self.dismiss()
