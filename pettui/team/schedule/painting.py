"""Paints dated exceptions over the regular week: other hours, time off, or neither again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from db.models import DayPlan
from pettui.history.actor import Actor
from pettui.history.door import Door, Refused, change
from pettui.team.schedule.outside import Outside, shown_first
from pettui.team.schedule.reading import entry_of, staff
from pettui.team.schedule.versions import Seen, refuse_stale
from pettui.team.schedule.words import Entry, entry_words
from pettui.team.shop import Shop
from pettui.text import count

MOST_CELLS = 4000


class Target(NamedTuple):
    """A cell that is painted, and what was seen in it (None does not ask)."""

    employee: int
    day: date
    seen: Seen | None = None


class Done(NamedTuple):
    """What a change of the schedule did, and the visits that it left outside hours."""

    words: str
    left: tuple[Outside, ...] = ()
    cells: int = 0


def paint(
    shop: Shop,
    targets: Sequence[Target],
    entry: Entry,
    by: Actor,
    *,
    agreed: Collection[int] = (),
) -> Done:
    """Write one entry into cells, as one change; "-" takes the exceptions away.

    Args:
        shop: the shop.
        targets: whom and which days.
        entry: hours, time off, or the regular week.
        by: the author.
        agreed: rows of visits that may be left outside hours.

    Raises:
        LeavesOutside: visits would fall outside hours; nothing was written.
        Clash: somebody else changed one of the cells since it was seen.
    """
    if not targets:
        raise Refused("No day is chosen. Put the cursor on a day of an employee.")
    if len(targets) > MOST_CELLS:
        raise Refused(f"That is more than {MOST_CELLS} days at once. Choose fewer.")
    with change("changed the schedule", by) as door:
        names = dict(staff(shop))
        gone = [t for t in targets if t.employee not in names]
        if gone:
            raise Refused("Somebody of these does not work here any more. Look at the week again.")
        people = list(dict.fromkeys(target.employee for target in targets))
        days = sorted({target.day for target in targets})
        held = _held(people, days)
        for target in targets:
            what = f"{names[target.employee]} on {shop.short_day(target.day)}"
            refuse_stale(held.get((target.employee, target.day), []), target.seen, what)
        with shown_first(shop, agreed, employees=people, days=days) as left:
            changed = sum(
                put(door, t.employee, t.day, entry, held.get((t.employee, t.day), []))
                for t in targets
            )
        who = ", ".join(names[key] for key in people[:3])
        more = f" and {len(people) - 3} more" if len(people) > 3 else ""
        span = days_words(shop, days)
        door.what = f"schedule of {who}{more}, {span}: {entry_words(shop, entry)}"
        return Done(door.what, left.visits, changed)


def put(door: Door, employee: int, day: date, entry: Entry, held: Sequence[DayPlan]) -> bool:
    """Make an entry the only exception of somebody's day; tells whether that changed anything."""
    if (entry_of(held) if held else Entry()) == entry:
        return False
    for plan in held:
        door.delete(plan)
    if entry.kind:
        kind = "" if entry.kind == "off" else entry.kind
        door.insert(
            DayPlan, employee=employee, day=day, off=True, off_kind=kind, reason=entry.reason
        )
    for start, end in entry.ranges:
        door.insert(DayPlan, employee=employee, day=day, start=start, end=end)
    return True


def _held(people: Sequence[int], days: Sequence[date]) -> dict[tuple[int, date], list[DayPlan]]:
    return plans_between(people, days[0], days[-1])


def plans_between(
    people: Sequence[int], first: date, last: date
) -> dict[tuple[int, date], list[DayPlan]]:
    """Read the exceptions of some people from one day to another."""
    found: dict[tuple[int, date], list[DayPlan]] = {}
    query = DayPlan.select().where(
        DayPlan.employee.in_(list(people)), DayPlan.day.between(first, last)
    )
    for plan in query.order_by(DayPlan.start, DayPlan.id):
        found.setdefault((plan.__data__["employee"], plan.day), []).append(plan)
    return found


def days_words(shop: Shop, days: Iterable[date]) -> str:
    """Name days: `Thu 26 Nov`, `Thu 26 Nov to Fri 27 Nov`, `Thu 26 Nov and 4 more days`."""
    found = sorted(set(days))
    if not found:
        return "no day"
    if len(found) == 1:
        return shop.short_day(found[0])
    if (found[-1] - found[0]).days == len(found) - 1:
        return f"{shop.short_day(found[0])} to {shop.short_day(found[-1])}"
    return f"{shop.short_day(found[0])} and {count(len(found) - 1, 'more day')}"
