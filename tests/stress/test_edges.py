"""What must be allowed although it looks like a conflict, and what must not although it was."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest

from db.models import Slot
from pettui.book import booking, moving, slots, status
from pettui.book.plan import Plan, PlannedRow
from pettui.history import undo
from pettui.history.actor import Actor
from pettui.history.door import Refused
from pettui.team.shop import Shop
from tests.small_shop import DANA, DAY
from tests.stress import oracle

LUIS = 2
NAILS, BATH = 3, 1
OTHER = Actor(None, "Ana", "back room")


def book(shop: Shop, start: int, by: Actor = DANA, *, agreed: tuple[str, ...] = ()) -> int:
    """Book nails for Coco with Luis; give the ticket."""
    row = PlannedRow(item=NAILS, pet=3, employee=LUIS)
    return booking.save(shop, Plan(3, DAY, start, (row,)), by, agreed=agreed).ticket


def row_of(ticket: int) -> tuple[int, int]:
    """Give the only row of a ticket and the ticket's version."""
    plan = booking.plan_of(ticket)
    assert plan.rows[0].row is not None
    assert plan.version is not None
    return plan.rows[0].row, plan.version


def move(shop: Shop, ticket: int, start: int, by: Actor = DANA) -> None:
    """Move a ticket's row to another time."""
    row, version = row_of(ticket)
    moving.move(shop, moving.Move(row, version, start=start), by)


def judge(shop_file: object) -> list[str]:
    """Give what the oracle finds wrong in the book, for a shop that the tests filled by hand."""
    with closing(oracle.opened(shop_file)) as db:  # type: ignore[arg-type]  # the fixture's path
        return [*oracle.overlaps(db), *oracle.slot_table(db), *oracle.chains(db)]


def test_visits_that_touch_do_not_conflict(shop: Shop) -> None:
    first = book(shop, 12 * 60)  # 12:00-12:15
    book(shop, 12 * 60 + 15)
    book(shop, 11 * 60 + 45)
    with pytest.raises(booking.NeedsConsent, match=r"Luis is taken by Coco \(Li Chen\)"):
        book(shop, 12 * 60 + 10)
    move(shop, first, 12 * 60 + 30)  # to where it touches again
    with pytest.raises(booking.NeedsConsent):
        move(shop, first, 12 * 60 + 20)


def test_an_edit_does_not_conflict_with_itself(shop: Shop) -> None:
    ticket = book(shop, 12 * 60)
    plan = booking.plan_of(ticket)
    booking.save(shop, replace(plan, note="short nails"), DANA)
    move(shop, ticket, 12 * 60 + 5)  # over its own old place
    row, version = row_of(ticket)
    moving.move(shop, moving.Move(row, version, length=40), DANA)  # longer, over itself
    assert booking.plan_of(ticket).rows[0].setup == 40


def test_undo_that_would_overlap_is_refused_and_changes_nothing(shop: Shop) -> None:
    ticket = book(shop, 12 * 60)
    move(shop, ticket, 13 * 60)
    book(shop, 12 * 60, OTHER)  # somebody takes the place that was left
    before = slots_of_all()
    with pytest.raises(slots.Taken) as caught:
        undo.undo(DANA)
    assert "Luis is taken at 12:00" in str(caught.value)
    assert "by Coco (Li Chen)" in str(caught.value)
    assert booking.plan_of(ticket).start == 13 * 60
    assert slots_of_all() == before
    # Once the place is free again, the same undo works.
    undo.undo(OTHER)
    undo.undo(DANA)
    assert booking.plan_of(ticket).start == 12 * 60


def slots_of_all() -> list[tuple[object, ...]]:
    """Give the whole slot table."""
    found = Slot.select().order_by(Slot.who, Slot.slot, Slot.lane)
    return list(found.tuples())


def test_a_cancelled_visit_comes_back_only_where_there_is_room(shop: Shop) -> None:
    ticket = book(shop, 12 * 60)
    _, version = row_of(ticket)
    status.end(shop, [(ticket, version)], "cancelled", DANA)
    book(shop, 12 * 60 + 10, OTHER)
    _, version = row_of(ticket)
    with pytest.raises(slots.Taken, match=r"Luis is taken at 12:10"):
        status.advance(shop, [(ticket, version)], "booked", DANA)
    with pytest.raises(slots.Taken):
        undo.undo(DANA)


def test_a_stale_screen_does_not_reach_a_visit_that_got_the_same_number(shop: Shop) -> None:
    """A booking is undone, another one is made; a screen that still shows the first is refused."""
    old = book(shop, 12 * 60, OTHER)
    row, version = row_of(old)
    undo.undo(OTHER)
    new = book(shop, 14 * 60)
    with pytest.raises(Refused):
        moving.move(shop, moving.Move(row, version, start=15 * 60), OTHER)
    assert booking.plan_of(new).start == 14 * 60
