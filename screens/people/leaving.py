"""Clients who come no more, or never were: made inactive, brought back, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pettui.people.leaving import Concerned, coming_visits, set_client_active
from pettui.people.removing import removal_of_client
from pettui.people.removing import remove_client as remove
from pettui.text import capital
from screens.people.calling_off import offer_to_call_off
from screens.widgets.menu import Choice, Confirm, Menu

if TYPE_CHECKING:
    from screens.desk import Desk


async def set_active(desk: Desk, client: int, *, active: bool) -> None:
    """Make a client inactive, or active again; what is still open is shown before."""
    try:
        await desk.write(set_client_active, desk.shop, client, active, desk.actor)
    except Concerned as open_still:
        words = "\n".join(capital(concern) for concern in open_still.concerns)
        question = Confirm("Make inactive?", words, yes="make inactive")
        if not await desk.push_screen_wait(question):
            return
        await desk.write(set_client_active, desk.shop, client, active, desk.actor, agreed=True)
    said = "Active again." if active else "Inactive now: hidden in lists, still found by search."
    desk.say(f"{said} {desk.keys.shown('desk.undo')} takes it back.")
    if not active:
        left = await desk.gateway.run(coming_visits, desk.shop, client=client)
        await offer_to_call_off(desk, left, "the client comes no more")


async def remove_client(desk: Desk, client: int) -> bool:
    """Remove a client that was made by mistake; gives whether it is gone.

    What refers to the client is counted before; then making it inactive is offered (DOMAIN 5.1).
    """
    told = await desk.gateway.run(removal_of_client, client)
    if told.uses:
        instead = Menu(
            f"{told.name} cannot be removed",
            (
                Choice("inactive", "make inactive instead", "hidden in lists; all of it stays"),
                Choice("leave", "leave it as it is"),
            ),
            words=f"On record with this client: {told.uses}. They would lose their owner.",
        )
        if await desk.push_screen_wait(instead) == "inactive":
            await set_active(desk, client, active=False)
        return False
    along = f"{capital(told.takes)} go along. " if told.takes else ""
    back = f"{desk.keys.shown('desk.undo')} brings everything back."
    sure = Confirm(f"Remove {told.name}?", f"{along}No ticket is on record. {back}", yes="remove")
    if not await desk.push_screen_wait(sure):
        return False
    await desk.write(remove, client, desk.actor)
    desk.say(f"{told.name} is removed. {back}")
    return True
