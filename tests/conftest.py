"""Fixtures of all tests: nothing of the machine's own gets in, and nothing gets out."""

from __future__ import annotations

import logging
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from hypothesis import Phase, settings

from db import connection
from pettui.team.shop import Shop, load_shop
from tests import small_shop

FOREIGN = ("PETTUI_", "TEXTUAL", "XDG_", "SSH_", "LC_", "PYTEST_PLUGINS")
OWN = {
    "TERM": "xterm-256color",
    "LANG": "C.UTF-8",
    "TZ": "UTC",
    "COLUMNS": "80",
    "LINES": "24",
    "PETTUI_TERMINAL": "desk",
    "TEXTUAL_ANIMATIONS": "none",
}

# Whoever starts the suite in the background hands down an ignored Ctrl+C; programs that tests
# start must hear it all the same. A signal that is handled here is back at its default there.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# A shared machine is slow at times, which is no defect. In CI the same examples are tried every
# time, and a failing one is told as it is: making it small can take longer than the suite.
settings.register_profile("here", deadline=None)
settings.register_profile("thorough", deadline=None, max_examples=1000)
settings.register_profile(
    "ci", deadline=None, derandomize=True, database=None,
    phases=(Phase.explicit, Phase.generate), print_blob=True,
)  # fmt: skip
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(autouse=True)
def isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give every test a home of its own, and the same surroundings on every machine."""
    for name in list(os.environ):
        if name == "TEXTUAL_SNAPSHOT_TEMPDIR":
            continue  # the snapshot plugin's own, set for the whole run
        if name.startswith(FOREIGN) or name in ("NO_COLOR", "COLORTERM", "FORCE_COLOR"):
            monkeypatch.delenv(name)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name, folder in (
        ("XDG_DATA_HOME", ".local/share"),
        ("XDG_CONFIG_HOME", ".config"),
        ("XDG_STATE_HOME", ".local/state"),
        ("XDG_CACHE_HOME", ".cache"),
        ("XDG_RUNTIME_DIR", ".run"),
    ):
        monkeypatch.setenv(name, str(home / folder))
    for name, value in OWN.items():
        monkeypatch.setenv(name, value)
    yield
    small_shop.unbind()
    _close_log()


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    """Let every test run on the day of the small shop's visits, in the middle of the morning.

    What a test says of today must hold on whatever day the suite runs. Programs that a test
    starts have the machine's own clock.
    """
    with time_machine.travel(small_shop.MORNING, tick=True):
        yield


def _close_log() -> None:
    """Let the next test's errors go to the log in its own home."""
    logger = logging.getLogger("pettui.desk")
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()


@pytest.fixture(scope="session")
def shop_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the small shop once, some days before the tests' own days; tests get copies.

    The first test that asks may have set the clock: the shop must not depend on which one.
    """
    path = tmp_path_factory.mktemp("template") / "shop.db"
    with time_machine.travel(small_shop.MADE, tick=True):
        small_shop.make(path)
    return path


@pytest.fixture
def shop_file(shop_template: Path, tmp_path: Path) -> Path:
    """Give a database file with the small shop in it; the models are not bound to it."""
    path = tmp_path / "shop.db"
    shutil.copy(shop_template, path)
    return path


@pytest.fixture
def shop(shop_file: Path) -> Iterator[Shop]:
    """Give the small shop, with the models bound to it and a connection of this thread open."""
    engine = connection.bind(connection.Target(shop_file, ""))
    engine.connect()
    try:
        yield load_shop()
    finally:
        small_shop.unbind()
