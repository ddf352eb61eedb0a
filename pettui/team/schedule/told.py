"""What a day has to tell everybody: the notices of closures and others, read in two queries.

The book's first frame reads this, so that it imports nothing that writes.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from db.models import Closure, Notice
from db.models.base import tuples


class OfDay(NamedTuple):
    """The notices of a day in the book, and why the shop is closed where it is."""

    notices: tuple[str, ...]
    closed: dict[date, str]  # as `hours.closures` gives it


class Announced(NamedTuple):
    """A closure that a notice tells of, or one of a day."""

    day: date
    reason: str
    notice: str


def announced(branch: int, day: date) -> list[Announced]:
    """Give the closures of a day, and coming ones whose notice shows on it, in order."""
    tells = (Closure.notice != "") & (Closure.notice_from <= day) & (Closure.day >= day)
    query = Closure.select(Closure.day, Closure.reason, Closure.notice, Closure.notice_from).where(
        Closure.branch == branch, tells | (Closure.day == day)
    )
    return [
        Announced(closed, reason, notice if first is not None and first <= day else "")
        for closed, reason, notice, first in tuples(query.order_by(Closure.day, Closure.id))
    ]


def of_book(branch: int, day: date) -> OfDay:
    """Read what a day of the book tells: closures first, then the notices put up for it.

    A notice that several closed days share is told once, till the last of them is over.
    """
    found = announced(branch, day)
    told = [each.notice for each in found if each.notice]
    notices = Notice.select(Notice.text).where(
        Notice.branch == branch, Notice.book, Notice.first_day <= day, Notice.last_day >= day
    )
    told += [text for (text,) in tuples(notices.order_by(Notice.first_day, Notice.id))]
    closed = {each.day: each.reason or "closed" for each in found if each.day == day}
    return OfDay(tuple(dict.fromkeys(told)), closed)
