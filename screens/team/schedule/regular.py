"""The regular week of one employee, or the weeks that take turns."""

from __future__ import annotations

from datetime import date, timedelta

from textual.content import Content

from pettui.team.hours import week_of
from pettui.team.schedule import freezing
from pettui.team.schedule.reading import Regular, read_regular
from pettui.team.schedule.regular import MOST_WEEKS, paint_regular, set_rotation
from pettui.team.schedule.words import Entry, entry_text, listed, parse_entry, span_text
from screens.team.schedule.cells import GridCell, GridRow
from screens.team.schedule.grid import Place
from screens.team.schedule.leaving import save
from screens.team.schedule.showing import GridScreen, ranges_words
from screens.widgets.ask import Ask, Understood
from screens.widgets.plain import assemble, line


class RegularScreen(GridScreen):
    """Weekdays as columns, a row for each week that has its turn."""

    TURNS = False
    HELP = (
        "Type 9-17 or 9-12 13-17; - is a free day. n: weeks take turns. f: from a day on. Esc back."
    )

    def __init__(self, employee: int) -> None:
        super().__init__()
        self.employee = employee
        self.regular: Regular | None = None
        self.since: date | None = None  # the first day of what is changed; None is today

    def weekdays(self) -> list[int]:
        """Give the weekdays in the order of the shop's weeks."""
        first = self.desk.shop.week_begin(self.desk.shop.today())
        if self.regular is not None and self.regular.anchor is not None:
            first = self.regular.anchor
        return [(first.weekday() + n) % 7 for n in range(7)]

    async def shop_changed(self) -> None:
        """Read the regular schedule again; the cursor stays."""
        desk, shop = self.desk, self.desk.shop
        self.regular = found = await desk.gateway.run(read_regular, shop, self.employee)
        order, today = self.weekdays(), shop.today()
        turn = week_of(today, found.weeks, found.anchor)
        rows = []
        for week in range(found.weeks):
            cells = []
            for weekday in order:
                ranges = found.hours.get((week, weekday), ())
                parts = tuple(span_text(shop, span) for span in ranges) or ("·",)
                ink = "hours" if ranges else "none"
                cells.append(GridCell(parts, ink, entry_text(shop, Entry(ranges))))
            name = f"Week {week + 1}" if found.weeks > 1 else "Weekly"
            rows.append(GridRow(week, name, "now" if week == turn and week else "", tuple(cells)))
        names = shop.formats.weekdays
        self.grid.show_rows([(names[day], names[day][:3]) for day in order], rows)
        turns = f"   {found.weeks} weeks take turns" if found.weeks > 1 else ""
        since = ""
        if found.weeks > 1 and found.anchor is not None:
            begin = today - timedelta(days=(today - found.anchor).days % 7)
            since = f"; week {turn + 1} since {shop.short_day(begin)}"
        self.head.update(
            assemble(
                line(f"Regular week of {found.label}", "bold"),
                line(turns + since, "$text-muted"),
                line(self._begins(), "$text-warning"),
            )
        )
        self.show_offers()

    def _begins(self) -> str:
        return f"   changes from {self.desk.shop.day(self.since)} on" if self.since else ""

    def action_schedule_since(self) -> None:
        """Ask from which day on changes count; days before keep what is planned."""
        self.work(self._ask_since())

    async def _ask_since(self) -> None:
        desk, shop = self.desk, self.desk.shop

        def understand(text: str) -> Understood[date]:
            day = freezing.refuse_since(shop, shop.parse_day(text))
            return Understood(day, f"from {shop.day(day)} on")

        day = await desk.push_screen_wait(
            Ask("From which day on do changes count?", understand,
                value=shop.day(self.since or shop.today()), placeholder="mon, 1/1, eom",
                words="Days before keep their hours.")
        )  # fmt: skip
        if day is not None:
            self.since = None if day == shop.today() else day
            await self.shop_changed()

    def describe(self) -> Content:
        """Say what the weekday under the cursor has."""
        grid, found, shop = self.grid, self.regular, self.desk.shop
        if found is None or grid.here is None:
            return Content("")
        weekday = self.weekdays()[grid.column]
        ranges = found.hours.get((grid.here.key, weekday), ())
        return assemble(
            line(f"{found.label}, {shop.formats.weekdays[weekday]}: ", "bold"),
            line(ranges_words(shop, ranges) or "does not work"),
        )

    def where(self, places: tuple[Place, ...]) -> str:
        """Name the weekdays that are painted."""
        order, names = self.weekdays(), self.desk.shop.formats.weekdays
        label = self.regular.label if self.regular else ""
        days = list(dict.fromkeys(names[order[column]] for _, column in places))
        return f"{label}, every {listed(days)}"

    def read_entry(self, text: str) -> Entry:
        """Read hours, or that there are none."""
        entry = parse_entry(text)
        if entry.kind not in ("", "off") or entry.reason:
            raise ValueError("A regular week has hours or none: 9-17, or - for a free day.")
        return Entry(entry.ranges, "" if entry.ranges else "off")

    async def put(self, entry: Entry, places: tuple[Place, ...]) -> None:
        """Write hours into weekdays."""
        desk, found, order = self.desk, self.regular, self.weekdays()
        if found is None:
            return
        wanted = [(week, order[column]) for week, column in places]
        await save(
            desk,
            lambda agreed: desk.write(
                paint_regular, desk.shop, self.employee, wanted, entry, desk.actor,
                since=self._since(), seen=found.seen, agreed=agreed,
            ),
            self.tell,
        )  # fmt: skip

    def _since(self) -> date | None:
        """Give the first day of a change; one that has come meanwhile is today."""
        return self.since if self.since and self.since > self.desk.shop.today() else None

    def action_schedule_weeks(self) -> None:
        """Ask how many weeks take turns, and when the first has its turn."""
        self.work(self._ask_weeks())

    async def _ask_weeks(self) -> None:
        desk, shop, found = self.desk, self.desk.shop, self.regular
        if found is None:
            return

        def understand(text: str) -> Understood[int]:
            bare = text.strip()
            if not (bare.isascii() and bare.isdigit() and 1 <= int(bare) <= MOST_WEEKS):
                raise ValueError(f"From 1 to {MOST_WEEKS} weeks can take turns.")
            number = int(bare)
            words = f"{number} weeks take turns" if number > 1 else "the same week every week"
            return Understood(number, words)

        weeks = await desk.push_screen_wait(
            Ask("How many weeks take turns?", understand, value=str(found.weeks),
                words="A week that is new begins as a copy of the first.")
        )  # fmt: skip
        if weeks is None:
            return
        day: date | None = shop.today()
        if weeks > 1:
            day = await desk.push_screen_wait(
                Ask("Week 1 has its turn in the week of which day?", self._understand_day,
                    value=shop.day(found.anchor) if found.anchor else "today")
            )  # fmt: skip
        if day is None:
            return
        first = day
        await save(
            desk,
            lambda agreed: desk.write(
                set_rotation, shop, self.employee, weeks, first, desk.actor, since=self._since(),
                seen=found.seen, agreed=agreed,
            ),
            self.tell,
        )  # fmt: skip

    def _understand_day(self, text: str) -> Understood[date]:
        shop = self.desk.shop
        day = shop.week_begin(shop.parse_day(text))
        return Understood(day, f"the week from {shop.day(day)}, and again in turn")
