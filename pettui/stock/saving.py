"""Makes, changes, puts away and removes services; every refusal names the field and the remedy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from peewee import fn

from db.models import (
    Ability,
    Category,
    FuturePrice,
    Item,
    ItemException,
    ItemLink,
    ItemNeed,
    PriceCell,
)
from pettui.history.actor import Actor
from pettui.history.door import Door, Refused, change
from pettui.stock import uses
from pettui.stock.catalog import LONGEST, PHASES, Link, ServiceRecord
from pettui.stock.listprice import list_prices
from pettui.stock.pricing import write_price
from pettui.stock.services import initials
from pettui.text import clean, clean_note, fold

COLORS = ("", "red", "orange", "yellow", "green", "teal", "blue", "purple", "pink", "grey")
"""What a service may be marked with in the book; "" is none."""


def save_service(service: ServiceRecord, by: Actor, day: date | None = None) -> int:
    """Make or change a service with its needs and links as one change; gives its id.

    `day` is today, where the price was read as it holds today: a price that had come from a day
    on is then written over by another one, and stays where it was not touched.
    Raises Refused in words, and Clash when somebody changed it since it was read.
    """
    with change("", by) as door:
        values = _checked(service)
        if service.id is None:
            door.what = f"new service {values['name']}"
            last = Item.select(fn.MAX(Item.position)).scalar()
            item = door.insert(Item, kind="S", position=(last or 0) + 1, **values)
        else:
            item = _the(service.id)
            door.refuse_stale(item, service.version)
            door.what = f"changed the service {item.name}"
            if item.name != values["name"]:
                door.what = f"renamed the service {item.name} to {values['name']}"
            if item.reserved and not service.active:
                raise Refused(f"{item.name} belongs to the program and stays (DOMAIN 5.11).")
            if day is not None:
                price = values.pop("price")
                if price != list_prices(day, item.id).get(item.id, item.price):
                    write_price(door, item.id, ("", "", ""), price, None, day)
                    item = _the(item.id)
            door.update(item, **values)
        parts = _needs(door, item, service.needs) + _links(door, item, service.links)
        if parts and service.id is not None:
            _touch(item)
        return int(item.id)


def set_active(item: int, by: Actor, *, active: bool) -> None:
    """Offer a service again, or no more; what refers to it stays (DOMAIN 5.2)."""
    with change("", by) as door:
        row = _the(item)
        if row.reserved:
            raise Refused(f"{row.name} belongs to the program and is always there.")
        door.what = f"made {row.name} {'active' if active else 'inactive'}"
        door.update(row, active=active)


def delete_service(item: int, by: Actor) -> str:
    """Remove a service that nothing refers to, with its prices; gives its name.

    Raises Refused with the counts of what refers to it (DOMAIN 5.1).
    """
    with change("", by) as door:
        row = _the(item)
        if row.reserved:
            raise Refused(f"{row.name} belongs to the program and cannot be deleted.")
        uses.refuse_if_used(row.name, uses.of_item(item))
        door.what = f"deleted the service {row.name}"
        for model in (PriceCell, FuturePrice, ItemException, ItemNeed, ItemLink, Ability):
            for part in list(model.select().where(model.item == item)):
                door.delete(part)
        door.delete(row)
        return str(row.name)


def _the(item: int) -> Item:
    row: Item | None = Item.get_or_none(Item.id == item)
    if row is None:
        raise Refused("This service is no longer here. Somebody has deleted it.")
    return row


def _checked(service: ServiceRecord) -> dict[str, Any]:
    name = clean(service.name)
    if not name:
        raise Refused("Name: a service needs a name.")
    if service.category is not None and Category.get_or_none(id=service.category) is None:
        raise Refused("Category: this category is no longer here. Choose another one.")
    for words, amount in (("Price", service.price), ("Backbar", service.backbar)):
        if amount < 0:
            raise Refused(f"{words}: it cannot be less than nothing.")
    lengths = (service.setup, service.process, service.finish)
    for words, minutes in zip(("Set-up", "Process", "Finish"), lengths, strict=True):
        if minutes < 0 or minutes > LONGEST or minutes % 5:
            raise Refused(f"{words}: use steps of 5 minutes, from 0 to {LONGEST}.")
    if sum(lengths) < 5:
        raise Refused("Set-up: a service takes at least 5 minutes in all.")
    if sum(lengths) > LONGEST:
        raise Refused(f"Set-up: a service takes at most {LONGEST} minutes in all.")
    return {
        "name": name, "code": _code(service, name), "category": service.category,
        "price": service.price, "backbar": service.backbar, "setup": service.setup,
        "process": service.process, "finish": service.finish, "tax1": service.taxed[0],
        "tax2": service.taxed[1], "tax3": service.taxed[2], "color": clean(service.color, 20),
        "add_on": service.add_on, "comment": clean_note(service.comment),
        "active": service.active,
    }  # fmt: skip


def _code(service: ServiceRecord, name: str) -> str:
    """Give the short code, made of the initials where none was typed; each is there once."""
    code = clean(service.code, 20).upper()
    taken = {
        fold(other)
        for (other,) in Item.select(Item.code).where(Item.id != (service.id or 0)).tuples()
    }
    if code:
        if fold(code) in taken:
            raise Refused(f"Code: {code} is taken by another service. Choose another one.")
        return code
    base = initials(name).upper()[:12] or "S"
    number = 1
    while fold(code := base if number == 1 else f"{base}{number}") in taken:
        number += 1
    return code


def _needs(door: Door, item: Item, wanted: Sequence[tuple[str, str]]) -> int:
    """Bring the needed resources in line; gives how many rows were written."""
    cleaned = {(fold(clean(kind, 40)), phase) for kind, phase in wanted if clean(kind, 40)}
    for _, phase in cleaned:
        if phase not in PHASES:
            raise Refused(f"Needs: a resource is held in {', '.join(PHASES)}.")
    there = {(row.kind, row.phase): row for row in ItemNeed.select().where(ItemNeed.item == item)}
    for key in there.keys() - cleaned:
        door.delete(there[key])
    for kind, phase in sorted(cleaned - there.keys()):
        door.insert(ItemNeed, item=item, kind=kind, phase=phase)
    return len(there.keys() ^ cleaned)


def _links(door: Door, item: Item, wanted: Sequence[Link]) -> int:
    """Bring the linked products and add-ons in line; gives how many rows were written."""
    there = {r.__data__["other"]: r for r in ItemLink.select().where(ItemLink.item == item)}
    asked = {link.other: link for link in wanted}
    if item.id in asked:
        raise Refused("Goes with: a service cannot be linked with itself.")
    written = 0
    for key in there.keys() - asked.keys():
        door.delete(there[key])
        written += 1
    for key, link in asked.items():
        if not 1 <= link.quantity <= 99:
            raise Refused("Goes with: the quantity is from 1 to 99.")
        if key in there:
            written += door.update(there[key], forced=link.forced, quantity=link.quantity)
        elif Item.get_or_none(Item.id == key) is None:
            raise Refused(f"Goes with: {clean(link.name)} is no longer here.")
        else:
            door.insert(ItemLink, item=item, other=key, forced=link.forced, quantity=link.quantity)
            written += 1
    return written


def _touch(item: Item) -> None:
    """Let the version grow with the parts, so that a stale form is noticed; it has no old value."""
    Item.update(version=Item.version + 1).where(Item.id == item.id).execute()
