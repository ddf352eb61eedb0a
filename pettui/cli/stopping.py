"""Ctrl+C amid long work: heard for certain, even where Python itself swallows the first."""

from __future__ import annotations

import signal
import threading
from types import FrameType
from typing import Any


class Stoppable:
    """What long work tells how far it is; it ends the work there once Ctrl+C was pressed.

    Python raises KeyboardInterrupt wherever it happens to be. In a callback of its own, such as
    the end of an import's lock, nobody can catch it: it is printed and forgotten, and the work
    would go on to its end.
    """

    def __init__(self) -> None:
        self._pressed = False
        self._before: Any = None

    def listen(self) -> None:
        """Begin to remember that Ctrl+C was pressed."""
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._heard)

    def listen_no_more(self) -> None:
        """Give Ctrl+C its usual meaning again."""
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)
            self._before = None

    def end_if_pressed(self) -> None:
        """Raise KeyboardInterrupt where it was pressed and nobody heard it."""
        if self._pressed:
            raise KeyboardInterrupt

    def _heard(self, _number: int, _frame: FrameType | None) -> None:
        self._pressed = True
        raise KeyboardInterrupt
