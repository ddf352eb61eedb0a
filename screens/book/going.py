"""Going about in the book: days, weeks, dates, views, and how much time a line shows."""

from __future__ import annotations

from datetime import date, timedelta

from screens.book.showing import Showing

STEPS = (5, 10, 15, 20, 30)
VIEWS = ("day", "week", "list")


class Going(Showing):
    """The commands that show other days, or show them otherwise."""

    def go(self, day: date) -> None:
        """Show another day; the cursor stays in its column and at its time.

        Keys wait until it is shown, so that `.` `n` books on the day that comes.
        """
        self.day = day
        self.work(self.read())

    def _go_by(self, days: int) -> None:
        try:
            self.go(self.day + timedelta(days=days))
        except OverflowError:
            self.desk.say("The calendar ends here.")

    def action_book_day_before(self) -> None:
        """Show the day before; in a week, the week before."""
        self._go_by(-7 if self.kind == "week" else -1)

    def action_book_day_after(self) -> None:
        """Show the next day; in a week, the next week."""
        self._go_by(7 if self.kind == "week" else 1)

    def action_book_week_before(self) -> None:
        """Show the same weekday a week before."""
        self._go_by(-7)

    def action_book_week_after(self) -> None:
        """Show the same weekday a week later."""
        self._go_by(7)

    def action_book_today(self) -> None:
        """Show today, with the cursor at now."""
        self.day = self.desk.shop.today()
        self.work(self._today_at_now())

    async def _today_at_now(self) -> None:
        await self.read(keep=False)
        if self.kind == "week":
            self.grid.go_to(self.day.toordinal(), self.grid.cursor_minute)

    def action_book_date(self) -> None:
        """Ask for a date and go there."""
        self.work(self._ask_date())

    async def _ask_date(self) -> None:
        from screens.book.dates import ask_day

        day = await ask_day(self.desk)
        if day is not None:
            self.day = day
            await self.read()
            if self.kind == "week":
                self.grid.go_to(day.toordinal(), self.grid.cursor_minute)

    def action_book_view(self) -> None:
        """Change between the day, the week of the employee under the cursor, and the list."""
        self.day = self.page.cursor_day or self.day
        self.employee_shown = self.employee()
        self.kind = VIEWS[(VIEWS.index(self.kind) + 1) % len(VIEWS)]
        self.work(self.change_view())

    def action_book_finer(self) -> None:
        """Show less time a line."""
        self._change_step(-1)

    def action_book_coarser(self) -> None:
        """Show more time a line."""
        self._change_step(1)

    def _change_step(self, by: int) -> None:
        if self.page is not self.grid:
            self.desk.say("The list shows one line a visit; v shows the day.")
            return
        place = STEPS.index(self.grid.step) if self.grid.step in STEPS else 2
        self.grid.step = STEPS[min(max(place + by, 0), len(STEPS) - 1)]
        self.desk.say(f"{self.grid.step} minutes a line")

    def action_book_closed(self) -> None:
        """Show or hide visits that were cancelled or missed."""
        self.ended = not self.ended
        self.desk.say("Cancelled visits and no-shows are " + ("shown" if self.ended else "hidden"))
        self.work(self.read())
