"""The appointment book: a day by employee, one employee's week, or a list."""

from __future__ import annotations

from collections.abc import Awaitable
from datetime import date, timedelta
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.timer import Timer

from pettui.book.day import Block, Column, DayView, WeekView
from pettui.book.loading import load_day, load_week
from pettui.book.summary import is_new, spot_of, summary
from pettui.history.undo import Reversed
from screens.book.changing import Changing
from screens.book.grid.daygrid import DayGrid
from screens.book.head import BookLine, block_line, day_head, free_line, new_line, week_head
from screens.frame.commands import Command, bindings
from screens.frame.context import Context
from screens.widgets.plain import assemble, line

STEPS = (5, 10, 15, 20, 30)
VIEWS = ("day", "week", "list")
_LOOK_AFTER = 0.08  # seconds that the cursor must rest before more is read about what it is on


class BookScreen(Changing):
    """The book. It keeps its day, view and cursor while other screens are open."""

    AREAS = ("book",)
    CSS_PATH = "../styles/book.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("book"),
        Binding("tab", "next_block(1)", "next visit", show=False),
        Binding("shift+tab", "next_block(-1)", "visit before", show=False),
        Binding("escape", "let_go", "unmark", show=False),
    ]

    def __init__(self, view: DayView | None = None) -> None:
        super().__init__()
        self._first = view
        self._loaded: DayView | WeekView | None = None
        self._asked = 0  # the number of the newest request to read; older answers are dropped
        self._look: Timer | None = None
        self._employee_shown = 0  # whose week is shown
        self._is_new = True  # whether nothing was ever booked, as far as is known
        self.kind = "day"
        self.ended = False
        self.head = BookLine("head")
        self.detail = BookLine("detail")

    def body(self) -> ComposeResult:
        """Show the day's line, the grid, and the line about what the cursor is on."""
        shop = self.desk.shop
        self.day = self._first.day if self._first else shop.today()
        self._chosen = self._settings()
        step, self.ended = self._chosen
        self.grid = DayGrid(**self._writers(), id="grid")
        self.grid.set_reactive(DayGrid.step, step)
        self.page = self.grid
        yield self.head
        yield self.grid
        yield self.detail

    def on_mount(self) -> None:
        """Show the day; it may have been read already, before the screen was there."""
        super().on_mount()
        self.page.focus()
        if self._first is not None:
            self.take(self._first, keep=False)
        if self._first is None or self.desk.shop.setting("book.view") != "day":
            self.work(self._open_view())

    async def _open_view(self) -> None:
        """Open with the view that the shop has chosen."""
        if self._first is None:
            await self.read(keep=False)
        self.kind = str(self.desk.shop.setting("book.view"))
        if self.kind != "day":
            self._employee_shown = self._employee()
            await self._change_view()

    def _settings(self) -> tuple[int, bool]:
        setting = self.desk.shop.setting
        return int(setting("book.step")), bool(setting("book.show_ended"))

    def _writers(self) -> dict[str, Any]:
        """Give what writes money, times and weekdays; a setting that changes holds at once."""
        return {
            "money": lambda amount: self.desk.shop.money.text(amount),
            "clock": lambda minute: self.desk.shop.time(minute),
            "weekday": lambda day: self.desk.shop.weekday(day),
        }

    # Reading and showing

    async def read(self, *, keep: bool = True) -> None:
        """Read the days that are shown, again or for the first time."""
        self._asked += 1
        asked, desk = self._asked, self.desk
        view: DayView | WeekView
        shown = {"ended": self.ended, "closed": bool(desk.shop.setting("book.show_closed"))}
        if self.kind == "week":
            employee = self._employee_shown
            first = desk.shop.week_begin(self.day)
            view = await desk.gateway.run(load_week, desk.shop, employee, first, **shown)
        else:
            view = await desk.gateway.run(load_day, desk.shop, self.day, **shown)
        if asked == self._asked and self.is_mounted:
            self.take(view, keep=keep)

    def take(self, view: DayView | WeekView, *, keep: bool) -> None:
        """Show what was read."""
        today = self.desk.shop.today()
        self._loaded = view
        self.page.now_minute = self._now(today)
        self.page.show(view, keep_cursor=keep, today=today)
        self._show_head()
        self.marked &= {block.ticket for block in self.shown_blocks()}
        self.page.marked = self.marked
        self.show_context()
        self._say_detail()

    def _now(self, today: date) -> int | None:
        wall = self.desk.shop.now()
        if self.kind != "week" and self.day != today:
            return None
        return wall.hour * 60 + wall.minute

    def _show_head(self) -> None:
        today = self.desk.shop.today()
        if isinstance(self._loaded, WeekView):
            self.head.say(week_head(self.desk.shop, self._loaded, today))
        elif self._loaded is not None:
            self.head.say(day_head(self.desk.shop, self._loaded, today, self.page.now_minute))

    def show_status(self) -> None:
        """Follow the clock: the line at now, who is late, and midnight."""
        super().show_status()
        if self._loaded is not None:
            self.page.now_minute = self._now(self.desk.shop.today())
            self._show_head()

    async def shop_changed(self) -> None:
        """Read the day again because somebody has written; the cursor stays."""
        if self._settings() != self._chosen:
            self._chosen = self._settings()
            self.grid.step, self.ended = self._chosen
        await self.read()

    async def after_undo(self, done: Reversed) -> None:
        """Go to what an undo brought back."""
        if done.ticket is not None:
            await self.show_ticket(done.ticket)

    async def show_ticket(self, ticket: int) -> None:
        """Go to where a ticket stands in the book."""
        spot = await self.desk.gateway.run(spot_of, ticket)
        if spot is None:
            self.desk.say("This ticket has no place in the book.")
            return
        self.day = spot.day
        if self.kind != "day":
            self.kind = "day"
            await self._change_view()
        else:
            await self.read()
        if not self.page.go_to_row(spot.row):
            self.ended = True
            await self.read()
            self.page.go_to_row(spot.row)

    # What the cursor is on

    def current(self) -> Block | None:
        """Give the block under the cursor."""
        return self.page.cursor_block

    def columns(self) -> tuple[Column, ...]:
        """Give the columns that are shown."""
        if isinstance(self._loaded, WeekView):
            return self._loaded.days[0].columns
        return self._loaded.columns if self._loaded else ()

    def shown_blocks(self) -> tuple[Block, ...]:
        """Give all blocks that are shown."""
        if isinstance(self._loaded, WeekView):
            return tuple(block for day in self._loaded.days for block in day.blocks)
        return self._loaded.blocks if self._loaded else ()

    def _employee(self) -> int:
        column = self.page.cursor_column
        if column is not None and column.kind == "employee":
            return column.id
        return next((c.id for c in self.columns() if c.kind == "employee"), 0)

    def show_context(self) -> None:
        """Tell the footer what the cursor is on."""
        block = self.current()
        context = Context(
            status=block.status if block and block.kind == "visit" else "",
            block=bool(block and block.kind == "block"),
            free=block is None,
            marked=len(self.marked),
            copied=self.copied is not None,
        )
        if context != self.context:
            self.context = context

    def why_not(self, command: Command) -> str:
        """Let nothing else begin while a block is in the air."""
        if self.page.ghost is not None and command.area == "book":
            return "Enter puts it down, Esc leaves it where it was."
        return super().why_not(command)

    @on(DayGrid.CursorMoved)
    def _moved(self) -> None:
        self.show_context()
        self._say_detail()

    @on(DayGrid.GhostMoved)
    def _flew(self, event: DayGrid.GhostMoved) -> None:
        ghost, shop = event.ghost, self.desk.shop
        words = "; ".join(event.objections)
        self.detail.say(
            assemble(
                line(f"{ghost.origin.pet or ghost.origin.reason} ", "bold"),
                line(f"{event.column.label} {shop.time(ghost.start)}-{shop.time(ghost.end)}"),
                line(f"  ! {words}" if words else "  free", "$text-error" if words else "$accent"),
                line("  ·  arrows move, + - length, Enter puts it down, Esc back", "$text-muted"),
            )
        )

    @on(DayGrid.Released)
    def _released(self) -> None:
        self._say_detail()

    def _say_detail(self) -> None:
        """Say what the cursor is on: at once what is known, the rest once it rests there."""
        if self._look is not None:
            self._look.stop()
        self._look = self.set_timer(_LOOK_AFTER, self._look_closer)

    def _look_closer(self) -> None:
        if self.page.ghost is None:
            self.work(self._detail(), hold_keys=False, group="detail", exclusive=True)

    async def _detail(self) -> None:
        block, shop = self.current(), self.desk.shop
        if block is None and self._is_new:
            self._is_new = await self.desk.gateway.run(is_new)
        if block is None and self._is_new and self.current() is None:
            self.detail.say(new_line(self.desk.keys.shown))
            return
        if block is None:
            self.detail.say(
                free_line(
                    shop, self.page.cursor_column, self.page.cursor_minute, self.shown_blocks()
                )
            )
            return
        known = await self.desk.gateway.run(summary, shop, block.ticket)
        if block is self.current():
            late = block.is_late(self.page.now_minute) and self.day <= shop.today()
            self.detail.say(block_line(shop, block, known, late=late))

    @on(DayGrid.Opened)
    def _opened(self, event: DayGrid.Opened) -> None:
        if event.block is None:
            self.action_book_new()
        else:
            self.action_book_open()

    # Booking and opening

    def action_book_new(self) -> None:
        """Book a visit where the cursor is."""
        from screens.book.opening import book_at

        column = self.page.cursor_column
        employee = column.id if column and column.kind == "employee" else None
        day, minute = self.page.cursor_day or self.day, self.page.cursor_minute
        self._booking(book_at(self.desk, day, minute, employee or None))

    def action_book_open(self) -> None:
        """Open the visit under the cursor: its rows, prices and notes."""
        from screens.book.opening import edit

        block = self.current()
        if block is None:
            self.action_book_new()
        elif block.kind == "block":
            self.desk.say("A time block: m moves it, x removes it.")
        else:
            self._booking(edit(self.desk, block.ticket))

    action_book_edit = action_book_open

    def _booking(self, work: Awaitable[Any]) -> None:
        async def book() -> None:
            done = await work
            if done is not None:
                self.desk.say(done.words[:1].upper() + done.words[1:])
                await self.show_ticket(done.ticket)

        self.work(book())

    def action_book_history(self) -> None:
        """Show who changed the visit, when, and from what to what."""
        from screens.book.history import show_history

        block = self.current()
        if block is not None:
            self.work(show_history(self.desk, block.ticket))

    def action_book_client(self) -> None:
        """Open the page of the visit's client."""
        from screens.people.finding import go_to

        block = self.current()
        if block is not None and block.client_id is not None:
            self.work(go_to(self.desk, f"client:{block.client_id}"))

    # Marks

    def action_book_mark(self) -> None:
        """Mark or unmark the visit under the cursor and go to the next."""
        block = self.current()
        if block is not None:
            self.marked ^= {block.ticket}
            self.page.marked = self.marked
            self.page.action_next_block()
            self.show_context()

    def action_let_go(self) -> None:
        """Forget the marks."""
        self.unmark()
        self.show_context()

    def action_next_block(self, by: int) -> None:
        """Go to the next visit, or the one before."""
        if by > 0:
            self.page.action_next_block()
        else:
            self.page.action_previous_block()

    # Going about

    def go(self, day: date) -> None:
        """Show another day; the cursor stays in its column and at its time."""
        self.day = day
        self.work(self.read(), hold_keys=False)

    def action_book_day_before(self) -> None:
        """Show the day before; in a week, the week before."""
        self.go(self.day - timedelta(days=7 if self.kind == "week" else 1))

    def action_book_day_after(self) -> None:
        """Show the next day; in a week, the next week."""
        self.go(self.day + timedelta(days=7 if self.kind == "week" else 1))

    def action_book_week_before(self) -> None:
        """Show the same weekday a week before."""
        self.go(self.day - timedelta(days=7))

    def action_book_week_after(self) -> None:
        """Show the same weekday a week later."""
        self.go(self.day + timedelta(days=7))

    def action_book_today(self) -> None:
        """Show today, with the cursor at now."""
        self.day = self.desk.shop.today()
        self.work(self.read(keep=False))

    def action_book_date(self) -> None:
        """Ask for a date and go there."""
        self.work(self._ask_date())

    async def _ask_date(self) -> None:
        from screens.book.dates import ask_day

        day = await ask_day(self.desk)
        if day is not None:
            self.go(day)

    def action_book_view(self) -> None:
        """Change between the day, the week of the employee under the cursor, and the list."""
        self.day = self.page.cursor_day or self.day
        self._employee_shown = self._employee()
        self.kind = VIEWS[(VIEWS.index(self.kind) + 1) % len(VIEWS)]
        self.work(self._change_view())

    async def _change_view(self) -> None:
        minute = self.page.cursor_minute
        if self.kind == "list":
            from screens.book.grid.listing import DayList

            self.page = DayList(**self._writers(), id="list")
            await self.mount(self.page, after=self.grid)
        elif self.page is not self.grid:
            await self.page.remove()
            self.page = self.grid
        self.grid.display = self.page is self.grid
        await self.read(keep=False)
        if self.kind == "week":
            self.grid.go_to(self.day.toordinal(), minute)
        elif self.kind == "day":
            self.grid.go_to(self._employee_shown, minute)
        self.page.focus()

    def action_book_finer(self) -> None:
        """Show less time a line."""
        self._change_step(-1)

    def action_book_coarser(self) -> None:
        """Show more time a line."""
        self._change_step(1)

    def _change_step(self, by: int) -> None:
        place = STEPS.index(self.grid.step) if self.grid.step in STEPS else 2
        self.grid.step = STEPS[min(max(place + by, 0), len(STEPS) - 1)]
        self.desk.say(f"{self.grid.step} minutes a line")

    def action_book_closed(self) -> None:
        """Show or hide visits that were cancelled or missed."""
        self.ended = not self.ended
        self.desk.say("Cancelled visits and no-shows are " + ("shown" if self.ended else "hidden"))
        self.work(self.read())
