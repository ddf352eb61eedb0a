"""The price list on paper: looked at, or written into a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pettui import reach
from pettui.history.door import Refused
from pettui.stock import listing, sheets
from pettui.team.shop import Shop
from screens.widgets.menu import Choice, Menu
from screens.widgets.plain import line

if TYPE_CHECKING:
    from screens.desk import Desk


async def print_list(desk: Desk, day: date | None) -> None:
    """Ask for a form of the price list and give it."""
    chosen = await desk.push_screen_wait(
        Menu(
            "Price list",
            [
                Choice("look", "look at it as a page"),
                Choice("pdf", "write it to hang up or hand out", "price-list-….pdf"),
                Choice("txt", "write it as a page to print", "price-list-….txt"),
                Choice("csv", "write it for a spreadsheet", "price-list-….csv"),
            ],
            words="Files go into your home folder. `pettui prices` gives the same to a script.",
        )
    )
    if chosen is None:
        return
    if chosen == "look":
        from screens.widgets.text_page import TextPage

        page = await desk.gateway.run(_text, desk.shop, day)
        words = [line(words) for words in page.splitlines()]
        await desk.push_screen_wait(TextPage("Price list", words))
        return
    path, notes = await desk.gateway.run(_write, desk.shop, day, chosen)
    desk.say(" ".join((f"The price list is in {path}.", *notes)))


def _text(shop: Shop, day: date | None) -> str:
    return listing.as_text(shop, sheets.read_book(shop, day))


def _write(shop: Shop, day: date | None, ending: str) -> tuple[Path, list[str]]:
    book = sheets.read_book(shop, day)
    made: str | bytes
    notes: list[str] = []
    if ending == "pdf":
        from pettui.stock import pricepaper

        made, notes = pricepaper.render(shop, book)
    else:
        made = listing.as_csv(shop, book) if ending == "csv" else listing.as_text(shop, book)
    try:
        return listing.save(made, book.day, ending, reach.home()), notes
    except OSError as error:
        words = error.strerror or str(error)
        raise Refused(f"The price list could not be written: {words}.") from error
