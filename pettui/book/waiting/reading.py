"""Reads the wait list: a handful of queries, however many wait."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, time
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from peewee import JOIN, Case, fn

from db.connection import reading
from db.models import (
    Bookable,
    Client,
    Item,
    Pet,
    Phone,
    WaitEmployee,
    WaitEntry,
    WaitRow,
    WaitWindow,
)
from db.models.base import tuples
from pettui.book.waiting.values import TODAY, Waiting, When, Wish
from pettui.team.shop import Shop


def read(
    shop: Shop,
    *,
    ids: Collection[int] | None = None,
    client: int | None = None,
    ended: bool = False,
) -> tuple[Waiting, ...]:
    """Read entries of the wait list, who waits longest first.

    Those whose time has passed are among them; `windows.is_over` tells which.

    Args:
        shop: the shop.
        ids: only these entries.
        client: only this client's.
        ended: those who were booked or left, too.
    """
    which = WaitEntry.branch == shop.branch
    if ids is not None:
        which &= WaitEntry.id.in_(list(ids))
    if client is not None:
        which &= WaitEntry.client == client
    if not ended:
        which &= WaitEntry.status == "waiting"
    with reading():
        entries = tuples(_entries().where(which).order_by(WaitEntry.added, WaitEntry.id))
        if not entries:
            return ()
        keys = [entry[0] for entry in entries] if ended or ids is not None else None
        which = WaitEntry.id.in_(keys) if keys is not None else which
        wanted = _wanted(which)
        rows, windows = _rows(which, wanted), _windows(which)
    return tuple(_waiting(shop, entry, rows, wanted, windows) for entry in entries)


class Counts(NamedTuple):
    """How many wait: all who are on the list, and those who came today and sit in the lobby."""

    all: int
    lobby: int


def counts(shop: Shop) -> Counts:
    """Count who waits, in one small query; those whose time has passed are in `all`."""
    midnight = datetime.combine(shop.today(), time(), ZoneInfo(shop.zone))
    here = (WaitEntry.kind == TODAY) & (WaitEntry.added >= midnight)
    query = WaitEntry.select(
        fn.COUNT(WaitEntry.id), fn.COALESCE(fn.SUM(Case(None, [(here, 1)], 0)), 0)
    ).where(WaitEntry.branch == shop.branch, WaitEntry.status == "waiting")
    ((everybody, lobby),) = tuples(query)
    return Counts(everybody, int(lobby))


def _entries() -> Any:
    """The columns of an entry, with the client's name and number."""
    return (
        WaitEntry.select(
            WaitEntry.id, WaitEntry.version, WaitEntry.kind, WaitEntry.status, WaitEntry.client,
            Client.first_name, Client.last_name, Phone.shown, WaitEntry.comment, WaitEntry.source,
            WaitEntry.phone, WaitEntry.added, WaitEntry.tried, WaitEntry.answer, WaitEntry.calls,
            WaitEntry.reason, WaitEntry.ended, WaitEntry.moves, WaitEntry.ticket,
        )
        .join(Client)
        .join(Phone, JOIN.LEFT_OUTER, on=(Phone.client == Client.id) & Phone.primary)
    )  # fmt: skip


Wanted = dict[tuple[int, int | None], tuple[int, ...]]
"""Who is wanted, the dearest first, by entry and row (None for the whole entry)."""


def _wanted(which: Any) -> Wanted:
    query = WaitEmployee.select(WaitEmployee.entry, WaitEmployee.row, WaitEmployee.employee)
    found: defaultdict[tuple[int, int | None], tuple[int, ...]] = defaultdict(tuple)
    # Who works here no more is wanted in vain; without anybody left it is whoever is free.
    here = WaitEmployee.employee.in_(Bookable.select(Bookable.id).where(Bookable.active))
    ranked = query.join(WaitEntry).where(which, here)
    ranked = ranked.order_by(WaitEmployee.position, WaitEmployee.id)
    for entry, row, employee in tuples(ranked):
        found[entry, row] += (employee,)
    return found


def _rows(which: Any, wanted: Wanted) -> dict[int, tuple[Wish, ...]]:
    query = (
        WaitRow.select(WaitRow.entry, WaitRow.id, WaitRow.pet, Pet.name, WaitRow.item, Item.name)
        .join(WaitEntry)
        .switch(WaitRow)
        .join(Pet, JOIN.LEFT_OUTER)
        .switch(WaitRow)
        .join(Item)
        .where(which)
        .order_by(WaitRow.position, WaitRow.id)
    )
    found: defaultdict[int, tuple[Wish, ...]] = defaultdict(tuple)
    for entry, row, pet, pet_name, item, name in tuples(query):
        own = wanted.get((entry, row), ())
        found[entry] += (Wish(row, pet, pet_name or "", item, name, own),)
    return found


def _windows(which: Any) -> dict[int, tuple[When, ...]]:
    query = WaitWindow.select(
        WaitWindow.entry, WaitWindow.first, WaitWindow.last, WaitWindow.weekdays,
        WaitWindow.earliest, WaitWindow.latest,
    ).join(WaitEntry)  # fmt: skip
    found: defaultdict[int, tuple[When, ...]] = defaultdict(tuple)
    for entry, *window in tuples(query.where(which).order_by(WaitWindow.id)):
        found[entry] += (When(*window),)
    return found


def _waiting(
    shop: Shop,
    entry: tuple[Any, ...],
    rows: dict[int, tuple[Wish, ...]],
    wanted: Wanted,
    windows: dict[int, tuple[When, ...]],
) -> Waiting:
    (
        key, version, kind, status, client, first, last, own_phone, comment, source, phone,
        added, tried, answer, calls, reason, ended, moves, ticket,
    ) = entry  # fmt: skip
    return Waiting(
        id=key, version=version, kind=kind, status=status, client=client,
        client_name=f"{first} {last}".strip(), rows=rows.get(key, ()),
        employees=wanted.get((key, None), ()), windows=windows.get(key, ()), comment=comment,
        source=source, phone=shop.phone_text(phone or own_phone), added=added, tried=tried,
        answer=answer, calls=calls, reason=reason, ended=ended, moves=moves, ticket=ticket,
    )  # fmt: skip
