"""The ways to the wait list and onto it: from anywhere, from the book, from a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pettui.book.waiting.saving import Listed
from pettui.book.waiting.visits import wanted_of_visit
from pettui.book.waiting.wanted import Wanted
from pettui.text import capital

if TYPE_CHECKING:
    from screens.book.showing import Showing
    from screens.desk import Desk


def open_list(desk: Desk, entry: int | None = None) -> None:
    """Open the wait list, or go back to it where it is open already; the cursor on an entry."""
    from screens.book.waiting.screen import WaitScreen

    for screen in desk.screen_stack:
        if isinstance(screen, WaitScreen):
            wait_list = screen
            while desk.screen is not wait_list:
                desk.pop_screen()
            wait_list.go_to(entry)
            return
    desk.push_screen(WaitScreen(entry))


async def put_on_list(
    desk: Desk, wanted: Wanted | None = None, *, client: int | None = None, pet: int | None = None
) -> Listed | None:
    """Ask for an entry, or change one, and say what was saved; None when it was left."""
    from screens.book.waiting.form import WaitForm

    form = WaitForm(wanted, client=client, pet=pet)
    await desk.push_screen_wait(form)
    if form.listed is not None:
        desk.say(capital(form.listed.words))
    return form.listed


async def from_book(book: Showing) -> None:
    """Put the visit under the cursor on the list; on free time, somebody else for that day."""
    from pettui.book.waiting.values import When

    desk, block = book.desk, book.current()
    if block is not None and block.kind == "visit":
        wanted = await desk.gateway.run(wanted_of_visit, desk.shop, block.ticket)
        await put_on_list(desk, wanted)
        return
    day = book.page.cursor_day or book.day
    if day <= desk.shop.today():
        await put_on_list(desk)
        return
    await put_on_list(desk, Wanted(0, (), windows=(When(day, day),)))
