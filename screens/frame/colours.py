"""Which theme the desk wears, and what it remembers of that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pettui.config import remember, remembered
from screens.styles import themes

if TYPE_CHECKING:
    from screens.desk import Desk


def begin(desk: Desk) -> list[str]:
    """Put the theme on that was chosen last, and give a word where that cannot be."""
    for theme in themes.OWN:
        desk.register_theme(theme)
    name, words = themes.choose(
        _wanted(desk.config.theme),
        known=set(desk.available_themes),
        sixteen=desk.terminal.console or desk.terminal.slow,
        colourless=desk.terminal.colourless,
    )
    desk.theme = name
    desk.set_class(desk.terminal.console, "-console")
    return words


def _wanted(configured: str) -> str:
    """Give the theme that was chosen on screen, unless the configuration has changed since."""
    last = remembered("theme")
    if isinstance(last, dict) and last.get("instead_of") == configured:
        return str(last.get("name", ""))
    return configured


def wear(desk: Desk, name: str) -> None:
    """Change the colours, and begin with them next time."""
    desk.theme = name
    remember("theme", {"name": name, "instead_of": desk.config.theme})


def turn(desk: Desk) -> None:
    """Change between dark and light."""
    wear(desk, themes.other(desk.theme, dark=desk.current_theme.dark))
