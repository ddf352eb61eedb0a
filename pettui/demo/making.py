"""Makes up a whole shop, "Wagging Tails", that ends today: `make`."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from random import Random

from db.models import Counter, Setting, Slot
from pettui import clock
from pettui.demo import groomings, people, punches, standing, waiting
from pettui.demo.calendar import WallClock
from pettui.demo.diary import Demand, Diary
from pettui.demo.ledger import Ledger
from pettui.demo.people import Population
from pettui.demo.staff import AHEAD, ZONE, open_shop
from pettui.history.actor import Actor
from pettui.history.door import Refused, change

Tell = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""

BUSY = time_of_day(11, 10)  # the time at which a day other than the present one is shown


@dataclass(frozen=True)
class DemoReport:
    """What was made up."""

    first: date
    today: date
    clients: int
    pets: int
    tickets: int
    rows: int
    payments: int
    slots: int
    seconds: float


def make(
    years: float = 2,
    clients: int = 900,
    seed: int = 7,
    today: date | None = None,
    by: Actor | None = None,
    progress: Tell | None = None,
    *,
    now: datetime | None = None,
) -> DemoReport:
    """Make up a shop in a migrated, empty database; the same seed and day give the same shop.

    Args:
        years: how much of the past there is.
        clients: how many clients came in that time.
        seed: of the dice.
        today: the day on which the made-up past ends; the shop's own today unless told.
        by: who is the author of the shop.
        progress: told how far it is.
        now: the time of day that today's visits have come to, on the shop's wall clock; the
            present when `today` is the present day, else a busy moment in the morning.

    Raises:
        Refused: there is a shop already, or a number makes no sense.
    """
    started = time.monotonic()
    if not 0.02 <= years <= 50:
        raise Refused("The made-up past can be a week to 50 years long. Give other years.")
    if not 20 <= clients <= 200_000:
        raise Refused("A made-up shop has 20 to 200,000 clients. Give another number.")
    by = by or Actor(None, "pettui", "demo")
    here = clock.wall(ZONE)
    today = today or here.date()
    if now is None:
        now = here if here.date() == today else datetime.combine(today, BUSY)
    tell = progress or (lambda _what, _done, _all: None)
    first = today - timedelta(days=round(365.25 * years))
    rng = Random(f"{seed} {years} {clients} {today}")  # noqa: S311  # dice, no secret
    demand = Demand.of(years, clients)
    crew = open_shop(today, first, demand.former, by)
    wall = WallClock(ZONE)
    with change(
        "made up clients, visits and payments", by, undoable=False, keep_empty=True
    ) as door:
        population = Population(rng, crew, wall, today)
        population.write(door, _arrivals(rng, first, today, clients, demand), tell)
        span = (first.toordinal(), today.toordinal())
        minute = now.hour * 60 + now.minute
        diary = Diary(rng, crew, population.clients, demand, wall, span, minute)
        book = Ledger(door, rng, crew)
        length = span[1] + AHEAD - span[0]
        for ordinal, visits in diary.days():
            for visit in visits:
                book.add(visit)
            tell("Visits", ordinal - span[0], length)
        book.flush()
        groomings.write(door, crew, today)
        numbers = (("ticket", book.next_number), ("client", people.FIRST_NUMBER + clients))
        rows = [(crew.shop.branch, name, after) for name, after in numbers]
        door.bulk(Counter, rows, ("branch", "name", "next_value"))
    again, parts = standing.write(crew.shop, today, by)
    waiting.write(crew.shop, today, now, by)
    punches.write(crew.shop, today, now)
    return DemoReport(
        first, today, clients, population.pets, book.tickets + again, book.rows + parts,
        book.payments, Slot.select().count(),
        time.monotonic() - started,
    )  # fmt: skip


def is_demo() -> bool:
    """Tell whether the shop in this database is a made-up one."""
    mark = Setting.get_or_none(Setting.name == "demo")
    return mark is not None and bool(mark.value)


def _arrivals(rng: Random, first: date, today: date, clients: int, demand: Demand) -> list[int]:
    """Give the day on which each client comes first, in order."""
    start, end = first.toordinal(), today.toordinal()
    new = sorted(rng.randrange(start, end) for _ in range(clients - demand.at_start))
    return [start] * demand.at_start + new
