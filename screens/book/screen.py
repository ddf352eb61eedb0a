"""The appointment book: a day by employee, one employee's week, or a list."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.timer import Timer

from pettui.book.day import LIVE
from screens.book.changing import Changing
from screens.book.going import Going
from screens.book.grid.daygrid import DayGrid
from screens.book.head import (
    free_line,
    ghost_line,
    laid_out,
    new_line,
    time_block_line,
    visit_lines,
)
from screens.book.matching.filling import Filling
from screens.book.search.seeking import Seeking
from screens.frame.commands import Command, bindings

if TYPE_CHECKING:
    from pettui.book.booking import Booked
    from pettui.book.day import Block, DayView

_LOOK_AFTER = 0.08  # seconds that the cursor must rest before more is read about what it is on
_FLYING = "arrows move  + - length  Enter puts it down  Esc leaves it"


class BookScreen(Seeking, Filling, Changing, Going):
    """The book. It keeps its day, view and cursor while other screens are open."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("book"),
        Binding("tab", "next_block(1)", "next visit", show=False),
        Binding("shift+tab", "next_block(-1)", "visit before", show=False),
        Binding("escape", "let_go", "unmark", show=False),
    ]

    def __init__(self, view: DayView | None = None) -> None:
        super().__init__(view)
        self._look: Timer | None = None
        self._is_new = True  # whether nothing was ever booked, as far as is known

    def why_not(self, command: Command) -> str:
        """Let nothing else begin while a block is in the air."""
        if self.page.ghost is not None and command.area == "book":
            return "Enter puts it down, Esc leaves it. For another day: Esc, then e."
        return super().why_not(command)

    # What the cursor is on

    @on(DayGrid.CursorMoved)
    def _moved(self) -> None:
        self.follow_place()
        self.show_context()
        self.look()

    @on(DayGrid.GhostMoved)
    def _flew(self, event: DayGrid.GhostMoved) -> None:
        day = self.page.sheet.heads[event.ghost.column].day if self.kind == "week" else None
        shop = self.desk.shop
        self.detail.say(ghost_line(shop, event.ghost, event.column.label, event.objections, day))
        self.more.clear()
        self.show_hint(_FLYING)

    @on(DayGrid.Released)
    def _released(self) -> None:
        self.show_hint("")
        self.look()

    def watch_context(self) -> None:
        """Let the footer follow once the cursor rests: it takes twice the bytes of a cursor key."""
        self.look()

    def look(self) -> None:
        """Say what the cursor is on, once it rests there."""
        if self._look is not None:
            self._look.stop()
        self._look = self.set_timer(_LOOK_AFTER, self._look_closer)

    def _look_closer(self) -> None:
        self.show_offers()
        if self._beside is None:  # the book is painted by now
            self.work(self.beside().follow(), hold_keys=False)
        self.keep_place()
        if self.page.ghost is None:
            self.work(self._say_detail(), hold_keys=False, group="detail", exclusive=True)

    async def _say_detail(self) -> None:
        if self.say_place():
            return
        block, shop = self.current(), self.desk.shop
        if block is None and await self._never_booked():
            self.detail.say(new_line(self.desk.keys.shown))
            self.more.clear()
        elif block is None:
            page = self.page
            blocks = self.shown_blocks(page.cursor_day)
            self.detail.say(free_line(shop, page.cursor_column, page.cursor_minute, blocks))
            self.more.clear()
        elif block.kind == "block":
            await self._say_block(block)
        else:
            await self._say_visit(block)

    async def _never_booked(self) -> bool:
        """Tell whether the book is new; asked as long as nothing is seen in it."""
        self._is_new = self._is_new and not self.shown_blocks()
        if self._is_new:
            from pettui.book.summary import is_new

            self._is_new = await self.desk.gateway.run(is_new)
        return self._is_new and self.current() is None

    async def _say_block(self, block: Block) -> None:
        from pettui.book.summary import summary

        known = await self.desk.gateway.run(summary, self.desk.shop, block.ticket)
        if block is self.current() and self.page.ghost is None:
            self.detail.say(time_block_line(self.desk.shop, block, known))
            self.more.clear()

    async def _say_visit(self, block: Block) -> None:
        from pettui.book.summary import summary

        shop, page = self.desk.shop, self.page
        known = await self.desk.gateway.run(summary, shop, block.ticket)
        if block is self.current() and page.ghost is None:
            late = page.cursor_day == shop.today() and block.is_late(page.now_minute)
            head, facts = visit_lines(shop, block, known, late=late)
            first, second = laid_out(head, facts, self.size.width - 2)
            self.detail.say(first)
            self.more.say(second)

    # Booking and opening

    @on(DayGrid.Opened)
    def _opened(self, event: DayGrid.Opened) -> None:
        if self.take_place():
            return
        if event.block is None:
            self.action_book_new()
        else:
            self.action_book_open()

    def action_book_new(self) -> None:
        """Book a visit where the cursor is."""
        from screens.book.opening import book_at

        column = self.page.cursor_column
        employee = column.id if column and column.kind == "employee" else None
        day, minute = self.page.cursor_day or self.day, self.page.cursor_minute
        self._booking(book_at(self.desk, day, minute, employee or None))

    def action_book_line(self) -> None:
        """Book a visit by typing one line."""
        from screens.book.oneline.opening import book_line

        self._booking(book_line(self))

    def action_book_open(self) -> None:
        """Open the visit under the cursor: its rows, prices and notes."""
        from screens.book.opening import edit

        block = self.current()
        if block is None:
            self.action_book_new()
        elif block.kind == "block":
            self.desk.say("A time block: m moves or stretches it, x removes it.")
        elif block.status not in LIVE:
            self.action_book_history()  # nothing of it can be changed any more
        else:
            self._booking(edit(self.desk, block.ticket))

    def action_book_edit(self) -> None:
        """Change the rows, notes and prices of the visit under the cursor."""
        if self.here() is not None:
            self.action_book_open()

    def _booking(self, work: Awaitable[Booked | None]) -> None:
        async def book() -> None:
            done = await work
            if done is not None:
                self.desk.say(done.words[:1].upper() + done.words[1:])
                await self.show_ticket(done.ticket)

        self.work(book())

    def action_book_history(self) -> None:
        """Show who changed the visit, when, and from what to what."""
        from screens.book.history import show_history

        block = self.here()
        if block is not None:
            self.work(show_history(self.desk, block.ticket))

    def action_book_why(self) -> None:
        """Say where the prices of the visit under the cursor come from."""
        from screens.stock.why import of_visit

        block = self.here()
        if block is not None and block.kind == "visit":
            self.work(of_visit(self.desk, block.ticket))

    def action_book_client(self) -> None:
        """Open the page of the visit's client."""
        from screens.people.finding import go_to

        block = self.here()
        if block is not None and block.client_id is not None:
            self.work(go_to(self.desk, f"client:{block.client_id}"))

    def action_book_groom(self) -> None:
        """Write down blade, style and weight of the visit under the cursor."""
        from screens.people.groom_notes import edit_groom_note

        block = self.here()
        if block is not None and block.pet_id is not None:
            self.work(edit_groom_note(self.desk, block.pet_id, block.pet, ticket=block.ticket))

    # Marks

    def action_book_mark(self) -> None:
        """Mark or unmark the visit under the cursor and go to the next."""
        block = self.here()
        if block is not None:
            self.mark(self.marked ^ {block.ticket})
            self.page.action_next_block()

    def action_let_go(self) -> None:
        """Forget the marks, and take messages away; leave a place that was looked for."""
        self.desk.clear_notifications()
        self.leave_place()
        self.forget_vacancies()
        self.mark(frozenset())

    def action_next_block(self, by: int) -> None:
        """Go to the next visit, or the one before."""
        if by > 0:
            self.page.action_next_block()
        else:
            self.page.action_previous_block()
