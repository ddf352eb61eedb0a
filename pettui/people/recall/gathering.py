"""What visits make due for every pet of the shop: tens of thousands of rows, in a few queries."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any, NamedTuple

from peewee import fn

from db.models import Change, ChangedRow, Client, Pet, Ticket, TicketRow, WaitEntry, WaitRow
from db.models.base import database, tuples
from pettui.book.day import LIVE
from pettui.people.learning import usual_interval
from pettui.people.recall.due import Coming, Done, Due, dues_of
from pettui.people.recall.rhythm import GONE, usual_days
from pettui.team.shop import Shop

HISTORY = GONE + 180
"""Days of visits that are looked at: who is still called, and half a year of rhythm before."""
LOOKED_AT = ("ticket", "ticket_row", "pet", "client", "wait_entry", "wait_row", "setting")
MANY = 300


class Kept(NamedTuple):
    """What is due, whoever was called: it holds until visits, pets or the wait list change."""

    change: int  # the last that it knows of
    today: date
    weeks: int  # of the setting
    dues: tuple[tuple[int, int, Due], ...]  # (pet, client, what it is due for)


class _Owned(NamedTuple):
    client: int
    wish: int | None


def still_holds(shop: Shop, kept: Kept) -> bool:
    """Tell whether nothing that matters was changed since something was worked out."""
    if (kept.today, kept.weeks) != (shop.today(), _weeks(shop)):
        return False
    query = Change.select(Change.id, Change.undoable).where(Change.id > kept.change)
    newer = tuples(query.limit(MANY))
    if not newer:
        return True
    if len(newer) == MANY or not all(undoable for _, undoable in newer):
        return False  # an import does not tell which rows it wrote
    rows = ChangedRow.select().where(
        ChangedRow.change.in_([key for key, _ in newer]), ChangedRow.table.in_(LOOKED_AT)
    )
    return not rows.exists()


def _weeks(shop: Shop) -> int:
    return int(shop.setting("visit.rebook_weeks"))


def gather(shop: Shop) -> Kept:
    """Work out what every pet is due for, and has no visit ahead for."""
    today, weeks = shop.today(), _weeks(shop)
    change = int(Change.select(fn.MAX(Change.id)).scalar() or 0)
    done, owned = _done(today)
    coming, usual, waiting = _coming(today), _usual(done), _waiting()
    least = today - timedelta(days=GONE)
    found = []
    for pet, visits in done.items():
        if pet in waiting or max(one.day for one in visits) < least:
            continue
        owner = owned[pet]
        dues = dues_of(
            visits, today, wish=owner.wish, usual=usual, shop_weeks=weeks,
            coming=coming.get(pet, ()),
        )  # fmt: skip
        found += [(pet, owner.client, due) for due in dues]
    return Kept(change, today, weeks, tuple(found))


def _done(today: date) -> tuple[dict[int, list[Done]], dict[int, _Owned]]:
    """Read what was done for pets who may be called, and whose they are.

    These are tens of thousands of rows: they are taken as the driver gives them, and the same
    day is made of a text only once.
    """
    length = TicketRow.setup + TicketRow.process + TicketRow.finish
    query = (
        TicketRow.select(
            TicketRow.pet, TicketRow.item, TicketRow.day, TicketRow.ticket, length,
            Pet.client, Pet.rhythm,
        )
        .join(Ticket)
        .switch(TicketRow)
        .join(Pet)
        .join(Client)
        .where(
            TicketRow.day.between(today - timedelta(days=HISTORY), today),
            TicketRow.kind == "S",
            TicketRow.item.is_null(False),
            Ticket.status == "closed",
            Pet.active, ~Pet.deceased, Client.active, ~Client.anonymous,
        )
    )  # fmt: skip
    day_of = _Days()
    found: defaultdict[int, list[Done]] = defaultdict(list)
    owned: dict[int, _Owned] = {}
    for pet, item, day, ticket, minutes, client, wish in database.execute(query).fetchall():
        found[pet].append(Done(item, day_of[day], ticket, minutes))
        owned[pet] = _Owned(client, wish)
    return found, owned


class _Days(dict[Any, date]):
    """Days by what the driver gives: text, or a date already."""

    def __missing__(self, value: Any) -> date:
        self[value] = found = date.fromisoformat(value) if isinstance(value, str) else value
        return found


def _usual(done: dict[int, list[Done]]) -> dict[int, int]:
    known: defaultdict[int, list[int]] = defaultdict(list)
    for visits in done.values():
        days: dict[int, list[date]] = {}
        for one in visits:
            days.setdefault(one.item, []).append(one.day)
        for item, own in days.items():
            if len(own) > 2 and (every := usual_interval(own)):
                known[item].append(every)
    usual = {item: usual_days(every) for item, every in known.items()}
    return {item: days for item, days in usual.items() if days}


def _coming(today: date) -> dict[int, list[Coming]]:
    query = (
        TicketRow.select(TicketRow.pet, TicketRow.ticket, TicketRow.day, TicketRow.item)
        .join(Ticket)
        .where(TicketRow.day >= today, TicketRow.pet.is_null(False), Ticket.status.in_(list(LIVE)))
    )
    visits: dict[tuple[int, int], tuple[date, set[int]]] = {}
    for pet, ticket, day, item in tuples(query):
        visits.setdefault((pet, ticket), (day, set()))[1].add(item)
    found: dict[int, list[Coming]] = {}
    for (pet, _), (day, items) in visits.items():
        found.setdefault(pet, []).append(Coming(day, frozenset(items)))
    return found


def _waiting() -> set[int]:
    query = WaitRow.select(WaitRow.pet).join(WaitEntry).where(WaitEntry.status == "waiting")
    return {pet for (pet,) in tuples(query)}
