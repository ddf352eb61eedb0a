"""One line over the book: what it means is shown with every key, and Enter books it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Input, Static

from pettui.book.booking import Booked, save
from pettui.book.oneline.lines import Lines
from pettui.book.oneline.resolving import Cursor
from pettui.book.oneline.understood import Understood
from pettui.history.door import Refused
from pettui.text import sentence
from screens.book.consent import with_consent
from screens.book.form.start import FormStart
from screens.book.oneline import words
from screens.book.oneline.field import LineField
from screens.frame.working import work_safely
from screens.widgets.plain import line
from screens.widgets.rows import Rows

if TYPE_CHECKING:
    from screens.desk import Desk

MOST = 9  # answers in sight
SOON = 0.8  # seconds after the last key until what is typed is on the disk


@dataclass(frozen=True)
class Left:
    """How the line was left: what stays in it, what was booked, or what the form begins with."""

    text: str = ""
    booked: Booked | None = None
    form: FormStart | None = None


class Answers(Rows):
    """The numbered answers; a digit chooses, another letter goes on with the line."""

    can_focus = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", show=False),
        Binding("down", "step(1)", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("escape", "leave", show=False),
    ]

    def on_focus(self) -> None:
        """Show which answer Enter takes."""
        self.cursor = max(0, self.cursor)

    def on_blur(self) -> None:
        """Show that none is taken while the cursor is in the line."""
        self.cursor = -1

    def action_take(self) -> None:
        """Take the answer under the cursor."""
        self.pick()

    def action_step(self, by: int) -> None:
        """Move among the answers; above the first one is the line."""
        if by < 0 and self.cursor <= 0:
            self.action_leave()
        else:
            self.move(by)

    def action_leave(self) -> None:
        """Go back to the line."""
        if isinstance(self.screen, LineScreen):
            self.screen.field.focus()

    def on_key(self, event: events.Key) -> None:
        """Take the answer of a digit; let any other letter go into the line."""
        letter = event.character or ""
        if letter.isdigit() and 1 <= int(letter) <= len(self.rows):
            event.stop()
            self.cursor = int(letter) - 1
            self.pick()
        elif letter.isprintable() and letter and isinstance(self.screen, LineScreen):
            event.stop()
            self.screen.field.focus()
            self.screen.field.insert_text_at_cursor(letter)


class LineScreen(ModalScreen[Left]):
    """Books a visit that is said in one line. It shows what it understands with every key."""

    CSS_PATH = "oneline.tcss"
    AUTO_FOCUS = "#line"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding("ctrl+o", "form", show=False),
    ]

    def __init__(
        self,
        cursor: Cursor,
        text: str = "",
        follow: Callable[[date, int, int | None], None] | None = None,
        keep: Callable[[str], None] | None = None,
    ) -> None:
        """Make the line.

        Args:
            cursor: where the book's cursor is.
            text: what stands in the line from before.
            follow: shows a day in the book, at a minute and in the column of an employee.
            keep: writes down what stands in the line, so that no crash loses it.
        """
        super().__init__()
        self.cursor = cursor
        self._tell_book = follow
        self._write_down = keep
        self._soon: Timer | None = None
        self.lines = Lines()
        self.field = LineField(text, placeholder=words.PROMPT)
        self.answers = Answers(most=MOST)
        self.answers.id = "answers"
        self.said: Understood | None = None
        self._kept = bool(text)
        self._number = 0  # of the newest look at what is typed
        self._looking = asyncio.Lock()
        self._busy = False
        self._left = False

    @property
    def desk(self) -> Desk:
        """The app, by its own type."""
        from screens.desk import Desk

        if not isinstance(self.app, Desk):
            raise TypeError("the line belongs to the desk")
        return self.app

    def compose(self) -> ComposeResult:
        """Put the line above what it means, at the bottom of the book."""
        with Vertical(id="panel"):
            with Horizontal(id="typing"):
                yield Static("Book ", id="label")
                yield self.field
            for name in ("head", "who", "services", "dangers", "points"):
                yield Static("", id=name, markup=False, classes="part")
            yield self.answers
            yield Static("", id="keys", markup=False)

    def on_mount(self) -> None:
        """Say what is known, and follow what others write."""
        self.answers.display = False
        self.desk.clear_notifications()  # they lie over the answers
        self.desk.shop_changed.subscribe(self, lambda _shop: self._follow(), immediate=True)
        self.field.cursor_position = len(self.field.value)
        self._show(None)
        if self.field.value:
            self._look()

    def _follow(self) -> None:
        self.lines.forget()
        if self.is_mounted and not self._busy:
            self._look()

    # What it means

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.said is None or event.value != self.said.line:
            self._kept = self._kept and self.said is None
            self._look()
            if self._soon is not None:
                self._soon.stop()
            self._soon = self.set_timer(SOON, self._keep)

    def _keep(self) -> None:
        if self._write_down is not None and not self._left:
            self._write_down(self.field.value)

    def on_unmount(self) -> None:
        """Keep what is typed when the program is ended from outside."""
        self._keep()

    def _leave(self, left: Left) -> None:
        self._left = True
        self.dismiss(left)

    def _look(self) -> None:
        self._number += 1
        work_safely(self, self._look_soon(self._number), hold_keys=False)

    async def _look_soon(self, number: int) -> None:
        async with self._looking:  # while one is under way, only the newest waits
            if number == self._number:
                await self._look_now()

    async def _look_now(self) -> Understood:
        """Read what is typed, show what it means, and give it."""
        text = self.field.value
        desk = self.desk
        said = await desk.gateway.run(self.lines.understand, desk.shop, text, self.cursor)
        if text == self.field.value and self.is_mounted:
            self.said = said
            self.field.read_as(text, words.roles(said.reading))
            self._show(said)
            found = said.proposal
            if self._tell_book is not None and found is not None and found.day is not None:
                who = found.rows[0].plan.employee if found.rows else None
                self._tell_book(found.day, found.start or 0, who)
        return said

    def _show(self, said: Understood | None) -> None:
        shop = self.desk.shop
        if said is None or not said.reading.pieces:
            self._put("head", words.examples())
            for name in ("who", "services", "dangers", "points"):
                self._put(name, Content())
            self.answers.display = False
        else:
            self._put("head", words.head(shop, said))
            self._put("who", words.who(said))
            self._put("services", words.rows(shop, said, max(40, self.size.width - 4)))
            self._put("dangers", words.dangers(said))
            self._put("points", words.open_points(said))
            rows = words.answers(said.question)
            if not rows and self.answers.has_focus:
                self.field.focus()
            self.answers.show(rows)
            if not self.answers.has_focus:
                self.answers.cursor = -1
            self.answers.display = bool(rows)
        self._show_keys()

    def _put(self, name: str, content: Content) -> None:
        part = self.query_one(f"#{name}", Static)
        part.update(content)
        part.display = bool(content)

    def _show_keys(self) -> None:
        choosing = self.answers.has_focus
        hint = words.keys(self.said, choosing=choosing, kept=self._kept)
        self.query_one("#keys", Static).update(line(hint))

    def on_descendant_focus(self) -> None:
        """Say what the keys do where the cursor is."""
        self._show_keys()

    # What keys do

    def complete(self) -> None:
        """Write the last word out; where nothing is to be written, go to the answers."""
        work_safely(self, self._complete())

    async def _complete(self) -> None:
        said = await self._fresh()
        if said.completed:
            self._type(said.completed)
        else:
            self.choose()

    def choose(self) -> None:
        """Go to the answers."""
        if self.answers.display:
            self.answers.focus()

    def _type(self, text: str) -> None:
        self.field.value = text
        self.field.cursor_position = len(self.field.value)
        self.field.focus()

    @on(Rows.Picked)
    def _picked(self, event: Rows.Picked) -> None:
        event.stop()
        self._type(event.row.id)
        work_safely(self, self._look_now())  # an Enter that follows waits until it is understood

    async def _fresh(self) -> Understood:
        """Give what the line means as it stands now."""
        self._number += 1  # what is being looked up comes too late
        if self.said is not None and self.said.line == self.field.value:
            return self.said
        return await self._look_now()

    def enter(self) -> None:
        """Book what stands in the line, or go to what is open."""
        if not self._busy:
            work_safely(self, self._enter())

    async def _enter(self) -> None:
        if self._busy:
            return
        self._busy = True
        try:
            self._number += 1
            said = await self._look_now()  # it may have been written a while ago
            if said.question is not None and said.question.must and said.question.choices:
                self.choose()
            elif said.is_ready:
                await self._book(said)
        finally:
            self._busy = False

    async def _book(self, said: Understood) -> None:
        desk, found = self.desk, said.proposal
        if found is None:
            return
        stops = [problem.words for problem in found.problems if problem.weight == "stop"]
        if stops:
            raise Refused(sentence(stops))
        mine = frozenset(p.words for p in found.problems if p.weight == "ask")
        nobody = found.employee is None and any(row.employee is None for row in found.plan.rows)

        async def attempt(agreed: frozenset[str]) -> Booked:
            every = agreed | (mine if nobody else frozenset())
            return await desk.write(save, desk.shop, found.plan, desk.actor, agreed=every)

        if nobody and mine and not await self._without_anybody(mine):
            return
        done = await with_consent(desk, attempt, leave="Another time")
        if done is not None:
            self._leave(Left(booked=done))

    async def _without_anybody(self, words_asked: frozenset[str]) -> bool:
        """Ask before a visit is booked that nobody is free for: the plan's check cannot know."""
        from screens.widgets.menu import Choice, Menu

        menu = Menu(
            "Save it all the same?",
            [Choice("yes", "Save anyway"), Choice("no", "Another time")],
            words="\n".join(f"? {words}" for words in sorted(words_asked)),
        )
        menu.rows.cursor = 1  # a hurried second Enter changes nothing
        return await self.desk.push_screen_wait(menu) == "yes"

    def action_form(self) -> None:
        """Open the whole form with everything that was understood filled in."""
        work_safely(self, self._form())

    async def _form(self) -> None:
        said = await self._fresh()
        found = said.proposal
        if said.is_ready and found is not None and found.checked is not None:
            start = FormStart(plan=found.plan, title="New visit", verb="booked")
        else:
            names = " ".join(said.line[one.start : one.end] for one in said.reading.names)
            name = names if said.client is None else ""
            start = FormStart(day=self.cursor.day, wish=said.wish, name=name)
        self._leave(Left(self.field.value, form=start))

    def on_click(self, event: events.Click) -> None:
        """Leave when somebody clicks into the book."""
        if event.widget is self:
            self.action_back()

    def action_back(self) -> None:
        """Leave; what was typed stays for the next time."""
        if not self._busy:
            self._leave(Left(self.field.value.strip()))
