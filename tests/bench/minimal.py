"""The yardstick: the smallest Textual app, one Static."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static


class Minimal(App[None]):
    """Shows one line."""

    def compose(self) -> ComposeResult:
        """Give the line."""
        yield Static("minimal is painted")


if __name__ == "__main__":
    Minimal().run()
