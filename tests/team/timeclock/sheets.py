"""Time cards for tests, written as one would on paper: `in 8:58, out 17:30`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from db.models import BreakKind, Punch
from pettui.history.actor import Actor
from pettui.history.door import Door, change
from pettui.team.timeclock.effective import Effective, Kinds, Made, arrange
from pettui.team.timeclock.pairing import pair
from pettui.team.timeclock.rows import next_sequence, place_of
from pettui.team.timeclock.shifts import Shift

ZONE = "America/New_York"
MONDAY = date(2026, 11, 23)
KIOSK = Actor(None, "Kim", "kiosk")
KINDS: Kinds = {1: ("Break", True, False), 2: ("Meal", False, True)}
"""The breaks of a new shop: a paid rest and an unpaid meal."""


def at(day: date, clock: str, zone: str = ZONE, *, fold: int = 0) -> datetime:
    """Give the instant of a time on a day, `24:30` being half an hour into the next one."""
    hour, _, minute = clock.partition(":")
    seconds = minute.partition(":")[2]
    wall = datetime.combine(day, time()) + timedelta(
        hours=int(hour), minutes=int(minute[:2] or 0), seconds=int(seconds or 0)
    )
    return wall.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


def _words(card: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Read a card: `in 8:58, meal 12, back 12:30, out 17:30+`; `+` is the second 1:30 of autumn."""
    for part in card.split(","):
        kind, clock, *marks = part.split()
        more: dict[str, Any] = {"fold": int(clock.endswith("+"))}
        for mark in marks:
            more["clock" if mark != "unverified" else "verified"] = mark != "unverified" and mark
        if kind in ("break", "meal"):
            more["break_kind"] = 1 if kind == "break" else 2
            kind = "break"
        yield kind, clock.rstrip("+"), more


def made(card: str, day: date = MONDAY, zone: str = ZONE, *, first: int = 1) -> list[Made]:
    """Make the rows of a card without a database; ids count from `first`."""
    rows = []
    for number, (kind, clock, more) in enumerate(_words(card), start=first):
        place = place_of(at(day, clock, zone, fold=more.pop("fold")), zone)
        row = Made(
            number, 1, kind, place.at, zone, place.offset, place.day, "kiosk", "good", "pin", True,
            None, None, "", None, False, None, "", None, "",
        )  # fmt: skip
        rows.append(row._replace(**more))
    return rows


def punches(card: str, day: date = MONDAY, zone: str = ZONE) -> tuple[Effective, ...]:
    """Make the effective punches of a card without a database."""
    return arrange(made(card, day, zone), KINDS)


def shifts(card: str, day: date = MONDAY, zone: str = ZONE, **more: Any) -> tuple[Shift, ...]:
    """Make the shifts of a card, as a week later sees them."""
    now = more.pop("now", at(day + timedelta(days=7), "12:00", zone))
    return pair(punches(card, day, zone), now, **more)


def stamp(
    door: Door, branch: int, employee: int, card: str, day: date = MONDAY, zone: str = ZONE,
    terminal: str = "kiosk",
) -> list[int]:  # fmt: skip
    """Write a card's punches as a clock does, and give their ids."""
    kinds = [k.id for k in BreakKind.select().order_by(BreakKind.position)]
    ids = []
    for kind, clock, more in _words(card):
        place = place_of(at(day, clock, zone, fold=more.pop("fold")), zone)
        if "break_kind" in more:
            more["break_kind"] = kinds[more["break_kind"] - 1]
        row = door.insert(
            Punch, branch=branch, employee=employee, kind=kind, terminal=terminal,
            sequence=next_sequence(terminal), source="pin", **place._asdict(), **more,
        )  # fmt: skip
        ids.append(row.id)
    return ids


@contextmanager
def clocked(what: str = "punched") -> Iterator[Door]:
    """Open the door as the kiosk does."""
    with change(what, KIOSK, undoable=False) as door:
        yield door
