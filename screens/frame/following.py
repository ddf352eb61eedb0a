"""One timer for all that changes by itself: the minute, and what other terminals write."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from screens.desk import Desk

LOOK_EVERY = 0.6  # seconds
_MINUTE = timedelta(minutes=1)


class Follower:
    """Looks at the clock and at the database's version; tells the desk when either is new."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._version: int | None = None
        self._looking = False

    def minute(self) -> datetime:
        """Give the shop's wall clock, to the minute."""
        return self._desk.shop.now().replace(second=0, microsecond=0)

    async def look(self) -> None:
        """Look once. A database that does not answer is not asked again meanwhile."""
        desk = self._desk
        shown = desk.minute
        if shown is None or not timedelta() <= desk.shop.now() - shown < _MINUTE:
            desk.minute = self.minute()
        if not self._looking:
            desk.run_worker(self._look_at_others(), group="follow", exit_on_error=False)

    async def _look_at_others(self) -> None:
        from screens.frame.working import KNOWN

        self._looking = True
        try:
            version = await self._desk.gateway.changed_since(self._version)
        except KNOWN as error:
            self._desk.unreachable = str(error)
            return
        finally:
            self._looking = False
        self._desk.unreachable = ""
        before, self._version = self._version, version
        if before is not None and version != before:
            self._desk.shop_changed.publish(None)
