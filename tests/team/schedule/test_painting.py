"""Painting the schedule: what is written, what is told before, undo, two desks."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from time_machine import travel

from db import connection
from db.models import Change, DayPlan, TicketRow
from pettui.book.free import openings
from pettui.history.actor import Actor
from pettui.history.door import Clash, Refused
from pettui.history.undo import undo
from pettui.team.schedule.closing import CloseWish, close_days
from pettui.team.schedule.copying import CopyWish, copy, preview
from pettui.team.schedule.outside import LeavesOutside, find, rows_of
from pettui.team.schedule.painting import Target, paint
from pettui.team.schedule.reading import Cell, read_grid, week
from pettui.team.schedule.regular import paint_regular, set_rotation
from pettui.team.schedule.words import REGULAR, Entry, parse_entry
from pettui.team.shop import Shop, load_shop
from tests import small_shop
from tests.book import steps
from tests.small_shop import DANA, DAY

THU = DAY + timedelta(3)
OTHER = Actor(None, "Luis", "tablet")
EIGHT = "2026-11-23 13:00"  # eight o'clock at the shop, in UTC


def cell(shop: Shop, name: str, day: date) -> Cell:
    grid = read_grid(shop, [day])
    return next(line.cells[0] for line in grid.people if line.label == name)


def targets(name: str, *days: date) -> list[Target]:
    return [Target(steps.column(name), day) for day in days]


def test_days_off_are_painted_as_one_change_and_undone_as_one(shop: Shop) -> None:
    done = paint(shop, targets("Kim", THU, THU + timedelta(1)), parse_entry("vac Rome"), DANA)
    assert done.words == "schedule of Kim, Thu 26 Nov to Fri 27 Nov: vacation (Rome)"
    seen = cell(shop, "Kim", THU)
    assert (seen.hours.off, seen.source) == ("vacation: Rome", "dated")
    assert seen.entry == Entry((), "vacation", "Rome")
    undo(DANA)
    assert cell(shop, "Kim", THU).source == "regular"
    assert DayPlan.select().count() == 0


def test_the_regular_week_comes_back(shop: Shop) -> None:
    before = cell(shop, "Kim", THU).hours
    paint(shop, targets("Kim", THU), parse_entry("9-12 13-15"), DANA)
    assert cell(shop, "Kim", THU).hours.ranges == ((540, 720), (780, 900))
    paint(shop, targets("Kim", THU), REGULAR, DANA)
    assert cell(shop, "Kim", THU).hours == before


def test_painting_the_same_again_leaves_no_trace(shop: Shop) -> None:
    paint(shop, targets("Kim", THU), parse_entry("off"), DANA)
    changes = Change.select().count()
    assert paint(shop, targets("Kim", THU), parse_entry("off"), DANA).cells == 0
    assert Change.select().count() == changes


@travel(EIGHT, tick=False)
def test_visits_that_fall_outside_are_told_before_anything_is_written(shop: Shop) -> None:
    entry = parse_entry("sick")
    with pytest.raises(LeavesOutside, match="2 appointments now fall outside hours") as told:
        paint(shop, targets("Luis", DAY), entry, DANA)
    assert DayPlan.select().count() == 0
    coco, rex = told.value.visits
    assert (coco.pet, coco.client, coco.phone, coco.start) == ("Coco", "Li Chen", "555-0199", 540)
    assert (rex.who, rex.why) == ("Luis", "sick")
    before = list(TicketRow.select().dicts())
    done = paint(shop, targets("Luis", DAY), entry, DANA, agreed=rows_of((coco, rex)))
    assert done.left == (coco, rex)
    assert list(TicketRow.select().dicts()) == before  # nothing moves by itself
    assert find(shop) == (coco, rex)


@travel(EIGHT, tick=False)
def test_what_was_agreed_to_must_be_all_of_it(shop: Shop) -> None:
    with pytest.raises(LeavesOutside) as told:
        paint(shop, targets("Luis", DAY), parse_entry("off"), DANA)
    first = told.value.visits[0]
    with pytest.raises(LeavesOutside):
        paint(shop, targets("Luis", DAY), parse_entry("off"), DANA, agreed=first.rows)


@travel(EIGHT, tick=False)
def test_only_what_falls_outside_now_is_told(shop: Shop) -> None:
    paint(shop, targets("Luis", DAY), parse_entry("9-10"), DANA, agreed=_rows(shop, "9-10"))
    with pytest.raises(LeavesOutside) as told:
        paint(shop, targets("Luis", DAY), parse_entry("off"), DANA)
    assert [visit.pet for visit in told.value.visits] == ["Coco"]  # Rex was outside already


def _rows(shop: Shop, typed: str) -> frozenset[int]:
    with pytest.raises(LeavesOutside) as told:
        paint(shop, targets("Luis", DAY), parse_entry(typed), DANA)
    return rows_of(told.value.visits)


@travel(EIGHT, tick=False)
def test_while_the_pet_dries_nobody_needs_to_be_there(shop: Shop) -> None:
    # Bella is set up 9:00-10:00, dries until 10:30 and is finished until 11:00.
    paint(shop, targets("Kim", DAY), parse_entry("9-10 10:30-11"), DANA)
    assert cell(shop, "Kim", DAY).hours.ranges == ((540, 600), (630, 660))


def test_two_desks_do_not_paint_over_one_another(shop: Shop) -> None:
    seen = cell(shop, "Kim", THU).seen
    kim = steps.column("Kim")
    paint(shop, [Target(kim, THU, seen)], parse_entry("off"), OTHER)
    with pytest.raises(Clash, match="Luis at tablet changed the hours of Kim on Thu 26 Nov"):
        paint(shop, [Target(kim, THU, seen)], parse_entry("vac"), DANA)
    now = cell(shop, "Kim", THU).seen
    paint(shop, [Target(kim, THU, now)], REGULAR, OTHER)
    with pytest.raises(Clash, match="Luis at tablet"):
        paint(shop, [Target(kim, THU, now)], parse_entry("vac"), DANA)


def test_nobody_is_painted_who_does_not_work_here(shop: Shop) -> None:
    with pytest.raises(Refused, match="does not work here any more"):
        paint(shop, [Target(steps.column("tub 1"), THU)], parse_entry("off"), DANA)
    with pytest.raises(Refused, match="No day is chosen"):
        paint(shop, [], parse_entry("off"), DANA)


@contextmanager
def own_shop(template: Path) -> Iterator[Shop]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shop.db"
        path.write_bytes(template.read_bytes())
        engine = connection.bind(connection.Target(path, ""))
        engine.connect()
        try:
            yield load_shop()
        finally:
            small_shop.unbind()


minutes = st.integers(0, 287).map(lambda n: n * 5)
days_ahead = st.integers(0, 27).map(lambda n: DAY + timedelta(n))


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    if draw(st.booleans()):
        kind = draw(st.sampled_from(["off", "vacation", "sick"]))
        return Entry((), kind, draw(st.sampled_from(["", "Rome"])))
    marks = sorted(draw(st.sets(minutes, min_size=2, max_size=12)))
    pairs = list(zip(marks[::2], marks[1::2], strict=False))
    return Entry(tuple(pairs))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps_taken=st.lists(
        st.tuples(
            st.sampled_from(["Kim", "Luis", "Ana"]),
            st.sets(days_ahead, min_size=1, max_size=5),
            entries() | st.just(REGULAR),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_what_was_painted_last_is_what_is_read_and_nothing_else_changes(
    shop_template: Path, steps_taken: list[tuple[str, set[date], Entry]]
) -> None:
    with own_shop(shop_template) as shop, travel("2026-11-20 13:00", tick=False):
        everything = [DAY + timedelta(n) for n in range(28)]
        regular = _all(shop, everything)
        expected = dict(regular)
        everywhere = {row.id for row in TicketRow.select()}
        for name, days, entry in steps_taken:
            paint(shop, targets(name, *sorted(days)), entry, DANA, agreed=everywhere)
            for day in days:
                key = (name, day)
                expected[key] = regular[key] if entry.is_regular else (entry.ranges, entry.kind)
        assert _all(shop, everything) == expected
        for _ in range(Change.select().where(Change.account_name == "Dana").count() - 2):
            undo(DANA)
        assert _all(shop, everything) == regular


def _all(
    shop: Shop, days: list[date]
) -> dict[tuple[str, date], tuple[tuple[tuple[int, int], ...], str]]:
    grid = read_grid(shop, days)
    return {
        (line.label, cell.day): (
            cell.hours.ranges, cell.entry.kind if cell.source == "dated" else ""
        )
        for line in grid.people
        for cell in line.cells
    }  # fmt: skip


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kims=st.dictionaries(days_ahead, entries(), max_size=8),
    luises=st.dictionaries(days_ahead, entries(), max_size=8),
    first=days_ahead,
    length=st.integers(0, 13),
    keep_off=st.booleans(),
)
def test_copying_makes_days_alike_and_keeps_the_others(
    shop_template: Path,
    kims: dict[date, Entry],
    luises: dict[date, Entry],
    first: date,
    length: int,
    keep_off: bool,
) -> None:
    with own_shop(shop_template) as shop, travel("2026-11-20 13:00", tick=False):
        everywhere = {row.id for row in TicketRow.select()}
        for name, plans in (("Kim", kims), ("Luis", luises)):
            for day, entry in plans.items():
                paint(shop, targets(name, day), entry, DANA, agreed=everywhere)
        everything = [DAY + timedelta(n) for n in range(45)]
        before = _all(shop, everything)
        wish = CopyWish(
            steps.column("Kim"), steps.column("Luis"), first, first + timedelta(length), keep_off
        )
        planned = preview(shop, wish)
        if planned:
            copy(shop, wish, DANA, seen=planned, agreed=everywhere)
        after = _all(shop, everything)
        assert preview(shop, wish) == ()
        for (name, day), value in after.items():
            inside = name == "Luis" and wish.first <= day <= wish.last
            kept = keep_off and bool(before["Luis", day][1])
            if not inside or kept:
                assert value == before[name, day]
            else:
                assert value[0] == before["Kim", day][0]


def test_a_week_begins_where_the_shop_lets_it_begin(shop: Shop) -> None:
    assert week(shop, THU)[0] == DAY
    sunday = shop._replace(settings={**shop.settings, "week.start": "sunday"})
    assert week(sunday, THU)[0] == DAY - timedelta(1)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kims=st.dictionaries(days_ahead, entries(), max_size=6),
    closed=st.sets(days_ahead, max_size=4),
    turns=st.integers(1, 3),
    second=entries(),
)
def test_no_edits_make_anybody_bookable_outside_their_hours(
    shop_template: Path, kims: dict[date, Entry], closed: set[date], turns: int, second: Entry
) -> None:
    with own_shop(shop_template) as shop, travel("2026-11-20 13:00", tick=False):
        everywhere = {row.id for row in TicketRow.select()}
        kim = steps.column("Kim")
        set_rotation(shop, kim, turns, DAY, DANA, agreed=everywhere)
        if second.ranges and turns > 1:
            paint_regular(shop, kim, [(1, 2), (1, 3)], second, DANA, agreed=everywhere)
        for day, entry in kims.items():
            paint(shop, targets("Kim", day), entry, DANA, agreed=everywhere)
        if closed:
            close_days(shop, [CloseWish(day) for day in closed], DANA, agreed=everywhere)
        plan = steps.plan(steps.row("NAILS", of="Coco"))
        for offset in range(0, 28, 3):
            day = DAY + timedelta(offset)
            times = cell(shop, "Kim", day).hours
            found = openings(shop, plan, day, employees=[kim])
            assert all(times.covers(each.start, each.start + 15) for each in found)
            if day in closed and day not in kims:
                assert not found
