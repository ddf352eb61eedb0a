"""What changes the book: moving, statuses, endings, blocks, copies, notes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from textual import on

from pettui.book import blocks, booking, moving, notes, status
from pettui.book.checking import check
from pettui.book.day import Block
from pettui.book.plan import Plan
from pettui.dates import distance, parse_length
from pettui.history.door import Refused
from screens.book.consent import with_consent
from screens.book.grid.daygrid import DayGrid
from screens.frame.screen import DeskScreen
from screens.widgets.ask import Ask, Understood
from screens.widgets.menu import Choice, Menu

if TYPE_CHECKING:
    from pettui.team.shop import Shop
    from screens.book.grid.listing import DayList

_BLOCK = re.compile(r"(?P<reason>.*?)(?:\s+(?P<length>\d[\d:.,h]*(?:m|min)?))?(?:\s+(?P<all>all))?")


@dataclass(frozen=True)
class BlockWish:
    """What was typed to block time."""

    reason: str
    length: int
    everybody: bool


def read_block(text: str) -> BlockWish:
    """Read `lunch 30`, `meeting 1:00 all`; raises ValueError with a hint."""
    found = _BLOCK.fullmatch(text.strip())
    length = parse_length(found["length"]) if found and found["length"] else 30
    reason = (found["reason"] if found else text).strip() or "Blocked"
    return BlockWish(reason[:1].upper() + reason[1:], length, bool(found and found["all"]))


class Changing(DeskScreen):
    """The commands of the book that write; every one is a single change that `u` undoes."""

    page: DayGrid | DayList
    copied: int | None = None
    marked: frozenset[int] = frozenset()
    day: date

    # What the screen provides

    def current(self) -> Block | None:
        """Give the block under the cursor."""
        raise NotImplementedError

    def shown_blocks(self) -> tuple[Block, ...]:
        """Give all blocks that are shown."""
        raise NotImplementedError

    async def show_ticket(self, ticket: int) -> None:
        """Go to where a ticket stands."""
        raise NotImplementedError

    def targets(self) -> list[Block]:
        """Give one block of each ticket that a command is for: the marked, else the current."""
        current = self.current()
        wanted = self.marked or ({current.ticket} if current else set())
        return list({b.ticket: b for b in self.shown_blocks() if b.ticket in wanted}.values())

    def unmark(self) -> None:
        """Forget the marks."""
        self.marked = frozenset()
        self.page.marked = self.marked

    # Moving

    def action_book_move(self) -> None:
        """Take what is under the cursor into the air."""
        block, page = self.current(), self.page
        if not isinstance(page, DayGrid):
            self.desk.say("The list has no times to move along; v shows the day.")
        elif block is None or not page.grab(block.row):
            self.desk.say("This cannot be moved from here; put the cursor on the groomer's column.")

    @on(DayGrid.Dropped)
    def _dropped(self, event: DayGrid.Dropped) -> None:
        block = event.block
        wish = moving.Move(
            row=event.row,
            version=block.version,
            day=event.day if isinstance(event.day, date) else None,
            start=event.start if event.start != block.start else None,
            column=event.column if event.column != block.column else None,
            length=event.length if event.stretched else None,
        )
        self.work(self._move(wish))

    async def _move(self, wish: moving.Move) -> None:
        desk = self.desk

        async def attempt(agreed: frozenset[str]) -> booking.Booked:
            return await desk.write(moving.move, desk.shop, wish, desk.actor, agreed=agreed)

        done = await with_consent(desk, attempt, leave="Leave it where it was")
        if done is not None:
            self.desk.say(done.words[:1].upper() + done.words[1:])

    # Status and endings

    def action_book_status(self) -> None:
        """Take the visits one step on."""
        self.work(self._advance())

    async def _advance(self) -> None:
        visits = [b for b in self.targets() if b.kind == "visit"]
        to = status.next_of(visits[0].status) if visits else None
        if to is None:
            raise Refused("This visit is at the end of its path.")
        same = [(b.ticket, b.version) for b in visits if b.status == visits[0].status]
        desk = self.desk
        desk.say(_capital(await desk.write(status.advance, desk.shop, same, to, desk.actor)))
        self.unmark()

    def action_book_end(self) -> None:
        """Ask how the visits end."""
        self.work(self._end())

    async def _end(self) -> None:
        targets = self.targets()
        pairs = [(b.ticket, b.version) for b in targets]
        desk = self.desk
        if all(b.kind == "block" for b in targets):
            desk.say(_capital(await desk.write(status.end, desk.shop, pairs, "void", desk.actor)))
            self.unmark()
            return
        names = ", ".join(b.pet or b.client or b.reason for b in targets)
        choices = [Choice(e.id, e.words, e.hint) for e in status.ENDINGS]
        how = await desk.push_screen_wait(Menu(f"How does it end for {names}?", choices))
        if how is not None:
            desk.say(_capital(await desk.write(status.end, desk.shop, pairs, how, desk.actor)))
            self.unmark()

    # Time blocks

    def action_book_block(self) -> None:
        """Keep time free where the cursor is."""
        self.work(self._block())

    async def _block(self) -> None:
        column, desk = self.page.cursor_column, self.desk
        day = self.page.cursor_day or self.day
        start = self.page.cursor_minute
        if column is None or column.kind != "employee":
            raise Refused("Put the cursor on the column of an employee to block time.")

        def understand(text: str) -> Understood[BlockWish]:
            wish = read_block(text)
            who = "everybody" if wish.everybody else column.label
            span = f"{desk.shop.time(start)}-{desk.shop.time(start + wish.length)}"
            return Understood(wish, f"{wish.reason}, {span} for {who}, {desk.shop.day(day)}")

        wish = await desk.push_screen_wait(
            Ask("Block time", understand, value="Lunch 30",
                words="What for and how long: lunch 30, meeting 1:00 all")
        )  # fmt: skip
        if wish is None:
            return
        staff = [c.id for c in self.columns() if c.kind == "employee" and c.id and not c.off]
        who = staff if wish.everybody else [column.id]

        async def attempt(agreed: frozenset[str]) -> booking.Booked:
            return await desk.write(
                blocks.add, desk.shop, who, day, start, wish.length, wish.reason, desk.actor,
                agreed=agreed,
            )  # fmt: skip

        done = await with_consent(desk, attempt)
        if done is not None:
            desk.say(_capital(done.words))

    def columns(self) -> tuple[Any, ...]:
        """Give the columns of the day that is shown."""
        raise NotImplementedError

    # Notes

    def action_book_note(self) -> None:
        """Add a note to the visit."""
        self.work(self._note())

    async def _note(self) -> None:
        block, desk = self.current(), self.desk
        if block is None:
            raise Refused("Put the cursor on a visit first.")
        text = await desk.push_screen_wait(
            Ask(
                f"Note on {block.pet or block.reason}",
                lambda said: Understood(said),
                value=block.note,
                placeholder="what to remember at this visit",
            )
        )
        if text is not None:
            await desk.write(notes.add, block.ticket, text, desk.actor)

    # Copies

    def action_book_copy(self) -> None:
        """Remember the visit under the cursor."""
        block = self.current()
        if block is not None and block.kind == "visit":
            self.copied = block.ticket
            self.desk.say(f"Copied {block.pet or block.client}; p books it where the cursor is.")
            self.show_context()

    def show_context(self) -> None:
        """Tell the footer what the cursor is on."""
        raise NotImplementedError

    def action_book_paste(self) -> None:
        """Book the copied visit where the cursor is."""
        self.work(self._paste())

    async def _paste(self) -> None:
        column, desk = self.page.cursor_column, self.desk
        if self.copied is None:
            raise Refused("Copy a visit first (y).")
        employee = column.id if column and column.kind == "employee" else None
        plan = await desk.gateway.run(
            moving.plan_like, desk.shop, self.copied, self.page.cursor_day or self.day,
            start=self.page.cursor_minute, employee=employee or None,
        )  # fmt: skip
        await self.book(plan)

    def action_book_rebook(self) -> None:
        """Book the same visit again in some weeks."""
        self.work(self._rebook())

    async def _rebook(self) -> None:
        block, desk = self.current(), self.desk
        if block is None:
            raise Refused("Put the cursor on a visit first.")
        from_day = self.page.cursor_day or self.day

        async def understand(text: str) -> Understood[Plan]:
            day = _weeks_or_day(desk.shop, text, from_day)
            plan = await desk.gateway.run(moving.plan_like, desk.shop, block.ticket, day)
            checked = await desk.gateway.run(check, desk.shop, plan)
            asks = "; ".join(p.words for p in (*checked.stops, *checked.needs_asking))
            where = f"{desk.shop.day(day)} {desk.shop.time(plan.start)}"
            return Understood(plan, f"{where}, {distance(day, from_day)} · {asks or 'free'}")

        plan = await desk.push_screen_wait(
            Ask(f"Rebook {block.pet} in how many weeks?", understand,
                value=str(desk.shop.setting("visit.rebook_weeks")),
                words="A number of weeks, or a date: 6, fri, 12/18")
        )  # fmt: skip
        if plan is not None:
            await self.book(plan)

    async def book(self, plan: Plan) -> None:
        """Book a ready plan at once, or open it in the form when something speaks against it."""
        desk = self.desk
        checked = await desk.gateway.run(check, desk.shop, plan)
        if checked.stops or checked.needs_asking:
            from screens.book.opening import book_plan

            done = await book_plan(desk, plan)
        else:
            done = await desk.write(booking.save, desk.shop, plan, desk.actor)
        if done is not None:
            desk.say(_capital(done.words))
            if plan.day == self.day:
                await self.show_ticket(done.ticket)


def _weeks_or_day(shop: Shop, text: str, start: date) -> date:
    said = text.strip().lower().removesuffix("w").removesuffix("weeks").strip()
    if said.isdigit():
        return moving.weeks_later(start, int(said))
    return shop.parse_day(text)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
