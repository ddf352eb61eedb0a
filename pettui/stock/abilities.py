"""What employees may do: everything, or only the services and categories on their list."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from peewee import fn

from db.connection import reading
from db.models import Ability, Bookable, Category, Employee, Item, Ticket, TicketRow
from db.models.base import tuples
from pettui.book.checking import may_do
from pettui.book.day import LIVE
from pettui.history.actor import Actor
from pettui.history.door import Door, Refused, change
from pettui.team.shop import Shop
from pettui.text import count


class NothingLeft(Refused):
    """Somebody would be able to do nothing at all; that has to be meant."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one employee may do. Categories cover services that are added to them later."""

    employee: int
    name: str
    limited: bool
    items: frozenset[int] = frozenset()
    categories: frozenset[int] = frozenset()
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """A visit to come that stays with somebody who may not do it any more."""

    ticket: int
    number: int
    day: date
    words: str


@dataclass(frozen=True, slots=True)
class Doer:
    """Somebody as a service sees them: whether they do it, and by which entry."""

    employee: int
    name: str
    can: bool
    how: str  # "everything", "all of Washing", "this service", "" where they may not


@dataclass(frozen=True, slots=True)
class Offered:
    """A service with its category, as the list of what somebody may do shows it."""

    item: int
    name: str
    category: int | None
    category_name: str


def limits_of(employee: int) -> Limits:
    """Read what an employee may do; raises Refused when the employee is gone."""
    with reading():
        row, name = _the(employee)
        rows = tuples(
            Ability.select(Ability.item, Ability.category).where(Ability.employee == employee)
        )
        return Limits(
            employee, name, bool(row.limited),
            frozenset(item for item, _ in rows if item is not None),
            frozenset(group for _, group in rows if group is not None), row.version,
        )  # fmt: skip


def offered() -> list[Offered]:
    """Give the services that can be allowed, in the order of the price list."""
    rows = (
        Item.select(Item.id, Item.name, Category.id, Category.name)
        .left_outer_join(Category)
        .where(Item.kind == "S", Item.active)
        .order_by(Category.position, Category.name, Item.position, Item.name)
    )
    return [Offered(key, name, group, words or "") for key, name, group, words in tuples(rows)]


def save_limits(shop: Shop, wish: Limits, by: Actor, *, agreed: bool = False) -> tuple[Left, ...]:
    """Save what an employee may do; gives the visits to come that this leaves behind.

    Visits stay as they are (DOMAIN 11.5). Raises NothingLeft where the list would be empty,
    unless `agreed` says that this is meant, and Clash when somebody changed it since it was read.
    """
    with change("", by) as door:
        row, name = _the(wish.employee)
        door.refuse_stale(row, wish.version)
        if wish.limited and not wish.items and not wish.categories and not agreed:
            raise NothingLeft(
                f"The list is empty: {name} could be booked for nothing at all. Choose services or"
                " categories, or let them do everything."
            )
        _refuse_unknown(wish)
        before = _left_keys(shop, wish.employee)
        door.what = f"{name} may do everything"
        if wish.limited:
            parts = [
                count(len(wish.categories), "category", "categories") if wish.categories else "",
                count(len(wish.items), "service") if wish.items else "",
            ]
            door.what = f"{name} may do {' and '.join(filter(None, parts)) or 'nothing'}"
        changed = _write(door, wish)
        if not door.update(row, limited=wish.limited) and changed:
            # The list belongs to the employee: who looks at an older one is told so.
            Employee.update(version=Employee.version + 1).where(
                Employee.bookable == wish.employee
            ).execute()
        after = left_behind(shop, wish.employee)
        return tuple(left for left in after if left.ticket not in before)


def set_doer(shop: Shop, item: int, employee: int, can: bool, by: Actor) -> tuple[Left, ...]:
    """Let an employee do one service, or no more: the list as it is seen from the service.

    Raises Refused where the employee has no list, or may do the service by its category.
    """
    service = _service(item)
    limits = limits_of(employee)
    group = service.__data__["category"]
    if not limits.limited:
        raise Refused(f"{limits.name} may do everything. Limit {limits.name} to a list first.")
    if not can and group in limits.categories:
        raise Refused(
            f"{limits.name} may do all of {service.category.name}. Take the category off the list"
            f" of {limits.name}, and choose its services one by one."
        )
    items = limits.items | {item} if can else limits.items - {item}
    wish = Limits(employee, limits.name, True, items, limits.categories, limits.version)
    return save_limits(shop, wish, by)


