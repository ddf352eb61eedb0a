"""Who is likely on record twice: clients and pets that look alike, the likeliest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from peewee import fn

from db.connection import reading
from db.models import Breed, Client, NotSame, Pet, Phone
from db.models.base import tuples
from pettui.history.actor import Actor
from pettui.history.door import Refused, change
from pettui.team.shop import Shop
from pettui.text import fold

MOST = 200
"""How many pairs are listed; who settles these is shown the next ones."""
_TWINS = ("same name and owner",)
_WEIGHTS = {"same phone": 3, "same e-mail": 3, "same name and town": 2, "same pet and last name": 2}


@dataclass(frozen=True, slots=True)
class Side:
    """One of two who look alike."""

    id: int
    name: str
    detail: str
    inactive: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Two clients, or two pets of one client, who may be the same; `one` is the older record."""

    kind: str  # "client" or "pet"
    one: Side
    other: Side
    reasons: tuple[str, ...]


def duplicates(limit: int = MOST, shop: Shop | None = None) -> tuple[Pair, ...]:
    """Give likely pairs of clients, then of pets, the likeliest first (DOMAIN 5.8).

    Clients: the same phone, e-mail, name and town, or a pet of the same name and breed with an
    owner of the same last name. Pets: the same name with the same owner. Who shares a household
    shares a phone on purpose; who was said not to be the same is left out.

    Args:
        limit: at most so many.
        shop: the shop as whoever looks sees it; without it phone numbers are whole.
    """
    with reading():
        settled = {
            (kind, one, other)
            for kind, one, other in tuples(NotSame.select(NotSame.kind, NotSame.one, NotSame.other))
        }
        return (*_clients(settled, limit, shop), *_pets(settled, limit))[:limit]


def not_the_same(kind: str, one: int, other: int, by: Actor) -> None:
    """Note that two who look alike are two; they are listed no more. Undo takes it back."""
    low, high = sorted((one, other))
    if kind not in ("client", "pet") or low == high:
        raise Refused("Choose two records of one kind.")
    with change("", by) as door:
        model = Client if kind == "client" else Pet
        if model.select().where(model.id.in_([low, high])).count() != 2:
            raise Refused("One of the two is no longer here. Look at the list again.")
        same = (NotSame.kind == kind, NotSame.one == low, NotSame.other == high)
        if not NotSame.select().where(*same).exists():
            door.what = f"two {kind}s who look alike are not the same"
            door.insert(NotSame, kind=kind, one=low, other=high)


def _clients(settled: set[tuple[str, int, int]], limit: int, shop: Shop | None) -> list[Pair]:
    rows = tuples(
        Client.select(
            Client.id, Client.first_name, Client.last_name, Client.email, Client.city,
            Client.household,
        ).where(~Client.anonymous)
    )  # fmt: skip
    names = {key: (fold(first), fold(last)) for key, first, last, _, _, _ in rows}
    home = {key: household for key, _, _, _, _, household in rows if household is not None}
    found: dict[tuple[int, int], list[str]] = defaultdict(list)

    def note(reason: str, alike: Iterable[tuple[Hashable, int]]) -> None:
        groups: dict[Hashable, list[int]] = defaultdict(list)
        for value, key in alike:
            if key in names:
                groups[value].append(key)
        for keys in groups.values():
            oldest, *others = sorted(set(keys))
            for other in others:
                pair = (oldest, other)
                if reason not in found[pair]:
                    found[pair].append(reason)

    numbers = (
        Phone.select(Phone.digits).where(fn.LENGTH(Phone.digits) >= 7)
        .group_by(Phone.digits).having(fn.COUNT(Phone.client.distinct()) > 1)
    )  # fmt: skip
    shared = tuples(Phone.select(Phone.digits, Phone.client).where(Phone.digits.in_(numbers)))
    note("same phone", ((digits, key) for digits, key in shared))
    note("same e-mail", ((mail.strip().lower(), key) for key, _, _, mail, _, _ in rows if mail))
    note(
        "same name and town",
        (
            ((*sorted(names[key]), fold(city)), key)
            for key, first, last, _, city, _ in rows
            if first and last
        ),
    )
    owned = tuples(Pet.select(Pet.client, Pet.name, Pet.breed).where(~Pet.deceased))
    note(
        "same pet and last name",
        (
            ((names[key][1], fold(name), breed), key)
            for key, name, breed in owned
            if key in names and names[key][1]
        ),
    )
    pairs = [
        (pair, tuple(reasons))
        for pair, reasons in found.items()
        if ("client", *pair) not in settled and not _of_one_home(pair, home, names)
    ]
    pairs.sort(key=lambda entry: (-sum(_WEIGHTS[r] for r in entry[1]), entry[0]))
    pairs = pairs[:limit]
    sides = _client_sides({key for pair, _ in pairs for key in pair}, shop)
    return [
        Pair("client", sides[one], sides[other], reasons)
        for (one, other), reasons in pairs
    ]  # fmt: skip


