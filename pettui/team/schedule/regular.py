"""Changes the regular week: hours by weekday, and how many weeks take turns."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from db.models import Rotation, Shift
from pettui.history.actor import Actor
from pettui.history.door import Door, Refused, change
from pettui.team.hours import Range
from pettui.team.schedule import freezing
from pettui.team.schedule.outside import shown_first
from pettui.team.schedule.painting import Done
from pettui.team.schedule.reading import staff
from pettui.team.schedule.versions import Seen, refuse_stale
from pettui.team.schedule.words import Entry, entry_words
from pettui.team.shop import Shop

MOST_WEEKS = 12
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def paint_regular(
    shop: Shop,
    employee: int,
    places: Sequence[tuple[int, int]],
    entry: Entry,
    by: Actor,
    *,
    since: date | None = None,
    seen: Seen | None = None,
    agreed: Collection[int] = (),
) -> Done:
    """Write hours into weekdays of somebody's regular weeks; "off" and "-" mean no hours.

    Days before keep what was planned for them, as exceptions (see `freezing`).

    Args:
        shop: the shop.
        employee: whose.
        places: pairs of week (0 is the first) and weekday (0 is Monday).
        entry: the hours.
        by: the author.
        since: the first day that has the new hours; None is today.
        seen: what was seen of the regular schedule.
        agreed: rows of visits that may be left outside hours.

    Raises:
        LeavesOutside, Clash: as in `painting.paint`.
    """
    if entry.kind not in ("", "off") or entry.reason:
        raise Refused("A regular week has hours or none. Time off is for dated days of the grid.")
    if not places:
        raise Refused("No weekday is chosen.")
    with change("changed a regular week", by) as door:
        label, shifts, turn = _read(shop, employee, seen)
        weeks = turn.weeks if turn else 1
        if any(not 0 <= week < weeks or not 0 <= day < 7 for week, day in places):
            raise Refused("This week is no longer part of the rotation. Look at it again.")
        begin = freezing.refuse_since(shop, since)
        with (
            shown_first(shop, agreed, employees=[employee]) as left,
            freezing.before(door, shop, employee, begin) as kept,
        ):
            changed = sum(
                _write(door, employee, place, entry.ranges, shifts) for place in set(places)
            )
        names = ", ".join(_place(week, day, weeks) for week, day in sorted(set(places)))
        says = entry_words(shop, entry) if entry.ranges else "does not work"
        door.what = f"regular week of {label}, {names}{_from(shop, begin)}: {says}{kept.words}"
        return Done(door.what, left.visits, changed)


def set_rotation(
    shop: Shop,
    employee: int,
    weeks: int,
    first_week: date,
    by: Actor,
    *,
    since: date | None = None,
    seen: Seen | None = None,
    agreed: Collection[int] = (),
) -> Done:
    """Let so many regular weeks take turns; a week that is new begins as a copy of the first.

    Days before keep what was planned for them, as exceptions (see `freezing`).

    Args:
        shop: the shop.
        employee: whose.
        weeks: 1 is the same every week; at most 12.
        first_week: any day in a week in which week 1 has its turn.
        by: the author.
        since: the first day that goes by it; None is today.
        seen: what was seen of the regular schedule.
        agreed: rows of visits that may be left outside hours.
    """
    if not 1 <= weeks <= MOST_WEEKS:
        raise Refused(f"From 1 to {MOST_WEEKS} weeks can take turns.")
    anchor = shop.week_begin(first_week)
    with change("changed a rotation", by) as door:
        label, shifts, turn = _read(shop, employee, seen)
        before = turn.weeks if turn else 1
        begin = freezing.refuse_since(shop, since)
        with (
            shown_first(shop, agreed, employees=[employee]) as left,
            freezing.before(door, shop, employee, begin) as kept,
        ):
            if weeks == 1 and turn is not None:
                door.delete(turn)
            elif turn is not None:
                door.update(turn, weeks=weeks, anchor=anchor)
            elif weeks > 1:
                door.insert(Rotation, employee=employee, weeks=weeks, anchor=anchor)
            for shift in shifts:
                if shift.week >= weeks:
                    door.delete(shift)
            for week in range(before, weeks):
                for shift in (s for s in shifts if s.week == 0):
                    door.insert(
                        Shift, employee=employee, week=week, weekday=shift.weekday,
                        start=shift.start, end=shift.end,
                    )  # fmt: skip
        door.what = (
            f"{label}: {weeks} weeks take turns, week 1 from {shop.short_day(anchor)}"
            if weeks > 1
            else f"{label}: the same regular week every week"
        ) + f"{_from(shop, begin)}{kept.words}"
        return Done(door.what, left.visits)


def _from(shop: Shop, begin: date) -> str:
    return "" if begin == shop.today() else f" from {shop.short_day(begin)} on"


def _read(shop: Shop, employee: int, seen: Seen | None) -> tuple[str, list[Shift], Rotation | None]:
    label = dict(staff(shop)).get(employee)
    if label is None:
        raise Refused("They do not work here any more. Choose somebody else.")
    turn = Rotation.get_or_none(Rotation.employee == employee)
    shifts = list(Shift.select().where(Shift.employee == employee))
    refuse_stale([*shifts, *([turn] if turn else [])], seen, label)
    return label, shifts, turn


def _write(
    door: Door,
    employee: int,
    place: tuple[int, int],
    ranges: Sequence[Range],
    shifts: Sequence[Shift],
) -> bool:
    left = set(ranges)
    gone = []
    for shift in (s for s in shifts if (s.week, s.weekday) == place):
        if (shift.start, shift.end) in left:
            left.discard((shift.start, shift.end))
        else:
            gone.append(shift)
    for shift in gone:
        door.delete(shift)
    for start, end in sorted(left):
        door.insert(Shift, employee=employee, week=place[0], weekday=place[1], start=start, end=end)
    return bool(gone or left)


def _place(week: int, weekday: int, weeks: int) -> str:
    return f"{_DAYS[weekday]} of week {week + 1}" if weeks > 1 else _DAYS[weekday]
