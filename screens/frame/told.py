"""The signal that tells screens that the shop has changed; it lets go of those that are closed."""

from __future__ import annotations

from typing import Any

from textual.dom import DOMNode
from textual.signal import Signal


class Told(Signal[None]):
    """A signal that forgets closed screens before another one listens.

    Textual's keeps them: the callback of a listener refers to it, so the weak key never goes. Each
    form that was opened would cost a megabyte until the program ends.
    """

    def subscribe(self, node: DOMNode, callback: Any, immediate: bool = False) -> None:
        """Let a screen listen."""
        for known in list(self._subscriptions):
            if not known.is_running:
                self.unsubscribe(known)
        super().subscribe(node, callback, immediate)
