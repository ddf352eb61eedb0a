"""Asks what becomes of text that an earlier form never saved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from screens.widgets.drafts import Kept
from screens.widgets.menu import Choice, Menu

if TYPE_CHECKING:
    from screens.desk import Desk


async def take_up(desk: Desk, kept: Kept, labels: Mapping[str, str]) -> bool | None:
    """Ask whether text that was left behind is wanted.

    Args:
        desk: the app.
        kept: the text.
        labels: what the fields are called, by their names.

    Returns:
        True to take it up again, False to throw it away, None when nobody has decided.
    """
    fields = ", ".join(labels[name].lower() for name in kept.texts if name in labels)
    day, minute = desk.shop.short_day(kept.at.date()), kept.at.hour * 60 + kept.at.minute
    menu = Menu(
        "There is text that was never saved",
        (Choice("take", "take it up again"), Choice("throw", "throw it away")),
        words=f"From {day} {desk.shop.time(minute)}: {fields}.",
    )
    answer = await desk.push_screen_wait(menu)
    return None if answer is None else answer == "take"
