"""The people, tubs and hours of the made-up shop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from db.models import (
    Ability,
    Bookable,
    Category,
    Closure,
    DayPlan,
    Item,
    ItemException,
    Resource,
    Setting,
    Shift,
    Tax,
)
from pettui.demo import calendar
from pettui.demo.names import FORMER
from pettui.history.actor import Actor
from pettui.history.door import Door, change
from pettui.stock import pricelist
from pettui.team.founding import NewShop, add_employee, create_shop
from pettui.team.shop import Shop

ZONE = "America/New_York"
AHEAD = 42  # days that are booked in advance
OPEN = {**dict.fromkeys(range(5), (480, 1080)), 5: (480, 960)}
BATHER = ("Baths", "Trims & nails", "Add-ons")

Week = dict[int, tuple[int, int]]


def _week(start: int, end: int, *days: int, saturday: tuple[int, int] | None = None) -> Week:
    week = dict.fromkeys(days, (start * 60, end * 60))
    if saturday:
        week[5] = (saturday[0] * 60, saturday[1] * 60)
    return week


@dataclass(frozen=True)
class Hire:
    """Somebody whom the made-up shop employs."""

    first: str
    last: str
    role: str
    week: Week
    color: str


CREW = (
    Hire("Kim", "Park", "owner", _week(8, 16, 0, 1, 3, 4, saturday=(8, 14)), "#5fafd7"),
    Hire("Luis", "Romero", "groomer", _week(9, 17, 0, 1, 2, 3, 4), "#87af5f"),
    Hire("Marcus", "Webb", "groomer", _week(9, 18, 1, 2, 3, 4, saturday=(8, 16)), "#d7875f"),
    Hire("Priya", "Nair", "groomer", _week(10, 18, 0, 2, 3, 4, saturday=(8, 16)), "#af87d7"),
    Hire("Ana", "Silva", "bather", _week(8, 15, 0, 1, 2, 4, saturday=(9, 15)), "#d7af5f"),
)
DESK = Hire("Dana", "Whitfield", "front desk", _week(8, 17, 0, 1, 2, 3, 4), "")


@dataclass(slots=True)
class Worker:
    """Somebody with a column, as the days are made up: hours by weekday, days off by ordinal."""

    id: int
    name: str
    week: Week
    groups: tuple[str, ...] | None  # the categories that a limited one may do; None is all
    until: int | None = None  # the last day of somebody who left
    off: dict[int, str] = field(default_factory=dict)
    other: dict[int, tuple[int, int]] = field(default_factory=dict)

    def hours(self, ordinal: int) -> tuple[int, int] | None:
        """Give the hours of a day, or None."""
        if ordinal in self.off or (self.until is not None and ordinal > self.until):
            return None
        return self.other.get(ordinal) or self.week.get((ordinal - 1) % 7)


@dataclass(frozen=True, slots=True)
class Place:
    """A tub, dryer stand or kennel."""

    id: int
    kind: str
    lanes: int
    until: int | None = None


@dataclass(frozen=True)
class Crew:
    """All that the days are made of."""

    shop: Shop
    workers: Sequence[Worker]
    places: Sequence[Place]
    closed: dict[int, str]
    items: dict[str, int]
    exceptions: dict[tuple[str, int], dict[str, int]]


def shifted(week: Week, closing: int) -> Week:
    """Move a week's Monday to Sunday when the shop closes on Mondays (so that today is open)."""
    return {6 if day == closing else day: hours for day, hours in week.items()}


def open_shop(today: date, first: date, former: int, by: Actor) -> Crew:
    """Make the shop with its staff, resources, price list and calendar."""
    closing = 0 if today.weekday() == 6 else 6
    owner = CREW[0]
    shop = create_shop(
        NewShop(
            name="Wagging Tails",
            zone=ZONE,
            currency="USD",
            opening=shifted(OPEN, closing),
            first_name=owner.first,
            last_name=owner.last,
            phone="(212) 555-0100",
        ),
        by,
    )
    with change("furnished the made-up shop", by, undoable=False) as door:
        workers = _hire(door, shop.branch, closing, today, former)
        _exceptions_of_days(door, workers, today, closing)
        places = _furnish(door, shop.branch, today, former)
        closed = calendar.closures(first, today + timedelta(days=AHEAD))
        closed.pop(today.toordinal(), None)
        names = ("branch", "day", "reason")
        rows = ((shop.branch, date.fromordinal(day), why) for day, why in sorted(closed.items()))
        door.bulk(Closure, rows, names)
        tax = Tax.get(Tax.branch == shop.branch, Tax.place == 1)
        rate = Decimal("8.875")
        door.update(tax, name="Sales tax", service_rate=rate, product_rate=rate)
        items = pricelist.write(door)
        exceptions = _own_prices(door, items, workers)
        _limit(door, workers)
        for name, value in (("demo", True), ("clock.hours", 24), ("week.start", "monday")):
            door.insert(Setting, branch=shop.branch, name=name, value=value)
    return Crew(shop, workers, places, closed, items, exceptions)


