"""Notices that a place has become free: what the changes since somebody last looked set free."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from peewee import fn

from db.connection import reading
from db.models import Change, WaitEntry
from db.models.base import tuples
from pettui.book.matching import hours, slots
from pettui.book.matching.before import Before
from pettui.book.matching.values import Opened
from pettui.team.shop import Shop

MOST = 200
"""Of more changes at once (an import, a night without this terminal) the last are looked at."""


_WAITING = ("wait_entry", "wait_row", "wait_employee", "wait_window")


class Noticed(NamedTuple):
    """What has become free since, and the last change that was looked at.

    `touched` tells whether the book, people's hours or the wait list are any different: whom
    earlier places fit is asked again only then.
    """

    change: int
    opened: tuple[Opened, ...]
    touched: bool = False


def since(shop: Shop, change: int | None, opened_at: datetime | None = None) -> Noticed:
    """Give what has become free by the changes after one, or since an instant.

    Nothing is looked for while nobody waits. Whether it still is free is what `finding.match` says.
    """
    with reading():
        last = _last()
        later = Change.id > max(change or 0, last - MOST)
        if change is None:
            later &= Change.at >= opened_at
        query = Change.select(Change.id).where(later).order_by(Change.id.desc())
        changes = [key for (key,) in tuples(query)]
        if not changes:
            return Noticed(last, ())
        if not WaitEntry.select().where(_waiting(shop)).exists():
            return Noticed(changes[0], (), touched=True)
        before = Before(changes, (*slots.TABLES, *hours.TABLES, *_WAITING))
        if not before:
            return Noticed(changes[0], ())
        found = [*slots.freed(before), *hours.opened(shop, before)]
        return Noticed(changes[0], ahead(shop, found), touched=True)


def _waiting(shop: Shop) -> object:
    return (WaitEntry.branch == shop.branch) & (WaitEntry.status == "waiting")


def _last() -> int:
    return int(Change.select(fn.MAX(Change.id)).scalar() or 0)


def ahead(shop: Shop, found: Sequence[Opened]) -> tuple[Opened, ...]:
    """Give what of it is not over yet, by time."""
    now = shop.now()
    today, minute = now.date(), now.hour * 60 + now.minute
    live = {one for one in found if (one.day, one.end) > (today, minute)}
    return tuple(sorted(live, key=lambda one: (one.day, one.start, one.employee or 0)))
