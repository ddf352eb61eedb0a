"""Times what stands behind a key: reading a day, finding, checking, saving, undoing."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import ParamSpec, TypeVar

from tests.bench.report import Row, high, median

P = ParamSpec("P")
T = TypeVar("T")


class Clock:
    """Times calls, and passes on what they give."""

    def __init__(self) -> None:
        self.times: list[float] = []  # milliseconds

    def of(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Time one call."""
        begun = time.perf_counter()
        given = work(*args, **kwargs)
        self.times.append(1000 * (time.perf_counter() - begun))
        return given


def row(what: str, clock: Clock) -> Row:
    """Give a figure nothing is asked of."""
    return Row(what, f"{median(clock.times):.1f} ms (95th {high(clock.times):.1f})", "", None)


def queries(database: Path, name: str) -> list[Row]:
    """Time the rules on a copy of a made-up shop."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "shop.db"
        shutil.copy(database, copy)
        return _on(copy, name)


def _on(path: Path, name: str) -> list[Row]:
    from db import connection
    from db.models import Item, Pet
    from db.models.base import tuples
    from db.models.team import Bookable
    from pettui.book import booking, checking, moving
    from pettui.book.loading import load_day
    from pettui.book.plan import Plan, PlannedRow
    from pettui.history import undo
    from pettui.history.actor import Actor
    from pettui.people.find import find
    from pettui.team.shop import load_shop

    engine = connection.bind(connection.Target(path, ""))
    engine.connect()
    by = Actor(None, "Bench", "bench")
    shop = load_shop()
    today = shop.today()
    reads, checks, saves, moves, undos = Clock(), Clock(), Clock(), Clock(), Clock()
    for number in range(30):
        reads.of(load_day, shop, today + timedelta(days=number % 10))
    finds: dict[str, float] = {}
    for word in ("b", "be", "bel", "bella", "smith", "maria gar", "0142", "xqz", "an", "555"):
        clock = Clock()
        for _ in range(5):
            clock.of(find, shop, word)
        finds[word] = median(clock.times)
    slowest = max(finds, key=lambda word: finds[word])
    item = Item.select().where(Item.kind == "S").order_by(Item.id).first().id
    employee = Bookable.get(Bookable.kind == "employee").id
    living = Pet.select(Pet.client, Pet.id).where(Pet.active, ~Pet.deceased)
    for number, (client, pet) in enumerate(tuples(living.limit(25))):
        day = today + timedelta(days=200 + number)
        plan = Plan(client, day, 10 * 60, (PlannedRow(item, pet, employee),))
        agreed = [p.words for p in checks.of(checking.check, shop, plan).needs_asking]
        done = saves.of(booking.save, shop, plan, by, agreed=agreed)
        saved = booking.plan_of(done.ticket)
        move = moving.Move(saved.rows[0].row or 0, saved.version or 0, start=12 * 60)
        there = checking.check(shop, moving.plan_move(shop, move)).needs_asking
        moves.of(moving.move, shop, move, by, agreed=[p.words for p in there])
        undos.of(undo.undo, by)
    connection.close()
    return [
        row(f"load_day, {name}", reads),
        Row(
            f"find, {name}", f"{median(list(finds.values())):.1f} ms"
            f" (slowest {finds[slowest]:.1f}: {slowest!r})", "", None,
        ),
        row(f"check a plan, {name}", checks),
        row(f"save a booking, {name}", saves),
        row(f"move a visit, {name}", moves),
        row(f"undo, {name}", undos),
    ]  # fmt: skip
