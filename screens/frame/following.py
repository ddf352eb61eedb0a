"""One task for all that changes by itself: the minute, and what other terminals write."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from screens.desk import Desk

LOOK_EVERY = 0.6  # seconds
_MINUTE = timedelta(minutes=1)


class Follower:
    """Looks at the clock and at the database's version; tells the desk when either is new.

    It is a bare task, because a Textual timer that starts a worker costs five times as much.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._version: int | None = None
        self._task: asyncio.Task[None] | None = None
        self._presence_is_old = True  # nobody has looked who is in; the first picture came first

    def look_again(self) -> None:
        """Look soon who is in and what there is to tell: somebody has written."""
        self._presence_is_old = True

    def begin(self) -> None:
        """Begin to look."""
        self._desk.minute = self._minute()
        self._task = asyncio.create_task(self._follow(), name="follow the shop")

    def end(self) -> None:
        """Look no more."""
        if self._task is not None:
            self._task.cancel()

    def _minute(self) -> datetime:
        return self._desk.shop.now().replace(second=0, microsecond=0)

    async def _follow(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY)
            shown = self._desk.minute
            if shown is None or not timedelta() <= self._desk.shop.now() - shown < _MINUTE:
                self._desk.minute = self._minute()
                if shown is None or shown.date() != self._desk.minute.date():
                    self.look_again()
            self._desk.look_idle()
            await self._look_at_others()
            if self._presence_is_old and not self._desk.unreachable:
                await self._look_who_is_in()

    async def _look_at_others(self) -> None:
        desk = self._desk
        try:
            version = await desk.gateway.changed_since(self._version)
            if self._version is None:  # the first picture was read by another connection
                changed = await desk.gateway.changed_since_opening()
            else:
                changed = version != self._version
            if changed:
                await desk.renew()
        except Exception as error:  # noqa: BLE001  # the next look may find the database again
            from screens.frame.working import in_words

            if not desk.unreachable:  # told and logged once, not at every look
                desk.unreachable = in_words(error)
            return
        desk.unreachable = ""
        self._version = version
        if changed:
            self.look_again()
            desk.shop_changed.publish(None)

    async def _look_who_is_in(self) -> None:
        from screens.frame import presence

        self._presence_is_old = False
        try:
            found = await self._desk.gateway.run(presence.read, self._desk.shop)
        except Exception as error:  # noqa: BLE001  # told by the next look, where it lasts
            from screens.frame.working import in_words

            in_words(error)
            return
        self._desk.inside, self._desk.notices = found
