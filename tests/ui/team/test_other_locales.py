"""The desk where dates are written otherwise: pages and forms speak as the book does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from pettui.team import settings
from screens.desk import Desk
from tests.small_shop import DANA
from tests.ui.helpers import drive, lines, press, settle, text, write


@pytest.mark.parametrize("locale", ["de_DE", "fr_CA", "nl_NL", "ja_JP", "ar"])
def test_the_book_goes_to_a_day_as_it_writes_it(shop_file: Path, locale: str) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await desk.write(settings.put, desk.shop, "shop.locale", locale, DANA)
        day = desk.shop.parse_day("+3w")
        await press(pilot, "d")
        await write(pilot, desk.shop.day(day))
        assert "3 weeks" in text(desk) or "in 21 days" in text(desk)
        await press(pilot, "Enter")
        await settle(pilot)
        assert desk.shop.day(day) in lines(desk)[1]

    drive(shop_file, test, size=(100, 30))


def test_a_page_writes_its_visits_and_notes_in_the_shops_words(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await desk.write(settings.put, desk.shop, "shop.locale", "de_DE", DANA)
        await press(pilot, "/")
        await write(pilot, "ortega")
        await press(pilot, "Enter", "N")
        await write(pilot, "likes the back door")
        await press(pilot, "ctrl+s")
        shown = text(desk)
        assert "likes the back door" in shown
        assert "Mo 23. Nov. 2026" in shown and desk.shop.day(desk.shop.today()) in shown

    drive(shop_file, test, size=(100, 30))
