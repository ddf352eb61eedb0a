"""What the two screens of the time clock have in common: a list, a period, and the commands."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Static

from pettui.team.timeclock.periods import DAY, Period
from screens.frame.commands import Command, bindings
from screens.frame.screen import DeskScreen
from screens.team.timeclock.target import Target
from screens.widgets.rows import Row, Rows

ABOUT_SOMEBODY = ("clock.new", "clock.adjust", "clock.more")
NOBODY = "Put the cursor on a person first."


class ClockPage(DeskScreen):
    """A list under a head; subclasses say what is in it and what is under the cursor."""

    AREAS = ("clock",)
    CSS_PATH = "../../styles/clock.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("clock"),
        Binding("escape", "back", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "move(-9999)", show=False),
        Binding("end", "move(9999)", show=False),
    ]

    def __init__(self, day: date | None = None) -> None:
        super().__init__()
        self.day = day  # a day of the period that shows; None is today's
        self.head = Static("", id="head", markup=False)
        self.rows = Rows()
        self.detail = Static("", id="detail", markup=False)

    def on_mount(self) -> None:
        """Read what it shows."""
        super().on_mount()
        self.work(self.shop_changed())

    # What a subclass says

    @property
    def period(self) -> Period | None:
        """The pay period that shows; None until it is read."""
        raise NotImplementedError

    @property
    def employee(self) -> int | None:
        """Who is under the cursor."""
        raise NotImplementedError

    @property
    def target(self) -> Target | None:
        """What is under the cursor, if it is something to decide or to change."""
        raise NotImplementedError

    @property
    def row_day(self) -> date | None:
        """The day under the cursor."""
        return self.target.day if self.target else None

    # Moving

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.rows.move(by)

    def action_page(self, direction: int) -> None:
        """Move the cursor by a page."""
        self.rows.page(direction)

    def action_back(self) -> None:
        """Leave the screen."""
        self.dismiss()

    def show_rows(self, rows: list[Row]) -> None:
        """Show other rows; the cursor stays on its row, or else at its place."""
        before, place = self.rows.row, self.rows.cursor
        self.rows.show(rows, keep=True)
        if before is not None and all(row.id != before.id for row in rows) and rows:
            self.rows.cursor = min(place, len(rows) - 1)
            self.rows.move(0)

    # The period

    def _step(self, day: date) -> None:
        self.day = day
        self.work(self.shop_changed())

    def action_clock_before(self) -> None:
        """Show the pay period before."""
        if self.period is not None:
            self._step(self.period.first - DAY)

    def action_clock_after(self) -> None:
        """Show the next pay period; what is still to come has nothing to show."""
        if self.period is not None:
            if self.period.has(self.desk.shop.today()):
                self.desk.say("This is the pay period of today; the next one has not begun.")
            else:
                self._step(self.period.last + DAY)

    def action_clock_this(self) -> None:
        """Show the pay period of today."""
        self._step(self.desk.shop.today())

    def action_clock_date(self) -> None:
        """Ask for a day, and show its pay period."""
        from screens.team.timeclock.asking import ask_period

        async def ask() -> None:
            day = await ask_period(self.desk)
            if day is not None:
                self._step(day)

        self.work(ask())

    # Commands about whatever is under the cursor

    def why_not(self, command: Command) -> str:
        """Say what the cursor has to be on."""
        if command.id in ABOUT_SOMEBODY and self.employee is None:
            return NOBODY
        target = self.target
        if command.id == "clock.approve" and (target is None or not target.can_approve):
            return "Put the cursor on something that waits for a decision first."
        if command.id == "clock.edit" and (target is None or not target.can_amend):
            return "Put the cursor on a punch first; Enter opens a person's."
        if command.id == "clock.void" and (target is None or not target.can_void):
            return "Put the cursor on a punch or an adjustment first; Enter opens a person's."
        if command.id == "clock.history" and (target is None or target.kind != "punch"):
            return "Put the cursor on a punch first; Enter opens a person's."
        return super().why_not(command)

    def action_clock_approve(self) -> None:
        """Let what is under the cursor count as it is."""
        from screens.team.timeclock.deciding import approve

        if self.target is not None:
            self.work(approve(self.desk, self.target))

    def action_clock_new(self) -> None:
        """Enter punches that were missed."""
        from screens.team.timeclock.punches import add

        if self.employee is not None and self.period is not None:
            self.work(add(self.desk, self.employee, self.row_day, self.period))

    def action_clock_edit(self) -> None:
        """Change what the punch under the cursor means."""
        from screens.team.timeclock.punches import amend

        if self.target is not None:
            self.work(amend(self.desk, self.target))

    def action_clock_void(self) -> None:
        """Let what is under the cursor count for nothing, or again."""
        from screens.team.timeclock.punches import void

        if self.target is not None:
            self.work(void(self.desk, self.target))

    def action_clock_adjust(self) -> None:
        """Add hours to a day by hand, or take some."""
        from screens.team.timeclock.punches import adjust

        if self.employee is not None and self.period is not None:
            self.work(adjust(self.desk, self.employee, self.row_day, self.period))

    def action_clock_history(self) -> None:
        """Show who made the punch under the cursor what it is."""
        from screens.team.timeclock.punches import history

        if self.target is not None:
            self.work(history(self.desk, self.target))

    def action_clock_close(self) -> None:
        """Close the pay period, or open it again."""
        from screens.team.timeclock.closing import close

        if self.period is not None:
            self.work(close(self.desk, self.period))

    def action_clock_print(self) -> None:
        """Write hours into a file: for a spreadsheet, or to print and sign."""
        from screens.team.timeclock.papers import write_hours

        if self.period is not None:
            self.work(write_hours(self.desk, self.period, self.employee))

    def action_clock_more(self) -> None:
        """Give or take what names somebody at the clock, and their roles."""
        from screens.team.timeclock.access import more

        if self.employee is not None:
            self.work(more(self.desk, self.employee))

    def action_clock_lists(self) -> None:
        """Open the rules and lists of the time clock."""
        from screens.team.timeclock.opening import choose_list

        self.work(choose_list(self.desk))
