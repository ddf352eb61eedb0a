"""The way from the clock to the rules: on the database's thread, with every failure in words."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from db import connection
from db.connection import Unusable
from db.gate import Busy
from db.gateway import Gateway
from db.models.base import database
from pettui.history.door import Refused
from pettui.team.shop import NoShop

P = ParamSpec("P")
T = TypeVar("T")

PATIENCE = 15.0  # seconds after which a database that says nothing is told about
SILENT = "The database does not answer."
SAME_AGAIN = 600.0  # seconds in which the log is told of the same mistake once


class Failed(Exception):
    """The shop's data could not be read or written; the text is for people.

    `unknown` says that something may have been saved all the same.
    """

    def __init__(self, words: str, *, unknown: bool = False) -> None:
        super().__init__(words)
        self.unknown = unknown


class Rules:
    """Runs rules one after the other; the screen goes on meanwhile."""

    def __init__(self, gateway: Gateway) -> None:
        self.gateway = gateway
        self._stuck: asyncio.Future[Any] | None = None
        self._mistake, self._noted_words, self._noted_at = "", "", 0.0

    async def run(self, rule: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a rule and give what it gives.

        Raises Refused as the rule does, and Failed where the database, the disk or a mistake of
        this program is in the way. After that the database is opened anew.
        """
        if self._stuck is not None and not self._stuck.done():
            raise Failed(SILENT, unknown=True)
        work = asyncio.ensure_future(self.gateway.run(rule, *args, **kwargs))
        done, _ = await asyncio.wait((work,), timeout=PATIENCE)
        if not done:
            self._stuck = work
            work.add_done_callback(_forget)
            raise Failed(SILENT, unknown=True)
        try:
            return work.result()
        except Refused:
            raise
        except Busy as error:
            raise Failed(str(error)) from error
        except (Unusable, NoShop) as error:
            await self._let_go()
            raise Failed(str(error)) from error
        except Exception as error:
            await self._let_go()
            raise Failed(self._noted(error)) from error

    def _noted(self, error: Exception) -> str:
        """Log a mistake of this program; the clock looks every second and meets it again."""
        from screens.frame.working import note_error

        now = time.monotonic()
        if self._mistake == repr(error) and now - self._noted_at < SAME_AGAIN:
            return self._noted_words
        self._mistake, self._noted_at = repr(error), now
        self._noted_words = note_error(error)
        return self._noted_words

    async def _let_go(self) -> None:
        """Close the connection: a file that was replaced or came back is opened anew."""
        closing = asyncio.ensure_future(self.gateway.run(_close))
        await asyncio.wait((closing,), timeout=PATIENCE)
        closing.add_done_callback(_forget)


def _close() -> None:
    if not database.is_closed():
        connection.close()


def _forget(work: asyncio.Future[Any]) -> None:
    """Take what a rule gave or raised when nobody waited any more."""
    if not work.cancelled():
        work.exception()
