"""Makes up standing appointments of a few clients who are booked in the next days."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date, timedelta

from db.models import Client, Series, Ticket, TicketRow
from pettui.book.series import record
from pettui.book.series.copying import Pick, insert, original, placed_at, plan_at
from pettui.book.series.fitting import fitting
from pettui.book.series.rule import Rule, checked, dates
from pettui.history.actor import Actor
from pettui.history.door import Door, Refused, change
from pettui.team.shop import Shop

RULES = ((6, 8), (4, 6), (2, 10), (8, 4), (6, 6))
"""Every how many weeks, and how often."""

_SOON = 42  # days in which those who have one come next
_LATE = 70  # days that the visit before may be back, of the one whose series runs out


def write(shop: Shop, today: date, by: Actor) -> tuple[int, int]:
    """Let some of those who come next come again; one more series is about to run out.

    Gives how many tickets, and rows of them, were made.
    """
    made = rows = 0
    coming = _coming(today)
    for (every, visits), ticket in zip(RULES, coming, strict=False):
        rule = checked(Rule("W", ticket.day, every, visits=visits))
        # A change each: what one series takes stands in the book only when its change is done.
        with _making(by) as door:
            for one in _repeat(door, shop, ticket, rule):
                made += 1
                rows += TicketRow.select().where(TicketRow.ticket == one).count()
    with _making(by) as door:
        for ticket in coming[len(RULES) :]:
            if _runs_out(door, shop, ticket):
                break
    return made, rows


def _making(by: Actor) -> AbstractContextManager[Door]:
    return change("made up a standing appointment", by, undoable=False)


def _coming(today: date) -> list[Ticket]:
    """Give the next visit of each client who is booked in the next days, in order of time."""
    query = (
        Ticket.select()
        .join(Client)
        .where(
            Ticket.kind == "visit", Ticket.status.in_(["booked", "confirmed"]),
            Ticket.day > today, Ticket.day <= today + timedelta(days=_SOON), ~Client.anonymous,
        )
        .order_by(Ticket.day, Ticket.id)
    )  # fmt: skip
    found: dict[int, Ticket] = {}
    for ticket in query:
        found.setdefault(ticket.__data__["client"], ticket)
    return list(found.values())


def _repeat(door: Door, shop: Shop, ticket: Ticket, rule: Rule) -> list[Ticket]:
    try:
        source = original(shop, ticket)
    except Refused:
        return []  # it has nothing in the book
    days = dates(rule)[1:]
    free = fitting(shop, source.rows, days)
    kept = door.insert(
        Series, branch=shop.branch, client=source.plan.client, **record.values_of(rule)
    )
    door.update(ticket, series=kept.id, series_day=ticket.day)
    made = []
    for day in days:
        if day not in free:
            continue  # as somebody would have left it out
        plan = plan_at(source, Pick(day, day, source.plan.start))
        one = insert(
            door, shop, source, plan, placed_at(source, plan), free[day], [0] * len(plan.rows),
            series=kept.id, series_day=day, created=ticket.created,
        )  # fmt: skip
        made.append(one)
    return made


def _runs_out(door: Door, shop: Shop, ticket: Ticket) -> bool:
    """Make a visit the last of a series that began with the one before it."""
    before = (
        Ticket.select()
        .where(
            Ticket.client == ticket.__data__["client"], Ticket.status == "closed",
            Ticket.day >= ticket.day - timedelta(days=_LATE), Ticket.day < ticket.day,
            Ticket.pet_names == ticket.pet_names,
        )
        .order_by(Ticket.day.desc(), Ticket.id)
        .first()
    )  # fmt: skip
    if before is None:
        return False
    first: date = before.day
    weeks = max(1, round((ticket.day - first).days / 7))
    rule = checked(Rule("W", first, weeks, visits=2))
    values = record.values_of(rule)
    kept = door.insert(Series, branch=shop.branch, client=ticket.__data__["client"], **values)
    for one in (before, ticket):
        door.update(one, series=kept.id, series_day=one.day)
    return True
