"""What the tests of series say over and over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from db.models import Ticket, TicketRow
from pettui.book.series import making
from pettui.book.series.making import Made, Preview
from pettui.book.series.record import tickets_of
from pettui.book.series.typed import understand
from pettui.history.actor import Actor
from pettui.team.shop import Shop
from tests.book import steps
from tests.book.steps import TUESDAY
from tests.small_shop import DANA

NOON = "2026-11-23T17:00:00Z"
"""Noon of the Monday on which the small shop has its visits."""


def visit(shop: Shop, *rows: Any, **more: Any) -> int:
    """Book the visit that is to come again: Bella's bath with Luis, on Tuesday at 10."""
    wanted = rows or (steps.row("BATH", "Luis"),)
    return steps.book(shop, *wanted, at=more.pop("at", 600), agreed=None, **more).ticket


def looked(shop: Shop, ticket: int, words: str) -> Preview:
    return making.preview(shop, ticket, understand(shop, words, steps.ticket(ticket).day))


def repeat(shop: Shop, ticket: int, words: str, by: Actor = DANA, **more: Any) -> Made:
    """Make a series of all dates, agreeing to whatever is asked."""
    found = looked(shop, ticket, words)
    agreed = {line.pick.due: line.asks for line in found.lines}
    picks = [line.pick for line in found.lines if not line.stops]
    return making.make(shop, ticket, None, found.rule, picks, by, agreed=agreed, **more)


def stands(series: int) -> list[tuple[date, int, str, str]]:
    """Give (day, start, employee, status) of every visit, in the order of their dates."""
    return [
        (one.day, row.start, row.employee_name, one.status)
        for one in tickets_of(series)
        for row in TicketRow.select().where(TicketRow.ticket == one).order_by(TicketRow.position)
    ]


def days(series: int, status: str = "booked") -> list[date]:
    return [one.day for one in tickets_of(series) if one.status == status]


def weeks(number: int, every: int = 1, first: date = TUESDAY) -> list[date]:
    return [first + timedelta(weeks=every * n) for n in range(number)]


def ticket_on(series: int, day: date) -> Ticket:
    return next(one for one in tickets_of(series) if one.day == day)


def each(series: int) -> Iterator[Ticket]:
    yield from tickets_of(series)
