"""What the tests of these screens share: opening them on the small shop, at ten in the morning."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import time_machine
from textual.screen import Screen

from db.connection import Target, bind, connected
from db.models import Item, PriceCell
from db.models.base import tuples
from screens.desk import Desk
from screens.stock.own import OwnScreen
from screens.stock.prices import PricesScreen
from screens.stock.screen import ServicesScreen
from tests.ui.helpers import Test, drive

MORNING = datetime(2026, 11, 23, 15, 42, tzinfo=UTC)

SERVICES: Callable[[], Screen[Any]] = ServicesScreen
PRICES: Callable[[], Screen[Any]] = PricesScreen
OWN: Callable[[], Screen[Any]] = OwnScreen


def play(
    shop_file: Path,
    home: Callable[[], Screen[Any]],
    test: Test,
    *,
    size: tuple[int, int] = (80, 24),
) -> Desk:
    """Open a screen on the small shop's day and let a test press keys."""
    with time_machine.travel(MORNING, tick=True):
        return drive(shop_file, test, home=home, size=size)


def cells_of(shop_file: Path, code: str) -> dict[tuple[str, str, str], int | None]:
    """Give the prices of a service as they stand in the database."""
    bind(Target(shop_file, ""))
    with connected():
        rows = PriceCell.select(PriceCell.size, PriceCell.coat, PriceCell.group, PriceCell.price)
        return {
            (size, coat, group): price
            for size, coat, group, price in tuples(rows.join(Item).where(Item.code == code))
        }


def item_of(shop_file: Path, name: str) -> dict[str, Any]:
    """Give a service as it stands in the database."""
    bind(Target(shop_file, ""))
    with connected():
        return dict(Item.select().where(Item.name == name).dicts().get())
