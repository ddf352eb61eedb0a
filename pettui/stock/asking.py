"""Where prices come from: of a visit in the book, and of every service for one pet."""

from __future__ import annotations

import re
from typing import NamedTuple

from peewee import fn

from db.connection import reading
from db.models import Pet, Ticket, TicketRow
from db.models.base import tuples
from pettui.book.booking import plan_of
from pettui.book.day import LIVE
from pettui.book.linked import goods
from pettui.book.placing import place_rows, saved_rows
from pettui.book.plan import Good, PlacedRow
from pettui.people import choosing
from pettui.stock.services import services
from pettui.team.shop import Shop
from pettui.text import fold
from pettui.till.prices import Quote, quotes


class Asked(NamedTuple):
    """The rows of a visit with what was asked for each, and its products."""

    rows: tuple[PlacedRow, ...]
    goods: tuple[Good, ...]


def of_visit(shop: Shop, ticket: int) -> Asked:
    """Give what the prices of a visit come from; raises Refused when it is gone."""
    with reading():
        plan = plan_of(ticket)
        rows = tuple(place_rows(shop, plan))
        return Asked(rows, goods(shop, plan, rows, saved_rows(ticket)).kept)


class ForPet(NamedTuple):
    """What services cost for a pet: its own, the latest first, and all the others."""

    own: tuple[Quote, ...]
    others: tuple[Quote, ...]


def of_pet(shop: Shop, pet: int) -> ForPet:
    """Give what every service costs for a pet with any groomer.

    First what it is booked for or has had; the others in the order of the price list, but those
    whose category is named for another species (`Cats`, for a dog) last. Services have no species
    of their own.
    """
    with reading():
        ids = [service.id for service in services()]
        found = quotes(shop, ids, pet=pet, employee=None)
        had = [item for item in _had(pet) if item in found]
        kinds = choosing.species()
        mine = Pet.select(Pet.species).where(Pet.id == pet).scalar() or ""
    foreign = {fold(name) for name in kinds} - {fold(mine)}
    others = [found[item] for item in ids if item in found and item not in had]
    others.sort(key=lambda quote: _is_for(quote.category, foreign))
    return ForPet(tuple(found[item] for item in had), tuple(others))


def _had(pet: int) -> list[int]:
    """Give the services of a pet's visits, the latest first; called-off visits do not count."""
    rows = (
        TicketRow.select(TicketRow.item)
        .join(Ticket)
        .where(
            TicketRow.pet == pet, TicketRow.kind == "S", TicketRow.item.is_null(False),
            Ticket.status.in_(("closed", *LIVE)),
        )
        .group_by(TicketRow.item)
        .order_by(fn.MAX(Ticket.day).desc(), TicketRow.item)
    )  # fmt: skip
    return [item for (item,) in tuples(rows)]


def _is_for(category: str, species: set[str]) -> bool:
    """Tell whether a category is named for one of some species, one or many: `Cat`, `Cats`."""
    words = re.findall(r"\w+", fold(category))
    return any(word in species or word.removesuffix("s") in species for word in words)
