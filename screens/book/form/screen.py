"""The booking form: one column of lines, Enter goes to whatever is needed next, and then saves."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from pettui.history.door import Refused
from screens.book.form import opening, showing
from screens.book.form.draft import Draft
from screens.book.form.field import Entry, EntryField
from screens.book.form.line import FormLine, Step
from screens.book.form.othertimes import OtherTimes
from screens.book.form.pets import PetLine
from screens.book.form.start import FormStart
from screens.book.form.ticketrows import TicketRows
from screens.book.form.what import NoteLine, ServiceLine
from screens.book.form.when import WhenLine
from screens.book.form.who import ClientLine, PhoneLine
from screens.book.form.whom import WithLine
from screens.frame.working import work_safely
from screens.widgets.plain import assemble, line
from screens.widgets.rows import Rows

if TYPE_CHECKING:
    from screens.desk import Desk

LINES: tuple[type[FormLine], ...] = (
    ClientLine, PhoneLine, PetLine, ServiceLine, WhenLine, WithLine, NoteLine,
)  # fmt: skip


class SaveKey(Static):
    """What saves by mouse."""

    def on_click(self) -> None:
        """Save."""
        form = self.screen
        if isinstance(form, BookingForm):
            form.action_save()


class BookingForm(OtherTimes):
    """Books a visit or changes one. Gives what was saved, or None when it was left."""

    CSS_PATH = "form.tcss"
    AUTO_FOCUS = ""
    LINES: ClassVar[tuple[type[FormLine], ...]] = LINES
    UNSAVED = "Nothing is booked yet."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", show=False),
        Binding("escape", "back", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]

    def __init__(self, start: FormStart) -> None:
        super().__init__()
        self.start = start
        self.labels: dict[int, str] = {}
        self.rows = TicketRows()
        self._number = 0  # of the newest look at what is typed
        self._proposals = 0
        self._looking = asyncio.Lock()
        self._busy = False
        self._before: tuple[object, ...] = ()

    @property
    def desk(self) -> Desk:
        """The app, by its own type."""
        from screens.desk import Desk

        if not isinstance(self.app, Desk):
            raise TypeError("this form belongs to the desk")
        return self.app

    def booking(self) -> BookingForm | None:
        """Give the form; None while it saves, or takes something over."""
        return None if self._busy else self

    def compose(self) -> ComposeResult:
        """Put the lines under one another, then dangers, rows, sums and problems."""
        self.draft = self.new_draft()
        self.entries = [Entry(kind(self.desk, self.draft)) for kind in self.LINES]
        new = self.start.plan is None or self.start.plan.ticket is None
        title = self.start.title or ("New visit" if new else "Change the visit")
        with Vertical(id="form"):
            with Horizontal(id="head"):
                yield Static(line(title), id="title")
                yield SaveKey(assemble(("ctrl+s", "$accent"), " save"), id="save")
            yield from self.entries
            yield Static("", id="banner", markup=False)
            with Vertical(id="body"):
                yield self.rows
                yield Static("", id="sums", markup=False)
            yield Static("", id="problems", markup=False)
            yield Static("", id="keys", markup=False)

    def new_draft(self) -> Draft:
        """Give an empty draft."""
        return Draft(self.desk.shop.today())

    def on_mount(self) -> None:
        """Read what is known and begin with what is not."""
        self.desk.shop_changed.subscribe(self, lambda _version: self._follow(), immediate=True)
        work_safely(self, self.begin(self.start))

    async def begin(self, start: FormStart) -> None:
        """Fill in what is known, and put the cursor where something is needed."""
        self.start = start
        self.labels = await opening.fill(self.desk, self.draft, start)
        for entry in self.entries:
            if isinstance(entry.line, WithLine):
                entry.line.labels = self.labels
        await self.propose()
        self._before = self.draft.contents
        needed = self._needed()
        if needed is not None:
            needed.field.focus()
            if start.name and needed.line.id == "client":
                needed.field.value = start.name  # a line said it; who is meant is chosen here
        else:
            self.go_to("when" if self.start.plan and not self.start.plan.ticket else "service")

    def _follow(self) -> None:
        if self.is_mounted and not self._busy and self._before:
            work_safely(self, self.propose(), hold_keys=False)

    # What is shown

    async def propose(self) -> None:
        """Find time and groomer for what is filled in, check it, and show all of it."""
        self._proposals += 1
        number = self._proposals
        found = await opening.proposal(self.desk, self.draft)
        if number == self._proposals and self.is_mounted:
            self.draft.proposal = found
            self.show()

    def show(self) -> None:
        """Show the draft and its proposal."""
        showing.show(self)

    def show_keys(self) -> None:
        """Say what Enter does where the cursor is."""
        self.query_one("#keys", Static).update(line(showing.hint(self, self.focused_entry)))

    # Where the cursor is

    @property
    def focused_entry(self) -> Entry | None:
        """The line that has the cursor."""
        return next((entry for entry in self.entries if entry.field.has_focus), None)

    def go_to(self, name: str) -> None:
        """Put the cursor into a line."""
        self.query_one(f"#{name}", Entry).field.focus()

    def _needed(self) -> Entry | None:
        """Give the first line that is still open, or without which the visit cannot be saved."""
        there = [entry for entry in self.entries if entry.line.there()]
        return next((e for e in there if e.is_open or e.line.missing()), None)

    @on(EntryField.Entered)
    def _entered(self) -> None:
        entry = self.focused_entry
        for other in self.entries:
            if other is not entry and other.rows.display:
                other.close()
        if entry is not None and entry.line.opens() and not entry.is_open:
            self._look(entry)
        self.show_keys()

    def on_descendant_focus(self) -> None:
        """Mark the line that has the cursor, and say which keys matter now."""
        for entry in self.entries:
            entry.set_class(entry.field.has_focus, "-here")
        self.show_keys()

    def action_move(self, by: int) -> None:
        """Move among the candidates, else to another line."""
        entry = self.focused_entry
        if entry is not None and entry.is_open and entry.looked != entry.field.value:
            work_safely(self, self._move_when_shown(entry, by))
        else:
            self._move(entry, by)

    async def _move_when_shown(self, entry: Entry, by: int) -> None:
        """Move among the candidates for what was typed just now, once they are there."""
        self._number += 1
        await self._look_now(entry)
        self._move(entry, by)

    def _move(self, entry: Entry | None, by: int) -> None:
        if entry is not None and entry.rows.display:
            place, last = entry.rows.cursor + by, len(entry.rows.rows) - 1
            entry.rows.cursor = 0 if place > last else last if place < 0 else place
            return
        if self.rows.has_focus:
            if by > 0 or self.rows.cursor > 0:
                self.rows.move(by)
                return
            self.go_to("note")
            return
        there = [e for e in self.entries if e.line.there()]
        place = there.index(entry) + by if entry in there else 0
        if place >= len(there):
            if self.draft.rows:
                self.rows.focus()
        elif place >= 0:
            there[place].field.focus()

    def action_page(self, direction: int) -> None:
        """Move among the candidates by a page."""
        entry = self.focused_entry
        if entry is not None and entry.rows.display:
            entry.rows.page(direction)

    # What is typed

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        entry = self.focused_entry
        if entry is None or event.input is not entry.field or event.value == entry.looked:
            return
        if not entry.is_open:
            entry.close()
            entry.say(entry.line.echo())
            self.show_keys()
            return
        self._look(entry)

    def _look(self, entry: Entry) -> None:
        self._number += 1
        work_safely(self, self._look_soon(entry, self._number), hold_keys=False)

    async def _look_soon(self, entry: Entry, number: int) -> None:
        async with self._looking:  # while one is under way, only the newest waits
            if number == self._number:
                await self._look_now(entry)

    async def _look_now(self, entry: Entry) -> None:
        text = entry.field.value
        try:
            look = await entry.line.look(text)
        except (Refused, ValueError) as error:
            if text == entry.field.value:
                entry.close()
                entry.looked = text
                entry.say(line(str(error)), wrong=True)
            return
        if text == entry.field.value and entry.field.has_focus:
            entry.show(look, text)
            self.show_keys()

    # What Enter does

    def enter(self) -> None:
        """Take what stands in the line and go to whatever is needed next."""
        if not self._busy:
            work_safely(self, self._enter(self.focused_entry))

    def action_enter(self) -> None:
        """Do what Enter does on the rows: save."""
        self.enter()

    def action_save(self) -> None:
        """Save from anywhere; whatever is typed is taken first."""
        if not self._busy:
            work_safely(self, self._save())

    async def _enter(self, entry: Entry | None) -> None:
        if self._busy:
            return
        if entry is None:
            await self._save()
            return
        step = await self._take(entry)
        if step is None or step is Step.STAY:
            return
        needed = self._needed()
        if needed is not None:
            needed.field.focus()
        elif step is Step.DONE:
            await self._save()
        else:
            there = [e for e in self.entries if e.line.there()]
            there[min(there.index(entry) + 1, len(there) - 1)].field.focus()

    async def _take(self, entry: Entry, picked: str | None = None) -> Step | None:
        """Let a line take what stands in it; None when it cannot, which is said beside it."""
        self._busy = True
        try:
            self._number += 1  # what is being looked up comes too late
            text = entry.field.value
            if picked is None:
                if entry.is_open and entry.looked != text:
                    await self._look_now(entry)
                picked = entry.picked
            try:
                step = await entry.line.take(text, picked)
            except (Refused, ValueError) as error:
                entry.field.focus()
                entry.close()
                entry.looked = text
                entry.say(line(str(error)), wrong=True)
                return None
            entry.fill(anew=True)
            await self.propose()
            return step
        finally:
            self._busy = False

    @on(Rows.Picked)
    def _picked(self, event: Rows.Picked) -> None:
        event.stop()
        entry = next((e for e in self.entries if e.picked == event.row.id), None)
        if entry is not None:
            work_safely(self, self._enter_picked(entry, event.row.id))

    async def _enter_picked(self, entry: Entry, picked: str) -> None:
        step = await self._take(entry, picked)
        if step is not None and step is not Step.STAY:
            needed = self._needed()
            if needed is not None:
                needed.field.focus()

    async def _save(self) -> None:
        from screens.book.form.saving import save_visit

        for entry in self.entries:
            if entry.line.there() and entry.is_open and await self._take(entry) is None:
                return
        needed = self._needed()
        if needed is not None:
            needed.field.focus()
            needed.say(line(needed.line.missing()), wrong=True)
            return
        self._busy = True
        try:
            done = await save_visit(self)
        finally:
            self._busy = False
        if done is not None:
            self.dismiss(done)

    # The rows

    async def action_row(self, what: str) -> None:
        """Change the row under the cursor."""
        if not self._busy:
            work_safely(self, self._edit_row(what))

    async def _edit_row(self, what: str) -> None:
        from screens.book.form.ticketrows import edit

        await edit(self, what, self.rows.cursor)
        await self.propose()
        if not self.draft.rows:
            self.go_to("service")

    # Leaving

    def action_back(self) -> None:
        """Go back one level: the candidates, the rows, then the form."""
        entry = self.focused_entry
        if entry is not None and entry.rows.display:
            entry.close()
            self.show_keys()
        elif self.rows.has_focus:
            self.go_to("note")
        elif not self._busy:
            work_safely(self, self._leave())

    async def _leave(self) -> None:
        open_lines = any(e.is_open and e.field.value.strip() for e in self.entries)
        if open_lines or (self._before and self.draft.contents != self._before):
            from screens.widgets.menu import Confirm

            stay = f"{', '.join(self.draft.made)} stays in the records. " if self.draft.made else ""
            what = "What was changed here is not saved." if self.draft.ticket else self.UNSAVED
            question = Confirm("Throw this away?", f"{stay}{what}", yes="throw it away")
            if not await self.desk.push_screen_wait(question):
                return
        self.dismiss(None)
