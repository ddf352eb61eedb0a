"""The shop's wall clock, on plain days and on the two days on which it jumps."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine

from pettui import clock

NEW_YORK = "America/New_York"


def local(text: str) -> datetime:
    """Give a time on the shop's wall: it has no zone of its own."""
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("moment", "wall"),
    [
        (datetime(2026, 11, 23, 4, 59, tzinfo=UTC), local("2026-11-22 23:59")),
        (datetime(2026, 3, 8, 6, 59, tzinfo=UTC), local("2026-03-08 01:59")),
        (datetime(2026, 3, 8, 7, 0, tzinfo=UTC), local("2026-03-08 03:00")),
        (datetime(2026, 11, 1, 5, 30, tzinfo=UTC), local("2026-11-01 01:30")),
        (datetime(2026, 11, 1, 6, 30, tzinfo=UTC), local("2026-11-01 01:30")),
        (datetime(1970, 1, 1, tzinfo=UTC), local("1969-12-31 19:00")),
    ],
)
def test_the_wall_clock_follows_the_zone(moment: datetime, wall: datetime) -> None:
    with time_machine.travel(moment, tick=False):
        assert clock.wall(NEW_YORK) == wall
        assert clock.today(NEW_YORK) == wall.date()
        assert clock.instant() == moment
    assert clock.wall_of(moment, NEW_YORK) == wall


def test_today_is_the_shops_and_not_the_machines() -> None:
    with time_machine.travel(datetime(2026, 11, 23, 2, 0, tzinfo=UTC), tick=False):
        assert clock.today(NEW_YORK) == date(2026, 11, 22)
        assert clock.today("Pacific/Auckland") == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("on_the_wall", "imaginary", "ambiguous"),
    [
        (local("2026-03-08 01:59"), False, False),
        (local("2026-03-08 02:00"), True, False),
        (local("2026-03-08 02:59"), True, False),
        (local("2026-03-08 03:00"), False, False),
        (local("2026-11-01 00:59"), False, False),
        (local("2026-11-01 01:00"), False, True),
        (local("2026-11-01 01:59"), False, True),
        (local("2026-11-01 02:00"), False, False),
        (local("2026-11-23 09:00"), False, False),
    ],
)
def test_skipped_and_repeated_times_are_known(
    on_the_wall: datetime, imaginary: bool, ambiguous: bool
) -> None:
    assert clock.is_imaginary(on_the_wall, NEW_YORK) is imaginary
    assert clock.is_ambiguous(on_the_wall, NEW_YORK) is ambiguous
