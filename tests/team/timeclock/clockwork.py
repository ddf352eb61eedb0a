"""The machine's clock as tests set it: the wall, the time since boot, and who keeps it right."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from pettui.team.timeclock import trust

ZONE = ZoneInfo("America/New_York")
FIRST = datetime(2026, 11, 23, 8, 58, tzinfo=ZONE)


class Clockwork:
    """A clock that stands still until it is moved; the time since boot goes with it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, at: datetime = FIRST) -> None:
        self.booted = at - timedelta(hours=100)
        self.boot = "a" * 32
        self.synchronised = True
        self.now = at.astimezone(UTC)
        self._uptime = timedelta(hours=100)
        self._traveller = time_machine.travel(self.now, tick=False)
        self._coordinates = self._traveller.start()
        monkeypatch.setattr(trust, "boot_id", lambda: self.boot)
        monkeypatch.setattr(trust, "boot_ms", lambda: round(self._uptime.total_seconds() * 1000))
        monkeypatch.setattr(trust, "synchronised", lambda: self.synchronised)

    def stop(self) -> None:
        """Let the real clock go on."""
        self._traveller.stop()

    def pass_time(self, **length: float) -> None:
        """Let time pass, as `timedelta` takes it."""
        step = timedelta(**length)
        self._uptime += step
        self.now += step
        self._coordinates.move_to(self.now)

    def until(self, day: int, hour: int, minute: int = 0, *, month: int = 11) -> None:
        """Let time pass up to a moment of the shop's wall clock in 2026."""
        goal = datetime(2026, month, day, hour, minute, tzinfo=ZONE).astimezone(UTC)
        self.pass_time(seconds=(goal - self.now).total_seconds())

    def set_wrong(self, **step: float) -> None:
        """Set the clock to another time, while no time passes."""
        self.now += timedelta(**step)
        self._coordinates.move_to(self.now)

    def reboot(self, boot: str = "b" * 32, seconds: float = 30) -> None:
        """Start the machine again."""
        self.boot = boot
        self._uptime = timedelta(seconds=seconds)
