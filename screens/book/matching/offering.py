"""Shows who fits, and books who is chosen; whoever was slower than another desk is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pettui.book.booking import Booked
from pettui.book.matching.finding import match
from pettui.book.matching.saying import place_words
from pettui.book.matching.taking import take
from pettui.book.matching.values import Match, Opened
from pettui.text import capital, count
from screens.book.consent import with_consent
from screens.book.matching.panel import FitsPanel

if TYPE_CHECKING:
    from screens.book.showing import Showing


async def offer(book: Showing, opened: tuple[Opened, ...]) -> None:
    """Show whom places fit; a number books."""
    desk = book.desk
    found = await desk.gateway.run(match, desk.shop, opened)
    if not found.fits and not found.others:
        desk.say("Nobody is on the wait list.")
        return
    where = place_words(desk.shop, found)
    number = len(found.fits)
    fit = "fits" if number == 1 else "fit"
    who = f"{count(number, 'waiting client')} {fit}" if number else "Nobody who waits fits"
    chosen = await desk.push_screen_wait(FitsPanel(desk.shop, f"{who} {where}", found))
    if chosen is not None:
        await book_one(book, chosen)


async def book_one(book: Showing, chosen: Match) -> None:
    """Book a match; the cursor goes to it."""
    desk = book.desk

    async def attempt(agreed: frozenset[str]) -> Booked:
        return await book.change(take, desk.shop, chosen, desk.actor, agreed=agreed)

    done = await with_consent(desk, attempt, leave="Leave it on the wait list")
    if done is not None:
        phone = f" Call {chosen.entry.phone}." if chosen.entry.phone else ""
        desk.say(f"{capital(done.words)}.{phone} {desk.keys.shown('desk.undo')} puts both back.")
        await book.show_ticket(done.ticket)
