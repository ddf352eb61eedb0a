"""The book's footer: it names what can be done here, and keeps still while the cursor runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from screens.desk import Desk
from screens.frame.bar import CommandBar
from tests.ui.book.shop import at, current, detail, rest, to
from tests.ui.helpers import drive, lines, press, type_ahead, until


def test_the_footer_follows_once_the_cursor_rests(
    shop_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screens.book.screen._LOOK_AFTER", 3600)  # longer than five keys take

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await at(desk, pilot, "Kim", 8 * 60 + 45)
        await rest(pilot)
        assert "outside the hours" in detail(desk)
        assert "B block time" in lines(desk)[-1]
        drawn: list[str] = []

        def note() -> None:
            drawn.append(lines(desk)[-1])

        desk.screen.watch(desk.screen.query_one(CommandBar), "offers", note, init=False)
        await type_ahead(pilot, "j", "k", "j", "k", "j")  # in and out of Bella's visit
        assert current(desk).pet == "Bella"
        assert drawn == []
        await rest(pilot)
        assert "s next status" in lines(desk)[-1]
        assert len(drawn) == 1
        monkeypatch.setattr("screens.book.screen._LOOK_AFTER", 0.01)
        await at(desk, pilot, "Kim", 8 * 60 + 45)
        await until(pilot, lambda: "s next status" not in lines(desk)[-1])  # by itself

    drive(shop_file, test)


def test_the_footer_says_at_once_what_applies_after_a_change(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await to(desk, pilot, "Bella")
        await press(pilot, ".")
        assert "B block time" in lines(desk)[-1]

    drive(shop_file, test)
