"""Asks the engine whether what it keeps is sound."""

from __future__ import annotations

from db.connection import SqliteFile
from db.models.base import database


def faults() -> list[str]:
    """Give what the engine finds wrong with its file or its references; a server tells nothing.

    A server checks both with every write; a file may have been written by others.
    """
    if not isinstance(database.obj, SqliteFile):
        return []
    found = [row[0] for row in database.execute_sql("PRAGMA integrity_check(5)").fetchall()]
    loose = database.execute_sql("PRAGMA foreign_key_check").fetchall()
    told = [text for text in found if text != "ok"]
    return told + [f"{row[0]} refers to a {row[2]} that is not there" for row in loose]
