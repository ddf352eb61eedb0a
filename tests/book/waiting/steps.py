"""What tests of the wait list share: who is there, and entries of a line."""

from __future__ import annotations

from typing import Any

from db.models import Bookable, Client, Item, Pet
from pettui.book.waiting import reading
from pettui.book.waiting.saving import save
from pettui.book.waiting.values import Waiting
from pettui.book.waiting.wanted import Want, Wanted
from pettui.history.actor import Actor
from pettui.team.shop import Shop

DANA = Actor(None, "Dana", "desk")
KIM = Actor(None, "Kim", "phone")


def pet_of(name: str) -> Pet:
    """Give a pet by its name."""
    found: Pet = Pet.get(Pet.name == name)
    return found


def owner_of(name: str) -> int:
    """Give the id of a pet's owner."""
    return int(pet_of(name).__data__["client"])


def who(label: str) -> int:
    """Give the id of an employee by the head of the column."""
    return int(Bookable.get(Bookable.label == label).id)


def item(code: str) -> int:
    """Give the id of a service by its code."""
    return int(Item.get(Item.code == code).id)


def wanted(pet: str, *codes: str, **more: Any) -> Wanted:
    """Give what somebody wants for a pet."""
    rows = tuple(Want(item(code), pet_of(pet).id) for code in codes)
    values: dict[str, Any] = {"client": owner_of(pet), "rows": rows} | more
    return Wanted(**values)


def listed(shop: Shop, pet: str, *codes: str, **more: Any) -> Waiting:
    """Put somebody on the list and give the entry."""
    by = more.pop("by", DANA)
    agreed = more.pop("agreed", ())
    done = save(shop, wanted(pet, *codes, **more), by, agreed=agreed)
    return entry(shop, done.entry)


def entry(shop: Shop, key: int) -> Waiting:
    """Read one entry, whatever became of it."""
    (found,) = reading.read(shop, ids=[key], ended=True)
    return found


def client_named(last: str) -> Client:
    """Give a client by the last name."""
    found: Client = Client.get(Client.last_name == last)
    return found
