"""Keys typed while a screen opens are kept, and reach it in their order.

Textual hands a key to whatever has the focus when the key is read, although the key before it may
be about to open a screen. Here a key waits until the one before has passed every handler (a
message sent along the same way tells) and what it caused has, too (a second message tells); until
the screen that it opened has its focus; and until work that was started with `hold_keys` has ended
or has opened a screen itself. However slow the machine is, a key is never given early: it might
go to a field that it was not meant for.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from textual import events
from textual.app import App
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen

_LOOK = 0.25  # seconds between looks whether whoever is to pass a message on is still there
_PATIENCE = 10.0  # seconds that keys wait for work; then they are dropped, and that is said


class KeyPassed(Message):
    """All that came before it has been handled by whoever has the focus."""

    def __init__(self, number: int, screen: Screen[Any], again: MessagePump | None) -> None:
        super().__init__()
        self.number = number
        self.screen = screen
        self.again = again  # where to send a second one


class TypeAheadApp(App[int]):
    """An app that gives keys and pastes to its screens one after the other."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self._typed: deque[events.Key | events.Paste] = deque()
        self._passing = 0  # the number of the message that is on its way; 0 when none is
        self._sent = 0
        self._settled: Screen[Any] | None = None
        self._holds: list[Screen[Any]] = []

    def on_mount(self) -> None:
        """Give the keys that were kept once a screen opens."""
        self.screen_change_signal.subscribe(self, lambda _screen: self._go_on(), immediate=True)

    async def on_event(self, event: events.Event) -> None:
        """Put keys and pastes into the queue; everything else goes its usual way."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            if isinstance(event, events.Key) and self.is_urgent(event.key):
                await super().on_event(event)
                return
            self._typed.append(event)
            await self._give_keys()
        else:
            await super().on_event(event)

    def is_urgent(self, key: str) -> bool:
        """Tell whether a key must not wait for anything."""
        return False

    async def take_key(self, key: str) -> bool:
        """Take a key before any widget sees it; True when it was for the app."""
        return False

    @contextmanager
    def hold_keys(self) -> Iterator[None]:
        """Keep keys back while something is under way; a screen that it opens gets them."""
        screen = self.screen
        self._holds.append(screen)
        patience = self.set_interval(_PATIENCE, lambda: self._drop_keys(screen))
        try:
            yield
        finally:
            patience.stop()
            # Behind what the work has asked for last: the focus moves by a message, too.
            if not self.call_later(self._release, screen):
                self._release(screen)

    def _release(self, screen: Screen[Any]) -> None:
        if screen in self._holds:
            self._holds.remove(screen)
        self._go_on()

    def _drop_keys(self, screen: Screen[Any]) -> None:
        """Drop what waits for work that does not end; later it could mean something else."""
        if screen is self.screen and self._typed:
            self._typed.clear()
            self.notify(
                "This takes long. What you typed meanwhile was not taken.",
                severity="warning", markup=False,
            )  # fmt: skip

    def _go_on(self) -> None:
        if self._typed and self.is_running:
            self.call_later(self._give_keys)

    async def _give_keys(self) -> None:
        while self._typed and not self._passing:
            screen = self.screen
            if screen in self._holds:
                return
            if screen is not self._settled:
                self._send(screen, screen, None)
                return
            event = self._typed.popleft()
            if isinstance(event, events.Key) and await self.take_key(event.key):
                self._send(screen, screen, screen)
                continue
            target = self.focused or screen
            await super().on_event(event)
            self._send(target, screen, target)

    def _send(self, target: MessagePump, screen: Screen[Any], again: MessagePump | None) -> None:
        """Send a message to where the key went; it comes back up here behind the key.

        The key may have run an action that posted messages of its own (a field that was
        submitted), so a second one goes the same way behind those.
        """
        self._sent += 1
        self._passing = self._sent
        if not target.post_message(KeyPassed(self._sent, screen, again)):
            self._passing = 0
            self._settled = screen
            self.call_later(self._give_keys)
            return
        self._watch(self._sent, target, screen)

    def _watch(self, number: int, target: MessagePump, screen: Screen[Any]) -> None:
        """Look after a while: a screen that closes drops what is still in its queue."""
        loop = asyncio.get_running_loop()
        loop.call_later(_LOOK, self._look_after, number, target, screen)

    def _look_after(self, number: int, target: MessagePump, screen: Screen[Any]) -> None:
        if self._passing != number or not self.is_running:
            return
        opening = target is screen and screen in self.screen_stack
        if opening or (target.is_attached and target.is_running):
            self._watch(number, target, screen)  # it is only slow
        else:
            self.post_message(KeyPassed(number, screen, None))

    async def on_key_passed(self, message: KeyPassed) -> None:
        """Give the next key once the one before is done."""
        message.stop()
        if message.number != self._passing:
            return
        self._passing = 0
        if message.again is not None:
            self._send(message.again, message.screen, None)
            return
        if message.screen is self.screen:
            self._settled = message.screen
        await self._give_keys()
