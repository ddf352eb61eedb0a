"""A progress bar on standard error, drawn only where somebody watches."""

from __future__ import annotations

import sys
import time
from types import TracebackType

from pettui.cli.stopping import Stoppable

WIDTH = 30
PAUSE = 0.1  # seconds between two drawings


class Progress(Stoppable):
    """Shows how far long work is; call it with what is done, how much, and how much in all."""

    def __init__(self) -> None:
        super().__init__()
        self._watched = sys.stderr.isatty()
        self._drawn = 0.0
        self._what = ""

    def __enter__(self) -> Progress:
        self.listen()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.listen_no_more()
        if self._watched and self._what:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def __call__(self, what: str, done: int, total: int) -> None:
        """Say that `done` of `total` is done; a total of 0 means that nobody knows."""
        self.end_if_pressed()
        if not self._watched:
            return
        now = time.monotonic()
        if what == self._what and now - self._drawn < PAUSE and done < total:
            return
        self._drawn, self._what = now, what
        sys.stderr.write(f"\r{bar(what, done, total)}\x1b[K")
        sys.stderr.flush()


def bar(what: str, done: int, total: int) -> str:
    """Write one line: a bar, the percentage and the words."""
    if total <= 0:
        return what
    share = min(1.0, done / total)
    full = round(share * WIDTH)
    return f"[{'#' * full}{'.' * (WIDTH - full)}] {share:4.0%} {what}"
