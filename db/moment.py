"""Reads many things as of one moment, on every engine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from db.connection import SqliteFile, reading
from db.models.base import database


@contextmanager
def one_moment() -> Iterator[None]:
    """Read as of one moment, however many queries that takes and whoever writes meanwhile."""
    with reading():
        if not isinstance(database.obj, SqliteFile):  # whose queries would each see the newest
            database.execute_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield
