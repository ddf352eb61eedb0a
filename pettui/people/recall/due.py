"""What the visits of one pet make due: each service by itself, together what is done together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from pettui.people.learning import usual_interval
from pettui.people.recall.rhythm import Rhythm, due_day, rhythm_of, state_of

TOGETHER = 14
"""Days by which two services of one visit may differ to be called for in one."""


class Done(NamedTuple):
    """A service that was done: its item, day, ticket, and minutes in the book."""

    item: int
    day: date
    ticket: int
    minutes: int


class Due(NamedTuple):
    """A service that a pet is due for, with what else of its last visit comes along."""

    item: int
    along: tuple[int, ...]
    last: date
    ticket: int  # of the last visit
    rhythm: Rhythm
    due: date
    state: str


class Coming(NamedTuple):
    """A visit that a pet has ahead: its day and services."""

    day: date
    items: frozenset[int]


def dues_of(
    done: Sequence[Done],
    today: date,
    *,
    wish: int | None = None,
    usual: Mapping[int, int] | None = None,
    shop_weeks: int = 6,
    coming: Sequence[Coming] = (),
) -> tuple[Due, ...]:
    """Give what a pet is due for, the soonest first; nothing where a visit is booked for it.

    A service counts that the pet gets regularly, or that was the main one of its last visit;
    a bow that was tied in once is nobody's reason to call, nor is what was due at a later visit
    and not wanted then. A visit that comes no later than two weeks after the day serves whatever
    is due by then.
    """
    days: dict[int, set[date]] = {}
    lasts: dict[int, Done] = {}
    mains: dict[int, Done] = {}
    total: dict[int, int] = {}
    for one in done:
        days.setdefault(one.item, set()).add(one.day)
        if one.item not in lasts or one.day > lasts[one.item].day:
            lasts[one.item] = one
        if one.ticket not in mains or one.minutes > mains[one.ticket].minutes:
            mains[one.ticket] = one
    for main in mains.values():
        total[main.item] = total.get(main.item, 0) + main.minutes
    newest = max((one.day for one in done), default=today)
    chief = max(total, key=lambda item: (total[item], -item), default=0)
    found: dict[int, Due] = {}
    for item, last in lasts.items():
        own = usual_interval(days[item])
        if own is None and not (last.day == newest and mains[last.ticket].item == item):
            continue
        rhythm = rhythm_of(
            own, wish, (usual or {}).get(item), shop_weeks, chief=item == chief
        )  # fmt: skip
        state = state_of(last.day, rhythm, today)
        due = due_day(last.day, rhythm)
        if last.day < newest and due <= newest:
            continue
        found[item] = Due(item, (), last.day, last.ticket, rhythm, due, state)
    return tuple(
        one for one in _together(found, mains, done)
        if one.state and not _is_served(one, coming)
    )  # fmt: skip


def _together(
    found: Mapping[int, Due], mains: Mapping[int, Done], done: Sequence[Done]
) -> list[Due]:
    """Put services of one last visit together whose days are about the same."""
    lines: list[Due] = []
    folded: set[int] = set()
    for one in sorted(found.values(), key=lambda d: (d.item != mains[d.ticket].item, d.due)):
        if one.item in folded:
            continue
        along: list[int] = []
        is_main = mains[one.ticket].item == one.item  # only the main service takes others along
        for other in done if is_main else ():
            if other.ticket != one.ticket or other.item in (one.item, *along):
                continue
            own = found.get(other.item)
            if own is None or (own.ticket == one.ticket and _about(own.due, one.due)):
                along.append(other.item)
                folded.add(other.item)
        lines.append(one._replace(along=tuple(along)))
    return sorted((d for d in lines if d.item not in folded), key=lambda d: (d.due, d.item))


def _about(own: date, main: date) -> bool:
    return own >= main - timedelta(days=TOGETHER)


def _is_served(one: Due, coming: Sequence[Coming]) -> bool:
    return any(
        one.item in visit.items or visit.day <= one.due + timedelta(days=TOGETHER)
        for visit in coming
    )
