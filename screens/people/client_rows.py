"""The list of clients in columns, measured in cells so that every script aligns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from pettui.people.client_list import ClientLine
from screens.widgets.plain import assemble, line
from screens.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from pettui.team.shop import Shop

PHONE, VISIT, MISSED, OWES = 15, 8, 6, 9
_FIXED = PHONE + 2 * VISIT + MISSED + OWES


def away(day: date | None, today: date) -> str:
    """Say in a few cells how far away a day is: `today`, `3 d`, `6 wk`, `14 mo`, `3 y`."""
    if day is None:
        return ""
    days = abs((day - today).days)
    if days == 0:
        return "today"
    if days < 14:
        return f"{days} d"
    if days < 70:
        return f"{days // 7} wk"
    return f"{round(days / 30.44)} mo" if days < 700 else f"{round(days / 365.25)} y"


def columns(width: int) -> tuple[int, int]:
    """Give the widths of name and pets."""
    rest = max(20, width - _FIXED)
    return rest * 6 // 11, rest - rest * 6 // 11


def _fit(content: Content, width: int) -> Content:
    return Content.assemble(content.truncate(width - 1, ellipsis=True, pad=True), " ")


def _right(text: str, width: int, style: str = "") -> Content:
    content = line(text, style)
    return Content.assemble(" " * max(0, width - content.cell_length), content)


class Heading(Widget):
    """What the columns are."""

    DEFAULT_CSS = "Heading { height: 1; width: 1fr; color: $text-muted; }"

    def render(self) -> Content:
        """Write the headings above their columns."""
        name, pets = columns(self.content_size.width)
        return assemble(
            _fit(line("Client"), name), _fit(line("Pets"), pets), _fit(line("Phone"), PHONE),
            _right("last", VISIT), _right("next", VISIT), _right("missed", MISSED + 1),
            _right("owes", OWES - 1),
        )  # fmt: skip


class ClientRows(Rows):
    """Clients in columns. Lines are added below while one scrolls."""

    def __init__(self, shop: Shop) -> None:
        super().__init__()
        self._shop = shop
        self._lines: list[ClientLine] = []

    @property
    def client(self) -> ClientLine | None:
        """The client under the cursor."""
        return self._lines[self.cursor] if 0 <= self.cursor < len(self._lines) else None

    @property
    def lines(self) -> Sequence[ClientLine]:
        """All clients that were read."""
        return self._lines

    def show_clients(self, lines: Sequence[ClientLine], *, keep: bool = False) -> None:
        """Show other clients."""
        self._lines = list(lines)
        self.show([self._row(line) for line in self._lines], keep=keep)

    def add(self, lines: Sequence[ClientLine]) -> None:
        """Add the next page below; the cursor and what is in sight stay."""
        self._lines += lines
        self._rows += [self._row(line) for line in lines]
        self.refresh()

    def on_resize(self) -> None:
        """Measure the columns again."""
        self._rows = [self._row(line) for line in self._lines]
        self.refresh()

    def _row(self, client: ClientLine) -> Row:
        today, money = self._shop.today(), self._shop.money
        name, pets = columns(self.size.width)
        missed = f"{client.no_shows}x" if client.no_shows else ""
        owes = money.text(client.owes) if client.owes else ""
        who = assemble(
            line("! " if client.alert else "", "$text-error"),
            line(client.name, "dim" if client.inactive else "bold"),
        )
        whose = assemble(
            line("inactive  " if client.inactive else "", "$text-warning"), line(client.pets)
        )
        left = assemble(
            _fit(who, name), _fit(whose, pets), _fit(line(client.phone), PHONE),
            _right(away(client.last_visit, today), VISIT, "$text-muted"),
            _right(away(client.next_visit, today), VISIT),
            _right(missed, MISSED + 1, "$text-error"), _right(owes, OWES - 1),
        )  # fmt: skip
        return Row(f"client:{client.id}", left)
