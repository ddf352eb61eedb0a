"""What the two sheets have in common: the price list by size, and what employees do differently."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from pettui.stock.pricing import Edit
from pettui.stock.sheets import Book, Line, read_book
from screens.frame.commands import bindings
from screens.frame.screen import DeskScreen
from screens.stock.leaves import Leaves
from screens.stock.sheet import Sheet, SheetRow
from screens.widgets.plain import assemble, line


class SheetScreen(DeskScreen):
    """A sheet under a line of leaves, above a line that says why.

    Args:
        leaves: what the sheet shows and writes.
        item: the service under the cursor to begin with.
        book: the price list, where it was read already: then the first paint shows it.
    """

    AREAS = ("stock",)
    CSS_PATH = "../styles/stock.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("stock"),
        Binding("escape", "back", "back", show=False),
    ]

    def __init__(self, leaves: Leaves, item: int | None, book: Book | None) -> None:
        super().__init__()
        self.on_top = leaves
        self.book = book
        self.day: date | None = None
        self._first = item
        self.head = Static("", id="head", markup=False)
        self.leaves = Static("", id="leaves", markup=False)
        self.detail = Static("", id="detail", markup=False)
        self.sheet = Sheet(self.show_value, self.read_value, empty="No services yet. Esc, then n.")

    def body(self) -> ComposeResult:
        """Show what it is, the leaves, the cells, and why the one under the cursor is as it is."""
        self.fill()
        yield self.head
        yield self.leaves
        yield self.sheet
        yield self.detail

    def on_mount(self) -> None:
        """Read the price list, where it was not read yet."""
        super().on_mount()
        self.sheet.focus()
        if self.book is None:
            self.work(self.shop_changed())

    async def shop_changed(self) -> None:
        """Read the price list again; the cursor stays."""
        self.book = await self.desk.gateway.run(read_book, self.desk.shop, self.day)
        self.fill()

    def fill(self) -> None:
        """Show the leaf that is on top."""
        book = self.book
        if book is None:
            return
        columns = self.on_top.columns(book)
        rows: list[SheetRow] = []
        category: str | None = None
        for entry in book.lines if columns else ():
            if entry.service.category != category:
                category = entry.service.category
                rows.append(SheetRow(0, category or "Without a category"))
            cells = tuple(self.on_top.cell(entry, key) for key, _ in columns)
            rows.append(SheetRow(entry.service.id, entry.service.name, cells))
        self.sheet.show_cells(columns, rows, self._first)
        self._first = None
        since = f"from {self.desk.shop.day(self.day)}" if self.day else "as of today"
        heading = line(self.on_top.heading, "bold")
        self.head.update(assemble(heading, line(f"   {since}", "$text-muted")))
        self.leaves.update(self.on_top.titles(book))
        self._tell()

    # Cells

    def show_value(self, value: int) -> str:
        """Write the value of a cell."""
        return self.desk.shop.money.number(value) if self.on_top.is_money else str(value)

    def read_value(self, text: str) -> int:
        """Read what was typed; raises ValueError in words."""
        if self.on_top.is_money:
            return int(self.desk.shop.money.parse(text))
        if not text.strip().isascii() or not text.strip().isdigit():
            raise ValueError("Type minutes in steps of 5, such as 45.")
        return int(text)

    def entry(self) -> Line | None:
        """Give the line of the price list under the cursor."""
        here = self.sheet.here
        if here is None or self.book is None:
            return None
        return next((e for e in self.book.lines if e.service.id == here.item), None)

    @on(Sheet.Moved)
    def _moved(self) -> None:
        self._tell()

    def _tell(self) -> None:
        """Say what is under the cursor and where it comes from, or what is wrong with it."""
        cell, here = self.sheet.cell, self.sheet.here
        if self.sheet.wrong:
            self.detail.update(line(self.sheet.wrong, "$text-error"))
            return
        if cell is None or here is None or self.book is None:
            self.detail.update("")
            return
        title = dict(self.sheet.columns)[self.sheet.key]
        unit = "" if self.on_top.is_money else " min"
        source = self.on_top.source(self.desk.shop, self.book, cell)
        parts = [
            line(f"{here.name}, {title}: ", "bold"),
            line(f"{self.show_value(cell.value)}{unit}, {source}"),
        ]
        if cell.later is not None:
            day, price = cell.later
            parts.append(
                line(f"; {self.show_value(price)} from {self.desk.shop.day(day)}", "$text-warning")
            )
        self.detail.update(assemble(*parts))

    @on(Sheet.Edited)
    def _edited(self, event: Sheet.Edited) -> None:
        self.work(self._put(event.edits))

    async def _put(self, edits: tuple[Edit, ...]) -> None:
        try:
            await self.on_top.put(self.desk, edits, self.day)
        finally:
            await self.shop_changed()

    # Commands

    def action_back(self) -> None:
        """Give up what is typed, or go back to where one came from."""
        self.dismiss()

    def action_stock_clear(self) -> None:
        """Clear the cell; it then shows what it falls back to."""
        self.sheet.clear_cell()

    def action_stock_copy_down(self) -> None:
        """Copy the cell to the one below."""
        self.sheet.copy_down()

    def action_stock_fill_right(self) -> None:
        """Copy the cell to all on its right."""
        self.sheet.fill_right()

    def action_stock_day(self) -> None:
        """Look at the prices of a day to come, and write prices that begin then."""
        self.work(self._ask_day())

    async def _ask_day(self) -> None:
        from screens.widgets.ask import Ask, Understood

        shop = self.desk.shop

        def understand(text: str) -> Understood[date]:
            day = shop.parse_day(text)
            if day < shop.today():
                raise ValueError("Prices that are over cannot be changed. Name today or later.")
            now = day == shop.today()
            return Understood(day, "as of today" if now else f"prices from {shop.day(day)} on")

        day = await self.desk.push_screen_wait(
            Ask("Prices from which day on?", understand, placeholder="today, 1/1, +6w")
        )
        if day is not None:
            self.day = None if day == shop.today() else day
            await self.shop_changed()

    def action_stock_why(self) -> None:
        """Say why this price: everything that is asked, in its order."""
        self.work(self._why())

    async def _why(self) -> None:
        from screens.widgets.text_page import TextPage

        here, entry, book = self.sheet.here, self.entry(), self.book
        if here is None or entry is None or book is None:
            return
        key = self.sheet.key
        said = self.on_top.why(self.desk.shop, book, entry, key, self.show_value)
        words = [line(text, style) for text, style in said]
        await self.desk.push_screen_wait(TextPage(f"Why this: {here.name}", words))

    def action_stock_next_layer(self) -> None:
        """Turn to the next leaf."""
        self._turn(1)

    def action_stock_last_layer(self) -> None:
        """Turn to the leaf before."""
        self._turn(-1)

    def _turn(self, step: int) -> None:
        if self.book is not None:
            self.on_top.turn(self.book, step)
            self.fill()

    def action_stock_what(self) -> None:
        """Change between prices and minutes."""
        if self.book is not None:
            self.on_top.other(self.book)
            self.fill()

    def action_stock_print(self) -> None:
        """Print or export the price list."""
        from screens.stock.printing import print_list

        self.work(print_list(self.desk, self.day))

    def action_stock_raise(self) -> None:
        """Raise prices by a percentage."""
        from screens.stock.raising import ask_raise

        entry = self.entry()
        self.work(ask_raise(self.desk, entry.service.group if entry else None))
