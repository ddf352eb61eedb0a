"""One search over everybody and everything, and the ways from an answer to its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pettui.people.find import Found, find
from pettui.text import pad
from screens.widgets.picker import PickList
from screens.widgets.plain import assemble, line
from screens.widgets.rows import Row

if TYPE_CHECKING:
    from screens.desk import Desk

LETTERS = {"client": "owner", "pet": "pet", "ticket": "ticket"}


def row_of(found: Found) -> Row:
    """Show an answer: who it is, alerts before what may be cut, and how to reach the owner."""
    left = assemble(
        line(found.title, "bold" if not found.inactive else "dim"),
        line(f"  ! {', '.join(found.alerts)}" if found.alerts else "", "$text-error"),
        line("  inactive" if found.inactive else "", "$text-muted"),
        line(f"  {found.detail}" if found.detail else "", "$text-muted"),
    )
    right = line(f"{found.phone}  {pad(LETTERS[found.kind], 6, right=True)}".strip())
    return Row(f"{found.kind}:{found.id}", left, right)


async def ask_for(desk: Desk, title: str = "Find", value: str = "") -> str | None:
    """Let somebody search; give `client:7`, `pet:12` or `ticket:99`, or None."""

    async def source(text: str) -> Sequence[Row]:
        answers = await desk.gateway.run(find, desk.shop, text, 50)
        return [row_of(found) for found in answers]

    picker = PickList(
        title, source, value=value,
        placeholder="any part of a name, a pet, a phone number or a ticket's number",
        empty="Nobody and nothing has all of these words. Try fewer letters.",
    )  # fmt: skip
    return await desk.push_screen_wait(picker)


async def find_anything(desk: Desk) -> None:
    """Search, and go to what was chosen."""
    chosen = await ask_for(desk)
    if chosen is not None:
        await go_to(desk, chosen)


async def go_to(desk: Desk, what: str) -> None:
    """Go to `client:7`, `pet:12` or `ticket:99`."""
    kind, _, key = what.partition(":")
    if kind == "ticket":
        await show_in_book(desk, int(key))
        return
    if kind == "client":
        from pettui.people.pages import client_page
        from screens.people.client import ClientScreen

        page = await desk.gateway.run(client_page, desk.shop, int(key))
        await desk.push_screen(ClientScreen(int(key), page))
        return
    from screens.people.pet import PetScreen

    await desk.push_screen(PetScreen(int(key)))


async def show_in_book(desk: Desk, ticket: int) -> None:
    """Close the pages and show a ticket where it stands in the book."""
    from screens.book.screen import BookScreen

    desk.action_go_book()
    book = desk.screen
    if isinstance(book, BookScreen):
        await book.show_ticket(ticket)
