"""Times the search for free time: the first answer, a page of them, and two hundred who wait."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.queries import Clock, row
from tests.bench.report import Row, high, median

if TYPE_CHECKING:
    from pettui.book.search.asking import Search

FIRST = 50.0  # milliseconds to the first answer
WAITING = 200


def searching(database: Path, name: str) -> list[Row]:
    """Time it on a copy of a made-up shop."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "shop.db"
        shutil.copy(database, copy)
        return _on(copy, name)


def _on(path: Path, name: str) -> list[Row]:
    from db import connection
    from pettui.book.search.asking import APART, ORDERS
    from pettui.book.search.finding import first_of, previous_fit
    from pettui.book.search.trying import fits, trial
    from pettui.team.shop import load_shop

    engine = connection.bind(connection.Target(path, ""))
    engine.connect()
    shop = load_shop()
    wishes = _wishes(WAITING, shop.today())
    first, hopeless, page, back = Clock(), Clock(), Clock(), Clock()
    for wish in wishes[:30]:
        first.of(first_of, shop, wish, 1)
    orders = {order: Clock() for order in ORDERS if order != "soonest"}
    for order, clock in orders.items():
        for wish in wishes[:15]:
            clock.of(first_of, shop, replace(wish, order=order), 1)  # type: ignore[arg-type]  # of ORDERS
    for wish in wishes[:15]:
        page.of(first_of, shop, replace(wish, apart=APART), 9)
        back.of(previous_fit, shop, wish, shop.today() + timedelta(days=21), 720)
    for wish in wishes[:10]:
        long = tuple(replace(one, setup=720, process=0, finish=0) for one in wish.plan.rows)
        hopeless.of(first_of, shop, replace(wish, plan=replace(wish.plan, rows=long)), 1)
    day = shop.today() + timedelta(days=1)
    waiting = Clock()

    def tried() -> int:
        read = trial(shop, wishes, day, day)
        return sum(bool(fits(read, place, day)) for place in range(len(wishes)))

    for _ in range(7):
        waiting.of(tried)
    connection.close()
    return [
        _within(f"slots: first answer, {name}", first),
        *(_within(f"slots: first answer, {ORDERS[o]}, {name}", c) for o, c in orders.items()),
        _within(f"slots: that nothing fits in four weeks, {name}", hopeless),
        row(f"slots: a page of nine answers, {name}", page),
        row(f"slots: the time before, {name}", back),
        row(f"slots: {WAITING} wishes tried on a day, {name}", waiting),
    ]


def _wishes(number: int, today: date) -> list[Search]:
    """Give searches for as many pets, each for one to three services."""
    from db.models import Item, Pet
    from db.models.base import tuples
    from pettui.book.plan import Plan, PlannedRow
    from pettui.book.search.asking import Search

    items = [key for (key,) in tuples(Item.select(Item.id).where(Item.kind == "S", Item.active))]
    living = Pet.select(Pet.client, Pet.id).where(Pet.active, ~Pet.deceased).limit(number)
    found = []
    for at, (client, pet) in enumerate(tuples(living)):
        chosen = [items[(at + more) % len(items)] for more in range(1 + at % 3)]
        rows = tuple(PlannedRow(item, pet, None) for item in chosen)
        found.append(Search(Plan(client, today, 540, rows)))
    return found


def _within(what: str, clock: Clock) -> Row:
    usual = median(clock.times)
    figure = f"{usual:.1f} ms (95th {high(clock.times):.1f})"
    return Row(what, figure, f"{FIRST:g} ms", usual <= FIRST)
