"""Raising prices: category, percentage, rounding and day asked for, everything shown, then done."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from pettui.stock import groups
from pettui.stock.raising import ROUNDINGS, Raise, Step, parse_percent, preview, raise_prices
from pettui.text import count
from screens.widgets.ask import Ask, Understood
from screens.widgets.dialog import Dialog
from screens.widgets.menu import Choice, Menu
from screens.widgets.plain import assemble, line
from screens.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from screens.desk import Desk

ALL = "all"


class Preview(Dialog[bool]):
    """Every price, old and new; Enter writes them, Esc leaves all as it is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "agree", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]
    HINT = "Enter writes these prices · Up Down look through · Esc leaves all as it is"

    def __init__(self, title: str, words: str, rows: list[Row]) -> None:
        super().__init__(title)
        self.add_class("-wide")
        self._words = words
        self.rows = Rows(rows, most=14)

    def contents(self) -> ComposeResult:
        """Show how many, and each."""
        yield Static(line(self._words), id="words")
        yield self.rows

    def action_agree(self) -> None:
        """Write them."""
        self.dismiss(True)

    def action_move(self, by: int) -> None:
        """Move through the list."""
        self.rows.move(by)

    def action_page(self, direction: int) -> None:
        """Move by a page."""
        self.rows.page(direction)

    def on_rows_picked(self) -> None:
        """Leave a click on a row without meaning: Enter decides."""


async def ask_raise(desk: Desk, category: int | None = None) -> None:
    """Ask for everything, show what would change, and write it."""
    shop = desk.shop
    known = await desk.gateway.run(groups.groups)
    known.sort(key=lambda group: group.id != category)
    chosen = await desk.push_screen_wait(
        Menu("Raise the prices of", [
            *(Choice(str(g.id), g.name, count(g.items, "service")) for g in known if g.items),
            Choice(ALL, "the whole price list"),
        ])
    )  # fmt: skip
    if chosen is None:
        return
    title = next((g.name for g in known if str(g.id) == chosen), "the price list")
    percent = await desk.push_screen_wait(
        Ask(f"Raise {title} by how many percent?", _understand, placeholder="5, 3.5, -10")
    )
    if percent is None:
        return
    rounding = await desk.push_screen_wait(
        Menu("Round the new prices", [Choice(r.id, r.words) for r in ROUNDINGS])
    )
    if rounding is None:
        return

    def understand(text: str) -> Understood[date]:
        day = shop.parse_day(text or "today")
        if day < shop.today():
            raise ValueError("Visits of the past keep their prices. Name today or a later day.")
        return Understood(day, "at once" if day == shop.today() else f"from {shop.day(day)} on")

    day = await desk.push_screen_wait(
        Ask("From which day on?", understand, placeholder="empty: at once", need=False)
    )
    if day is None:
        return
    start = day if day > shop.today() else None
    wish = Raise(None if chosen == ALL else int(chosen), percent, rounding, start)
    await _show_and_write(desk, wish, title)


async def _show_and_write(desk: Desk, wish: Raise, title: str) -> None:
    steps = await desk.gateway.run(preview, desk.shop, wish)
    if not steps:
        desk.say("No price would change: too little for this rounding, or there are none.")
        return
    start = f"from {desk.shop.day(wish.day)} on" if wish.day else "at once"
    words = (
        f"{count(len(steps), 'price')} change {start}. Prices agreed for single pets stay as they"
        " are. One undo (u) takes all of it back."
    )
    heading = f"{title} by {wish.percent:f} %"
    if await desk.push_screen_wait(Preview(heading, words, [_row(desk, s) for s in steps])):
        name = "" if wish.category is None else title
        number = await desk.write(raise_prices, desk.shop, wish, steps, desk.actor, name)
        desk.say(f"{count(number, 'price')} changed {start}. u takes it back.")


def _row(desk: Desk, step: Step) -> Row:
    number = desk.shop.money.number
    change = assemble(f"{number(step.old):>10}  ->  ", line(f"{number(step.new):>10}", "bold"))
    return Row(f"{step.item}:{step.words}", line(step.words), change)


def _understand(text: str) -> Understood[Decimal]:
    percent = parse_percent(text)
    did = "raised" if percent > 0 else "lowered"
    return Understood(percent, f"{did} by {abs(percent):f} %")
