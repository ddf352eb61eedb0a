"""What a sheet of the price list shows and writes; `SheetScreen` draws it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from textual.content import Content

from pettui.stock.pricing import Edit
from pettui.stock.sheets import Book, Line, SheetCell
from pettui.team.shop import Shop
from screens.widgets.plain import line

if TYPE_CHECKING:
    from datetime import date

    from screens.desk import Desk

Said = list[tuple[str, str]]
"""Lines of text, each with its style."""


class Leaves(Protocol):
    """The leaves of a sheet, one of them on top: by coat, or by what is done differently."""

    heading: str

    @property
    def is_money(self) -> bool:
        """Whether the cells are amounts; else they are minutes."""

    def columns(self, book: Book) -> list[tuple[str, str]]:
        """Give the columns: key and title."""

    def cell(self, entry: Line, key: str) -> SheetCell:
        """Give the cell of a service and a column on the leaf on top."""

    def source(self, shop: Shop, book: Book, cell: SheetCell) -> str:
        """Say where the value of a cell comes from."""

    def titles(self, book: Book) -> Content:
        """Write the leaves, the one on top marked."""

    def turn(self, book: Book, step: int) -> None:
        """Take the next leaf, or the one before."""

    def other(self, book: Book) -> None:
        """Turn from prices to minutes and back, where there is a leaf for each."""

    async def put(self, desk: Desk, edits: tuple[Edit, ...], day: date | None) -> None:
        """Write cells of the leaf on top."""

    def why(
        self, shop: Shop, book: Book, entry: Line, key: str, show: Callable[[int], str]
    ) -> Said:
        """Say why a cell is as it is: everything that is asked, in its order."""


def title(words: str, *, chosen: bool) -> Content:
    """Write the name of a leaf; the one on top is in brackets, for colour alone says nothing."""
    return line(f"[{words}]", "bold $accent") if chosen else line(f" {words} ", "$text-muted")
