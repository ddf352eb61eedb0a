"""Managers put punches right: a row of its own says what counts, the punch itself stays.

Everything is checked as of the moment it is written: that the times are in order, that nothing
overlaps, that nobody else decided about the same punch meanwhile (DOMAIN 6.5, 6.6). What a closed
day then counts more or less is carried into the next open period.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from pettui.history.actor import Actor
from pettui.history.door import Refused, change
from pettui.team.shop import Shop
from pettui.team.timeclock.checking import reason_of, watched
from pettui.team.timeclock.effective import Effective, of_punch
from pettui.team.timeclock.entering import KINDS, NewPunch, days_about, enter, replace
from pettui.team.timeclock.hours import names
from pettui.team.timeclock.wall import wall_text

KEEP = -1
"""Leaves a break or a role as it is."""


class Edit(NamedTuple):
    """What a punch is to mean. `seen` is the id of the row that counted when it was looked at.

    What is None stays; so does a break or role that is KEEP, where None means none.
    """

    punch: int
    seen: int
    at: datetime | None = None
    kind: str | None = None
    break_kind: int | None = KEEP
    rate: int | None = KEEP
    comment: str | None = None
    void: bool | None = None

    @property
    def values(self) -> dict[str, Any]:
        """What it changes."""
        found = {name: value for name, value in self._asdict().items() if value is not None}
        found |= {name: None for name in ("break_kind", "rate") if getattr(self, name) is None}
        return {
            name: value
            for name, value in found.items()
            if name not in ("punch", "seen") and value != KEEP
        }


def add(
    shop: Shop, employee: int, new: Sequence[NewPunch], by: Actor, reason: str
) -> tuple[int, ...]:
    """Enter punches that were missed, all of one person: one, or a whole shift at once.

    Gives their ids. Raises Refused in words: no reason, a time ahead, an overlap, a wrong order.
    """
    said = reason_of(reason)
    ordered = sorted(new, key=lambda punch: punch.at)
    if not ordered:
        raise Refused("There is no punch to enter. Say when it was.")
    with change("", by, undoable=False) as door:
        days = days_about(shop, *(punch.at for punch in ordered))
        with watched(door, shop, employee, days, said) as watch:
            keys = tuple(
                enter(door, shop, employee, punch, watch, source="manager", reason=said)
                for punch in ordered
            )
        told = ", ".join(f"{KINDS[p.kind]} {wall_text(shop, p.at)}" for p in ordered)
        door.what = f"entered {told} for {_name(employee)} ({said})"
    return keys


def amend(shop: Shop, edits: Sequence[Edit], by: Actor, reason: str) -> tuple[int, ...]:
    """Change what punches mean, all of one person: the times of a whole shift at once, too.

    Gives the ids of the rows that count now. Raises Refused in words, and its subclass Clash when
    somebody else decided about a punch since it was `seen`.
    """
    said = reason_of(reason)
    with change("", by, undoable=False) as door:
        found = [_found(edit.punch) for edit in edits]
        people = {punch.made.employee for punch in found}
        if len(people) != 1:
            raise Refused("These punches are of several people. Amend one person's at a time.")
        employee = people.pop()
        days = days_about(shop, *found, *(edit.at for edit in edits if edit.at is not None))
        gaps = any(edit.void is not None for edit in edits)
        with watched(door, shop, employee, days, said, gaps=gaps) as watch:
            keys = tuple(
                replace(door, shop, punch, edit.seen, watch, reason=said, **edit.values)
                for punch, edit in zip(found, edits, strict=True)
            )
        told = ", ".join(_told(shop, punch, edit) for punch, edit in zip(found, edits, strict=True))
        door.what = f"{told} of {_name(employee)} ({said})"
    return keys


def void(shop: Shop, seen: Sequence[tuple[int, int]], by: Actor, reason: str) -> tuple[int, ...]:
    """Let punches count for nothing; `seen` has each one's id and that of the row looked at."""
    return amend(shop, [Edit(punch, row, void=True) for punch, row in seen], by, reason)


def restore(shop: Shop, seen: Sequence[tuple[int, int]], by: Actor, reason: str) -> tuple[int, ...]:
    """Let voided punches count again."""
    return amend(shop, [Edit(punch, row, void=False) for punch, row in seen], by, reason)


def confirm(
    shop: Shop, seen: Sequence[tuple[int, int]], by: Actor, reason: str = "it was so"
) -> tuple[int, ...]:
    """Let punches count as they are, though they were doubtful (a long shift, no PIN, a clock)."""
    return amend(shop, [Edit(punch, row) for punch, row in seen], by, reason)


def _found(punch: int) -> Effective:
    found = of_punch(punch)
    if found is None:
        raise Refused("This punch is not there. Look at the day again.")
    return found


def _told(shop: Shop, punch: Effective, edit: Edit) -> str:
    what = f"{KINDS[punch.kind]} {wall_text(shop, punch.at)}"
    if edit.void:
        return f"voided {what}"
    if punch.void:
        return f"restored {what}"
    if not edit.values:
        return f"confirmed {what}"
    values = {**edit.values}
    told = [wall_text(shop, values.pop("at"))] if "at" in values else []
    told += [KINDS.get(values.pop("kind"), "")] if "kind" in values else []
    told += [f"another {name.replace('_kind', '')}" for name in values if name != "void"]
    return f"amended {what} to {' and '.join(told)}"


def _name(employee: int) -> str:
    return names().get(employee, (0, "somebody"))[1]
