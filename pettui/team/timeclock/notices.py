"""Words for everybody from one day to another: at the clock, in the book, on the day sheet."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from db.models import Closure, Notice
from db.models.base import tuples
from pettui.history.actor import Actor
from pettui.history.door import Refused, change
from pettui.team.hours import hours_of
from pettui.team.schedule.told import announced
from pettui.team.shop import Shop
from pettui.team.timeclock import people
from pettui.team.timeclock.facts import Told
from pettui.text import clean

LONGEST = 200
"""Letters of a notice: three lines of a clock."""

AHEAD = 7
"""Days before a closure at which the clock begins to tell of it."""


class Note(NamedTuple):
    """A notice as it is kept."""

    id: int
    text: str
    first_day: date
    last_day: date
    kiosk: bool
    book: bool
    version: int = 1


def kept(shop: Shop, since: date | None = None) -> tuple[Note, ...]:
    """Give the notices that end on a day or later (today's and coming ones), by their days."""
    columns = (
        Notice.id, Notice.text, Notice.first_day, Notice.last_day, Notice.kiosk, Notice.book,
        Notice.version,
    )  # fmt: skip
    query = Notice.select(*columns).where(
        Notice.branch == shop.branch, Notice.last_day >= (since or shop.today())
    )
    return tuple(Note(*row) for row in tuples(query.order_by(Notice.first_day, Notice.id)))


def add(
    shop: Shop,
    text: str,
    by: Actor,
    *,
    first_day: date | None = None,
    last_day: date | None = None,
    kiosk: bool = True,
    book: bool = True,
) -> int:
    """Put up a notice, for today where no day is said; gives its id. Raises Refused."""
    words = _words(text)
    first = first_day or shop.today()
    last = last_day or first
    _check(shop, first, last, anywhere=kiosk or book)
    with change(f"put up the notice “{words[:60]}”", by) as door:
        row = door.insert(
            Notice, branch=shop.branch, text=words, first_day=first, last_day=last, kiosk=kiosk,
            book=book,
        )  # fmt: skip
    return int(row.id)


def edit(shop: Shop, note: Note, by: Actor) -> None:
    """Change a notice; `note.version` is what was seen. Raises Refused, Clash among it."""
    words = _words(note.text)
    _check(shop, note.first_day, note.last_day, anywhere=note.kiosk or note.book)
    with change(f"changed the notice “{words[:60]}”", by) as door:
        row = _row(shop, note.id)
        door.refuse_stale(row, note.version)
        door.update(
            row, text=words, first_day=note.first_day, last_day=note.last_day, kiosk=note.kiosk,
            book=note.book,
        )  # fmt: skip


def remove(shop: Shop, notice: int, by: Actor) -> str:
    """Take a notice down; gives its words. Raises Refused where it is gone already."""
    with change("took a notice down", by) as door:
        row = _row(shop, notice)
        words = str(row.text)
        door.what = f"took down the notice “{words[:60]}”"
        door.delete(row)
    return words


def _row(shop: Shop, notice: int) -> Notice:
    row = Notice.get_or_none(Notice.id == notice, Notice.branch == shop.branch)
    if row is None:
        raise Refused("There is no such notice; somebody took it down already.")
    return row if isinstance(row, Notice) else Notice()


def _words(text: str) -> str:
    words = clean(text, LONGEST + 1)
    if not words:
        raise Refused("The notice is empty. Say what everybody should know.")
    if len(words) > LONGEST:
        raise Refused(f"A notice has at most {LONGEST} letters. Make it shorter.")
    return words


def _check(shop: Shop, first: date, last: date, *, anywhere: bool) -> None:
    if last < first:
        raise Refused("The notice ends before it begins. Change one of its days.")
    if last < shop.today():
        raise Refused("The notice would be over already. Let it end today or later.")
    if not anywhere:
        raise Refused("The notice would show nowhere. Let it show at the clock or in the book.")


def of_day(shop: Shop, day: date, *, where: str = "kiosk") -> tuple[Told, ...]:
    """Give what a day has to tell at the clock or in the book (`where`): notices first.

    Closures come first by the notice that they carry, from the day on which it shows. Others of
    the coming week, and who is off today, with no reason, are told at the clock.
    """
    shown = Notice.kiosk if where == "kiosk" else Notice.book
    query = Notice.select(Notice.text).where(
        Notice.branch == shop.branch, shown, Notice.first_day <= day, Notice.last_day >= day
    )
    carried = [each for each in announced(shop.branch, day) if each.notice]
    told = [Told(text, "closed") for text in dict.fromkeys(each.notice for each in carried)]
    told += [Told(text) for (text,) in tuples(query.order_by(Notice.first_day, Notice.id))]
    if where == "kiosk":
        told += _closures(shop, day, {each.day for each in carried})
        told += _off(shop, day)
    return tuple(told)


def _closures(shop: Shop, day: date, told: Collection[date]) -> list[Told]:
    query = Closure.select(Closure.day, Closure.reason).where(
        Closure.branch == shop.branch, Closure.day >= day
    )
    found = []
    for closed, reason in tuples(query.order_by(Closure.day).limit(AHEAD)):
        away = (closed - day).days
        if away > AHEAD:
            break
        if closed in told and away:
            continue
        when = {0: "today", 1: "tomorrow"}.get(away) or shop.short_day(closed)
        found.append(Told(f"Closed {when}" + (f": {reason}" if reason else ""), "closed"))
    return found


def _off(shop: Shop, day: date) -> list[Told]:
    """Say who is off by an exception of that day; why is nobody else's business."""
    from db.models import DayPlan

    away = tuples(DayPlan.select(DayPlan.employee).where(DayPlan.day == day, DayPlan.off))
    ids = [employee for (employee,) in away]
    if not ids:
        return []
    names = people.shown(shop, people.everybody(shop.branch))
    hours = hours_of(shop.branch, day, ids)
    absent = [names[key].name for key in ids if key in names and not hours[key].ranges]
    return [Told("Off today: " + ", ".join(dict.fromkeys(absent)), "off")] if absent else []
