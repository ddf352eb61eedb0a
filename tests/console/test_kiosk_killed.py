"""A clock that is killed amid punches: what it had confirmed is there, and nothing twice."""

from __future__ import annotations

import signal
import time
from itertools import pairwise
from pathlib import Path

import pytest

from db import connection
from db.connection import Target
from db.models import Punch
from db.models.base import tuples
from pettui.history.actor import Actor
from pettui.team.shop import load_shop
from pettui.team.timeclock import receipt, secrets
from screens.kiosk.keys import BOUNCE
from tests import small_shop
from tests.console.kiosk import BADGE, READY, clock, give_credentials
from tests.team.timeclock.steps import DANA, employee

BADGES = {"Luis": BADGE, "Kim": "0042133770", "Ana": "0042133772"}
DELAYS = (0.0, 0.004, 0.008, 0.012, 0.016, 0.02, 0.03, 0.05, 0.2)
"""Seconds from Enter to the kill."""


@pytest.fixture(autouse=True)
def credentials(shop_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give everybody a badge."""
    give_credentials(shop_file, monkeypatch)
    connection.bind(Target(shop_file, "")).connect()
    shop = load_shop()
    for name in ("Kim", "Ana"):
        secrets.assign_badge(shop, employee(name), BADGES[name], DANA)
    small_shop.unbind()


def test_what_was_confirmed_is_there_after_kill_9(
    shop_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PETTUI_TERMINAL", "clock")
    confirmed = 0
    for turn, delay in enumerate(DELAYS):
        badge = list(BADGES.values())[turn % len(BADGES)]
        terminal = clock(shop_file)
        terminal.until(READY)
        assert "MISSING" not in terminal.text
        assert "NO PUNCHES NOW" not in terminal.text
        terminal.type(f"{badge}\r")
        terminal.until("back to the clock")
        terminal.read(2 * BOUNCE)
        terminal.type("2\r" if "You are in" in terminal.text else "\r")
        time.sleep(delay)
        terminal.child.kill(signal.SIGKILL)
        assert terminal.end() == -signal.SIGKILL
        confirmed += any(words in terminal.text for words in ("Clocked", "Break from", "Back "))
    assert confirmed
    connection.bind(Target(shop_file, "")).connect()
    rows = tuples(Punch.select(Punch.employee, Punch.kind, Punch.sequence).order_by(Punch.id))
    assert len(rows) >= confirmed
    assert [sequence for *_, sequence in rows] == list(range(1, len(rows) + 1))
    for who in {row[0] for row in rows}:
        kinds = [kind for employee, kind, _ in rows if employee == who]
        assert all(a != b for a, b in pairwise(kinds)), kinds
    assert receipt.missing(load_shop(), Actor(None, "", "clock")) == ""
