"""The keys that people press, one after the other, as the clock understands them."""

from __future__ import annotations

import asyncio
from collections import deque

MOST = 64
"""Keys that wait at most. Nobody types ahead so far; a paste does, and its rest is dropped."""

BOUNCE = 0.08
"""Seconds within which a second Enter is the same press: a bounce, or a key that is held down."""

ENTER, BACK, LEAVE = "enter", "back", "leave"

_NAMES = {
    "enter": ENTER,
    "backspace": BACK,
    "delete": BACK,
    "minus": BACK,  # a keypad has no other key to go back with
    "escape": LEAVE,
}
_KEYPAD = {
    "insert": "0", "end": "1", "down": "2", "pagedown": "3", "left": "4",
    "right": "6", "home": "7", "up": "8", "pageup": "9",
}  # fmt: skip
"""What a keypad sends while NumLock is off; the clock has no other use for these keys."""


class Keys:
    """Keeps keys in their order until they are asked for.

    Nothing here is ever written down: among the keys are PINs.
    """

    def __init__(self, *, bounce: float = BOUNCE) -> None:
        self.bounce = bounce
        self._waiting: deque[tuple[str, float]] = deque()
        self.at = 0.0  # when the key that was given last was pressed
        self._came = asyncio.Event()
        self._last = ""
        self._entered = -bounce
        self.listening = False

    @property
    def idle(self) -> bool:
        """Whether somebody waits for a key and none is there."""
        return self.listening and not self._waiting

    def take(self, name: str, character: str | None, at: float) -> None:
        """Take a key, pressed at a time in seconds; unknown keys are left out."""
        key = _NAMES.get(name) or _KEYPAD.get(name) or (character if _is_text(character) else None)
        if key is None:
            return
        is_bounce = key == ENTER == self._last and at - self._entered < self.bounce
        self._last = key
        if key == ENTER:
            self._entered = at
        if not is_bounce:
            self.press(key, at)

    def press(self, key: str, at: float = 0.0) -> None:
        """Put a key behind those that wait."""
        if len(self._waiting) < MOST:
            self._waiting.append((key, at))
            self._came.set()

    async def next(self, seconds: float | None) -> str | None:
        """Give the next key; None when none comes for some seconds."""
        if not self._waiting:
            self._came.clear()
            self.listening = True
            try:
                await asyncio.wait_for(self._came.wait(), seconds)
            except TimeoutError:
                return None
            finally:
                self.listening = False
        key, self.at = self._waiting.popleft()
        return key


def _is_text(character: str | None) -> bool:
    return character is not None and len(character) == 1 and character.isprintable()
