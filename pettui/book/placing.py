"""Gives the rows of a plan their times, lengths and prices, and says what of them was so before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from peewee import Model

from db.models import Bookable, Pet, Ticket, TicketRow
from db.models.base import tuples
from pettui.book import slots
from pettui.book.plan import PlacedRow, Plan, PlannedRow
from pettui.history.door import Refused
from pettui.money import Money
from pettui.team.shop import Shop
from pettui.till import prices
from pettui.till.prices import Quote
from pettui.till.totals import ZERO

BY_HAND = "set by hand"


def saved_rows(ticket: int | None) -> dict[int, TicketRow]:
    """Give the rows of a ticket that stand in the book, in order, by their ids."""
    if ticket is None:
        return {}
    rows = (
        TicketRow.select()
        .where(TicketRow.ticket == ticket, TicketRow.start.is_null(False))
        .order_by(TicketRow.position, TicketRow.start)
    )
    return {row.id: row for row in rows}


def place_rows(shop: Shop, plan: Plan) -> list[PlacedRow]:
    """Give the rows of a plan their times, lengths and prices; one after the other (DOMAIN 1.2).

    A saved row of the same service keeps its name, taxes and costs: they were copied when it
    was booked and are not asked for again. Raises Refused for a service that is gone.
    """
    pets = _names(Pet, Pet.name, (row.pet for row in plan.rows))
    staff = _names(Bookable, Bookable.label, (row.employee for row in plan.rows))
    saved = saved_rows(plan.ticket)
    holding = bool(saved) and Ticket.get_by_id(plan.ticket).status in slots.HOLDING
    placed: list[PlacedRow] = []
    at = plan.start
    for row in plan.rows:
        old = saved.get(row.row or 0)
        kept = old if old is not None and (old.__data__["item"] or 0) == row.item else None
        quote = _quote(shop, row, kept, plan.day)
        parts = _parts(row, quote)
        price = quote.price if row.price is None else Money(row.price)
        start = row.start if row.start is not None else at
        one = PlacedRow(
            plan=row, quote=quote, pet_name=pets.get(row.pet or 0, ""),
            employee_name=staff.get(row.employee or 0, ""), start=start,
            setup=parts[0], process=parts[1], finish=parts[2],
            price=price, price_from=_price_from(row, price, quote, kept),
            minutes_from=_minutes_from(row, parts, quote, kept),
            quantity=kept.quantity if kept else 1,
            discount=kept.discount if kept else 0,
            percent=kept.percent if kept else ZERO,
            unchanged=holding and kept is not None and _stands(plan, row, start, parts, kept),
        )  # fmt: skip
        placed.append(one)
        at = one.end
    return placed


def _quote(shop: Shop, row: PlannedRow, kept: TicketRow | None, day: date) -> Quote:
    asked = prices.quotes(shop, [row.item], pet=row.pet, employee=row.employee, day=day)
    found = asked.get(row.item)
    if kept is None:
        if found is None:
            raise Refused("A service is no longer in the price list. Choose another one.")
        return found
    copied: dict[str, Any] = {
        "name": kept.description,
        "kind": kept.kind,
        "category": kept.category_name,
        "backbar": Money(kept.backbar),
        "cost": Money(kept.cost),
        "taxed": (bool(kept.tax1), bool(kept.tax2), bool(kept.tax3)),
    }
    if found is not None:
        return replace(found, **copied)
    return Quote(
        item=0, code="", price=Money(kept.price), price_from=kept.price_from, setup=kept.setup,
        process=kept.process, finish=kept.finish, minutes_from=kept.minutes_from, **copied,
    )  # fmt: skip


def _parts(row: PlannedRow, quote: Quote) -> tuple[int, int, int]:
    return (
        quote.setup if row.setup is None else row.setup,
        quote.process if row.process is None else row.process,
        quote.finish if row.finish is None else row.finish,
    )


def _price_from(row: PlannedRow, price: int, quote: Quote, kept: TicketRow | None) -> str:
    if kept is not None and row.price == kept.price:
        return str(kept.price_from)
    return quote.price_from if price == quote.price else BY_HAND


def _minutes_from(
    row: PlannedRow, parts: tuple[int, int, int], quote: Quote, kept: TicketRow | None
) -> str:
    asked = row.setup is None and row.process is None and row.finish is None
    if kept is not None and not asked and parts == (kept.setup, kept.process, kept.finish):
        return str(kept.minutes_from)
    return quote.minutes_from if parts == (quote.setup, quote.process, quote.finish) else BY_HAND


def _stands(
    plan: Plan, row: PlannedRow, start: int, parts: tuple[int, int, int], kept: TicketRow
) -> bool:
    data = kept.__data__
    was = (kept.day, data["employee"], data["pet"], kept.start)
    return was == (plan.day, row.employee, row.pet, start) and parts == (
        kept.setup, kept.process, kept.finish,
    )  # fmt: skip


def planned(row: TicketRow) -> PlannedRow:
    """Give a saved row as a planned one, with its own length and price."""
    return PlannedRow(
        item=row.__data__["item"] or 0, pet=row.__data__["pet"],
        employee=row.__data__["employee"], start=row.start, setup=row.setup,
        process=row.process, finish=row.finish, price=row.price,
        requested=bool(row.requested), row=row.id,
    )  # fmt: skip


def _names(model: type[Model], field: Any, ids: Iterable[int | None]) -> dict[int, str]:
    wanted = [key for key in set(ids) if key]
    if not wanted:
        return {}
    return dict(tuples(model.select(model.id, field).where(model.id.in_(wanted))))
