"""The only place that asks what time it is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def instant() -> datetime:
    """Give the present instant in UTC."""
    return datetime.now(UTC)


def wall(zone: str) -> datetime:
    """Give the shop's wall clock: the naive local time in its IANA zone."""
    return datetime.now(ZoneInfo(zone)).replace(tzinfo=None)


def today(zone: str) -> date:
    """Give the shop's calendar day."""
    return wall(zone).date()


def wall_of(moment: datetime, zone: str) -> datetime:
    """Give an instant as the shop's wall clock showed it."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def is_imaginary(local: datetime, zone: str) -> bool:
    """Tell whether the wall clock skips this local time (spring change)."""
    aware = local.replace(tzinfo=ZoneInfo(zone))
    return aware.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != local


def is_ambiguous(local: datetime, zone: str) -> bool:
    """Tell whether the wall clock shows this local time twice (autumn change)."""
    aware = local.replace(tzinfo=ZoneInfo(zone))
    return not is_imaginary(local, zone) and aware.utcoffset() != aware.replace(fold=1).utcoffset()
