"""An app that nobody gets out of, and whose errors tell nothing to who stands before it."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, ClassVar

from textual import events
from textual.app import App
from textual.binding import BindingType

from screens.frame.working import note_error
from screens.kiosk.driver import KioskDriver

UNEXPECTED = 70
"""The exit code after an error; the service manager starts the clock again."""


class SealedApp(App[int], inherit_bindings=False):
    """No palette, no bindings, no links, no clipboard, no files, no messages, no tracebacks."""

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self) -> None:
        super().__init__(driver_class=KioskDriver, ansi_color=True)
        self.is_open = False
        self._leave_with: int | None = None

    @abstractmethod
    def take_key(self, key: events.Key) -> None:
        """Take a key."""

    @abstractmethod
    def painted(self) -> None:
        """Do what follows the first picture."""

    async def on_event(self, event: events.Event) -> None:
        """Take keys before anything of Textual's sees them: what it would do is not wanted."""
        if isinstance(event, events.Key):
            self.take_key(event)
        elif not isinstance(event, events.Paste | events.MouseMove):
            await super().on_event(event)

    def on_ready(self) -> None:
        """Show the first picture; leave at once where a signal came meanwhile."""
        self.is_open = True
        if self._leave_with is not None:
            self.leave(self._leave_with)
        self.screen._on_timer_update()  # the first picture is ready; Textual waits 17 ms longer
        self.call_after_refresh(self.painted)

    def leave(self, code: int) -> None:
        """Leave with an exit code, as soon as Textual can take its screen down again."""
        self._leave_with = code
        if self.is_open:
            self.exit(code, return_code=code)

    def _handle_exception(self, error: Exception) -> None:
        """Leave, to be started again; what happened goes to the log, without values."""
        note_error(error)
        self._return_code = UNEXPECTED
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()

    def panic(self, *renderables: Any) -> None:
        """Leave without a picture of the error: it could show names and PINs."""
        self._return_code = UNEXPECTED
        self._close_messages_no_wait()

    def notify(self, *_: Any, **__: Any) -> None:
        """Show no messages over the clock."""

    def open_url(self, *_: Any, **__: Any) -> None:
        """Open nothing."""

    def copy_to_clipboard(self, text: str) -> None:
        """Give nothing to the terminal's clipboard."""

    async def action_quit(self) -> None:
        """Stay."""
