"""Any sequence of what people do in the book leaves it sound, and undo leads back exactly."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import connection
from db.models import Slot, Ticket, TicketRow, database
from pettui.book import blocks, booking, moving, notes, slots, status
from pettui.book.booking import NeedsConsent
from pettui.book.plan import PlannedRow
from pettui.history.door import Refused
from pettui.history.undo import NothingToUndo, redo, undo
from pettui.team.shop import Shop, load_shop
from tests import small_shop
from tests.book import steps
from tests.book.steps import LUIS_DESK as ME
from tests.book.steps import TUESDAY
from tests.examples import few

STAFF = ("Kim", "Luis", "Ana")
PETS = ("Bella", "Coco", "Rex")
SERVICES = ("BATH", "FULL", "NAILS", "TEETH")

Act = Callable[[Shop, Any], object]


def agreeing(shop: Shop, save: Callable[[tuple[str, ...]], object]) -> None:
    """Do it, and agree to what is asked, as somebody determined would."""
    try:
        save(())
    except NeedsConsent as asked:
        save(tuple(problem.words for problem in asked.problems))


def some_row(draw: Any) -> TicketRow | None:
    rows = list(TicketRow.select().where(TicketRow.start.is_null(False)).order_by(TicketRow.id))
    return rows[draw(st.integers(0, len(rows) - 1))] if rows else None


def some_start(draw: Any) -> int:
    return int(draw(st.integers(8 * 4, 13 * 4))) * 15


def do_book(shop: Shop, draw: Any) -> None:
    pet = draw(st.sampled_from(PETS))
    rows = tuple(
        PlannedRow(
            steps.item(draw(st.sampled_from(SERVICES))), steps.pet(pet),
            steps.column(draw(st.sampled_from(STAFF))),
        )
        for _ in range(draw(st.integers(1, 3)))
    )  # fmt: skip
    day = TUESDAY + timedelta(days=draw(st.integers(0, 1)))
    wish = steps.plan(*rows, at=some_start(draw), day=day)
    agreeing(shop, lambda agreed: booking.save(shop, wish, ME, agreed=agreed))


def do_move(shop: Shop, draw: Any) -> None:
    row = some_row(draw)
    if row is None:
        return
    wish = moving.Move(
        row.id, row.ticket.version,
        day=draw(st.sampled_from((None, TUESDAY, TUESDAY + timedelta(days=1)))),
        start=some_start(draw) if draw(st.booleans()) else None,
        column=steps.column(draw(st.sampled_from(STAFF))) if draw(st.booleans()) else None,
        length=draw(st.integers(1, 30)) * 5 if draw(st.booleans()) else None,
    )  # fmt: skip
    agreeing(shop, lambda agreed: moving.move(shop, wish, ME, agreed=agreed))


def do_edit(shop: Shop, draw: Any) -> None:
    row = some_row(draw)
    if row is None or row.kind == "B":
        return
    wish = booking.plan_of(row.ticket.id)
    rows = list(wish.rows)
    if len(rows) > 1 and draw(st.booleans()):
        rows.pop(draw(st.integers(0, len(rows) - 1)))
    elif draw(st.booleans()):
        rows.append(replace(rows[0], row=None, start=None, setup=None, price=None))
    else:
        rows[0] = replace(rows[0], price=draw(st.integers(0, 9999)))
    wish = replace(wish, rows=tuple(rows))
    agreeing(shop, lambda agreed: booking.save(shop, wish, ME, agreed=agreed))


def do_end(shop: Shop, draw: Any) -> None:
    row = some_row(draw)
    if row is not None:
        how = draw(st.sampled_from(("cancelled", "late cancel", "void")))
        status.end(shop, [(row.ticket.id, row.ticket.version)], how, ME)


def do_advance(shop: Shop, draw: Any) -> None:
    row = some_row(draw)
    if row is not None:
        to = draw(st.sampled_from(status.PATH))
        status.advance(shop, [(row.ticket.id, row.ticket.version)], to, ME)


def do_block(shop: Shop, draw: Any) -> None:
    who = [steps.column(draw(st.sampled_from(STAFF)))]
    start, length = some_start(draw), draw(st.integers(1, 12)) * 5
    agreeing(
        shop,
        lambda agreed: blocks.add(shop, who, TUESDAY, start, length, "Lunch", ME, agreed=agreed),
    )


def do_note(shop: Shop, draw: Any) -> None:
    row = some_row(draw)
    if row is not None:
        notes.add(row.ticket.id, draw(st.sampled_from(("early", "late"))), ME)


def do_undo(shop: Shop, draw: Any) -> None:
    undo(ME)


def do_redo(shop: Shop, draw: Any) -> None:
    redo(ME)


ACTS: tuple[Act, ...] = (
    do_book, do_book, do_move, do_move, do_edit, do_end, do_advance, do_block, do_note,
    do_undo, do_redo,
)  # fmt: skip


@contextmanager
def fresh_shop(template: Path) -> Iterator[Shop]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shop.db"
        shutil.copy(template, path)
        connection.bind(connection.Target(path, ""))
        with connection.connected():
            steps.add_need("BATH", "tub", "all", "tub 2")
            steps.add_need("FULL", "dryer", "process", "dryer", lanes=2)
            yield load_shop()
        small_shop.unbind()


def check_soundness() -> None:
    assert steps.kept_slots() == steps.expected_slots()
    for ticket in Ticket.select().where(Ticket.number >= 1003):
        rows = list(TicketRow.select().where(TicketRow.ticket == ticket))
        assert ticket.subtotal == sum(row.total for row in rows)
        taxes = ticket.tax1 + ticket.tax2 + ticket.tax3
        assert ticket.total == ticket.subtotal + taxes
        assert {row.day for row in rows} == {ticket.day}
        assert bool(ticket.double_booked) >= any(row.lane for row in rows)
    check_no_overlap()


def check_no_overlap() -> None:
    busy = defaultdict(list)
    every = TicketRow.select(TicketRow, Ticket).join(Ticket)
    for row in every.where(TicketRow.start.is_null(False)):
        if row.ticket.status not in slots.HOLDING:
            continue
        for start, end in slots.busy_parts(row.start, row.setup, row.process, row.finish):
            busy[row.employee_id, row.day, row.lane].append((start, end))
    for parts in busy.values():
        parts.sort()
        assert all(one[1] <= two[0] for one, two in pairwise(parts)), parts


@settings(
    max_examples=few(12),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(data=st.data())
def test_the_book_stays_sound_and_undo_leads_back(shop_template: Path, data: st.DataObject) -> None:
    with fresh_shop(shop_template) as shop:
        first = steps.contents()
        for _ in range(data.draw(st.integers(3, 14), label="steps")):
            act = data.draw(st.sampled_from(ACTS))
            before = steps.contents()
            try:
                act(shop, data.draw)
            except (Refused, slots.Taken):
                assert steps.contents() == before  # what is refused changes nothing
            check_soundness()
        states = [steps.contents()]
        with contextlib.suppress(NothingToUndo):
            while True:
                undo(ME)
                check_soundness()
                states.append(steps.contents())
        assert states[-1] == first
        for later in reversed(states[:-1]):
            redo(ME)
            assert steps.contents() == later
        check_soundness()


def test_the_oracle_sees_a_lost_slot(shop: Shop) -> None:
    """The check above can fail: behind the program's back, one slot is taken away."""
    steps.book(shop, steps.row("BATH"))
    check_soundness()
    database.execute_sql("PRAGMA query_only = 0")
    Slot.delete().where(Slot.who == steps.column("Kim"), Slot.lane == 0).execute()
    with pytest.raises(AssertionError):
        check_soundness()
