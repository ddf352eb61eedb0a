"""The log of all changes: who changed what, when and where, the newest first."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from pettui.history import audit
from pettui.history.actor import Actor
from pettui.history.audit import Log, Logged, Wish
from pettui.history.things import KINDS, About
from screens.frame.commands import Command, bindings
from screens.frame.screen import DeskScreen
from screens.history.asking import ask_day, ask_kind, ask_person
from screens.history.lines import paragraphs, row_of
from screens.widgets.line import Field
from screens.widgets.plain import assemble, line
from screens.widgets.rows import Row, Rows
from screens.widgets.text_page import TextPage

if TYPE_CHECKING:
    from screens.desk import Desk

PAGE = 200
AHEAD = 20  # rows below the cursor at which older changes are read


def open_changes(desk: Desk) -> None:
    """Open the log, or go back to it where it is open already."""
    by = desk.take_lent(audit.RIGHT) or desk.actor
    for screen in desk.screen_stack:
        if isinstance(screen, ChangesScreen):
            while desk.screen is not screen:
                desk.pop_screen()
            return
    desk.push_screen(ChangesScreen(by))


class ChangesScreen(DeskScreen):
    """The changes that fit what is looked for; letters narrow it down, Esc widens it again."""

    AREAS = ("changes",)
    CSS_PATH = "../styles/history.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("changes"),
        Binding("escape", "back", "back", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]

    def __init__(self, by: Actor) -> None:
        super().__init__()
        self.by = by  # with what somebody lends, while the log is open
        self.wish = Wish()
        self.head = Static("", id="head", markup=False)
        self.field = Field(placeholder="words of what was done, a name, a terminal", id="filter")
        self.field.display = False
        self.rows = Rows(empty="Nothing was changed that is like that.")
        self.detail = Static("", id="detail", markup=False)
        self._log = Log((), more=False)
        self._number = 0  # of the newest question
        self._reading = False

    def body(self) -> ComposeResult:
        """Show what is looked for, and the changes."""
        yield self.head
        yield self.field
        yield self.rows
        yield self.detail

    def on_mount(self) -> None:
        """Read the newest changes."""
        super().on_mount()
        self.work(self._begin())

    async def _begin(self) -> None:
        await self.desk.gateway.run(audit.looked, self.by)
        await self._read(keep=False)

    # What is read

    async def shop_changed(self) -> None:
        """Read as many again; the cursor stays on its change."""
        await self._read(keep=True)

    async def _read(self, *, keep: bool) -> None:
        self._number += 1
        number = self._number
        most = max(PAGE, len(self._log.changes)) if keep else PAGE
        log = await self.desk.gateway.run(audit.read, self.desk.shop, self.wish, self.by, most=most)
        if number == self._number and self.is_mounted:
            self._log = log
            self._show(keep=keep)

    async def _read_on(self) -> None:
        number = self._number
        last = self._log.changes[-1].id
        try:
            log = await self.desk.gateway.run(
                audit.read, self.desk.shop, self.wish, self.by, most=PAGE, before=last
            )
        finally:
            self._reading = False
        if number == self._number and self.is_mounted:
            self._log = Log((*self._log.changes, *log.changes), log.more)
            self._show(keep=True)

    def _show(self, *, keep: bool) -> None:
        shop = self.desk.shop
        rows: list[Row] = []
        day: date | None = None
        for each in self._log.changes:
            if each.at.date() != day:
                day = each.at.date()
                rows.append(Row(f"#{day}", line(shop.day(day)), heading=True))
            rows.append(row_of(shop, each))
        self.rows.show(rows, keep=keep)
        self.head.update(
            assemble(
                line("Log of changes", "bold"),
                line(f"  {' · '.join(self._looked_for())}", "$text-muted"),
            )
        )
        self._tell()

    def _looked_for(self) -> list[str]:
        shop, wish = self.desk.shop, self.wish
        said = [shop.day(wish.since) if wish.since else "all days"]
        said += [f"by {wish.who}"] if wish.who else []
        said += [f"{wish.about.kind} {wish.about.which}".strip()] if wish.about else []
        said += [f"with “{wish.words}”"] if wish.words else []
        said += ["after closing"] if wish.after_close else []
        return said

    @property
    def entry(self) -> Logged | None:
        """The change under the cursor."""
        row = self.rows.row
        return next((e for e in self._log.changes if row is not None and str(e.id) == row.id), None)

    def _tell(self) -> None:
        each = self.entry
        words = f"{each.who} · {each.where} · {each.what}" if each is not None else ""
        self.detail.update(line(words, "$text-muted"))
        self.show_offers()

    @on(Rows.Moved)
    def _moved(self) -> None:
        self._tell()
        near = len(self.rows.rows) - self.rows.cursor <= max(AHEAD, self.rows.size.height)
        if near and self._log.more and not self._reading:
            self._reading = True
            self.work(self._read_on(), hold_keys=False)

    def why_not(self, command: Command) -> str:
        """Say what cannot be done with what is under the cursor."""
        each = self.entry
        if command.id in ("changes.open", "changes.go") and each is None:
            return "No change is under the cursor."
        if command.id == "changes.go" and each is not None and each.ticket is None:
            return "This change was about no visit."
        if command.id in ("changes.before", "changes.after") and self.wish.since is None:
            return "All days are shown; d chooses one."
        return super().why_not(command)

    # What keys do

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.rows.move(by)

    def action_page(self, direction: int) -> None:
        """Move the cursor by a page."""
        self.rows.page(direction)

    def look_for(self, wish: Wish) -> None:
        """Look for something else."""
        if wish != self.wish:
            self.wish = wish
            self.work(self._read(keep=False))

    def action_back(self) -> None:
        """Leave the words, look for everything again, then leave the log."""
        if self.field.has_focus:
            self.set_focus(None)
            self.field.display = bool(self.field.value)
        elif self.wish != Wish():
            self.field.value = ""
            self.field.display = False
            self.look_for(Wish())
        else:
            self.dismiss()

    def action_changes_open(self) -> None:
        """Show what the change wrote."""
        if self.entry is not None:
            self.work(self._open(self.entry))

    @on(Rows.Picked)
    def _picked(self) -> None:
        self.action_changes_open()

    async def _open(self, each: Logged) -> None:
        desk = self.desk
        lines = await desk.gateway.run(audit.lines_of, desk.shop, each.id, self.by)
        page = TextPage("From what to what", paragraphs(desk.shop, each, lines))
        await desk.push_screen_wait(page)

    def action_changes_filter(self) -> None:
        """Go to the words."""
        self.field.display = True
        self.field.focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        wish = self.wish._replace(words=event.value.strip())
        if wish != self.wish:
            self.wish = wish
            self.work(self._read(keep=False), hold_keys=False)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_back()

    def action_changes_who(self) -> None:
        """Ask whose changes are meant."""
        self.work(self._who())

    async def _who(self) -> None:
        who = await ask_person(self.desk, self.by, self.wish.who)
        if who is not None:
            self.look_for(self.wish._replace(who=who))

    def action_changes_of(self) -> None:
        """Ask what the changes are to be about."""
        self.work(self._of())

    async def _of(self) -> None:
        about = await ask_kind(self.desk, self.wish.about or About(next(iter(KINDS))))
        if about is not None:
            self.look_for(self.wish._replace(about=about if about.kind else None))

    def action_changes_late(self) -> None:
        """Show only what came after closing, or all."""
        self.look_for(self.wish._replace(after_close=not self.wish.after_close))

    def action_changes_date(self) -> None:
        """Ask for a day; an empty line is all days."""
        self.work(self._date())

    async def _date(self) -> None:
        day = await ask_day(self.desk)
        if day is not None:
            found = day[0] if day else None
            self.look_for(self.wish._replace(since=found, until=found))

    def action_changes_before(self) -> None:
        """Show the day before."""
        self._turn(-1)

    def action_changes_after(self) -> None:
        """Show the next day."""
        self._turn(1)

    def _turn(self, days: int) -> None:
        if self.wish.since is not None:
            day = self.wish.since + timedelta(days=days)
            self.look_for(self.wish._replace(since=day, until=day))

    def action_changes_go(self) -> None:
        """Go to the visit in the book."""
        each = self.entry
        if each is not None and each.ticket is not None:
            from screens.frame.working import work_safely
            from screens.people.finding import show_in_book

            work_safely(self.desk, show_in_book(self.desk, each.ticket))
