"""What is on record of series: the rule in its row, a ticket's place in it, the list of all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from peewee import JOIN, fn

from db.connection import reading
from db.models import Client, Phone, Series, Ticket, TicketRow
from db.models.base import tuples
from pettui.book.day import ENDED, LIVE
from pettui.book.series.rule import Rule
from pettui.book.series.saying import brief, say
from pettui.history.door import Refused
from pettui.team.shop import Shop
from pettui.text import count

FEW = 2
"""A series with fewer visits to come than this runs out (DOMAIN 7.2)."""

_GRACE = 30
"""Days after the next visit would have been due in which a series still asks to be extended."""

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


class Listed(NamedTuple):
    """A series in the list of all."""

    series: int
    version: int
    client: str  # of time blocks, whose time they keep
    client_id: int | None
    pets: str
    phone: str
    rule: Rule
    words: str
    active: bool
    total: int
    done: int
    coming: int
    next: date | None
    next_ticket: int | None
    last: date | None

    @property
    def runs_out(self) -> bool:
        """Whether the series should be extended."""
        return self.active and self.coming < FEW

    @property
    def progress(self) -> str:
        """Say how far it is: `3 of 8 done`, `2 to come`."""
        coming = f"{self.coming} to come" if self.coming else "nothing to come"
        return f"{count(self.total, 'visit')}, {coming}"


class Visit(NamedTuple):
    """A visit of a series, or a time block: where it stands, and for which date of the rule."""

    ticket: int
    number: int
    due: date
    day: date
    start: int | None
    employee: str
    status: str


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


def visits_of(series: int) -> tuple[Visit, ...]:
    """Give all visits of a series in the order of their dates, those called off too."""
    query = (
        TicketRow.select(
            Ticket.id, Ticket.number, Ticket.series_day, Ticket.day, TicketRow.start,
            TicketRow.employee_name, Ticket.status,
        )
        .join(Ticket)
        .where(Ticket.series == series, TicketRow.start.is_null(False))
        .order_by(Ticket.series_day, Ticket.id, TicketRow.start)
    )  # fmt: skip
    first: dict[int, Visit] = {}
    for values in tuples(query):
        first.setdefault(values[0], Visit(*values))
    return tuple(first.values())


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


def listed(
    shop: Shop, *, ended: bool = False, client: int | None = None, only: Iterable[int] | None = None
) -> tuple[Listed, ...]:
    """Give the series of clients and blocks: those that run out first, then by the next visit.

    With `ended`, those too that were called off, or of which nothing is to come any more.
    """
    with reading():
        rows = _rows(client, only)
        counts = _counts(shop, [row.id for row in rows])
        phones = dict(
            tuples(
                Phone.select(Phone.client, Phone.shown).where(
                    Phone.primary, Phone.client.in_([r.__data__["client"] for r in rows])
                )
            )
        )
        staff = _staff([row.id for row in rows if row.__data__["client"] is None])
        found = [
            _listed(shop, row, counts.get(row.id), phones, staff.get(row.id, "")) for row in rows
        ]
    chosen = [one for one in found if ended or one.active]
    return tuple(sorted(chosen, key=_order))


def _order(one: Listed) -> tuple[bool, bool, date, int]:
    return not one.active, not one.runs_out, one.next or date.max, one.series


def _rows(client: int | None, only: Iterable[int] | None) -> list[Series]:
    query = Series.select(Series, Client).join(Client, JOIN.LEFT_OUTER)
    if client is not None:
        query = query.where(Series.client == client)
    if only is not None:
        query = query.where(Series.id.in_(list(only)))
    return list(query)


class _Counted(NamedTuple):
    total: int
    done: int
    coming: int
    next: date | None
    next_ticket: int | None
    last: date | None
    pets: str


def _counts(shop: Shop, series: list[int]) -> dict[int, _Counted]:
    today = shop.today()
    found: dict[int, _Counted] = {}
    query = (
        Ticket.select(
            Ticket.series, Ticket.id, Ticket.day, Ticket.status, Ticket.pet_names, Ticket.reason
        )
        .where(Ticket.series.in_(series))
        .order_by(Ticket.series, Ticket.day, Ticket.id)
    )
    for key, ticket, day, status, pets, reason in tuples(query):
        old = found.get(key, _Counted(0, 0, 0, None, None, None, ""))
        if status in ENDED:
            found.setdefault(key, old)
            continue
        comes = status in LIVE and day >= today
        first = comes and old.next is None
        found[key] = _Counted(
            old.total + 1, old.done + (status == "closed"), old.coming + comes,
            day if first else old.next, ticket if first else old.next_ticket, day,
            pets or reason,
        )  # fmt: skip
    return found


def _staff(series: list[int]) -> dict[int, str]:
    """Give whose time the blocks of some series keep."""
    query = (
        TicketRow.select(Ticket.series, TicketRow.employee_name)
        .join(Ticket)
        .where(Ticket.series.in_(series))
        .order_by(Ticket.series_day)
    )
    return dict(tuples(query))


def _listed(
    shop: Shop, row: Series, counted: _Counted | None, phones: dict[int, str], staff: str
) -> Listed:
    known = counted or _Counted(0, 0, 0, None, None, None, "")
    key = row.__data__["client"]
    owner = row.client if key is not None else None
    rule = rule_of(row)
    active = bool(row.active) and not _faded(shop, rule, known)
    return Listed(
        row.id, row.version, f"{owner.first_name} {owner.last_name}".strip() if owner else staff,
        key, known.pets, phones.get(key, ""), rule, say(shop, rule), active,
        known.total, known.done, known.coming, known.next, known.next_ticket, known.last,
    )  # fmt: skip


def _faded(shop: Shop, rule: Rule, known: _Counted) -> bool:
    """Tell whether nobody has gone on with a series for so long that it is over."""
    if known.coming or known.last is None:
        return not known.coming
    days = {"D": 1, "W": 7, "M": 31}[rule.unit] * rule.every + _GRACE
    return known.last + timedelta(days=days) < shop.today()


def series_of(shop: Shop, number: int) -> Listed:
    """Give one series by its number; raises Refused when there is none."""
    found = listed(shop, ended=True, only=[number])
    if not found:
        raise Refused(f"There is no series {number}. pettui series list shows all.")
    return found[0]


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
