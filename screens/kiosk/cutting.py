"""Text cut and wrapped to cells, with signs that every console font has."""

from __future__ import annotations

from rich.cells import cell_len, chop_cells, set_cell_size


def cut(text: str, room: int) -> str:
    """Cut a text to a room of cells; two points say that something is missing."""
    if cell_len(text) <= room:
        return text
    return set_cell_size(text, max(0, room - 2)).rstrip() + ".."


def wrap(text: str, width: int) -> list[str]:
    """Wrap one line of text between its words; a word that is too long is cut into pieces."""
    lines = [""]
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if cell_len(joined) <= width:
            lines[-1] = joined
            continue
        pieces = chop_cells(word, max(1, width)) or [""]
        if lines == [""]:
            lines = []
        lines += pieces
    return lines
