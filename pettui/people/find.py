"""One search over clients, pets, phones and tickets, fast enough to answer while typing."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass, replace
from typing import Any

from peewee import JOIN

from db.connection import reading
from db.models import Breed, Client, Pet, Phone, SearchLine, Ticket
from db.models.base import tuples
from pettui.people import flags, phones
from pettui.team.shop import Shop
from pettui.text import digits, fold

_NUMBERISH = re.compile(r"[\d()+./#-]+")
_PHONE = re.compile(r"\+?[\d()./ -]+")
_FEWEST = 3  # digits that may mean a phone


@dataclass(frozen=True, slots=True)
class Found:
    """One answer: a client, a pet of a client, or a ticket."""

    kind: str  # "client", "pet" or "ticket"
    id: int
    client: int | None
    title: str
    detail: str
    phone: str
    alerts: tuple[str, ...] = ()
    inactive: bool = False


def terms_of(text: str, region: str = "US") -> list[str]:
    """Split what was typed into folded words; numbers lose their punctuation.

    A whole phone number is one word, without its country's code, as it is kept.
    """
    if len(digits(text)) >= 7 and _PHONE.fullmatch(text.strip()):
        with contextlib.suppress(ValueError):
            return [phones.read(text, region).digits]
    return [
        digits(word) if _NUMBERISH.fullmatch(word) and digits(word) else word
        for word in fold(text[:200]).split()
    ]


def find(shop: Shop, text: str, limit: int = 50) -> list[Found]:
    """Find clients, pets and tickets by any parts of names, phone digits, e-mail or number.

    Every word must occur; words that begin a name, and phones that end as typed, come first. A
    pet is given by itself when a word begins its name, else its owner is.
    """
    terms = terms_of(text, shop.region)
    if not terms:
        return []
    with reading():
        named = _numbered(text)
        others = [line for line in people(terms, limit) if line not in named]
        return _for_eyes(shop, (_tickets(shop, text, limit) + named + others)[:limit])


def _for_eyes(shop: Shop, found: list[Found]) -> list[Found]:
    """Hide the phone numbers from whoever may not see them; typed digits find them all the same."""
    if shop.may("people.phones"):
        return found
    return [replace(line, phone=shop.phone_text(line.phone)) for line in found]


def _numbered(text: str) -> list[Found]:
    """Find the client who has a number, also one who had it before being merged."""
    from pettui.people.merging import numbered

    number = _number(text)
    client = numbered(number) if number is not None else None
    return _of_client(client) if client is not None else []


def _tickets(shop: Shop, text: str, limit: int) -> list[Found]:
    number = _number(text)
    if number is None:
        return []
    rows = Ticket.select().where(Ticket.branch == shop.branch, Ticket.number == number).limit(limit)
    return [
        Found(
            "ticket", t.id, t.__data__["client"],
            f"Ticket {t.number} · {t.client_name or t.reason or 'time block'}",
            f"{shop.day(t.day)} · {t.status}" + (f" · {t.pet_names}" if t.pet_names else ""), "",
        )
        for t in rows
    ]  # fmt: skip


def _number(text: str) -> int | None:
    said = text.strip().lstrip("#")
    return int(said) if said.isascii() and said.isdigit() and len(said) <= 9 else None


def matching_clients(terms: list[str], limit: int) -> list[int]:
    """Give the ids of clients whose line holds all the words, beginnings of words first."""
    if not terms:
        return []
    found = _lines_with([f" {term}" for term in terms], limit)
    if len(found) == limit:  # too many to look at them all: whole words must not be cut off
        whole = _lines_with([f" {term} " for term in terms], limit)
        found = list(dict.fromkeys((*whole, *found)))[:limit]
    elif sum(len(term) for term in terms) > 1:
        inside = _lines_with(terms, limit + len(found))
        found = list(dict.fromkeys((*found, *inside)))[:limit]
    return found


def _lines_with(parts: list[str], limit: int) -> list[int]:
    line = SearchLine.text.concat(" ")
    query = SearchLine.select(SearchLine.client)
    for part in parts:
        query = query.where(line.contains(part))
    return [key for (key,) in tuples(query.limit(limit))]


def people(terms: list[str], limit: int) -> list[Found]:
    """Find clients and pets by folded words."""
    order = {key: place for place, key in enumerate(matching_clients(terms, limit))}
    if not order:
        return []
    clients = {c[0]: c for c in _clients(list(order))}
    called = _numbers_with(terms, list(order))
    pets: dict[int, list[tuple[Any, ...]]] = {}
    for pet in _pets(list(order)):
        pets.setdefault(pet[1], []).append(pet)
    found: list[tuple[tuple[Any, ...], Found]] = []
    for key, client in clients.items():
        own = pets.get(key, [])
        named = [pet for pet in own if any(_begins(pet[2], term) for term in terms)]
        name = f"{client[1]} {client[2]}".strip()
        words = fold(f"{name} {' '.join(p[2] for p in named)}").split()
        phone, ends = called.get(key, (client[5] or "", False))
        exact = ends or any(term in words for term in terms)
        begun = all(any(word.startswith(term) for word in words) for term in terms)
        rank = (not exact, not begun, fold(f"{client[2]} {client[1]}"), order[key])
        for pet in named:
            line = _pet_found(pet, client, name, phone)
            found.append(((line.inactive, *rank), line))
        if not named:
            detail = ", ".join(f"{pet[2]}{f' ({pet[6]})' if pet[6] else ''}" for pet in own)
            alerts = (client[4],) if client[4] else ()
            line = Found("client", key, key, name, detail, phone, alerts, not client[3])
            found.append(((line.inactive, *rank), line))
    return [line for _, line in sorted(found, key=lambda pair: pair[0])][:limit]


def _numbers_with(terms: list[str], ids: list[int]) -> dict[int, tuple[str, bool]]:
    """Give the phone that was meant, as it is shown, and whether it ends as typed, by client."""
    meant = [term for term in terms if term.isdigit() and len(term) >= _FEWEST]
    if not meant:
        return {}
    rows = (
        Phone.select(Phone.client, Phone.shown, Phone.digits)
        .where(Phone.client.in_(ids))
        .order_by(Phone.primary.desc(), Phone.id)
    )
    found: dict[int, tuple[str, bool]] = {}
    for client, shown, number in tuples(rows):
        ends = any(number.endswith(term) for term in meant)
        held = ends or any(term in number for term in meant)
        if held and (client not in found or ends > found[client][1]):
            found[client] = (shown, ends)
    return found


def of_client(shop: Shop, client: int) -> list[Found]:
    """Give the line of one client."""
    return _for_eyes(shop, _of_client(client))


def _of_client(client: int) -> list[Found]:
    rows = _clients([client])
    pets = ", ".join(pet[2] for pet in _pets([client]))
    return [
        Found(
            "client", row[0], row[0], f"{row[1]} {row[2]}".strip(), pets, row[5] or "",
            (row[4],) if row[4] else (), not row[3],
        )
        for row in rows[:1]
    ]  # fmt: skip


def pets_of(client: int) -> list[Found]:
    """Give a client's pets that can be booked, by name, without the owner's phone."""
    owner = next(iter(_clients([client])), None)
    if owner is None:
        return []
    name = f"{owner[1]} {owner[2]}".strip()
    return [_pet_found(pet, owner, name, "") for pet in _pets([client]) if pet[8] and not pet[9]]


def _begins(name: str, term: str) -> bool:
    return any(word.startswith(term) for word in fold(name).split())


def _pet_found(pet: tuple[Any, ...], client: tuple[Any, ...], name: str, phone: str) -> Found:
    pet_id, owner, pet_name, behavior, medical, size, breed, breed_size, active, deceased = pet
    size = size or breed_size or ""
    detail = " ".join(part for part in (breed or "", size) if part)
    alerts = () if deceased else flags.words(behavior, medical)
    alerts += (client[4],) if client[4] and not deceased else ()
    gone = " (deceased)" if deceased else ""
    return Found(
        "pet", pet_id, owner, f"{pet_name}{gone} · {name}", detail, phone, alerts,
        not (active and client[3]) or bool(deceased),
    )  # fmt: skip


def _clients(ids: list[int]) -> list[tuple[Any, ...]]:
    rows = (
        Client.select(
            Client.id, Client.first_name, Client.last_name, Client.active, Client.alert, Phone.shown
        )
        .join(Phone, JOIN.LEFT_OUTER, on=(Phone.client == Client.id) & Phone.primary)
        .where(Client.id.in_(ids))
    )
    return tuples(rows)


def _pets(ids: list[int]) -> list[tuple[Any, ...]]:
    rows = (
        Pet.select(
            Pet.id, Pet.client, Pet.name, Pet.behavior, Pet.medical, Pet.size, Breed.name,
            Breed.size, Pet.active, Pet.deceased,
        )
        .join(Breed, JOIN.LEFT_OUTER)
        .where(Pet.client.in_(ids))
        .order_by(Pet.deceased, Pet.name)
    )  # fmt: skip
    return tuples(rows)
