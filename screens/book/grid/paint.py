"""Turns a layout into strips, one line of the screen at a time, and keeps what it drew."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from rich.segment import Segment
from textual.strip import Strip as TextualStrip

from pettui.text import safe_line
from screens.book.grid.cells import ELLIPSIS, cut, fill, width_of
from screens.book.grid.ghost import Ghost
from screens.book.grid.ink import Palette
from screens.book.grid.lanes import Piece
from screens.book.grid.layout import GUTTER, Layout, Strip, is_off
from screens.book.grid.sheet import Clock
from screens.book.grid.words import Line, lines_of, name_of, status_role

_NOTE = 6  # characters of a cut note that still tell something
EARLIER, LATER = "\u2039", "\u203a"  # the single angle quotation marks


class Scene(NamedTuple):
    """All that can change a line without a new layout.

    `piece` is the block under the cursor. `today` limits late marks and the line at now to
    one day of a week; None means that every column is of today.
    """

    column: int = 0
    line: int = 0
    piece: Piece | None = None
    now: int | None = None
    today: date | None = None
    marked: frozenset[int] = frozenset()
    ghost: Ghost | None = None
    objections: tuple[str, ...] = ()


def ghost_lines(layout: Layout, ghost: Ghost) -> tuple[int, int]:
    """Give the lines a ghost covers, half-open."""
    top = (ghost.start - layout.first) // layout.step
    return top, max(top + 1, -(-(ghost.end - layout.first) // layout.step))


class Painter:
    """Draws the lines of one layout in one palette."""

    def __init__(
        self, layout: Layout, palette: Palette, money: Callable[[int], str], clock: Clock
    ) -> None:
        self.layout = layout
        self.palette = palette
        self._money = money
        self._clock = clock
        self._written: dict[tuple[int, int, int, int], list[Line]] = {}
        self._drawn: dict[tuple[int, int], list[Segment]] = {}

    def forget(self, rows: Iterable[int] | None = None) -> None:
        """Forget what was drawn; with rows, what they say too; with None, everything."""
        self._drawn.clear()
        if rows is None:
            self._written.clear()
            return
        gone = set(rows)
        self._written = {key: kept for key, kept in self._written.items() if key[1] not in gone}

    # -- the frame ---------------------------------------------------------------------

    def header(self) -> TextualStrip:
        """Draw the names above the columns, and when each can be booked."""
        segments = [Segment(" " * GUTTER, self.palette("", "head"))]
        for strip in self.layout.strips:
            room = strip.width - 1
            note = strip.head.note
            if strip.hidden:
                note = f"{note} +{len(strip.hidden)}".strip()
            title = cut(safe_line(strip.head.title), room)
            left = room - width_of(title) - 2
            if width_of(note) > left:
                note = note.partition(":")[0]  # "off" alone, before "off: vac…"
            note = cut(safe_line(note), left)
            note = "" if note.endswith(ELLIPSIS) and len(note) < _NOTE else note
            tail = "  " + note if note else ""
            rest = room - width_of(title) - width_of(tail)
            segments += [
                Segment(" " + title, self.palette("", "head")),
                Segment(tail + " " * rest, self.palette("head-note", "head")),
            ]
        return self._whole(segments, "head")

    def edge(self) -> TextualStrip:
        """Say which columns did not fit, on either side."""
        width = self.layout.width
        left, right = self.layout.left, self.layout.right
        half = width // 2 if left and right else width - 2
        sides = [
            (f"{len(heads)} more", ", ".join(safe_line(head.title) for head in heads))
            for heads in (left, right)
        ]
        words = [
            cut(f"{count}: {names}", half - 2) if heads else ""
            for heads, (count, names) in zip((left, right), sides, strict=True)
        ]
        one = f"{EARLIER}{words[0]}" if left else ""
        two = f"{words[1]}{LATER}" if right else ""
        gap = " " * (width - width_of(one) - width_of(two))
        return self._whole([Segment(one + gap + two, self.palette("", "edge"))], "edge")

    def notice(self, words: str) -> TextualStrip:
        """Draw one line in the middle of an empty page."""
        text = cut(safe_line(words), self.layout.width - 2)
        left = (self.layout.width - width_of(text)) // 2
        return self._whole(
            [
                Segment(" " * left, self.palette("", "free")),
                Segment(text, self.palette("notice", "free")),
            ],
            "free",
        )

    def blank(self) -> TextualStrip:
        """Draw a line below the end of the day."""
        return self._whole([], "free")

    def _whole(self, segments: list[Segment], paper: str) -> TextualStrip:
        strip = TextualStrip(segments)
        width = self.layout.width
        if strip.cell_length > width:
            return strip.crop(0, width)
        return strip.extend_cell_length(width, self.palette("", paper))

    # -- a line of time ----------------------------------------------------------------

    def line(self, line: int, scene: Scene) -> TextualStrip:
        """Draw one line: the time, then every column."""
        segments = [self._gutter(line, scene)]
        for strip in self.layout.strips:
            segments += self._column(strip, line, scene)
        return self._whole(segments, "free").simplify()

    def _gutter(self, line: int, scene: Scene) -> Segment:
        layout = self.layout
        minute = layout.minute_of(line)
        quarter = 15 if layout.step <= 5 else 30
        now = scene.now
        if now is not None and line == self.now_line(now):
            label, ink = self._clock(now), "now"
        elif minute % 60 == 0:
            label, ink = self._clock(minute), "hour"
        elif minute % quarter == 0:
            label, ink = f":{minute % 60:02d}", "half"
        else:
            label, ink = "", "half"
        if line == scene.line and layout.strips:
            label, ink = self._clock(minute), "mark"
        return Segment(f"{label:>{GUTTER - 1}} "[:GUTTER], self.palette(ink, "gutter"))

    def now_line(self, now: int) -> int | None:
        """Give the line at now, if the day shows that time."""
        inside = self.layout.first <= now < self.layout.last
        return self.layout.line_of(now) if inside else None

    def _column(self, strip: Strip, line: int, scene: Scene) -> list[Segment]:
        ghost = self._ghost_line(strip, line, scene)
        if ghost is not None:
            return ghost
        if scene.ghost and scene.ghost.column_origin == strip.index:
            return self._compose(strip, line, scene)
        here = strip.index == scene.column and (
            line == scene.line or (scene.piece is not None and line == scene.piece.top)
        )
        if here and not scene.ghost:
            return self._compose(strip, line, scene)
        key = (line, strip.index)
        drawn = self._drawn.get(key)
        if drawn is None:
            away = scene._replace(column=-1, piece=None)
            drawn = self._drawn[key] = self._compose(strip, line, away)
        return drawn

    def _compose(self, strip: Strip, line: int, scene: Scene) -> list[Segment]:
        over = [piece for piece in strip.pieces if piece.top <= line < piece.bottom]
        segments: list[Segment] = []
        x = 0
        for piece in sorted(over, key=lambda p: p.x):
            if piece.x > x:
                segments += self._free(strip, line, piece.x - x, scene, whole=False)
            segments += self._piece(strip, piece, line, scene)
            x = piece.x + piece.width
        if x < strip.width:
            segments += self._free(strip, line, strip.width - x, scene, whole=not over)
        return segments

    def _is_now(self, strip: Strip, line: int, scene: Scene) -> bool:
        return (
            scene.now is not None
            and scene.today in (None, strip.head.day)
            and line == self.now_line(scene.now)
        )

    def _free(
        self, strip: Strip, line: int, width: int, scene: Scene, *, whole: bool
    ) -> list[Segment]:
        minute = self.layout.minute_of(line)
        off = is_off(strip.head, minute, self.layout.step)
        paper, ink = ("off" if off else "free"), "rule"
        if whole and not scene.ghost and (strip.index, line) == (scene.column, scene.line):
            paper = "cursor"
        if self._is_now(strip, line, scene):
            return [Segment("─" * width, self.palette("now", paper))]
        # Sixteen colours have no shade to spare, so there dots are the shade.
        body = (" ·" if off and self.palette.ansi else "  ") * width
        if not whole and width == 1:
            return [Segment(" ", self.palette(ink, paper))]
        bar = Segment("│", self.palette(ink, paper))
        return (
            [bar, Segment(body[: width - 1], self.palette("rule", paper))] if width > 1 else [bar]
        )

    def _is_late(self, strip: Strip, piece: Piece, scene: Scene) -> bool:
        return scene.today in (None, strip.head.day) and piece.block.is_late(scene.now)

    def _lines(self, strip: Strip, piece: Piece, scene: Scene) -> list[Line]:
        key = (strip.index, piece.block.row, piece.top, piece.x)
        lines = self._written.get(key)
        if lines is None:
            lines = self._written[key] = lines_of(
                piece,
                first=self.layout.first,
                step=self.layout.step,
                late=self._is_late(strip, piece, scene),
                marked=piece.block.ticket in scene.marked,
                money=self._money,
                clock=self._clock,
            )
        return lines

    def _piece(self, strip: Strip, piece: Piece, line: int, scene: Scene) -> list[Segment]:
        written = self._lines(strip, piece, scene)[line - piece.top]
        under = strip.index == scene.column and piece is scene.piece and not scene.ghost
        inner = [child for child in piece.children if child.top <= line < child.bottom]
        paper = written.paper
        if under and line == scene.line:
            paper = "cursor"
        if scene.ghost and scene.ghost.origin.row == piece.block.row:
            paper = "lifted"
        tint = f"tint-{piece.block.color}" if piece.block.color else ""
        bar_ink = "mark" if written.bar == "■" else tint or status_role(piece.block)
        segments = [Segment(written.bar, self.palette(bar_ink, paper))]
        here = under and line == piece.top and paper != "cursor"
        if inner:
            x = piece.x + 1
            for child in sorted(inner, key=lambda p: p.x):
                if child.x > x:
                    segments.append(Segment(" " * (child.x - x), self.palette("", paper)))
                segments += self._piece(strip, child, line, scene)
                x = child.x + child.width
            rest = piece.x + piece.width - x
            return segments + ([Segment(" " * rest, self.palette("", paper))] if rest > 0 else [])
        left = sum(width_of(text) for text, _ in written.runs)
        right = sum(width_of(text) for text, _ in written.right)
        pad = piece.width - 1 - left - right
        ink = ""
        for number, (text, ink) in enumerate(written.runs):
            # Of a block that the cursor is in, the name is lit up; it costs few bytes.
            ground = "here" if here and not number else paper
            segments.append(Segment(text, self.palette(ink, ground)))
        # Through a first line it would read as something struck out.
        if self._is_now(strip, line, scene) and pad > 3 and line > piece.top:
            edge = " " if left else ""
            segments.append(
                Segment(edge + "─" * (pad - len(edge) * 2) + edge, self.palette("now", paper))
            )
        elif pad > 0:
            # Blanks are written like the text before them: fewer bytes to send.
            blank = "" if paper == "ended" or (len(written.runs) == 1 and here) else ink
            segments.append(Segment(" " * pad, self.palette(blank, paper)))
        segments += [Segment(text, self.palette(ink, paper)) for text, ink in written.right]
        return segments

    # -- what is in the air ------------------------------------------------------------

    def _ghost_line(self, strip: Strip, line: int, scene: Scene) -> list[Segment] | None:
        ghost = scene.ghost
        if ghost is None or ghost.column != strip.index:
            return None
        top, bottom = ghost_lines(self.layout, ghost)
        if not top <= line < bottom:
            return None
        times = f"{self._clock(ghost.start)}-{self._clock(ghost.end)}"
        name = safe_line(ghost.origin.reason) or "block"
        name = name if ghost.origin.kind == "block" else name_of(ghost.origin)
        texts = [times, name, *(f"! {words}" for words in scene.objections)]
        if bottom - top == 1:
            texts = [f"{'! ' if scene.objections else ''}{self._clock(ghost.start)} {name}"]
        elif bottom - top == 2:
            texts[1] = f"! {scene.objections[0]}" if scene.objections else name
        at = line - top
        text = fill(texts[at] if at < len(texts) else "", strip.width - 1)
        ink = "danger" if text.startswith("!") else "name" if at < 2 else ""
        return [
            Segment("┃", self.palette("name", "ghost")),
            Segment(text, self.palette(ink, "ghost")),
        ]
