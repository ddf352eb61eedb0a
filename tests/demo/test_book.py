"""The made-up book: nothing overlaps that should not, and today is worth looking at."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from db.models import Bookable, Closure, Employee, Hold, Slot, Ticket, TicketRow, database
from pettui.book import slots
from pettui.book.loading import load_day
from pettui.demo.calendar import WallClock
from pettui.demo.making import DemoReport, is_demo
from pettui.people import warnings
from pettui.team.hours import hours_of
from pettui.team.shop import load_shop
from tests import small_shop
from tests.demo.conftest import TODAY, make

pytestmark = pytest.mark.usefixtures("demo")


def implied_slots() -> Counter[tuple[int, int, int, int]]:
    """Work out from rows and holds alone what must be busy, in a way of its own."""
    found: Counter[tuple[int, int, int, int]] = Counter()
    rows = TicketRow.select().join(Ticket).where(Ticket.status.in_(slots.HOLDING))
    by_id = {row.id: row for row in rows if row.start is not None}
    for row in by_id.values():
        first = row.day.toordinal() * 288
        for minute in range(row.start, row.start + row.setup + row.process + row.finish, 5):
            drying = row.setup <= minute - row.start < row.setup + row.process
            if not drying:
                found[row.employee_id, first + minute // 5, row.lane, row.id] += 1
    for hold in Hold.select():
        row = by_id.get(hold.row_id)
        if row is None:
            continue
        start, length = {
            "setup": (row.start, row.setup),
            "process": (row.start + row.setup, row.process),
        }[hold.phase]
        for minute in range(start, start + length, 5):
            slot = row.day.toordinal() * 288 + minute // 5
            found[hold.resource_id, slot, hold.lane, row.id] += 1
    return found


def test_the_busy_slots_are_those_that_rows_and_holds_imply() -> None:
    kept = Counter(Slot.select(Slot.who, Slot.slot, Slot.lane, Slot.row).tuples())
    assert kept == implied_slots()
    assert len(kept) > 2000


def test_only_one_visit_is_booked_over_another_and_it_says_why() -> None:
    doubled = list(Ticket.select().where(Ticket.double_booked != ""))
    assert [ticket.day for ticket in doubled] == [TODAY]
    over = TicketRow.select().where(TicketRow.lane > 0)
    assert [row.ticket_id for row in over] == [doubled[0].id]


def test_everybody_works_within_their_hours(demo: DemoReport) -> None:
    shop = load_shop()
    staff = {e.bookable.id for e in Employee.select() if not e.comment}
    day = demo.first
    while day <= TODAY + timedelta(days=42):
        hours = hours_of(shop.branch, day, staff)
        rows = TicketRow.select().where(
            TicketRow.day == day, TicketRow.start.is_null(False), TicketRow.employee.in_(staff)
        )
        for row in rows:
            for start, end in slots.busy_parts(row.start, row.setup, row.process, row.finish):
                assert hours[row.employee_id].covers(start, end), (day, row.employee_name, row.id)
        day += timedelta(days=1)


def test_nothing_is_booked_on_thanksgiving() -> None:
    closure = Closure.get(Closure.day == date(2026, 11, 26))
    assert closure.reason == "Thanksgiving"
    assert not Ticket.select().where(Ticket.day == closure.day).exists()


def test_a_limited_bather_does_only_what_she_may() -> None:
    ana = Employee.get(Employee.first_name == "Ana")
    assert ana.limited
    groups = {
        row.category_name
        for row in TicketRow.select().where(TicketRow.employee == ana, TicketRow.kind == "S")
        if row.description != "Puppy's first groom"
    }
    assert groups <= {"Baths", "Trims & nails", "Add-ons"}


def test_today_is_busy_in_every_column_of_those_who_work() -> None:
    view = load_day(load_shop(), TODAY)
    working = [c for c in view.columns if c.kind == "employee" and c.hours]
    assert len(working) == 4
    for column in working:
        scheduled = sum(end - start for start, end in column.hours)
        booked = {
            minute
            for block in view.blocks
            if block.column == column.id and block.lane == 0
            for minute in range(block.start, block.end)
        }
        assert len(booked) >= 0.75 * scheduled, column.label
        assert any(b.reason == "Lunch" for b in view.blocks if b.column == column.id)


def test_today_has_a_biter_a_weak_heart_and_a_lapsed_vaccination() -> None:
    view = load_day(load_shop(), TODAY)
    words = {word for block in view.blocks for word in block.alerts}
    assert {"BITES", "HEART", "Rabies lapsed"} <= words
    pets = [block.pet_id for block in view.blocks if block.pet_id]
    assert warnings.lapsed(pets, TODAY)


def test_the_statuses_of_today_fit_the_time() -> None:
    now = 11 * 60 + 10
    found: Counter[str] = Counter()
    for ticket in Ticket.select().where(Ticket.day == TODAY, Ticket.kind == "visit"):
        rows = [row for row in ticket.rows if row.start is not None]
        start = min(row.start for row in rows)
        end = max(row.start + row.setup + row.process + row.finish for row in rows)
        found[ticket.status] += 1
        if start > now + 30:
            assert ticket.status not in ("in progress", "ready", "closed", "no-show")
        if end <= now:
            assert ticket.status not in ("booked", "confirmed", "arrived")
    assert {"closed", "ready", "in progress", "arrived", "confirmed", "booked"} <= set(found)
    late = [b for b in load_day(load_shop(), TODAY).blocks if b.is_late(now)]
    assert late


def test_all_statuses_appear_and_most_of_the_past_was_paid() -> None:
    found = Counter(
        status for (status,) in Ticket.select(Ticket.status).where(Ticket.kind == "visit").tuples()
    )
    wanted = {*slots.HOLDING, "cancelled", "late cancel", "no-show"}
    assert wanted <= set(found)
    past = Ticket.select().where(Ticket.day < TODAY, Ticket.kind == "visit")
    assert {t.status for t in past} <= {"closed", "cancelled", "late cancel", "no-show", "void"}
    assert past.where(Ticket.status == "closed").count() > 0.8 * past.count()


def test_steps_of_a_visit_come_one_after_the_other() -> None:
    for ticket in Ticket.select().where(Ticket.kind == "visit"):
        steps = (ticket.created, ticket.arrived, ticket.started, ticket.ready, ticket.closed)
        known = [step for step in steps if step is not None]
        assert known == sorted(known)
        if ticket.ended is not None:
            assert ticket.created < ticket.ended
        assert (ticket.closed is not None) == (ticket.status == "closed")


def test_the_shop_says_that_it_is_made_up() -> None:
    assert is_demo()


def test_the_front_desk_and_the_kennels_have_no_column() -> None:
    shown = {row.label for row in Bookable.select().where(Bookable.shown, Bookable.active)}
    assert {"Kim", "Luis", "Marcus", "Priya", "Ana", "tub 1", "tub 2", "dryers"} == shown


@pytest.mark.parametrize("today", [date(2026, 11, 22), date(2026, 11, 26), date(2026, 3, 8)])
def test_today_is_open_even_on_a_sunday_or_holiday(today: date, tmp_path: Path) -> None:
    small_shop.unbind()
    make(tmp_path / "other.db", today)
    database.connect()
    visits = Ticket.select().where(Ticket.day == today, Ticket.kind == "visit").count()
    assert visits >= 15


@pytest.mark.parametrize("minute", [5, 8 * 60 + 5, 13 * 60, 17 * 60 + 50, 24 * 60 - 5])
def test_nothing_has_happened_that_is_yet_to_come(minute: int, tmp_path: Path) -> None:
    small_shop.unbind()
    make(tmp_path / "other.db", TODAY, timedelta(minutes=minute))
    database.connect()
    now = WallClock("America/New_York").moment(TODAY.toordinal(), minute)
    for ticket in Ticket.select():
        steps = (ticket.created, ticket.arrived, ticket.started, ticket.ready, ticket.closed)
        known = [step for step in (*steps, ticket.ended) if step is not None]
        assert max(known) <= now, (ticket.status, ticket.day)
        assert known == sorted(known), (ticket.status, ticket.day)
