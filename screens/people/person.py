"""What the pages of a client and of a pet share: head, alerts, visits, notes, and their keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from pettui.book.status import WORDS
from pettui.people.notes import NoteLine
from pettui.people.pages import Visit
from pettui.text import capital, count, pad, width
from screens.frame.commands import bindings
from screens.frame.screen import DeskScreen
from screens.widgets.plain import assemble, line, plain
from screens.widgets.rows import Row, Rows


class PersonScreen(DeskScreen):
    """A page over the book; Esc goes back."""

    AREAS: ClassVar[tuple[str, ...]] = ("people",)
    CSS_PATH = "../styles/people.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("people"),
        Binding("escape", "back", "back", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]

    def __init__(self, key: int) -> None:
        super().__init__()
        self.key = key
        self.client = 0
        self.pet: int | None = None
        self.name_of = ""
        self._is_read = False
        self.notes: tuple[NoteLine, ...] = ()
        self.head = Static("", id="head", markup=False)
        self.alerts = Static("", id="alerts", markup=False)
        self.rows = Rows(empty="Nothing yet.")

    def body(self) -> ComposeResult:
        """Show who it is, what to know, and the list."""
        yield self.head
        yield self.alerts
        yield self.rows

    def begin(self, head: Content, alerts: Iterable[str], rows: list[Row]) -> None:
        """Open with what was read already, so that the first picture is the whole page."""
        words = list(alerts)
        self.head = Static(head, id="head", markup=False)
        self.alerts = Static(self._warning(words), id="alerts", markup=False)
        self.alerts.display = bool(words)
        self.rows = Rows(rows, empty="Nothing yet.")
        self._is_read = True

    def on_mount(self) -> None:
        """Read the page, unless that was done."""
        super().on_mount()
        if not self._is_read:
            self.work(self.shop_changed())

    def show(self, head: Content, alerts: Iterable[str], rows: list[Row]) -> None:
        """Put what was read on the screen; the cursor stays on its row."""
        words = list(alerts)
        self.head.update(head)
        self.alerts.update(self._warning(words))
        self.alerts.display = bool(words)
        self.rows.show(rows, keep=True)

    @staticmethod
    def _warning(words: list[str]) -> Content:
        return line("! " + " · ".join(words)) if words else Content()

    def action_back(self) -> None:
        """Go back to where one came from."""
        self.dismiss()

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.rows.move(by)

    def action_page(self, direction: int) -> None:
        """Move the cursor by a page."""
        self.rows.page(direction)

    def action_people_open(self) -> None:
        """Go to what the cursor is on."""
        self.rows.pick()

    @on(Rows.Picked)
    def _picked(self, event: Rows.Picked) -> None:
        from screens.people.finding import go_to

        kind, _, key = event.row.id.partition(":")
        if kind in ("client", "pet", "ticket"):
            self.work(go_to(self.desk, event.row.id))
        elif kind == "note":
            self.work(self._read_note(self.notes[int(key)]))

    async def _read_note(self, note: NoteLine) -> None:
        from screens.widgets.text_page import TextPage

        shop = self.desk.shop
        at = f" {shop.time(note.at.hour * 60 + note.at.minute)}" if note.at else ""
        about = f" about {note.about}" if note.about else ""
        title = f"Note{about} of {shop.day(note.day)}{at}, {note.author or 'unknown'}"
        said = [line(note.category, "bold"), plain("")] if note.category else []
        await self.desk.push_screen_wait(TextPage(title, [*said, plain(note.text)]))

    def action_people_book(self) -> None:
        """Book a visit for this client or pet."""
        self.work(self._book())

    async def _book(self) -> None:
        from screens.book.opening import book_for

        pet = self.pet
        done = await book_for(self.desk, client=self.client, pet=pet)
        if done is not None:
            self.desk.say(capital(done.words))

    def action_people_note(self) -> None:
        """Add a note about this client or pet."""
        self.work(self._note())

    async def _note(self) -> None:
        from screens.people.noting import write_note

        pet = self.pet
        await write_note(self.desk, self.name_of, client=None if pet else self.client, pet=pet)

    def visit_rows(self, title: str, visits: Iterable[Visit], *, pets: bool) -> list[Row]:
        """Show visits below a heading; nothing where there are none."""
        found = list(visits)
        days = max((width(self.desk.shop.day(visit.day)) for visit in found), default=0)
        rows = [self._visit(visit, days, pets=pets) for visit in found]
        return [Row(f"heading:{title}", line(title), heading=True), *rows] if rows else []

    def _visit(self, visit: Visit, days: int, *, pets: bool) -> Row:
        shop = self.desk.shop
        start = shop.time(visit.start) if visit.start is not None else ""
        left = assemble(
            line(f"{pad(shop.day(visit.day), days)}  {pad(start, 6, right=True)}  "),
            line(f"{visit.pets}: " if pets and visit.pets else "", "bold"),
            line(visit.services),
            line(f"  {visit.employees}", "$text-muted"),
            line(self._again(visit), "$accent"),
            line(f"  {visit.note}", "$text-muted"),
        )
        late = visit.status in ("no-show", "late cancel")
        right = assemble(
            line(WORDS[visit.status], "$text-error" if late else ""),
            f"  {pad(shop.money.text(visit.total), 9, right=True)}",
        )
        return Row(f"ticket:{visit.ticket}", left, right)

    @staticmethod
    def _again(visit: Visit) -> str:
        again = visit.again
        if again is None:
            return ""
        return f"  {again.words}{f', {again.more} more' if again.more else ''}"

    def note_rows(self, found: Iterable[NoteLine]) -> list[Row]:
        """Show notes below a heading: the category stands before the text."""
        shop, shown = self.desk.shop, list(found)
        days = max((width(shop.day(note.day)) for note in shown), default=0)
        rows = [
            Row(
                f"note:{place}",
                assemble(
                    line(f"{pad(shop.day(note.day), days)}  "),
                    line(f"{note.about}: " if note.about else "", "bold"),
                    line(f"{note.category}: " if note.category else "", "$accent"),
                    line(note.text),
                ),
                line(note.author),
            )
            for place, note in enumerate(shown)
        ]
        return [Row("heading:notes", line("Notes"), heading=True), *rows] if rows else []

    @staticmethod
    def more_row(more: int) -> list[Row]:
        """Say how many older visits are not listed."""
        if more <= 0:
            return []
        return [Row("more", line(f"and {count(more, 'older visit')}", "$text-muted"))]
