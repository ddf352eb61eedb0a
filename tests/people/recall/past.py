"""What was done for the pets of the small shop before its day."""

from __future__ import annotations

from datetime import date, timedelta

from db.models import Bookable, Client, Item, Pet, Ticket, TicketRow
from pettui.history.door import Door, change
from pettui.people.recall.reading import Line, recall
from pettui.team.shop import Shop
from tests.small_shop import DANA, DAY

OWNERS = {"Mimi": "Chen", "Nala": "Chen", "Otto": "Whitfield"}
"""Pets who have no visit on the small shop's day; they come into being when first named."""


def known(door: Door, name: str) -> Pet:
    """Give a pet by its name."""
    pet: Pet | None = Pet.get_or_none(Pet.name == name)
    if pet is not None:
        return pet
    return door.insert(Pet, client=Client.get(Client.last_name == OWNERS[name]), name=name)


def came(
    shop: Shop,
    name: str,
    *ago: int,
    items: tuple[str, ...] = ("FULL",),
    who: str = "Kim",
    start: int = 600,
    status: str = "closed",
) -> list[int]:
    """Let a pet have come so many days before the small shop's day; gives the tickets."""
    tickets = []
    with change("the past", DANA) as door:
        pet = known(door, name)
        client = pet.client
        for days in ago:
            day = DAY - timedelta(days=days)
            ticket = door.insert(
                Ticket, branch=shop.branch, number=door.next_number(shop.branch, "ticket"),
                client=client, client_name=f"{client.first_name} {client.last_name}",
                pet_names=name, day=day, status=status, created=door.at,
            )  # fmt: skip
            at = start
            for code in items:
                item = Item.get(Item.code == code)
                door.insert(
                    TicketRow, ticket=ticket, item=item, pet=pet, pet_name=name, day=day, start=at,
                    employee=Bookable.get(Bookable.label == who), employee_name=who,
                    setup=item.setup, process=item.process, finish=item.finish,
                    description=item.name, price=item.price,
                )  # fmt: skip
                at += item.setup + item.process + item.finish
            tickets.append(ticket.id)
    return tickets


def listed(shop: Shop, **wish: bool) -> list[Line]:
    """Give the whole list."""
    return list(recall(shop, **wish).lines)  # type: ignore[arg-type]  # resting alone is a bool


def ahead(shop: Shop, name: str, days: int, **more: str) -> None:
    """Let a pet have a visit ahead."""
    came(shop, name, -days, status=more.get("status", "booked"))


def day(ago: int) -> date:
    """Give the day so many days before the small shop's."""
    return DAY - timedelta(days=ago)
