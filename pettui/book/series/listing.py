"""The list of all series, and the visits of one, as plain values."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import NamedTuple

from peewee import JOIN

from db.connection import reading
from db.models import Client, Pet, Phone, Series, Ticket, TicketRow
from db.models.base import tuples
from pettui.book.day import ENDED, LIVE
from pettui.book.series.record import FEW, rule_of
from pettui.book.series.rule import Rule
from pettui.book.series.saying import say
from pettui.history.door import Refused
from pettui.team.shop import Shop
from pettui.text import count, fold

_GRACE = 30
"""Days after the next visit would have been due in which a series still asks to be extended."""


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


def listed(
    shop: Shop,
    *,
    ended: bool = False,
    client: int | None = None,
    only: Iterable[int] | None = None,
    text: str = "",
) -> tuple[Listed, ...]:
    """Give the series of clients and blocks: those that run out first, then by the next visit.

    With `ended`, those too that were called off, or of which nothing is to come any more. With
    `text`, only those whose client, pets, rule or phone hold all of its words.
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
        silent = _silent(rows)
        found = [
            _listed(shop, row, counts.get(row.id), phones, staff.get(row.id, "")) for row in rows
        ]
        # Of the dead, and of who comes no more, nobody is asked to extend anything.
        found = [
            one._replace(active=False) if one.series in silent and not one.coming else one
            for one in found
        ]
    wanted = fold(text).split()
    chosen = [one for one in found if (ended or one.active) and _holds(one, wanted)]
    # Only now: whoever may not see the numbers finds by their digits all the same.
    seen = [one._replace(phone=shop.phone_text(one.phone)) for one in chosen]
    return tuple(sorted(seen, key=_order))


def _holds(one: Listed, wanted: Collection[str]) -> bool:
    whole = fold(f"{one.client} {one.pets} {one.words} {one.phone}")
    return all(word in whole for word in wanted)


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


def _silent(rows: list[Series]) -> set[int]:
    """Give the series of clients who are inactive, and those none of whose pets come any more."""
    query = (
        TicketRow.select(Ticket.series, Pet.active, Pet.deceased)
        .join(Ticket)
        .switch(TicketRow)
        .join(Pet)
        .where(Ticket.series.in_([row.id for row in rows]))
        .distinct()
    )
    pets = tuples(query)
    left = {series for series, _, _ in pets}
    left -= {series for series, active, deceased in pets if active and not deceased}
    return left | {row.id for row in rows if row.client is not None and not row.client.active}


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
