"""Whatever is done with series: closed tickets stay, the book is sound, undo leads back."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import connection
from db.models import Series, Ticket
from pettui.book import moving, status
from pettui.book.booking import NeedsConsent
from pettui.book.day import LIVE
from pettui.book.moving import Move
from pettui.book.series import ending, extending, record
from pettui.book.series.changing import InTheWay, change_visits
from pettui.book.series.scope import SCOPES
from pettui.history.door import Refused
from pettui.history.undo import redo, undo
from pettui.team.shop import Shop, load_shop
from tests import small_shop
from tests.book import steps
from tests.book.series.steps import NOON, repeat, visit
from tests.book.steps import LUIS_DESK as ME
from tests.book.steps import TUESDAY
from tests.examples import few

WORDS = (
    "weekly, 4 times", "every 2 weeks on mon thu, 5 times", "daily, 5 times",
    "every day until 12/2", "monthly on the 31st, 4 times", "every month on the last fri, 3 times",
    "every 6 weeks, 3 times",
)  # fmt: skip
Act = Callable[[Shop, Any], object]


def some_visit(draw: Any) -> Ticket | None:
    rows = list(
        Ticket.select()
        .where(Ticket.series.is_null(False), Ticket.status.in_(list(LIVE)))
        .order_by(Ticket.id)
    )
    return rows[draw(st.integers(0, len(rows) - 1))] if rows else None


def do_make(shop: Shop, draw: Any) -> None:
    pet = draw(st.sampled_from(("Bella", "Coco", "Rex")))
    rows = [steps.row(code, draw(st.sampled_from(("Kim", "Luis"))), of=pet)
            for code in draw(st.sampled_from((("BATH",), ("FULL", "NAILS"))))]  # fmt: skip
    at = 480 + 15 * draw(st.integers(0, 16))
    repeat(shop, visit(shop, *rows, at=at, by=ME), draw(st.sampled_from(WORDS)), ME)


def do_change(shop: Shop, draw: Any) -> None:
    row = some_visit(draw)
    if row is None:
        return
    part = steps.rows_of(row.id)[0]
    wish = Move(
        part.id, row.version,
        day=draw(st.sampled_from((None, row.day.replace(day=1), TUESDAY))),
        start=480 + 15 * draw(st.integers(0, 20)),
        column=steps.column(draw(st.sampled_from(("Kim", "Luis")))),
    )  # fmt: skip
    new = replace(moving.plan_move(shop, wish), note=draw(st.sampled_from(("", "bring toys"))))
    scope = draw(st.sampled_from(SCOPES))
    agreed: set[str] = set()
    left: frozenset[int] = frozenset()
    for _ in range(4):
        try:
            change_visits(shop, new, scope, ME, agreed=agreed, left=left)
        except InTheWay as met:
            if met.only_left or draw(st.booleans()):
                left |= met.tickets
            agreed |= {problem.words for problem in met.problems}
        except NeedsConsent as asked:
            agreed |= {problem.words for problem in asked.problems}
        else:
            return


def do_end(shop: Shop, draw: Any) -> None:
    row = some_visit(draw)
    if row is not None:
        how = draw(st.sampled_from(("cancelled", "late cancel", "void")))
        ending.end(shop, row.id, row.version, how, draw(st.sampled_from(SCOPES)), ME, reason="x")


def do_close(shop: Shop, draw: Any) -> None:
    row = some_visit(draw)
    if row is not None:
        status.advance(shop, [(row.id, row.version)], "closed", ME)


def do_extend(shop: Shop, draw: Any) -> None:
    series = list(Series.select())
    if series:
        key = series[draw(st.integers(0, len(series) - 1))].id
        found = extending.preview(shop, key, draw(st.integers(1, 3)))
        agreed = {line.pick.due: line.asks for line in found.lines}
        picks = [line.pick for line in found.lines if not line.stops]
        extending.extend(shop, key, picks, ME, agreed=agreed)


ACTS: tuple[Act, ...] = (do_make, do_make, do_change, do_change, do_end, do_close, do_extend)


@contextmanager
def fresh_shop(template: Path) -> Iterator[Shop]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shop.db"
        shutil.copy(template, path)
        connection.bind(connection.Target(path, ""))
        try:
            with connection.connected(), time_machine.travel(NOON, tick=False):
                yield load_shop()
        finally:
            small_shop.unbind()


def over() -> dict[int, Any]:
    """Give all that is on record of the tickets that nothing may touch."""
    return {
        one.id: (one.__data__, [row.__data__ for row in steps.rows_of(one.id)])
        for one in Ticket.select().where(Ticket.status.not_in(list(LIVE)))
    }


@settings(max_examples=few(25), suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_series_touches_what_is_over_and_undo_restores_exactly(
    shop_template: Path, data: st.DataObject
) -> None:
    with fresh_shop(shop_template) as shop:
        for _ in range(data.draw(st.integers(2, 6), label="acts")):
            act = data.draw(st.sampled_from(ACTS), label="act")
            before, closed = steps.contents(), over()
            with contextlib.suppress(Refused):
                act(shop, data.draw)
            assert {key: over().get(key) for key in closed} == closed
            assert steps.kept_slots() == steps.expected_slots()
            pairs = [(one.__data__["series"], one.series_day) for one in Ticket.select()
                     if one.series_day is not None]  # fmt: skip
            assert len(pairs) == len(set(pairs))
            for row in Series.select():
                record.rule_of(row)
        after = steps.contents()
        if after != before and act is not do_make:  # making books a visit first
            undo(ME)
            assert steps.contents() == before
            redo(ME)
            assert steps.contents() == after
