"""Figures large enough to be read from across the room, made of full blocks.

Full blocks are in every console font; a cell is twice as high as it is wide, so a dot of a figure
is two cells wide.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

DOT = "█"

_SMALL = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    ":": (" ", "#", " ", "#", " "),
}
_LARGE = {
    "0": (" ### ", "#   #", "#   #", "#   #", "#   #", "#   #", " ### "),
    "1": ("  #  ", " ##  ", "# #  ", "  #  ", "  #  ", "  #  ", "#####"),
    "2": (" ### ", "#   #", "    #", "   # ", "  #  ", " #   ", "#####"),
    "3": (" ### ", "#   #", "    #", "  ## ", "    #", "#   #", " ### "),
    "4": ("   # ", "  ## ", " # # ", "#  # ", "#####", "   # ", "   # "),
    "5": ("#####", "#    ", "#### ", "    #", "    #", "#   #", " ### "),
    "6": (" ### ", "#    ", "#    ", "#### ", "#   #", "#   #", " ### "),
    "7": ("#####", "    #", "   # ", "   # ", "  #  ", "  #  ", "  #  "),
    "8": (" ### ", "#   #", "#   #", " ### ", "#   #", "#   #", " ### "),
    "9": (" ### ", "#   #", "#   #", " ####", "    #", "    #", " ### "),
    ":": (" ", " ", "#", " ", "#", " ", " "),
}


class Size(NamedTuple):
    """How figures are drawn: from which pattern, and how many lines a dot is high."""

    lines: int
    dot: int

    @property
    def height(self) -> int:
        """Lines that a figure takes."""
        return self.lines * self.dot

    def width(self, text: str) -> int:
        """Cells that a text takes."""
        return sum(len(one) for one in large(text, self)[:1])


SIZES = tuple(
    sorted(
        (Size(lines, dot) for lines in (5, 7) for dot in range(1, 7)),
        key=lambda size: (size.height, size.lines),
    )
)
"""All sizes, the smallest first."""


@lru_cache(maxsize=32)
def large(text: str, size: Size) -> tuple[str, ...]:
    """Draw figures and colons: lines of equal length. Other letters are left out."""
    pattern = _SMALL if size.lines == 5 else _LARGE
    rows = []
    for line in range(size.lines):
        dots = " ".join(pattern[letter][line] for letter in text if letter in pattern)
        rows += ["".join((DOT if dot == "#" else " ") * 2 * size.dot for dot in dots)] * size.dot
    return tuple(rows)


def fitting(text: str, width: int, height: int) -> Iterator[Size]:
    """Give the sizes in which a text fits, the largest first; the smallest always comes."""
    for size in reversed(SIZES):
        if size == SIZES[0] or (size.height <= height and size.width(text) <= width):
            yield size