def _hire(door: Door, branch: int, closing: int, today: date, former: int) -> list[Worker]:
    owner = Bookable.get(Bookable.kind == "employee")
    for shift in list(Shift.select().where(Shift.employee == owner.id)):
        door.delete(shift)
    workers = []
    for hire in (*CREW, DESK):
        key = owner.id
        if hire is not CREW[0]:
            limited = hire.role == "bather"
            key = add_employee(
                door, branch, hire.first, hire.last, role=hire.role, limited=limited,
                email=f"{hire.first.lower()}@wagging-tails.example",
            )  # fmt: skip
        column = Bookable.get_by_id(key)
        door.update(column, color=hire.color, shown=hire is not DESK)
        week = shifted(hire.week, closing)
        for weekday, (start, end) in sorted(week.items()):
            door.insert(Shift, employee=key, weekday=weekday, start=start, end=end)
        if hire is not DESK:
            groups = BATHER if hire.role == "bather" else None
            workers.append(Worker(key, hire.first, week, groups))
    for number in range(former):
        first, last = FORMER[number % len(FORMER)]
        key = add_employee(door, branch, first, last, comment="Left.")
        door.update(Bookable.get_by_id(key), shown=False, active=False)
        week = shifted(_week(8, 17, *range(5), saturday=(8, 16)), closing)
        week.pop((number % 5) if closing == 6 else (number % 4) + 1, None)
        left = today.toordinal() - 60 - 13 * number
        workers.append(Worker(key, first, week, None, until=left))
    return workers


def _exceptions_of_days(door: Door, workers: list[Worker], today: date, closing: int) -> None:
    """Write a vacation next week, a sick day last week, and a late start."""
    kim, _, marcus, priya, _ = workers[:5]
    monday = today + timedelta(days=7 - today.weekday())
    for day in (monday + timedelta(days=n) for n in range(7)):
        marcus.off[day.toordinal()] = "vacation"
    sick = next(
        day
        for day in (today - timedelta(days=n) for n in range(1, 9))
        if day.weekday() in priya.week
    )
    priya.off[sick.toordinal()] = "sick"
    late = next(
        day for day in (monday + timedelta(days=n) for n in range(7)) if day.weekday() in kim.week
    )
    kim.other[late.toordinal()] = (660, 1020)
    for worker in (kim, marcus, priya):
        for ordinal, why in sorted(worker.off.items()):
            day = date.fromordinal(ordinal)
            if day.weekday() != closing:
                door.insert(DayPlan, employee=worker.id, day=day, off=True, reason=why)
        for ordinal, (start, end) in sorted(worker.other.items()):
            door.insert(
                DayPlan, employee=worker.id, day=date.fromordinal(ordinal), start=start, end=end,
                reason="late start",
            )  # fmt: skip


def _furnish(door: Door, branch: int, today: date, former: int) -> list[Place]:
    wanted = [("tub 1", "tub", 1, True), ("tub 2", "tub", 1, True)]
    wanted += [("dryers", "dryer", 2, True), ("kennels", "kennel", 6, False)]
    old = -(-former // 2)
    wanted += [(f"tub {n + 3}", "tub", 1, False) for n in range(old)]
    wanted += [(f"old dryer {n + 1}", "dryer", 1, False) for n in range(old)]
    places = []
    for position, (label, kind, lanes, shown) in enumerate(wanted, start=50):
        gone = position >= 54
        row = door.insert(
            Bookable, branch=branch, kind="resource", label=label, position=position,
            lanes=lanes, shown=shown, active=not gone,
        )  # fmt: skip
        door.insert(Resource, bookable=row.id, kind=kind)
        places.append(Place(row.id, kind, lanes, today.toordinal() - 60 if gone else None))
    return places


def _own_prices(
    door: Door, items: dict[str, int], workers: Sequence[Worker]
) -> dict[tuple[str, int], dict[str, int]]:
    """Write what the owner charges and how fast she is; nails are quick work for the bather."""
    kim, ana = workers[0].id, workers[4].id
    own = {
        ("CL", kim): {"price": 12500, "setup": 60},
        ("FG", kim): {"finish": 15},
        ("FFF", kim): {"setup": 20},
        ("NT", ana): {"setup": 10},
    }
    for (code, who), values in own.items():
        door.insert(ItemException, item=items[code], employee=who, **values)
    return own


def _limit(door: Door, workers: Sequence[Worker]) -> None:
    ana = workers[4]
    puppy = Item.get(Item.code == "PUP")
    door.insert(Ability, employee=ana.id, item=puppy.id)
    for group in Category.select().where(Category.name.in_(BATHER)).order_by(Category.id):
        door.insert(Ability, employee=ana.id, category=group.id)
