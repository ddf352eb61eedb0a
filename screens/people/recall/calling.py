"""What a key makes of a call: a mark that leaves its client in peace for a while, or a visit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pettui.dates import distance
from pettui.history.door import Refused
from pettui.people.recall import calls, proposing
from pettui.people.recall.reading import Line
from pettui.text import capital, clean
from screens.widgets.ask import Ask, Understood

if TYPE_CHECKING:
    from screens.desk import Desk

LATER_WEEKS = 4
"""Weeks that `later` offers at first."""


async def mark(
    desk: Desk,
    lines: Sequence[Line],
    outcome: str,
    *,
    until: date | None = None,
    note: str = "",
) -> None:
    """Note what a call came to, for all that it was about."""
    whom = [calls.Who(one.pet, one.item, one.call.id if one.call else 0) for one in lines]
    said = await desk.write(
        calls.mark, desk.shop, whom, outcome, desk.actor, until=until, note=note
    )
    back = until or (
        None if outcome == calls.STOP
        else desk.shop.today() + timedelta(days=calls.REST[outcome])
    )  # fmt: skip
    again = f" Listed again {desk.shop.short_day(back)}." if back and until is None else ""
    desk.say(f"{capital(said)}.{again} {desk.keys.shown('desk.undo')} takes it back.")


async def reached(desk: Desk, lines: Sequence[Line]) -> bool:
    """Ask what was said, and note that the owner was reached; False when it was left."""

    def understand(text: str) -> Understood[str]:
        said = clean(text, calls.MAX_NOTE)
        return Understood(said, "" if len(text.strip()) <= calls.MAX_NOTE else "cut to this length")

    said = await desk.push_screen_wait(
        Ask(f"What did {lines[0].client_name} say?", understand,
            placeholder="wants to wait until after Christmas")
    )  # fmt: skip
    if said is not None:
        await mark(desk, lines, calls.REACHED, note=said)
    return said is not None


async def later(desk: Desk, one: Line) -> bool:
    """Ask from when on to call again, and note it; False when it was left."""
    shop = desk.shop

    def understand(text: str) -> Understood[date]:
        from screens.book.copying import weeks_or_day

        day = weeks_or_day(shop, text, shop.today())
        if day <= shop.today():
            raise Refused(f"{shop.day(day)} is not ahead. Say a day from tomorrow on.")
        return Understood(day, f"{shop.day(day)}, {distance(day, shop.today())}")

    day = await desk.push_screen_wait(
        Ask(f"Call {one.client_name} again in how many weeks?", understand,
            value=str(LATER_WEEKS), words="A number of weeks, or a date: 4, fri, 12/18")
    )  # fmt: skip
    if day is not None:
        await mark(desk, [one], calls.LATER, until=day)
    return day is not None


async def book(desk: Desk, one: Line) -> bool:
    """Open the booking with the proposed visit, or with the pet alone; tell whether it was made."""
    from screens.book.opening import book_for, book_plan

    try:
        plan = await desk.gateway.run(proposing.recalled, desk.shop, one.ticket, one.pet, one.due)
    except Refused:
        plan = None
    if plan is None:
        done = await book_for(desk, client=one.client, pet=one.pet)
    else:
        done = await book_plan(desk, plan)
    if done is not None:
        desk.say(capital(done.words))
    return done is not None
