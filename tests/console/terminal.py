"""A real terminal for tests: the desk on a pseudo-terminal, read by a terminal emulator."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pexpect
import pyte

DESK = """
import sys
from pathlib import Path
from db.connection import Target, bind, connected
from db.gateway import Gateway
from pettui.config import Config
from pettui.history.actor import Actor
from pettui.team.shop import load_shop
from screens.desk import open_desk
from tests.ui.frame.holder import Holder
bind(Target(Path(sys.argv[1]), ""))
with connected():
    shop = load_shop()
gateway = Gateway()
code = open_desk(
    shop, Actor(None, "Dana", "desk"), gateway, Config(Path("none")), home=Holder
)
gateway.close()
sys.exit(code)
"""


class Terminal:
    """A program on a terminal of a size: what was sent, and what it shows."""

    def __init__(
        self, args: list[str], *, columns: int = 80, rows: int = 24, **environ: str
    ) -> None:
        self.sent = b""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        env = os.environ | environ
        env["PYTHONPATH"] = str(Path(__file__).parents[2])
        # The stubs know only of text; without an encoding a child speaks bytes.
        self.child: Any = pexpect.spawn(
            args[0], args[1:], dimensions=(rows, columns), env=env, timeout=10
        )
        self.child.delaybeforesend = None

    def read(self, seconds: float = 0.05) -> bytes:
        """Read what the program sends within a time; ends early when the program does."""
        got = b""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                part = self.child.read_nonblocking(65536, timeout=max(0.01, left))
            except pexpect.TIMEOUT:
                break
            except pexpect.EOF:
                break
            got += part
            self._stream.feed(part)
        self.sent += got
        return got

    def until(self, words: str, seconds: float = 60) -> str:
        """Read until the screen shows some words; fails with the screen when it never does."""
        self.until_so(lambda: words in self.text, repr(words), seconds)
        return self.text

    def until_so(self, is_so: Callable[[], bool], what: str, seconds: float = 60) -> None:
        """Read until something is so; the time is for the slowest machine."""
        end = time.monotonic() + seconds
        while not is_so():
            if time.monotonic() > end:
                raise AssertionError(f"not within {seconds} s: {what}, on:\n{self.text}")
            self.read()

    def used(self) -> float:
        """Give the seconds of processor that the program has used, to the nanosecond."""
        return time.clock_gettime(~self.child.pid << 3 | 2)  # Linux's clock of another process

    @property
    def text(self) -> str:
        """What the terminal shows."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def cells(self) -> list[list[Any]]:
        """What the terminal shows, cell by cell, with its colours."""
        screen = self._screen
        return [[screen.buffer[y][x] for x in range(screen.columns)] for y in range(screen.lines)]

    def type(self, keys: str) -> None:
        """Type keys."""
        self.child.send(keys)

    def end(self) -> int:
        """Wait for the end and give the exit code; the negative number of a signal that killed."""
        for _ in range(1200):
            self.read(0.05)
            if not self.child.isalive():
                break
        self.child.close()
        if self.child.exitstatus is not None:
            return int(self.child.exitstatus)
        return -int(self.child.signalstatus or 0)

    def is_sane(self) -> bool:
        """Tell whether the program left the alternate screen, mouse mode and hidden cursor."""
        pairs = (
            (b"\x1b[?1049h", b"\x1b[?1049l"),
            (b"\x1b[?1000h", b"\x1b[?1000l"),
            (b"\x1b[?1003h", b"\x1b[?1003l"),
            (b"\x1b[?25l", b"\x1b[?25h"),
            (b"\x1b[?2004h", b"\x1b[?2004l"),
        )
        return all(self.sent.rfind(off) >= self.sent.rfind(on) for on, off in pairs)


def desk(shop_file: Path, *, columns: int = 80, rows: int = 24, **environ: str) -> Terminal:
    """Open a desk with a plain screen in it."""
    args = [sys.executable, "-c", DESK, str(shop_file)]
    return Terminal(args, columns=columns, rows=rows, **environ)
