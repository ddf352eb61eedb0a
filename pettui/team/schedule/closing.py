"""Closes the shop for days, in one action, with a notice that tells of it; and opens it again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from db.models import Bookable, Closure, DayPlan
from db.models.base import tuples
from pettui.dates import MONTHS
from pettui.history.actor import Actor
from pettui.history.door import Door, Refused, change
from pettui.team.schedule.outside import shown_first
from pettui.team.schedule.painting import Done, days_words
from pettui.team.schedule.versions import Seen, refuse_stale, seen_of
from pettui.team.schedule.words import listed
from pettui.team.shop import Shop
from pettui.text import clean

LONGEST = 200
"""Letters of a notice, as of any other at the clock."""

_REASON = 80
_MOST = 366


class Closed(NamedTuple):
    """A day on which the shop is closed."""

    id: int
    day: date
    reason: str
    holiday: str
    notice: str
    notice_from: date | None
    seen: Seen


class CloseWish(NamedTuple):
    """A day to close, and why; `holiday` is its name in the calendar that offered it."""

    day: date
    reason: str = ""
    holiday: str = ""


def closures(shop: Shop, first: date, last: date | None = None) -> tuple[Closed, ...]:
    """Give the closed days from one day to another, in order."""
    query = Closure.select().where(Closure.branch == shop.branch, Closure.day >= first)
    if last is not None:
        query = query.where(Closure.day <= last)
    return tuple(
        Closed(row.id, row.day, row.reason, row.holiday, row.notice, row.notice_from,
               seen_of([row]))
        for row in query.order_by(Closure.day, Closure.id)
    )  # fmt: skip


def close_days(
    shop: Shop,
    wishes: Sequence[CloseWish],
    by: Actor,
    *,
    notice: str = "",
    notice_from: date | None = None,
    opens: Sequence[Closed] = (),
    agreed: Collection[int] = (),
) -> Done:
    """Close the shop on days, and open it again on others where wished, as one change.

    Whoever has hours of their own on such a day still works (DOMAIN 3.2.2); the words name them.

    Args:
        shop: the shop.
        wishes: the days, with their reasons.
        by: the author.
        notice: words for everybody that tell of these days, "" for none.
        notice_from: the first day that shows them (today).
        opens: closed days, as they were seen, that are opened again in the same change.
        agreed: rows of visits that may be left outside hours.

    Raises:
        LeavesOutside: visits are booked on these days; nothing was written.
        Refused: a day is over or closed already.
    """
    words = _notice(notice)
    days = sorted({wish.day for wish in wishes})
    if not days:
        raise Refused("No day is chosen on which the shop closes.")
    if len(days) > _MOST:
        raise Refused("That is more than a year at once. Choose fewer days.")
    if days[0] < shop.today():
        raise Refused(f"{shop.day(days[0])} is over. Choose today or a later day.")
    begin = _begin(shop, days[-1], words, notice_from)
    with change("closed the shop", by) as door:
        shut = {closed.day for closed in closures(shop, days[0], days[-1])}
        fresh = {wish.day: wish for wish in wishes if wish.day not in shut}
        if not fresh:
            raise Refused(f"The shop is closed already: {days_words(shop, days)}.")
        opened = _open(door, shop, [each.id for each in opens], [each.seen for each in opens])
        with shown_first(shop, agreed, days=list(fresh)) as left:
            for day, wish in sorted(fresh.items()):
                door.insert(
                    Closure, branch=shop.branch, day=day, reason=clean(wish.reason, _REASON),
                    holiday=clean(wish.holiday, _REASON), notice=words, notice_from=begin,
                )  # fmt: skip
        door.what = f"closed the shop {days_words(shop, fresh)}"
        if opened:
            door.what += f", open again {days_words(shop, opened)}"
        working = still_working(shop, list(fresh))
        more = (
            f". {listed(working)} still {_work(working)} by hours of their own" if working else ""
        )
        return Done(door.what + more, left.visits, len(fresh))


def _work(names: Sequence[str]) -> str:
    return "works" if len(names) == 1 else "work"


def still_working(shop: Shop, days: Sequence[date]) -> list[str]:
    """Give who has dated hours on days on which the shop is closed, in the order of the book."""
    query = (
        DayPlan.select(Bookable.label)
        .join(Bookable, on=(DayPlan.employee == Bookable.id))
        .where(
            Bookable.branch == shop.branch, Bookable.active, DayPlan.day.in_(list(days)),
            DayPlan.start.is_null(False), ~DayPlan.off,
        )
        .order_by(Bookable.position, Bookable.id)
    )  # fmt: skip
    return list(dict.fromkeys(str(label) for (label,) in tuples(query)))


def reopen(
    shop: Shop, ids: Sequence[int], by: Actor, *, seen: Sequence[Seen] | None = None
) -> Done:
    """Open the shop again on closed days, as one change; visits that stand there are kept."""
    with change("opened the shop again", by) as door:
        days = _open(door, shop, ids, seen)
        if not days:
            raise Refused("The shop is open on these days already.")
        door.what = f"the shop is open again {days_words(shop, days)}"
        return Done(door.what, (), len(days))


def _open(door: Door, shop: Shop, ids: Sequence[int], seen: Sequence[Seen] | None) -> list[date]:
    rows = list(
        Closure.select()
        .where(Closure.branch == shop.branch, Closure.id.in_(list(ids)))
        .order_by(Closure.day)
    )
    known = None if seen is None else tuple(sorted(mark for each in seen for mark in each))
    refuse_stale(rows, known, "the closed days")
    for row in rows:
        door.delete(row)
    return [row.day for row in rows]


def change_notice(
    shop: Shop,
    closed: Sequence[Closed],
    notice: str,
    notice_from: date | None,
    by: Actor,
    *,
    reason: str | None = None,
) -> Done:
    """Write what tells of closed days, and their reason where one is given; "" takes it away."""
    words = _notice(notice)
    if not closed:
        raise Refused("No closed day is chosen.")
    begin = _begin(shop, max(each.day for each in closed), words, notice_from)
    with change("changed a notice", by) as door:
        rows = list(Closure.select().where(Closure.id.in_([each.id for each in closed])))
        known = tuple(sorted(mark for each in closed for mark in each.seen))
        refuse_stale(rows, known, "the closed days")
        for row in rows:
            more = {} if reason is None else {"reason": clean(reason, _REASON)}
            door.update(row, notice=words, notice_from=begin, **more)
        span = days_words(shop, [each.day for each in closed])
        door.what = f"notice of {span}: {words}" if words else f"no notice of {span}"
        return Done(door.what, (), len(rows))


def _notice(text: str) -> str:
    words = clean(text, LONGEST + 1)
    if len(words) > LONGEST:
        raise Refused(f"A notice has at most {LONGEST} letters. Make it shorter.")
    return words


def _begin(shop: Shop, last: date, words: str, first: date | None) -> date | None:
    if not words:
        return None
    begin = first or shop.today()
    if begin > last:
        raise Refused(f"The notice would begin after {shop.day(last)}. Let it begin earlier.")
    return begin


def notice_words(days: Sequence[date]) -> str:
    """Write a notice of closed days: `Closed December 24th, 25th and January 1st`."""
    parts: list[str] = []
    month = 0
    for day in sorted(set(days)):
        name = "" if day.month == month else f"{MONTHS[day.month - 1].title()} "
        month = day.month
        parts.append(f"{name}{day.day}{_ending(day.day)}")
    return f"Closed {listed(parts)}" if parts else ""


def _ending(number: int) -> str:
    if 10 <= number % 100 <= 20:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
