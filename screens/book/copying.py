"""Books a visit again: where the cursor is, or in some weeks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pettui.book import booking, moving
from pettui.book.checking import check
from pettui.book.plan import Plan
from pettui.dates import distance
from pettui.history.door import Refused
from pettui.people.recall import proposing, saying
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
    """Ask in how many weeks, or on which day, and book the same visit again.

    The pet's own rhythm stands in the line, so that Enter alone books what is proposed.
    """
    desk = book.desk
    from_day = book.page.cursor_day or book.day
    rhythm = await desk.gateway.run(proposing.rhythm_for, desk.shop, block.ticket)
    ahead = await desk.gateway.run(proposing.next_of, desk.shop, block.ticket)

    async def understand(text: str) -> Understood[Plan]:
        day = weeks_or_day(desk.shop, text, from_day)
        plan, _ = await desk.gateway.run(
            proposing.on, desk.shop, block.ticket, day, near=is_weeks(text)
        )
        checked = await desk.gateway.run(check, desk.shop, plan)
        asks = "; ".join(p.words for p in (*checked.stops, *checked.needs_asking))
        who = " and ".join(dict.fromkeys(r.employee_name for r in checked.rows if r.employee_name))
        where = f"{moving.describe(desk.shop, plan)}{f' with {who}' if who else ''}"
        return Understood(plan, f"{where}, {distance(plan.day, from_day)} · {asks or 'free'}")

    words = [f"{block.pet or block.client} {rhythm.words}."]
    if ahead is not None:
        words = [f"{saying.next_words(desk.shop, ahead)} already."]
    plan = await desk.push_screen_wait(
        Ask(f"Rebook {block.pet or block.client} in how many weeks?", understand,
            value=str(rhythm.weeks),
            words="\n".join([*words, "A number of weeks, or a date: 6, fri, 12/18"]))
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


def is_weeks(text: str) -> bool:
    """Tell whether a number of weeks is said, and not a day; near such a day will do."""
    return _weeks(text) is not None


def _weeks(text: str) -> int | None:
    said = text.strip().lower().removeprefix("+")
    for ending in ("weeks", "week", "wks", "wk", "w"):
        said = said.removesuffix(ending).strip()
    return int(said) if said.isascii() and said.isdigit() and len(said) < 4 else None


def weeks_or_day(shop: Shop, text: str, start: date) -> date:
    """Read `6`, `6w`, `6 weeks` from a day on, or a date; raises in words."""
    weeks = _weeks(text)
    return shop.parse_day(text) if weeks is None else moving.weeks_later(start, weeks)
