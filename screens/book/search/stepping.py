"""What the book does when it looks for free time: steps, moves the visit, opens the search."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pettui.book import booking
from pettui.book.search.asking import APART, Answer, Search, anybody, taking
from pettui.book.search.finding import next_fit, obstacles, previous_fit
from pettui.history.door import Refused
from pettui.text import capital
from screens.book.search.seeking import Place

if TYPE_CHECKING:
    from datetime import date

    from pettui.team.shop import Shop
    from screens.book.search.seeking import Seeking


def search_for(ticket: int) -> Search:
    """Give the search for another place of a visit, with whom it is booked."""
    return Search(booking.plan_of(ticket), apart=APART)


def look(
    shop: Shop, search: Search, day: date, start: int, by: int, *, others: bool = True
) -> tuple[Search, Answer]:
    """Give the next or the last place, and the search that found it.

    Where whoever does it now has no time, anybody does it, with `others`; only those whom the
    client asked for by name keep their rows. Raises Refused in words where there is no place.
    """
    step = next_fit if by > 0 else previous_fit
    widest = replace(search, plan=anybody(search.plan)) if others else search
    for tried in dict.fromkeys((search, widest)):
        found = step(shop, tried, day, start)
        if found is not None:
            return tried, found
    if why := obstacles(shop, widest):
        raise Refused(f"No time would do: {'; '.join(why)}.")
    span = f"in the {search.ahead} days after" if by > 0 else "between now and then"
    raise Refused(f"Nothing else is free for it {span}.")


async def step(book: Seeking, by: int) -> None:
    """Go to the next place of the visit, or to the one before."""
    desk, place, block = book.desk, book.place, book.current()
    if place is not None:
        search, name, ticket = place.search, place.name, place.ticket
        day, start = place.answer.day, place.answer.start
    elif block is not None:
        search = await desk.gateway.run(search_for, block.ticket)
        name, ticket = block.pet or block.client, block.ticket
        day, start = search.plan.day, search.plan.start
    else:
        return
    search, answer = await desk.gateway.run(look, desk.shop, search, day, start, by)
    await show(book, Place(search, name, ticket, answer))


async def show(book: Seeking, place: Place) -> None:
    """Put the cursor on a place."""
    answer = place.answer
    book.place = None
    if book.kind != "day":
        book.kind = "day"
        book.day = answer.day
        await book.change_view()
    elif book.day != answer.day:
        book.day = answer.day
        await book.read()
    book.grid.go_to(answer.employees[0], answer.start)
    book.place = place
    book.say_place()


async def take(book: Seeking, place: Place) -> None:
    """Move the visit to the place; where somebody was faster, say so and stay."""
    book.place = None
    book.show_hint("")
    plan = replace(taking(place.search, place.answer), command=place.search.plan.command)
    try:
        done = await book.change(booking.save, book.desk.shop, plan, book.desk.actor, verb="moved")
    except booking.NeedsConsent as changed:
        raise Refused(f"It is no longer free: {changed} f finds the next time.") from None
    book.desk.say(capital(done.words))
    await book.show_ticket(done.ticket)


async def search_here(book: Seeking) -> None:
    """Search from the cursor's day on, and book what is chosen."""
    from screens.book.search.opening import search_and_book

    day = book.page.cursor_day or book.day
    done = await search_and_book(book.desk, day=max(day, book.desk.shop.today()))
    if done is not None:
        book.desk.say(capital(done.words))
        await book.show_ticket(done.ticket)
