"""The dialog in which a series is said in words, and each of its dates is decided about."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from pettui.book.series.making import Preview
from pettui.history.door import Refused
from screens.book.series.dates import Dates, Decided, key_of
from screens.frame.working import work_safely
from screens.widgets.dialog import Dialog
from screens.widgets.line import Field
from screens.widgets.plain import line
from screens.widgets.rows import Rows

if TYPE_CHECKING:
    from screens.book.series.deciding import Deciding

Read = Callable[[str], Awaitable[tuple[Preview, str]]]
"""Reads what was typed: the dates that it gives, and the words that say it back."""

_LINES = 9
_IN_FIELD = "Enter goes to the dates · Esc back"
_STEPS = "Enter goes to the dates · Tab asks step by step · Esc back"
_IN_LIST = "Space leave out  f free slot  w who  k keep  a add  d day · Enter books"


class DateRows(Rows, can_focus=True):
    """The list of dates; its keys decide about the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "screen.move(-1)", show=False),
        Binding("down", "screen.move(1)", show=False),
        Binding("pageup", "screen.page(-1)", show=False),
        Binding("pagedown", "screen.page(1)", show=False),
        Binding("space,x", "screen.leave_out", show=False),
        Binding("f", "screen.free_slot", show=False),
        Binding("w", "screen.who", show=False),
        Binding("k", "screen.keep", show=False),
        Binding("a,n", "screen.add", show=False),
        Binding("d", "screen.day", show=False),
        Binding("exclamation_mark", "screen.next_conflict", show=False),
        Binding("enter", "screen.book", show=False),
    ]


