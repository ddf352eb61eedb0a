"""Deletes what nothing refers to; what is referred to can be put out of use instead."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from pettui.stock.uses import InUse
from screens.widgets.menu import Choice, Confirm, Menu

if TYPE_CHECKING:
    from screens.desk import Desk

WHAT_IT_DOES = "offered no more; what is there stays"


async def delete_or_put_away(
    desk: Desk,
    name: str,
    counted: Callable[[], Awaitable[str]],
    delete: Callable[[], Awaitable[Any]],
    put_away: Callable[[], Awaitable[Any]],
    *,
    active: bool,
    means: str = WHAT_IT_DOES,
    nothing: str = "Nothing refers to it.",
) -> None:
    """Ask, and delete something; where others refer to it, count them and offer to put it away.

    Args:
        desk: the app.
        name: what it is called.
        counted: says what refers to it, "" where nothing does (see `uses.counted`).
        delete: deletes it; raises InUse where something refers to it by now.
        put_away: makes it inactive.
        active: whether it still is in use.
        means: what putting it away does, in a few words.
        nothing: what is said before something goes that nothing refers to.
    """
    used = await counted()
    if not used:
        sure = Confirm(
            f"Delete {name}?", f"{nothing} {desk.keys.shown('desk.undo')} brings it back.",
            yes="delete",
        )  # fmt: skip
        if not await desk.push_screen_wait(sure):
            return
        try:
            await delete()
        except InUse as meanwhile:
            used = meanwhile.counted
    if used:
        why_not = "" if active else "it is inactive already"
        instead = Menu(
            f"{name} cannot be deleted",
            (
                Choice("inactive", "make inactive instead", means, why_not),
                Choice("leave", "leave it as it is"),
            ),
            words=f"On record: {used}. They would lose what they refer to.",
        )
        if await desk.push_screen_wait(instead) == "inactive":
            await put_away()
            desk.say(f"{name} is inactive. {desk.keys.shown('desk.undo')} takes it back.")
        return
    desk.say(f"{name} is deleted. {desk.keys.shown('desk.undo')} brings it back.")
