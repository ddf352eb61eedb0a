"""What speaks against an entry of the wait list, in words."""

from __future__ import annotations

from db.connection import reading
from db.models import Bookable, Client, Item, Pet, Ticket, WaitEntry, WaitRow
from db.models.base import tuples
from pettui.book.plan import Problem
from pettui.book.waiting.values import LAST_MINUTE
from pettui.book.waiting.wanted import Wanted
from pettui.book.waiting.windows import last_day
from pettui.team.shop import Shop

MOST_WINDOWS = 20


def problems(shop: Shop, wanted: Wanted) -> tuple[Problem, ...]:
    """Say what speaks against an entry while it is filled in; writes nothing."""
    with reading():
        return tuple(problems_of(shop, wanted))


def problems_of(shop: Shop, wanted: Wanted) -> list[Problem]:
    """Give what speaks against an entry, as far as the caller's transaction sees."""
    client = Client.get_or_none(Client.id == wanted.client)
    if client is None:
        return [Problem("warning", "stop", "this client is no longer here; choose another")]
    found = []
    if not client.active:
        found.append(Problem("warning", "ask", "this client is inactive"))
    if not wanted.rows:
        found.append(Problem("warning", "stop", "no service is chosen; add at least one"))
    if wanted.moves is not None and not _is_theirs(wanted.moves, wanted.client):
        words = "the visit that wants to be earlier is another client's"
        found.append(Problem("warning", "stop", words))
    found += _of_pets(wanted)
    found += _of_services(wanted)
    found += _of_people(wanted)
    found += _of_windows(shop, wanted)
    found += _twins(shop, wanted)
    return found


def _is_theirs(ticket: int, client: int) -> bool:
    return Ticket.get_or_none(Ticket.id == ticket, Ticket.client == client) is not None


def _of_pets(wanted: Wanted) -> list[Problem]:
    ids = {row.pet for row in wanted.rows if row.pet is not None}
    pets = {pet.id: pet for pet in Pet.select().where(Pet.id.in_(list(ids)))}
    found = []
    for key in sorted(ids):
        pet = pets.get(key)
        if pet is None:
            words = "this pet is no longer here; choose another"
        elif pet.__data__["client"] != wanted.client:
            words = f"{pet.name} belongs to another client"
        elif pet.deceased:
            words = f"{pet.name} has died"
        elif not pet.active:
            words = f"{pet.name} is inactive; make it active first"
        else:
            continue
        found.append(Problem("pet", "stop", words))
    return found


def _of_services(wanted: Wanted) -> list[Problem]:
    ids = {row.item for row in wanted.rows}
    query = Item.select(Item.id, Item.name, Item.kind, Item.active).where(Item.id.in_(list(ids)))
    items = {key: (name, kind, active) for key, name, kind, active in tuples(query)}
    known = _kept_items(wanted)
    found = []
    for key in sorted(ids):
        name, kind, active = items.get(key, ("", "", False))
        if kind != "S":
            words = "a service is no longer in the price list; choose another one"
            found.append(Problem("warning", "stop", words))
        elif not active and key not in known:
            words = f"{name} is no longer offered; choose another service"
            found.append(Problem("warning", "stop", words))
    return found


def _kept_items(wanted: Wanted) -> set[int]:
    """Give the services of the entry as it stands: what was asked for then may stay."""
    if wanted.entry is None:
        return set()
    rows = tuples(WaitRow.select(WaitRow.item).where(WaitRow.entry == wanted.entry))
    return {item for (item,) in rows}


def _of_people(wanted: Wanted) -> list[Problem]:
    ids = {*wanted.employees, *(who for row in wanted.rows for who in row.employees)}
    query = Bookable.select(Bookable.id, Bookable.label, Bookable.kind, Bookable.active)
    staff = {key: rest for key, *rest in tuples(query.where(Bookable.id.in_(list(ids))))}
    found = []
    for key in sorted(ids):
        label, kind, active = staff.get(key, ("", "", False))
        if kind != "employee" or not active:
            words = f"{label or 'somebody who is wanted'} does not work here; choose somebody else"
            found.append(Problem("hours", "stop", words))
    return found


def _of_windows(shop: Shop, wanted: Wanted) -> list[Problem]:
    if len(wanted.windows) > MOST_WINDOWS:
        words = f"these are more than {MOST_WINDOWS} different times; say fewer"
        return [Problem("time", "stop", words)]
    found = []
    for window in wanted.windows:
        if not 0 <= window.earliest <= window.latest <= LAST_MINUTE:
            words = "the latest start is before the earliest"
        elif not 1 <= window.weekdays <= 127:
            words = "a weekday is needed"
        elif window.first and window.last and window.last < window.first:
            words = f"{shop.day(window.last)} is before {shop.day(window.first)}"
        elif (last := last_day(window)) is not None and last.year == 1:
            words = "none of these weekdays lies between the two days"
        elif last is not None and last < shop.today() and wanted.entry is None:
            words = f"{shop.day(last)} is in the past"
        else:
            continue
        found.append(Problem("time", "stop", words))
    return found


def _twins(shop: Shop, wanted: Wanted) -> list[Problem]:
    """Warn of entries that wait for the same pet and service (DOMAIN 8.7)."""
    asked = {(row.pet, row.item) for row in wanted.rows}
    query = (
        WaitRow.select(WaitRow.pet, WaitRow.item, Pet.name, Item.name, WaitEntry.id)
        .join(WaitEntry)
        .switch(WaitRow)
        .join(Item)
        .switch(WaitRow)
        .left_outer_join(Pet)
        .where(
            WaitEntry.branch == shop.branch,
            WaitEntry.client == wanted.client,
            WaitEntry.status == "waiting",
            WaitEntry.id != (wanted.entry or 0),
        )
        .order_by(WaitEntry.id, WaitRow.position)
    )
    found = dict.fromkeys(
        f"{pet_name or 'the client'} is on the wait list for {name} already"
        for pet, item, pet_name, name, _ in tuples(query)
        if (pet, item) in asked
    )
    return [Problem("pet", "ask", words) for words in found]
