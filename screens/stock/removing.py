"""Deletes what nothing refers to; what is referred to can be put out of use instead."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from pettui.stock.uses import InUse
from screens.widgets.menu import Choice, Menu

if TYPE_CHECKING:
    from screens.desk import Desk

WHAT_IT_DOES = "offered no more; what is there stays"


async def delete_or_put_away(
    desk: Desk,
    name: str,
    delete: Callable[[], Awaitable[Any]],
    put_away: Callable[[], Awaitable[Any]],
    *,
    active: bool,
    means: str = WHAT_IT_DOES,
) -> None:
    """Delete something; where others refer to it, count them and offer to put it out of use.

    Args:
        desk: the app.
        name: what it is called.
        delete: deletes it; raises InUse with the counts.
        put_away: makes it inactive.
        active: whether it still is in use.
        means: what putting it away does, in a few words.
    """
    try:
        await delete()
    except InUse as used:
        why_not = "" if active else "it is inactive already"
        instead = Menu(
            f"{name} cannot be deleted",
            (
                Choice("inactive", "make inactive instead", means, why_not),
                Choice("leave", "leave it as it is"),
            ),
            words=f"On record: {used.counted}. They would lose what they refer to.",
        )
        if await desk.push_screen_wait(instead) == "inactive":
            await put_away()
            desk.say(f"{name} is inactive. {desk.keys.shown('desk.undo')} takes it back.")
        return
    desk.say(f"{name} is deleted. {desk.keys.shown('desk.undo')} brings it back.")
