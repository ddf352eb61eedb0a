"""The price list: services by size, a leaf for each coat and breed group, prices or minutes."""

from __future__ import annotations

from textual.content import Content

from pettui.stock.pricing import Edit, set_prices
from pettui.stock.sheets import ANY, COLUMNS, Layer, Line, SheetCell, price_cell
from pettui.till.prices import cell_words, fitting_cells
from screens.stock.sheetscreen import SheetScreen
from screens.widgets.plain import assemble, line


class PricesScreen(SheetScreen):
    """THE grid: every price of the shop, edited in place."""

    HEADING = "Price list"

    def __init__(self, item: int | None = None) -> None:
        super().__init__(item)
        self.leaf = Layer()
        self.what = "price"

    @property
    def is_money(self) -> bool:
        """Whether the cells are prices."""
        return self.what == "price"

    def columns(self) -> list[tuple[str, str]]:
        """Give a column a size class, the first for any."""
        return [(size, size or "any") for size in COLUMNS]

    def cell(self, entry: Line, key: str) -> SheetCell:
        """Give the cell of a service and a size on this leaf."""
        day = self.book.day if self.book else self.desk.shop.today()
        return price_cell(entry, key, self.leaf, self.what, day)

    def leaf_words(self) -> Content:
        """Write the coats and breed groups, the chosen one marked."""
        layers = self.book.layers if self.book else (self.leaf,)
        parts: list[Content] = [
            line("working minutes  " if self.what == "minutes" else "prices  ", "bold")
        ]
        for layer in layers:
            chosen = layer == self.leaf
            words = f"[{layer.words}]" if chosen else f" {layer.words} "
            parts.append(line(words, "bold $accent" if chosen else "$text-muted"))
        return assemble(*parts)

    async def put(self, edits: tuple[Edit, ...]) -> None:
        """Write cells of this leaf."""
        desk = self.desk
        await desk.write(set_prices, desk.shop, edits, self.leaf, self.what, desk.actor, self.day)

    def action_stock_next_layer(self) -> None:
        """Turn to the next coat or breed group."""
        self._turn(1)

    def action_stock_last_layer(self) -> None:
        """Turn to the coat or breed group before."""
        self._turn(-1)

    def _turn(self, step: int) -> None:
        layers = self.book.layers if self.book else ()
        if layers:
            at = layers.index(self.leaf) if self.leaf in layers else 0
            self.leaf = layers[(at + step) % len(layers)]
            self.fill()

    def action_stock_what(self) -> None:
        """Change between prices and working minutes."""
        self.what = "minutes" if self.what == "price" else "price"
        self.fill()

    def why_words(self) -> list[tuple[str, str]]:
        """Give everything that is asked for this cell, in the order of DOMAIN 16."""
        entry, size = self.entry(), self.sheet.key
        if entry is None or self.book is None:
            return []
        number = self.show_value
        cell = price_cell(entry, size, self.leaf, self.what, self.book.day)
        told = [
            (f"{number(cell.value)} because of: {cell.words}", "bold"),
            ("", ""),
            ("Asked in this order; the first that says something decides:", "$text-muted"),
            ("1  what was agreed for the pet (on the pet's page)", ""),
        ]
        if self.what == "price" and self.desk.shop.setting("price.previous"):
            told.append(("2  what the pet paid last time (a setting)", ""))
        told.append((f"{len(told) - 2}  what the groomer does differently: {self._own(entry)}", ""))
        for found in fitting_cells(entry.cells, size, self.leaf.coat, self.leaf.group):
            value = found.price if self.what == "price" else found.minutes
            if value is not None:
                words = cell_words(found, self.book.day)
                told.append((f"{len(told) - 2}  {words}: {number(value)}", ""))
        base = price_cell(entry, ANY, Layer(), self.what, self.book.day)
        told.append((f"{len(told) - 2}  the service itself: {number(base.value)}", ""))
        if cell.later:
            day, price = cell.later
            told += [
                ("", ""),
                (f"From {self.desk.shop.day(day)} on it says {number(price)}.", "$text-warning"),
            ]
        return told

    def _own(self, entry: Line) -> str:
        names = dict(self.book.employees) if self.book else {}
        said = []
        for who, source in sorted(entry.own.items()):
            value = source.price if self.what == "price" else source.setup
            if value is not None and who in names:
                said.append(f"{names[who]} {self.show_value(value)}")
        return ", ".join(said) or "nobody does"
