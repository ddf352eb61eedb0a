"""Makes up the time clock of the last weeks: punches, forgotten ones too, breaks and notices."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from random import Random
from typing import NamedTuple

from db.models import Bookable, BreakKind, Employee, Notice, Punch, PunchRequest
from db.models.base import tuples
from pettui.history.actor import Actor
from pettui.history.door import Door, change
from pettui.team.hours import hours_of
from pettui.team.shop import Shop
from pettui.team.timeclock import breaks, moments
from pettui.team.timeclock.rows import place_of

WEEKS = 6
TERMINAL = "kiosk"

KINDS = (
    breaks.BreakForm("Rest", paid=True, meal=False, minutes=10),
    breaks.BreakForm("Lunch", paid=False, meal=True, minutes=30),
)


class Made(NamedTuple):
    """A punch to be written, on the shop's wall clock."""

    wall: datetime
    employee: int
    kind: str
    pause: str = ""
    verified: bool = True


def write(shop: Shop, today: date, now: datetime) -> None:
    """Make up punches up to a moment of today, on the shop's wall clock.

    Somebody forgot to clock out on their last day, and is asked at their next punch; somebody
    else did so some days ago, and their answer waits for a manager.
    """
    rng = Random(f"punches {today}")  # noqa: S311  # dice, no secret
    crew = _crew(shop)
    with change("punched in the last weeks", Actor(None, "pettui", TERMINAL), undoable=False) as d:
        kinds = _kinds(d, shop)
        days = [today - timedelta(days=n) for n in range(7 * WEEKS, -1, -1)]
        made = [punch for day in days for punch in _day(rng, shop, crew, day)]
        asked = _forget(made, crew, today)
        rows = {}
        for number, punch in enumerate(sorted(made), 1):
            if punch.wall <= now:
                rows[punch] = _write(d, shop, punch, number, kinds)
        _ask(d, shop, asked, rows)
        for text, first, last in _notices(today):
            d.insert(Notice, branch=shop.branch, text=text, first_day=first, last_day=last)


def _crew(shop: Shop) -> list[tuple[int, str]]:
    query = (
        Employee.select(Employee.bookable, Employee.first_name)
        .join(Bookable)
        .where(Bookable.branch == shop.branch, Bookable.active)
    )
    return [(key, name) for key, name in tuples(query.order_by(Employee.bookable))]


def _kinds(door: Door, shop: Shop) -> dict[str, int]:
    found = {}
    for place, form in enumerate(KINDS):
        row = door.insert(BreakKind, branch=shop.branch, position=place, **form._asdict())
        found[form.name] = int(row.id)
    return found


def _day(rng: Random, shop: Shop, crew: list[tuple[int, str]], day: date) -> Iterator[Made]:
    hours = hours_of(shop.branch, day, [key for key, _ in crew])
    for key, name in crew:
        if not hours[key].ranges:
            continue
        start, end = hours[key].ranges[0][0], hours[key].ranges[-1][1]
        # Dana comes early and Marcus runs late; everybody stays until the last dog is dry.
        usual = {"Dana": -9, "Marcus": 5}.get(name, -2)
        come = start + usual + rng.randint(-4, 5)
        go = end + rng.randint(-4, 16)
        yield _made(rng, day, come, key, "in")
        if end - start >= 6 * 60:
            lunch = start + (end - start) // 2 + rng.randint(-20, 20)
            yield _made(rng, day, lunch, key, "break", "Lunch")
            yield _made(rng, day, lunch + 30 + rng.randint(-3, 6), key, "back")
            if rng.random() < 0.4:
                rest = lunch + 120 + rng.randint(0, 30)
                yield _made(rng, day, rest, key, "break", "Rest")
                yield _made(rng, day, rest + rng.randint(8, 13), key, "back")
        yield _made(rng, day, go, key, "out")


def _made(rng: Random, day: date, minute: int, who: int, kind: str, pause: str = "") -> Made:
    wall = datetime.combine(day, time_of_day()) + timedelta(minutes=minute)
    return Made(wall + timedelta(seconds=rng.randrange(60)), who, kind, pause)


def _forget(made: list[Made], crew: list[tuple[int, str]], today: date) -> list[Made]:
    """Take two clock-outs away; gives the one that was told at the next punch, if there is one."""
    names = {name: key for key, name in crew}
    outs = [punch for punch in made if punch.kind == "out" and punch.wall.date() < today]
    asked = []
    for name, back in (("Luis", 0), ("Priya", 3)):
        mine = [punch for punch in outs if punch.employee == names.get(name)]
        if len(mine) <= back:
            continue
        made.remove(mine[-1 - back])
        if back:
            asked.append(mine[-1 - back])
        else:  # and has not come yet today: the clock asks them in front of whoever looks around
            for punch in [p for p in made if p.employee == mine[0].employee]:
                if punch.wall.date() == today:
                    made.remove(punch)
    return asked


def _write(door: Door, shop: Shop, punch: Made, number: int, kinds: dict[str, int]) -> Punch:
    place = place_of(moments.instant_of(shop, punch.wall), shop.zone)
    return door.insert(
        Punch, branch=shop.branch, employee=punch.employee, kind=punch.kind, terminal=TERMINAL,
        sequence=number, source="pin", verified=punch.verified,
        break_kind=kinds.get(punch.pause), **place._asdict(),
    )  # fmt: skip


def _ask(door: Door, shop: Shop, asked: list[Made], rows: dict[Made, Punch]) -> None:
    """Ask a manager for the clock-outs that people told of at their next punch."""
    for punch in asked:
        before = [row for made, row in rows.items() if _before(made, punch)]
        after = [made for made in rows if made.employee == punch.employee and made > punch]
        if not before or not after:
            continue
        place = place_of(moments.instant_of(shop, punch.wall.replace(second=0)), shop.zone)
        door.insert(
            PunchRequest, branch=shop.branch, employee=punch.employee, after=before[-1].id,
            kind="out", said=place.at, day=place.day, comment="The last dog took longer.",
            asked_at=moments.instant_of(shop, min(after).wall), terminal=TERMINAL,
        )  # fmt: skip


def _before(made: Made, punch: Made) -> bool:
    return made.employee == punch.employee and made.wall < punch.wall


def _notices(today: date) -> list[tuple[str, date, date]]:
    later = today + timedelta(days=2)
    return [
        ("Staff meeting on Friday after closing. Pizza is on Kim.", today, later),
        ("Tub 2 drains slowly: the plumber comes in the morning.", today, today),
        ("The new dryer is here. Ask Marcus before you use it.", later, later),
    ]
