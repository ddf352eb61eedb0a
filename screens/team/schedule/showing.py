"""What the grid of a week and the regular weeks have in common: the grid, and two lines below."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from pettui.history.door import Refused
from pettui.team.schedule.words import Entry, entry_words, parse_entry
from screens.frame.commands import bindings
from screens.frame.screen import DeskScreen
from screens.team.schedule.grid import Place, WeekGrid
from screens.widgets.plain import assemble, line

if TYPE_CHECKING:
    from pettui.team.hours import Range
    from pettui.team.shop import Shop

HELP = "Type 9-17, 9-12 13-17, off, vac or sick over it; - is the regular week. Space marks."


class GridScreen(DeskScreen):
    """A grid that is painted; subclasses read it, say what is under the cursor, and write."""

    AREAS = ("schedule",)
    CSS_PATH = "../../styles/schedule.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("schedule"),
        Binding("escape", "back", "back", show=False),
    ]
    TURNS = True
    HELP = HELP

    def __init__(self) -> None:
        super().__init__()
        self._told: tuple[str, Place] = ("", (-1, -1))
        self.head = Static("", id="head", markup=False)
        self.detail = Static("", id="detail", markup=False)
        self.typed = Static("", id="typed", markup=False)
        self.grid = WeekGrid(self.read_entry, turns=self.TURNS)

    def body(self) -> ComposeResult:
        """Show what it is, the cells, what is under the cursor, and what is typed."""
        yield self.head
        yield self.grid
        yield self.detail
        yield self.typed

    def on_mount(self) -> None:
        """Read what is shown."""
        super().on_mount()
        self.grid.focus()
        self.work(self.shop_changed())

    # What a subclass says

    def describe(self) -> Content:
        """Say what the cell under the cursor has."""
        raise NotImplementedError

    def where(self, places: tuple[Place, ...]) -> str:
        """Name cells: `Kim, Thu 26 Nov`."""
        raise NotImplementedError

    async def put(self, entry: Entry, places: tuple[Place, ...]) -> None:
        """Write an entry into cells."""
        raise NotImplementedError

    def read_entry(self, text: str) -> Entry:
        """Read what was typed; raises ValueError in words."""
        return parse_entry(text)

    # The lines below

    def tell(self, words: str) -> None:
        """Say below what was done, until the cursor goes elsewhere; the grid shows it too."""
        self._told = (words, (self.grid.row, self.grid.column))
        self.typed.update(line(words, "$accent"))

    @on(WeekGrid.Moved)
    def _moved(self) -> None:
        typing = self.grid.typing
        self.detail.update(self.describe() if self.grid.rows else Content(""))
        if typing is None:
            words, place = self._told
            if place == (self.grid.row, self.grid.column):
                self.typed.update(line(words, "$accent"))
            else:
                self.typed.update(line(self.HELP, "$text-muted"))
            return
        where = self.where(self.grid.places())
        try:
            entry = self.read_entry(typing)
        except ValueError as error:
            self.typed.update(assemble(line(f"{typing}_  ", "bold"), line(str(error), "$error")))
            return
        words = f"{entry_words(self.desk.shop, entry)}: {where}"
        self.typed.update(
            assemble(line(f"{typing}_  ", "bold"), line(f"{words}. Enter saves.", "$accent"))
        )

    @on(WeekGrid.Painted)
    def _painted(self, event: WeekGrid.Painted) -> None:
        self.work(self._put(event.entry, event.places))

    async def _put(self, entry: Entry, places: tuple[Place, ...]) -> None:
        try:
            await self.put(entry, places)
        except Refused:
            await self.shop_changed()
            raise

    # Commands

    def action_schedule_edit(self) -> None:
        """Change what is in the cell."""
        self.grid.begin()

    def action_schedule_mark(self) -> None:
        """Mark the day, and go to the next."""
        self.grid.mark()

    def action_schedule_clear(self) -> None:
        """Go back to the regular week."""
        self.work(self._put(Entry(), self.grid.places()))
        self.grid.unmark()

    def action_back(self) -> None:
        """Forget the marks, then leave."""
        if not self.grid.unmark():
            self.dismiss()


def ranges_words(shop: Shop, ranges: tuple[Range, ...]) -> str:
    """Write hours for people."""
    return ", ".join(f"{shop.time(a)}-{shop.time(b)}" for a, b in ranges)
