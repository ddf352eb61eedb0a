"""The schedule: who works when, a week of everybody at a time."""

from __future__ import annotations

from datetime import date, timedelta

from textual import on
from textual.content import Content

from pettui.dates import distance
from pettui.team.schedule.closing import CloseWish, close_days, reopen
from pettui.team.schedule.opening import paint_opening, seen_opening
from pettui.team.schedule.outside import find
from pettui.team.schedule.painting import Target, days_words, paint
from pettui.team.schedule.reading import OPENING, Cell, Grid, read_grid, week
from pettui.team.schedule.versions import Seen
from pettui.team.schedule.words import Entry, entry_text, listed, span_text
from pettui.team.shop import Shop
from screens.frame.commands import Command
from screens.team.schedule.cells import GridCell, GridRow
from screens.team.schedule.grid import Place, WeekGrid
from screens.team.schedule.leaving import save, show_all
from screens.team.schedule.showing import GridScreen, ranges_words
from screens.widgets.plain import assemble, line

SOURCES = {
    "dated": "for this day alone", "regular": "regular week", "closed": "the shop is closed",
    "none": "nothing in the regular week",
}  # fmt: skip
OF_PEOPLE = ("regular", "copy", "breaks", "print")


class ScheduleScreen(GridScreen):
    """A week: the opening hours, then everybody with their days."""

    def __init__(self, day: date | None = None) -> None:
        super().__init__()
        self.day = day
        self.shown: Grid | None = None
        self.opening_seen: Seen = ()
        self._first = True

    async def shop_changed(self) -> None:
        """Read the week again; the cursor stays."""
        desk, shop = self.desk, self.desk.shop
        self.day = self.day or shop.today()
        days = week(shop, self.day)
        shown, self.opening_seen, outside = await desk.gateway.run(_read, shop, days)
        self.shown = shown
        today = shop.today()
        columns = [
            (f"{shop.weekday(day)} {_number(shop, day)}", f"{shop.weekday(day)[:2]} {day.day}")
            for day in days
        ]
        at = days.index(today) if today in days else -1
        rows = [
            GridRow(each.employee, each.label, each.turn.removeprefix("week ").replace(" of ", "/"),
                    tuple(_cell(shop, cell) for cell in each.cells))
            for each in shown.lines
        ]  # fmt: skip
        self.grid.show_rows(columns, rows, today=at)
        if self._first:
            self._first = False
            self.grid.go_to(min(1, len(rows) - 1), max(at, 0))
        far = "this week" if at >= 0 else distance(days[0], today)
        self.head.update(
            assemble(
                line("Schedule", "bold"),
                line(f"   {shop.short_day(days[0])} to {shop.day(days[-1])}", "bold"),
                line(f"  {far}", "$accent" if at >= 0 else "$text-muted"),
                line(f"  {outside} outside hours (O)" if outside else "",
                     "$text-warning"),
            )
        )  # fmt: skip
        self.show_offers()

    # What is under the cursor

    def cell(self) -> Cell | None:
        """Give the cell under the cursor."""
        grid, shown = self.grid, self.shown
        if shown is None or grid.row >= len(shown.lines):
            return None
        cells = shown.lines[grid.row].cells
        return cells[grid.column] if grid.column < len(cells) else None

    def describe(self) -> Content:
        """Say what the cell under the cursor has, and where that comes from."""
        cell, shown, shop = self.cell(), self.shown, self.desk.shop
        if cell is None or shown is None:
            return Content("")
        who = shown.lines[self.grid.row]
        has = ranges_words(shop, cell.hours.ranges) or cell.hours.off
        if cell.employee == OPENING:
            every = "closed for this day alone" if cell.source == "dated" else "every week"
            return assemble(
                line(f"Opening hours, {shop.day(cell.day)}: ", "bold"), line(f"{has}, {every}")
            )
        turn = f", {who.turn}" if who.turn and cell.source != "dated" else ""
        worked = f"   {who.minutes // 60}:{who.minutes % 60:02d} h"
        return assemble(
            line(f"{who.label}, {shop.day(cell.day)}: ", "bold"),
            line(f"{has} ({SOURCES[cell.source]}{turn})"),
            line(worked, "$text-muted"),
        )

    def where(self, places: tuple[Place, ...]) -> str:
        """Name the people and days that are painted."""
        shown, shop = self.shown, self.desk.shop
        if shown is None:
            return ""
        names = {each.employee: each.label for each in shown.lines}
        who = list(dict.fromkeys(key for key, _ in places))
        days = sorted({shown.days[column] for _, column in places})
        if who == [OPENING]:
            typing = self.grid.typing or ""
            if typing[:1].isdigit():
                weekdays = listed([shop.weekday(day) for day in days])
                return f"opening hours of every {weekdays}"
            return f"the shop, {days_words(shop, days)}"
        return f"{listed([names[key] for key in who])}, {days_words(shop, days)}"

    def why_not(self, command: Command) -> str:
        """Let what is about a person be done on a person's row."""
        verb = command.id.partition(".")[2]
        if command.area == "schedule" and verb in OF_PEOPLE and self.person() is None:
            return "Put the cursor on an employee first."
        return super().why_not(command)

    def person(self) -> tuple[int, str] | None:
        """Give the employee under the cursor, None on the opening hours."""
        here = self.grid.here
        return None if here is None or here.key == OPENING else (here.key, here.name)

    # Painting

    async def put(self, entry: Entry, places: tuple[Place, ...]) -> None:
        """Write an entry: people's days, or the shop's closures and opening hours."""
        shown, desk = self.shown, self.desk
        if shown is None:
            return
        lines = {each.employee: each for each in shown.lines}
        own = [lines[key].cells[column] for key, column in places if key == OPENING]
        if own:
            await self._put_opening(entry, own)
        cells = [lines[key].cells[column] for key, column in places if key != OPENING]
        if not cells:
            return
        targets = [Target(cell.employee, cell.day, cell.seen) for cell in cells]
        await save(
            desk,
            lambda agreed: desk.write(paint, desk.shop, targets, entry, desk.actor, agreed=agreed),
            self.tell,
        )

    async def _put_opening(self, entry: Entry, cells: list[Cell]) -> None:
        desk, shop, by = self.desk, self.desk.shop, self.desk.actor
        if entry.ranges:
            weekdays = [cell.day.weekday() for cell in cells]
            await save(
                desk,
                lambda agreed: desk.write(
                    paint_opening, shop, weekdays, entry.ranges, by, seen=self.opening_seen,
                    agreed=agreed,
                ),
                self.tell,
            )  # fmt: skip
        elif entry.is_regular:
            closed = [cell for cell in cells if cell.seen]
            ids = [key for cell in closed for _, key, _ in cell.seen]
            seen = [cell.seen for cell in closed]
            await save(
                desk, lambda _agreed: desk.write(reopen, shop, ids, by, seen=seen), self.tell
            )
        else:
            wishes = [CloseWish(cell.day, entry.reason) for cell in cells]
            await save(desk, lambda agreed: desk.write(close_days, shop, wishes, by, agreed=agreed))

    # Going about

    def _go(self, day: date) -> None:
        self.day = day
        self.work(self.shop_changed())

    @on(WeekGrid.Turned)
    def _turned(self, event: WeekGrid.Turned) -> None:
        self._go((self.day or self.desk.shop.today()) + timedelta(days=7 * event.step))

    def action_schedule_before(self) -> None:
        """Show the week before."""
        self._go((self.day or self.desk.shop.today()) - timedelta(days=7))

    def action_schedule_after(self) -> None:
        """Show the next week."""
        self._go((self.day or self.desk.shop.today()) + timedelta(days=7))

    def action_schedule_today(self) -> None:
        """Show this week, with the cursor on today."""
        self._first = True
        self._go(self.desk.shop.today())

    def action_schedule_date(self) -> None:
        """Ask for a date and show its week."""
        self.work(self._ask_date())

    async def _ask_date(self) -> None:
        from screens.book.dates import ask_day

        day = await ask_day(self.desk)
        if day is not None:
            self.day = day
            await self.shop_changed()
            if self.shown is not None:
                self.grid.go_to(self.grid.row, self.shown.days.index(day))

    # Other commands

    def action_schedule_outside(self) -> None:
        """List the appointments that stand outside hours."""
        self.work(show_all(self.desk))

    def action_schedule_closed(self) -> None:
        """Open the closed days and the holidays."""
        from screens.team.schedule.closures import ClosuresScreen

        self.app.push_screen(ClosuresScreen())

    def action_schedule_regular(self) -> None:
        """Open the regular week of the employee under the cursor."""
        from screens.team.schedule.regular import RegularScreen

        if (person := self.person()) is not None:
            self.app.push_screen(RegularScreen(person[0]))

    def action_schedule_copy(self) -> None:
        """Copy weeks of the employee under the cursor to somebody else."""
        from screens.team.schedule.copying import copy_weeks

        if (person := self.person()) is not None and self.shown is not None:
            self.work(copy_weeks(self.desk, person, self.shown))

    def action_schedule_breaks(self) -> None:
        """Plan a break or lunch that comes again."""
        from screens.team.schedule.breaks import plan_breaks

        if (person := self.person()) is not None and self.shown is not None:
            self.work(plan_breaks(self.desk, person, self.shown))

    def action_schedule_print(self) -> None:
        """Print the weeks of the employee under the cursor, or write them for a phone."""
        from screens.team.schedule.printing import print_weeks

        if (person := self.person()) is not None and self.day is not None:
            self.work(print_weeks(self.desk, person, self.day))


def _read(shop: Shop, days: tuple[date, ...]) -> tuple[Grid, Seen, int]:
    return read_grid(shop, days), seen_opening(shop), len(find(shop))


def _number(shop: Shop, day: date) -> str:
    return f"{day.month}/{day.day}" if shop.month_first else f"{day.day}.{day.month}."


def _cell(shop: Shop, cell: Cell) -> GridCell:
    value = entry_text(shop, cell.entry)
    if cell.hours.ranges:
        parts = tuple(span_text(shop, span) for span in cell.hours.ranges)
        dated = cell.source == "dated" and cell.employee != OPENING
        return GridCell(parts, "dated" if dated else "hours", value)
    if cell.source == "none" and cell.employee != OPENING:
        return GridCell(("·",), "none")
    if cell.source == "dated" and cell.employee != OPENING:
        entry = cell.entry
        return GridCell(((entry.kind == "off" and entry.reason) or entry.kind,), "off", value)
    return GridCell(("closed",), "closed", value)
