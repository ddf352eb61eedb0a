"""All standing appointments in a list, and the visits of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pettui.book.series.listing import Listed, Visit, listed, visits_of
from pettui.book.series.saying import brief
from pettui.book.status import WORDS
from pettui.team.shop import Shop
from pettui.text import fold
from screens.widgets.picker import PickList
from screens.widgets.plain import assemble, line
from screens.widgets.rows import Row

if TYPE_CHECKING:
    from screens.desk import Desk

_MOST = 50


async def open_list(desk: Desk) -> None:
    """Show all series, those that run out first; Enter goes to the next visit of one."""
    from screens.people.finding import go_to

    async def source(text: str) -> list[Row]:
        ended = bool(text.strip())
        found = await desk.gateway.run(listed, desk.shop, ended=ended, text=text)
        return [_row(desk.shop, one) for one in found[:_MOST]]

    chosen = await desk.push_screen_wait(
        PickList("Standing appointments", source, placeholder="client, pet, every 6 weeks")
    )
    if chosen is None:
        return
    one = next(o for o in await desk.gateway.run(listed, desk.shop, ended=True)
               if o.series == int(chosen))  # fmt: skip
    ticket = one.next_ticket or await visits(desk, one)
    if ticket:
        await go_to(desk, f"ticket:{ticket}")


def _row(shop: Shop, one: Listed) -> Row:
    state = "" if one.active else "ended  "
    warning = "runs out  " if one.runs_out else ""
    following = f"next {shop.short_day(one.next)}" if one.next else "nothing to come"
    left = assemble(
        line(warning or state, "$text-warning bold"),
        line(one.pets or one.client, "bold"),
        line(f" {one.client}" if one.pets and one.client else "", "$text-muted"),
        line(f"  {brief(one.rule)}"),
    )
    return Row(str(one.series), left, line(f"{one.coming} to come, {following}"))


async def visits(desk: Desk, one: Listed) -> int | None:
    """Show the visits of a series; gives the ticket that was chosen."""
    shop = desk.shop
    found = await desk.gateway.run(visits_of, one.series)
    rows = [_visit(shop, number, each) for number, each in enumerate(found, 1)]

    async def source(text: str) -> list[Row]:
        wanted = fold(text)
        return [row for row in rows if wanted in fold(f"{row.left.plain} {row.right.plain}")]

    chosen = await desk.push_screen_wait(
        PickList(f"{one.pets or one.client}, {one.words}", source, placeholder="jan, closed")
    )
    return int(chosen) if chosen is not None else None


def _visit(shop: Shop, number: int, one: Visit) -> Row:
    at = f" {shop.time(one.start)}" if one.start is not None else ""
    moved = f", for {shop.short_day(one.due)}" if one.day != one.due else ""
    left = assemble(
        line(f"{number:>3} ", "$text-muted"),
        line(f"{shop.day(one.day)}{at}", "bold"),
        line(f" {one.employee}"),
    )
    state = WORDS[one.status].lower()
    return Row(str(one.ticket), left, line(f"{state}, ticket {one.number}{moved}"))
