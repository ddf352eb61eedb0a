"""What changes by itself: the minute, the board, and whether the database can be used."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from db import connection
from db.connection import Unusable
from db.models.base import database
from pettui import clock
from pettui.team.shop import Shop
from screens.kiosk.rules import Failed
from screens.kiosk.sight import bind_again, disk_trouble, follow_file, look

if TYPE_CHECKING:
    from screens.kiosk.app import Kiosk

LOOK_EVERY = 1.0  # seconds between two looks whether somebody else has written
_MINUTE = timedelta(minutes=1)


class Follower:
    """Looks at the clock and the database, in one bare task: a timer would cost more."""

    def __init__(self, kiosk: Kiosk) -> None:
        self._kiosk = kiosk
        self._wanted = asyncio.Event()
        self._looking = False

    @property
    def is_busy(self) -> bool:
        """Whether something is read just now, or will be at once."""
        return self._looking or self._wanted.is_set()

    def minute(self) -> datetime:
        """Give the present minute on the shop's wall clock; the machine's while there is none."""
        return minute_of(self._kiosk.shop)

    def look_soon(self) -> None:
        """Read everything anew at once."""
        self._wanted.set()

    async def follow(self) -> None:
        """Follow for ever."""
        kiosk = self._kiosk
        while True:
            wanted = await self._rest()
            minute = self.minute()
            turned = minute != kiosk.minute
            kiosk.minute = minute
            if wanted or turned or kiosk.trouble or await self._is_news():
                await self._look()
            self._looking = False

    async def _rest(self) -> bool:
        """Wait for the next look; the next minute begins with one."""
        now = clock.instant()
        rest = min(LOOK_EVERY, 60.02 - now.second - now.microsecond / 1_000_000)
        try:
            await asyncio.wait_for(self._wanted.wait(), rest)
        except TimeoutError:
            return False
        self._looking = True
        self._wanted.clear()
        return True

    async def _is_news(self) -> bool:
        try:
            version, trouble = await self._kiosk.rules.run(_version)
        except Failed:
            return True
        return version != self._kiosk.sight.version or bool(trouble)

    async def _look(self) -> None:
        kiosk = self._kiosk
        try:
            if database.obj is None:
                await asyncio.to_thread(bind_again, kiosk.target)
            kiosk.sight = await kiosk.rules.run(look, kiosk.clerk.by)
        except (Failed, Unusable) as failed:
            # What is wrong with the file says more than what the engine makes of it.
            kiosk.sight = kiosk.sight._replace(trouble=disk_trouble() or str(failed))


def minute_of(shop: Shop | None) -> datetime:
    """Give the present minute where the shop is."""
    now = clock.instant().astimezone().replace(tzinfo=None) if shop is None else shop.now()
    return now.replace(second=0, microsecond=0)


def _version() -> tuple[int, str]:
    follow_file()
    return connection.data_version(), disk_trouble()
