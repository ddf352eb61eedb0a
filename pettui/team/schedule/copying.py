"""Copies somebody's weeks to somebody else, after a look at what is overwritten (DOMAIN 3.2.8)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import NamedTuple

from db.connection import reading
from pettui.history.actor import Actor
from pettui.history.door import Refused, change
from pettui.team import hours
from pettui.team.schedule.outside import shown_first
from pettui.team.schedule.painting import Done, days_words, plans_between, put
from pettui.team.schedule.reading import entry_of, staff
from pettui.team.schedule.versions import Seen, refuse_stale, seen_of
from pettui.team.schedule.words import REGULAR, Entry
from pettui.team.shop import Shop

MOST_DAYS = 366


class CopyWish(NamedTuple):
    """Whose days go to whom; `keep_off` leaves the target's own days off as they are."""

    source: int
    target: int
    first: date
    last: date
    keep_off: bool = True


class Step(NamedTuple):
    """One day that a copy changes.

    `before` is what the target has as an exception (the regular week where it is REGULAR),
    `after` what is written; `was` and `now` are the hours that come of it.
    """

    day: date
    before: Entry
    after: Entry
    was: hours.Hours
    now: hours.Hours
    seen: Seen


def preview(shop: Shop, wish: CopyWish) -> tuple[Step, ...]:
    """Give the days that a copy would change, in order; writes nothing.

    Working hours are copied. A day on which the source does not work becomes a day off without
    a kind or reason, for these are nobody else's business. Where the target's regular week has
    the same hours already, its exception goes away. Closed days are left alone.
    """
    with reading():
        return _steps(shop, wish)


def _steps(shop: Shop, wish: CopyWish) -> tuple[Step, ...]:
    _check(wish)
    closed = hours.closures(shop.branch, wish.first, wish.last)
    both = (wish.source, wish.target)
    rules = hours.rules(shop.branch, wish.first, wish.last, both, closed)
    held = plans_between([wish.target], wish.first, wish.last)
    steps = []
    for offset in range((wish.last - wish.first).days + 1):
        day = wish.first + timedelta(days=offset)
        plans = held.get((wish.target, day), [])
        before = entry_of(plans) if plans else REGULAR
        source, was = rules.of(wish.source, day), rules.of(wish.target, day)
        if (before.kind and wish.keep_off) or (day in closed and not source.ranges):
            continue
        regular = rules.regular(wish.target, day)
        if source.ranges == regular and day not in closed:
            after = REGULAR
        elif source.ranges:
            after = Entry(source.ranges)
        else:
            after = Entry((), "off")
        if after != before:
            now = hours.Hours(source.ranges, "" if source.ranges else after.kind or "not scheduled")
            steps.append(Step(day, before, after, was, now, seen_of(plans)))
    return tuple(steps)


def copy(
    shop: Shop,
    wish: CopyWish,
    by: Actor,
    *,
    seen: tuple[Step, ...] | None = None,
    agreed: Collection[int] = (),
) -> Done:
    """Copy somebody's days, as one change; `seen` is the preview that a person agreed to.

    Raises:
        LeavesOutside: visits would fall outside hours; nothing was written.
        Clash: the target's days are not those that the preview showed.
        Refused: nothing would change.
    """
    with change("copied the schedule", by) as door:
        names = dict(staff(shop))
        if wish.source not in names or wish.target not in names:
            raise Refused("One of the two does not work here any more. Choose somebody else.")
        steps = _steps(shop, wish)
        if not steps:
            raise Refused("Nothing would change: these days are the same already.")
        held = plans_between([wish.target], wish.first, wish.last)
        for step in seen or ():
            what = f"{names[wish.target]} on {shop.short_day(step.day)}"
            refuse_stale(held.get((wish.target, step.day), []), step.seen, what)
        if seen is not None and seen != steps:
            raise Refused("What would be copied has changed in the meantime. Look at it again.")
        days = [step.day for step in steps]
        with shown_first(shop, agreed, employees=[wish.target], days=days) as left:
            for step in steps:
                put(door, wish.target, step.day, step.after, held.get((wish.target, step.day), []))
        door.what = (
            f"copied {names[wish.source]}'s hours to {names[wish.target]}, {days_words(shop, days)}"
        )
        return Done(door.what, left.visits, len(steps))


def _check(wish: CopyWish) -> None:
    if wish.source == wish.target:
        raise Refused("Copying needs two people: choose whose days go to whom.")
    if wish.last < wish.first:
        raise Refused("The last day is before the first. Change one of them.")
    if (wish.last - wish.first).days >= MOST_DAYS:
        raise Refused("At most a year is copied at once. Choose a nearer last day.")
