"""Changes visits of a series: this one, this and those that follow, or all that are open.

What was changed in one visit is changed in the others: its time, day, employee, services, pet or
note, and nothing else of them. Closed tickets and those called off are never touched.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from db.models import Slot, Ticket, TicketRow
from db.models.base import tuples
from pettui.book import booking, slots
from pettui.book.booking import Booked, NeedsConsent
from pettui.book.placing import place_rows
from pettui.book.plan import Plan, PlannedRow, Problem
from pettui.book.series import record
from pettui.book.series.rule import comes_on, normal, shifted
from pettui.book.series.scope import FOLLOWING, SCOPES, THIS, in_scope
from pettui.history.actor import Actor
from pettui.history.door import AlreadyDone, Door, Refused, change
from pettui.team.shop import Shop
from pettui.text import clean_note, count

_FIELDS = (
    "item", "pet", "employee", "start", "setup", "process", "finish", "price", "requested",
)  # fmt: skip


class InTheWay(NeedsConsent):
    """Some of the visits cannot be changed without being agreed to.

    `tickets` are those; they may be left as they are. With `only_left`, there is no other way.
    """

    def __init__(
        self, problems: tuple[Problem, ...], tickets: frozenset[int], *, only_left: bool
    ) -> None:
        super().__init__(problems)
        self.tickets = tickets
        self.only_left = only_left


@dataclass
class _Met:
    """What stood in the way of the visits so far."""

    problems: list[Problem]
    tickets: set[int]
    stops: bool = False


def change_visits(
    shop: Shop,
    new: Plan,
    scope: str,
    by: Actor,
    *,
    agreed: Collection[str] = (),
    left: Collection[int] = (),
    reason: str = "",
    verb: str = "changed",
) -> Booked:
    """Save a changed visit, and change others of its series in the same way, as one change.

    Args:
        shop: the shop.
        new: the changed visit, as it would be booked.
        scope: "this", "following" or "all"; those that are open.
        by: who changes it.
        agreed: the words of the problems that the person has seen and accepts.
        left: tickets of the series that stay as they are.
        reason: why some are booked over other visits, if they are.
        verb: how the history calls it.

    Raises:
        InTheWay: problems of other visits. NeedsConsent: of this one. Refused, Clash.
    """
    if scope == THIS:
        return booking.save(shop, new, by, agreed=agreed, reason=reason, verb=verb)
    if scope not in SCOPES:
        raise Refused(f"{scope} is not a choice. Choose this one, this and following, or all.")
    if new.ticket is None:
        raise Refused("This visit is not booked yet; there is nothing to change with it.")
    try:
        with change("", by, command=new.command) as door:
            old = booking.plan_of(new.ticket)
            times = [row.start for row in place_rows(shop, new)]
            fixed = (replace(row, start=at) for row, at in zip(new.rows, times, strict=True))
            new = replace(new, rows=tuple(fixed), start=min(times, default=new.start))
            row: Ticket = Ticket.get_by_id(new.ticket)
            if row.__data__["series"] is None:
                raise Refused(f"Ticket {row.number} is part of no series any more. Look again.")
            series = row.__data__["series"]
            out = {row.id, *left}
            others = [one for one in in_scope(row, scope) if one.id not in out]
            shift = (new.day - old.day).days
            chosen = [row, *others]
            free(chosen)
            rest = _words_here(agreed)
            booking.put(door, shop, new, by, agreed=rest, reason=reason)
            _put_others(door, shop, old, new, others, by, agreed, reason)
            if shift:
                shift_dates(door, shop, series, chosen, shift)
                if not left or scope == FOLLOWING:
                    shift_rule(door, series, row, shift, new.day)
            slots.rebuild((), [one.id for one in chosen])
            name = row.pet_names or row.client_name
            which = "all" if scope != FOLLOWING else "from here on"
            door.what = (
                f"{verb} {name}, {which}: {count(len(chosen), 'visit')},"
                f" {shop.day(new.day)} {shop.time(new.start)}"
            )
            return Booked(row.id, row.number, door.what)
    except AlreadyDone:
        row = Ticket.get_by_id(new.ticket)
        return Booked(row.id, row.number, "changed already")


def free(tickets: Sequence[Ticket]) -> None:
    """Let none of the visits stand in the way of another: all of them move at once.

    Their slots are derived again before the change ends.
    """
    rows = TicketRow.select(TicketRow.id).where(TicketRow.ticket.in_([one.id for one in tickets]))
    Slot.delete().where(Slot.row.in_([row for (row,) in tuples(rows)])).execute()


def _words_here(agreed: Collection[str]) -> set[str]:
    """Give what was agreed to, with and without the day before it."""
    return {*agreed, *(words.partition(": ")[2] for words in agreed)}


def _put_others(
    door: Door,
    shop: Shop,
    old: Plan,
    new: Plan,
    others: Sequence[Ticket],
    by: Actor,
    agreed: Collection[str],
    reason: str,
) -> None:
    met = _Met([], set())
    for other in others:
        was = booking.plan_of(other.id)
        plan = like(old, new, was)
        if (plan.rows, plan.day, plan.client) == (was.rows, was.day, was.client):
            door.update(other, note=clean_note(plan.note, booking.MAX_NOTE))
            continue  # nothing of it moves that could be in somebody's way
        day = shop.short_day(plan.day)
        mine = {words.removeprefix(f"{day}: ") for words in agreed if words.startswith(f"{day}: ")}
        try:
            booking.put(door, shop, plan, by, agreed=mine, reason=reason)
        except NeedsConsent as asked:
            met.tickets.add(other.id)
            met.problems += [replace(p, words=f"{day}: {p.words}") for p in asked.problems]
        except Refused as refused:
            if refused.__class__ is not Refused:
                raise
            met.tickets.add(other.id)
            met.stops = True
            met.problems.append(Problem("time", "stop", f"{day}: {str(refused).rstrip('.')}"))
    if met.problems:
        raise InTheWay(tuple(met.problems), frozenset(met.tickets), only_left=met.stops)


def like(old: Plan, new: Plan, other: Plan) -> Plan:
    """Give another visit of a series, changed as one was: what differs between `old` and `new`.

    Services that only the other visit has stay with it, and move as far as the visit does.
    """
    pairs = _paired(old.rows, other.rows)
    before = {row.row: row for row in old.rows}
    shift = new.start - old.start
    rows: list[PlannedRow] = []
    used: set[int] = set()
    for row in new.rows:
        was = before.get(row.row) if row.row is not None else None
        if was is None:
            rows.append(replace(row, row=None))
            continue
        place = pairs.get(was.row)
        if place is None:
            continue  # the other visit never had it
        used.add(place)
        rows.append(_changed(was, row, other.rows[place]))
    own = set(pairs.values())
    for place, row in enumerate(other.rows):
        if place not in own and place not in used:
            rows.append(replace(row, start=(row.start or 0) + shift))
    if not rows:
        rows = [_changed(other.rows[0], row, replace(row, row=None)) for row in new.rows]
    return replace(
        other,
        day=other.day + (new.day - old.day),
        start=min(row.start or 0 for row in rows),
        rows=tuple(rows),
        note=new.note if new.note != old.note else other.note,
        client=new.client,
    )


def _paired(old: Sequence[PlannedRow], other: Sequence[PlannedRow]) -> dict[int | None, int]:
    """Pair the rows of two visits: the same service of the same pet, in their order."""
    found: dict[int | None, int] = {}
    for row in old:
        for place, candidate in enumerate(other):
            same = (candidate.item, candidate.pet) == (row.item, row.pet)
            if same and place not in found.values():
                found[row.row] = place
                break
    return found


def _changed(was: PlannedRow, now: PlannedRow, other: PlannedRow) -> PlannedRow:
    """Give another visit's row with what was changed in this one."""
    values = {
        name: getattr(now, name) for name in _FIELDS if getattr(now, name) != getattr(was, name)
    }
    if "item" in values:  # another service has its own price and length
        values |= {name: getattr(now, name) for name in ("setup", "process", "finish", "price")}
    return replace(other, **values)


