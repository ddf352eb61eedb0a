"""The services of the shop as their screens show them: the list, and one with all its parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from db.models import Category, Item, ItemLink, ItemNeed, Resource
from db.models.base import tuples
from pettui.history.door import Refused
from pettui.stock.listprice import list_prices
from pettui.stock.services import ServiceLine, matching

LONGEST = 720  # minutes
PHASES = {"all": "all of it", "setup": "set-up", "process": "process", "finish": "finish"}
"""The parts of a service that may hold a resource, and what people call them."""


@dataclass(frozen=True, slots=True)
class CatalogLine(ServiceLine):
    """A service in the list of all, with what tells it apart from others."""

    setup: int
    process: int
    finish: int
    color: str
    active: bool
    group: int | None  # the category's id
    reserved: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A product or add-on that goes with a service: offered, or put on the ticket by itself."""

    other: int
    name: str
    forced: bool = False
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class ServiceRecord:
    """All of a service. Money in the smallest unit, lengths in minutes.

    `id` is None for a new one; `version` is the one that was read.
    """

    name: str = ""
    code: str = ""
    category: int | None = None
    price: int = 0
    setup: int = 30
    process: int = 0
    finish: int = 0
    taxed: tuple[bool, bool, bool] = (False, False, False)
    color: str = ""
    add_on: bool = False
    backbar: int = 0
    comment: str = ""
    needs: tuple[tuple[str, str], ...] = ()  # kind of resource, phase
    links: tuple[Link, ...] = ()
    active: bool = True
    reserved: bool = False
    id: int | None = None
    version: int | None = None


def catalog(*, inactive: bool = False, day: date | None = None) -> list[CatalogLine]:
    """Give the services in the order of the price list.

    Args:
        inactive: give those that are offered no more, too.
        day: give the prices that hold on this day; None gives those of the services' own rows.
    """
    rows = (
        Item.select(
            Item.id, Item.code, Item.name, Category.name, Item.price, Item.setup, Item.process,
            Item.finish, Item.add_on, Item.color, Item.active, Item.category,
            Item.reserved,
        )
        .left_outer_join(Category)
        .where(Item.kind == "S")
        .order_by(Category.position, Category.name, Item.position, Item.name)
    )  # fmt: skip
    if not inactive:
        rows = rows.where(Item.active)
    now = list_prices(day) if day is not None else {}
    return [
        CatalogLine(
            key, code, name, category or "", now.get(key, price), setup + process + finish,
            bool(add_on), setup, process, finish, color, bool(active), group, bool(reserved),
        )
        for key, code, name, category, price, setup, process, finish, add_on, color, active,
            group, reserved in tuples(rows)
    ]  # fmt: skip


def filtered(lines: Sequence[CatalogLine], text: str) -> list[CatalogLine]:
    """Give the services that a few typed letters mean, in the order of the price list."""
    found = {line.id for line in matching(list(lines), text)}
    return [line for line in lines if line.id in found]


def read_service(item: int, day: date | None = None) -> ServiceRecord:
    """Read a service with its needs and links; raises Refused when it is gone.

    With a day its price is the one that holds then.
    """
    row = Item.get_or_none(Item.id == item, Item.kind == "S")
    if row is None:
        raise Refused("This service is no longer here. Somebody has deleted it.")
    needs = ItemNeed.select(ItemNeed.kind, ItemNeed.phase).where(ItemNeed.item == item)
    links = (
        ItemLink.select(ItemLink.other, Item.name, ItemLink.forced, ItemLink.quantity)
        .join(Item, on=ItemLink.other == Item.id)
        .where(ItemLink.item == item)
        .order_by(ItemLink.id)
    )
    price = list_prices(day, item).get(item, row.price) if day is not None else row.price
    return ServiceRecord(
        name=row.name, code=row.code, category=row.__data__["category"], price=price,
        setup=row.setup, process=row.process, finish=row.finish,
        taxed=(bool(row.tax1), bool(row.tax2), bool(row.tax3)), color=row.color,
        add_on=bool(row.add_on), backbar=row.backbar, comment=row.comment,
        needs=tuple((kind, phase) for kind, phase in tuples(needs.order_by(ItemNeed.id))),
        links=tuple(Link(o, n, bool(f), q) for o, n, f, q in tuples(links)),
        active=bool(row.active), reserved=bool(row.reserved), id=row.id, version=row.version,
    )  # fmt: skip


def resource_kinds() -> list[str]:
    """Give the kinds of resources that the shop has or that a service asks for."""
    there = Resource.select(Resource.kind).distinct()
    asked = ItemNeed.select(ItemNeed.kind).distinct()
    return sorted({kind for (kind,) in [*tuples(there), *tuples(asked)] if kind})


def linkable(item: int | None) -> list[tuple[int, str]]:
    """Give the products and add-ons that a service can be linked with, by name."""
    rows = Item.select(Item.id, Item.name).where(
        Item.active, Item.id != (item or 0), (Item.kind == "P") | Item.add_on
    )
    return [(key, name) for key, name in tuples(rows.order_by(Item.name))]
