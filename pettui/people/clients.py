"""New clients and pets, in the middle of a phone call; likely duplicates are shown first."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from datetime import date

from peewee import fn

from db.models import Breed, Client, Pet, Phone
from db.models.base import tuples
from pettui.history.actor import Actor
from pettui.history.door import Door, Refused, change
from pettui.people import find, phones
from pettui.people.find import Found
from pettui.team.shop import Shop
from pettui.text import clean, fold

SIZES = ("XS", "S", "M", "L", "XL")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True)
class NewPet:
    """What is known of a new pet; only the name is needed."""

    name: str
    species: str = "Dog"
    breed: int | None = None
    size: str = ""
    coat: str = ""
    behavior: str = ""
    medical: str = ""
    alert: str = ""


@dataclass(frozen=True)
class NewClient:
    """What is known of a new client; a name and a phone number are enough."""

    name: str  # "Maria Ortega"; one word is a first name
    phone: str = ""
    email: str = ""
    pets: tuple[NewPet, ...] = ()


@dataclass(frozen=True)
class Made:
    """The ids of what was made."""

    client: int
    pets: tuple[int, ...]
    name: str


@dataclass(frozen=True, slots=True)
class BreedLine:
    """A breed to choose from."""

    id: int
    name: str
    species: str
    size: str


def split_name(name: str) -> tuple[str, str]:
    """Split a name into first and last: `Ortega, Maria`, `Maria de la Cruz`."""
    name = clean(name)
    if "," in name:
        last, _, first = name.partition(",")
        return first.strip(), last.strip()
    first, _, last = name.partition(" ")
    return first, last.strip()


def check_email(text: str) -> str:
    """Give an e-mail address cleaned; raises Refused with a hint when it cannot be one."""
    email = clean(text, 200)
    if email and not _EMAIL.fullmatch(email):
        raise Refused(f"“{email}” is not an e-mail address. It looks like name@example.com.")
    return email


def likely_duplicates(shop: Shop, new: NewClient) -> list[Found]:
    """Give clients who may be the same person: same phone, same e-mail, or same name.

    A pet of the same name with an owner of the same last name counts too (DOMAIN 15.6). At
    most nine are given.
    """
    ids: dict[int, None] = dict.fromkeys(with_phone(shop, new.phone))
    if email := clean(new.email, 200).lower():
        same = fn.LOWER(Client.email) == email
        ids |= dict.fromkeys(c for (c,) in tuples(Client.select(Client.id).where(same)))
    ids |= dict.fromkeys(_namesakes(new))
    return [line for key in list(ids)[:9] for line in find.of_client(shop, key)]


def with_phone(shop: Shop, phone: str) -> list[int]:
    """Give the clients who have a phone number among theirs, however it is typed."""
    with contextlib.suppress(ValueError):  # what cannot be a number is said when it is saved
        wanted = phones.read(phone, shop.region)
        if len(wanted.digits) >= 7:
            same = Phone.select(Phone.client).where(Phone.digits == wanted.digits)
            return [client for (client,) in tuples(same.order_by(Phone.client).distinct())]
    return []


def _namesakes(new: NewClient) -> list[int]:
    """Give clients of the same whole name, or of the same last name with a pet of the same."""
    first, last = (fold(part) for part in split_name(new.name))
    pets = {fold(pet.name) for pet in new.pets}
    if not last:
        return []
    likely = find.matching_clients([last], 500)
    names = Client.select(Client.id, Client.first_name, Client.last_name)
    named = tuples(names.where(Client.id.in_(likely)))
    owned: dict[int, set[str]] = {}
    for owner, pet in tuples(Pet.select(Pet.client, Pet.name).where(Pet.client.in_(likely))):
        owned.setdefault(owner, set()).add(fold(pet))
    return [
        key
        for key, one, other in named
        if sorted((fold(one), fold(other))) == sorted((first, last))
        or (fold(other) == last and owned.get(key, set()) & pets)
    ]


def create(shop: Shop, new: NewClient, by: Actor) -> Made:
    """Make a client with pets as one change; raises Refused naming the field and the remedy."""
    with change("", by) as door:
        first, last = split_name(new.name)
        if not first and not last:
            raise Refused("The client needs a name.")
        email = check_email(new.email)
        client = door.insert(
            Client, number=door.next_number(shop.branch, "client"), first_name=first,
            last_name=last, email=email, created=door.at,
        )  # fmt: skip
        if new.phone.strip():
            try:
                number = phones.read(new.phone, shop.region)
            except ValueError as error:
                raise Refused(f"Phone: {error}") from error
            door.insert(
                Phone, client=client, number=number.number, shown=number.shown,
                digits=number.digits, primary=True,
            )  # fmt: skip
        pets = tuple(_add_pet(door, client.id, pet) for pet in new.pets)
        name = f"{first} {last}".strip()
        names = ", ".join(clean(pet.name) for pet in new.pets)
        door.what = f"new client {name}" + (f" with {names}" if names else "")
        return Made(client.id, pets, name)


def add_pet(client: int, pet: NewPet, by: Actor) -> int:
    """Add a pet to a client and give its id; raises Refused in words."""
    with change("", by) as door:
        owner = Client.get_or_none(Client.id == client)
        if owner is None:
            raise Refused("This client is no longer here. Find the client again.")
        twin = Pet.select().where(Pet.client == client, Pet.active)
        if any(fold(other.name) == fold(pet.name) for other in twin):
            raise Refused(
                f"{owner.first_name or owner.last_name} has a pet named {clean(pet.name)} already."
                " Choose it, or give this one another name."
            )
        door.what = f"new pet {clean(pet.name)} of {owner.first_name} {owner.last_name}".rstrip()
        return _add_pet(door, client, pet)


def _add_pet(door: Door, client: int, pet: NewPet) -> int:
    name = clean(pet.name)
    if not name:
        raise Refused("The pet needs a name.")
    size = pet.size.strip().upper()
    if size and size not in SIZES:
        raise Refused(f"“{clean(pet.size, 20)}” is not a size. Use XS, S, M, L or XL.")
    row = door.insert(
        Pet, client=client, name=name, species=clean(pet.species, 40) or "Dog", breed=pet.breed,
        size=size, coat=clean(pet.coat, 40), behavior=clean(pet.behavior, 200),
        medical=clean(pet.medical, 200),
        alert=clean(pet.alert, 400),
    )  # fmt: skip
    return int(row.id)


def find_breeds(text: str, limit: int = 9) -> list[BreedLine]:
    """Find breeds by any parts of their name, beginnings first."""
    terms = fold(text).split()
    if not terms:
        return []
    rows = tuples(
        Breed.select(Breed.id, Breed.name, Breed.species, Breed.size)
        .where(Breed.active)
        .order_by(Breed.name)
    )
    found = []
    for key, name, species, size in rows:
        folded = fold(name)
        if all(term in folded for term in terms):
            rank = 0 if folded == " ".join(terms) else 1 if folded.startswith(terms[0]) else 2
            found.append(
                (rank, len(folded) if rank < 2 else 99, BreedLine(key, name, species, size))
            )
    return [line for _, _, line in sorted(found, key=lambda f: (f[0], f[1], f[2].name))][:limit]


def set_alert(client: int, text: str, by: Actor) -> None:
    """Set the alert that shows whenever a client is booked; "" removes it."""
    with change("", by) as door:
        found = Client.get_or_none(Client.id == client)
        if found is None:
            raise Refused("This client is no longer here. Find the client again.")
        door.what = f"alert of {found.first_name} {found.last_name}: {clean(text, 60) or 'none'}"
        door.update(found, alert=clean(text, 400))


def age(born: date | None, today: date) -> str:
    """Say how old a pet is: `4 y`, `7 mo`; "" when it is not known."""
    if born is None or born > today:
        return ""
    months = (today.year - born.year) * 12 + today.month - born.month - (today.day < born.day)
    return f"{months // 12} y" if months >= 24 else f"{months} mo"
