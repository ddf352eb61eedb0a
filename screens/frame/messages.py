"""The messages of the desk: plain words, the newest two, below what one looks at."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid4

from textual.notifications import Notification, Notify

from pettui.text import safe
from screens.frame.dispatch import CommandApp

MOST = 2  # at a time: more would cover what they are about


class MessageApp(CommandApp, inherit_bindings=False):
    """Says things in words for a while."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._told: list[Notification] = []
        self._ordered: set[str] = set()

    def say(self, words: str, severity: Any = "information") -> None:
        """Show some words for a while; longer words stay longer."""
        self.notify(words, severity=severity, timeout=min(15, 3 + len(words) / 15))

    def notify(self, message: str, *, title: str = "", markup: bool = False, **more: Any) -> None:
        """Show a message as plain text, whatever is in it."""
        super().notify(safe(message), title=safe(title), markup=False, **more)

    def on_notify(self, event: Notify) -> None:
        """Take older messages away where there would be too many."""
        new = event.notification
        if new.identity in self._ordered:
            self._ordered.discard(new.identity)
            if new not in self._told:  # others came while it was on its way
                event.prevent_default()
            return
        there = [one for one in self._told if not one.has_expired and one.message != new.message]
        if len(there) == len(self._told) < MOST:
            self._told.append(new)
            return
        # Textual shows what it has and forgets all or nothing: so all of it, and what stays anew.
        event.prevent_default()
        self.clear_notifications()
        kept = [replace(one, identity=uuid4().hex) for one in there[1 - MOST :]]
        self._told = [*kept, new]
        self._ordered |= {one.identity for one in self._told}
        for one in self._told:
            self.post_message(Notify(one))

    def clear_notifications(self) -> None:
        """Take all messages away."""
        self._told = []
        super().clear_notifications()
