"""Progress where nobody watches: a line now and then, for a log or a pipe."""

from __future__ import annotations

import time

from pettui.cli import output
from pettui.cli.stopping import Stoppable

LINE_SECONDS = 5.0


class Lines(Stoppable):
    """Says where nobody watches, in a log or a pipe, now and then how far the work is."""

    def __init__(self) -> None:
        super().__init__()
        self._last = time.monotonic()

    def __enter__(self) -> Lines:
        self.listen()
        return self

    def __exit__(self, *_: object) -> None:
        self.listen_no_more()

    def __call__(self, what: str, done: int, total: int) -> None:
        """Say it, unless it was said a moment ago."""
        self.end_if_pressed()
        now = time.monotonic()
        if now - self._last >= LINE_SECONDS:
            self._last = now
            output.words(f"{what}: {min(1.0, done / total) if total else 1.0:.0%}")
