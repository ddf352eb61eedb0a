"""The list of clients (F4): a filter that answers while one types, pages while one scrolls."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from pettui.dates import distance
from pettui.people.client_list import ORDERS, ClientLine, ClientLines, list_clients
from screens.frame.commands import Command, bindings
from screens.frame.screen import DeskScreen
from screens.people.client_rows import ClientRows, Heading
from screens.widgets.line import Field
from screens.widgets.plain import assemble, line
from screens.widgets.rows import Row, Rows

PAGE = 50
ORDER_WORDS = {"name": "by name", "newest": "newest first", "visit": "last visit first"}
AHEAD = 20  # rows below the cursor at which the next page is read


class FilterField(Field):
    """The filter; Enter is handled at once, so that keys typed after it wait for its work."""

    async def action_submit(self) -> None:
        """Open the client under the cursor."""
        screen = self.screen
        if isinstance(screen, ClientsScreen):
            screen.action_clients_open()


class ClientsScreen(DeskScreen):
    """All clients. Typing filters; Down or Tab goes into the list, where letters are commands."""

    AREAS = ("clients",)
    CSS_PATH = "../styles/people.tcss"
    AUTO_FOCUS = "FilterField"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("clients"),
        Binding("escape", "back", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("tab,shift+tab", "turn", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.field = FilterField(placeholder="name, pet, phone, e-mail or town", id="filter")
        self.order = ORDERS[0]
        self.inactive = False
        self._after: str | None = None
        self._number = 0  # of the newest question
        self._shown = -1  # of the question whose answer shows
        self._reading = False
        self._asking = asyncio.Lock()

    def body(self) -> ComposeResult:
        """Show the filter, the list, and more about the client under the cursor."""
        self.rows = ClientRows(self.desk.shop)
        with Horizontal(id="top"):
            yield self.field
            yield Static("", id="mode", markup=False)
        yield Heading()
        yield self.rows
        yield Static("", id="detail", markup=False)

    def on_mount(self) -> None:
        """Read the first page."""
        super().on_mount()
        self._look()

    # What is read

    async def shop_changed(self) -> None:
        """Read again as many as are shown; the cursor stays on its client."""
        await self._ask(keep=True)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._look()

    def _look(self) -> None:
        self._number += 1
        self.work(self._look_soon(self._number), hold_keys=False)

    async def _look_soon(self, number: int) -> None:
        async with self._asking:  # while one is under way, only the newest waits
            if number == self._number:
                await self._ask(keep=False)

    async def _ask(self, *, keep: bool) -> None:
        self._number += 1
        number = self._number
        page = await self._read(None, max(PAGE, len(self.rows.lines)) if keep else PAGE)
        if number != self._number or not self.is_mounted:
            return
        self._shown = number
        self._after = page.after
        self.rows.empty = self._empty()
        self.rows.show_clients(page.lines, keep=keep)
        self._tell()

    async def _read(self, after: str | None, limit: int) -> ClientLines:
        return await self.desk.gateway.run(
            list_clients, self.desk.shop, self.field.value,
            order=self.order, inactive=self.inactive,
            after=after, limit=limit,
        )  # fmt: skip

    def _empty(self) -> str:
        said = self.field.value.strip()
        if not said:
            return "No clients yet. Enter makes the first one."
        return f"Nobody has all of these words. Enter makes “{said}” a new client."

    async def _read_on(self) -> None:
        number, after = self._number, self._after
        try:
            page = await self._read(after, PAGE)
        finally:
            self._reading = False
        if number == self._number and after == self._after and self.is_mounted:
            self._after = page.after
            self.rows.add(page.lines)

    @on(Rows.Moved)
    def _moved(self) -> None:
        self._tell()
        near = len(self.rows.rows) - self.rows.cursor <= max(AHEAD, self.rows.size.height * 2)
        if near and self._after is not None and not self._reading:
            self._reading = True
            self.work(self._read_on(), hold_keys=False)

    # What is told

    def _tell(self) -> None:
        mode = ["Down: into the list"] if self.field.has_focus and self.rows.rows else []
        mode += [ORDER_WORDS[self.order]]
        mode += ["inactive, too"] if self.inactive else []
        self.query_one("#mode", Static).update(line(" · ".join(mode), "$text-muted"))
        client = self.rows.client
        self.query_one("#detail", Static).update(self._about(client) if client else "")

    def _about(self, client: ClientLine) -> Content:
        today = self.desk.shop.today()
        parts = [f"client {client.number}", client.town]
        for words, day in (("last", client.last_visit), ("next", client.next_visit)):
            if day:
                parts.append(f"{words} {self.desk.shop.short_day(day)}, {distance(day, today)}")
        return assemble(
            line(f"! {client.alert}  " if client.alert else "", "$text-error"),
            line(" · ".join(part for part in parts if part), "$text-muted"),
        )

    def why_not(self, command: Command) -> str:
        """Letters go into the filter while it has the cursor."""
        if self.field.has_focus and command.area == "clients" and command.id != "clients.open":
            return "Press Down first: letters go into the filter."
        return super().why_not(command)

    def on_descendant_focus(self) -> None:
        """Show the keys that matter now."""
        self.show_offers()
        if self.is_mounted:
            self._tell()

    on_descendant_blur = on_descendant_focus

    # What keys do

    def action_turn(self) -> None:
        """Go from the filter to the list and back."""
        self.set_focus(None if self.field.has_focus else self.field)

    def action_move(self, by: int) -> None:
        """Move the cursor; Down leaves the filter, Up from the first row goes back to it."""
        if self.field.has_focus:
            if by > 0:
                self.set_focus(None)
        elif by < 0 and self.rows.cursor <= 0:
            self.field.focus()
        else:
            self.rows.move(by)

    def action_page(self, direction: int) -> None:
        """Move the cursor by a page."""
        self.set_focus(None)
        self.rows.page(direction)

    def action_back(self) -> None:
        """Go back to the filter, empty it, then leave the list."""
        if not self.field.has_focus:
            self.field.focus()
        elif self.field.value:
            self.field.value = ""
        else:
            self.dismiss()

    def action_clients_filter(self) -> None:
        """Go to the filter."""
        self.field.focus()

    def action_clients_open(self) -> None:
        """Open the client under the cursor, of the answer to what is typed."""
        self.work(self._open())

    async def _open(self) -> None:
        if self._shown != self._number:
            async with self._asking:
                await self._ask(keep=False)
        row = self.rows.row
        await (self._go(row) if row is not None else self._new(self.field.value.strip()))

    @on(Rows.Picked)
    def _picked(self, event: Rows.Picked) -> None:
        self.work(self._go(event.row))

    async def _go(self, row: Row) -> None:
        from screens.people.finding import go_to

        await go_to(self.desk, row.id)

    def action_clients_new(self) -> None:
        """Make a new client."""
        self.work(self._new(""))

    async def _new(self, said: str) -> None:
        from screens.people.finding import go_to
        from screens.people.new_client import new_client

        made = await new_client(self.desk, said)
        if made is not None:
            await go_to(self.desk, f"client:{made}")

    def action_clients_edit(self) -> None:
        """Change the client under the cursor."""
        from screens.people.editing import edit

        if self.rows.row is not None:
            self.work(edit(self.desk, self.rows.row.id))

    def action_clients_twins(self) -> None:
        """Show who is likely on record twice."""
        from screens.people.duplicates import DuplicatesScreen

        self.app.push_screen(DuplicatesScreen())

    def action_clients_inactive(self) -> None:
        """Show or hide inactive clients."""
        self.inactive = not self.inactive
        self._look()

    def action_clients_order(self) -> None:
        """Change the order: by name, the newest first, the last visit first."""
        self.order = ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)]
        self._look()
