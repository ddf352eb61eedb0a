"""A shop in the middle of a week in which there is something of everything, and cheap PINs."""

from __future__ import annotations

from pathlib import Path

import pytest
import time_machine

from db.models import PunchRequest
from pettui.team.settings import put
from pettui.team.shop import Shop
from pettui.team.timeclock import hashing
from tests.book import steps
from tests.small_shop import DANA, unbind
from tests.team.timeclock.sheets import MONDAY, at, clocked, stamp
from tests.ui.timeclock.desk import LAST_MONDAY, NOON, TUESDAY, WEDNESDAY


@pytest.fixture(autouse=True)
def cheap_hashes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the pepper to the test, and do not let hashes cost what they should."""
    monkeypatch.setenv("PETTUI_PEPPER", str(tmp_path / "pepper"))
    monkeypatch.setattr(hashing, "calibrated", lambda: hashing.CHEAP)
    monkeypatch.setattr(hashing, "LEAST", hashing.CHEAP)
    hashing.nobody.cache_clear()


@pytest.fixture
def weekly(shop: Shop, shop_file: Path) -> Path:
    """Give the shop's file, paid weekly from Monday, with nothing punched yet."""
    with time_machine.travel(NOON, tick=False):
        put(shop, "hours.week_start", "monday", DANA)
        put(shop, "hours.period", "weekly", DANA)
    unbind()
    return shop_file


@pytest.fixture
def week(shop: Shop, shop_file: Path) -> Path:
    """Give the shop's file with a week of punches; it is Wednesday noon."""
    with time_machine.travel(NOON, tick=False):
        put(shop, "hours.week_start", "monday", DANA)
        weekly = put(shop, "hours.period", "weekly", DANA)
        kim, luis, ana = (steps.column(label) for label in ("Kim", "Luis", "Ana"))
        branch = weekly.branch
        with clocked() as door:
            stamp(door, branch, kim, "in 9, out 17", LAST_MONDAY)
            stamp(door, branch, luis, "in 9, meal 12, back 12:30, out 17", LAST_MONDAY)
            stamp(door, branch, kim, "in 9, out 17")
            stamp(door, branch, kim, "out 17:02", TUESDAY)
            (begun,) = stamp(door, branch, luis, "in 9")
            (later,) = stamp(door, branch, luis, "in 9:01", TUESDAY)
            (early,) = stamp(door, branch, ana, "in 8", TUESDAY)
            stamp(door, branch, kim, "in 8:58", WEDNESDAY)
            stamp(door, branch, luis, "in 9, meal 11:50", WEDNESDAY)
            for after, who, day, hour in (
                (begun, luis, MONDAY, "17"), (later, luis, TUESDAY, "17:30"),
                (early, ana, TUESDAY, "14"),
            ):  # fmt: skip
                door.insert(
                    PunchRequest, branch=branch, employee=who, after=after, kind="out",
                    said=at(day, hour), day=day, scheduled=True, asked_at=door.at,
                    terminal="kiosk", comment="[/] forgot",
                )  # fmt: skip
    unbind()
    return shop_file
