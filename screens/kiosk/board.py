"""The board beside the clock: who is in, on break, and expected next."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from pettui.team.timeclock.facts import Board
from screens.kiosk.ink import STYLES
from screens.kiosk.listing import GAP, Page, fit, lay_out
from screens.widgets.plain import plain

NOBODY = "Nobody is in."


class People(Widget):
    """Shows the board in as many columns as fit, and in pages that turn with the minute."""

    board: reactive[Board | None] = reactive(None)
    turn: reactive[int] = reactive(0)

    def render(self) -> Content:
        """Draw a page of the board."""
        if self.board is None:
            return Content()
        width, height = self.size
        page = lay_out(self.board, width, height, self.turn)
        if page.of > 1:
            page = lay_out(self.board, width, height - 1, self.turn)
        if not page.rows:
            return Content.styled(NOBODY, STYLES["plain"])
        return Content("\n").join([*_lines(page), *_more(page)])

    def on_resize(self, event: events.Resize) -> None:
        """Lay the board out anew."""
        self.refresh()


def _lines(page: Page) -> list[Content]:
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
