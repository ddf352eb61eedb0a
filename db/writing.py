"""The only place that opens the database for writing. `pettui.history` is its only caller."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import apsw
from peewee import DatabaseError, Model

from db import errors, gate
from db.connection import SqliteFile, Unusable, file_marks
from db.models.base import database, key_name, table_of

SCHEMA = 6  # the number of the newest migration; a newer database is refused


class Newer(Unusable):
    """The database belongs to a newer pettui."""


def refuse_newer() -> None:
    """Raise Newer if the database was migrated by a newer program, even while this one runs."""
    found = file_marks()[1]
    if found > SCHEMA:
        raise Newer(
            f"This shop's database was upgraded by a newer pettui (its schema is {found},"
            f" this program knows {SCHEMA}). Close this window and start the newer program."
        )


@contextmanager
def write_tx(who: str) -> Iterator[None]:
    """Open one write transaction: the gate first, then the lock, then the checks of the file.

    Raises gate.Busy, Unusable or Newer with words for people. Never nested.
    """
    if database.in_transaction():
        raise RuntimeError("a change inside another transaction would not be a change of its own")
    engine = database.obj
    with ExitStack() as stack:
        if not isinstance(engine, SqliteFile):
            stack.enter_context(database.atomic())
            database.execute_sql("SET TRANSACTION READ WRITE")
            refuse_newer()
            # One writer at a time, in turn, as with a file: rules check, then write.
            database.execute_sql("SELECT id FROM branch ORDER BY id FOR UPDATE")
            yield
            return
        stack.enter_context(_words_for(engine))
        stack.enter_context(gate.held(engine.path, who, seconds=engine.patience))
        engine.check_same_file()
        refuse_newer()
        database.execute_sql("PRAGMA query_only = 0")
        try:
            with database.atomic():
                yield
        finally:
            database.execute_sql("PRAGMA query_only = 1")


@contextmanager
def _words_for(engine: SqliteFile) -> Iterator[None]:
    """Say in words what the engine, or the system at the gate, answered to a write."""
    try:
        yield
    except (DatabaseError, apsw.Error) as error:
        told = errors.in_words(error, writing=True)
        if told is None:
            raise
        raise told from error
    except gate.Shut as error:
        raise errors.shut(engine.path, error) from error


def keys_were_given(model: type[Model]) -> None:
    """Let a server go on counting after keys that were written by number; SQLite does so itself."""
    if isinstance(database.obj, SqliteFile) or key_name(model) != "id":
        return
    table = table_of(model)
    database.execute_sql(
        f"SELECT setval(pg_get_serial_sequence('\"{table}\"', 'id'),"  # noqa: S608  # our own name
        f' (SELECT coalesce(max(id), 1) FROM "{table}"))'
    )
