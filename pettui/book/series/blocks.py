"""Time blocks that come again the same way: the meeting of every first Monday (DOMAIN 7.11)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from db.connection import reading
from db.models import Bookable, Series, Ticket, TicketRow
from pettui.book import blocks
from pettui.book.booking import NeedsConsent
from pettui.book.plan import NO_GOODS, Plan, Problem
from pettui.book.series import record
from pettui.book.series.copying import Original, Pick
from pettui.book.series.looking import Line
from pettui.book.series.making import Made, Preview, open_ticket, refuse_twice
from pettui.book.series.rule import Rule, checked, dates
from pettui.book.series.saying import say
from pettui.history.actor import Actor
from pettui.history.door import Door, Refused, change
from pettui.team import hours
from pettui.team.shop import Shop
from pettui.text import count, sentence


class Block(NamedTuple):
    """A time block to repeat."""

    column: Bookable
    start: int
    length: int
    reason: str


def preview(shop: Shop, ticket: int, rule: Rule) -> Preview:
    """Give the dates of a rule for a time block, with what stands there; writes nothing."""
    with reading():
        rule = checked(rule)
        return looked_at(shop, open_ticket(ticket), rule, dates(rule))


def looked_at(shop: Shop, row: Ticket, rule: Rule, days: Sequence[date]) -> Preview:
    """Give the lines of some dates for a time block."""
    block = block_of(row)
    column, end = block.column, block.start + block.length
    works = hours.rules(shop.branch, min(days), max(days), [column.id])
    lines = []
    for day in days:
        pick = Pick(day, day, block.start)
        if day == row.day:
            lines.append(Line(pick, column.label, ticket=row.number))
            continue
        there = blocks.taken(shop, column, day, block.start, block.length, ())
        times = works.of(column.id, day)
        away = times.off or ("" if times.covers(block.start, end) else "outside the hours")
        tells = (f"{column.label}: {away}",) if away else ()
        lines.append(Line(pick, column.label, (), tuple(p.words for p in there), tells))
    plan = Plan(0, row.day, block.start, ())
    source = Original(
        row.id, row.version, plan, (), NO_GOODS, {}, block.reason, "", block.reason, ""
    )  # fmt: skip
    return Preview(source, rule, tuple(lines))


def block_of(row: Ticket) -> Block:
    """Read a time block; raises Refused when there is none."""
    part = TicketRow.get_or_none(TicketRow.ticket == row.id, TicketRow.kind == "B")
    if part is None or part.start is None or part.__data__["employee"] is None:
        raise Refused("This is not a time block. Look at the day again.")
    column = Bookable.get_by_id(part.__data__["employee"])
    return Block(column, part.start, part.setup, row.reason)


def make(
    shop: Shop,
    ticket: int,
    version: int | None,
    rule: Rule,
    picks: Sequence[Pick],
    by: Actor,
    *,
    agreed: Mapping[date, Collection[str]] | None = None,
) -> Made:
    """Let a time block come again, as one change; see `making.make`."""
    rule = checked(rule)
    with change("", by) as door:
        row = open_ticket(ticket)
        door.refuse_stale(row, version)
        fresh = [pick for pick in picks if pick.due != row.day]
        if not fresh:
            raise Refused("No date is chosen but the block's own. Choose another one.")
        series = door.insert(Series, branch=shop.branch, **record.values_of(rule))
        own = row.day in dates(rule)
        if own:
            door.update(row, series=series.id, series_day=row.day)
        first = write(door, shop, row, series.id, fresh, agreed or {})
        total = count(len(fresh) + own, "time block")
        door.what = f"{row.reason} comes again, {say(shop, rule)} ({total})"
        return Made(series.id, first, len(fresh), door.what)


def write(
    door: Door,
    shop: Shop,
    row: Ticket,
    series: int,
    picks: Sequence[Pick],
    agreed: Mapping[date, Collection[str]],
) -> int:
    """Write the blocks of some dates inside an open change; gives the first one's ticket."""
    refuse_twice(shop, picks)
    block = block_of(row)
    unseen: list[Problem] = []
    for pick in picks:
        if pick.day < shop.today():
            raise Refused(sentence([f"{shop.day(pick.day)} is over; take it out of the list"]))
        unseen += [
            Problem("taken", "ask", f"{shop.short_day(pick.day)}: {problem.words}")
            for problem in blocks.taken(shop, block.column, pick.day, pick.start, block.length, ())
            if problem.words not in agreed.get(pick.due, ())
        ]
    if unseen:
        raise NeedsConsent(tuple(unseen))
    first = 0
    for pick in sorted(picks):
        made = blocks.insert(
            door, shop, block.column, pick.day, pick.start, block.length, block.reason,
            series=series, series_day=pick.due,
        )  # fmt: skip
        first = first or made.id
    return first
