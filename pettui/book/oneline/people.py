"""Finds whom the names of a line mean: clients with the pets that were named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from peewee import JOIN

from db.models import Breed, Client, Pet, Phone, SearchLine
from db.models.base import tuples
from pettui.people import flags
from pettui.people.last_visits import by_last_visit
from pettui.text import digits, fold

MOST = 40  # clients that are looked at


class PetHere(NamedTuple):
    """A pet that can be booked: breed and size in words, what to beware of."""

    id: int
    name: str
    detail: str
    alerts: tuple[str, ...]


class Household(NamedTuple):
    """A client whom the names may mean, with all pets that can be booked.

    `named` are the pets that each name of the line begins, in its order; None where the name is
    the client's own, or digits of a phone.
    """

    client: int
    number: int
    name: str
    last_name: str
    phone: str
    active: bool
    pets: tuple[PetHere, ...]
    named: tuple[tuple[int, ...], ...]
    exact: int  # names that are written out
    last: date | None = None  # the last visit
    anonymous: bool = False  # stands for everybody without a record, and needs no pet

    @property
    def meant(self) -> tuple[int, ...]:
        """The pets that were named, each once."""
        return tuple(dict.fromkeys(pet for found in self.named for pet in found))


class Households(NamedTuple):
    """Who was found, the likeliest first, and whether there are more."""

    found: tuple[Household, ...] = ()
    more: bool = False


def is_number(term: str) -> bool:
    """Tell whether a word is the number of a client: `#1042`."""
    return term.startswith("#") and term[1:].isdigit() and len(term) < 11


def households(terms: Sequence[str]) -> Households:
    """Find the clients whom all of the folded names fit; a connection must be open.

    A name begins a word of the client's or of a pet's; digits stand in a phone number.
    """
    if not terms or not all(any(sign.isalnum() for sign in term) for term in terms):
        return Households()
    ids = _candidates(terms)
    more = len(ids) > MOST
    ids = ids[:MOST]
    clients = {row[0]: row[1:] for row in _clients(ids)}
    pets: dict[int, list[PetHere]] = {}
    for owner, pet in _pets(ids):
        pets.setdefault(owner, []).append(pet)
    numbers: dict[int, list[str]] = {}
    phones = Phone.select(Phone.client, Phone.digits).where(Phone.client.in_(ids))
    for owner, number in tuples(phones):
        numbers.setdefault(owner, []).append(number)
    found = [
        household
        for key in ids
        if key in clients
        and (
            household := _fitting(key, clients[key], pets.get(key, []), numbers.get(key, []), terms)
        )
    ]
    # Who is called just so comes before whoever only begins so; others are not meant then.
    most = max((one.exact for one in found), default=0)
    last = _last_visits([one.client for one in found if one.exact == most])
    found = [one._replace(last=last.get(one.client)) for one in found if one.exact == most]
    # Who was here lately is likelier to call than who was not for years.
    found.sort(key=lambda one: (fold(one.last_name), fold(one.name), one.client))
    found.sort(key=lambda one: one.last or date.min, reverse=True)
    found.sort(key=lambda one: not one.active)
    return Households(tuple(found), more)


def _last_visits(clients: Sequence[int]) -> dict[int, date]:
    if len(clients) < 2:
        return {}
    return {key: day for key, day in by_last_visit([Client.id.in_(clients)], None, MOST)}


def _candidates(terms: Sequence[str]) -> list[int]:
    numbers = [int(term[1:]) for term in terms if is_number(term)]
    words = [term for term in terms if not is_number(term)]
    if numbers:
        query = Client.select(Client.id).where(Client.number.in_(numbers))
        return [key for (key,) in tuples(query)]
    line = SearchLine.text.concat(" ")
    parts = [
        line.contains(f" {term}" if any(letter.isalpha() for letter in term) else digits(term))
        for term in words
    ]
    query = SearchLine.select(SearchLine.client).where(*parts)
    found = [key for (key,) in tuples(query.limit(MOST + 1))]
    if len(found) > MOST:  # too many to look at them all: those who were here last
        whole = [
            line.contains(f" {term} ") for term in words if any(letter.isalpha() for letter in term)
        ]
        best = by_last_visit([*parts, *whole], None, MOST)  # whole words must not be cut off
        if len(best) < MOST and whole:
            best += by_last_visit(parts, None, MOST)
        found = list(dict.fromkeys(key for key, _ in best))[:MOST]
        found.append(0)  # there are more
    return found


def _fitting(
    key: int,
    client: tuple[object, ...],
    pets: list[PetHere],
    numbers: list[str],
    terms: Sequence[str],
) -> Household | None:
    """Give a client as a household if every name fits, in whatever way."""
    number, first, last, active, shown, anonymous = client
    own = fold(f"{first} {last}").split()
    named: list[tuple[int, ...]] = []
    exact = 0
    for term in terms:
        if is_number(term):
            named.append(())
            exact += 1
            continue
        if not any(letter.isalpha() for letter in term):
            if not any(digits(term) in phone for phone in numbers):
                return None
            named.append(())
            exact += 1
            continue
        whole = tuple(p.id for p in pets if term in fold(p.name).split())
        begun = tuple(p.id for p in pets if any(w.startswith(term) for w in fold(p.name).split()))
        if not begun and not any(word.startswith(term) for word in own):
            return None
        exact += bool(whole) or term in own
        if term in own and not whole:
            named.append(())  # "rose" is Rose Miller, not her cat Rosebud
        else:
            named.append(whole or begun)
    return Household(
        key, int(str(number)), f"{first} {last}".strip(), str(last), str(shown or ""),
        bool(active), tuple(pets), tuple(named), exact, anonymous=bool(anonymous),
    )  # fmt: skip


def _clients(ids: Sequence[int]) -> list[tuple[object, ...]]:
    return tuples(
        Client.select(
            Client.id, Client.number, Client.first_name, Client.last_name, Client.active,
            Phone.shown, Client.anonymous,
        )
        .join(Phone, JOIN.LEFT_OUTER, on=(Phone.client == Client.id) & Phone.primary)
        .where(Client.id.in_(ids))
    )  # fmt: skip


def _pets(ids: Sequence[int]) -> list[tuple[int, PetHere]]:
    rows = tuples(
        Pet.select(
            Pet.client, Pet.id, Pet.name, Pet.behavior, Pet.medical, Pet.size, Breed.name,
            Breed.size,
        )
        .join(Breed, JOIN.LEFT_OUTER)
        .where(Pet.client.in_(ids), Pet.active, Pet.deceased == False)  # noqa: E712  # SQL
        .order_by(Pet.name, Pet.id)
    )  # fmt: skip
    found = []
    for owner, key, name, behavior, medical, size, breed, breed_size in rows:
        detail = " ".join(part for part in (breed or "", size or breed_size or "") if part)
        found.append((owner, PetHere(key, name, detail, tuple(flags.words(behavior, medical)))))
    return found
