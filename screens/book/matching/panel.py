"""The panel: numbered answers to who fits, the best first, and why the others do not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from pettui.book.matching.saying import when_words
from pettui.book.matching.values import Match, Matches, Unfit
from pettui.book.waiting.words import people_text, windows_text
from screens.widgets.dialog import Dialog
from screens.widgets.plain import assemble, line
from screens.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from pettui.team.shop import Shop


class FitsPanel(Dialog[Match]):
    """Who fits a place. A number, or Enter, gives the match that is to be booked."""

    CSS_PATH = "../../styles/dialogs.tcss"
    DEFAULT_CSS = """
    FitsPanel #more { height: 3; margin-top: 1; color: $text-muted; }
    FitsPanel Rows { max-height: 1fr; }
    FitsPanel #box { max-height: 90%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("enter", "pick", show=False),
    ]
    HINT = "1-9 or Enter books · Esc leaves all as it is"

    def __init__(self, shop: Shop, title: str, found: Matches) -> None:
        super().__init__(title)
        self.add_class("-wide")
        self._shop = shop
        self._fits = {f"fit:{one.entry.id}": one for one in found.fits}
        self._others = {f"not:{one.entry.id}": one for one in found.others}
        self._labels = found.labels
        self._days = len({one.answer.day for one in found.fits} | {o.day for o in found.opened}) > 1
        self.rows = Rows(self._rows(found.fits, found.others), empty="Nobody waits.", most=14)
        self.more = Static("", id="more", markup=False)

    def _rows(self, fits: Sequence[Match], others: Sequence[Unfit]) -> list[Row]:
        rows = [
            Row(f"fit:{one.entry.id}", _left(number, one), self._right(one))
            for number, one in enumerate(fits, 1)
        ]
        if others:
            title = "These do not fit" if fits else "Nobody fits"
            rows.append(Row("others", line(title), heading=True))
        rows += [
            Row(f"not:{one.entry.id}", _name(one.entry.who, one.entry.services, "  "),
                line(""), one.why)
            for one in others
        ]  # fmt: skip
        return rows

    def _right(self, one: Match) -> Content:
        return line(f"{when_words(self._shop, one, day=self._days)} · {one.why}")

    def contents(self) -> ComposeResult:
        """Show the answers, and more about the one under the cursor."""
        yield self.rows
        yield self.more

    def on_mount(self) -> None:
        """Tell about the first one."""
        self._tell()

    @on(Rows.Moved)
    def _moved(self) -> None:
        self._tell()

    def _tell(self) -> None:
        row = self.rows.row
        if row is None:
            return
        known = self._fits.get(row.id) or self._others.get(row.id)
        if known is None:
            return
        entry, shop = known.entry, self._shop
        first = f"{entry.client_name}  {entry.phone}"
        called = f" · called {entry.calls}x, {entry.answer}" if entry.calls else ""
        who = people_text(self._labels, entry.employees) if entry.employees else "anybody"
        second = f"{windows_text(shop, entry.windows)} · with {who}{called}"
        third = [entry.comment] if entry.comment else []
        if isinstance(known, Match):
            third = [known.answer.why, *known.answer.alerts, *third]
        else:
            third = [known.why, *third]
        if entry.moves is not None:
            third = ["has a visit, and wants to be earlier", *third]
        self.more.update(
            Content("\n").join(
                (
                    line(first, "bold"),
                    line(second),
                    line(" · ".join(part for part in third if part)),
                )
            )
        )

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.rows.move(by)

    def action_page(self, direction: int) -> None:
        """Move the cursor by a page."""
        self.rows.page(direction)

    def action_pick(self) -> None:
        """Book the one under the cursor."""
        self.rows.pick()

    def on_key(self, event: events.Key) -> None:
        """Book by number."""
        if event.character and event.character in "123456789":
            event.stop()
            place = int(event.character) - 1
            if place < len(self._fits):
                self.rows.cursor = place
                self.rows.pick()

    @on(Rows.Picked)
    def _picked(self, event: Rows.Picked) -> None:
        if found := self._fits.get(event.row.id):
            self.dismiss(found)


def _left(number: int, one: Match) -> Content:
    return _name(one.entry.who, one.entry.services, f"{number if number < 10 else ' '} ")


def _name(who: str, services: str, number: str) -> Content:
    return assemble((number, "$accent"), line(who, "bold"), line(f"  {services}"))
