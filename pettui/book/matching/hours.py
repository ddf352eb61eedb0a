"""Time that a change of schedules opens: longer hours, a day that is open after all, new people."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from db.models import Bookable, Closure, DayPlan, Resource, Rotation, Shift
from db.models.base import tuples
from pettui.book.matching.before import Before, Values
from pettui.book.matching.values import Opened
from pettui.team.hours import Range, Rules, Turn
from pettui.team.shop import Shop

AHEAD = 14
"""Days from today on whose hours are compared: for a regular week, two of it are enough."""

_PEOPLE = ("bookable", "employee", "ability")
TABLES = ("day_plan", "shift", "rotation", "closure", "resource", *_PEOPLE)
_PLAN = ("employee", "day", "off", "start", "end", "off_kind", "reason")
_SHIFT = ("employee", "week", "weekday", "start", "end")
_ROTATION = ("employee", "weeks", "anchor")
_CLOSURE = ("branch", "day", "reason")


def opened(shop: Shop, before: Before) -> list[Opened]:
    """Give the hours that people work after some changes, and did not before them."""
    if not any(before.keys(table) for table in TABLES):
        return []
    staff, gained, places = _people(shop, before)
    days = _days(shop, before)
    now, was = _rules(shop, staff, days, None), _rules(shop, staff, days, before)
    found = []
    for who in staff:
        for day in days:
            had = () if who in gained else was.of(who, day).ranges
            for start, end in _less(now.of(who, day).ranges, had):
                found.append(Opened(day, who, start, end))
    if places:
        found += [Opened(day, None, 0, 24 * 60) for day in days]
    return found


def _days(shop: Shop, before: Before) -> list[date]:
    today = shop.today()
    named = {
        _day(value) for table in ("day_plan", "closure") for value in before.named(table, "day")
    }
    plans = DayPlan.select(DayPlan.day).where(DayPlan.id.in_(before.keys("day_plan")))
    closures = Closure.select(Closure.day).where(Closure.id.in_(before.keys("closure")))
    named |= {day for query in (plans, closures) for (day,) in tuples(query)}
    if any(before.keys(table) for table in ("shift", "rotation", "resource", *_PEOPLE)):
        named |= {today + timedelta(days=ahead) for ahead in range(AHEAD)}
    return sorted(day for day in named if day >= today)[: 4 * AHEAD]


def _people(shop: Shop, before: Before) -> tuple[list[int], set[int], bool]:
    """Give who is booked here, who was not or could do less, and whether there are more places."""
    names = ("kind", "active", "shown", "lanes")
    query = Bookable.select(
        Bookable.id, Bookable.kind, Bookable.active, Bookable.shown, Bookable.lanes
    ).where(Bookable.branch == shop.branch)
    now = {key: dict(zip(names, rest, strict=True)) for key, *rest in tuples(query)}
    was = before.rows("bookable", now)
    staff = [k for k, one in now.items() if one["kind"] == "employee" and _is_there(one)]
    gained = {key for key in staff if key not in was or not _is_there(was[key])}
    gained |= {*before.keys("employee"), *before.named("ability", "employee")}
    gained |= _able(before)
    places = {key for (key,) in tuples(Resource.select(Resource.bookable))}
    more = any(
        key not in was or not was[key]["active"] or was[key]["lanes"] < one["lanes"]
        for key, one in now.items()
        if key in places and one["active"]
    )
    return staff, gained & set(staff), more


def _able(before: Before) -> set[int]:
    from db.models import Ability

    rows = Ability.select(Ability.employee).where(Ability.id.in_(before.keys("ability")))
    return {employee for (employee,) in tuples(rows)}


def _is_there(one: Values) -> bool:
    return bool(one["active"] and one["shown"])


def _rules(
    shop: Shop, staff: Collection[int], days: Collection[date], before: Before | None
) -> Rules:
    """Read what decides people's hours, as it is or as it was."""
    closed = _rows(Closure, _CLOSURE, Closure.day.in_(list(days)), before, "closure")
    rotations = {
        row["employee"]: (row["weeks"], _day(row["anchor"]))
        for row in _rows(Rotation, _ROTATION, None, before, "rotation")
    }
    turns: dict[int, list[Turn]] = {}
    for row in _rows(Shift, _SHIFT, Shift.employee.in_(list(staff)), before, "shift"):
        weeks, anchor = rotations.get(row["employee"], (1, None))
        turn = Turn(row["week"], row["weekday"], row["start"], row["end"], weeks, anchor)
        turns.setdefault(row["employee"], []).append(turn)
    plans: dict[tuple[int, date], list[Any]] = {}
    for row in _rows(DayPlan, _PLAN, DayPlan.day.in_(list(days)), before, "day_plan"):
        dated = tuple(row[name] for name in _PLAN[2:])
        plans.setdefault((row["employee"], _day(row["day"])), []).append(dated)
    return Rules(
        plans, turns,
        {_day(row["day"]): row["reason"] or "closed" for row in closed
         if row["branch"] == shop.branch},
    )  # fmt: skip


def _rows(
    model: Any, names: tuple[str, ...], which: Any, before: Before | None, table: str
) -> list[Mapping[str, Any]]:
    query = model.select(model.id, *(getattr(model, name) for name in names))
    keys = before.keys(table) if before is not None else []
    if which is not None:
        query = query.where(which | model.id.in_(keys))
    now = {key: dict(zip(names, rest, strict=True)) for key, *rest in tuples(query)}
    return list((now if before is None else before.rows(table, now)).values())


def _day(value: Any) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _less(ranges: Collection[Range], had: Collection[Range]) -> list[Range]:
    """Take ranges away from others."""
    left = list(ranges)
    for start, end in had:
        left = [
            part
            for first, last in left
            for part in ((first, min(last, start)), (max(first, end), last))
            if part[1] > part[0]
        ]
    return left
