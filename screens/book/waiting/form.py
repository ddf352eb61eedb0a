"""The form of an entry: the booking form's lines, with times that would suit instead of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.content import Content
from textual.widgets import Static

from pettui.book.booking import NeedsConsent
from pettui.book.checking import banner
from pettui.book.plan import Problem
from pettui.book.waiting import checking, saving, words
from pettui.book.waiting.saving import Listed
from pettui.book.waiting.wanted import Wanted
from pettui.stock.services import services
from pettui.team.shop import Shop
from pettui.text import pad
from pettui.till import prices
from screens.book.form import words as form_words
from screens.book.form.line import FormLine
from screens.book.form.pets import PetLine
from screens.book.form.records import choose_client, read_client
from screens.book.form.screen import BookingForm
from screens.book.form.start import FormStart
from screens.book.form.what import ServiceLine
from screens.book.form.who import ClientLine, PhoneLine
from screens.book.waiting.draft import WaitDraft
from screens.book.waiting.lines import CallLine, CommentLine, SourceLine, SuitsLine, WantedLine
from screens.widgets.ask import Ask, Understood
from screens.widgets.plain import assemble, line
from screens.widgets.rows import Row

if TYPE_CHECKING:
    from screens.book.form.field import Entry

ROWS_HINT = "w with  x remove  K J order  Enter save  Esc back"


class WaitForm(BookingForm):
    """Puts somebody on the list, or changes an entry. `listed` is what was saved."""

    CSS_PATH = "../form/form.tcss"
    UNSAVED = "It is not on the list yet."
    LINES: ClassVar[tuple[type[FormLine], ...]] = (
        ClientLine, PhoneLine, PetLine, ServiceLine, SuitsLine, WantedLine, CommentLine, CallLine,
        SourceLine,
    )  # fmt: skip

    def __init__(
        self,
        wanted: Wanted | None = None,
        *,
        client: int | None = None,
        pet: int | None = None,
        new: tuple[str, str] = ("", ""),
        pets: tuple[int, ...] = (),
    ) -> None:
        """Make the form.

        Args:
            wanted: the entry that is changed, or what is known of a new one.
            client: whose page it was opened from.
            pet: which of the client's pets it is about.
            new: name and phone of a client who is not made yet.
            pets: who comes, where no service says so.
        """
        title = "On the wait list" if wanted is not None and wanted.entry else "To the wait list"
        super().__init__(FormStart(client=client, pet=pet, title=title))
        self.wanted = wanted
        self.listed: Listed | None = None
        self._new, self._pets = new, pets
        self.add_class("-waiting")

    @property
    def entry_draft(self) -> WaitDraft:
        """The draft, by its own type."""
        if not isinstance(self.draft, WaitDraft):
            raise TypeError("this form has an entry's draft")
        return self.draft

    def new_draft(self) -> WaitDraft:
        """Give an empty draft."""
        return WaitDraft(self.desk.shop.today())

    async def begin(self, start: FormStart) -> None:
        """Fill in what is known, and put the cursor where something is needed."""
        draft, wanted = self.entry_draft, self.wanted
        self.labels = await self.desk.gateway.run(_staff, self.desk.shop)
        for entry in self.entries:
            if isinstance(entry.line, WantedLine):
                entry.line.labels = self.labels
        if wanted is not None:
            draft.begin_entry(wanted)
            if wanted.client:
                name, phone, pets = await read_client(self.desk, wanted.client)
                draft.client, draft.client_name, draft.client_phone = wanted.client, name, phone
                draft.pets = pets
                rows = tuple(dict.fromkeys(r.pet for r in draft.rows if r.pet is not None))
                draft.chosen = rows or self._pets
                draft.without_pet = not draft.chosen and bool(draft.rows)
            elif self._new[0]:
                draft.choose_new(self._new[0])
                draft.new_phone = self._new[1]
        elif start.client is not None:
            await choose_client(self.desk, draft, start.client, start.pet)
        await self.propose()
        self._before = draft.contents
        needed = self._needed()
        if needed is not None:
            needed.field.focus()
        else:
            self.go_to("when")

    # What is shown

    async def propose(self) -> None:
        """Read what the services cost and what speaks against the entry, and show all of it."""
        self._proposals += 1
        number = self._proposals
        wanted = self.entry_draft.wanted()
        found = await self.desk.gateway.run(_look, self.desk.shop, wanted)
        if number == self._proposals and self.is_mounted:
            self._show(*found)

    def show(self) -> None:
        """Show what is filled in."""
        for entry in self.entries:
            entry.fill()
        self.show_keys()

    def _show(
        self, rows: list[Row], sums: Content, alerts: Content, problems: tuple[Problem, ...]
    ) -> None:
        self.rows.put(rows)
        self.query_one("#body").display = bool(rows)
        self.query_one("#sums", Static).update(sums)
        # That something is still missing is no problem while the form is being filled in.
        told = tuple(p for p in problems if p.weight != "stop" and self.draft.client)
        for name, content in (("#banner", alerts), ("#problems", form_words.problems(told))):
            widget = self.query_one(name, Static)
            widget.update(content)
            widget.set_class(bool(content), "-shown")
        self.show()

    def show_keys(self) -> None:
        """Say what Enter does where the cursor is."""
        self.query_one("#keys", Static).update(line(self._hint(self.focused_entry)))

    def _hint(self, entry: Entry | None) -> str:
        if self.rows.has_focus:
            return ROWS_HINT
        if entry is None:
            return ""
        if entry.rows.display:
            return "arrows choose  Enter takes it  Esc closes the list"
        if entry.line.hint:
            first = entry.line.hint
        else:
            there = [other for other in self.entries if other.line.there() and other is not entry]
            open_ = any(other.is_open or other.line.missing() for other in there)
            goes_on = open_ or entry.line.missing() or entry.line.id in ("service", "pet")
            first = "Enter goes on" if goes_on else "Enter saves"
        return f"{first}  Tab and arrows other lines  Esc back"

    # Saving

    async def _save(self) -> None:
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
            self.listed = await self._write()
        finally:
            self._busy = False
        if self.listed is not None:
            self.dismiss(None)

    async def _write(self) -> Listed | None:
        from screens.book.consent import with_consent

        desk, wanted = self.desk, self.entry_draft.wanted()

        async def attempt(agreed: frozenset[str]) -> Listed:
            return await desk.write(saving.save, desk.shop, wanted, desk.actor, agreed=agreed)

        try:
            return await with_consent(desk, attempt, leave="Leave it as it is")
        except NeedsConsent:
            return None

    # The rows

    async def _edit_row(self, what: str) -> None:
        draft, place = self.entry_draft, self.rows.cursor
        rows = list(draft.rows)
        if not 0 <= place < len(rows):
            return
        if what == "remove":
            del rows[place]
        elif what in ("earlier", "later"):
            other = place + (1 if what == "later" else -1)
            if not 0 <= other < len(rows):
                return
            rows[place], rows[other] = rows[other], rows[place]
            self.rows.cursor = other
        elif what == "who":
            await self._ask_who(place)
        else:
            self.desk.say("Prices and lengths are set when the visit is booked.")
        draft.rows = tuple(rows)
        await self.propose()
        if not draft.rows:
            self.go_to("service")

    async def _ask_who(self, place: int) -> None:
        draft, labels = self.entry_draft, self.labels
        row = draft.rows[place]
        names = WantedLine(self.desk, draft)
        names.labels = labels

        def understand(text: str) -> Understood[tuple[int, ...]]:
            people = names._named(text)
            return Understood(people, words.people_text(labels, people) if people else "as others")

        own = draft.own.get((row.item, row.pet), ())
        people = await self.desk.push_screen_wait(
            Ask("Who does this one?", understand, need=False, placeholder="empty: as the others",
                value=words.people_text(labels, own) if own else "")
        )  # fmt: skip
        if people is not None:
            draft.own[row.item, row.pet] = people


def _staff(shop: Shop) -> dict[int, str]:
    """Give the labels of everybody who can be wanted."""
    from db.models import Bookable
    from db.models.base import tuples

    here = (Bookable.branch == shop.branch) & (Bookable.kind == "employee") & Bookable.active
    rows = Bookable.select(Bookable.id, Bookable.label).where(here)
    return dict(tuples(rows.order_by(Bookable.position, Bookable.id)))


Looked = tuple[list[Row], Content, Content, tuple[Problem, ...]]


def _look(shop: Shop, wanted: Wanted) -> Looked:
    """Read rows with prices, the sums, alerts, and what speaks against an entry."""
    rows, money, minutes = [], 0, 0
    known = {service.id: service for service in services()}
    names = _pets(wanted)
    labels = _staff(shop)
    for place, want in enumerate(wanted.rows):
        quotes: dict[int, Any] = dict(prices.quotes(shop, [want.item], pet=want.pet, employee=None))
        quote = quotes.get(want.item)
        service = known.get(want.item)
        name = quote.name if quote else service.name if service else "a service that is gone"
        money += quote.price if quote else 0
        minutes += quote.minutes if quote else 0
        own = f"  {words.people_text(labels, want.employees)}" if want.employees else ""
        left = assemble(
            line(pad(names.get(want.pet or 0, ""), 14), "bold"), line(name), line(own, "$accent")
        )
        right = f"{quote.minutes:>4} min {shop.money.text(quote.price):>9}" if quote else ""
        rows.append(Row(f"row:{place}", left, line(right)))
    sums = assemble(f"{form_words.length(minutes)}   {shop.money.text(money)} before tax")
    pets = [(w.pet, w.item) for w in wanted.rows if w.pet is not None]
    alerts = banner(wanted.client, pets, shop.today()) if wanted.client else ()
    marked = [
        part
        for number, words_ in enumerate(alerts)
        for part in ("\n" if number else "", line(f"! {words_}"))
    ]
    return rows, sums, assemble(*marked), checking.problems(shop, wanted)


def _pets(wanted: Wanted) -> dict[int, str]:
    from db.models import Pet
    from db.models.base import tuples

    ids = [row.pet for row in wanted.rows if row.pet is not None]
    return dict(tuples(Pet.select(Pet.id, Pet.name).where(Pet.id.in_(ids))))