def doers(shop: Shop, item: int) -> list[Doer]:
    """Say of everybody who works here whether they do a service (DOMAIN 11.9)."""
    with reading():
        service = _service(item)
        group: Category | None = service.category
        people = tuples(
            Bookable.select(Bookable.id, Bookable.label)
            .where(Bookable.branch == shop.branch, Bookable.kind == "employee", Bookable.active)
            .order_by(Bookable.position, Bookable.id)
        )
        able = may_do(key for key, _ in people)
        found = []
        for key, name in people:
            allowed = able[key]
            how = ""
            if allowed is None:
                how = "everything"
            elif group is not None and group.id in allowed[1]:
                how = f"all of {group.name}"
            elif item in allowed[0]:
                how = "this service"
            found.append(Doer(key, name, bool(how), how))
        return found


def doable(employee: int | None, items: Collection[int]) -> set[int]:
    """Give those services that an employee may do; all of them where nobody is named."""
    allowed = may_do([employee]).get(employee) if employee is not None else None
    if allowed is None:
        return set(items)
    groups = Item.select(Item.id, Item.category).where(Item.id.in_(list(items)))
    return {
        item for item, group in tuples(groups) if item in allowed[0] or group in allowed[1]
    }  # fmt: skip


def left_behind(shop: Shop, employee: int) -> tuple[Left, ...]:
    """Give the visits from today on that are booked with somebody who may not do them."""
    allowed = may_do([employee]).get(employee)
    if allowed is None:
        return ()
    rows = (
        TicketRow.select(
            Ticket.id, Ticket.number, TicketRow.day, fn.MIN(TicketRow.start), Ticket.pet_names,
            Ticket.client_name, TicketRow.item, Item.category, TicketRow.description,
        )
        .join(Ticket)
        .switch(TicketRow)
        .join(Item)
        .where(
            TicketRow.employee == employee, TicketRow.kind == "S", TicketRow.day >= shop.today(),
            Ticket.status.in_(list(LIVE)),
        )
        .group_by(
            Ticket.id, Ticket.number, TicketRow.day, Ticket.pet_names, Ticket.client_name,
            TicketRow.item, Item.category, TicketRow.description,
        )
        .order_by(TicketRow.day, fn.MIN(TicketRow.start))
    )  # fmt: skip
    found: dict[int, Left] = {}
    for key, number, day, start, pets, client, item, group, name in tuples(rows):
        if item in allowed[0] or group in allowed[1] or key in found:
            continue
        at = f" {shop.time(start)}" if start is not None else ""
        who = " ".join(part for part in (pets, f"({client})" if client else "") if part)
        found[key] = Left(key, number, day, f"{shop.day(day)}{at} · {who} · {name}")
    return tuple(found.values())


def _left_keys(shop: Shop, employee: int) -> set[int]:
    return {left.ticket for left in left_behind(shop, employee)}


def _write(door: Door, wish: Limits) -> bool:
    """Write the list; it stays where somebody may do everything, for the day it is wanted again."""
    there = {
        (row.__data__["item"], row.__data__["category"]): row
        for row in Ability.select().where(Ability.employee == wish.employee)
    }
    wanted = {*((item, None) for item in wish.items), *((None, g) for g in wish.categories)}
    for pair in sorted(wanted - there.keys(), key=str):
        door.insert(Ability, employee=wish.employee, item=pair[0], category=pair[1])
    for gone in there.keys() - wanted:
        door.delete(there[gone])
    return wanted != there.keys()


def _refuse_unknown(wish: Limits) -> None:
    _all_there(Item.select(Item.id).where(Item.id.in_(list(wish.items))), wish.items)
    _all_there(
        Category.select(Category.id).where(Category.id.in_(list(wish.categories))), wish.categories
    )


def _all_there(query: object, wanted: Iterable[int]) -> None:
    if {key for (key,) in tuples(query)} != set(wanted):
        raise Refused("A service or category is no longer here. Look at the list again.")


def _the(employee: int) -> tuple[Employee, str]:
    row = Employee.get_or_none(Employee.bookable == employee)
    if row is None:
        raise Refused("This employee is no longer here. Somebody has deleted the record.")
    return row, str(Bookable.get_by_id(employee).label)


def _service(item: int) -> Item:
    row: Item | None = Item.get_or_none(Item.id == item, Item.kind == "S")
    if row is None:
        raise Refused("This service is no longer here. Somebody has deleted it.")
    return row
