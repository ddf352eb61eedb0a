"""Brings a database to this program's schema: locked, with a verified copy before."""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import apsw
from peewee import DatabaseError

from db import errors, gate
from db.connection import APPLICATION_ID, SqliteFile, Unusable, connected, file_marks
from db.models.base import database
from db.writing import SCHEMA, refuse_newer

FOLDER = Path(__file__).parent / "migrations"
_ADVISORY_KEY = APPLICATION_ID  # any number that is ours alone


def _runner() -> object:
    from playhouse.migrations import Runner  # 20 ms that only a migration pays

    logging.getLogger("peewee.migrations").setLevel(logging.WARNING)
    return Runner(database.obj, str(FOLDER))


def pending() -> list[str]:
    """Give the names of the migrations that this database still needs."""
    return [m.name for m in _runner().status() if m.path and not m.applied]  # type: ignore[attr-defined]  # untyped library


def newest() -> int:
    """Give the number of the newest migration that this program knows."""
    return SCHEMA


def is_current() -> bool:
    """Tell quickly whether the schema is this program's; raises for files that are not ours."""
    with connected():
        if isinstance(database.obj, SqliteFile):
            application, schema = file_marks()
            if application != APPLICATION_ID and (application or schema or _has_tables()):
                raise Unusable(f"{database.obj.path} is a database of another program.")
            refuse_newer()
            return schema == SCHEMA
        return not pending()


def _has_tables() -> bool:
    return bool(database.execute_sql("SELECT count(*) FROM sqlite_master").fetchone()[0])


@contextlib.contextmanager
def _locked() -> Iterator[None]:
    if isinstance(database.obj, SqliteFile):
        try:
            with gate.held(database.obj.path, "a migration", seconds=60):
                yield
        except gate.Shut as error:
            raise errors.shut(database.obj.path, error) from error
        return
    database.execute_sql("SELECT pg_advisory_lock(%s)", (_ADVISORY_KEY,))
    try:
        yield
    finally:
        database.execute_sql("SELECT pg_advisory_unlock(%s)", (_ADVISORY_KEY,))


def safe_copy(path: Path, suffix: str) -> Path:
    """Write a verified copy of an open SQLite file beside it and give its path.

    The copy is complete and checked before it gets its name; raises Unusable otherwise.
    """
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    final = path.with_name(f"{path.stem}-{suffix}-{stamp}{path.suffix}")
    draft = final.with_name(final.name + ".part")
    draft.unlink(missing_ok=True)
    old = os.umask(0o077)
    try:
        database.execute_sql("VACUUM INTO ?", (str(draft),))
        check = apsw.Connection(str(draft), flags=apsw.SQLITE_OPEN_READONLY)
        verdict = check.execute("PRAGMA integrity_check").fetchall()
        check.close()
        if verdict != [("ok",)]:
            raise Unusable(f"The copy of {path} is not sound; nothing was migrated: {verdict[:3]}")
        with draft.open("rb") as handle:
            os.fsync(handle.fileno())
        draft.rename(final)
    finally:
        os.umask(old)
        draft.unlink(missing_ok=True)
    return final


def _open_for_writing(writing: bool) -> None:
    if isinstance(database.obj, SqliteFile):
        database.execute_sql(f"PRAGMA query_only = {0 if writing else 1}")
    else:
        mode = "READ WRITE" if writing else "READ ONLY"
        database.execute_sql(f"SET SESSION CHARACTERISTICS AS TRANSACTION {mode}")


def migrate() -> tuple[list[str], Path | None]:
    """Apply what is pending; give the names applied and the copy made before, if one was.

    Several programs may call this at once: one does the work, the others find it done.
    """
    with connected():
        is_current()  # refuses what is not ours, before anything is written
        copy = None
        with _locked():
            if not pending() and is_current():
                return [], None
            engine = database.obj
            _open_for_writing(True)
            try:
                if isinstance(engine, SqliteFile):
                    # Marked before its first table, so that a start that is killed here does
                    # not leave a file that looks like another program's.
                    database.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
                    if file_marks()[1]:
                        copy = safe_copy(engine.path, "before-migration")
                applied = _runner().up()  # type: ignore[attr-defined]  # untyped library
                if isinstance(engine, SqliteFile):
                    database.execute_sql(f"PRAGMA user_version = {SCHEMA}")
            except DatabaseError as error:
                where = f" A copy from before is at {copy}." if copy else ""
                raise Unusable(f"The database could not be migrated: {error}.{where}") from error
            finally:
                _open_for_writing(False)
        return list(applied), copy
