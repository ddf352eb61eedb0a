"""Asks which of the breaks that come again are taken off the book, and removes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pettui.team.schedule import taking_off
from pettui.text import capital
from screens.widgets.menu import Choice, Menu

if TYPE_CHECKING:
    from pettui.book.day import Block
    from screens.book.showing import Showing

ONE, AFTER, ALL, EVERYBODY = "one", "after", "all", "everybody"
DONE = "done"


async def take_off(book: Showing, block: Block) -> str:
    """Ask, where there are more like it.

    Gives DONE where this is settled, also by leaving it, ONE where this one alone is to go, and
    "" where there was nothing to ask.
    """
    desk, shop, day = book.desk, book.desk.shop, book.day_of(block)
    found = await desk.gateway.run(taking_off.alike, shop, block.ticket)
    if max(found.after, found.coming, found.of_all) < 2:
        return ""
    choices = [Choice(ONE, "only this one", shop.short_day(day))]
    if found.after > 1:
        choices.append(Choice(AFTER, "this one and all after it", f"{found.after} days"))
    if found.coming > found.after:
        choices.append(Choice(ALL, "all from today on", f"{found.coming} days"))
    if found.of_all > found.after:
        choices.append(
            Choice(EVERYBODY, "everybody's, from this day on", f"{found.of_all} time blocks")
        )
    how = await desk.push_screen_wait(Menu(f"{found.reason} comes again. Remove which?", choices))
    if how == ONE:
        return ONE
    if how is not None:
        first = None if how == ALL else day
        done = await book.change(
            taking_off.take_off, shop, block.ticket, block.version, desk.actor,
            from_day=first, everybody=how == EVERYBODY,
        )  # fmt: skip
        desk.say(f"{capital(done)}. {desk.keys.shown('desk.undo')} brings them back.")
    return DONE
