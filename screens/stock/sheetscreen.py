"""What the two sheets have in common: the price list by size, and what employees do differently."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from pettui.stock.pricing import Edit
from pettui.stock.sheets import Book, Line, SheetCell, read_book
from screens.frame.commands import bindings
from screens.frame.screen import DeskScreen
from screens.stock.sheet import Sheet, SheetRow
from screens.widgets.plain import assemble, line


class SheetScreen(DeskScreen):
    """A sheet under a line of leaves, above a line that says why; subclasses say what is in it."""

    AREAS = ("stock",)
    CSS_PATH = "../styles/stock.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("stock"),
        Binding("escape", "back", "back", show=False),
    ]
    HEADING = ""

    def __init__(self, item: int | None = None) -> None:
        super().__init__()
        self.book: Book | None = None
        self.day: date | None = None
        self._first = item
        self.head = Static("", id="head", markup=False)
        self.leaves = Static("", id="leaves", markup=False)
        self.detail = Static("", id="detail", markup=False)
        self.sheet = Sheet(self.show_value, self.read_value, empty="No services yet. Esc, then n.")

    def body(self) -> ComposeResult:
        """Show what it is, the leaves, the cells, and why the one under the cursor is as it is."""
        yield self.head
        yield self.leaves
        yield self.sheet
        yield self.detail

    def on_mount(self) -> None:
        """Read the price list."""
        super().on_mount()
        self.sheet.focus()
        self.work(self.shop_changed())

    async def shop_changed(self) -> None:
        """Read the price list again; the cursor stays."""
        self.book = await self.desk.gateway.run(read_book, self.desk.shop, self.day)
        self.fill()
        if self._first is not None:
            places = [n for n, row in enumerate(self.sheet.rows) if row.item == self._first]
            self._first = None
            if places and self.sheet.rows[places[-1]].cells:
                self.sheet.row = places[-1]
                self.sheet.action_go(0, 0)

    def fill(self) -> None:
        """Show the leaf that is chosen."""
        if self.book is None:
            return
        rows: list[SheetRow] = []
        category: str | None = None
        for entry in self.book.lines:
            if entry.service.category != category:
                category = entry.service.category
                rows.append(SheetRow(0, category or "Without a category"))
            cells = tuple(self.cell(entry, key) for key, _ in self.columns())
            if cells:
                rows.append(SheetRow(entry.service.id, entry.service.name, cells))
        self.sheet.show_cells(self.columns(), rows if self.columns() else [])
        since = f"from {self.desk.shop.day(self.day)}" if self.day else "as of today"
        self.head.update(assemble(line(self.HEADING, "bold"), line(f"   {since}", "$text-muted")))
        self.leaves.update(self.leaf_words())

    # What a subclass says

    def columns(self) -> list[tuple[str, str]]:
        """Give the columns: key and title."""
        raise NotImplementedError

    def cell(self, entry: Line, key: str) -> SheetCell:
        """Give one cell."""
        raise NotImplementedError

    def leaf_words(self) -> Content:
        """Write the leaves, the chosen one marked."""
        raise NotImplementedError

    @property
    def is_money(self) -> bool:
        """Whether the cells are prices."""
        raise NotImplementedError

    async def put(self, edits: tuple[Edit, ...]) -> None:
        """Write cells."""
        raise NotImplementedError

    # Cells

    def show_value(self, value: int) -> str:
        """Write the value of a cell."""
        return self.desk.shop.money.number(value) if self.is_money else str(value)

    def read_value(self, text: str) -> int:
        """Read what was typed; raises ValueError in words."""
        if self.is_money:
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
        cell, here = self.sheet.cell, self.sheet.here
        if self.sheet.wrong:
            self.detail.update(line(self.sheet.wrong, "$text-error"))
            return
        if cell is None or here is None:
            self.detail.update("")
            return
        title = dict(self.sheet.columns)[self.sheet.key]
        unit = "" if self.is_money else " min"
        parts = [
            line(f"{here.name}, {title}: ", "bold"),
            line(f"{self.show_value(cell.value)}{unit}, {cell.words}"),
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
            await self.put(edits)
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

        here = self.sheet.here
        if here is not None:
            words = [line(text, style) for text, style in self.why_words()]
            await self.desk.push_screen_wait(TextPage(f"Why this: {here.name}", words))

    def why_words(self) -> list[tuple[str, str]]:
        """Give the lines of "why": text and style."""
        raise NotImplementedError

    def action_stock_print(self) -> None:
        """Print or export the price list."""
        from screens.stock.printing import print_list

        self.work(print_list(self.desk, self.day))

    def action_stock_raise(self) -> None:
        """Raise prices by a percentage."""
        from screens.stock.raising import ask_raise

        entry = self.entry()
        self.work(ask_raise(self.desk, entry.service.group if entry else None))
