"""The terminal's own note of its last punch, kept outside the database.

A damaged log of SQLite drops the newest commits without a word (the rest stays sound). What was
acknowledged to people is therefore noted beside it, and compared when the terminal starts.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import NamedTuple

from peewee import fn

from db.connection import SqliteFile
from db.models import Punch
from db.models.base import database
from pettui.config import state_dir
from pettui.history.actor import Actor
from pettui.team.shop import Shop


class Receipt(NamedTuple):
    """The last punch that was acknowledged here.

    Attributes:
        terminal: whose punch it was.
        database: the file or server that it went into.
        sequence: its number among the terminal's punches.
        at: when, as people read it.
        lost: how many acknowledged punches were found missing, 0 when none was.
        lost_at: when the last of those was, as people read it.
    """

    terminal: str
    database: str
    sequence: int
    at: str
    lost: int = 0
    lost_at: str = ""


def receipt_file(terminal: str) -> Path:
    """Give the file of a terminal's receipt."""
    name = "".join(letter if letter.isalnum() else "-" for letter in terminal)
    return state_dir() / f"receipt-{name}.json"


def note(shop: Shop, by: Actor, punch: int) -> None:
    """Note an acknowledged punch; raises OSError where that cannot be written."""
    row = Punch.get_by_id(punch)
    before = read(by.terminal)
    known = before if before and before.database == _database() else None
    lost, lost_at = (known.lost, known.lost_at) if known else (0, "")
    at = f"{shop.time(_minute(shop, row))} on {shop.short_day(row.day)}"
    _write(Receipt(by.terminal, _database(), row.sequence, at, lost, lost_at))


def read(terminal: str) -> Receipt | None:
    """Give the receipt of a terminal, None without one."""
    try:
        return Receipt(**json.loads(receipt_file(terminal).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def missing(shop: Shop, by: Actor) -> str:
    """Say that acknowledged punches of this terminal are not in the database, "" when all are.

    It goes on being said until somebody removes the file, because the numbers of the missing
    punches are given again.
    """
    kept = read(by.terminal)
    if kept is None or kept.database != _database():
        return ""
    newest = int(
        Punch.select(fn.COALESCE(fn.MAX(Punch.sequence), 0))
        .where(Punch.terminal == by.terminal)
        .scalar()
    )
    if newest < kept.sequence:
        lost = kept.lost + kept.sequence - newest
        kept = kept._replace(lost=lost, lost_at=kept.at, sequence=newest)
        with contextlib.suppress(OSError):  # it is found again at the next look
            _write(kept)
    if not kept.lost:
        return ""
    word = "punch is" if kept.lost == 1 else "punches are"
    return (
        f"{kept.lost} {word} missing that this clock had confirmed, the last at {kept.lost_at}."
        " Tell a manager: the database lost them, or an older copy was put back."
    )


def _database() -> str:
    engine = database.obj
    return str(engine.path) if isinstance(engine, SqliteFile) else "server"


def _minute(shop: Shop, row: Punch) -> int:
    from pettui import clock

    wall = clock.wall_of(row.at, shop.zone)
    return wall.hour * 60 + wall.minute


def _write(receipt: Receipt) -> None:
    path = receipt_file(receipt.terminal)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(f".{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(receipt._asdict(), file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
