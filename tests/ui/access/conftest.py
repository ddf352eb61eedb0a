"""A shop at which people sign in, in a file that the desk opens."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine

from db.connection import Target, bind, connected
from pettui.team import settings
from pettui.team.shop import load_shop
from pettui.team.timeclock import hashing
from tests import small_shop
from tests.small_shop import DANA
from tests.team.timeclock.steps import give_pins


@pytest.fixture(autouse=True)
def cheap_hashes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the pepper to the test, and do not let hashes cost what they should."""
    monkeypatch.setenv("PETTUI_PEPPER", str(tmp_path / "pepper"))
    monkeypatch.setattr(hashing, "calibrated", lambda: hashing.CHEAP)
    monkeypatch.setattr(hashing, "LEAST", hashing.CHEAP)
    hashing.nobody.cache_clear()


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """Let it be a quarter to eleven on the small shop's Monday."""
    with time_machine.travel(datetime(2026, 11, 23, 15, 42, tzinfo=UTC), tick=True):
        yield


@pytest.fixture
def guarded_file(shop_file: Path) -> Path:
    """Give the small shop with PINs, and with signing in turned on."""
    bind(Target(shop_file, ""))
    with connected():
        give_pins(load_shop())
        settings.put(load_shop(), "access.sign_in", "yes", DANA)
    small_shop.unbind()
    return shop_file
