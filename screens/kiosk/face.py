"""The clock's face: the time, large enough for the whole room."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from screens.kiosk.glyphs import SIZES, Size, large
from screens.kiosk.ink import STYLES


class Face(Widget):
    """Shows the time in a size that it is given."""

    time: reactive[str] = reactive("", layout=False)
    figures: reactive[Size] = reactive(SIZES[0], layout=True)

    def render(self) -> Content:
        """Draw the figures; what is no figure (`am`, `p`) stands small beside them."""
        figures = self.time.rstrip("apm ")
        rows = large(figures, self.figures)
        suffix = self.time[len(figures) :]
        drawn = [f"{row} {suffix if row is rows[-1] else ' ' * len(suffix)}" for row in rows]
        return Content.styled("\n".join(row.rstrip() for row in drawn), STYLES["bright"])

    def get_content_height(self, *_: object) -> int:
        """Take as many lines as the figures have."""
        return self.figures.height
