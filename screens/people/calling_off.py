"""Visits that are still booked for somebody who comes no more: listed, and called off at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pettui.text import capital, count
from screens.widgets.menu import Choice, Menu

if TYPE_CHECKING:
    from pettui.people.leaving import Coming
    from screens.desk import Desk

_SHOWN = 8


async def offer_to_call_off(
    desk: Desk, left: Sequence[Coming], reason: str, *, pet: int | None = None
) -> None:
    """List what is still booked, and offer to cancel all of it as one change (DOMAIN 7.12)."""
    if not left:
        return
    from pettui.book.series.ending import call_off

    words = [one.words for one in left[:_SHOWN]]
    if (more := len(left) - _SHOWN) > 0:
        words.append(f"and {count(more, 'visit')} more")
    number = count(len(left), "visit")
    menu = Menu(
        f"{capital(number)} still booked",
        [
            Choice("off", f"Call off {'it' if len(left) == 1 else f'all {len(left)}'}", reason),
            Choice("stay", "Leave them in the book"),
        ],
        words="\n".join(words),
    )
    menu.add_class("-wide")
    if await desk.push_screen_wait(menu) != "off":
        return
    tickets = [one.ticket for one in left]
    done = await desk.write(call_off, desk.shop, tickets, desk.actor, reason=reason, pet=pet)
    desk.say(f"{capital(done)}. {desk.keys.shown('desk.undo')} takes it back.")
