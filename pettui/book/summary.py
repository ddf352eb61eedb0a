"""One line about the visit under the cursor: who, what, when, what it costs, and their past."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from db.connection import reading
from db.models import Ticket, TicketRow
from pettui.book.checking import no_shows
from pettui.book.day import LIVE
from pettui.dates import distance
from pettui.team.shop import Shop


@dataclass(frozen=True, slots=True)
class Summary:
    """What a block alone does not know."""

    last: str  # "last 6 weeks ago", "first visit"
    no_shows: str  # "1 no-show of 9 visits"
    total: int  # of the whole ticket, with taxes
    confirmed_by: str
    note: str
    series: str = ""  # "every 6 weeks, 3 of 8"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in the book a ticket stands."""

    day: date
    row: int
    employee: int | None
    start: int


def summary(shop: Shop, ticket: int) -> Summary | None:
    """Read what the line below the book tells about a visit; None when it is gone."""
    with reading():
        found = Ticket.get_or_none(Ticket.id == ticket)
        if found is None:
            return None
        client = found.__data__["client"]
        series = _series(shop, found)
        if client is None:
            return Summary("", "", 0, "", found.note, series)
        before = (
            Ticket.select(Ticket.day)
            .where(Ticket.client == client, Ticket.day < found.day, Ticket.status == "closed")
            .order_by(Ticket.day.desc())
            .first()
        )
        last = f"last {distance(before.day, found.day)}" if before else "first visit"
        return Summary(last, no_shows(client), found.total, found.confirmed_by, found.note, series)


def _series(shop: Shop, ticket: Ticket) -> str:
    if ticket.__data__["series"] is None:
        return ""
    from pettui.book.series.record import member_of

    member = member_of(shop, ticket.id)
    return member.words() if member is not None else ""


def spot_of(ticket: int) -> Spot | None:
    """Find a ticket's first row in the book; None when it has none."""
    row = (
        TicketRow.select()
        .where(TicketRow.ticket == ticket, TicketRow.start.is_null(False))
        .order_by(TicketRow.day, TicketRow.start)
        .first()
    )
    if row is None:
        return None
    return Spot(row.day, row.id, row.__data__["employee"], row.start)


def next_visit(client: int, after: date) -> tuple[int, date] | None:
    """Give the (ticket, day) of a client's next visit after a day, if one is booked."""
    found = (
        Ticket.select(Ticket.id, Ticket.day)
        .where(Ticket.client == client, Ticket.day > after, Ticket.status.in_(list(LIVE)))
        .order_by(Ticket.day)
        .first()
    )
    return (found.id, found.day) if found else None


def is_new() -> bool:
    """Tell whether nothing was ever booked here."""
    return not Ticket.select().exists()