def shift_dates(door: Door, shop: Shop, series: int, chosen: Sequence[Ticket], shift: int) -> None:
    """Let the visits stand for other dates of the rule, so that it can be extended from there."""
    keys = [one.id for one in chosen]
    wanted = {one.series_day + timedelta(days=shift) for one in chosen}
    there = (
        Ticket.select(Ticket.series_day)
        .where(
            Ticket.series == series, Ticket.id.not_in(keys), Ticket.series_day.in_(sorted(wanted))
        )
        .order_by(Ticket.series_day)
        .first()
    )
    if there is not None:
        raise Refused(
            f"This series has a visit on {shop.day(there.series_day)} already."
            " Choose another day, or move this visit alone."
        )
    order = sorted(chosen, key=lambda one: one.series_day, reverse=shift > 0)
    for one in order:
        fresh: Ticket = Ticket.get_by_id(one.id)
        door.update(fresh, series_day=fresh.series_day + timedelta(days=shift))


def shift_rule(door: Door, series: int, row: Ticket, shift: int, onto: date) -> None:
    """Let the rule give the dates to which its visits were moved."""
    kept = record.the(series)
    rule = record.rule_of(kept)
    if comes_on(rule, row.series_day):  # a date that was added by hand says nothing of the rule
        door.update(kept, **record.values_of(normal(shifted(rule, shift, onto))))
