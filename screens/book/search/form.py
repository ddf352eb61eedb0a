"""The search: what, for whom, when and by whom above; numbered places below, for a digit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Static

from pettui.book.free import staff
from pettui.book.plan import Plan
from pettui.book.search import finding, saying
from pettui.book.search.asking import Answer, Search, taking
from pettui.book.search.empty import why_empty
from pettui.book.waiting.values import When
from pettui.history.door import Refused
from screens.book.form.line import FormLine
from screens.book.form.records import read_client
from screens.book.form.screen import BookingForm
from screens.book.form.start import FormStart
from screens.book.form.ticketrows import TicketRows
from screens.book.search.draft import SearchDraft
from screens.book.search.lines import (
    ForLine,
    ForPets,
    LengthLine,
    OrderLine,
    RankedLine,
    TimesLine,
    WhatLine,
)
from screens.frame.working import work_safely
from screens.widgets.plain import assemble, line
from screens.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from datetime import date

    from pettui.team.shop import Shop
    from screens.book.form.field import Entry

PAGE = 9  # answers that have a number
ANSWERS_HINT = "1-9 or Enter takes it  PgDn PgUp more  o order  v vaccinated  Esc search"


@dataclass(frozen=True, slots=True)
class Found:
    """What was chosen: the plan that books it, and the place."""

    plan: Plan
    answer: Answer


class Answers(TicketRows, inherit_bindings=False):
    """The numbered places; the cursor shows while they have the focus."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"screen.take_number({n})", show=False) for n in range(1, PAGE + 1)),
        Binding("enter", "screen.take_number(0)", show=False),
        Binding("pagedown,f", "screen.turn(1)", show=False),
        Binding("pageup,F", "screen.turn(-1)", show=False),
        Binding("o", "screen.other_order", show=False),
        Binding("v", "screen.vaccinated", show=False),
    ]


class SlotSearch(BookingForm):
    """Looks for a place for a visit. `found` is what was chosen; the form gives None itself."""

    LINES: ClassVar[tuple[type[FormLine], ...]] = (
        ForLine, ForPets, WhatLine, TimesLine, RankedLine, LengthLine, OrderLine,
    )  # fmt: skip
    CSS_PATH = "../form/form.tcss"
    CSS = "SlotSearch #rows { max-height: 9; } SlotSearch #save { display: none; }"

    def __init__(self, *, plan: Plan | None = None, day: date | None = None) -> None:
        super().__init__(FormStart(plan=plan, title="When is it free?"))
        self.rows = Answers()
        self.day = day
        self.found: Found | None = None
        self._answers: tuple[Answer, ...] = ()
        self._search: Search | None = None
        self._skip = 0  # answers on the pages before
        self._more = False

    @property
    def asked(self) -> SearchDraft:
        """The draft, by its own type."""
        if not isinstance(self.draft, SearchDraft):
            raise TypeError("this form has a search's draft")
        return self.draft

    def new_draft(self) -> SearchDraft:
        """Give an empty draft."""
        return SearchDraft(self.desk.shop.today(), here=False)

    async def begin(self, start: FormStart) -> None:
        """Fill in what is known, and put the cursor where something is needed."""
        asked = self.asked
        self.labels = await self.desk.gateway.run(staff, self.desk.shop)
        for entry in self.entries:
            if isinstance(entry.line, RankedLine):
                entry.line.labels = self.labels
        if start.plan is not None:
            asked.begin_with(start.plan)
            if start.plan.client:
                name, phone, pets = await read_client(self.desk, start.plan.client)
                asked.client, asked.client_name, asked.client_phone = start.plan.client, name, phone
                asked.pets = pets
        if self.day is not None and self.day > asked.today:
            asked.windows = (When(first=self.day),)
        await self.propose()
        self._before = asked.contents
        needed = self._needed()
        if start.plan is None:
            self.go_to("client")
        elif needed is not None:
            needed.field.focus()
        else:
            self.go_to("when")

    # What is shown

    async def propose(self) -> None:
        """Search for what is filled in, from the first answer on, and show it."""
        self._skip = 0
        await self._look_up()

    async def _look_up(self) -> None:
        self._proposals += 1
        number = self._proposals
        search = self.asked.search()
        looked = await self.desk.gateway.run(look, self.desk.shop, search, self._skip)
        if number == self._proposals and self.is_mounted:
            found, why, what = looked
            self._search, self._answers, self._more = search, found[:PAGE], len(found) > PAGE
            self._show(why, what)

    def _show(self, why: str, what: str) -> None:
        title = assemble(line("When is it free?"), line(f"  {what}", "$accent"))
        self.query_one("#title", Static).update(title)
        shop = self.desk.shop
        width = self.query_one("#form").size.width
        rows = [row_of(shop, n, answer, width) for n, answer in enumerate(self._answers, start=1)]
        self.rows.put(rows)
        self.query_one("#body").display = bool(rows)
        self._say_alerts()
        problems = self.query_one("#problems", Static)
        problems.update(line(why, "$text-warning"))
        problems.set_class(bool(why), "-shown")
        self.show()

    @on(Rows.Moved)
    def _say_alerts(self) -> None:
        """Say below the answers what will not be in order by then, and whether there are more."""
        place = max(0, self.rows.cursor)
        alerts = self._answers[place].alerts if place < len(self._answers) else ()
        pages = f"from answer {self._skip + 1}  " if self._skip else ""
        self.query_one("#sums", Static).update(
            assemble(
                line(f"! {'; '.join(alerts)}  " if alerts else "", "$text-error"),
                line(f"{pages}PgDn more" if self._more else pages, "$text-muted"),
            )
        )

    def show(self) -> None:
        """Show what is filled in."""
        for entry in self.entries:
            entry.fill()
        self.show_keys()

    def show_keys(self) -> None:
        """Say what the keys do where the cursor is."""
        self.query_one("#keys", Static).update(line(self._hint(self.focused_entry)))

    def _hint(self, entry: Entry | None) -> str:
        if self.rows.has_focus:
            return ANSWERS_HINT
        if entry is None:
            return ""
        if entry.rows.display:
            return "arrows choose  Enter takes it  Esc closes the list"
        goes = "Enter goes to the answers" if self._answers else "Enter goes on"
        return f"{entry.line.hint or goes}  Tab and arrows other lines  Esc back"

    # Taking

    async def _save(self) -> None:
        """Go to the answers."""
        for entry in self.entries:
            if entry.line.there() and entry.is_open and await self._take(entry) is None:
                return
        needed = self._needed()
        if needed is not None:
            needed.field.focus()
            needed.say(line(needed.line.missing()), wrong=True)
        elif self._answers:
            self.rows.focus()

    def action_take_number(self, number: int) -> None:
        """Take the place with a number; 0 is the one under the cursor."""
        place = number - 1 if number else self.rows.cursor
        if self._search is not None and 0 <= place < len(self._answers):
            answer = self._answers[place]
            self.found = Found(taking(self._search, answer), answer)
            self.dismiss(None)

    def on_rows_picked(self, event: Rows.Picked) -> None:
        """Take the place that was clicked."""
        if event.row.id.startswith("answer:"):
            event.stop()
            self.action_take_number(int(event.row.id.removeprefix("answer:")))

    def action_turn(self, by: int) -> None:
        """Show the next nine answers, or the nine before."""
        if by > 0 and not self._more:
            self.desk.say("These are the last ones.")
            return
        self._skip = max(0, self._skip + by * PAGE)
        work_safely(self, self._look_up())

    def action_page(self, direction: int) -> None:
        """Turn the answers, or move among candidates."""
        entry = self.focused_entry
        if entry is not None and entry.rows.display:
            super().action_page(direction)
        else:
            self.action_turn(direction)

    def action_other_order(self) -> None:
        """Change to the next order."""
        from pettui.book.search.asking import ORDERS

        names = list(ORDERS)
        self.asked.order = names[(names.index(self.asked.order) + 1) % len(names)]
        work_safely(self, self.propose())

    def action_vaccinated(self) -> None:
        """Leave out days on which a needed vaccination will have lapsed, or offer them again."""
        work_safely(self, self._turn_covered())

    async def _turn_covered(self) -> None:
        self.asked.covered = not self.asked.covered
        search = self.asked.search()
        found, why, _ = await self.desk.gateway.run(look, self.desk.shop, search, 0)
        if not found:  # the answers stay, and say what lapses
            self.asked.covered = False
            raise Refused(why)
        await self.propose()
        told = "Only while the vaccinations hold." if search.covered else "All days again."
        self.desk.say(told)

    # Moving about

    def _move(self, entry: Entry | None, by: int) -> None:
        if self.rows.has_focus and by < 0 and self.rows.cursor <= 0:
            self.go_to("order")
        elif entry is not None and entry.line.id == "order" and by > 0 and not entry.rows.display:
            self.rows.focus()
        else:
            super()._move(entry, by)

    def action_back(self) -> None:
        """Go back one level: the candidates, the answers, then the search."""
        entry = self.focused_entry
        if entry is not None and entry.rows.display:
            entry.close()
            self.show_keys()
        elif self.rows.has_focus:
            self.go_to("when")
        else:
            self.dismiss(None)


