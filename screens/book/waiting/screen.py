"""The wait list (F3): who sits in the lobby and since when, and who wants another day."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from pettui.book.waiting.listing import ORDERS, Board, Line, load, value_of
from screens.book.waiting import acting
from screens.book.waiting.detail import detail
from screens.book.waiting.rows import head_line, rows_of
from screens.frame.commands import bindings
from screens.frame.context import Context
from screens.frame.screen import DeskScreen
from screens.stock.nearby import show_near
from screens.widgets.rows import Rows


class WaitScreen(DeskScreen):
    """Everybody who waits. It follows the clock, and what other terminals write."""

    AREAS = ("wait",)
    CSS_PATH = "../../styles/waiting.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("wait"),
        Binding("escape", "back", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]

    def __init__(self, entry: int | None = None) -> None:
        super().__init__()
        self.board = Board((), (), (), (), {})
        self.order = ORDERS[0]
        self.room = self.over = False
        self._wanted = entry
        self._worth: dict[tuple[int, int], tuple[int, int]] = {}  # by entry and version
        self._asked: set[tuple[int, int]] = set()
        self._minute: datetime | None = None
        self.head = Static("", id="head", markup=False)
        self.rows = Rows(empty="Looking...")
        self.detail = Static("", id="about", markup=False)

    def body(self) -> ComposeResult:
        """Show the head, the list, and more about the entry under the cursor."""
        yield self.head
        yield self.rows
        yield self.detail

    def on_mount(self) -> None:
        """Read the list."""
        super().on_mount()
        self.work(self.shop_changed())

    # What is read and shown

    async def shop_changed(self) -> None:
        """Read the list again; the cursor stays on its entry."""
        self.board = await self.desk.gateway.run(
            load, self.desk.shop, order=self.order, over=self.over, room=self.room
        )
        if self.is_mounted:
            self._draw()

    def show_status(self) -> None:
        """Follow the clock: how long everybody waits, and by when they can be taken."""
        super().show_status()
        minute = self.desk.minute
        if self.is_mounted and minute != self._minute:
            stale, self._minute = self._minute is not None, minute
            if stale and self.is_current:
                self.work(self.shop_changed(), hold_keys=False, group="minute", exclusive=True)

    def on_resize(self) -> None:
        """Share the new width."""
        self._draw()

    def _draw(self) -> None:
        shop = self.desk.shop
        key = self.desk.keys.shown
        self.head.update(head_line(self.board, self.order, room=self.room, key=key))
        self.rows.empty = self._empty()
        width = max(40, self.size.width - 2)
        show_near(self.rows, rows_of(shop, self.board, width, over=self.over))
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self.go_to(wanted)
        self._tell()

    def _empty(self) -> str:
        if self.room:
            return "Nobody who waits has a free time. f shows all."
        key = self.desk.keys.shown("wait.new")
        return f"Nobody waits. {key} puts somebody on the list."

    def go_to(self, entry: int | None) -> None:
        """Put the cursor on an entry."""
        for place, row in enumerate(self.rows.rows):
            if row.id == f"entry:{entry}":
                self.rows.cursor = place

    @property
    def line(self) -> Line | None:
        """The entry under the cursor."""
        row = self.rows.row
        lines = (*self.board.waiting, *self.board.over, *self.board.done)
        return next((one for one in lines if row and row.id == f"entry:{one.entry.id}"), None)

    @on(Rows.Moved)
    def _moved(self) -> None:
        self._tell()

    def _tell(self) -> None:
        one = self.line
        status = "" if one is None else one.entry.status
        self.context = Context(status=status)
        if one is None:
            self.detail.update("")
            return
        key = (one.entry.id, one.entry.version)
        self.detail.update(detail(self.desk.shop, self.board, one, self._worth.get(key)))
        if key not in self._worth and key not in self._asked:
            self._asked.add(key)
            self.work(self._value(one), hold_keys=False)

    async def _value(self, one: Line) -> None:
        key = (one.entry.id, one.entry.version)
        self._worth[key] = await self.desk.gateway.run(value_of, self.desk.shop, one.entry)
        line = self.line
        if self.is_mounted and line is not None and (line.entry.id, line.entry.version) == key:
            self._tell()

    # What keys do

    def action_back(self) -> None:
        """Go back to where one came from."""
        self.dismiss()

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.rows.move(by)

    def action_page(self, direction: int) -> None:
        """Move the cursor by a page."""
        self.rows.page(direction)

    @on(Rows.Picked)
    async def _picked(self) -> None:
        await self.desk.action_command("wait.take")

    def action_wait_take(self) -> None:
        """Book who is under the cursor."""
        if self.line is not None:
            self.work(acting.take(self, self.line))

    def action_wait_new(self) -> None:
        """Put somebody on the list."""
        self.work(acting.new(self))

    def action_wait_edit(self) -> None:
        """Change what somebody waits for."""
        if self.line is not None:
            self.work(acting.edit(self, self.line))

    def action_wait_call(self) -> None:
        """Note what a call came to."""
        if self.line is not None:
            self.work(acting.call(self, self.line))

    def action_wait_leave(self) -> None:
        """Take somebody off the list."""
        if self.line is not None:
            self.work(acting.leave(self, self.line))

    def action_wait_back(self) -> None:
        """Put somebody who left back on the list."""
        if self.line is not None:
            self.work(acting.come_back(self, self.line))

    def action_wait_owner(self) -> None:
        """Open the page of the client."""
        from screens.people.finding import go_to

        if self.line is not None:
            self.work(go_to(self.desk, f"client:{self.line.entry.client}"))

    def action_wait_history(self) -> None:
        """Show what happened to the entry under the cursor."""
        if self.line is not None:
            self.work(acting.history(self, self.line))

    def action_wait_order(self) -> None:
        """Change the order."""
        self.order = ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)]
        self.work(self.shop_changed())

    def action_wait_room(self) -> None:
        """Show only who has room, or all."""
        self.room = not self.room
        self.work(self.shop_changed())

    def action_wait_over(self) -> None:
        """Show or hide those whose time has passed, and who was booked or left."""
        self.over = not self.over
        self.work(self.shop_changed())
