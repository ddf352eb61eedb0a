"""Where the blocks of one column stand: lines, lanes where they overlap, nests in dry time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pettui.book.day import Block

LEAST = 4  # cells a block needs to be told from its neighbours: its bar and three letters
_NEST = 1  # cells that stay of a block beside what stands in its process time


class Piece(NamedTuple):
    """A block on the screen: cells from the column's left, lines from the grid's first.

    `children` stand inside its process time, over it; `bottom` is exclusive.
    """

    block: Block
    x: int
    width: int
    top: int
    bottom: int
    children: tuple[Piece, ...] = ()

    @property
    def height(self) -> int:
        """The number of lines it takes."""
        return self.bottom - self.top


class _Placed(NamedTuple):
    """A block with its lines, before it has a lane."""

    block: Block
    top: int
    bottom: int


def place(
    blocks: Iterable[Block], *, first: int, step: int, width: int
) -> tuple[tuple[Piece, ...], tuple[Block, ...]]:
    """Place the blocks of one column.

    Blocks that overlap share the width, each cluster for itself. What lies wholly in another
    block's process time stands in that gap and takes nothing from it.

    Args:
        blocks: in any order.
        first: the minute of the grid's first line.
        step: minutes a line.
        width: cells of the column.

    Returns:
        The pieces, by line and then from the left, and the blocks for which even the
        narrowest lane was too wide: the head counts those.
    """
    placed = _trimmed([
        _Placed(
            block,
            (block.start - first) // step,
            max((block.start - first) // step + 1, -(-(block.end - first) // step)),
        )
        for block in sorted(blocks, key=lambda b: (b.start, -b.end, b.row))
    ])  # fmt: skip
    hidden: list[Block] = []
    pieces = _lay_out(placed, 0, width, hidden)
    return tuple(pieces), tuple(hidden)


def _trimmed(placed: list[_Placed]) -> list[_Placed]:
    """Let blocks that only touch within one line of the grid not stand on each other."""
    kept = []
    for mine in placed:
        after = [p.top for p in placed if p.block.start >= mine.block.end and p is not mine]
        bottom = min([mine.bottom, *(top for top in after if top > mine.top)])
        kept.append(mine._replace(bottom=bottom))
    return kept


def _fits_into(inner: _Placed, outer: _Placed) -> bool:
    """Tell whether a block lies wholly in another's process time, clear of its first line."""
    if inner is outer or not outer.block.process or inner.top <= outer.top:
        return False
    start = outer.block.start + outer.block.setup
    end = start + outer.block.process
    return start <= inner.block.start and inner.block.end <= end and inner.bottom <= outer.bottom


def _lay_out(
    placed: Sequence[_Placed], x: int, width: int, hidden: list[Block]
) -> list[Piece]:  # fmt: skip
    """Give the pieces of some blocks in a strip of the column; nests go one cell deeper."""
    nested: dict[int, list[_Placed]] = {}
    free: list[_Placed] = []
    for mine in placed:
        hosts = [other for other in placed if _fits_into(mine, other)]
        if hosts and width - _NEST >= LEAST:
            # The outermost host takes all that is in it; the next call finds nests in nests.
            host = max(hosts, key=lambda other: other.block.process)
            nested.setdefault(id(host), []).append(mine)
        else:
            free.append(mine)
    pieces = []
    for cluster in _clusters(free):
        most = max(1, width // LEAST)
        lanes = _in_lanes(cluster)
        for mine in (mine for lane in lanes[most:] for mine in lane):
            hidden += [mine.block, *(inner.block for inner in nested.get(id(mine), []))]
        lanes = lanes[:most]
        for number, lane in enumerate(lanes):
            left = width * number // len(lanes)
            cells = width * (number + 1) // len(lanes) - left
            for mine in lane:
                inside = nested.get(id(mine), [])
                children = _lay_out(inside, x + left + _NEST, cells - _NEST, hidden)
                pieces.append(
                    Piece(mine.block, x + left, cells, mine.top, mine.bottom, tuple(children))
                )
    return sorted(pieces, key=lambda piece: (piece.top, piece.x))


def _clusters(placed: Sequence[_Placed]) -> list[list[_Placed]]:
    """Part blocks, sorted by line, into groups whose lines touch no other group's."""
    clusters: list[list[_Placed]] = []
    bottom = -1
    for mine in sorted(placed, key=lambda p: (p.top, -p.bottom)):
        if not clusters or mine.top >= bottom:
            clusters.append([])
            bottom = mine.bottom
        clusters[-1].append(mine)
        bottom = max(bottom, mine.bottom)
    return clusters


def _in_lanes(cluster: Sequence[_Placed]) -> list[list[_Placed]]:
    """Give each block of a cluster the first lane that is free on its lines."""
    lanes: list[list[_Placed]] = []
    for mine in cluster:
        for lane in lanes:
            if lane[-1].bottom <= mine.top:
                lane.append(mine)
                break
        else:
            lanes.append([mine])
    return lanes


def at_line(pieces: Iterable[Piece], line: int) -> list[Piece]:
    """Give the pieces that can be seen on a line, from the left, the inner for the outer."""
    found = []
    for piece in pieces:
        if piece.top <= line < piece.bottom:
            inner = at_line(piece.children, line)
            found += inner or [piece]
    return sorted(found, key=lambda piece: piece.x)


def every(pieces: Iterable[Piece]) -> list[Piece]:
    """Give all pieces, those in the process time of others too."""
    found = []
    for piece in pieces:
        found += [piece, *every(piece.children)]
    return found
