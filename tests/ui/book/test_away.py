"""A groomer calls in ill at 7:40: two keys share out the day, and the calls are a list."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from time_machine import travel

from screens.desk import Desk
from tests.ui.book.shop import at, kept
from tests.ui.helpers import drive, press, said, text


@pytest.fixture(autouse=True)
def early() -> object:
    with travel("2026-11-23 12:40", tick=True):
        yield


def test_two_keys_share_out_the_visits_and_u_takes_it_back(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await at(desk, pilot, "Luis", 720)
        await press(pilot, "I")
        assert "Luis is away (sick) on Mon 23 Nov 2026" in text(desk)
        assert "2 appointments: 2 at the same time." in text(desk)
        await press(pilot, "enter")
        assert (await kept(desk, "Rex")).employee == "Ana"
        assert "Luis sick on Mon 23 Nov" in said(desk)
        await press(pilot, "u")
        assert (await kept(desk, "Rex")).employee == "Luis"

    drive(shop_file, test)


def test_space_lets_a_visit_wait_and_the_call_is_noted(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await at(desk, pilot, "Luis", 720)
        await press(pilot, "I", "t", "down", "space")
        assert "Luis is away (personal)" in text(desk)
        assert "2 appointments: 1 at the same time and 1 to the wait" in text(desk)
        await press(pilot, "enter")
        assert "555-0177" in text(desk)
        assert "10:00 Luis → wait list" in text(desk)
        assert (await kept(desk, "Rex")).status == "cancelled"
        await press(pilot, "3")
        assert "no answer" in text(desk)
        await press(pilot, "escape", "C", "1")
        assert "Nobody needs to be phoned" in said(desk)

    drive(shop_file, test)


def test_esc_leaves_all_as_it_is(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await at(desk, pilot, "Luis", 720)
        await press(pilot, "I", "down", "space", "escape")
        assert (await kept(desk, "Rex")).employee == "Luis"
        await at(desk, pilot, "tub 1", 720)
        await press(pilot, "I")
        assert "Put the cursor in the column of whoever is away." in said(desk)

    drive(shop_file, test)


def test_visits_outside_hours_are_shared_out_from_the_schedule(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "g", "h", "down", *"sick", "enter")
        assert "Save this?" in text(desk)
        await press(pilot, "s")
        assert "s shares them out" in text(desk)
        await press(pilot, "s")
        assert "Share out visits" in text(desk)
        await press(pilot, "enter")
        assert (await kept(desk, "Rex")).employee == "Ana"

    drive(shop_file, test)
