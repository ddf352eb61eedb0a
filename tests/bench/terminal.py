"""A program on a real pseudo-terminal, and when its bytes arrived."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyte

COLUMNS, LINES = 120, 40
QUIET = 0.12  # seconds without a byte after which a screen counts as painted


class Silent(Exception):
    """The program did not show what was waited for; the text is what it showed instead."""


@dataclass(frozen=True)
class Painted:
    """The answer to a key or a start: when its last byte came, and how many there were."""

    seconds: float
    bytes: int


class Terminal:
    """Runs one program at 120x40 in 256 colours.

    Bytes are only collected while time runs, and read into a screen afterwards: interpreting
    them takes longer than the program needs to write them.
    """

    def __init__(self, command: Sequence[str], env: dict[str, str], folder: Path) -> None:
        self.screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self.screen)
        self.started = time.perf_counter()
        self.pid, self._handle = pty.fork()
        if self.pid == 0:
            try:
                os.chdir(folder)
                size = struct.pack("HHHH", LINES, COLUMNS, 0, 0)
                fcntl.ioctl(0, termios.TIOCSWINSZ, size)
                os.execve(command[0], list(command), env)  # noqa: S606  # our own program
            finally:
                os._exit(127)

    @property
    def text(self) -> str:
        """What the screen shows."""
        return "\n".join(self.screen.display)

    def _collect(self, *, quiet: float, limit: float) -> list[tuple[float, bytes]]:
        """Read until nothing comes for `quiet` seconds after something did, or to the limit."""
        chunks: list[tuple[float, bytes]] = []
        end = time.perf_counter() + limit
        while (left := end - time.perf_counter()) > 0:
            wait = min(left, quiet) if chunks else left
            if not select.select([self._handle], [], [], wait)[0]:
                break
            try:
                data = os.read(self._handle, 1 << 16)
            except OSError:  # the program is gone
                break
            if not data:
                break
            chunks.append((time.perf_counter(), data))
        return chunks

    def wait_for(
        self, shows: Callable[[str], bool], *, limit: float = 30.0, quiet: float = QUIET
    ) -> Painted:
        """Wait until the screen shows something; the time runs from the start of the program."""
        seconds, total = 0.0, 0
        end = time.perf_counter() + limit
        while time.perf_counter() < end:
            for at, data in self._collect(quiet=quiet, limit=end - time.perf_counter()):
                self._stream.feed(data)
                total += len(data)
                if not seconds and shows(self.text):
                    seconds = at - self.started
            if seconds:
                return Painted(seconds, total)
            if os.waitpid(self.pid, os.WNOHANG)[0]:
                break
        raise Silent(self.text)

    def press(self, keys: str, *, quiet: float = QUIET, limit: float = 5.0) -> Painted:
        """Send keys; give when the last byte of the answer came."""
        begun = time.perf_counter()
        os.write(self._handle, keys.encode())
        chunks = self._collect(quiet=quiet, limit=limit)
        for _, data in chunks:
            self._stream.feed(data)
        last = chunks[-1][0] if chunks else begun
        return Painted(last - begun, sum(len(data) for _, data in chunks))

    def listen(self, seconds: float) -> Painted:
        """Watch for a while without touching anything: CPU seconds used, and bytes sent."""
        before = self.cpu()
        chunks = self._collect(quiet=seconds, limit=seconds)
        for _, data in chunks:
            self._stream.feed(data)
        return Painted(self.cpu() - before, sum(len(data) for _, data in chunks))

    def cpu(self) -> float:
        """Give the CPU seconds that the program has used."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(") ")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def resident(self) -> float:
        """Give the resident memory in MB."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        raise Silent("no VmRSS")

    def close(self) -> None:
        """End the program."""
        try:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass
        os.close(self._handle)
