"""Text measured in terminal cells: how wide, cut with an ellipsis, broken into lines."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, chop_cells

from pettui.text import safe_line

ELLIPSIS = "…"  # in the Linux console's own fonts too


def width_of(text: str) -> int:
    """Give the number of cells a text takes."""
    return len(text) if text.isascii() else cell_len(text)


def cut(text: str, width: int) -> str:
    """Cut a text to some cells; what was cut ends with an ellipsis."""
    if width <= 0:
        return ""
    if width_of(text) <= width:
        return text
    if text.isascii():
        return text[: width - 1].rstrip() + ELLIPSIS
    return (chop_cells(text, width - 1)[0].rstrip() if width > 1 else "") + ELLIPSIS


def fill(text: str, width: int) -> str:
    """Cut or pad a text to exactly some cells."""
    text = cut(text, width)
    return text + " " * (width - width_of(text))


def wrap(text: str, width: int, most: int) -> list[str]:
    """Break one line of text at its spaces into at most some lines of some cells."""
    lines: list[str] = []
    rest = safe_line(text).split()
    while rest and len(lines) < most and width > 0:
        line = rest.pop(0)
        while rest and width_of(line) + 1 + width_of(rest[0]) <= width:
            line += " " + rest.pop(0)
        if rest and len(lines) + 1 == most:
            line = cut(f"{line} {' '.join(rest)}", width)
        lines.append(cut(line, width))
    return lines


def shorten(words: str, width: int) -> str:
    """Give as many whole words as fit, "Bath" for "Bath & dry"; a first one too long is cut."""
    if width_of(words) <= width:
        return words
    lines = wrap(words, width, 2)
    first = lines[0].rstrip(" ,;&+-") if lines else ""
    return first or cut(words, width)


def pack(words: Sequence[str], width: int, most: int) -> list[str]:
    """Put words on at most some lines, broken between them rather than inside of one."""
    left = [safe_line(word) for word in words]
    lines: list[str] = []
    while left and len(lines) < most and width > 0:
        if len(lines) + 1 == most:
            return [*lines, fit_words(tuple(left), width)]
        line = left.pop(0)
        if width_of(line) > width:
            *begun, line = wrap(line, width, most - len(lines) - bool(left)) or [""]
            lines += begun
        while left and width_of(line) + 2 + width_of(left[0]) <= width:
            line += f", {left.pop(0)}"
        lines.append(line)
    return lines


def fit_words(words: tuple[str, ...], width: int) -> str:
    """Put as many whole words on one line as fit; `+2` counts those that did not."""
    clean = [safe_line(word) for word in words]
    for shown in range(len(clean), 0, -1):
        rest = f" +{len(clean) - shown}" if shown < len(clean) else ""
        line = ", ".join(clean[:shown]) + rest
        if width_of(line) <= width:
            return line
    return cut(clean[0], width) if clean else ""  # its word says more than how many there are
