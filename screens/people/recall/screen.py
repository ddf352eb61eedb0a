"""The call list (g l): who is due without a visit ahead, the number, and what calls came to."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from pettui.dates import distance
from pettui.people.recall import calls
from pettui.people.recall.gathering import Kept
from pettui.people.recall.reading import Line, Recall, recall
from pettui.people.recall.rhythm import DUE, LAPSED, OVERDUE, STATES
from screens.frame.commands import Command, bindings
from screens.frame.screen import DeskScreen
from screens.people.recall.rows import Heading, RecallRows
from screens.widgets.plain import assemble, line
from screens.widgets.rows import Rows

if TYPE_CHECKING:
    from screens.desk import Desk

VIEWS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("overdue and due", (OVERDUE, DUE)),
    ("lapsed", (LAPSED,)),
    ("all", STATES),
)


class RecallScreen(DeskScreen):
    """Calls to make, the most urgent first; all pets of a client stand together."""

    AREAS = ("recall",)
    CSS_PATH = "../../styles/recall.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("recall"),
        Binding("escape", "back", "back", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.view = 0
        self.resting = False
        self._asked = 0  # the number of the newest question
        self._answered = 0  # the number of the newest question that an answer is under way for
        self._reading = asyncio.Lock()
        self._kept: Kept | None = None
        self._number = 0  # of the newest mark; what was read before it is not shown
        self.head = Static("", id="head", markup=False)
        self.detail = Static("", id="call", markup=False)

    def body(self) -> ComposeResult:
        """Show how many there are, the calls, and more about the one under the cursor."""
        self.rows = RecallRows(self.desk.shop)
        yield self.head
        yield Heading()
        yield self.rows
        yield self.detail

    def on_mount(self) -> None:
        """Read the list."""
        super().on_mount()
        self.work(self.shop_changed())

    async def shop_changed(self) -> None:
        """Read again; the cursor stays on its line, or goes to the next where that is done.

        Several who ask at once share an answer; it is never older than their question.
        """
        self._asked += 1
        asked = self._asked
        async with self._reading:
            if self._answered < asked:
                self._answered = self._asked
                await self._read()

    async def _read(self) -> None:
        words, states = VIEWS[self.view]
        number = self._number
        found = await self.desk.gateway.run(
            recall, self.desk.shop, states=states, resting=self.resting, kept=self._kept
        )
        self._kept = found.kept
        if number != self._number or not self.is_mounted:
            return
        self.rows.empty = (
            "Nobody was called of late." if self.resting
            else "Nobody is due who has no visit ahead."
        )  # fmt: skip
        self.rows.show_lines(found.lines)
        self.head.update(self._head(found, words))
        self._tell()
        self.show_offers()

    def _head(self, found: Recall, words: str) -> Content:
        counts = " · ".join(f"{found.counts[state]:,} {state}" for state in (OVERDUE, DUE, LAPSED))
        what = "Called, and left in peace for now" if self.resting else "Call list"
        most = f", the first {len(found.lines)}" if found.total > len(found.lines) else ""
        rest = f"   {found.resting} called" if found.resting and not self.resting else ""
        return assemble(
            line(what, "bold"), line(f"   {counts}", "$text-muted"), line(rest, "$text-muted"),
            line(f"   showing {words}{most}", "$text-muted"),
        )  # fmt: skip

    @on(Rows.Moved)
    def _moved(self) -> None:
        self._tell()

    def _tell(self) -> None:
        one = self.rows.line
        self.detail.update(self._about(one) if one is not None else "")

    def _about(self, one: Line) -> Content:
        shop, today = self.desk.shop, self.desk.shop.today()
        who = f" with {one.groomer}" if one.groomer else ""
        seen = f"last {shop.short_day(one.last)}{who}, {distance(one.last, today)}"
        due = f" · {one.rhythm.words}, due {shop.short_day(one.due)}"
        first = assemble(line(f"{one.pet_name}, {one.service}", "bold"), line(f" · {seen}"))
        second = assemble(self._called(one), line(due, "$text-muted"))
        return Content("\n").join((first, second))

    def _called(self, one: Line) -> Content:
        shop, parts = self.desk.shop, []
        if not one.wants_calls:
            parts.append(line(f"{one.client_name} wants no calls · ", "$text-warning"))
        if one.call is None:
            return assemble(*parts, line("not called yet", "$text-muted"))
        at = one.call.at
        when = f"{shop.short_day(at.date())} {shop.time(at.hour * 60 + at.minute)}"
        by = f" by {one.call.author}" if one.call.author else ""
        parts.append(line(f"{one.call.outcome}, {when}{by}", "$text-muted"))
        if one.call.note:
            parts.append(line(f": {one.call.note}"))
        if one.resting is not None:
            parts.append(line(f" · listed again {shop.short_day(one.resting)}", "$text-muted"))
        return assemble(*parts)

    def why_not(self, command: Command) -> str:
        """Let what is about a line need one."""
        needs = command.area == "recall" and command.id not in ("recall.view", "recall.called")
        if needs and self.rows.line is None:
            return "There is nobody to call here. v shows others."
        return super().why_not(command)

    # What keys do

    def action_back(self) -> None:
        """Go back to where one came from."""
        self.dismiss()

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.rows.move(by)

    def action_page(self, direction: int) -> None:
        """Move the cursor by a page."""
        self.rows.page(direction)

    def action_recall_view(self) -> None:
        """Show overdue and due, those who lapsed, or all."""
        self.view = (self.view + 1) % len(VIEWS)
        self.work(self.shop_changed())

    def action_recall_called(self) -> None:
        """Show those who were called and are left in peace, or the list again."""
        self.resting = not self.resting
        self.work(self.shop_changed())

    @on(Rows.Picked)
    def _picked(self) -> None:
        self.action_recall_open()

    def action_recall_open(self) -> None:
        """Open the page of the pet."""
        from screens.people.finding import go_to

        if (one := self.rows.line) is not None:
            self.work(go_to(self.desk, f"pet:{one.pet}"))

    def action_recall_owner(self) -> None:
        """Open the page of the owner."""
        from screens.people.finding import go_to

        if (one := self.rows.line) is not None:
            self.work(go_to(self.desk, f"client:{one.client}"))

    def action_recall_book(self) -> None:
        """Book the next visit: when it is due, with the usual groomer."""
        if (one := self.rows.line) is not None:
            self.work(self._booked(one))

    async def _booked(self, one: Line) -> None:
        from screens.people.recall.calling import book

        if await book(self.desk, one):
            self._take_away([one])

    def action_recall_reached(self) -> None:
        """Note that the owner was reached."""
        self._mark(calls.REACHED)

    def action_recall_voicemail(self) -> None:
        """Note that a message was left."""
        self._mark(calls.VOICEMAIL)

    def action_recall_no_answer(self) -> None:
        """Note that nobody answered."""
        self._mark(calls.NO_ANSWER)

    def _mark(self, outcome: str) -> None:
        if (one := self.rows.line) is not None:
            self.work(self._marked(self.rows.of_client(one.client), outcome))

    def action_recall_note(self) -> None:
        """Note that the owner was reached, and what was said."""
        if (one := self.rows.line) is not None:
            self.work(self._noted(self.rows.of_client(one.client)))

    async def _noted(self, lines: Sequence[Line]) -> None:
        from screens.people.recall.calling import reached

        if await reached(self.desk, lines):
            self._take_away(lines)

    def action_recall_later(self) -> None:
        """Ask from when on to call again, for this line alone."""
        if (one := self.rows.line) is not None:
            self.work(self._later(one))

    async def _later(self, one: Line) -> None:
        from screens.people.recall.calling import later

        if await later(self.desk, one):
            self._take_away([one])

    def action_recall_stop(self) -> None:
        """Call no more for this line."""
        if (one := self.rows.line) is not None:
            self.work(self._marked([one], calls.STOP))

    async def _marked(self, lines: Sequence[Line], outcome: str) -> None:
        from screens.people.recall.calling import mark

        await mark(self.desk, lines, outcome)
        self._take_away(lines)

    def _take_away(self, lines: Sequence[Line]) -> None:
        """Show at once who comes next, so that keys typed ahead meet them; then all is read."""
        self._number += 1
        if not self.resting:
            gone = {(one.pet, one.item) for one in lines}
            left = [one for one in self.rows.lines if (one.pet, one.item) not in gone]
            self.rows.show_lines(left)
            self._tell()
        self.work(self.shop_changed, hold_keys=False)


def open_recall(desk: Desk) -> None:
    """Open the call list, or go back to it where it is open already."""
    for screen in desk.screen_stack:
        if isinstance(screen, RecallScreen):
            while desk.screen is not screen:
                desk.pop_screen()
            return
    desk.push_screen(RecallScreen())
