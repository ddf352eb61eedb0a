"""What the clock knows of the shop, read in one go on the database's thread."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

import apsw
from peewee import DatabaseError

from db import connection, errors, migrating
from db.connection import SqliteFile, Target, Unusable
from db.gate import Busy
from db.models.base import database
from pettui.history.actor import Actor
from pettui.history.door import Refused
from pettui.team.shop import NoShop, Shop, load_shop
from pettui.team.timeclock import naming, receipt, secrets, who
from pettui.team.timeclock.facts import Board

PATIENCE = 5.0  # seconds that a punch waits for its turn, before it is told about
NEEDED = 1 << 20  # bytes that must be free on the disk for a punch to be taken


class Sight(NamedTuple):
    """The shop, the board, what is to be typed, and what is wrong.

    Attributes:
        shop: None until it could be read once.
        board: as it was read last.
        prompt: what the clock waits for.
        trouble: why nothing can be punched now, "" while all is well.
        loss: that punches which were acknowledged are gone, "" when none are.
        version: the database's, to see that somebody else has written.
        is_pin: whether what is typed at the clock may be a PIN.
        nobody: whether nobody has a PIN or a badge yet.
    """

    shop: Shop | None = None
    board: Board | None = None
    prompt: str = ""
    trouble: str = ""
    loss: str = ""
    version: int = -1
    is_pin: bool = True
    nobody: bool = False


def look(by: Actor) -> Sight:
    """Read everything that the clock shows; raises what the database raises."""
    follow_file()
    if not migrating.is_current():
        migrating.migrate()
    version = connection.data_version()
    with connection.reading():
        shop = load_shop()
        board = who.board(shop)
        loss = receipt.missing(shop, by)
        is_pin = secrets.alone(shop)
        prompt = naming.prompt(shop)
        nobody = not secrets.anybody()
    return Sight(shop, board, prompt, disk_trouble(), loss, version, is_pin, nobody)


def follow_file() -> None:
    """Open the database anew if another file has its name now: a copy was restored meanwhile."""
    engine = database.obj
    if isinstance(engine, SqliteFile) and engine.path.exists():
        try:
            engine.check_same_file()
        except Unusable:
            connection.close()
            database.connect()


NEVER = -1
"""The version of a sight that nothing can be compared with: the next look reads anew."""


def first_look(target: Target, by: Actor) -> Sight:
    """Open the database and look, before there is a screen; what is wrong is told in the sight."""
    try:
        connection.bind(target, patience=PATIENCE)
        with connection.connected():
            # A version counts for its own connection alone; the one that follows has another.
            return look(by)._replace(version=NEVER)
    except (Unusable, Busy, NoShop, Refused) as error:
        return Sight(trouble=str(error))
    except (apsw.Error, DatabaseError) as error:
        return Sight(trouble=str(errors.in_words(error) or "The database cannot be read."))


def bind_again(target: Target) -> None:
    """Make the models use a database that was not there before; raises Unusable in words."""
    if database.obj is None:
        connection.bind(target, patience=PATIENCE)


def disk_trouble() -> str:
    """Say that the disk takes no punches, "" while it does; nothing is written to find out."""
    engine = database.obj
    if not isinstance(engine, SqliteFile):
        return ""
    return trouble_at(engine.path)


def trouble_at(database_file: Path) -> str:
    """Say what keeps a database's file from being written, "" when nothing does."""
    try:
        found = os.statvfs(database_file.parent)
    except OSError as error:
        return f"The folder of the database cannot be reached: {error.strerror}."
    if found.f_flag & os.ST_RDONLY:
        return "The disk is read-only."
    if found.f_bavail * found.f_frsize < NEEDED:
        return "The disk is full. Make room on it."
    if not database_file.exists():
        return f"The database {database_file} is gone."
    if not os.access(database_file, os.W_OK) or not os.access(database_file.parent, os.W_OK):
        return f"The database {database_file} may not be written by the clock. Check its rights."
    return ""
