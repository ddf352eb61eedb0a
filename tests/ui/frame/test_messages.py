"""Messages: the newest two, above the footer, whatever is in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from screens.desk import Desk
from tests.ui.helpers import HOSTILE, drive, lines, press, settle, text


def test_the_newest_two_show_above_the_footer_and_heads_stay_in_sight(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        before = lines(desk)
        for number in range(5):
            desk.say(f"message {number}")
        await settle(pilot)
        shown = lines(desk)
        told = [row.split()[-1] for row in shown if "message" in row]
        assert told == ["3", "4"]
        assert shown[:4] == before[:4] and shown[-1] == before[-1]
        desk.say("message 4")  # said again, it stands there once
        await settle(pilot)
        assert text(desk).count("message 4") == 1

    drive(shop_file, test)


def test_messages_taken_away_do_not_come_back(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        desk.say("one")
        desk.say("two")
        await settle(pilot)
        await press(pilot, "escape")
        assert "│ two" not in text(desk)
        for words in ("three", "four", "five"):
            desk.say(words)
            await settle(pilot)
        assert "│ two" not in text(desk) and "│ four" in text(desk) and "│ five" in text(desk)

    drive(shop_file, test)


def test_hostile_messages_do_no_harm(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        for words in HOSTILE:
            desk.say(words)
            await settle(pilot)
            assert not {"\x1b", "\x9b", "\u202e", "\x07"} & set(text(desk))

    drive(shop_file, test)
