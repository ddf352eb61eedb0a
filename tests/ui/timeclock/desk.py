"""What the tests of the time clock share: the day, opening it, and counting keys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import time_machine
from textual.screen import Screen

from db.connection import Target, bind, connected
from db.models import Punch, PunchRequest
from db.models.base import tuples
from screens.desk import Desk
from screens.team.timeclock.screen import ClockScreen
from screens.widgets.rows import Rows
from tests.team.timeclock.sheets import MONDAY
from tests.ui.helpers import Test, drive, lines

TUESDAY = MONDAY + timedelta(days=1)
WEDNESDAY = MONDAY + timedelta(days=2)
LAST_MONDAY = MONDAY - timedelta(days=7)
NOON = datetime.fromisoformat("2026-11-25T17:00:00+00:00")  # Wednesday noon in New York

CLOCK: Callable[[], Screen[Any]] = ClockScreen


def play(
    shop_file: Path, test: Test, *, size: tuple[int, int] = (80, 24), now: datetime = NOON,
    **more: Any,
) -> Desk:  # fmt: skip
    """Open the time clock at a moment and let a test press keys."""
    more.setdefault("home", CLOCK)
    with time_machine.travel(now, tick=True):
        return drive(shop_file, test, size=size, **more)


def boxed(desk: Desk) -> str:
    """Read the dialog's words as one line."""
    inside = [line.split("│")[1] for line in lines(desk) if line.count("│") >= 2]
    return " ".join(" ".join(inside).split())


def to_row(desk: Desk, words: str, *, kind: str = "") -> Rows:
    """Put the cursor on the first row that has some words, perhaps one of a kind."""
    rows = desk.screen.query_one(Rows)
    rows.cursor = next(
        place
        for place, row in enumerate(rows.rows)
        if words in row.left.plain and row.id.startswith(kind) and not row.heading
    )
    return rows


def requests(shop_file: Path) -> list[tuple[str, str]]:
    """Give the state and the answer of every request."""
    bind(Target(shop_file, ""))
    with connected():
        rows = PunchRequest.select(PunchRequest.state, PunchRequest.answer)
        return list(tuples(rows.order_by(PunchRequest.id)))


def last_punches(shop_file: Path, number: int) -> list[tuple[str, str, str]]:
    """Give kind, time on the wall and reason of the newest rows, the earliest first."""
    bind(Target(shop_file, ""))
    with connected():
        rows = Punch.select(Punch.kind, Punch.at, Punch.offset, Punch.reason)
        found = list(tuples(rows.order_by(Punch.id.desc()).limit(number)))
    return [
        (kind, (when + timedelta(minutes=offset)).strftime("%a %H:%M"), reason)
        for kind, when, offset, reason in reversed(found)
    ]
