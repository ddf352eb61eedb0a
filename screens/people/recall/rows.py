"""The lines of the call list in columns: who is due, for what, since when, and the number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from pettui.people.recall.reading import Line
from screens.people.client_rows import away
from screens.stock.nearby import show_near
from screens.widgets.plain import assemble, line
from screens.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from pettui.team.shop import Shop

STATE, SINCE, PHONE, CALL = 8, 8, 15, 10
WIDE = 100
"""From so many cells on the last call has a column."""
_INKS = {"overdue": "$text-error", "due": "$text-accent", "lapsed": "$text-muted"}


def columns(width: int) -> tuple[int, int, int, int]:
    """Give the widths of client, pet, service, and the last call."""
    call = CALL if width >= WIDE else 0
    rest = max(30, width - STATE - SINCE - PHONE - call)
    client, pet = rest * 4 // 11, rest * 3 // 11
    return client, pet, rest - client - pet, call


def _fit(content: Content, width: int) -> Content:
    if width < 2:
        return Content()
    return Content.assemble(content.truncate(width - 1, ellipsis=True, pad=True), " ")


class Heading(Widget):
    """What the columns are."""

    DEFAULT_CSS = "Heading { height: 1; width: 1fr; color: $text-muted; }"

    def render(self) -> Content:
        """Write the headings above their columns."""
        client, pet, service, call = columns(self.content_size.width)
        return assemble(
            _fit(line("State"), STATE), _fit(line("since"), SINCE), _fit(line("Pet"), pet),
            _fit(line("Client"), client), _fit(line("Phone"), PHONE),
            _fit(line("Service"), service), _fit(line("last call"), call),
        )  # fmt: skip


class RecallRows(Rows):
    """Calls to make. The second line of a client leaves name and number out."""

    def __init__(self, shop: Shop) -> None:
        super().__init__(empty="Looking...")
        self._shop = shop
        self._lines: list[Line] = []

    @property
    def line(self) -> Line | None:
        """The call under the cursor."""
        return self._lines[self.cursor] if 0 <= self.cursor < len(self._lines) else None

    @property
    def lines(self) -> Sequence[Line]:
        """All calls that are shown."""
        return self._lines

    def of_client(self, client: int) -> list[Line]:
        """Give all calls of a client that are shown: one telephone call serves them."""
        return [one for one in self._lines if one.client == client]

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other calls; the cursor stays on its line, or else at its place."""
        self._lines = list(lines)
        show_near(self, self._all())

    def on_resize(self) -> None:
        """Measure the columns again."""
        self._rows = self._all()
        super().on_resize()
        self.refresh()

    def _all(self) -> list[Row]:
        before = [None, *self._lines]
        return [
            self._row(one, first=last is None or last.client != one.client)
            for last, one in zip(before, self._lines, strict=False)
        ]

    def _row(self, one: Line, *, first: bool) -> Row:
        today = self._shop.today()
        client, pet, service, call = columns(self.size.width)
        phone = line(one.phone) if one.wants_calls else line("wants no calls", "$text-warning")
        left = assemble(
            _fit(line(one.state, _INKS[one.state]), STATE), _fit(line(since(one, today)), SINCE),
            _fit(line(one.pet_name, "bold"), pet),
            _fit(line(one.client_name) if first else Content(), client),
            _fit(phone if first else Content(), PHONE), _fit(line(one.service), service),
            _fit(line(one.call.outcome if one.call else "", "$text-muted"), call),
        )  # fmt: skip
        return Row(f"{one.pet}:{one.item}", left)


def since(one: Line, today: date) -> str:
    """Say how far from the day it is: `6 wk` ago, `+3 d` ahead."""
    return f"{'+' if one.due > today else ''}{away(one.due, today)}"
