"""The engine's errors, in words for people."""

from __future__ import annotations

from pathlib import Path

import apsw

from db.connection import Unusable
from db.gate import Busy, Shut, gate_path


def in_words(error: BaseException, *, writing: bool = False) -> Unusable | Busy | None:
    """Give an error of SQLite as one that says what happened and what to do.

    None for what is no error of the engine, or none that a person could do something about.
    `writing` says that something was to be saved, and was not.
    """
    root = _root(error)
    lost = " Nothing was saved." if writing else ""
    if isinstance(root, apsw.FullError):
        return Unusable(f"The disk is full.{lost} Make room and do it again.")
    if isinstance(root, apsw.ReadOnlyError):
        return Unusable(f"The database is read-only.{lost} Check the rights of its file.")
    if isinstance(root, apsw.BusyError | apsw.LockedError):
        return Busy(f"Another program keeps the database busy.{lost} Try again.")
    if isinstance(root, apsw.IOError):
        return Unusable(f"The disk does not answer as it should.{lost} Check the disk.")
    if isinstance(root, apsw.CorruptError | apsw.NotADBError):
        return Unusable(
            f"The database is damaged.{lost} `pettui doctor` tells more;"
            " the remedy is the last good backup."
        )
    if isinstance(root, apsw.CantOpenError):
        return Unusable(
            f"The database cannot be opened.{lost} Check the rights of its file and folder."
        )
    return None


def shut(database: Path, error: Shut) -> Unusable:
    """Say that the gate of a database cannot be used."""
    return Unusable(
        f"{gate_path(database)} cannot be opened: {error.strerror}. Nothing was saved."
        " Check the rights of the folder."
    )


def _root(error: BaseException) -> BaseException | None:
    """Find the engine's own error behind the library's."""
    seen: BaseException | None = error
    while seen is not None and not isinstance(seen, apsw.Error):
        seen = seen.__cause__ or seen.__context__
    return seen
