"""The one way of people's text into widgets: never markup, never a control character.

Strings given to a Textual widget are read as markup: a dog called `Rex [/]` ends the app. So
whatever came from people or from the database goes through one of these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from pettui.text import safe, safe_line

if TYPE_CHECKING:
    from rich.text import Text

Part = str | Content | tuple[str, str]


def plain(text: str, style: str = "") -> Content:
    """Give text as Content; `style` is one of ours, such as `$text-muted` or `bold`."""
    return Content.styled(safe(text), style) if style else Content(safe(text))


def line(text: str, style: str = "") -> Content:
    """Give text as Content on one line."""
    return plain(safe_line(text), style)


def cell(text: str, style: str = "") -> Text:
    """Give text as Rich text on one line, for cells of tables."""
    from rich.text import Text

    return Text(safe_line(text), style=style, no_wrap=True)


def assemble(*parts: Part) -> Content:
    """Put parts together: text, text with a style, or Content."""
    return Content.assemble(*(_made_safe(part) for part in parts))


def _made_safe(part: Part) -> Content:
    if isinstance(part, Content):
        return part
    if isinstance(part, str):
        return plain(part)
    return plain(*part)
