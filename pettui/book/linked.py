"""What a service brings along: add-ons into the book, products onto the ticket (DOMAIN 4.4.5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from db.models import Item, ItemLink, TicketRow
from db.models.base import tuples
from pettui.book.plan import Good, Goods, PlacedRow, Plan
from pettui.team.shop import Shop
from pettui.till import prices
from pettui.till.rates import money_of
from pettui.till.totals import RowMoney

_MARK = "goes with "
"""What a row says of its price when a service has brought it, before that service's name."""

Forced = dict[int, list[tuple[int, int]]]  # by service, what it brings and how many
_Whose = tuple[int | None, int]  # pet, service


def add_ons(items: Iterable[int]) -> dict[int, list[int]]:
    """Give the services that each of these brings with it, one for each time."""
    forced = _forced(items, "S")
    return {item: [o for o, times in found for _ in range(times)] for item, found in forced.items()}


def _forced(items: Iterable[int], kind: str) -> Forced:
    query = (
        ItemLink.select(ItemLink.item, ItemLink.other, ItemLink.quantity)
        .join(Item, on=(ItemLink.other == Item.id))
        .where(ItemLink.item.in_(list(items)), ItemLink.forced, Item.kind == kind, Item.active)
        .order_by(ItemLink.id)
    )
    found: Forced = {}
    for item, other, quantity in tuples(query):
        found.setdefault(item, []).append((other, quantity))
    return found


def goods(
    shop: Shop, plan: Plan, placed: Sequence[PlacedRow], saved: dict[int, TicketRow]
) -> Goods:
    """Give the products that a visit has once it is saved.

    A service that is new on the ticket brings its own along, at today's price; one that goes
    takes them with it. A service that stays changes nothing: who took a product off the
    ticket does not find it there again.

    Args:
        shop: the shop.
        plan: the visit.
        placed: its rows, with their prices.
        saved: the rows that the ticket has in the book, by their ids.
    """
    before = Counter(_whose(row) for row in saved.values())
    after = Counter((row.plan.pet, row.plan.item) for row in placed)
    names = {_whose(row): row.description for row in saved.values()}
    over = {(pet, _MARK + names[pet, item]) for pet, item in before - after}
    kept, gone = [], []
    for row in _on_the_ticket(plan.ticket):
        if (row.__data__["pet"], row.price_from) in over:
            gone.append(row.id)
        else:
            kept.append(Good(row.description, row.quantity, money_of(row), row.price_from, row.id))
    fresh = after - before
    for one in placed:
        whose = (one.plan.pet, one.plan.item)
        if fresh[whose] > 0 and one.plan.item:
            fresh[whose] -= 1
            kept += _brought(shop, plan, one)
    return Goods(tuple(kept), tuple(gone))


def _whose(row: TicketRow) -> _Whose:
    return row.__data__["pet"], row.__data__["item"] or 0


def _on_the_ticket(ticket: int | None) -> list[TicketRow]:
    """Give the rows of a ticket that are not in the book."""
    if ticket is None:
        return []
    rows = TicketRow.select().where(
        TicketRow.ticket == ticket, TicketRow.start.is_null(), TicketRow.kind != "B"
    )
    return list(rows.order_by(TicketRow.position, TicketRow.id))


def _brought(shop: Shop, plan: Plan, service: PlacedRow) -> list[Good]:
    counts = dict(_forced([service.plan.item], "P").get(service.plan.item, []))
    if not counts:
        return []
    # A product has one price: what was agreed, or is done differently, is about services.
    quotes = prices.quotes(shop, counts, pet=None, employee=None, day=plan.day)
    return [
        _good(quotes[item], quantity, service, plan.day)
        for item, quantity in counts.items()
        if item in quotes
    ]


def _good(quote: prices.Quote, quantity: int, service: PlacedRow, day: date) -> Good:
    money = RowMoney("P", quote.price, quantity, taxed=quote.taxed)
    values = {
        "kind": "P", "item": quote.item, "pet": service.plan.pet,
        "employee": service.plan.employee, "day": day, "description": quote.name,
        "category_name": quote.category, "pet_name": service.pet_name,
        "employee_name": service.employee_name, "quantity": quantity, "used": quantity,
        "price": quote.price, "price_from": _MARK + service.name, "subtotal": money.subtotal,
        "total": money.total, "tax1": quote.taxed[0], "tax2": quote.taxed[1],
        "tax3": quote.taxed[2], "taxable": money.taxable, "cost": quote.cost,
        "commission_used": money.total, "commission_purchased": money.total,
    }  # fmt: skip
    return Good(quote.name, quantity, money, _MARK + service.name, None, values)
