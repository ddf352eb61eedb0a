"""What a search reads once, whatever the days: people, what they may do, resources, lengths."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from db.models import Ability, Bookable, Client, Employee, Hold, ItemNeed, Resource, TicketRow
from db.models.base import tuples
from pettui.book.plan import Plan, PlannedRow
from pettui.book.search.lengths import Lengths, Parts
from pettui.team.shop import Shop

Able = tuple[set[int], set[int]]  # services and categories


class Person(NamedTuple):
    """Somebody of the book; only those that are shown are offered, others do what they have."""

    label: str
    offered: bool
    active: bool


class Lists(NamedTuple):
    """What decides who can do what, and how long it takes."""

    staff: dict[int, Person]  # in the order of the book's columns
    able: dict[int, Able | None]  # None is everything (DOMAIN 11)
    needs: dict[int, tuple[tuple[str, str], ...]]  # (kind of resource, phase), by service
    resources: dict[str, tuple[tuple[int, int], ...]]  # (resource, lanes), by kind
    lengths: Lengths
    preferred: dict[int, int]  # the employee that a client always goes to
    rows: dict[int, tuple[int, ...]]  # the rows of the tickets that are to be moved
    held: dict[int, tuple[tuple[str, int, int], ...]]  # (phase, resource, lane), by row

    @property
    def offered(self) -> tuple[int, ...]:
        """Who can be booked, in the order of the book's columns."""
        return tuple(key for key, person in self.staff.items() if person.offered)

    @property
    def columns(self) -> list[int]:
        """Everybody and everything whose slots matter."""
        kinds = (key for keys in self.resources.values() for key, _ in keys)
        return [*self.staff, *kinds]

    def lacks(self, item: int, employee: int) -> bool:
        """Tell whether an employee is not set up to do a service; selling is never limited."""
        able, service = self.able.get(employee), self.lengths.services.get(item)
        if able is None or service is None or service.kind == "P":
            return False
        return item not in able[0] and service.category not in able[1]

    def parts(self, row: PlannedRow, employee: int) -> Parts | None:
        """Give a row's parts with an employee; its own lengths come first."""
        own = (row.setup, row.process, row.finish)
        if None not in own:
            return own  # type: ignore[return-value]  # none of the three is None
        asked = self.lengths.of(row.item, row.pet, employee)
        if asked is None:
            return None
        setup, process, finish = (b if a is None else a for a, b in zip(own, asked, strict=True))
        return setup, process, finish


def read_lists(shop: Shop, plans: Sequence[Plan]) -> Lists:
    """Read what searches for these plans need: some ten queries, however many plans there are."""
    rows = [row for plan in plans for row in plan.rows]
    items = {row.item for row in rows}
    needs = _needs(items)
    of_tickets = _rows({plan.ticket for plan in plans if plan.ticket is not None})
    return Lists(
        _staff(shop, {row.employee for row in rows if row.employee is not None}),
        _able(),
        needs,
        _resources({kind for found in needs.values() for kind, _ in found}),
        Lengths(items, (row.pet for row in rows if row.pet is not None)),
        _preferred({plan.client for plan in plans}),
        of_tickets,
        _held([row for found in of_tickets.values() for row in found]),
    )


def _staff(shop: Shop, named: Iterable[int]) -> dict[int, Person]:
    rows = (
        Bookable.select(
            Bookable.id, Bookable.label, Bookable.active, Bookable.shown, Bookable.branch
        )
        .where(Bookable.kind == "employee")
        .order_by(Bookable.position, Bookable.id)
    )
    wanted = set(named)
    return {
        key: Person(label, bool(active and shown and branch == shop.branch), bool(active))
        for key, label, active, shown, branch in tuples(rows)
        if key in wanted or (active and shown and branch == shop.branch)
    }


def _able() -> dict[int, Able | None]:
    limited = Employee.select(Employee.bookable).where(Employee.limited == True)  # noqa: E712  # SQL
    found: dict[int, Able | None] = {key: (set(), set()) for (key,) in tuples(limited)}
    if not found:
        return found
    rows = Ability.select(Ability.employee, Ability.item, Ability.category)
    for employee, item, category in tuples(rows.where(Ability.employee.in_(list(found)))):
        able = found[employee]
        if able is not None:
            (able[0].add(item) if item is not None else able[1].add(category))
    return found


def _needs(items: Iterable[int]) -> dict[int, tuple[tuple[str, str], ...]]:
    found: dict[int, tuple[tuple[str, str], ...]] = {}
    rows = ItemNeed.select(ItemNeed.item, ItemNeed.kind, ItemNeed.phase).where(
        ItemNeed.item.in_(list(items))
    )
    for item, kind, phase in tuples(rows.order_by(ItemNeed.id)):
        found[item] = (*found.get(item, ()), (kind, phase))
    return found


def _resources(kinds: set[str]) -> dict[str, tuple[tuple[int, int], ...]]:
    if not kinds:
        return {}
    found: dict[str, tuple[tuple[int, int], ...]] = {}
    rows = (
        Resource.select(Resource.kind, Bookable.id, Bookable.lanes)
        .join(Bookable)
        .where(Resource.kind.in_(sorted(kinds)), Bookable.active == True)  # noqa: E712  # SQL
        .order_by(Bookable.position, Bookable.id)
    )
    for kind, key, count in tuples(rows):
        found[kind] = (*found.get(kind, ()), (key, count))
    return found


def _preferred(clients: set[int]) -> dict[int, int]:
    rows = Client.select(Client.id, Client.preferred_employee).where(
        Client.id.in_(sorted(clients)), Client.preferred_employee.is_null(False)
    )
    return dict(tuples(rows))


def _rows(tickets: set[int]) -> dict[int, tuple[int, ...]]:
    if not tickets:
        return {}
    found: dict[int, tuple[int, ...]] = {}
    rows = TicketRow.select(TicketRow.ticket, TicketRow.id)
    for ticket, row in tuples(rows.where(TicketRow.ticket.in_(sorted(tickets)))):
        found[ticket] = (*found.get(ticket, ()), row)
    return found


def _held(rows: list[int]) -> dict[int, tuple[tuple[str, int, int], ...]]:
    if not rows:
        return {}
    found: dict[int, tuple[tuple[str, int, int], ...]] = {}
    holds = Hold.select(Hold.row, Hold.phase, Hold.resource, Hold.lane)
    for row, phase, resource, lane in tuples(holds.where(Hold.row.in_(rows))):
        found[row] = (*found.get(row, ()), (phase, resource, lane))
    return found
