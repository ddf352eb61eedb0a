"""Closed days and holidays: ticked for a year, with a notice that tells of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from pettui.dates import distance
from pettui.team.schedule import holidays
from pettui.team.schedule.closing import (
    LONGEST,
    Closed,
    CloseWish,
    change_notice,
    close_days,
    closures,
    notice_words,
    reopen,
)
from pettui.team.schedule.holidays import Holiday
from pettui.team.shop import Shop
from pettui.text import count, fold
from screens.frame.commands import Command, bindings
from screens.frame.screen import DeskScreen
from screens.team.schedule.leaving import save
from screens.widgets.ask import Ask, Understood
from screens.widgets.picker import PickList
from screens.widgets.plain import assemble, line
from screens.widgets.rows import Row, Rows

AHEAD = timedelta(days=365)
_BEFORE = timedelta(days=14)  # how long before the first closed day a notice begins, at first


class ClosuresScreen(DeskScreen):
    """A year of closed days and holidays. Space ticks, Enter closes or opens what was ticked."""

    AREAS = ("closures",)
    CSS_PATH = "../../styles/schedule.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("closures"),
        Binding("escape", "back", "back", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.closed: dict[date, Closed] = {}
        self.offered: dict[date, str] = {}
        self.ticked: frozenset[date] = frozenset()  # days whose state Enter changes
        self.head = Static("", id="head", markup=False)
        self.rows = Rows(empty="No day is closed. n closes days.")
        self.detail = Static("", id="detail", markup=False)

    def body(self) -> ComposeResult:
        """Show what it is, the days, and what tells of the one under the cursor."""
        yield self.head
        yield self.rows
        yield self.detail

    def on_mount(self) -> None:
        """Read the closed days and the holidays."""
        super().on_mount()
        self.work(self._read())

    async def _read(self) -> None:
        shop = self.desk.shop
        first = shop.today()
        found = await self.desk.gateway.run(_offered, shop, first)
        self.offered = {each.day: each.name for each in found}
        await self.shop_changed()

    async def shop_changed(self) -> None:
        """Read the closed days again; the cursor stays."""
        desk, shop = self.desk, self.desk.shop
        found = await desk.gateway.run(closures, shop, shop.today())
        self.closed = {each.day: each for each in found}
        self._show()

    def _show(self) -> None:
        shop, part = self.desk.shop, holidays.part_of(self.desk.shop)
        days = sorted({*self.closed, *self.offered})
        self.rows.show([self._row(day) for day in days], keep=True)
        region = f"{shop.region}-{part}" if part else shop.region
        changes = f"   {count(len(self.ticked), 'day')} ticked: Enter saves" if self.ticked else ""
        self.head.update(
            assemble(
                line("Closed days", "bold"),
                line(f"   {len(self.closed)} to come; holidays of {region}", "$text-muted"),
                line(changes, "$accent bold"),
            )
        )
        self._describe()
        self.show_offers()

    def _row(self, day: date) -> Row:
        shop, closed = self.desk.shop, self.closed.get(day)
        name = self.offered.get(day, "")
        ticked = day in self.ticked
        will_close = (closed is None) == ticked
        state = ("[will close] " if ticked else "[closed]     ") if will_close else (
            "[will open]  " if ticked else "             ")  # fmt: skip
        reason = closed.reason if closed else ""
        words = (
            reason
            if not name or reason == name
            else (name if name.startswith(reason) else f"{name}  {reason}")
        )
        left = assemble(
            line(state, "$accent bold" if ticked else "$warning bold"),
            line(f"{shop.day(day):<16} ", "bold" if will_close else ""),
            line(words),
        )
        notice = closed.notice if closed else ""
        return Row(day.isoformat(), left, line(notice or distance(day, shop.today())))

    def day(self) -> date | None:
        """Give the day under the cursor."""
        row = self.rows.row
        return date.fromisoformat(row.id) if row is not None else None

    @on(Rows.Moved)
    def _moved(self) -> None:
        self._describe()
        self.show_offers()

    def _describe(self) -> None:
        day, shop = self.day(), self.desk.shop
        closed = self.closed.get(day) if day else None
        if closed is None:
            self.detail.update(line("The shop is open on this day." if day else "", "$text-muted"))
            return
        since = f" from {shop.day(closed.notice_from)} on" if closed.notice_from else ""
        words = f"Notice{since}: {closed.notice}" if closed.notice else "No notice tells of it."
        self.detail.update(line(words))

    def why_not(self, command: Command) -> str:
        """Let a notice be written for what is closed."""
        day = self.day()
        if command.id == "closures.tick" and day is None:
            return "No day is here. n closes days."
        if command.id == "closures.notice" and (day is None or day not in self.closed):
            return "Put the cursor on a closed day first."
        if command.id == "closures.save" and not self.ticked:
            return "Tick days first (Space)."
        return super().why_not(command)

    # Commands

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.rows.move(by)

    def action_page(self, direction: int) -> None:
        """Move by a page."""
        self.rows.page(direction)

    def action_back(self) -> None:
        """Forget what was ticked, then leave."""
        if self.ticked:
            self.ticked = frozenset()
            self._show()
        else:
            self.dismiss()

    def action_closures_tick(self) -> None:
        """Tick the day, or no more, and go to the next."""
        if (day := self.day()) is not None:
            self.ticked ^= {day}
            self._show()
            self.rows.move(1)

    @on(Rows.Picked)
    def _picked(self) -> None:
        self.action_closures_tick()

    def action_closures_save(self) -> None:
        """Close, or open again, what was ticked."""
        self.work(self._save())

    async def _save(self) -> None:
        desk = self.desk
        opens = [self.closed[day] for day in sorted(self.ticked) if day in self.closed]
        wishes = [
            CloseWish(day, self.offered[day], self.offered[day])
            for day in sorted(self.ticked)
            if day not in self.closed
        ]
        if not wishes:
            ids, seen = [each.id for each in opens], [each.seen for each in opens]
            await desk.write(reopen, desk.shop, ids, desk.actor, seen=seen)
        if not wishes or await self._close(wishes, opens):
            self.ticked = frozenset()
            self._show()

    async def _close(self, wishes: list[CloseWish], opens: Sequence[Closed] = ()) -> bool:
        desk, shop = self.desk, self.desk.shop
        found = await self._ask_notice([wish.day for wish in wishes])
        if found is None:
            return False
        notice, begin = found
        done = await save(
            desk,
            lambda agreed: desk.write(
                close_days, shop, wishes, desk.actor, notice=notice, notice_from=begin,
                opens=opens, agreed=agreed,
            ),
        )  # fmt: skip
        return done is not None

    async def _ask_notice(
        self, days: list[date], words: str | None = None, since: date | None = None
    ) -> tuple[str, date | None] | None:
        """Ask for the words that tell of days, and from when on; None when it is left."""
        shop = self.desk.shop

        def understand(text: str) -> Understood[str]:
            if len(text) > LONGEST:
                raise ValueError(f"A notice has at most {LONGEST} letters. Make it shorter.")
            where = "in the book, at the time clock and on the day sheet"
            return Understood(text.strip(), where if text.strip() else "no notice")

        notice = await self.desk.push_screen_wait(
            Ask("What tells everybody? Empty for no notice", understand, need=False,
                value=notice_words(days) if words is None else words)
        )  # fmt: skip
        if notice is None or not notice:
            return None if notice is None else ("", None)
        begin = since or max(shop.today(), min(days) - _BEFORE)

        def start(text: str) -> Understood[date]:
            day = shop.parse_day(text)
            if day > max(days):
                raise ValueError("It would begin after the last closed day. Name an earlier one.")
            return Understood(day, f"shows from {shop.day(day)} until {shop.day(max(days))}")

        first = await self.desk.push_screen_wait(
            Ask("From which day does it show?", start, value=shop.day(begin))
        )
        return None if first is None else (notice, first)

    def action_closures_new(self) -> None:
        """Close days that no calendar offers: one, or from one to another."""
        self.work(self._new())

    async def _new(self) -> None:
        from screens.team.schedule.spans import ask_span

        desk, shop = self.desk, self.desk.shop
        span = await ask_span(desk, "Closed", shop.today(), shop.today())
        if span is None:
            return
        reason = await desk.push_screen_wait(
            Ask("Why? Staff see it in the book; empty for no reason", lambda t: Understood(t),
                need=False)
        )  # fmt: skip
        if reason is None:
            return
        days = [span[0] + timedelta(days=n) for n in range((span[1] - span[0]).days + 1)]
        await self._close([CloseWish(day, reason) for day in days])

    def action_closures_notice(self) -> None:
        """Change the notice of the closed day under the cursor, and of those that share it."""
        day = self.day()
        if day is not None and day in self.closed:
            self.work(self._notice(self.closed[day]))

    async def _notice(self, here: Closed) -> None:
        desk = self.desk
        same = [e for e in self.closed.values() if here.notice and e.notice == here.notice]
        shared = same or [here]
        days = [each.day for each in shared]
        found = await self._ask_notice(days, here.notice or None, here.notice_from)
        if found is not None:
            await desk.write(change_notice, desk.shop, shared, *found, desk.actor)

    def action_closures_region(self) -> None:
        """Choose the part of the country whose holidays are offered."""
        self.work(self._region())

    async def _region(self) -> None:
        desk, shop = self.desk, self.desk.shop
        known = await desk.gateway.run(holidays.parts, shop)
        if not known:
            desk.say(f"There is one calendar for all of {shop.region}, or none.")
            return
        now = holidays.part_of(shop)
        whole = f"all of {shop.region}"
        rows = [Row("-", line(whole), line("" if now else "now"))]
        rows += [Row(p.code, line(p.name), line("now" if p.code == now else p.code)) for p in known]

        async def source(text: str) -> list[Row]:
            wanted = fold(text)
            return [r for r in rows if wanted in fold(f"{r.left.plain} {r.id}")]

        chosen = await desk.push_screen_wait(PickList("Holidays of", source))
        if chosen is not None:
            code = "" if chosen == "-" else chosen
            await desk.write(holidays.choose_part, shop, code, desk.actor)
            await self._read()


def _offered(shop: Shop, first: date) -> tuple[Holiday, ...]:
    return holidays.offered(shop, first, first + AHEAD)
