"""Asks for a date, said as people say it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pettui.dates import distance
from screens.widgets.ask import Ask, Understood

if TYPE_CHECKING:
    from screens.desk import Desk


async def ask_day(desk: Desk) -> date | None:
    """Ask for a day and echo what was understood before Enter; None when it is left."""
    today = desk.shop.today()

    def understand(text: str) -> Understood[date]:
        day = desk.shop.parse_day(text)
        return Understood(day, f"{desk.shop.day(day)}, {distance(day, today)}")

    return await desk.push_screen_wait(
        Ask("Go to which day?", understand, placeholder="fri, +6w, 12/3, eom, 2026-12-03")
    )
