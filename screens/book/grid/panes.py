"""The panes a page is drawn on, side by side.

Textual sends a changed line from the left edge of its widget to the end of the change. On one
wide widget a cursor at the right would cost ten times what it costs at the left; cut into
panes at its columns, the page sends little wherever the cursor is. A pane knows nothing: it
shows its part of the lines that the page draws.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Pane(Widget):
    """A part of a page, from top to bottom."""

    # Not there until it has a place: Textual draws all widgets once before anything is shown.
    DEFAULT_CSS = """
    Pane {
        display: none;
        height: 100%;
        background: transparent;
    }
    """

    def __init__(self, draw: Callable[[int], Strip]) -> None:
        super().__init__()
        self._draw = draw
        self.left = 0
        self.cells = 0

    def redraw(self, regions: Iterable[Region]) -> None:
        """Draw again what some regions of the page cover of this pane."""
        mine = [
            Region(max(x, self.left) - self.left, y, width, height)
            for x, y, right, height in ((r.x, r.y, r.right, r.height) for r in regions)
            if (width := min(right, self.left + self.cells) - max(x, self.left)) > 0
        ]
        if mine:
            self.refresh(*mine)

    def render_line(self, y: int) -> Strip:
        """Give this pane's part of a line."""
        return self._draw(y).crop(self.left, self.left + self.cells)


def share(panes: Sequence[Pane], widths: Sequence[int], total: int) -> None:
    """Put each pane over a column, the first over the times.

    Where there are more columns than panes, some panes take several; the last takes what is
    left of the width.
    """
    if not panes:
        return
    x = 0
    for number, pane in enumerate(panes):
        first = len(widths) * number // len(panes)
        last = len(widths) * (number + 1) // len(panes)
        if len(widths) <= len(panes):
            first, last = number, number + 1
        cells = sum(widths[first:last])
        if number in (len(panes) - 1, len(widths) - 1):
            cells = total - x
        pane.left, pane.cells = x, cells
        pane.styles.width = cells
        pane.display = cells > 0
        x += cells
