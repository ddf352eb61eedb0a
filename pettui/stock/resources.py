"""Tubs, dryers, tables and kennels: how many pets each holds, and what that must not break."""

from __future__ import annotations

from dataclasses import dataclass

from peewee import fn

from db.models import Bookable, Hold, Resource, Slot, Ticket, TicketRow
from db.models.base import tuples
from pettui.book import slots
from pettui.history.actor import Actor
from pettui.history.door import Refused, change
from pettui.stock import uses
from pettui.team.shop import Shop
from pettui.text import clean, fold

MOST = 99
USUAL = ("tub", "dryer", "table", "kennel")


@dataclass(frozen=True, slots=True)
class ResourceLine:
    """A resource; `lanes` is how many pets it holds at a time. `id` is None for a new one."""

    label: str
    kind: str
    lanes: int = 1
    shown: bool = True
    active: bool = True
    id: int | None = None
    version: int | None = None


def resources(shop: Shop, *, inactive: bool = True) -> list[ResourceLine]:
    """Give the resources in the order of the book's columns."""
    rows = (
        Bookable.select(
            Bookable.label, Resource.kind, Bookable.lanes, Bookable.shown, Bookable.active,
            Bookable.id, Bookable.version,
        )
        .join(Resource, on=Resource.bookable == Bookable.id)
        .where(Bookable.branch == shop.branch)
        .order_by(Bookable.position, Bookable.id)
    )  # fmt: skip
    found = [ResourceLine(n, k, lanes, bool(s), bool(a), i, v) for n, k, lanes, s, a, i, v
             in tuples(rows)]  # fmt: skip
    return [line for line in found if line.active or inactive]


def save_resource(shop: Shop, line: ResourceLine, by: Actor) -> int:
    """Make or change a resource; gives its id.

    Raises Refused when visits to come need more places than it would have, naming the first.
    """
    label, kind = clean(line.label, 40), fold(clean(line.kind, 40))
    with change(f"new {kind} {label}", by) as door:
        if not label:
            raise Refused("Name: a resource needs a name, such as tub 1.")
        if not kind:
            raise Refused(f"Kind: say what it is, such as {', '.join(USUAL)}.")
        if not 1 <= line.lanes <= MOST:
            raise Refused(f"Places: it holds from 1 to {MOST} pets at a time.")
        for other in Bookable.select().where(
            Bookable.branch == shop.branch, Bookable.id != (line.id or 0)
        ):
            if fold(other.label) == fold(label):
                raise Refused(f"Name: there is a column {other.label} already.")
        if line.id is None:
            last = Bookable.select(fn.MAX(Bookable.position)).scalar()
            column = door.insert(
                Bookable, branch=shop.branch, kind="resource", label=label, lanes=line.lanes,
                shown=line.shown, position=(last or 0) + 1,
            )  # fmt: skip
            door.insert(Resource, bookable=column.id, kind=kind)
            return int(column.id)
        column = _the(line.id)
        door.refuse_stale(column, line.version)
        if line.lanes < column.lanes:
            _refuse_fewer(shop, column, line.lanes)
        door.what = f"changed {column.label}"
        if line.lanes != column.lanes:
            door.what = f"{label} holds {line.lanes}, before {column.lanes}"
        door.update(column, label=label, lanes=line.lanes, shown=line.shown)
        door.update(Resource.get_by_id(line.id), kind=kind)
        return int(column.id)


def set_resource_active(shop: Shop, key: int, by: Actor, *, active: bool) -> None:
    """Take a resource out of use or back; refused while visits to come hold it."""
    with change("", by) as door:
        column = _the(key)
        if not active:
            _refuse_fewer(shop, column, 0)
        door.what = f"made {column.label} {'active' if active else 'inactive'}"
        door.update(column, active=active)


def delete_resource(key: int, by: Actor) -> None:
    """Remove a resource that no visit ever held; else Refused with the count (DOMAIN 5.1)."""
    with change("", by) as door:
        column = _the(key)
        uses.refuse_if_used(column.label, uses.of_resource(key))
        door.what = f"deleted {column.label}"
        door.delete(Resource.get_by_id(key))
        door.delete(column)


def _refuse_fewer(shop: Shop, column: Bookable, lanes: int) -> None:
    """Raise Refused when a visit from today on has a place that would be gone, naming it."""
    row = (
        Slot.select(
            Slot.lane, TicketRow.day, TicketRow.start, TicketRow.pet_name, Ticket.client_name,
            Ticket.number,
        )
        .join(TicketRow)
        .join(Ticket)
        .where(
            Slot.who == column.id, Slot.lane >= lanes,
            Slot.slot >= slots.number_of(shop.today(), 0),
        )
        .order_by(Slot.slot)
        .limit(1)
    )  # fmt: skip
    visits = (
        Hold.select(TicketRow.ticket)
        .join(TicketRow)
        .join(Ticket)
        .where(
            Hold.resource == column.id, Hold.lane >= lanes, TicketRow.day >= shop.today(),
            Ticket.status.in_(slots.HOLDING),
        )
        .distinct()
        .count()
    )  # fmt: skip
    for lane, day, start, pet, client, number in tuples(row):
        who = " ".join(filter(None, (pet, client))) or "a visit"
        rest = f", and {visits - 1} more after it" if visits > 1 else ""
        place = f"place {lane + 1} of {column.label}" if column.lanes > 1 else column.label
        raise Refused(
            f"{who} (ticket {number}) has {place} on {shop.day(day)} at {shop.time(start)}{rest}."
            f" Move {'these visits' if visits > 1 else 'that visit'} first."
        )


def _the(key: int) -> Bookable:
    row: Bookable | None = Bookable.get_or_none(Bookable.id == key, Bookable.kind == "resource")
    if row is None:
        raise Refused("This resource is no longer here. Somebody has deleted it.")
    return row
