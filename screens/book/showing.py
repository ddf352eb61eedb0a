"""What the book shows: it reads days and weeks, follows the clock and others, keeps the cursor."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, ParamSpec, TypedDict, TypeVar

from textual.app import ComposeResult

from pettui.book.day import Block, Column, DayView, WeekView
from pettui.book.loading import load_day, load_week
from screens.book.grid.daygrid import DayGrid
from screens.book.head import BookLine, day_head, week_head
from screens.book.place import Place, Places
from screens.frame.context import Context
from screens.frame.screen import DeskScreen

if TYPE_CHECKING:
    from pettui.history.undo import Reversed
    from screens.book.grid.listing import DayList
    from screens.book.waiting.beside import Beside

P = ParamSpec("P")
T = TypeVar("T")


class Writers(TypedDict):
    """What writes money, times and weekdays in the book."""

    money: Callable[[int], str]
    clock: Callable[[int], str]
    weekday: Callable[[date], str]


class Showing(DeskScreen):
    """The days in the book: which are shown, and what stands under the cursor.

    Attributes:
        day: the day that is shown; in a week, one of its days.
        kind: "day", "week" or "list".
        ended: whether cancelled and missed visits are shown.
        page: the grid, or the list.
        marked: ids of the tickets that are marked.
        copied: the ticket that `p` books again.
        employee_shown: whose week is shown.
    """

    AREAS = ("book",)

    page: DayGrid | DayList
    copied: int | None = None
    marked: frozenset[int] = frozenset()
    employee_shown = 0
    _place: Place | None = None  # where to go back to, until that is shown

    def __init__(self, view: DayView | None = None) -> None:
        super().__init__()
        self._first = view
        self._loaded: DayView | WeekView | None = None
        self._asked = 0  # the number of the newest question
        self._answered = 0  # the number of the newest question whose answer is shown
        self._keep = True  # whether the cursor stays when the answer is shown
        self._reading = asyncio.Lock()
        self._beside: Beside | None = None
        self.kind = "day"
        self.ended = False
        self.head = BookLine("head", "screen.book_date")
        self.detail = BookLine("detail", "screen.book_open")
        self.more = BookLine("more", "screen.book_open")

    def body(self) -> ComposeResult:
        """Show the day's line, the grid, and two lines about what the cursor is on."""
        shop = self.desk.shop
        self.places = Places(self.desk)
        self.day = self._today = self._first.day if self._first else shop.today()
        self._chosen = self._settings()
        step, self.ended = self._chosen
        if place := self.places.left_behind(self._today):
            self.day, step, self.ended = place.day, place.step, place.ended
            if place.day != self._today or place.ended != self._chosen[1]:
                self._first = None
            self._place = place
        self.grid = DayGrid(**self._writers(), id="grid")
        self.grid.set_reactive(DayGrid.step, step)
        # It is styled once, as what has the focus, and not again when it gets it in a moment.
        self.grid.set_reactive(DayGrid.has_focus, True)
        self.page = self.grid
        yield self.head
        yield self.grid
        yield self.detail
        yield self.more

    def on_mount(self) -> None:
        """Show the day; it may have been read already, before the screen was there."""
        super().on_mount()
        self.page.focus()
        if self._first is not None:
            self.take(self._first, keep=False)
        if self._place is not None:
            self.work(self._go_back(self._place))
        elif self._first is None or self.desk.shop.setting("book.view") != "day":
            self.work(self._open_view())

    async def _open_view(self) -> None:
        """Open with the view that the shop has chosen."""
        if self._first is None:
            await self.read(keep=False)
        self.kind = str(self.desk.shop.setting("book.view"))
        if self.kind != "day":
            self.employee_shown = self.employee()
            await self.change_view()

    async def _go_back(self, place: Place) -> None:
        """Open where this person was when the line dropped."""
        self._place = None
        self.kind, self.employee_shown = place.kind, place.employee
        if self.kind == "day":
            await self.read(keep=False)
        else:
            await self.change_view()
        if (not place.row or not self.page.go_to_row(place.row)) and self.page is self.grid:
            self.grid.go_to(place.column, place.minute)
        self.desk.say("You are back where you were; t shows today.")

    def keep_place(self) -> None:
        """Keep where the cursor is, for a line that drops."""
        if self._loaded is None or self._place is not None:
            return
        page, block = self.page, self.current()
        column, day = page.cursor_column, page.cursor_day or self.day
        self.places.keep(
            Place(
                self._today, self.day, self.kind, self.employee_shown, self.grid.step, self.ended,
                day.toordinal() if self.kind == "week" else column.id if column else 0,
                page.cursor_minute, block.row if block else 0,
            )
        )  # fmt: skip

    def on_unmount(self) -> None:
        """Forget where somebody was who leaves in order."""
        if not self.app.return_code:
            self.places.drop()

    def _settings(self) -> tuple[int, bool]:
        """Give what the shop has chosen and a key changes for a while: step, ended visits."""
        setting = self.desk.shop.setting
        return int(setting("book.step")), bool(setting("book.show_ended"))

    def _writers(self) -> Writers:
        """Give what writes money, times and weekdays; a setting that changes holds at once."""
        return {
            "money": lambda amount: self.desk.shop.money.text(amount),
            "clock": lambda minute: self.desk.shop.time(minute),
            "weekday": lambda day: self.desk.shop.weekday(day),
        }

    # Reading and showing

    async def read(self, *, keep: bool = True) -> None:
        """Read the days that are shown, again or for the first time, and wait until they are.

        Several who ask at once share an answer; it is never older than their question.
        """
        self._asked += 1
        self._keep = self._keep and keep
        asked = self._asked
        async with self._reading:
            while self._answered < asked and self.is_mounted:
                number = self._asked
                view = await self._load()
                if number == self._asked:  # else another day is wanted by now
                    self._answered, keep, self._keep = number, self._keep, True
                    self.take(view, keep=keep)

    async def _load(self) -> DayView | WeekView:
        desk = self.desk
        closed = bool(desk.shop.setting("book.show_closed"))
        if self.kind == "week":
            first = desk.shop.week_begin(self.day)
            return await desk.gateway.run(
                load_week, desk.shop, self.employee_shown, first, ended=self.ended, closed=closed
            )
        return await desk.gateway.run(
            load_day, desk.shop, self.day, ended=self.ended, closed=closed
        )

    async def change(self, rule: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Write, and wait until the book shows it, or what stood in the way.

        So keys that were typed ahead find the visit as it is by then, and not a stale one.
        """
        try:
            return await self.desk.write(rule, *args, **kwargs)
        finally:
            await self.read()

    def take(self, view: DayView | WeekView, *, keep: bool) -> None:
        """Show what was read."""
        today = self.desk.shop.today()
        self._loaded = view
        self.page.now_minute = self._now(today)
        self.page.show(view, keep_cursor=keep, today=today)
        self.marked &= {block.ticket for block in self.shown_blocks()}
        self.page.marked = self.marked
        self.show_context()
        self.show_offers()
        self.look()

    def _now(self, today: date) -> int | None:
        wall = self.desk.shop.now()
        if self.kind != "week" and self.day != today:
            return None
        return wall.hour * 60 + wall.minute

    def show_head(self) -> None:
        """Say which day it is and what is in it."""
        shop, view, marked = self.desk.shop, self._loaded, len(self.marked)
        if isinstance(view, WeekView):
            self.head.say(week_head(shop, view, shop.today(), marked=marked))
        elif view is not None:
            now = self.page.now_minute
            beside = self._beside
            waiting = beside.words if beside is not None and beside.pane is None else ""
            self.head.say(
                day_head(
                    shop, view, shop.today(), now, marked=marked, ended=self.ended, waiting=waiting
                )
            )

    def show_status(self) -> None:
        """Follow the clock: the line at now, who is late, and midnight."""
        super().show_status()
        if self._loaded is None:
            return
        before, self._today = self._today, self.desk.shop.today()
        if before != self._today and self.day == before and self.page.ghost is None:
            self.day = self._today  # who looked at today goes on looking at today
            self.work(self.read(keep=False))
            return
        self.page.now_minute = self._now(self._today)
        self.show_head()
        if self._beside is not None and self._beside.is_behind():
            self.work(self._beside.follow(), hold_keys=False)

    async def shop_changed(self) -> None:
        """Read the day again because somebody has written; the cursor stays."""
        if self._settings() != self._chosen:
            self._chosen = self._settings()
            self.grid.step, self.ended = self._chosen
        await self.read()
        if self._beside is not None:
            await self._beside.follow()

    def beside(self) -> Beside:
        """Give what shows who waits beside the book; loaded when it is first wanted."""
        if self._beside is None:
            from screens.book.waiting.beside import Beside

            self._beside = Beside(self)
        return self._beside

    def on_resize(self) -> None:
        """Show who waits where there is room for it now, or no more."""
        if self._beside is not None:
            self.work(self._beside.follow(), hold_keys=False)

    async def after_undo(self, done: Reversed) -> None:
        """Go to what an undo brought back."""
        if done.ticket is not None:
            await self.show_ticket(done.ticket)

    async def show_ticket(self, ticket: int) -> None:
        """Go to where a ticket stands in the book."""
        from pettui.book.summary import spot_of

        spot = await self.desk.gateway.run(spot_of, ticket)
        if spot is None:
            self.desk.say("This ticket has no place in the book.")
            return
        self.day = spot.day
        if self.kind == "week" and spot.employee != self.employee_shown:
            self.kind = "day"
            await self.change_view()
        else:
            await self.read()
        if not self.page.go_to_row(spot.row):
            self.ended = True
            await self.read()
            self.page.go_to_row(spot.row)

    async def change_view(self) -> None:
        """Show the days as `kind` says; the cursor stays at its hour, or on its visit."""
        minute, block = self.page.cursor_minute, self.current()
        if self.kind == "list" and self.page is self.grid:
            from screens.book.grid.listing import DayList

            self.page = DayList(**self._writers(), id="list")
            await self.mount(self.page, after=self.grid)
        elif self.kind != "list" and self.page is not self.grid:
            await self.page.remove()
            self.page = self.grid
        self.grid.display = self.page is self.grid
        await self.read(keep=False)
        if block is None or not self.page.go_to_row(block.row):
            column = self.day.toordinal() if self.kind == "week" else self.employee_shown
            if self.page is self.grid:
                self.grid.go_to(column, minute)
        self.page.focus()

    # What the cursor is on

    def current(self) -> Block | None:
        """Give the block under the cursor."""
        return self.page.cursor_block

    def columns(self) -> tuple[Column, ...]:
        """Give the columns that are shown."""
        if isinstance(self._loaded, WeekView):
            return self._loaded.days[0].columns
        return self._loaded.columns if self._loaded else ()

    def shown_blocks(self, day: date | None = None) -> tuple[Block, ...]:
        """Give all blocks that are shown, or those of one day."""
        view = self._loaded
        days = view.days if isinstance(view, WeekView) else (view,) if view else ()
        return tuple(b for d in days if day in (None, d.day) for b in d.blocks)

    def day_of(self, block: Block) -> date:
        """Give the day on which a block that is shown stands."""
        days = self._loaded.days if isinstance(self._loaded, WeekView) else ()
        return next((d.day for d in days if block in d.blocks), self.day)

    def employee(self) -> int:
        """Give whose column the cursor is in, or the first employee's."""
        column = self.page.cursor_column
        if column is not None and column.kind == "employee":
            return column.id
        return next((c.id for c in self.columns() if c.kind == "employee"), 0)

    def targets(self) -> list[Block]:
        """Give one block of each ticket that a command is for: the marked, else the current."""
        current = self.current()
        wanted = self.marked or ({current.ticket} if current else set())
        return list({b.ticket: b for b in self.shown_blocks() if b.ticket in wanted}.values())

    def mark(self, tickets: frozenset[int]) -> None:
        """Mark these tickets and no others."""
        self.marked = self.page.marked = tickets
        self.show_context()

    def show_context(self) -> None:
        """Tell head and footer what is selected: the marked visits, else what the cursor is on."""
        visits = [b for b in self.targets() if b.kind == "visit"]
        current = self.current()
        context = Context(
            status=visits[0].status if visits else "",
            block=not visits and current is not None,
            free=current is None,
            marked=len(self.marked),
            copied=self.copied is not None,
        )
        if context != self.context:
            self.context = context
        self.show_head()

    def look(self) -> None:
        """Say what the cursor is on."""