def _of_one_home(
    pair: tuple[int, int], home: dict[int, int], names: dict[int, tuple[str, str]]
) -> bool:
    one, other = pair
    same_home = one in home and home[one] == home.get(other)
    return same_home and sorted(names[one]) != sorted(names[other])


def _client_sides(keys: set[int], shop: Shop | None) -> dict[int, Side]:
    chosen = list(keys)
    phones: dict[int, str] = {}
    numbers = Phone.select(Phone.client, Phone.shown).where(Phone.client.in_(chosen))
    for key, shown in tuples(numbers.order_by(Phone.primary.desc(), Phone.id)):
        phones.setdefault(key, shop.phone_text(shown) if shop is not None else shown)
    pets: dict[int, list[str]] = defaultdict(list)
    owned = Pet.select(Pet.client, Pet.name).where(Pet.client.in_(chosen)).order_by(Pet.id)
    for key, name in tuples(owned):
        pets[key].append(name)
    found = {}
    rows = Client.select(
        Client.id, Client.number, Client.first_name, Client.last_name, Client.city, Client.active
    ).where(Client.id.in_(chosen))
    for key, number, first, last, city, active in tuples(rows):
        parts = (f"client {number}", phones.get(key, ""), city, ", ".join(pets[key]))
        name = f"{first} {last}".strip()
        found[key] = Side(key, name, " · ".join(p for p in parts if p), not active)
    return found


def _pets(settled: set[tuple[str, int, int]], limit: int) -> list[Pair]:
    groups: dict[tuple[int, str], list[tuple[int, str, str, bool]]] = defaultdict(list)
    several = Pet.select(Pet.client).group_by(Pet.client).having(fn.COUNT(Pet.id) > 1)
    rows = (
        Pet.select(Pet.id, Pet.client, Pet.name, Pet.species, Breed.name, Pet.active)
        .left_outer_join(Breed)
        .where(Pet.client.in_(several), ~Pet.deceased)
        .order_by(Pet.id)
    )
    for key, client, name, species, breed, active in tuples(rows):
        detail = " ".join(part for part in (species, breed or "") if part)
        groups[client, fold(name)].append((key, name, detail, bool(active)))
    found = []
    for (client, _), pets in groups.items():
        first, *others = pets
        for other in others:
            if ("pet", first[0], other[0]) not in settled:
                found.append((client, first, other))
    owners = {
        key: f"{first} {last}".strip()
        for key, first, last in tuples(
            Client.select(Client.id, Client.first_name, Client.last_name).where(
                Client.id.in_([client for client, _, _ in found[:limit]])
            )
        )
    }
    return [
        Pair("pet", _pet_side(one, owners[client]), _pet_side(other, owners[client]), _TWINS)
        for client, one, other in found[:limit]
    ]


def _pet_side(pet: tuple[int, str, str, bool], owner: str) -> Side:
    key, name, detail, active = pet
    return Side(key, name, f"{detail} of {owner}", not active)
