"""The price list: services by size, a leaf for each coat and breed group, prices or minutes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from pettui.stock.pricing import Edit, set_prices
from pettui.stock.sheets import ANY, COLUMNS, Book, Layer, Line, SheetCell, price_cell
from pettui.team.shop import Shop
from pettui.till.prices import cell_words, fitting_cells
from screens.stock.leaves import Said, title
from screens.stock.sheetscreen import SheetScreen
from screens.widgets.plain import assemble, line

if TYPE_CHECKING:
    from screens.desk import Desk


class PriceLeaves:
    """A column a size class, a leaf a coat or breed group, each for prices and for minutes."""

    heading = "Price list"

    def __init__(self) -> None:
        self.leaf = Layer()
        self.what = "price"

    @property
    def is_money(self) -> bool:
        """Whether the cells are prices."""
        return self.what == "price"

    def columns(self, book: Book) -> list[tuple[str, str]]:
        """Give a column a size class, the first for any."""
        return [(size, size or "any") for size in COLUMNS]

    def cell(self, entry: Line, key: str) -> SheetCell:
        """Give the cell of a service and a size on this leaf."""
        return price_cell(entry, key, self.leaf, self.what)

    def source(self, shop: Shop, book: Book, cell: SheetCell) -> str:
        """Name the cell that decides."""
        return cell_words(shop, cell.source, book.day) if cell.source else ""

    def titles(self, book: Book) -> Content:
        """Write the coats and breed groups, the one on top marked."""
        what = "working minutes  " if self.what == "minutes" else "prices  "
        leaves = (title(layer.words, chosen=layer == self.leaf) for layer in book.layers)
        return assemble(line(what, "bold"), *leaves)

    def turn(self, book: Book, step: int) -> None:
        """Take the next coat or breed group, or the one before."""
        at = book.layers.index(self.leaf) if self.leaf in book.layers else 0
        self.leaf = book.layers[(at + step) % len(book.layers)]

    def other(self, book: Book) -> None:
        """Change between prices and working minutes."""
        self.what = "minutes" if self.what == "price" else "price"

    async def put(self, desk: Desk, edits: tuple[Edit, ...], day: date | None) -> None:
        """Write cells of this leaf."""
        await desk.write(set_prices, desk.shop, edits, self.leaf, self.what, desk.actor, day)

    def why(
        self, shop: Shop, book: Book, entry: Line, key: str, show: Callable[[int], str]
    ) -> Said:
        """Give everything that is asked for this cell, in the order of DOMAIN 16."""
        cell = self.cell(entry, key)
        asked = ["what was agreed for the pet (on the pet's page)"]
        if self.what == "price" and shop.setting("price.previous"):
            asked.append("what the pet paid last time (a setting)")
        asked.append(f"what the groomer does differently: {self._own(book, entry, show)}")
        for found in fitting_cells(entry.cells, key, self.leaf.coat, self.leaf.group):
            value = found.price if self.what == "price" else found.minutes
            if value is not None:
                asked.append(f"{cell_words(shop, found, book.day)}: {show(value)}")
        base = price_cell(entry, ANY, Layer(), self.what)
        asked.append(f"the service itself: {show(base.value)}")
        told = [
            (f"{show(cell.value)} because of: {self.source(shop, book, cell)}", "bold"),
            ("", ""),
            ("Asked in this order; the first that says something decides:", "$text-muted"),
            *((f"{number}  {words}", "") for number, words in enumerate(asked, start=1)),
        ]
        if cell.later:
            day, price = cell.later
            words = f"From {shop.day(day)} on it says {show(price)}."
            told += [("", ""), (words, "$text-warning")]
        return told

    def _own(self, book: Book, entry: Line, show: Callable[[int], str]) -> str:
        names = dict(book.employees)
        said = []
        for who, source in sorted(entry.own.items()):
            value = source.price if self.what == "price" else source.setup
            if value is not None and who in names:
                said.append(f"{names[who]} {show(value)}")
        return ", ".join(said) or "nobody does"


class PricesScreen(SheetScreen):
    """THE grid: every price of the shop, edited in place."""

    def __init__(self, item: int | None = None, book: Book | None = None) -> None:
        super().__init__(PriceLeaves(), item, book)
