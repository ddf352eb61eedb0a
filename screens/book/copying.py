"""Books a visit again: where the cursor is, or in some weeks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pettui.book import booking, moving
from pettui.book.checking import check
from pettui.book.plan import Plan
from pettui.dates import distance
from pettui.history.door import Refused
from pettui.text import capital
from screens.widgets.ask import Ask, Understood

if TYPE_CHECKING:
    from pettui.book.day import Block
    from pettui.team.shop import Shop
    from screens.book.showing import Showing


async def paste(book: Showing) -> None:
    """Book the copied visit where the cursor is."""
    page, desk = book.page, book.desk
    column = page.cursor_column
    if book.copied is None:
        raise Refused("Copy a visit first (y).")
    employee = column.id if column and column.kind == "employee" else None
    plan = await desk.gateway.run(
        moving.plan_like, desk.shop, book.copied, page.cursor_day or book.day,
        start=page.cursor_minute, employee=employee or None,
    )  # fmt: skip
    await _book(book, plan)


async def rebook(book: Showing, block: Block) -> None:
    """Ask in how many weeks, or on which day, and book the same visit again."""
    desk = book.desk
    from_day = book.page.cursor_day or book.day

    async def understand(text: str) -> Understood[Plan]:
        day = weeks_or_day(desk.shop, text, from_day)
        plan = await desk.gateway.run(moving.plan_like, desk.shop, block.ticket, day)
        checked = await desk.gateway.run(check, desk.shop, plan)
        asks = "; ".join(p.words for p in (*checked.stops, *checked.needs_asking))
        where = f"{desk.shop.day(day)} {desk.shop.time(plan.start)}"
        return Understood(plan, f"{where}, {distance(day, from_day)} · {asks or 'free'}")

    plan = await desk.push_screen_wait(
        Ask(f"Rebook {block.pet or block.client} in how many weeks?", understand,
            value=str(desk.shop.setting("visit.rebook_weeks")),
            words="A number of weeks, or a date: 6, fri, 12/18")
    )  # fmt: skip
    if plan is not None:
        await _book(book, plan)


async def _book(book: Showing, plan: Plan) -> None:
    """Book a ready plan at once, or open it in the form when something speaks against it."""
    desk = book.desk
    checked = await desk.gateway.run(check, desk.shop, plan)
    if checked.stops or checked.needs_asking:
        from screens.book.opening import book_plan

        done = await book_plan(desk, plan)
    else:
        done = await book.change(booking.save, desk.shop, plan, desk.actor)
    if done is not None:
        desk.say(capital(done.words))
        if plan.day == (book.page.cursor_day or book.day):
            await book.show_ticket(done.ticket)


def weeks_or_day(shop: Shop, text: str, start: date) -> date:
    """Read `6`, `6w`, `6 weeks` from a day on, or a date; raises in words."""
    said = text.strip().lower().removeprefix("+")
    for ending in ("weeks", "week", "wks", "wk", "w"):
        said = said.removesuffix(ending).strip()
    if said.isascii() and said.isdigit() and len(said) < 4:
        return moving.weeks_later(start, int(said))
    return shop.parse_day(text)
