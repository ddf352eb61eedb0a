"""The colours of services on the edge of their blocks; read only where a shop wants them."""

from __future__ import annotations

from textual.color import Color

PREFIX = "tint-"
"""What an ink begins with that is a service's colour."""

_TINTS = {
    "red": ("#e5484d", "ansi_bright_red"),
    "orange": ("#f2803a", "ansi_yellow"),
    "yellow": ("#e2b714", "ansi_bright_yellow"),
    "green": ("#3fa34d", "ansi_bright_green"),
    "teal": ("#1f9e9e", "ansi_cyan"),
    "blue": ("#3e7bfa", "ansi_bright_blue"),
    "purple": ("#8e5bd6", "ansi_magenta"),
    "pink": ("#e36bae", "ansi_bright_magenta"),
    "grey": ("#8b8d98", "ansi_bright_black"),
}
"""By name: in many colours, and in the terminal's own sixteen. Bright enough on dark and light."""


def tint(ink: str, *, ansi: bool) -> Color | None:
    """Give the colour of an ink such as `tint-teal`; None for a name that means none."""
    found = _TINTS.get(ink.removeprefix(PREFIX))
    return Color.parse(found[ansi]) if found else None
