"""A made-up shop of ten weeks, made once; tests only read it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from db import connection, migrating
from pettui.demo import making
from pettui.demo.making import DemoReport
from pettui.history.actor import Actor
from tests import small_shop

TODAY = date(2026, 11, 23)
BUSY = timedelta(hours=11, minutes=10)
BY = Actor(None, "Dana", "desk")


def make(path: Path, today: date = TODAY, at: timedelta = BUSY, seed: int = 7) -> DemoReport:
    """Make up a small shop in a new file; the models stay bound to it."""
    connection.bind(connection.Target(path, ""), create=True)
    migrating.migrate()
    now = datetime.combine(today, datetime.min.time()) + at
    with connection.connected():
        return making.make(0.2, 60, today=today, by=BY, now=now, seed=seed)


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, DemoReport]:
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    report = make(path)
    small_shop.unbind()
    return path, report


@pytest.fixture
def demo(demo_template: tuple[Path, DemoReport], tmp_path: Path) -> Iterator[DemoReport]:
    """Bind the models to a copy of the made-up shop, and give the report of its making."""
    path = tmp_path / "demo.db"
    shutil.copy(demo_template[0], path)
    connection.bind(connection.Target(path, "")).connect()
    yield demo_template[1]
    small_shop.unbind()
