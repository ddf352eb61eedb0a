"""Does what was proposed for the visits of somebody who is away: all of it is one change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from db.models import Ticket
from pettui.book import booking
from pettui.book.checking import check
from pettui.book.day import LIVE
from pettui.book.plan import Plan
from pettui.book.spreading.values import MOVED, SAME, STAY, WAIT, Away, Step
from pettui.book.status import end_one
from pettui.book.waiting import saving
from pettui.book.waiting.checking import problems_of
from pettui.book.waiting.values import When
from pettui.book.waiting.visits import wanted_of_visit
from pettui.history.actor import Actor
from pettui.history.door import AlreadyDone, Door, Refused, change
from pettui.team.schedule.painting import plans_between, put
from pettui.team.schedule.words import Entry
from pettui.team.shop import Shop
from pettui.text import clean, count

SPREAD = "spread the visits of "
"""What the history of such a change begins with."""

SEEN_BEFORE = ("pet", "warning")
"""Kinds of problems that a visit had before it was given to somebody else."""


class Spread(NamedTuple):
    """What was done: the change, and the words for it."""

    change: int
    words: str


def spread(
    shop: Shop,
    steps: Sequence[Step],
    by: Actor,
    *,
    away: Away | None = None,
    reason: str = "",
    command: str | None = None,
) -> Spread:
    """Do the steps, as one change that undo takes back.

    Everything is checked again: raises Refused, naming the visit, where somebody meanwhile took
    a place or changed a visit; then nothing was done.

    Args:
        shop: the shop.
        steps: what becomes of which visit; STAY leaves it.
        by: the author.
        away: whose absence goes into the schedule with it.
        reason: why they are away; it is noted on visits that go to the wait list.
        command: makes a second call harmless.
    """
    todo = [step for step in steps if step.do != STAY]
    if not todo and away is None:
        raise Refused("Every visit would stay as it is. Choose what becomes of at least one.")
    try:
        with change(SPREAD, by, command=command) as door:
            if away is not None:
                _mark_away(door, away)
            # What leaves makes room for what moves.
            for step in sorted(todo, key=lambda step: step.do != WAIT):
                _do(door, shop, step, by, clean(reason or (away.kind if away else ""), 80))
            door.what = _words(shop, todo, away)
    except AlreadyDone as already:
        return Spread(already.change_id, "done already")
    return Spread(door.change_id, door.what)


def _do(door: Door, shop: Shop, step: Step, by: Actor, reason: str) -> None:
    ticket = Ticket.get_or_none(Ticket.id == step.ticket)
    try:
        if ticket is None:
            raise Refused("the visit is no longer there.")
        door.refuse_stale(ticket, step.version)
        if step.do == WAIT:
            _let_wait(door, shop, step, ticket, reason)
        else:
            plan = plan_of(step)
            agreed = {p.words for p in check(shop, plan).needs_asking if p.kind in SEEN_BEFORE}
            booked, _ = booking.put(door, shop, plan, by, agreed=agreed)
            if step.call and booked.status != LIVE[0]:  # what was confirmed is not so any more
                door.update(booked, status=LIVE[0], confirmed_by="")
    except Refused as refused:
        what = str(refused)
        words = f"{step.name}, {shop.time(step.start)}: {what}"
        refused.args = (f"{words} Nothing was changed; look at the proposal again.",)
        raise


def plan_of(step: Step) -> Plan:
    """Give the plan that gives a visit to those who take over; the others keep their rows."""
    old = booking.plan_of(step.ticket)
    rows = []
    for row, who in zip(old.rows, step.employees, strict=True):
        start = None if row.start is None else row.start + step.to - old.start
        asked = row.requested and who == row.employee
        rows.append(replace(row, employee=who, start=start, requested=asked))
    return replace(old, start=step.to, rows=tuple(rows), version=step.version)


def _let_wait(door: Door, shop: Shop, step: Step, ticket: Ticket, reason: str) -> None:
    away = f"{step.who} is away" + (f" ({reason})" if reason else "")
    end_one(door, shop, ticket, "cancelled", away)
    wanted = wanted_of_visit(shop, step.ticket)
    was = f"was {shop.short_day(step.day)} {shop.time(step.start)} with {step.who}"
    comment = f"{wanted.comment}\n{was}".strip()
    windows = (When(first=shop.today()),)
    wanted = replace(wanted, windows=windows, comment=comment)
    agreed = [problem.words for problem in problems_of(shop, wanted)]  # it must go somewhere
    saving.put(door, shop, wanted, agreed=agreed)


def _mark_away(door: Door, away: Away) -> None:
    """Write an absence into the schedule, for this day alone."""
    held = plans_between([away.employee], away.day, away.day)
    entry = Entry(away.works) if away.works else Entry((), away.kind)
    put(door, away.employee, away.day, entry, held.get((away.employee, away.day), []))


def _words(shop: Shop, steps: Sequence[Step], away: Away | None) -> str:
    absent = ""
    if away is not None:
        since = f" from {shop.time(away.works[-1][1])}" if away.works else ""
        absent = f"{away.label} {away.kind} on {shop.short_day(away.day)}{since}"
        if not steps:
            return absent
    who = ", ".join(dict.fromkeys(step.who for step in steps))
    done = []
    for do, words in ((SAME, "at their time"), (MOVED, "moved"), (WAIT, "on the wait list")):
        if number := sum(step.do == do for step in steps):
            done.append(f"{number} {words}")
    spread_words = f"{SPREAD}{who} ({count(len(steps), 'visit')}: {', '.join(done)})"
    return f"{absent}: {spread_words}" if absent else spread_words
