"""A day at the desk opens hundreds of forms: none of them stays in memory."""

from __future__ import annotations

import asyncio
import gc
import time
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from screens.book.form.screen import BookingForm
from screens.desk import Desk
from tests.ui.helpers import drive, press


def alive() -> list[BookingForm]:
    """Give the forms that are in memory."""
    gc.collect()
    return [each for each in gc.get_objects() if isinstance(each, BookingForm)]


def test_a_closed_form_is_let_go(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        for _ in range(4):
            await press(pilot, "n")
            await press(pilot, "escape")
        end = time.monotonic() + 30
        while len(alive()) > 1:  # the last one may stay; timers that were stopped keep some a while
            assert time.monotonic() < end, alive()
            await asyncio.sleep(0.1)

    drive(shop_file, test)
