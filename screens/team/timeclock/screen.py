"""The time clock (F6): who is in, what waits for a decision, and everybody's hours of a period."""

from __future__ import annotations

from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from pettui.team.timeclock.listing import extras_text, overtime_text
from pettui.team.timeclock.periods import Period
from pettui.team.timeclock.review import Matter, PersonLine
from pettui.text import count
from screens.team.timeclock import lines, reading
from screens.team.timeclock.page import ClockPage
from screens.team.timeclock.reading import Overview
from screens.team.timeclock.target import Target
from screens.widgets.plain import assemble, line
from screens.widgets.rows import Rows

NO_PINS = (
    "Nobody has a PIN yet. Put the cursor on a person and press m, then 1, to give them one;"
    " `pettui kiosk` is the clock. n enters hours by hand."
)
NOBODY = "Nobody works here yet, or nobody has hours in these days."


class ClockScreen(ClockPage):
    """A pay period: what to decide first, then the people with their hours."""

    def __init__(self, day: date | None = None) -> None:
        super().__init__(day)
        self.view: Overview | None = None
        self.look = False
        self._fresh = True
        self.board = Static("", id="board", markup=False)
        self.rows.empty = NOBODY

    def body(self) -> ComposeResult:
        """Show the period, who is in, the list, and more about what is under the cursor."""
        yield self.head
        yield self.board
        yield self.rows
        yield self.detail

    async def shop_changed(self) -> None:
        """Read it again; the cursor stays."""
        desk = self.desk
        day = self.day or desk.shop.today()
        self.view = await desk.gateway.run(reading.overview, desk.shop, day)
        self._show()

    def _show(self) -> None:
        view = self.view
        if view is None or not self.is_mounted:
            return
        rows = lines.rows_of(self.desk.shop, view, look=self.look)
        if self._fresh:
            self._fresh = False
            self.rows.show(rows)
        else:
            self.show_rows(rows)
        self.head.update(self._title(view))
        self.board.update(lines.board_words(view.board, self.size.width - 2))
        self._tell()

    def on_resize(self) -> None:
        """Wrap the names to the new width."""
        if self.view is not None:
            self.board.update(lines.board_words(self.view.board, self.size.width - 2))

    def _title(self, view: Overview) -> Content:
        shop, period = self.desk.shop, view.period
        deciding = sum(matter.decides for matter in view.matters)
        looking = len(view.matters) - deciding
        what = [f"{deciding} to decide"] if deciding else ["nothing to decide"]
        what += [f"{looking} to look at"] if looking else []
        state = f"closed by {period.closed_by}" if period.closed else "open"
        return assemble(
            line("Time clock", "bold"),
            line(f"   {shop.short_day(period.first)} to {shop.short_day(period.last)}, {state}   "),
            line(", ".join(what), "$text-error" if deciding else "$text-muted"),
        )

    # What is under the cursor

    @property
    def period(self) -> Period | None:
        """The pay period that shows."""
        return self.view.period if self.view else None

    @property
    def matter(self) -> Matter | None:
        """What is to be decided or looked at under the cursor."""
        row = self.rows.row
        if row is None or self.view is None:
            return None
        return next((m for m in self.view.matters if lines.matter_id(m) == row.id), None)

    @property
    def person(self) -> PersonLine | None:
        """The person under the cursor, by themselves or with a matter of theirs."""
        row, matter = self.rows.row, self.matter
        if row is None or self.view is None:
            return None
        key = str(matter.employee) if matter else row.id.partition(":")[2]
        return next((p for p in self.view.people if str(p.employee) == key), None)

    @property
    def employee(self) -> int | None:
        """Who is under the cursor."""
        if (matter := self.matter) is not None:
            return matter.employee
        return self.person.employee if self.person else None

    @property
    def target(self) -> Target | None:
        """What the matter under the cursor is about."""
        matter = self.matter
        return lines.target_of(matter, self.view) if matter and self.view else None

    @on(Rows.Moved)
    def _moved(self) -> None:
        self._tell()

    def _tell(self) -> None:
        self.show_offers()
        view, matter, person = self.view, self.matter, self.person
        if matter is not None:
            words = assemble(line(f"{matter.name}, {matter.title}: ", "bold"), line(matter.words))
        elif person is not None and view is not None:
            words = self._about(view, person)
        else:
            words = Content("")
        self.detail.update(words)

    def _about(self, view: Overview, person: PersonLine) -> Content:
        totals = person.totals
        parts = [count(person.days, "day")]
        if totals.overtime:
            parts.append(overtime_text(totals.counted))
        parts += [extras_text(totals)] if extras_text(totals) else []
        parts += [f"{person.decide} to decide"] if person.decide else []
        access = view.access.get(person.employee)
        nobody = not any(a.pin_since or a.badges for a in view.access.values())
        if nobody and not any(p.totals.total for p in view.people):
            return line(NO_PINS, "$text-warning")
        if access is not None and access.failures:
            parts.append(count(access.failures, "wrong PIN"))
        return assemble(line(f"{person.name}: ", "bold"), line("; ".join(parts)))

    # Commands

    @on(Rows.Picked)
    def _picked(self) -> None:
        self.action_clock_open()

    def action_clock_open(self) -> None:
        """Decide the matter, or open the person, under the cursor."""
        if (target := self.target) is not None:
            from screens.team.timeclock.deciding import decide

            self.work(decide(self.desk, target))
        elif self.employee is not None and self.period is not None:
            from screens.team.timeclock.card import CardScreen

            order = tuple(p.employee for p in self.view.people) if self.view else ()
            self.app.push_screen(CardScreen(self.employee, self.period.first, order))

    def action_clock_all(self) -> None:
        """Show or hide what may be looked at."""
        self.look = not self.look
        self._show()
