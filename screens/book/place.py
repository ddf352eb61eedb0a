"""Where somebody was in the book, kept on disk: whose line drops is back there at once."""

from __future__ import annotations

import contextlib
import json
import os
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from screens.desk import Desk


class Place(NamedTuple):
    """A view of the book, and where the cursor is in it.

    Attributes:
        today: the day on which it was; on another day people begin with that day's book.
        day: the day that is shown.
        kind: "day", "week" or "list".
        employee: whose week it is.
        step: minutes a line.
        ended: whether cancelled and missed visits are shown.
        column: the column of the cursor: an employee's or a resource's, or a day's in a week.
        minute: the cursor's time, in minutes after midnight.
        row: the visit's row under the cursor, 0 where the time is free.
    """

    today: date
    day: date
    kind: str
    employee: int
    step: int
    ended: bool
    column: int
    minute: int
    row: int


class Places:
    """Where one person is: a file each, which whoever leaves with ctrl+q takes away.

    It is there after a dropped line, a power cut or a crash. The session whose line dropped may run
    on for a minute, until the machine notices; the next one begins where that one is.
    """

    def __init__(self, desk: Desk) -> None:
        from pettui.config import state_dir

        self._whose = f"{desk.actor.account or desk.actor.terminal}"
        self._folder = state_dir() / "places"
        self._kept: Place | None = None

    @cached_property
    def _path(self) -> Path:
        from hashlib import sha256  # not before the first picture is painted

        from db.models import database

        shop = getattr(database.obj, "database", "")
        name = sha256(f"{shop}\n{self._whose}".encode()).hexdigest()[:24]
        return self._folder / f"{name}.json"

    def keep(self, place: Place) -> None:
        """Keep a place, unless it is kept already; a disk that cannot be written is no error."""
        if place == self._kept:
            return
        self._kept = place
        told = [each.isoformat() if isinstance(each, date) else each for each in place]
        new = self._path.with_suffix(f".{os.getpid()}")
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            new.write_text(json.dumps(told), encoding="utf-8")
            new.replace(self._path)

    def drop(self) -> None:
        """Forget it: this person has left."""
        if self._kept is not None:
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)

    def left_behind(self, today: date) -> Place | None:
        """Give where this person was on that day; None where they left in order."""
        with contextlib.suppress(OSError, ValueError, TypeError):
            self._kept = _read(self._path) if self._folder.is_dir() else None
        return self._kept if self._kept is not None and self._kept.today == today else None


def _read(path: Path) -> Place:
    today, day, kind, employee, step, ended, column, minute, row = json.loads(path.read_text())
    if kind not in ("day", "week", "list"):
        raise ValueError(kind)
    numbers = (int(each) for each in (column, minute, row))
    return Place(
        date.fromisoformat(today), date.fromisoformat(day), kind, int(employee), int(step),
        bool(ended), *numbers,
    )  # fmt: skip
