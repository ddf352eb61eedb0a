"""The clock's way to its terminal: nobody gets out of it, and nothing typed can break it."""

from __future__ import annotations

import codecs
import contextlib
import os
import selectors
import signal
import termios
import threading
from collections.abc import Iterable
from typing import Any

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

IGNORED = (
    signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP, signal.SIGCONT, signal.SIGUSR1, signal.SIGUSR2,
)  # fmt: skip
"""Signals that the clock does not hear; SIGTERM and SIGHUP make it leave in order.

Somebody who stops it and lets it go on finds it as it was: Textual would start its input again.
"""

HANGUP = 129
_LOOK = 0.1  # seconds between two looks whether the clock is leaving
_SLEEP = 0.5  # the same, once nothing has been typed for a while
_RESTS = 20  # looks without a key after which an unfinished sequence is forgotten
_KEYPAD_5 = ("\x1b[G", "5")  # the middle of a keypad without NumLock, on the Linux console
_PASTED = 512  # bytes in one piece that no hands and no reader of badges send
_FLOOD = 256  # input events that may wait for the event loop
_DROPPED = (  # the size is the terminal driver's to tell, not that of somebody who types it
    events.Paste, events.Resize, events.MouseMove, events.MouseScrollUp, events.MouseScrollDown,
)  # fmt: skip


def deaf() -> None:
    """Ignore what a keyboard or another program may send to stop or end a program."""
    for number in IGNORED:
        signal.signal(number, signal.SIG_IGN)


class KioskDriver(LinuxDriver):
    """Textual's driver without a way out, links or files, and with a thicker skin.

    Textual's own ends the app at a byte that is no UTF-8, goes round for ever when the terminal
    is gone, and stops the process at SIGTSTP.
    """

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        deaf()  # the driver above listens to SIGTSTP
        self._under_way = 0
        self._lock = threading.Lock()

    @property
    def can_suspend(self) -> bool:
        """Never."""
        return False

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Open nothing."""

    def deliver_binary(self, *args: Any, **more: Any) -> None:
        """Write no file."""

    def start_application_mode(self) -> None:
        """Take the terminal; keys that were pressed while no clock ran are nobody's."""
        with contextlib.suppress(termios.error):
            termios.tcflush(self.fileno, termios.TCIFLUSH)
        super().start_application_mode()  # type: ignore[no-untyped-call]  # untyped library
        deaf()

    def _query_in_band_window_resize(self) -> None:
        """Do not ask for sizes and mouse positions in pixels: they need a parser with a memory."""

    def _enable_mouse_support(self) -> None:
        """Hear touches, but no moves: nothing here follows a pointer."""
        if self._mouse:
            self.write("\x1b[?1000h\x1b[?1006h")
            self.flush()

    def _disable_mouse_support(self) -> None:
        """Hear no more touches."""
        if self._mouse:
            self.write("\x1b[?1000l\x1b[?1006l")
            self.flush()

    def process_message(self, message: Message) -> None:
        """Pass a key or touch on, unless too many wait already; pastes and moves go nowhere."""
        if isinstance(message, _DROPPED):
            return
        if isinstance(message, events.InputEvent):
            with self._lock:
                if self._under_way >= _FLOOD:
                    return
                self._under_way += 1
            self._loop.call_soon_threadsafe(self._arrived)
        super().process_message(message)

    def _arrived(self) -> None:
        with self._lock:
            self._under_way -= 1

    def run_input_thread(self) -> None:
        """Read what is typed until the clock leaves or its terminal is gone."""
        decode = codecs.getincrementaldecoder("utf-8")(errors="replace").decode
        parser, rests = XTermParser(), 0
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                rests += 1
                # Nothing is unfinished after the rest, so that the thread may sleep longer.
                if selector.select(_LOOK if rests <= _RESTS else _SLEEP):
                    data, rests = self._read(), 0
                    if not data:
                        self._gone()
                        return
                    if len(data) >= _PASTED:
                        parser = XTermParser()
                        continue
                    try:
                        self._pass_on(parser.feed(decode(data).replace(*_KEYPAD_5)))
                    except Exception:  # noqa: BLE001  # whatever the bytes were, the next key counts
                        parser = XTermParser()
                elif rests == _RESTS:
                    parser = XTermParser()  # what was begun long ago (a paste) never ends
                self._pass_on(parser.tick())

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""

    def _pass_on(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self.process_message(message)

    def _gone(self) -> None:
        """Leave: the terminal does not answer any more."""
        leave = getattr(self._app, "leave", None)
        if leave is not None and not self.exit_event.is_set():
            self._loop.call_soon_threadsafe(leave, HANGUP)
