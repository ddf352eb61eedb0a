"""Times a standing appointment of 52 weeks: looking at its dates, making it, changing all of it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from tests.bench.queries import Clock
from tests.bench.report import Row, median

WORDS = "weekly, 52 times"
LOOKED = 100  # milliseconds in which the dates and their conflicts are there
MADE = 300
ROUNDS = 7


def series(database: Path, name: str) -> list[Row]:
    """Measure on a copy of a made-up shop."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "shop.db"
        shutil.copy(database, copy)
        return _on(copy, name)


def _on(path: Path, name: str) -> list[Row]:
    from dataclasses import replace

    from db import connection
    from db.models import Ticket
    from pettui.book import booking
    from pettui.book.series import making, record
    from pettui.book.series.changing import InTheWay, change_visits
    from pettui.book.series.scope import ALL
    from pettui.book.series.typed import understand
    from pettui.history import undo
    from pettui.history.actor import Actor
    from pettui.team.shop import load_shop

    connection.bind(connection.Target(path, "")).connect()
    by = Actor(None, "Bench", "bench")
    shop = load_shop()
    coming = Ticket.select().where(
        Ticket.kind == "visit", Ticket.day > shop.today(), Ticket.series.is_null(),
        Ticket.status.in_(["booked", "confirmed"]),
    )  # fmt: skip
    looks, makes, changes, undos = Clock(), Clock(), Clock(), Clock()
    visits = 0
    first = list(coming.order_by(Ticket.day, Ticket.id).limit(ROUNDS + 1))
    for number, ticket in enumerate(first):
        rule = understand(shop, WORDS, ticket.day)
        if number == 0:  # the first loads the calendar of holidays
            making.preview(shop, ticket.id, rule)
            continue
        found = looks.of(making.preview, shop, ticket.id, rule)
        picks = [line.pick for line in found.lines if line.fits]
        made = makes.of(making.make, shop, ticket.id, None, found.rule, picks, by)
        visits = max(visits, len(record.tickets_of(made.series)))
        plan = booking.plan_of(ticket.id)
        rows = tuple(replace(row, requested=not row.requested) for row in plan.rows)
        plan = replace(plan, rows=rows)
        try:
            changes.of(change_visits, shop, plan, ALL, by)
            undo.undo(by)
        except InTheWay:
            pass  # what was booked over already stays as it is
        undos.of(undo.undo, by)
    connection.close()
    return [
        _row(f"look at 52 weekly dates, {name}", looks, LOOKED),
        _row(f"make {visits} visits of them, {name}", makes, MADE),
        _row(f"change all of them, {name}", changes, None),
        _row(f"undo the series, {name}", undos, None),
    ]


def _row(what: str, clock: Clock, target: int | None) -> Row:
    if not clock.times:
        return Row(what, "not measured", "", None)
    figure = median(clock.times)
    asked = f"{target} ms" if target else ""
    return Row(what, f"{figure:.0f} ms", asked, figure <= target if target else None)
