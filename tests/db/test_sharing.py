"""A shop whose folder a group shares: the time clock's account and the desk's people."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from db import connection, gate
from tests import small_shop


@pytest.fixture(autouse=True)
def strict() -> Iterator[None]:
    """Work as an account whose umask would keep the group out."""
    before = os.umask(0o077)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, int]:
    """Give the modes of the files in a folder."""
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}


def test_in_a_shared_folder_the_group_may_write_all_of_the_shop(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(0o2770)
    small_shop.make(folder / "shop.db")
    connection.bind(connection.Target(folder / "shop.db", ""))
    with connection.connected(), gate.held(folder / "shop.db", "a test", seconds=1):
        found = modes(folder)
        assert {name for name in found if name.startswith("shop.db")} == {
            "shop.db", "shop.db-wal", "shop.db-shm", "shop.db-gate",
        }  # fmt: skip
        assert {found[name] for name in found if name.startswith("shop.db")} == {0o660}
    small_shop.unbind()


def test_elsewhere_a_shop_is_its_owners_alone(tmp_path: Path) -> None:
    small_shop.make(tmp_path / "shop.db")
    assert modes(tmp_path)["shop.db"] == 0o600
