"""What employees do differently: their own prices and times, service by service."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from pettui.stock.pricing import Edit, set_own
from pettui.stock.sheets import PARTS, Book, Line, SheetCell, own_cell
from pettui.team.shop import Shop
from screens.stock.leaves import Said, title
from screens.stock.sheetscreen import SheetScreen
from screens.widgets.plain import assemble

if TYPE_CHECKING:
    from screens.desk import Desk

WORDS = {
    "price": "price", "setup": "set-up", "process": "process", "finish": "finish",
    "backbar": "backbar",
}  # fmt: skip


class OwnLeaves:
    """A column an employee; a leaf for the price, each time, and the backbar. 0 is a value."""

    heading = "What employees do differently"

    def __init__(self) -> None:
        self.what = "price"

    @property
    def is_money(self) -> bool:
        """Whether the cells are amounts."""
        return self.what in ("price", "backbar")

    def columns(self, book: Book) -> list[tuple[str, str]]:
        """Give a column an employee."""
        return [(str(key), label) for key, label in book.employees]

    def cell(self, entry: Line, key: str) -> SheetCell:
        """Give the cell of a service and an employee on this leaf."""
        return own_cell(entry, int(key), self.what)

    def source(self, shop: Shop, book: Book, cell: SheetCell) -> str:
        """Say whether it is theirs."""
        return "as the service says" if cell.own is None else "their own"

    def titles(self, book: Book) -> Content:
        """Write the leaves, the one on top marked."""
        return assemble(*(title(WORDS[what], chosen=what == self.what) for what in PARTS))

    def turn(self, book: Book, step: int) -> None:
        """Take the next leaf, or the one before."""
        self.what = PARTS[(PARTS.index(self.what) + step) % len(PARTS)]

    def other(self, book: Book) -> None:
        """Take the next leaf."""
        self.turn(book, 1)

    async def put(self, desk: Desk, edits: tuple[Edit, ...], day: date | None) -> None:
        """Write cells of this leaf."""
        await desk.write(set_own, desk.shop, edits, self.what, desk.actor, day)

    def why(
        self, shop: Shop, book: Book, entry: Line, key: str, show: Callable[[int], str]
    ) -> Said:
        """Say what counts for this employee, and what for everybody else."""
        cell = self.cell(entry, key)
        who, what = dict(self.columns(book))[key], WORDS[self.what]
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
        told = f"{show(cell.value)} for {who}: {self.source(shop, book, cell)}"
        return [(told, "bold"), ("", ""), (words, "")]


class OwnScreen(SheetScreen):
    """Services by employee, edited in place."""

    def __init__(self, item: int | None = None, book: Book | None = None) -> None:
        super().__init__(OwnLeaves(), item, book)
