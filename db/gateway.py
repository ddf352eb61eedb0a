"""One thread that does all database work of a process, so that no screen freezes on a lock."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

import apsw
from peewee import DatabaseError

from db import connection, errors
from db.models.base import database

P = ParamSpec("P")
T = TypeVar("T")


class Gateway:
    """Runs plain functions on the database thread; they return plain data, never models.

    `seen` is the last change that the first picture knew (`connection.newest_change`).
    """

    def __init__(self, seen: int | None = None) -> None:
        self._seen = seen
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pettui-db")

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do one unit of work and give what it returns; its errors are raised here."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(
            self._thread, lambda: self._on_thread(work, *args, **kwargs)
        )

    @staticmethod
    def _on_thread(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            if database.is_closed():
                database.connect()
            return work(*args, **kwargs)
        except (apsw.Error, DatabaseError) as error:
            told = errors.in_words(error)
            if told is None:
                raise
            raise told from error

    async def changed_since(self, version: int | None) -> int:
        """Give the data version; it differs from `version` when somebody else has committed."""
        return await self.run(connection.data_version)

    async def changed_since_opening(self) -> bool:
        """Tell whether anybody has written since what the first picture shows was read."""
        return self._seen is not None and await self.run(connection.newest_change) != self._seen

    def close(self) -> None:
        """Close the thread's connection and end the thread; waits for work under way."""
        self._thread.submit(self._close)
        self._thread.shutdown(wait=True)

    @staticmethod
    def _close() -> None:
        if not database.is_closed():
            connection.close()
