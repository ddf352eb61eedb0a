"""The clock's face: the time, large enough for the whole room."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Region
from textual.reactive import reactive
from textual.widget import Widget

from screens.kiosk.glyphs import SIZES, Size, large
from screens.kiosk.ink import STYLES


class Face(Widget):
    """Shows the time in a size that it is given, and sends only the figures that change."""

    time: reactive[str] = reactive("", repaint=False)
    figures: reactive[Size] = reactive(SIZES[0], layout=True)

    def render(self) -> Content:
        """Draw the figures; what is no figure (`am`, `p`) stands small beside them."""
        return Content.styled("\n".join(self._rows(self.time)), STYLES["bright"])

    def _rows(self, time: str) -> list[str]:
        figures = time.rstrip("apm ")
        suffix = time[len(figures) :]
        rows = list(large(figures, self.figures))
        wide = max(map(len, rows), default=0)
        margin = " " * max(0, (self.size.width - wide) // 2)
        last = len(rows) - 1
        return [
            f"{margin}{row} {suffix if place == last else ''}".rstrip()
            for place, row in enumerate(rows)
        ]

    def watch_time(self, before: str, after: str) -> None:
        """Repaint the columns in which a cell is another now."""
        old, new = self._rows(before), self._rows(after)
        changed = [
            place
            for one, two in zip(old, new, strict=False)
            for place, (a, b) in enumerate(
                zip(one.ljust(len(two)), two.ljust(len(one)), strict=True)
            )
            if a != b
        ]
        if changed and len(old) == len(new):
            first, last = min(changed), max(changed)
            self.refresh(Region(first, 0, last - first + 1, self.figures.height))
        elif old != new:
            self.refresh()

    def get_content_height(self, *_: object) -> int:
        """Take as many lines as the figures have."""
        return self.figures.height
