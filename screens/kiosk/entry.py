"""What is typed, and when each key came: a badge reader is a keyboard that is very fast."""

from __future__ import annotations

from itertools import pairwise

BADGE = 7  # keys of the shortest badge
FAST = 0.1  # seconds between two keys of a reader at most; hands are slower
PAUSE = 0.25  # seconds of silence before a badge that was swiped behind something else


class Entry:
    """A text that grows and shrinks at its end."""

    def __init__(self) -> None:
        self.text = ""
        self._times: list[float] = []

    def add(self, key: str, at: float) -> None:
        """Add a key that was pressed at a time in seconds."""
        self.text += key
        self._times.append(at)

    def back(self) -> None:
        """Take the last key away."""
        self.text = self.text[:-1]
        self._times = self._times[:-1]

    def clear(self) -> None:
        """Take all keys away."""
        self.text, self._times = "", []

    @property
    def swiped(self) -> str:
        """The badge that was swiped behind what somebody had typed and left; "" without one."""
        begin = 0
        for place, (before, after) in enumerate(pairwise(self._times), 1):
            if after - before >= PAUSE:
                begin = place
        is_fast = all(b - a < FAST for a, b in pairwise(self._times[begin:]))
        return self.text[begin:] if begin and is_fast and len(self.text) - begin >= BADGE else ""

    @property
    def number(self) -> str:
        """What names somebody: the badge that was swiped last, else all that is there."""
        return self.swiped or self.text
