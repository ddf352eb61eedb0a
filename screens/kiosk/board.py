"""The board beside the clock: who is in, on break, and expected next."""

from __future__ import annotations

from itertools import zip_longest

from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.reactive import reactive
from textual.widget import Widget

from pettui.team.timeclock.facts import Board
from screens.kiosk.ink import STYLES
from screens.kiosk.listing import GAP, Page, fit, lay_out
from screens.widgets.plain import plain

NOBODY = "Nobody is in."


class People(Widget):
    """Shows the board in as many columns as fit, and in pages that turn with the minute.

    Only lines that say something else are sent again.
    """

    board: reactive[Board | None] = reactive(None, repaint=False)
    turn: reactive[int] = reactive(0, repaint=False)

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._lines: list[Content] = []

    def render(self) -> Content:
        """Draw a page of the board."""
        self._lines = self._drawn()
        return Content("\n").join(self._lines)

    def watch_board(self) -> None:
        """Repaint the lines that changed."""
        pairs = zip_longest(self._lines, self._drawn())
        changed = [line for line, (before, after) in enumerate(pairs) if before != after]
        if changed:
            self.refresh(*(Region(0, line, self.size.width, 1) for line in changed))

    watch_turn = watch_board

    def on_resize(self, event: events.Resize) -> None:
        """Lay the board out anew."""
        self.refresh()

    def _drawn(self) -> list[Content]:
        if self.board is None:
            return []
        width, height = self.size
        page = lay_out(self.board, width, height, self.turn)
        if page.of > 1:
            page = lay_out(self.board, width, height - 1, self.turn)
        if not page.rows:
            return [Content.styled(NOBODY.center(width).rstrip(), STYLES["plain"])]
        wide = len(page.rows[0]) * (page.width + GAP) - GAP
        margin = Content(" " * max(0, (width - wide) // 2))
        return [Content.assemble(margin, line) for line in [*_rows(page), *_more(page)]]


def _rows(page: Page) -> list[Content]:
    lines = []
    for row in page.rows:
        parts: list[Content] = []
        for entry in row:
            if entry is None:
                parts.append(Content(" " * (page.width + GAP)))
                continue
            left, right = fit(entry, page.width)
            style = STYLES[entry.ink]
            name = STYLES["head"] if entry.ink == "head" else STYLES["bright"]
            parts += [plain(left, name), plain(right, style), Content(" " * GAP)]
        lines.append(Content.assemble(*parts).rstrip())
    return lines


def _more(page: Page) -> list[Content]:
    if page.of == 1:
        return []
    words = f"Page {page.number} of {page.of}; the next comes with the next minute."
    return [Content.styled(words, STYLES["quiet"])]
