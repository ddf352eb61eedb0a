"""The book's colours: component classes, their style sheet, and the Rich styles made of them."""

from __future__ import annotations

from rich.color import Color as RichColor
from rich.style import Style
from textual.color import Color
from textual.widget import Widget

PAPERS = (
    "free", "off", "title", "block", "process", "blocked", "closed", "ended", "head", "gutter",
    "cursor", "here", "ghost", "lifted", "edge",
)  # fmt: skip
INKS = (
    "name", "service", "detail", "muted", "note", "reason", "dry", "danger", "caution", "late",
    "booked", "confirmed", "arrived", "in-progress", "ready", "hour", "half", "now", "rule",
    "mark", "notice", "head-note",
)  # fmt: skip
PLAIN = frozenset(("cursor", "ghost"))
"""Papers loud enough to have one colour for all that is written on them."""
COMPONENTS = frozenset(f"book--{name}" for name in (*PAPERS, *INKS))

_CSS = """
PAGE {
    height: 1fr;
    layout: horizontal;
    overflow: hidden hidden;
    background: $background;
    color: $foreground;

    .book--off { background: black 30%; }
    &:light .book--off { background: $foreground 7%; }
    .book--block { background: $panel; }
    .book--title { background: $panel-lighten-1; }
    &:light .book--title { background: $panel-darken-1; }
    .book--process { background: $panel 35%; color: $text-muted; }
    .book--blocked { background: $foreground 7%; color: $text-muted; }
    .book--closed, .book--ended { background: $panel 50%; color: $foreground 45%; }
    .book--ended { text-style: strike; }
    .book--head { background: $surface; text-style: bold; }
    .book--head-note { color: $text-muted; text-style: not bold; }
    .book--gutter { color: $text-muted; }
    .book--edge { background: $surface; color: $text-muted; }
    .book--cursor {
        background: $accent 55%; color: $foreground;
    }
    &:focus .book--cursor {
        background: $block-cursor-background; color: $block-cursor-foreground;
    }
    .book--here { background: $accent 38%; }
    .book--ghost { background: $warning; color: $background; }
    .book--lifted { background: $panel 40%; color: $foreground 35%; }

    .book--name { text-style: bold; }
    .book--detail { color: $foreground 80%; }
    .book--muted, .book--dry, .book--half { color: $text-muted; }
    .book--note { color: $secondary; }
    .book--reason { color: $text-muted; }
    .book--danger { color: $error; text-style: bold; }
    .book--caution { color: $warning; }
    .book--late { color: $error; text-style: bold; }
    .book--booked { color: $text-muted; }
    .book--confirmed { color: $secondary; }
    .book--arrived { color: $warning; }
    .book--in-progress { color: $accent; }
    .book--ready { color: $success; }
    .book--hour { color: $foreground; }
    .book--now { color: $error; text-style: bold; }
    .book--rule { color: $foreground 14%; }
    .book--mark { color: $accent; text-style: bold; }
    .book--notice { color: $text-muted; text-style: bold; }

    &:ansi {
        background: ansi_default;
        color: ansi_default;
        .book--off { background: ansi_default; color: ansi_default; text-style: dim; }
        .book--title, .book--block, .book--process, .book--blocked {
            background: ansi_default; color: ansi_default;
        }
        .book--closed, .book--lifted, .book--ended {
            background: ansi_default; color: ansi_default; text-style: dim;
        }
        .book--ended { text-style: dim strike; }
        .book--head, .book--edge {
            background: ansi_default; color: ansi_default; text-style: bold underline;
        }
        .book--head-note { color: ansi_default; text-style: underline; }
        .book--edge { text-style: bold; }
        .book--gutter { color: ansi_default; }
        .book--cursor, .book--ghost {
            background: ansi_default; color: ansi_default; text-style: reverse;
        }
        .book--ghost { text-style: bold reverse; }
        .book--here { background: ansi_default; color: ansi_default; text-style: reverse; }
        .book--name { text-style: bold; }
        .book--detail, .book--hour { color: ansi_default; }
        .book--muted, .book--dry, .book--half, .book--rule, .book--reason {
            color: ansi_default; text-style: dim;
        }
        .book--note { color: ansi_cyan; }
        .book--danger, .book--late { color: ansi_bright_red; text-style: bold; }
        .book--caution { color: ansi_yellow; }
        .book--booked { color: ansi_default; }
        .book--confirmed { color: ansi_bright_blue; }
        .book--arrived { color: ansi_bright_yellow; }
        .book--in-progress { color: ansi_bright_cyan; }
        .book--ready { color: ansi_bright_green; }
        .book--now { color: ansi_bright_red; text-style: bold; }
        .book--mark { color: ansi_bright_green; text-style: bold; }
        .book--notice { color: ansi_default; text-style: bold; }
    }
}
"""


def css_for(widget: str) -> str:
    """Give the style sheet of a widget of the book; each has its own, so that each is small."""
    return _CSS.replace("PAGE", widget)


class Palette:
    """The Rich styles of a widget's component classes, each ink on each paper made once."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._made: dict[tuple[str, str], Style] = {}
        self.ansi = widget.app.native_ansi_color

    def __call__(self, ink: str, paper: str) -> Style:
        """Give the style of an ink on a paper; an empty ink is the paper's own."""
        style = self._made.get((ink, paper))
        if style is None:
            style = self._made[ink, paper] = self._make(ink, paper)
        return style

    def agrees_with(self, other: Palette) -> bool:
        """Tell whether everything that another palette has drawn would look the same."""
        return self.ansi == other.ansi and all(
            self(ink, paper) == style for (ink, paper), style in other._made.items()
        )

    def _make(self, ink: str, paper: str) -> Style:
        ground = self._widget.get_component_styles(f"book--{paper}")
        base = self._widget.background_colors[1]
        background = base + ground.background if ground.has_rule("background") else base
        color = self._widget.styles.color
        style = ground.text_style
        own = ground.has_rule("color")
        if own:
            color = ground.color
        dimmed = paper in ("closed", "ended", "lifted")
        if ink and paper not in PLAIN and f"book--{ink}" in COMPONENTS:
            over = self._widget.get_component_styles(f"book--{ink}")
            if over.has_rule("color") and not dimmed:
                color = over.color
            # What is closed or lifted is dim whatever it says; the words stay.
            if over.has_rule("text_style") and not dimmed:
                style = (
                    over.text_style if paper in ("head", "head-here") else style + over.text_style
                )
        elif ink.startswith("tint-") and paper not in PLAIN:
            from screens.book.grid.tints import tint

            color = tint(ink, ansi=self.ansi) or color
        elif ink in ("name", "danger", "late"):
            style += Style(bold=True)
        return style + Style(color=_rich(color, background), bgcolor=_rich(background, background))


def _rich(color: Color, ground: Color) -> RichColor:
    """Make a colour solid; the terminal's own colours stay as they are."""
    if color.ansi is not None:
        return color.rich_color
    if color.auto:
        color = ground.get_contrast_text(color.a)
    return (ground + color).rich_color if color.a < 1 else color.rich_color
