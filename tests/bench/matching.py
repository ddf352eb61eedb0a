"""Times what fills the book: two hundred who wait after a cancellation, and the list of calls."""

from __future__ import annotations

import random
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.queries import Clock
from tests.bench.report import Row, high, median

if TYPE_CHECKING:
    from pettui.book.matching.values import Match
    from pettui.history.actor import Actor
    from pettui.team.shop import Shop

WAITING = 200
ROUNDS = 9
NOTICED = 250  # milliseconds from a cancellation to who fits, with two hundred who wait
LISTED = 500


def matching(database: Path, name: str) -> list[Row]:
    """Measure on a copy of a made-up shop."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "shop.db"
        shutil.copy(database, copy)
        return _on(copy, name)


def _on(path: Path, name: str) -> list[Row]:
    from db import connection
    from db.models import Ticket
    from pettui.book import status
    from pettui.book.matching.finding import match
    from pettui.book.matching.noticing import since
    from pettui.book.matching.taking import take
    from pettui.history import undo
    from pettui.history.actor import Actor
    from pettui.people.recall.reading import recall
    from pettui.team.shop import load_shop

    connection.bind(connection.Target(path, "")).connect()
    by = Actor(None, "Bench", "bench")
    shop = load_shop()
    _fill(shop, by)
    coming = Ticket.select().where(
        Ticket.kind == "visit", Ticket.day > shop.today(),
        Ticket.day < shop.today() + timedelta(days=7), Ticket.status.in_(["booked", "confirmed"]),
    )  # fmt: skip
    notices, matches, takes, calls = Clock(), Clock(), Clock(), Clock()
    fitting = []
    last = since(shop, 0).change
    for ticket in list(coming.order_by(Ticket.id).limit(ROUNDS)):
        status.end(shop, [(ticket.id, ticket.version)], "cancelled", by)
        noticed = notices.of(since, shop, last)
        found = matches.of(match, shop, noticed.opened)
        fitting.append(len(found.fits))
        if found.fits:
            agreed = _asked(shop, found.fits[0])
            takes.of(take, shop, found.fits[0], by, agreed=agreed)
            undo.undo(by)
        last = since(shop, last).change
    for _ in range(3):
        calls.of(recall, shop)
    connection.close()
    both = [one + other for one, other in zip(notices.times, matches.times, strict=True)]
    what = f"a cancellation to who of {WAITING} fit ({min(fitting)} to {max(fitting)}), {name}"
    return [
        _row(what, both, NOTICED),
        _row(f"booking who fits, {name}", takes.times, None),
        _row(f"list of calls, {name}", calls.times, LISTED),
    ]


def _asked(shop: Shop, chosen: Match) -> list[str]:
    """Agree to what is asked about the pet itself, such as being on record as inactive."""
    from pettui.book.checking import check
    from pettui.book.waiting.searching import plan_at

    plan = plan_at(shop, chosen.entry, chosen.answer)
    return [problem.words for problem in check(shop, plan).needs_asking]


def _fill(shop: Shop, by: Actor) -> None:
    """Put two hundred on the wait list, with services, wishes and times of every kind."""
    from db.models import Bookable, Item, Pet, WaitEmployee, WaitEntry, WaitRow, WaitWindow
    from db.models.base import tuples
    from pettui.history.door import change

    dice = random.Random(6)  # nothing secret: the same list in every run
    living = Pet.select(Pet.id, Pet.client).where(Pet.active, ~Pet.deceased).limit(WAITING)
    items = [key for (key,) in tuples(Item.select(Item.id).where(Item.kind == "S").limit(10))]
    working = Bookable.select(Bookable.id).where(Bookable.kind == "employee", Bookable.active)
    staff = [key for (key,) in tuples(working)]
    with change("who waits", by) as door:
        for pet, client in tuples(living):
            entry = door.insert(
                WaitEntry, branch=shop.branch, client=client, kind="later",
                added=door.at - timedelta(hours=dice.randrange(900)),
            )  # fmt: skip
            for place in range(dice.choice((1, 1, 2))):
                door.insert(WaitRow, entry=entry, position=place, pet=pet, item=dice.choice(items))
            for place, who in enumerate(dice.sample(staff, dice.choice((0, 0, 1, 2, 3)))):
                door.insert(WaitEmployee, entry=entry, row=None, position=place, employee=who)
            earliest = dice.choice((0, 600, 780))
            door.insert(
                WaitWindow, entry=entry, weekdays=dice.choice((127, 31, 96, 21)),
                earliest=earliest, latest=dice.choice((1439, earliest + 120)),
            )  # fmt: skip


def _row(what: str, times: list[float], target: int | None) -> Row:
    if not times:
        return Row(what, "not measured", "", None)
    shown = f"{median(times):.0f} ms (95th {high(times):.0f})"
    asked = f"{target} ms" if target else ""
    return Row(what, shown, asked, median(times) <= target if target else None)
