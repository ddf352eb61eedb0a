"""A page that another one covers is not painted; it is whole again when one comes back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.content import Content
from textual.pilot import Pilot

from screens.desk import Desk
from screens.people.client import ClientScreen
from screens.people.pet import PetScreen
from tests.ui.helpers import drive, press, settle, text


def test_a_covered_page_asks_for_no_paint_and_is_whole_again(
    shop_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "f4", "down", "enter", "enter")
        below = desk.screen_stack[-2]
        assert isinstance(below, ClientScreen) and type(desk.screen) is PetScreen
        painted: list[object] = []
        display = desk._display

        def count(screen: Any, renderable: Any) -> None:
            painted.append(renderable)
            display(screen, renderable)

        monkeypatch.setattr(desk, "_display", count)
        below.head.update(Content("said meanwhile"))
        await settle(pilot)
        below._on_timer_update()
        await settle(pilot)
        assert not [one for one in painted if one is not None]
        await press(pilot, "escape")
        assert painted
        assert "said meanwhile" in text(desk)

    drive(shop_file, test)
