"""A shop whose people have PINs and badges, and a clock that tests set."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine

from db import connection
from pettui.team.shop import load_shop
from pettui.team.timeclock import hashing, secrets
from tests import small_shop
from tests.small_shop import MADE
from tests.team.timeclock.clockwork import Clockwork
from tests.team.timeclock.steps import DANA, employee, give_pins
from tests.ui.kiosk.standing import BADGES, Stand


@pytest.fixture(scope="session")
def kiosk_template(shop_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the small shop's people PINs and badges once; tests get copies."""
    folder = tmp_path_factory.mktemp("kiosk")
    path = Path(shutil.copy(shop_template, folder / "shop.db"))
    with pytest.MonkeyPatch.context() as patch, time_machine.travel(MADE, tick=True):
        patch.setenv("PETTUI_PEPPER", str(folder / "pepper"))
        patch.setattr(hashing, "calibrated", lambda: hashing.CHEAP)
        connection.bind(connection.Target(path, "")).connect()
        shop = load_shop()
        give_pins(shop)
        for label, badge in BADGES.items():
            secrets.assign_badge(shop, employee(label), badge, DANA)
        small_shop.unbind()
    return path


@pytest.fixture
def clockwork(monkeypatch: pytest.MonkeyPatch) -> Iterator[Clockwork]:
    """Give a clock of the machine that tests set; it stands at Monday 8:58 in New York."""
    made = Clockwork(monkeypatch)
    try:
        yield made
    finally:
        made.stop()


@pytest.fixture
def stand(
    kiosk_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clockwork: Clockwork
) -> Stand:
    """Give a stand with a clock on it, on a shop of its own."""
    path = Path(shutil.copy(kiosk_template, tmp_path / "shop.db"))
    monkeypatch.setenv("PETTUI_PEPPER", str(kiosk_template.with_name("pepper")))
    monkeypatch.setattr(hashing, "calibrated", lambda: hashing.CHEAP)
    monkeypatch.setattr(hashing, "LEAST", hashing.CHEAP)
    return Stand(path, clockwork)