def look(shop: Shop, search: Search, skip: int) -> tuple[tuple[Answer, ...], str, str]:
    """Give a page of answers and one more, why there is none, and what is looked for."""
    if not search.plan.rows:
        return (), "", ""
    what = _what(search.plan)
    found = finding.first_of(shop, search, skip + PAGE + 1)[skip:]
    if found or skip:
        return found, "", what
    if why := finding.obstacles(shop, search):
        return (), f"No time would do: {'; '.join(why)}.", what
    days = why_empty(shop, search)
    against = f" ({days})" if days else ""
    return (), f"Nothing is free for it{against}. Ask for other days, times or people.", what


def _what(plan: Plan) -> str:
    """Name pets and services: `Bella, Coco: Full groom + Nails`."""
    from db.models import Item, Pet
    from db.models.base import tuples

    items = list(dict.fromkeys(row.item for row in plan.rows))
    pets = list(dict.fromkeys(row.pet for row in plan.rows if row.pet is not None))
    services = dict(tuples(Item.select(Item.id, Item.name).where(Item.id.in_(items))))
    names = dict(tuples(Pet.select(Pet.id, Pet.name).where(Pet.id.in_(pets))))
    whose = ", ".join(names[pet] for pet in pets if pet in names)
    done = " + ".join(services[item] for item in items if item in services)
    return f"{whose}: {done}" if whose else done


def row_of(shop: Shop, number: int, answer: Answer, width: int) -> Row:
    """Show a place in one line: its number, when, who, and why it comes there.

    The reason gives way where there is no room for all; `!` says that something lapses by then.
    """
    left = assemble(
        (f"{number} ", "bold $accent"),
        line(f"{saying.when_text(shop, answer):<24}", "bold"),
        (" ! " if answer.alerts else "   ", "bold $text-error"),
        line(saying.who_text(answer)),
    )
    why = line(answer.why).truncate(max(0, width - left.cell_length - 2), ellipsis=True)
    return Row(f"answer:{number}", left, why)
