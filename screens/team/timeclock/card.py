"""A person's card: their days of a pay period, with every punch and what it was before."""

from __future__ import annotations

from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from pettui.team.timeclock.listing import extras_text, later_text
from pettui.team.timeclock.periods import Period
from screens.team.timeclock import reading
from screens.team.timeclock.cardrows import Entry, entries_of, sums
from screens.team.timeclock.page import ClockPage
from screens.team.timeclock.reading import PersonView
from screens.team.timeclock.target import Target
from screens.widgets.plain import assemble, line
from screens.widgets.rows import Rows

EMPTY = "Nothing in these days. n enters punches, z shows every day."


class CardScreen(ClockPage):
    """One person's days; `[` and `]` turn to the next person.

    Args:
        employee: whose card.
        day: a day of the period.
        order: whom `[` and `]` lead to.
        at: the punch or request that the cursor begins on.
    """

    def __init__(
        self, employee: int, day: date, order: tuple[int, ...] = (), at: Target | None = None
    ) -> None:
        super().__init__(day)
        self.view: PersonView | None = None
        self.every_day = False
        self._employee = employee
        self._order = order
        self._at = at
        self._targets: dict[str, Target | None] = {}
        self.sums = Static("", id="sums", markup=False)
        self.rows.empty = EMPTY

    def body(self) -> ComposeResult:
        """Show whose it is, the sums, the days, and more about what is under the cursor."""
        yield self.head
        yield self.sums
        yield self.rows
        yield self.detail

    async def shop_changed(self) -> None:
        """Read it again; the cursor stays."""
        desk = self.desk
        day = self.day or desk.shop.today()
        self.view = await desk.gateway.run(reading.person, desk.shop, self._employee, day)
        self._show()

    def _show(self) -> None:
        if self.view is None or not self.is_mounted:
            return
        shop, card = self.desk.shop, self.view.card
        entries = entries_of(shop, card, every_day=self.every_day)
        self._targets = {row.id: target for row, target in entries}
        self.show_rows([row for row, _ in entries])
        self._begin(entries)
        period = card.period
        state = f"closed by {period.closed_by}" if period.closed else "open"
        self.head.update(
            assemble(
                line(card.name or "Somebody", "bold"),
                line(f"   number {card.number}   ", "$text-muted"),
                line(f"{shop.short_day(period.first)} to {shop.short_day(period.last)}, {state}"),
            )
        )
        self.sums.update(sums(card, extras_text(card.totals), later_text(card)))
        self._tell()

    def _begin(self, entries: list[Entry]) -> None:
        """Put the cursor where the card was asked for, once; else on what has to be decided."""
        wanted, self._at = self._at, None
        if wanted is None:
            return
        for place, (row, target) in enumerate(entries):
            if target is not None and (target.kind, target.id) == (wanted.kind, wanted.id):
                if wanted.id or target.day == wanted.day:
                    self.rows.cursor = place
                    return
                del row

    @property
    def period(self) -> Period | None:
        """The pay period that shows."""
        return self.view.card.period if self.view else None

    @property
    def employee(self) -> int | None:
        """Whose card it is."""
        return self._employee

    @property
    def target(self) -> Target | None:
        """What is under the cursor."""
        row = self.rows.row
        return self._targets.get(row.id) if row is not None else None

    @on(Rows.Moved)
    def _moved(self) -> None:
        self._tell()

    def _tell(self) -> None:
        self.show_offers()
        target = self.target
        closed = self.period is not None and self.period.closed
        words = target.words if target is not None else ""
        if closed:
            note = "These hours are closed: what is corrected counts in the next open period."
            self.detail.update(line(f"{words}. {note}" if words else note, "$text-warning"))
        else:
            self.detail.update(line(words))

    # Commands

    @on(Rows.Picked)
    def _picked(self) -> None:
        self.action_clock_open()

    def action_clock_open(self) -> None:
        """Decide, or change, what is under the cursor."""
        target = self.target
        if target is None or target.kind == "adjustment":
            self.desk.say("An adjustment cannot be changed. x voids it; h enters another.")
            return
        from screens.team.timeclock.deciding import decide

        self.work(decide(self.desk, target))

    def action_clock_all(self) -> None:
        """Show or hide the days with nothing."""
        self.every_day = not self.every_day
        self._show()

    def action_clock_person_before(self) -> None:
        """Show the person before."""
        self._turn(-1)

    def action_clock_person_after(self) -> None:
        """Show the next person."""
        self._turn(1)

    def _turn(self, step: int) -> None:
        if self._employee in self._order:
            place = self._order.index(self._employee) + step
            self._employee = self._order[place % len(self._order)]
            self.rows.cursor = 0
            self.work(self.shop_changed())
