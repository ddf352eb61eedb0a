"""A keypad on the screen, for terminals that are touched."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from screens.kiosk.keys import BACK, ENTER

_KEYS = (
    *((digit, digit) for digit in "123456789"),
    (BACK, "Back"),
    ("0", "0"),
    (ENTER, "Enter"),
)


class Key(Widget):
    """One large key."""

    class Pressed(Message):
        """The key was touched."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, key: str, words: str) -> None:
        super().__init__()
        self.key = key
        self._words = Content(words)

    def render(self) -> Content:
        """Show what it types."""
        return self._words

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Press it at once: a wet finger slips before it leaves."""
        event.stop()
        self.post_message(self.Pressed(self.key))


class Keypad(Container):
    """Twelve keys, as on a telephone."""

    def compose(self) -> ComposeResult:
        """Make the keys."""
        for key, words in _KEYS:
            yield Key(key, words)
