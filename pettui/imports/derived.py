"""What follows from other tables, made for many rows at once: busy slots and search lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from peewee import chunked

from db.models import Client, Pet, Phone, SearchLine, Slot, TicketRow
from db.models.base import tuples
from pettui.book import slots
from pettui.history.door import Door
from pettui.people import searchline

AT_ONCE = 500


def write_slots(door: Door) -> int:
    """Write the slots of every row of a book that has none yet; gives how many."""
    last, total = 0, 0
    while True:
        wanted = TicketRow.select(TicketRow.id).where(TicketRow.id > last)
        ids = [key for (key,) in tuples(wanted.order_by(TicketRow.id).limit(AT_ONCE))]
        if not ids:
            return total
        names = ("who", "slot", "lane", "row")
        total += door.bulk(Slot, sorted(set(slots.due(ids))), names)
        last = ids[-1]


def write_search_lines(door: Door, clients: Iterable[int]) -> int:
    """Write the search lines of clients who have none yet; gives how many."""
    return door.bulk(SearchLine, _lines(clients), ("client", "text", "name"))


def _lines(clients: Iterable[int]) -> Iterator[tuple[Any, ...]]:
    for part in chunked(clients, AT_ONCE):
        phones = _by_client(Phone, Phone.digits, part)
        pets = _by_client(Pet, Pet.name, part)
        who = Client.select(
            Client.id, Client.first_name, Client.last_name, Client.email, Client.city
        )
        for key, first, last, email, town in tuples(who.where(Client.id.in_(part))):
            text = searchline.compose(
                first, last, email, phones.get(key, ()), pets.get(key, ()), town
            )
            yield key, text, searchline.order_of(first, last)


def _by_client(model: type[Phone] | type[Pet], value: Any, part: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    query = model.select(model.client, value).where(model.client.in_(part)).order_by(model.id)
    for client, text in tuples(query):
        found.setdefault(client, []).append(text)
    return found
