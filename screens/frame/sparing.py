"""What a slow line is sent: only what differs from what the terminal shows, and each change once.

Textual paints a region whenever something in it changed; a screen that opens, two or three times.
Here the whole picture is compared with the one before, cell by cell, eight times a second at most.
It costs the machine some milliseconds a picture, and saves the line three quarters of a new screen
and more of everything else.
"""

from __future__ import annotations

import asyncio
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.color import ColorSystem
from textual._compositor import CompositorUpdate
from textual._context import visible_screen_stack
from textual.strip import Strip

if TYPE_CHECKING:
    from screens.desk import Desk

PERIOD = 0.125
"""Seconds between two pictures; the first change after a rest is sent at once."""

_GAP = 7  # cells that are sent again sooner than the cursor is moved over them
_RUN = 9  # blanks from which on to erase is shorter than to write
_UNSEEN = frozenset(("1", "2", "3", "5", *map(str, (*range(30, 38), *range(90, 98)))))
"""What cannot be seen of a blank: how bold it is, and its foreground."""

Cell = tuple[str, str]
"""A character and the codes of its style; the right half of a wide one has no character."""


class Line:
    """The line to one desk's terminal, and the picture at its other end."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._paint = desk._display
        self._there: list[list[Cell]] = []
        self._last = 0.0
        self._due: asyncio.TimerHandle | None = None

    def display(self, screen: Any, renderable: Any) -> None:
        """Take the place of Textual's own: send what changed, soon or now."""
        if not isinstance(renderable, CompositorUpdate):
            self._paint(screen, renderable)
            return
        loop = asyncio.get_running_loop()
        if self._due is None:
            wait = max(0.0, self._last + PERIOD - loop.time())
            if wait:
                self._due = loop.call_later(wait, self._send)
            else:
                self._send()

    def _send(self) -> None:
        self._due = None
        desk = self._desk
        driver = desk._driver
        if not desk._running or desk._closed or driver is None or desk._batch_count:
            return
        self._last = asyncio.get_running_loop().time()
        visible_screen_stack.set(desk._background_screens)
        colours = desk.console._color_system or ColorSystem.STANDARD
        now = [cells(strip, colours) for strip in desk.screen._compositor.render_strips()]
        if [len(line) for line in now] != [len(line) for line in self._there]:
            self._there = [[("?", "?")] * len(line) for line in now]  # another size: all is unknown
        told = "".join(
            changes(y, before, line)
            for y, (before, line) in enumerate(zip(self._there, now, strict=True), 1)
        )
        self._there = now
        if told:
            x, y = desk.screen.outer_size.clamp_offset(desk.cursor_position)
            driver.write(f"{told}\x1b[m\x1b[{y + 1};{x + 1}H")
            driver.flush()


def begin(desk: Desk) -> None:
    """Let a desk send its terminal only what changes."""
    desk._display = Line(desk).display  # type: ignore[method-assign]  # of this one desk


def cells(strip: Strip, colours: ColorSystem = ColorSystem.STANDARD) -> list[Cell]:
    """Take a line of a picture apart."""
    found: list[Cell] = []
    for segment in strip:
        style = segment.style
        codes = _plain(Strip.render_ansi(style, colours)) if style else ""
        for letter in segment.text:
            width = cell_len(letter)
            if width == 0 and found:  # it stands on the letter before
                found[-1] = (found[-1][0] + letter, found[-1][1])
            elif letter == " ":
                found.append((" ", _seen(codes)))
            else:
                found += [(letter, codes), *[("", codes)] * (width - 1)]
    return found


@lru_cache(maxsize=1024)
def _plain(codes: str) -> str:
    """Leave out of a style what every style begins with: the terminal's own colours."""
    found = codes.split(";")
    if "38" in found or "48" in found:  # a colour by its number, or in parts
        return codes
    return ";".join(code for code in found if code not in ("39", "49"))


@lru_cache(maxsize=1024)
def _seen(codes: str) -> str:
    """Give what shows of the style of a blank; "" where it is as the terminal's own background."""
    found = codes.split(";")
    if "38" in found or "48" in found or "7" in found:  # reversed: the foreground is what shows
        return codes
    return ";".join(code for code in found if code not in _UNSEEN)


def changes(y: int, before: list[Cell], now: list[Cell]) -> str:
    """Write what turns a line into another; "" where they are alike."""
    if before == now:
        return ""
    told = []
    for start, end in _runs([one != other for one, other in zip(before, now, strict=True)]):
        while start and not now[start][0]:  # not from the middle of a wide letter
            start -= 1
        told.append(f"\x1b[{y};{start + 1}H{_written(now[start:end], is_last=end == len(now))}")
    return "".join(told)


def _runs(changed: list[bool]) -> list[tuple[int, int]]:
    """Give where changes begin and end; those that are near are one."""
    found: list[tuple[int, int]] = []
    for place, differs in enumerate(changed):
        if differs and found and place - found[-1][1] <= _GAP:
            found[-1] = (found[-1][0], place + 1)
        elif differs:
            found.append((place, place + 1))
    return found


def _written(line: list[Cell], *, is_last: bool) -> str:
    """Write cells, each style once, and long blanks as an erasure."""
    told = []
    left, pen = len(line), "?"
    for (codes, is_blank), group in groupby(line, key=lambda cell: (cell[1], cell[0] == " ")):
        letters = [letter for letter, _ in group]
        left -= len(letters)
        long = is_blank and not codes and len(letters) >= _RUN
        if pen != codes and (long or not is_blank or _seen(pen) != codes):
            told.append(f"\x1b[0;{codes}m" if codes else "\x1b[m")
            pen = codes
        if not long:
            told += letters
        elif left:
            told.append(f"\x1b[{len(letters)}X\x1b[{len(letters)}C")
        else:
            told.append("\x1b[K" if is_last else f"\x1b[{len(letters)}X")
    return "".join(told)
