"""Makes a series of an open ticket: all its visits at once, as real tickets, in one change."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from db.connection import reading
from db.models import Series, Ticket
from pettui.book.booking import NeedsConsent, lanes_of
from pettui.book.day import LIVE
from pettui.book.plan import Problem
from pettui.book.series import record
from pettui.book.series.copying import Original, Pick, insert, original, placed_at, plan_at
from pettui.book.series.looking import Line, Looked, look, looked, problems_of
from pettui.book.series.rule import Rule, checked, dates
from pettui.book.series.saying import say
from pettui.history.actor import Actor
from pettui.history.door import AlreadyDone, Door, Refused, change
from pettui.team.shop import Shop
from pettui.text import clean, count, sentence


class Preview(NamedTuple):
    """What a rule comes to for a ticket: its dates, and what speaks against each."""

    source: Original
    rule: Rule
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Made:
    """What was made: the series, its first new ticket (0 without one), how many, in words."""

    series: int
    ticket: int
    visits: int
    words: str


def preview(shop: Shop, ticket: int, rule: Rule) -> Preview:
    """Give the dates of a rule for an open ticket; writes nothing.

    Where the ticket stands on a date of the rule, it is the visit of that date.
    """
    with reading():
        row = open_ticket(ticket)
        source = original(shop, row)
        rule = checked(rule)
        picks = [Pick(day, day, source.plan.start) for day in dates(rule)]
        fresh = [pick for pick in picks if pick.day != row.day]
        found = {line.pick: line for line in look(shop, source, fresh)}
    own = source.rows[0].employee_name or "nobody yet"
    lines = tuple(found.get(pick) or Line(pick, own, ticket=row.number) for pick in picks)
    return Preview(source, rule, lines)


def open_ticket(ticket: int) -> Ticket:
    """Read a ticket of which a series can be made; raises Refused for another one."""
    row: Ticket | None = Ticket.get_or_none(Ticket.id == ticket)
    if row is None:
        raise Refused("This ticket is no longer there. Look at the day again.")
    if row.status not in LIVE:
        raise Refused(
            f"Ticket {row.number} is {row.status}. A series begins with a ticket that is open."
        )
    if row.__data__["series"] is not None:
        raise Refused(f"Ticket {row.number} is part of a series already.")
    return row


def make(
    shop: Shop,
    ticket: int,
    version: int | None,
    rule: Rule,
    picks: Sequence[Pick],
    by: Actor,
    *,
    agreed: Mapping[date, Collection[str]] | None = None,
    reason: str = "",
    command: str | None = None,
) -> Made:
    """Make the visits of a series, as one change that undo takes back.

    Args:
        shop: the shop.
        ticket: the open ticket that they are copies of; it stays as it is, and is the first of
            them where it stands on one of the rule's dates.
        version: the ticket's, as the person saw it.
        rule: how they come again; it is kept, so that the series can be extended.
        picks: the dates that were chosen and where their visits are to stand.
        by: who makes it.
        agreed: by date, the words of the problems that the person has seen and accepts.
        reason: why some are booked over other visits, if they are.
        command: an id that makes a second call harmless.

    Raises:
        NeedsConsent: problems that were not agreed to. Refused, Clash: it cannot be made.
    """
    rule = checked(rule)
    command = command or str(uuid.uuid4())
    try:
        with change("", by, command=command) as door:
            row = open_ticket(ticket)
            door.refuse_stale(row, version)
            source = original(shop, row)
            planned = set(dates(rule))
            fresh = [pick for pick in picks if pick.due != row.day]
            if not fresh:
                raise Refused("No date is chosen but the ticket's own. Choose another one.")
            series = door.insert(
                Series, branch=shop.branch, client=source.plan.client, **record.values_of(rule)
            )
            if row.day in planned:
                door.update(row, series=series.id, series_day=row.day)
            first = write(door, shop, source, series.id, fresh, by, agreed or {}, reason)
            total = len(fresh) + (row.day in planned)
            door.what = f"standing: {source.pets or source.name}, {say(shop, rule)}" + (
                "" if total == rule.visits else f" ({count(total, 'visit')})"
            )
            return Made(series.id, first, len(fresh), door.what)
    except AlreadyDone as done:
        return _made_before(done)


def _made_before(done: AlreadyDone) -> Made:
    row = Series.get_or_none(Series.id == done.key_of(Series))
    if row is None:
        raise Refused("This series was made and then undone. Make it again if it is wanted.")
    visits = record.tickets_of(row.id)
    return Made(row.id, visits[0].id if visits else 0, len(visits), "made already")


def write(
    door: Door,
    shop: Shop,
    source: Original,
    series: int,
    picks: Sequence[Pick],
    by: Actor,
    agreed: Mapping[date, Collection[str]],
    reason: str = "",
) -> int:
    """Write the visits of some dates inside an open change; gives the first one's ticket."""
    refuse_twice(shop, picks)
    found = looked(shop, source, picks)
    _refuse(door, shop, found, picks, agreed, by)
    first = 0
    for pick in sorted(picks):
        plan = plan_at(source, pick)
        checks = found.checks.get(pick.due)
        if checks is None:
            places, lanes = found.plain[pick.due], [0] * len(plan.rows)
            placed = placed_at(source, plan)
        else:
            places, lanes = checks.places, lanes_of(checks, {})
            placed = placed_at(source, plan, checks.rows)
        made = insert(
            door, shop, source, plan, placed, places, lanes, clean(reason, 200),
            series=series, series_day=pick.due,
        )  # fmt: skip
        first = first or made.id
    return first


def refuse_twice(shop: Shop, picks: Sequence[Pick]) -> None:
    """Refuse a list of dates in which one stands twice."""
    seen: set[date] = set()
    for pick in picks:
        if pick.due in seen:
            raise Refused(f"{shop.day(pick.due)} is in the list twice. Take one of them out.")
        seen.add(pick.due)


def _refuse(
    door: Door,
    shop: Shop,
    found: Looked,
    picks: Sequence[Pick],
    agreed: Mapping[date, Collection[str]],
    by: Actor,
) -> None:
    stops, unseen, limits = [], [], False
    for pick in picks:
        for problem in problems_of(found, pick):
            words = f"{shop.short_day(pick.day)}: {problem.words}"
            if problem.weight == "stop":
                stops.append(words)
            elif problem.weight == "ask":
                limits = limits or problem.kind == "limits"
                if problem.words not in agreed.get(pick.due, ()):
                    unseen.append(Problem(problem.kind, "ask", words))
    if stops:
        raise Refused(sentence(_few(stops)))
    if unseen:
        raise NeedsConsent(tuple(unseen))
    if limits:
        from pettui.team.access.having import require

        require("book.limits", by, door)


def _few(words: list[str]) -> list[str]:
    more = len(words) - 3
    return words if more <= 0 else [*words[:3], f"and {count(more, 'date')} more"]
