"""A shop on its first day: nothing but its owner and its hours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db import connection, migrating
from pettui.team.founding import create_shop
from pettui.team.shop import Shop
from tests import small_shop


@pytest.fixture
def empty_shop(tmp_path: Path) -> Iterator[Shop]:
    """Give a new shop, with a connection of this thread open."""
    engine = connection.bind(connection.Target(tmp_path / "new.db", ""), create=True)
    migrating.migrate()
    engine.connect(reuse_if_open=True)
    yield create_shop(small_shop.NEW, small_shop.DANA)
    small_shop.unbind()
