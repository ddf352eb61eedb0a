"""The one line of text that finds a client: names, pets, phones, e-mail, town; derived."""

from __future__ import annotations

from collections.abc import Iterable

from db.models import Client, Pet, Phone, SearchLine
from db.models.base import tuples
from pettui.text import fold


def compose(
    first: str,
    last: str,
    email: str,
    phones: Iterable[str],
    pets: Iterable[str],
    town: str = "",
) -> str:
    """Compose the line: every word begins after a blank, phones are digits alone."""
    parts = [fold(last), fold(first), fold(email), *phones, *(fold(name) for name in pets)]
    return " " + " ".join(part for part in (*parts, fold(town)) if part)


def order_of(first: str, last: str) -> str:
    """Give what puts clients in the order of their names, whatever accents and case they have."""
    return fold(f"{last} {first}" if last else first)[:200]


def forget(client: int) -> None:
    """Remove the line of a client who is about to be removed."""
    SearchLine.delete().where(SearchLine.client == client).execute()


def rebuild(clients: Iterable[int]) -> None:
    """Write the search lines of these clients anew; of one who is gone, remove it."""
    for key in clients:
        forget(key)
        who = Client.select(Client.first_name, Client.last_name, Client.email, Client.city)
        found = tuples(who.where(Client.id == key))
        if not found:
            continue
        first, last, email, town = found[0]
        phones = [d for (d,) in tuples(Phone.select(Phone.digits).where(Phone.client == key))]
        pets = [n for (n,) in tuples(Pet.select(Pet.name).where(Pet.client == key))]
        line = compose(first, last, email, phones, pets, town)
        SearchLine.insert(client=key, text=line, name=order_of(first, last)).execute()
