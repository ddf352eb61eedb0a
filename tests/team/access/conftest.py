"""A shop at which people sign in, with PINs that cost nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pettui.team import settings
from pettui.team.shop import Shop, load_shop
from pettui.team.timeclock import hashing
from tests.small_shop import DANA
from tests.team.timeclock.clockwork import Clockwork
from tests.team.timeclock.steps import give_pins


@pytest.fixture(autouse=True)
def cheap_hashes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the pepper to the test, and do not let hashes cost what they should."""
    monkeypatch.setenv("PETTUI_PEPPER", str(tmp_path / "pepper"))
    monkeypatch.setattr(hashing, "calibrated", lambda: hashing.CHEAP)
    monkeypatch.setattr(hashing, "LEAST", hashing.CHEAP)
    hashing.nobody.cache_clear()


@pytest.fixture
def clockwork(monkeypatch: pytest.MonkeyPatch) -> Iterator[Clockwork]:
    """Give a clock of the machine that tests set; it stands at Monday 8:58 in New York."""
    made = Clockwork(monkeypatch)
    try:
        yield made
    finally:
        made.stop()


@pytest.fixture
def guarded(shop: Shop, clockwork: Clockwork) -> Shop:
    """Give the small shop with PINs, and with signing in turned on."""
    give_pins(shop)
    settings.put(shop, "access.sign_in", "yes", DANA)
    return load_shop()
