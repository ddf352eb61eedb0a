"""A field with a list below that follows what is typed; the cursor moves while one types on."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from screens.widgets.dialog import Dialog
from screens.widgets.line import Field
from screens.widgets.rows import Row, Rows

Source = Callable[[str], Awaitable[Sequence[Row]]]


class Picker(Vertical):
    """Asks a source for rows at every change; answers to earlier texts are dropped.

    Enter chooses the row under the cursor, of the rows that belong to the text as it is.

    Args:
        source: gives at most some 50 rows for a text, for example through the gateway.
        value: what stands in the field at first.
        placeholder: shown while the field is empty.
        empty: shown when nothing was found.
    """

    DEFAULT_CSS = """
    Picker {
        height: auto;
        Field { margin-bottom: 1; }
        Rows { height: 1fr; min-height: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]

    class Picked(Message):
        """A row was chosen; `text` is what stood in the field."""

        def __init__(self, row: Row, text: str) -> None:
            super().__init__()
            self.row = row
            self.text = text

    class Refused(Message):
        """A row was chosen that cannot be; its `why_not` says why."""

        def __init__(self, row: Row) -> None:
            super().__init__()
            self.row = row

    def __init__(
        self,
        source: Source,
        *,
        value: str = "",
        placeholder: str = "",
        empty: str = "Nothing found.",
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._source = source
        self._empty = empty
        self._number = 0
        self._shown = -1  # the number of the question whose rows are shown
        self._waiting_for = -1  # Enter was pressed while this question was under way
        self.field = Field(value, placeholder=placeholder, select_on_focus=False)
        self.rows = Rows()

    def compose(self) -> ComposeResult:
        """Put the field above the list."""
        yield self.field
        yield self.rows

    def on_mount(self) -> None:
        """Show what there is before anything is typed."""
        self.look_again()

    def look_again(self, *, keep: bool = False) -> None:
        """Ask the source anew."""
        from screens.frame.working import work_safely

        self._number += 1
        work_safely(self, self._look(self.field.value, self._number, keep=keep), hold_keys=False)

    async def _look(self, text: str, number: int, *, keep: bool) -> None:
        await asyncio.sleep(0)  # of several keys that are here already, only the last one asks
        if number != self._number:
            return
        rows = await self._source(text)
        if number != self._number or not self.is_mounted:
            return
        self._shown = number
        self.rows.empty = self._empty if text.strip() else ""
        self.rows.show(rows, keep=keep)
        if self._waiting_for == number:
            self.rows.pick()

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if self._number:
            self.look_again()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self._shown == self._number:
            self.rows.pick()
        else:
            self._waiting_for = self._number

    @on(Rows.Picked)
    def _picked(self, event: Rows.Picked) -> None:
        event.stop()
        if event.row.why_not:
            self.post_message(self.Refused(event.row))
        else:
            self.post_message(self.Picked(event.row, self.field.value))

    def action_move(self, by: int) -> None:
        """Move the cursor in the list."""
        self.rows.move(by)

    def action_page(self, direction: int) -> None:
        """Move the cursor by a page."""
        self.rows.page(direction)


class PickList(Dialog[str]):
    """A picker in a dialog; gives the id of the chosen row."""

    HINT = "Up Down choose · Enter takes it · Esc back"

    def __init__(
        self,
        title: str,
        source: Source,
        *,
        value: str = "",
        placeholder: str = "",
        empty: str = "Nothing found.",
    ) -> None:
        super().__init__(title)
        self.add_class("-wide")
        self.picker = Picker(source, value=value, placeholder=placeholder, empty=empty)

    def contents(self) -> ComposeResult:
        """Show the picker."""
        yield self.picker

    @on(Picker.Picked)
    def _picked(self, event: Picker.Picked) -> None:
        self.dismiss(event.row.id)

    @on(Picker.Refused)
    def _refused(self, event: Picker.Refused) -> None:
        self.app.notify(event.row.why_not, severity="warning", markup=False)
