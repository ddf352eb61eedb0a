"""Moves a time block together with those of its series that follow, or with all of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from db.models import Ticket, TicketRow
from pettui.book import blocks, slots
from pettui.book.booking import Booked, NeedsConsent
from pettui.book.moving import Move
from pettui.book.plan import Problem
from pettui.book.series.changing import InTheWay, free, shift_dates, shift_rule
from pettui.book.series.scope import FOLLOWING, in_scope
from pettui.history.actor import Actor
from pettui.history.door import Refused, change
from pettui.team.shop import Shop
from pettui.text import count


def move_blocks(
    shop: Shop,
    wish: Move,
    scope: str,
    by: Actor,
    *,
    agreed: Collection[str] = (),
    left: Collection[int] = (),
) -> Booked:
    """Move or stretch a time block, and others of its series in the same way, as one change.

    Raises InTheWay for what stands where they would come; `left` are those that stay.
    """
    with change("", by) as door:
        found = TicketRow.get_or_none(TicketRow.id == wish.row, TicketRow.kind == "B")
        if found is None:
            raise Refused("This time block is no longer there. Look at the day again.")
        row: Ticket = found.ticket
        door.refuse_stale(row, wish.version)
        before: date = row.day
        onto = wish.day or before
        shift = (onto - before).days
        chosen = [one for one in in_scope(row, scope) if one.id not in left]
        free(chosen)
        problems: list[Problem] = []
        blocked: set[int] = set()
        for one in chosen:
            part = TicketRow.get(TicketRow.ticket == one.id, TicketRow.kind == "B")
            stands: date = one.day
            day = stands + timedelta(days=shift)
            label = shop.short_day(day)
            try:
                blocks.put(
                    door, shop, one, part, day=day, start=wish.start, column=wish.column,
                    length=wish.length,
                    agreed={w.removeprefix(f"{label}: ") for w in agreed if w.startswith(label)},
                )  # fmt: skip
            except NeedsConsent as asked:
                blocked.add(one.id)
                problems += [replace(p, words=f"{label}: {p.words}") for p in asked.problems]
        if problems:
            raise InTheWay(tuple(problems), frozenset(blocked), only_left=False)
        if shift:
            shift_dates(door, shop, row.__data__["series"], chosen, shift)
            shift_rule(door, row.__data__["series"], row, shift, onto)
        slots.rebuild((), [one.id for one in chosen])
        which = "from here on" if scope == FOLLOWING else "all"
        door.what = f"moved {row.reason}, {which}: {count(len(chosen), 'time block')}"
        return Booked(row.id, row.number, door.what)
