"""What keeps a visit from any place, and which vaccinations will have lapsed on a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from db.models import Client, Pet, Ticket
from db.models.base import tuples
from pettui.book.day import LIVE
from pettui.book.search.asking import Search
from pettui.book.search.crews import party
from pettui.book.search.lists import Lists
from pettui.people import warnings
from pettui.team.shop import Shop


class Cover(NamedTuple):
    """Until when the vaccinations that a visit needs hold, and what is not on record."""

    today: date
    lapses: tuple[tuple[date, str, str], ...]  # (last day, pet, vaccine)
    missing: tuple[str, ...]

    def alerts(self, shop: Shop, day: date) -> tuple[str, ...]:
        """Say what will not be in order on a day: `Bella: Rabies lapses Tue 1 Dec`."""
        late = []
        for until, pet, vaccine in self.lapses:
            if until < self.today:
                late.append(f"{pet}: {vaccine} lapsed")
            elif until < day:
                late.append(f"{pet}: {vaccine} lapses {shop.short_day(until)}")
        return (*late, *self.missing)


def cover_of(shop: Shop, search: Search) -> Cover:
    """Read until when what a visit needs holds; the services decide what it needs."""
    return covers_of(shop, [search])[0]


def covers_of(shop: Shop, searches: Sequence[Search]) -> list[Cover]:
    """Read until when what visits need holds, in a few queries for all of them.

    A pet that is in several of them is taken to get all of their services.
    """
    items: dict[int, set[int]] = {}
    for row in (row for search in searches for row in search.plan.rows):
        if row.pet is not None:
            items.setdefault(row.pet, set()).add(row.item)
    today = shop.today()
    if not items:
        return [Cover(today, (), ())] * len(searches)
    names = dict(tuples(Pet.select(Pet.id, Pet.name).where(Pet.id.in_(list(items)))))
    lapses, none = warnings.holding(items, items), warnings.missing(items, items)
    return [_cover(today, search, names, lapses, none) for search in searches]


def _cover(
    today: date,
    search: Search,
    names: Mapping[int, str],
    lapses: Mapping[int, Sequence[tuple[date, str]]],
    none: Mapping[int, Sequence[str]],
) -> Cover:
    of_rows = dict.fromkeys(row.pet for row in search.plan.rows if row.pet is not None)
    pets = [pet for pet in of_rows if pet in names]
    return Cover(
        today,
        tuple((until, names[pet], name) for pet in pets for until, name in lapses.get(pet, ())),
        tuple(f"{names[pet]}: {words}" for pet in pets for words in none.get(pet, ())),
    )


def obstacles(shop: Shop, search: Search, lists: Lists) -> tuple[str, ...]:
    """Say what keeps a visit from every place, whatever the day."""
    plan, found = search.plan, []
    if not plan.rows:
        return ("no service is chosen; add at least one",)
    gone = [row for row in plan.rows if row.item not in lists.lengths.services]
    if gone and any(None in (row.setup, row.process, row.finish) for row in gone):
        found.append("a service is no longer in the price list; choose another")
    found += _of_ticket(plan.ticket) if plan.ticket is not None else []
    if plan.client:
        client = Client.get_or_none(Client.id == plan.client)
        if client is None:
            found.append("this client is no longer here; choose another")
        elif not client.active and plan.ticket is None:
            found.append("this client is inactive")
    ids = list(dict.fromkeys(row.pet for row in plan.rows if row.pet is not None))
    pets = {pet.id: pet for pet in Pet.select().where(Pet.id.in_(ids))}
    found += [words for key in ids if (words := _against(pets.get(key), plan.client))]
    if not found and search.covered:
        found += cover_of(shop, search).alerts(shop, shop.today())
    return tuple(found or _of_people(search, lists))


def _of_ticket(key: int) -> list[str]:
    ticket = Ticket.get_or_none(Ticket.id == key)
    if ticket is None:
        return ["this ticket is no longer there; look at the day again"]
    if ticket.status not in LIVE:
        return [f"ticket {ticket.number} is {ticket.status}; it stays where it is"]
    return []


def _against(pet: Pet | None, client: int) -> str:
    if pet is None:
        return "this pet is no longer here; choose another"
    if client and pet.__data__["client"] != client:
        return f"{pet.name} belongs to another client"
    if pet.deceased:
        return f"{pet.name} has died"
    return "" if pet.active else f"{pet.name} is inactive"


def _of_people(search: Search, lists: Lists) -> list[str]:
    """Name the services that nobody who is asked for may do."""
    found = []
    for row, able in zip(search.plan.rows, party(search, lists).ranked, strict=True):
        if able:
            continue
        service = lists.lengths.services.get(row.item)
        name, who = service.name if service else "a service", lists.staff.get(row.employee or 0)
        if row.employee is None:
            found.append(f"nobody who is asked for is set up to do {name}")
        elif who is None or not who.active:
            found.append(f"{who.label if who else 'nobody called that'} no longer works here")
        else:
            found.append(f"{who.label} is not set up to do {name}")
    return list(dict.fromkeys(found))