class SeriesDates(Dialog[Dates]):
    """A line that says how often, and below it every date with what speaks against it.

    Args:
        title: whose visits they are.
        read: gives the dates of what was typed; raises Refused or ValueError in words.
        value: what stands in the line at first.
        deciding: finds other slots and employees for a date.
        words: a line above.
        steps: asks for the rule step by step, and gives it in words; None where there is no rule.
    """

    CSS_PATH = "../../styles/dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", show=False)]
    AUTO_FOCUS = "Field"

    def __init__(
        self,
        title: str,
        read: Read,
        *,
        value: str,
        deciding: Deciding,
        words: str = "",
        steps: Callable[[], Awaitable[str | None]] | None = None,
    ) -> None:
        super().__init__(title)
        self.add_class("-wide")
        self._read = read
        self._words = words
        self._steps = steps
        self._number = 0
        self.deciding = deciding
        self.dates: Dates | None = None
        self.field = SaidField(value)
        self.echo = Static("", id="echo", markup=False)
        self.total = Static("", id="words", markup=False)
        self.rows = DateRows(most=_LINES, empty="No dates yet.")
        self.detail = Static("", id="error", markup=False)
        self.keys = Static(line(self._in_field()), id="keys", markup=False)

    def contents(self) -> ComposeResult:
        """Show the line, what it means, the dates, and the words of the one under the cursor."""
        if self._words:
            yield Static(line(self._words), id="before")
        yield self.field
        yield self.echo
        yield self.total
        yield self.rows
        yield self.detail
        yield self.keys

    def _in_field(self) -> str:
        return _IN_FIELD if self._steps is None else _STEPS

    # Reading what is typed

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._number += 1
        work_safely(self, self._understand(event.value, self._number, go=False), hold_keys=False)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._number += 1
        work_safely(self, self._understand(event.value, self._number, go=True))

    async def _understand(self, text: str, number: int, *, go: bool) -> None:
        await asyncio.sleep(0)  # of several keys that are here already, only the last one asks
        if number != self._number:
            return
        try:
            preview, words = await self._read(text)
        except (Refused, ValueError) as error:
            if number == self._number:
                self.dates = None
                self._say(str(error), wrong=True)
                self._show()
            return
        if number != self._number:
            return  # something else stands in the line by now
        self._say(words, wrong=False)
        if self.dates is None or self.dates.preview != preview:
            self.dates = Dates(preview)
        self._show()
        if go and self.dates.all:
            self.rows.focus()
            self._to_first_conflict()

    def _say(self, words: str, *, wrong: bool) -> None:
        self.echo.set_class(wrong, "-wrong")
        self.echo.update(line(words))

    def _show(self, keep: str = "") -> None:
        dates = self.dates
        self.total.update(dates.words() if dates else Content(""))
        self.rows.show(dates.rows(self.deciding.shop) if dates else [], keep=True)
        if keep:
            self._go_to(keep)
        self._describe()

    def _go_to(self, key: str) -> None:
        place = next((n for n, row in enumerate(self.rows.rows) if row.id == key), None)
        if place is not None:
            self.rows.cursor = place

    def _to_first_conflict(self) -> None:
        found = next((one for one in self.dates.open), None) if self.dates else None
        if found is not None:
            self._go_to(key_of(found))

    def on_descendant_focus(self) -> None:
        """Say which keys there are where the cursor is."""
        self.keys.update(line(_IN_LIST if self.rows.has_focus else self._in_field()))
        self._describe()

    @on(Rows.Moved)
    def _moved(self) -> None:
        self._describe()

    def _describe(self) -> None:
        here = self.here()
        words = here.line.words if here is not None and self.rows.has_focus else ""
        self.detail.update(line(words))
        self.detail.set_class(bool(words), "-shown")

    def here(self) -> Decided | None:
        """Give the date under the cursor."""
        row = self.rows.row
        return self.dates.at(row.id) if self.dates and row is not None else None

    # Keys of the list

    def action_back(self) -> None:
        """Go from the dates back to the line, and from the line out."""
        if self.rows.has_focus:
            self.field.focus()
        else:
            self.dismiss(None)

    def action_move(self, by: int) -> None:
        """Move through the dates; above the first is the line."""
        if by < 0 and self.rows.cursor <= 0:
            self.field.focus()
        else:
            self.rows.move(by)

    def action_page(self, direction: int) -> None:
        """Move by a page."""
        self.rows.page(direction)

    def action_to_dates(self) -> None:
        """Go from the line to the dates."""
        if self.dates and self.dates.all:
            self.rows.focus()

    def action_next_conflict(self) -> None:
        """Go to the next date that does not fit."""
        rows, dates = self.rows.rows, self.dates
        order = [*range(self.rows.cursor + 1, len(rows)), *range(self.rows.cursor + 1)]
        for place in order:
            one = dates.at(rows[place].id) if dates else None
            if one is not None and not one.taken and not one.line.fits:
                self.rows.cursor = place
                return

    def action_leave_out(self) -> None:
        """Leave the date out, or book it again."""
        here = self._free_to_change()
        if here is None:
            return
        if not here.taken and not here.line.fits:
            self._tell("It does not fit: f finds a free slot, w somebody else, k keeps it.")
            return
        here.taken = not here.taken
        here.agreed = False
        self._show(key_of(here))
        self.rows.move(1)

    def action_keep(self) -> None:
        """Book the date in spite of what speaks against it."""
        here = self._free_to_change()
        if here is None:
            return
        if here.line.stops:
            self._tell("It cannot be booked so: f finds a free slot, Space leaves it out.")
            return
        here.taken, here.agreed = True, not here.line.fits
        self._show(key_of(here))
        self.rows.move(1)

    def _free_to_change(self) -> Decided | None:
        here = self.here()
        if here is not None and here.line.ticket:
            self._tell("This is the ticket that is booked already; it stays.")
            return None
        return here

    def _tell(self, words: str) -> None:
        self.detail.update(line(words))
        self.detail.add_class("-shown")

    def action_free_slot(self) -> None:
        """Put the visit into the next free slot."""
        self._decide("free_slot")

    def action_who(self) -> None:
        """Choose who else does it."""
        self._decide("somebody")

    def action_day(self) -> None:
        """Say another day or time for the visit."""
        self._decide("another_time")

    def _decide(self, how: str) -> None:
        here, dates = self._free_to_change(), self.dates
        if here is not None and dates is not None:
            work_safely(self, self._replace(how, here, dates))

    async def _replace(self, how: str, here: Decided, dates: Dates) -> None:
        try:
            found = await getattr(self.deciding, how)(dates, here.line)
        except (Refused, ValueError) as error:
            self._tell(str(error))
            return
        if found is not None:
            made = dates.put(here, found)
            self._show(key_of(made))

    def action_add(self) -> None:
        """Add a date by hand."""
        if self.dates is not None:
            work_safely(self, self._add(self.dates))

    async def _add(self, dates: Dates) -> None:
        try:
            found = await self.deciding.one_more(dates)
        except (Refused, ValueError) as error:
            self._tell(str(error))
            return
        if found is not None:
            self._show(key_of(dates.add(found)))

    def action_book(self) -> None:
        """Book what is chosen."""
        if self.dates is None or not self.dates.chosen:
            self._tell("No date is chosen. Space takes one, a adds one.")
        else:
            self.dismiss(self.dates)

    @on(Rows.Picked)
    def _clicked(self, event: Rows.Picked) -> None:
        event.stop()
        self.rows.focus()

    def action_step_by_step(self) -> None:
        """Ask for the rule step by step; it then stands in the line."""
        if self._steps is None:
            self.action_to_dates()
        else:
            work_safely(self, self._ask_steps())

    async def _ask_steps(self) -> None:
        words = await self._steps() if self._steps is not None else None
        if words is not None:
            self.field.value = words
            self.field.cursor_position = len(words)


class SaidField(Field):
    """The line in which the rule is said; Down goes to the dates, Tab asks step by step."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "screen.to_dates", show=False),
        Binding("tab", "screen.step_by_step", show=False),
    ]
