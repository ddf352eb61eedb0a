"""The one line of text that finds a client: names, pets, phone digits, e-mail; derived."""

from __future__ import annotations

from collections.abc import Iterable

from db.models import Client, Pet, Phone, SearchLine
from pettui.text import fold


def compose(first: str, last: str, email: str, phones: Iterable[str], pets: Iterable[str]) -> str:
    """Compose the line: every word begins after a blank, phones are digits alone."""
    parts = [fold(last), fold(first), fold(email), *phones, *(fold(name) for name in pets)]
    return " " + " ".join(part for part in parts if part)


def forget(client: int) -> None:
    """Remove the line of a client who is about to be removed."""
    SearchLine.delete().where(SearchLine.client == client).execute()


def rebuild(clients: Iterable[int]) -> None:
    """Write the search lines of these clients anew; of one who is gone, remove it."""
    for key in clients:
        forget(key)
        found = (
            Client.select(Client.first_name, Client.last_name, Client.email)
            .where(Client.id == key)
            .tuples()
            .first()
        )
        if found is None:
            continue
        phones = [d for (d,) in Phone.select(Phone.digits).where(Phone.client == key).tuples()]
        pets = [n for (n,) in Pet.select(Pet.name).where(Pet.client == key).tuples()]
        SearchLine.insert(client=key, text=compose(*found, phones, pets)).execute()
