"""What changes the book: the commands. What they do is loaded when it is first wanted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from textual import on

from screens.book.grid.daygrid import DayGrid
from screens.book.showing import Showing

if TYPE_CHECKING:
    from pettui.book.day import Block


class Changing(Showing):
    """The commands of the book that write; every one is a single change that `u` undoes."""

    def here(self) -> Block | None:
        """Give the block under the cursor; say so when there is none."""
        block = self.current()
        if block is None:
            self.desk.say("Put the cursor on a visit first.")
        return block

    def action_book_move(self) -> None:
        """Take what is under the cursor into the air."""
        block, page = self.here(), self.page
        if not isinstance(page, DayGrid):
            self.desk.say("The list has no times to move along; v shows the day.")
        elif block is not None and not page.grab(block.row):
            self.desk.say("This cannot be moved from here; put the cursor on the groomer's column.")

    @on(DayGrid.Dropped)
    def _put_down(self, event: DayGrid.Dropped) -> None:
        from pettui.book.moving import Move
        from screens.book.moving import move

        self.show_hint("")
        block = event.block
        wish = Move(
            row=event.row,
            version=block.version,
            day=event.day if isinstance(event.day, date) else None,
            start=event.start if event.start != block.start else None,
            column=event.column if event.column != block.column else None,
            length=event.length if event.stretched else None,
        )
        self.work(move(self, wish, block.ticket))

    def action_book_status(self) -> None:
        """Take the visits one step on."""
        from screens.book.ending import advance

        self.work(advance(self))

    def action_book_end(self) -> None:
        """Ask how the visits end."""
        from screens.book.ending import end

        self.work(end(self))

    def action_book_block(self) -> None:
        """Keep time free where the cursor is."""
        from screens.book.blocking import block_time

        self.work(block_time(self))

    def action_book_note(self) -> None:
        """Add a note to the visit."""
        from screens.book.moving import note

        block = self.here()
        if block is not None:
            self.work(note(self, block))

    def action_book_wait(self) -> None:
        """Put the visit under the cursor on the wait list; on free time, somebody else."""
        from screens.book.waiting.opening import from_book

        self.work(from_book(self))

    def action_book_pane(self) -> None:
        """Show or hide who waits, beside the book."""
        self.work(self.beside().turn())

    def action_book_away(self) -> None:
        """Mark the groomer of the column ill, and share out their visits."""
        from screens.book.away.opening import away

        column, day = self.page.cursor_column, self.page.cursor_day
        if column is None or column.kind != "employee":
            self.desk.say("Put the cursor in the column of whoever is away.")
        else:
            self.work(away(self, column.id, day if isinstance(day, date) else self.day))

    def action_book_calls(self) -> None:
        """List the clients to phone because their visits were moved."""
        from screens.book.away.calls import phone

        self.work(phone(self.desk))

    def action_book_copy(self) -> None:
        """Remember the visit under the cursor."""
        block = self.here()
        if block is not None and block.kind == "visit":
            self.copied = block.ticket
            self.desk.say(f"Copied {block.pet or block.client}; p books it where the cursor is.")
            self.show_context()

    def action_book_paste(self) -> None:
        """Book the copied visit where the cursor is."""
        from screens.book.copying import paste

        self.work(paste(self))

    def action_book_rebook(self) -> None:
        """Book the same visit again in some weeks."""
        from screens.book.copying import rebook

        block = self.here()
        if block is not None:
            self.work(rebook(self, block))

    def action_book_series(self) -> None:
        """Let the visit come again, or show its series."""
        from screens.book.series.opening import series

        block = self.here()
        if block is not None:
            self.work(series(self, block))
