"""What the tests of the schedule share: opening it at eight in the morning, counting keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import time_machine
from textual.pilot import Pilot
from textual.screen import Screen

from db.connection import Target, bind, connected
from screens.desk import Desk, book_screen
from tests.ui.helpers import Test, drive, lines, press

MORNING = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)


def play(
    shop_file: Path,
    test: Test,
    *,
    home: Callable[[], Screen[Any]] = book_screen,
    size: tuple[int, int] = (80, 24),
) -> Desk:
    """Open the desk on the small shop's Monday, at eight, and let a test press keys."""
    with time_machine.travel(MORNING, tick=True):
        return drive(shop_file, test, home=home, size=size)


async def flow(pilot: Pilot[Any], *keys: str) -> int:
    """Press keys and give how many there were; `=off` types three."""
    pressed = [k for key in keys for k in (key[1:] if key.startswith("=") else (key,))]
    await press(pilot, *pressed)
    return len(pressed)


def row(desk: Desk, name: str) -> list[str]:
    """Give the cells of somebody as the screen shows them."""
    found = next(words for words in lines(desk) if words.startswith(f" {name} "))
    return found[len(name) + 1 :].split()


@contextmanager
def database(shop_file: Path) -> Iterator[None]:
    """Look into the database."""
    bind(Target(shop_file, ""))
    with connected():
        yield
