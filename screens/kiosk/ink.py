"""The colours of the clock, by the names that every console has, and by brightness.

A console with a large font has eight backgrounds only, so nothing is said by a background; and
what a colour says stands there as a word, too.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

Ink: TypeAlias = Literal["plain", "bright", "head", "good", "bad", "quiet", "key"]
"""What a piece of text is, in place of how it looks."""

STYLES: dict[Ink, str] = {
    "plain": "ansi_white",
    "bright": "bold ansi_bright_white",
    "head": "ansi_bright_cyan",
    "good": "bold ansi_bright_green",
    "bad": "bold ansi_bright_yellow",
    "quiet": "ansi_cyan",
    "key": "bold ansi_bright_yellow",
}
"""How each looks. Dark grey is left out: it cannot be read from where people stand."""
