"""Which cells of the screen a change touches: the cursor, what is lit up, what is in the air."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from textual.geometry import Region

from screens.book.grid.cells import width_of
from screens.book.grid.lanes import Piece
from screens.book.grid.layout import GUTTER, HEADER, Layout
from screens.book.grid.paint import Scene, ghost_lines
from screens.book.grid.words import name_of


def _name_cells(piece: Piece) -> int:
    """Give the cells of the part of a block's first line that the cursor lights up."""
    return width_of(piece.block.reason or name_of(piece.block))


class Sight(NamedTuple):
    """A layout scrolled to a line: `top` is the line of time right under the header."""

    layout: Layout
    top: int

    def touched(self, old: Scene, new: Scene) -> Iterator[Region]:
        """Give the regions in which two scenes differ."""
        here, there = (old.column, old.line, old.piece), (new.column, new.line, new.piece)
        if here != there:
            if old.line != new.line:
                yield from (self.cells(0, GUTTER, s.line, s.line + 1) for s in (old, new))
            for scene, other in ((old, new), (new, old)):
                yield self._piece(scene.column, scene.piece, scene.line)
                piece = scene.piece
                if piece and piece != other.piece and piece.top != scene.line:
                    region = self._piece(scene.column, piece, piece.top)
                    yield region.shrink((0, max(0, piece.width - 1 - _name_cells(piece)), 0, 0))
        if (old.ghost, old.objections) != (new.ghost, new.objections):
            for scene in (old, new):
                if scene.ghost:
                    yield self._column(scene.ghost.column, *ghost_lines(self.layout, scene.ghost))
            if (old.ghost is None) != (new.ghost is None):
                ghost = old.ghost or new.ghost
                if ghost:
                    lifted = self.layout.piece_of(ghost.column_origin, ghost.origin.row)
                    if lifted:
                        yield self._column(ghost.column_origin, lifted.top, lifted.bottom)
                yield self._piece(new.column, new.piece, new.line)
                if new.piece:
                    yield self._piece(new.column, new.piece, new.piece.top)

    def cells(self, x: int, width: int, top: int, bottom: int) -> Region:
        """Give the region of some cells on some lines, cut to what is in sight."""
        above = self.top
        top, bottom = max(top, above), min(bottom, above + self.layout.body)
        return Region(x, HEADER + top - above, width, max(0, bottom - top))

    def _column(self, column: int, top: int, bottom: int) -> Region:
        strip = self.layout.by_index.get(column)
        return self.cells(strip.x, strip.width, top, bottom) if strip else Region()

    def _piece(self, column: int, piece: Piece | None, line: int) -> Region:
        strip = self.layout.by_index.get(column)
        if strip is None:
            return Region()
        x, width = (piece.x, piece.width) if piece else (0, strip.width)
        return self.cells(strip.x + x, width, line, line + 1)
