"""The pages of a client and of a pet: who they are, what to know, visits past and to come."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from pettui.book.status import WORDS
from pettui.dates import distance
from pettui.history.door import Refused
from pettui.people import clients, notes
from pettui.people.notes import NoteLine
from pettui.people.pages import ClientPage, PetPage, Visit, client_page, pet_page
from pettui.text import count
from screens.frame.commands import bindings
from screens.frame.screen import DeskScreen
from screens.widgets.plain import assemble, line, plain
from screens.widgets.rows import Row, Rows


class PersonScreen(DeskScreen):
    """A page over the book; Esc goes back."""

    AREAS = ("people",)
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
        self.head = Static("", id="head", markup=False)
        self.alerts = Static("", id="alerts", markup=False)
        self.rows = Rows(empty="Nothing yet.")

    def body(self) -> ComposeResult:
        """Show who it is, what to know, and the list."""
        yield self.head
        yield self.alerts
        yield self.rows

    def on_mount(self) -> None:
        """Read the page."""
        super().on_mount()
        self.work(self.shop_changed())

    def show(self, head: Content, alerts: Iterable[str], rows: list[Row]) -> None:
        """Put what was read on the screen; the cursor stays on its row."""
        words = list(alerts)
        self.head.update(head)
        self.alerts.update(line("! " + " · ".join(words)) if words else "")
        self.alerts.display = bool(words)
        self.rows.show(rows, keep=True)

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

        if event.row.id.partition(":")[0] in ("client", "pet", "ticket"):
            self.work(go_to(self.desk, event.row.id))

    def action_people_book(self) -> None:
        """Book a visit for this client or pet."""
        self.work(self._book())

    async def _book(self) -> None:
        from screens.book.opening import book_for

        pet = self.key if isinstance(self, PetScreen) else None
        await book_for(self.desk, client=self.client, pet=pet)

    def action_people_note(self) -> None:
        """Add a note about this client or pet."""
        self.work(self._note())

    async def _note(self) -> None:
        from screens.widgets.ask import Ask, Understood

        text = await self.desk.push_screen_wait(
            Ask("Note", lambda said: Understood(said), placeholder="what to remember")
        )
        if text is not None:
            pet = self.key if isinstance(self, PetScreen) else None
            await self.desk.write(
                notes.add, self.desk.actor, text,
                client=None if pet else self.client, pet=pet,
            )  # fmt: skip

    def visit_rows(self, title: str, visits: Iterable[Visit], *, pets: bool) -> list[Row]:
        """Show visits below a heading; nothing where there are none."""
        rows = [self._visit(visit, pets=pets) for visit in visits]
        return [Row(f"heading:{title}", line(title), heading=True), *rows] if rows else []

    def _visit(self, visit: Visit, *, pets: bool) -> Row:
        shop = self.desk.shop
        start = shop.time(visit.start) if visit.start is not None else ""
        left = assemble(
            line(f"{shop.day(visit.day):<16} {start:>6}  "),
            line(f"{visit.pets}: " if pets and visit.pets else "", "bold"),
            line(visit.services),
            line(f"  {visit.employees}", "$text-muted"),
            line(f"  {visit.note}", "$text-muted"),
        )
        late = visit.status in ("no-show", "late cancel")
        right = assemble(
            line(WORDS[visit.status], "$text-error" if late else ""),
            f"  {shop.money.text(visit.total):>9}",
        )
        return Row(f"ticket:{visit.ticket}", left, right)

    def note_rows(self, notes: Iterable[NoteLine]) -> list[Row]:
        """Show notes below a heading."""
        rows = [
            Row(
                f"note:{place}",
                assemble(line(f"{self.desk.shop.day(note.day):<16} "),
                         line(f"{note.about}: " if note.about else "", "bold"), line(note.text)),
                line(note.author),
            )
            for place, note in enumerate(notes)
        ]  # fmt: skip
        return [Row("heading:notes", line("Notes"), heading=True), *rows] if rows else []

    @staticmethod
    def more_row(more: int) -> list[Row]:
        """Say how many older visits are not listed."""
        if more <= 0:
            return []
        return [Row("more", line(f"and {count(more, 'older visit')}", "$text-muted"))]


class ClientScreen(PersonScreen):
    """A client: how to reach them, what to know, pets, visits, notes."""

    async def shop_changed(self) -> None:
        """Read the page again."""
        try:
            page = await self.desk.gateway.run(client_page, self.desk.shop, self.key)
        except Refused as error:
            self.desk.say(str(error))
            self.dismiss()
            return
        self.client = page.id
        self.show(self._head(page), self._alerts(page), self._rows(page))

    @staticmethod
    def _alerts(page: ClientPage) -> list[str]:
        return [words for words in (page.alert, page.no_shows) if words]

    def _head(self, page: ClientPage) -> Content:
        reach = "  ".join(f"{number} ({kind})" for kind, number in page.phones) or "no phone number"
        shop = self.desk.shop
        known = f"client since {shop.day(page.since)}, {distance(page.since, shop.today())}"
        lines = [
            assemble(
                line(page.name, "bold"), line(f"   client {page.number}", "$text-muted"),
                line("   inactive", "$text-warning") if not page.active else "",
            ),
            line("  ".join(part for part in (reach, page.email) if part)),
            line("  ·  ".join(part for part in (page.address, known) if part), "$text-muted"),
        ]  # fmt: skip
        if page.comment:
            lines.append(plain(page.comment))
        return Content("\n").join(lines)

    def _rows(self, page: ClientPage) -> list[Row]:
        pets = [
            Row(
                f"pet:{pet.id}",
                assemble(
                    line(pet.name, "bold" if not pet.gone else "dim"),
                    line(f"  {pet.about}", "$text-muted"),
                    line(f"  ! {', '.join(pet.alerts)}", "$text-error") if pet.alerts else "",
                ),
                line(pet.gone),
            )
            for pet in page.pets
        ]
        title = Row("heading:pets", line("Pets" if pets else "No pets yet"), heading=True)
        return [
            title, *pets,
            *self.visit_rows("Coming", page.coming, pets=True),
            *self.visit_rows("Past", page.past, pets=True),
            *self.more_row(page.more_past),
            *self.note_rows(page.notes),
        ]  # fmt: skip

    def action_people_alert(self) -> None:
        """Set what is shown whenever this client is booked."""
        self.work(self._alert())

    async def _alert(self) -> None:
        from screens.widgets.ask import Ask, Understood

        page = await self.desk.gateway.run(client_page, self.desk.shop, self.key)
        text = await self.desk.push_screen_wait(
            Ask(
                "Alert, shown at every booking", lambda said: Understood(said),
                value=page.alert, placeholder="empty: no alert", need=False,
            )
        )  # fmt: skip
        if text is not None:
            await self.desk.write(clients.set_alert, self.key, text, self.desk.actor)


class PetScreen(PersonScreen):
    """A pet: what to know before it is handled, vaccinations, groom notes, visits."""

    async def shop_changed(self) -> None:
        """Read the page again."""
        try:
            page = await self.desk.gateway.run(pet_page, self.desk.shop, self.key)
        except Refused as error:
            self.desk.say(str(error))
            self.dismiss()
            return
        self.client = page.owner
        self.show(self._head(page), page.alerts, self._rows(page))

    @staticmethod
    def _head(page: PetPage) -> Content:
        lines = [
            assemble(
                line(page.name, "bold"), line(f"   {page.about}"),
                line(f"   {page.gone}", "$text-warning") if page.gone else "",
            ),
            line(f"{page.owner_name}  {page.owner_phone}".strip()),
        ]  # fmt: skip
        if page.groom_notes:
            lines.append(plain(page.groom_notes, "$text-muted"))
        if page.vet:
            lines.append(line(f"Vet: {page.vet}", "$text-muted"))
        return Content("\n").join(lines)

    def _rows(self, page: PetPage) -> list[Row]:
        shots = [
            Row(
                f"vaccine:{name}",
                assemble(
                    line(f"{name:<16} "),
                    line(
                        f"{'LAPSED' if lapsed else 'until'} {self.desk.shop.day(day)}",
                        "$text-error" if lapsed else "",
                    ),
                ),
            )
            for name, day, lapsed in page.vaccinations
        ]
        heading = [Row("heading:shots", line("Vaccinations"), heading=True)] if shots else []
        owner = [
            Row("heading:owner", line("Owner"), heading=True),
            Row(f"client:{page.owner}", line(page.owner_name, "bold"), line(page.owner_phone)),
        ]
        return [
            *owner, *heading, *shots,
            *self.visit_rows("Coming", page.coming, pets=False),
            *self.visit_rows("Past", page.past, pets=False),
            *self.more_row(page.more_past),
            *self.note_rows(page.notes),
        ]  # fmt: skip
