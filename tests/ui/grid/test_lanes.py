"""Where blocks stand in a column: tables of cases, and what must hold for every day."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pettui.book.day import Block
from screens.book.grid.lanes import Piece, at_line, every, place
from tests.ui.grid.days import at, visit


def pieces_of(*blocks: Block, width: int = 20, step: int = 15) -> dict[int, Piece]:
    """Place blocks from 8:00 on and give their pieces by row."""
    pieces, hidden = place(blocks, first=at("8:00"), step=step, width=width)
    assert not hidden
    return {piece.block.row: piece for piece in every(pieces)}


def test_block_is_as_tall_as_it_is_long() -> None:
    piece = pieces_of(visit(1, 1, "9:15", 75))[1]
    assert (piece.top, piece.bottom, piece.x, piece.width) == (5, 10, 0, 20)


def test_five_minutes_still_take_a_line() -> None:
    assert pieces_of(visit(1, 1, "9:00", 5))[1].height == 1


def test_overlap_shares_width_inside_its_cluster_only() -> None:
    found = pieces_of(
        visit(1, 1, "9:00", 60), visit(1, 2, "9:30", 60), visit(1, 3, "11:00", 30)
    )  # fmt: skip
    assert (found[1].x, found[1].width) == (0, 10)
    assert (found[2].x, found[2].width) == (10, 10)
    assert (found[3].x, found[3].width) == (0, 20)


def test_lane_is_used_again_when_it_is_free() -> None:
    found = pieces_of(
        visit(1, 1, "9:00", 180), visit(1, 2, "9:00", 60), visit(1, 3, "10:30", 60)
    )  # fmt: skip
    assert found[2].x == found[3].x == 10


def test_touching_inside_one_line_is_no_overlap() -> None:
    found = pieces_of(visit(1, 1, "9:00", 50), visit(1, 2, "9:50", 25))
    assert (found[1].bottom, found[2].top) == (7, 7)
    assert found[1].width == found[2].width == 20


def test_two_short_ones_in_one_line_share_it() -> None:
    found = pieces_of(visit(1, 1, "9:00", 5), visit(1, 2, "9:05", 5))
    assert {found[1].x, found[2].x} == {0, 10}


def test_block_in_process_time_takes_nothing_from_its_host() -> None:
    found = pieces_of(
        visit(1, 1, "9:00", 60, process=60, finish=15), visit(1, 2, "10:15", 30)
    )  # fmt: skip
    assert (found[1].x, found[1].width) == (0, 20)
    assert found[1].children == (found[2],)
    assert (found[2].x, found[2].width) == (1, 19)


def test_block_reaching_out_of_process_time_shares() -> None:
    found = pieces_of(visit(1, 1, "9:00", 60, process=60, finish=15), visit(1, 2, "10:30", 60))
    assert found[1].width == found[2].width == 10


def test_process_time_inside_process_time() -> None:
    found = pieces_of(
        visit(1, 1, "9:00", 30, process=180),
        visit(1, 2, "10:00", 15, process=60),
        visit(1, 3, "10:30", 15),
    )
    assert found[1].children == (found[2],)
    assert found[2].children == (found[3],)
    assert found[3].x == 2


def test_more_than_fit_are_counted_not_lost() -> None:
    blocks = [visit(1, row, "9:00", 60) for row in range(1, 9)]
    pieces, hidden = place(blocks, first=0, step=15, width=14)
    assert len(pieces) == 3
    assert len(hidden) == 5


@st.composite
def days(draw: st.DrawFn) -> list[Block]:
    """Make a day of any blocks whatever, on five-minute slots."""
    count = draw(st.integers(0, 14))
    slots = st.integers(0, 24)
    return [
        visit(
            1, row, f"{draw(st.integers(7, 18))}:{draw(st.integers(0, 11)) * 5:02d}",
            5 + 5 * draw(slots), process=5 * draw(slots), finish=5 * draw(slots),
        )
        for row in range(1, count + 1)
    ]  # fmt: skip


@given(days(), st.sampled_from([5, 10, 15, 20, 30]), st.integers(10, 60))
def test_nothing_stands_on_anything_and_nothing_is_lost(
    blocks: list[Block], step: int, width: int
) -> None:
    pieces, hidden = place(blocks, first=at("6:00"), step=step, width=width)
    shown = every(pieces)
    rows = [piece.block.row for piece in shown] + [block.row for block in hidden]
    assert sorted(rows) == sorted(block.row for block in blocks)
    for piece in shown:
        assert piece.width >= 1
        assert piece.x >= 0 and piece.x + piece.width <= width
        assert piece.height >= 1
        for child in piece.children:
            assert piece.x < child.x and child.x + child.width <= piece.x + piece.width
            assert piece.top < child.top and child.bottom <= piece.bottom
    for line in range(
        min((p.top for p in shown), default=0), max((p.bottom for p in shown), default=0)
    ):
        seen = at_line(pieces, line)
        for left, right in pairwise(seen):
            assert left.x + left.width <= right.x
    for piece in shown:  # the line with its name is never under another
        assert piece in at_line(pieces, piece.top)
