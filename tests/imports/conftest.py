"""Fixtures of the import tests: a shop made from the real backup."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from db import connection
from pettui.team.shop import Shop, load_shop
from tests import small_shop
from tests.imports import backups
from tests.imports.make_large import SMALL


@pytest.fixture(scope="session")
def imported_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Import the real backup once; tests get copies."""
    path = tmp_path_factory.mktemp("imported") / "shop.db"
    backups.take(SMALL, path)
    small_shop.unbind()
    return path


@pytest.fixture
def imported_file(imported_template: Path, tmp_path: Path) -> Path:
    """Give a database with the real backup in it."""
    path = tmp_path / "imported.db"
    shutil.copy(imported_template, path)
    return path


@pytest.fixture
def imported(imported_file: Path) -> Iterator[Shop]:
    """Give the imported shop, with the models bound and a connection open."""
    engine = connection.bind(connection.Target(imported_file, ""))
    engine.connect()
    try:
        yield load_shop()
    finally:
        small_shop.unbind()
