"""Watches what becomes free while the book is open, and says whom of the wait list it fits.

It is loaded at the first change that anybody makes, looks after each, and never holds up keys.
"""

from __future__ import annotations

import asyncio
from datetime import date, datetime
from typing import TYPE_CHECKING

from textual.content import Content

from pettui.book.matching.finding import match
from pettui.book.matching.noticing import ahead, since
from pettui.book.matching.saying import first_words, place_words
from pettui.book.matching.values import Matches, Opened
from pettui.text import count
from screens.book.head import BookLine
from screens.widgets.plain import assemble, line

if TYPE_CHECKING:
    from screens.book.showing import Showing


class FitsLine(BookLine):
    """Whom a place fits that became free; a click opens the panel."""

    DEFAULT_CSS = """
    FitsLine {
        height: 1;
        padding: 0 1;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        background: $surface;
    }
    FitsLine:ansi { background: ansi_default; }
    .-beside FitsLine { margin-right: 24; }
    """


class Vacancies:
    """What became free lately and still fits somebody, of one book."""

    def __init__(self, book: Showing, begun: datetime) -> None:
        self.book = book
        self._begun = begun
        self._change: int | None = None  # the last that was looked at
        self._opened: tuple[Opened, ...] = ()
        self._line: FitsLine | None = None
        self._found: Matches | None = None  # what the line tells
        self._looking = asyncio.Lock()

    @property
    def opened(self) -> tuple[Opened, ...]:
        """What became free and fits somebody; empty when there is nothing to be told."""
        return self._opened if self._line is not None else ()

    async def follow(self) -> None:
        """Look what the changes since the last look set free, and whom it fits."""
        async with self._looking:
            await self._look()

    async def _look(self) -> None:
        desk = self.book.desk
        noticed = await desk.gateway.run(since, desk.shop, self._change, self._begun)
        if noticed.change == self._change:
            return
        self._change = noticed.change
        if noticed.opened and await self._try(noticed.opened):
            if not isinstance(desk.screen, type(self.book)):  # the line is out of sight
                desk.say(self._words(self._found).plain if self._found else "")
            return
        if noticed.touched:
            await self._try(ahead(desk.shop, self._opened))

    async def _try(self, opened: tuple[Opened, ...]) -> bool:
        """Say whom places fit, and tell whether they fit anybody."""
        desk = self.book.desk
        found: Matches | None = None
        if opened:
            found = await desk.gateway.run(match, desk.shop, opened, explain=False)
        if found is None or not found.fits:
            if opened == self._opened or not opened:
                self._opened = ()
                await self._show(None)
            return False
        self._opened = opened
        await self._show(found)
        return True

    async def _show(self, found: Matches | None) -> None:
        book = self.book
        if not book.is_mounted:
            return
        if found is None:
            shown, self._line = self._line, None
            if shown is not None:
                await shown.remove()
            return
        if self._line is None:
            self._line = FitsLine("fits", "screen.book_fits")
            await book.mount(self._line, before=book.detail)
        self._found = found
        self._line.say(self._words(found))

    def _words(self, found: Matches) -> Content:
        shop, number = self.book.desk.shop, len(found.fits)
        fit = "fits" if number == 1 else "fit"
        key = self.book.desk.keys.shown("book.fits")
        return assemble(
            line(f"{count(number, 'waiting client')} {fit}", "bold $accent"),
            line(f" ({key})  ", "$text-muted"),
            line(f"{place_words(shop, found)}: {first_words(shop, found.fits[0])}"),
        )

    async def dismiss(self) -> None:
        """Take the line away; the wait list stays as it is."""
        self._opened = ()
        await self._show(None)


async def under_cursor(book: Showing) -> tuple[Opened, ...]:
    """Give the free time under the cursor as a place to be filled."""
    page, block = book.page, book.current()
    column, day = page.cursor_column, page.cursor_day or book.day
    if block is not None or column is None or book.kind == "list":
        return ()
    if book.kind == "day" and column.kind != "employee":
        return ()
    who = book.employee_shown if book.kind == "week" else column.id
    minute = page.cursor_minute
    place = Opened(day if isinstance(day, date) else book.day, who, minute, minute + 15)
    return ahead(book.desk.shop, [place])
