"""The categories of services and products: named by id, so that a new name breaks nothing."""

from __future__ import annotations

from dataclasses import dataclass

from peewee import fn

from db.models import Category, Item
from db.models.base import tuples
from pettui.history.actor import Actor
from pettui.history.door import Refused, change
from pettui.stock import uses
from pettui.text import clean, fold


@dataclass(frozen=True, slots=True)
class Group:
    """A category with how many services or products stand in it."""

    id: int
    name: str
    kind: str
    items: int
    active: bool
    version: int


def groups(kind: str = "S", *, inactive: bool = True) -> list[Group]:
    """Give the categories of services (S) or products (P) in the shop's order."""
    size = fn.COUNT(Item.id)
    rows = (
        Category.select(
            Category.id, Category.name, Category.kind, size, Category.active, Category.version
        )
        .left_outer_join(Item)
        .where(Category.kind == kind)
        .group_by(Category.id)
        .order_by(Category.position, Category.name)
    )
    found = [Group(k, n, s, c, bool(on), v) for k, n, s, c, on, v in tuples(rows)]
    return [group for group in found if group.active or inactive]


def save_group(
    name: str, by: Actor, *, key: int | None = None, kind: str = "S", version: int | None = None
) -> int:
    """Make or rename a category; gives its id. Two of one name are refused."""
    name = clean(name)
    with change(f"new category {name}", by) as door:
        if not name:
            raise Refused("Name: a category needs a name.")
        row = _the(key) if key is not None else None
        kind = row.kind if row is not None else kind
        for other in Category.select().where(Category.kind == kind, Category.id != (key or 0)):
            if fold(other.name) == fold(name):
                raise Refused(f"Name: there is a category {other.name} already.")
        if row is None:
            last = Category.select(fn.MAX(Category.position)).scalar()
            return int(door.insert(Category, name=name, kind=kind, position=(last or 0) + 1).id)
        door.refuse_stale(row, version)
        door.what = f"renamed the category {row.name} to {name}"
        door.update(row, name=name)
        return int(row.id)


def move_group(key: int, step: int, by: Actor) -> None:
    """Move a category up (-1) or down (1) among those of its kind."""
    with change("", by) as door:
        row = _the(key)
        order = list(
            Category.select()
            .where(Category.kind == row.kind)
            .order_by(Category.position, Category.name)
        )
        at = next(place for place, one in enumerate(order) if one.id == key)
        to = max(0, min(len(order) - 1, at + step))
        order.insert(to, order.pop(at))
        door.what = f"moved the category {row.name}"
        for place, one in enumerate(order):
            door.update(one, position=place)


def set_group_active(key: int, by: Actor, *, active: bool) -> None:
    """Offer a category again, or no more; its services keep it."""
    with change("", by) as door:
        row = _the(key)
        door.what = f"made the category {row.name} {'active' if active else 'inactive'}"
        door.update(row, active=active)


def delete_group(key: int, by: Actor) -> None:
    """Remove a category that nothing refers to; else Refused with the counts (DOMAIN 5.1)."""
    with change("", by) as door:
        row = _the(key)
        uses.refuse_if_used(row.name, uses.of_category(key))
        door.what = f"deleted the category {row.name}"
        door.delete(row)


def _the(key: int) -> Category:
    row: Category | None = Category.get_or_none(Category.id == key)
    if row is None:
        raise Refused("This category is no longer here. Somebody has deleted it.")
    return row
