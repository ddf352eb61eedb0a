"""What every row of a punch needs: its place in the shop's time, and its number at a terminal."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from peewee import fn

from db.models import Punch


class Place(NamedTuple):
    """An instant as the shop's wall clock has it; the names are those of a punch's columns."""

    at: datetime
    zone: str
    offset: int
    day: date


def place_of(at: datetime, zone: str) -> Place:
    """Say where an instant lies on the wall clock of a zone; `offset` is minutes ahead of UTC."""
    local = at.astimezone(ZoneInfo(zone))
    shift = local.utcoffset()
    minutes = int(shift.total_seconds() // 60) if shift is not None else 0
    return Place(at.astimezone(UTC), zone, minutes, local.date())


def next_sequence(terminal: str) -> int:
    """Give the number of the next punch at a terminal; only inside a change, which locks."""
    newest = Punch.select(fn.MAX(Punch.sequence)).where(Punch.terminal == terminal).scalar()
    return int(newest or 0) + 1
