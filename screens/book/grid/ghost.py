"""A block in the air: where it would land, how long it would be, what it would run into."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from pettui.book.day import ENDED, Block
from pettui.text import safe_line
from screens.book.grid.sheet import DAY, Clock, Sheet, hours_words, time_words


class Ghost(NamedTuple):
    """A block that is being moved or stretched: `origin` as it is, the rest as it would be.

    `column` is an index into the sheet; `start` and the lengths are minutes.
    """

    origin: Block
    column_origin: int
    column: int
    start: int
    setup: int
    process: int
    finish: int

    @property
    def length(self) -> int:
        """The whole length in minutes."""
        return self.setup + self.process + self.finish

    @property
    def end(self) -> int:
        """The minute at which it would end."""
        return self.start + self.length

    @property
    def stretched(self) -> int:
        """By how many minutes it grew; negative when it shrank."""
        block = self.origin
        return self.length - (block.end - block.start)

    @property
    def changed(self) -> bool:
        """Tell whether dropping it here would change anything."""
        moved = (self.column, self.start) != (self.column_origin, self.origin.start)
        return moved or self.stretched != 0

    @property
    def block(self) -> Block:
        """The block as it would be."""
        return self.origin._replace(
            start=self.start, setup=self.setup, process=self.process, finish=self.finish,
        )  # fmt: skip


def lift(block: Block, column: int) -> Ghost:
    """Take a block off the page."""
    return Ghost(block, column, column, block.start, block.setup, block.process, block.finish)


def move_to(ghost: Ghost, start: int) -> Ghost:
    """Move a ghost to another start, kept inside the day."""
    return ghost._replace(start=min(max(0, start), max(0, DAY - ghost.length)))


def move_by(ghost: Ghost, minutes: int) -> Ghost:
    """Move a ghost up or down, onto the grid's lines: 9:10 and a step of 15 give 9:15."""
    return move_to(ghost, _next_line(ghost.start, minutes))


def move_across(ghost: Ghost, sheet: Sheet, by: int) -> Ghost:
    """Move a ghost to the next column of its kind: a groomer's row does not become a tub's."""
    kind = sheet.heads[ghost.column_origin].column.kind
    index = ghost.column + by
    while 0 <= index < len(sheet.heads):
        if sheet.heads[index].column.kind == kind:
            return ghost._replace(column=index)
        index += by
    return ghost


def put_into(ghost: Ghost, sheet: Sheet, column: int) -> Ghost:
    """Move a ghost to a column, if it is one of its kind."""
    kind = sheet.heads[ghost.column_origin].column.kind
    return ghost._replace(column=column) if sheet.heads[column].column.kind == kind else ghost


def stretch_to(ghost: Ghost, length: int, step: int) -> Ghost:
    """Give a ghost another length; its last phase grows or shrinks, to a step at least."""
    length = min(length, DAY - ghost.start)
    if ghost.finish or ghost.process:
        before = ghost.setup + ghost.process if ghost.finish else ghost.setup
        last = max(min(step, ghost.length - before), length - before)
        return ghost._replace(finish=last) if ghost.finish else ghost._replace(process=last)
    return ghost._replace(setup=max(min(step, ghost.setup), length))


def stretch_by(ghost: Ghost, minutes: int) -> Ghost:
    """Make a ghost longer or shorter, its end on the grid's lines."""
    end = _next_line(ghost.end, minutes)
    return stretch_to(ghost, end - ghost.start, abs(minutes))


def _next_line(minute: int, by: int) -> int:
    """Give the next minute, in the direction of `by`, that is a multiple of its size."""
    step = abs(by)
    return (minute // step + 1) * step if by > 0 else (minute - 1) // step * step


def runs_into(ghost: Ghost, sheet: Sheet) -> tuple[Block, ...]:
    """Give the blocks that hold minutes which the ghost would need, in order of time.

    Process time is free on either side; a resource holds as many pets as it has places.
    """
    from pettui.book.slots import busy_parts  # brings the models, which showing a day needs not

    mine = busy_parts(ghost.start, ghost.setup, ghost.process, ghost.finish)
    lanes = sheet.heads[ghost.column].column.lanes
    found = []
    for block in sheet.blocks[ghost.column]:
        if block.row == ghost.origin.row or block.status in ENDED:
            continue
        theirs = busy_parts(block.start, block.setup, block.process, block.finish)
        if any(a < d and c < b for a, b in mine for c, d in theirs):
            found.append(block)
    return tuple(found) if sheet.heads[ghost.column].column.kind == "employee" or (
        _most_at_once(found, mine) >= lanes) else ()  # fmt: skip


def _most_at_once(blocks: Collection[Block], parts: list[tuple[int, int]]) -> int:
    """Give the greatest number of blocks that stand at one minute of some ranges."""
    starts = [max(block.start, a) for block in blocks for a, b in parts if block.start < b]
    counts = [
        sum(block.start <= minute < block.end for block in blocks)
        for minute in starts
        if any(a <= minute < b for a, b in parts)
    ]
    return max(counts, default=0)


def objections(ghost: Ghost, sheet: Sheet, clock: Clock = time_words) -> tuple[str, ...]:
    """Say in words what speaks against dropping a ghost where it is; empty when nothing does."""
    found = [
        f"over {safe_line(block.pet or block.reason or block.client or 'a visit')}"
        f" {clock(block.start)}-{clock(block.end)}"
        for block in runs_into(ghost, sheet)
    ]
    column = sheet.heads[ghost.column].column
    if not column.hours:
        found.append(column.off or "not scheduled")
    elif not any(a <= ghost.start and ghost.end <= b for a, b in column.hours):
        found.append(f"outside {hours_words(column.hours, clock)}")
    return tuple(found)
