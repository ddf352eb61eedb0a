"""What employees do differently: their own prices and times, service by service."""

from __future__ import annotations

from textual.content import Content

from pettui.stock.pricing import Edit, set_own
from pettui.stock.sheets import PARTS, Line, SheetCell, own_cell
from screens.stock.sheetscreen import SheetScreen
from screens.widgets.plain import assemble, line

WORDS = {
    "price": "price", "setup": "set-up", "process": "process", "finish": "finish",
    "backbar": "backbar",
}  # fmt: skip


class OwnScreen(SheetScreen):
    """Services by employee; a leaf for the price, each time, and the backbar. 0 is a value."""

    HEADING = "What employees do differently"

    def __init__(self, item: int | None = None) -> None:
        super().__init__(item)
        self.what = "price"

    @property
    def is_money(self) -> bool:
        """Whether the cells are amounts."""
        return self.what in ("price", "backbar")

    def columns(self) -> list[tuple[str, str]]:
        """Give a column an employee."""
        return [(str(key), label) for key, label in self.book.employees] if self.book else []

    def cell(self, entry: Line, key: str) -> SheetCell:
        """Give the cell of a service and an employee on this leaf."""
        return own_cell(entry, int(key), self.what)

    def leaf_words(self) -> Content:
        """Write the leaves, the chosen one marked."""
        parts = []
        for what in PARTS:
            chosen = what == self.what
            words = f"[{WORDS[what]}]" if chosen else f" {WORDS[what]} "
            parts.append(line(words, "bold $accent" if chosen else "$text-muted"))
        return assemble(*parts)

    async def put(self, edits: tuple[Edit, ...]) -> None:
        """Write cells of this leaf."""
        desk = self.desk
        await desk.write(set_own, desk.shop, edits, self.what, desk.actor, self.day)

    def action_stock_next_layer(self) -> None:
        """Turn to the next leaf."""
        self._turn(1)

    def action_stock_last_layer(self) -> None:
        """Turn to the leaf before."""
        self._turn(-1)

    def action_stock_what(self) -> None:
        """Turn to the next leaf."""
        self._turn(1)

    def _turn(self, step: int) -> None:
        self.what = PARTS[(PARTS.index(self.what) + step) % len(PARTS)]
        self.fill()

    def why_words(self) -> list[tuple[str, str]]:
        """Say what counts for this employee, and what for everybody else."""
        entry, cell = self.entry(), self.sheet.cell
        if entry is None or cell is None:
            return []
        who = dict(self.columns())[self.sheet.key]
        told = [(f"{self.show_value(cell.value)} for {who}: {cell.words}", "bold"), ("", "")]
        what = WORDS[self.what]
        if cell.own is None:
            words = (
                f"{who} has no {what} of their own for this service, so the price list decides:"
                " by size, coat and breed group."
            )
        else:
            words = (
                f"Their own {what} comes before the price list. What was agreed for a pet, and"
                " what it paid last time, come before both."
            )
        return [*told, (words, "")]
