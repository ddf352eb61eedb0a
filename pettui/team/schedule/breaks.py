"""Breaks and lunches that come again: real time blocks for a span of weeks, in one change.

Each person's are a series of time blocks (`pettui.book.series`).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from db.connection import reading
from db.models import Bookable, Series, TicketRow
from pettui.book import blocks, slots
from pettui.book.series import record
from pettui.book.series.rule import Rule, normal
from pettui.book.slots import Holder
from pettui.history.actor import Actor
from pettui.history.door import Door, Refused, change
from pettui.team import hours
from pettui.team.schedule.painting import Done
from pettui.team.shop import Shop
from pettui.text import clean, count

MOST_BLOCKS = 1500


class BreakWish(NamedTuple):
    """A break that comes again; minutes are shop-local, weekdays count from Monday (0)."""

    employees: tuple[int, ...]
    weekdays: tuple[int, ...]
    start: int
    length: int
    reason: str
    first: date
    last: date


class BreakPlan(NamedTuple):
    """What a wish comes to: days that get a block, and those that something stands on already.

    `fits` and `held` are pairs of employee and day; somebody who does not work at that time
    needs no break then and is in neither.
    """

    fits: tuple[tuple[int, date], ...]
    held: tuple[tuple[int, date], ...]
    conflicts: tuple[Holder, ...]


def preview(shop: Shop, wish: BreakWish) -> BreakPlan:
    """Give what would be blocked, and what stands in the way; writes nothing."""
    with reading():
        return _plan(shop, wish, blocks.columns_of(wish.employees))


def _plan(shop: Shop, wish: BreakWish, columns: list[Bookable]) -> BreakPlan:
    _check(wish)
    ids = [column.id for column in columns]
    rules = hours.rules(shop.branch, wish.first, wish.last, ids)
    first = max(wish.first, shop.today())
    fits: list[tuple[int, date]] = []
    held: list[tuple[int, date]] = []
    conflicts: list[Holder] = []
    end = wish.start + wish.length
    for offset in range((wish.last - first).days + 1):
        day = first + timedelta(days=offset)
        if day.weekday() not in wish.weekdays:
            continue
        wanted = slots.slots_of(day, [(wish.start, end)])
        for who in ids:
            if not rules.of(who, day).covers(wish.start, end):
                continue
            there = slots.holders(who, wanted)
            if all(h.start == wish.start and h.title == wish.reason for h in there) and there:
                continue  # the same break is there already
            (held if there else fits).append((who, day))
            conflicts += there
    if len(fits) + len(held) > MOST_BLOCKS:
        raise Refused(f"That would be more than {MOST_BLOCKS} breaks. Choose a nearer last day.")
    return BreakPlan(tuple(fits), tuple(held), tuple(conflicts))


def _check(wish: BreakWish) -> None:
    blocks.check_times(wish.start, wish.length)
    if not wish.weekdays:
        raise Refused("Choose the weekdays on which the break comes.")
    if wish.last < wish.first:
        raise Refused("The last day is before the first. Change one of them.")


def add(
    shop: Shop,
    wish: BreakWish,
    by: Actor,
    *,
    seen: BreakPlan,
    over: bool = False,
) -> Done:
    """Write the breaks of a preview as time blocks, as one change.

    Args:
        shop: the shop.
        wish: the break.
        by: the author.
        seen: the preview that a person agreed to.
        over: also where a visit stands already, beside it; else those days stay without.

    Raises:
        Refused: the book is no longer as the preview showed it, or nothing would change.
    """
    wish = wish._replace(reason=clean(wish.reason, 80) or "Break")
    with change("planned breaks", by) as door:
        columns = {column.id: column for column in blocks.columns_of(wish.employees)}
        plan = _plan(shop, wish, list(columns.values()))
        if plan != seen:
            raise Refused("The book has changed in the meantime. Look at the breaks again.")
        places = sorted([*plan.fits, *(plan.held if over else ())], key=lambda p: (p[1], p[0]))
        if not places:
            raise Refused("There is no day on which the break would fit. Nothing was changed.")
        series = {who: _series(door, shop, wish) for who in dict.fromkeys(w for w, _ in places)}
        for who, day in places:
            blocks.insert(
                door, shop, columns[who], day, wish.start, wish.length, wish.reason,
                series=series[who], series_day=day,
            )  # fmt: skip
        names = ", ".join(column.label for column in columns.values())
        door.what = (
            f"{wish.reason} of {names} at {shop.time(wish.start)}, {count(len(places), 'day')}"
            f" to {shop.short_day(wish.last)}"
        )
        return Done(door.what, (), len(places))


def _series(door: Door, shop: Shop, wish: BreakWish) -> int:
    """Keep the rule of somebody's breaks: they move, end and go on as a series of blocks does."""
    rule = normal(Rule("W", wish.first, weekdays=wish.weekdays, until=wish.last))
    return int(door.insert(Series, branch=shop.branch, **record.values_of(rule)).id)


def ticket_of(holder: Holder) -> int:
    """Give the ticket of what stands in the way; raises Refused when it is gone by now."""
    row = TicketRow.get_or_none(TicketRow.id == holder.row)
    if row is None:
        raise Refused("This visit is no longer there. Look at the breaks again.")
    return int(row.__data__["ticket"])
