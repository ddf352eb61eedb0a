"""From a visit to its series: a new one is made, or the one that it is part of is shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pettui.book.day import LIVE
from pettui.book.series import blocks, extending, making
from pettui.book.series.listing import Listed, series_of, visits_of
from pettui.book.series.making import Made, Preview
from pettui.book.series.record import Member, member_of
from pettui.book.series.saying import say, short_month_words
from pettui.book.series.typed import understand
from pettui.history.door import Refused
from pettui.text import capital, count
from screens.book.series.deciding import OfBlocks, OfVisits
from screens.book.series.picking import SeriesDates
from screens.book.series.steps import ask_rule
from screens.widgets.menu import Choice, Menu

if TYPE_CHECKING:
    from datetime import date

    from pettui.book.day import Block
    from pettui.book.series.copying import Pick
    from screens.book.series.dates import Dates
    from screens.book.showing import Showing
    from screens.desk import Desk


async def series(book: Showing, block: Block) -> None:
    """Let a visit or time block come again, or show the series that it is part of."""
    member = await book.desk.gateway.run(member_of, book.desk.shop, block.ticket)
    made = await (begin(book, block) if member is None else show(book, block, member))
    if made is not None:
        book.desk.say(f"{capital(made.words)}. {book.desk.keys.shown('desk.undo')} takes it back.")


async def begin(book: Showing, block: Block) -> Made | None:
    """Ask how often, decide about the dates, and book them all."""
    desk, shop = book.desk, book.desk.shop
    if block.status not in LIVE:
        again = desk.keys.shown("book.rebook")
        raise Refused(
            f"Ticket {block.number} is {block.status}. A series begins with an open one:"
            f" {again} books this visit again."
        )
    day = book.day_of(block)
    is_block = block.kind == "block"
    preview = blocks.preview if is_block else making.preview

    async def read(text: str) -> tuple[Preview, str]:
        rule = understand(shop, text, day)
        found = await desk.gateway.run(preview, shop, block.ticket, rule)
        return found, _echo(desk, found, block)

    weeks = shop.setting("visit.rebook_weeks")
    weekday = shop.weekday(day)
    usual = f"every week on {weekday}, 8 times"
    dates = await desk.push_screen_wait(
        SeriesDates(
            f"{block.pet or block.client or block.reason} comes again",
            read,
            value=usual if is_block else f"every {weeks} weeks on {weekday}, 8 times",
            deciding=OfBlocks(desk) if is_block else OfVisits(desk),
            steps=partial(ask_rule, desk, day),
        )
    )
    if dates is None:
        return None
    make = blocks.make if is_block else making.make
    return await book.change(
        make, shop, block.ticket, block.version, dates.preview.rule, _picks(dates), desk.actor,
        agreed=_agreed(dates),
    )  # fmt: skip


def _echo(desk: Desk, found: Preview, block: Block) -> str:
    shop, rule = desk.shop, found.rule
    last = max((line.pick.day for line in found.lines), default=rule.start)
    parts = [f"{capital(say(shop, rule))}, the last on {shop.day(last)}"]
    if words := short_month_words(rule):
        parts.append(words)
    if found.lines and not any(line.ticket for line in found.lines):
        parts.append(f"ticket {block.number} stays as it is, outside the series")
    return "; ".join(parts)


def _picks(dates: Dates) -> list[Pick]:
    return [one.line.pick for one in dates.chosen]


def _agreed(dates: Dates) -> dict[date, tuple[str, ...]]:
    return {one.line.pick.due: one.line.asks for one in dates.chosen if one.agreed}


async def show(book: Showing, block: Block, member: Member) -> Made | None:
    """Show a visit's series, and what can be done with it."""
    desk = book.desk
    found = await desk.gateway.run(series_of, desk.shop, member.series)
    every = await desk.gateway.run(visits_of, member.series)
    after = next((v for v in every if v.day > member.day and v.status in LIVE), None)
    place = f"this is {member.place} of {member.total}" if member.place else "this one is over"
    words = f"{capital(found.words)}; {place}, {count(member.coming, 'visit')} to come."
    choices = [
        Choice("extend", "Extend it", "runs out" if member.runs_out else "",
               "" if member.active else "it was called off"),
        Choice("next", "Go to the next visit", desk.shop.day(after.day) if after else "",
               "" if after else "no open visit follows"),
        Choice("visits", "See all its visits"),
        Choice("all", "See all series"),
    ]  # fmt: skip
    title = f"{block.pet or block.client or block.reason}: a standing appointment"
    chosen = await desk.push_screen_wait(Menu(title, choices, words=words))
    if chosen == "extend":
        return await extend(book, found)
    if chosen == "next" and after is not None:
        await book.show_ticket(after.ticket)
    elif chosen == "visits":
        from screens.book.series.listing import visits

        ticket = await visits(desk, found)
        if ticket is not None:
            await book.show_ticket(ticket)
    elif chosen == "all":
        from screens.book.series.listing import open_list

        await open_list(desk)
    return None


async def extend(book: Showing, found: Listed) -> Made | None:
    """Ask by how many visits a series is extended, and decide about their dates."""
    desk, shop = book.desk, book.desk.shop

    async def read(text: str) -> tuple[Preview, str]:
        more = extending.understand(shop, text)
        preview = await desk.gateway.run(extending.preview, shop, found.series, more)
        days = [line.pick.day for line in preview.lines]
        return preview, f"{count(len(days), 'visit')}, to {shop.day(days[-1])}"

    dates = await desk.push_screen_wait(
        SeriesDates(
            f"{found.pets or found.client}, {found.words}: how many more?",
            read,
            value=str(extending.usual_number(found.rule)),
            deciding=OfVisits(desk) if found.client_id else OfBlocks(desk),
        )
    )
    if dates is None:
        return None
    return await book.change(
        extending.extend, shop, found.series, _picks(dates), desk.actor, agreed=_agreed(dates)
    )
