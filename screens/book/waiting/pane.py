"""Who waits, in a column beside the book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.widget import Widget

from pettui.book.waiting.listing import Board, Line
from pettui.book.waiting.values import TODAY
from pettui.book.waiting.words import brief, people_text, waited
from pettui.text import cut
from screens.book.waiting.rows import by_when
from screens.widgets.plain import assemble, line

if TYPE_CHECKING:
    from pettui.team.shop import Shop


class WaitPane(Widget):
    """The list in a column; a click on somebody opens the wait list there."""

    DEFAULT_CSS = """
    WaitPane {
        layer: beside;  /* so that the lines below the book keep their width */
        dock: right;
        width: 24;
        margin: 2 0 0 0;
        padding: 0 1;
        border-left: solid $panel;
        color: $foreground;
        background: $background;
    }
    """

    def __init__(self, shop: Shop, board: Board) -> None:
        super().__init__(id="waiting")
        self._shop = shop
        self.board = board
        self._places: list[int] = []  # the entry of each line

    def take(self, shop: Shop, board: Board) -> None:
        """Show another state of the list."""
        self._shop = shop
        if board != self.board:
            self.board = board
            self.refresh()

    def render(self) -> Content:
        """Write a head and some lines for each, as many as there is room for."""
        shop, board = self._shop, self.board
        width, height = max(10, self.size.width), max(3, self.size.height)
        lines = [assemble(line("Waiting ", "bold"), line(str(len(board.waiting)), "bold $accent"))]
        self._places = [0]
        shown = 0
        for number, one in enumerate(board.waiting, 1):
            block = _block(shop, board, one, number, width)
            rest = len(board.waiting) - shown
            if len(lines) + len(block) + (rest > 1) > height:
                break
            lines += block
            self._places += [one.entry.id] * len(block)
            shown += 1
        if shown < len(board.waiting):
            lines.append(line(f"\u2039{len(board.waiting) - shown} more\u203a", "$text-muted"))
        return Content("\n").join(lines)

    def on_click(self, event: events.Click) -> None:
        """Open the wait list at who was clicked."""
        from screens.book.waiting.opening import open_list
        from screens.frame.screen import DeskScreen

        event.stop()
        if isinstance(self.screen, DeskScreen):
            entry = self._places[event.y] if event.y < len(self._places) else 0
            open_list(self.screen.desk, entry or None)


def _block(shop: Shop, board: Board, one: Line, number: int, width: int) -> list[Content]:
    """Write one who waits: the pet and what is wanted; how long, or when and with whom."""
    entry = one.entry
    mark = "! " if one.alerts else ""
    name = cut(entry.who, max(6, width - len(mark) - 4 - min(10, len(entry.services))))
    room = max(3, width - len(mark) - 3 - len(name))
    first = assemble(
        (f"{number:>1} ", "$accent"),
        (mark, "$text-error"),
        line(name, "bold"),
        line(f" {cut(entry.services, room)}"),
    )
    if entry.kind == TODAY:
        shown, word = waited(one.waited)
        style = "$text-error" if word == "too long" else "$text-warning" if word else "$text-muted"
        second = line(cut(f"  {shown} {word}".rstrip(), width), style)
        third = [line(cut(f"  {by_when(shop, one)}", width), "$text-muted")]
        return [first, second, *third]
    who = people_text(board.labels, entry.employees)
    when = brief(shop, entry)
    words = when if who == "any" else f"{who} · {when}"
    return [first, line(cut(f"  {words}", width), "$text-muted")]
