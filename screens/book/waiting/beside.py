"""Whether who waits is shown beside the book: read once the book is painted, and only then loaded.

A wide terminal shows it by itself as soon as somebody waits; a key turns it on and off. While
nobody waits nothing is shown, and nothing is loaded but one small question.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from pettui.book.waiting.reading import counts

if TYPE_CHECKING:
    from pettui.book.waiting.listing import Board
    from screens.book.showing import Showing
    from screens.book.waiting.pane import WaitPane

WIDE = 100  # cells from which on the pane shows by itself

AROUND = 5  # lines above and below the book's grid


class Beside:
    """The pane beside one book, or that there is none."""

    def __init__(self, book: Showing) -> None:
        self.book = book
        self.wanted: bool | None = None  # None: as the terminal's width has it
        self.pane: WaitPane | None = None
        self.words = ""  # for the head of the book, where the pane is not shown
        self._board: Board | None = None
        self._minute: datetime | None = None

    @property
    def _may_show(self) -> bool:
        return self.book.size.width >= WIDE if self.wanted is None else self.wanted

    async def follow(self) -> None:
        """Read who waits, and show it if it is wanted."""
        desk = self.book.desk
        self._minute = desk.minute
        found = await desk.gateway.run(counts, desk.shop)
        board = None
        if self._may_show and found.all:
            from pettui.book.waiting.listing import load

            board = await desk.gateway.run(load, desk.shop)
        self._board = board
        self.words = f"{found.lobby} in the lobby" if found.lobby else ""
        await self._fit()

    async def _fit(self) -> None:
        """Put the pane beside the book, or take it away."""
        book, board = self.book, self._board
        if not book.is_mounted:
            return
        if board is None or not board.waiting:
            pane, self.pane = self.pane, None
            if pane is not None:
                await pane.remove()
                book.remove_class("-beside")
        elif self.pane is None:
            from screens.book.waiting.pane import WaitPane

            self.pane = WaitPane(book.desk.shop, board)
            book.add_class("-beside")
            await book.mount(self.pane)
        else:
            self.pane.take(book.desk.shop, board)
        if self.pane is not None:
            self.pane.styles.height = max(1, book.size.height - AROUND)
        book.show_head()

    async def turn(self) -> None:
        """Show or hide it."""
        self.wanted = self.pane is None
        await self.follow()
        if self.wanted and self.pane is None:
            self.book.desk.say("Nobody waits; it shows as soon as somebody does.")

    def is_behind(self) -> bool:
        """Tell whether the minute has passed in which the pane was read."""
        return self.pane is not None and self.book.desk.minute != self._minute
