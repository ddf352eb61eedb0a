"""Writes a CSV file and imports it into the small shop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pettui.imports.clients import columns, reading
from pettui.imports.clients.report import ClientsReport
from pettui.imports.clients.run import Wishes, import_clients
from pettui.team.shop import Shop
from tests.small_shop import DANA

Take = Callable[..., ClientsReport]


def quiet(_what: str, _done: int, _total: int) -> None:
    """Tell nobody."""


@pytest.fixture
def take(shop: Shop, tmp_path: Path) -> Take:
    """Give what imports a text (or bytes) as a file into the small shop."""

    def take_it(text: str | bytes, *changes: str, **wishes: Any) -> ClientsReport:
        path = tmp_path / "list.csv"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        table = reading.read(path)
        mapping = columns.corrected(table, columns.propose(table), changes)
        return import_clients(shop, table, mapping, DANA, Wishes(**wishes), quiet)

    return take_it
