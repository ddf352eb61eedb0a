"""What is on record of a series: the rule in its row, its tickets, a ticket's place in it."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from peewee import fn

from db.connection import reading
from db.models import Series, Ticket, TicketRow
from db.models.base import tuples
from pettui.book.day import ENDED, LIVE
from pettui.book.series.rule import Rule
from pettui.book.series.saying import brief
from pettui.history.door import Refused
from pettui.team.shop import Shop

FEW = 2
"""A series with fewer visits to come than this runs out (DOMAIN 7.2)."""

GONE = "This series is no longer there. Look at the book again."


class Member(NamedTuple):
    """A ticket's place in its series. `place` is 0 for one that was cancelled."""

    series: int
    version: int
    ticket: int
    rule: Rule
    active: bool
    day: date  # on which the ticket stands
    place: int  # 1 for the first
    total: int
    open: int  # visits still to be changed, this one among them when it is open
    later: int  # of these, those after this one
    coming: int  # visits from today on

    @property
    def runs_out(self) -> bool:
        """Whether the series should be extended."""
        return self.active and self.coming < FEW

    def words(self) -> str:
        """Say it in the book's line: `every 6 weeks, 3 of 8`."""
        place = f", {self.place} of {self.total}" if self.place else ", cancelled"
        ending = "" if self.active else ", ended"
        return f"{brief(self.rule)}{place}{ending}{', runs out' if self.runs_out else ''}"


def rule_of(row: Series) -> Rule:
    """Read the rule of a series."""
    by_weekday = row.unit == "M" and row.monthly == "weekday"
    weekdays: tuple[int, ...] = ()
    if row.unit == "W":
        weekdays = tuple(day for day in range(7) if row.weekdays >> day & 1)
    elif by_weekday:
        weekdays = (row.start.weekday(),)
    return Rule(
        row.unit, row.start, row.every, weekdays, row.ordinal if by_weekday else 0,
        row.short_month, row.visits, row.until,
    )  # fmt: skip


def values_of(rule: Rule) -> dict[str, Any]:
    """Give the values of a row that keeps a checked rule."""
    return {
        "unit": rule.unit, "every": rule.every,
        "weekdays": sum(1 << day for day in rule.weekdays) if rule.unit == "W" else 0,
        "monthly": "weekday" if rule.by_weekday else "date", "ordinal": rule.ordinal,
        "short_month": rule.short_month, "start": rule.start, "visits": rule.visits,
        "until": rule.until,
    }  # fmt: skip


def the(series: int) -> Series:
    """Read a series; raises Refused when it is gone."""
    row: Series | None = Series.get_or_none(Series.id == series)
    if row is None:
        raise Refused(GONE)
    return row


def tickets_of(series: int, *, live: bool = False, since: date | None = None) -> list[Ticket]:
    """Read the tickets of a series in the order of their dates; those still open with `live`."""
    query = Ticket.select().where(Ticket.series == series)
    if live:
        query = query.where(Ticket.status.in_(list(LIVE)))
    if since is not None:
        query = query.where(Ticket.series_day >= since)
    return list(query.order_by(Ticket.series_day, Ticket.id))


def member_of(shop: Shop, ticket: int) -> Member | None:
    """Give a ticket's place in its series; None when it is part of none."""
    with reading():
        found = tuples(
            Ticket.select(Ticket.series, Ticket.series_day, Ticket.day).where(
                Ticket.id == ticket, Ticket.series.is_null(False)
            )
        )
        if not found:
            return None
        series, here, day = found[0]
        row = the(series)
        others = tuples(
            Ticket.select(Ticket.id, Ticket.series_day, Ticket.status, Ticket.day)
            .where(Ticket.series == series)
            .order_by(Ticket.series_day, Ticket.id)
        )
    counted = [key for key, _, status, _ in others if status not in ENDED]
    live = [(key, when) for key, when, status, _ in others if status in LIVE]
    today = shop.today()
    return Member(
        series, row.version, ticket, rule_of(row), bool(row.active), day,
        counted.index(ticket) + 1 if ticket in counted else 0, len(counted), len(live),
        sum(when > here for _, when in live),
        sum(status in LIVE and when >= today for _, _, status, when in others),
    )  # fmt: skip


def ticket_to_copy(series: int) -> Ticket:
    """Give the visit that further ones are like: the last open one, else the last closed.

    Raises Refused when none is left.
    """
    rows = tickets_of(series)
    for wanted in (LIVE, ("closed",)):
        for ticket in reversed(rows):
            if ticket.status in wanted and _stands(ticket):
                return ticket
    raise Refused("All visits of this series were called off. Begin a new one from a ticket.")


def _stands(ticket: Ticket) -> bool:
    rows = TicketRow.select(fn.COUNT(TicketRow.id)).where(
        TicketRow.ticket == ticket, TicketRow.start.is_null(False)
    )
    return bool(rows.scalar())
