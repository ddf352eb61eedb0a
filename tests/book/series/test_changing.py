"""Changes and endings of this visit, of this and following, of all; closed ones stay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from db.models import Closure, Pet, Series, Ticket
from pettui.book import booking, moving, status
from pettui.book.moving import Move
from pettui.book.plan import Plan
from pettui.book.series import ending, extending, record
from pettui.book.series.changing import InTheWay, change_visits
from pettui.book.series.scope import ALL, FOLLOWING, THIS, others_of
from pettui.history.door import Clash, Refused, change
from pettui.history.undo import undo
from pettui.people import merging, removing
from pettui.people.privacy_export import export_person
from pettui.team.schedule.closing import CloseWish, close_days
from pettui.team.schedule.outside import LeavesOutside
from pettui.team.shop import Shop
from tests.book import steps
from tests.book.series.steps import NOON, days, repeat, stands, visit, weeks
from tests.book.steps import TUESDAY
from tests.small_shop import DANA


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def series(shop: Shop) -> int:
    """Five visits, of which the first is closed and the second was cancelled."""
    made = repeat(shop, visit(shop), "weekly, 5 times")
    first, second, *_ = record.tickets_of(made.series)
    status.advance(shop, [(first.id, first.version)], "closed", DANA)
    status.end(shop, [(second.id, second.version)], "cancelled", DANA)
    return made.series


def plan_on(series: int, place: int) -> Plan:
    return booking.plan_of(record.tickets_of(series)[place].id)


def moved(shop: Shop, series: int, place: int, **where: Any) -> Plan:
    ticket = record.tickets_of(series)[place]
    row = steps.rows_of(ticket.id)[0]
    return moving.plan_move(shop, Move(row.id, ticket.version, **where))


def starts(series: int) -> list[int]:
    return [start for _, start, _, _ in stands(series)]


@pytest.mark.parametrize(
    ("scope", "wanted"),
    [
        (THIS, [600, 600, 600, 660, 600]),
        (FOLLOWING, [600, 600, 600, 660, 660]),
        (ALL, [600, 600, 660, 660, 660]),
    ],
)
def test_a_new_time_reaches_as_far_as_is_said(
    shop: Shop, series: int, scope: str, wanted: list[int]
) -> None:
    before = steps.contents()
    change_visits(shop, moved(shop, series, 3, start=660), scope, DANA, verb="moved")
    assert starts(series) == wanted
    assert steps.kept_slots() == steps.expected_slots()
    undo(DANA)
    assert steps.contents() == before


def test_a_new_day_moves_the_others_by_as_much_and_the_rule_follows(
    shop: Shop, series: int
) -> None:
    before = steps.contents()
    wednesday = weeks(5)[2] + timedelta(days=1)
    change_visits(shop, moved(shop, series, 2, day=wednesday), FOLLOWING, DANA)
    assert days(series) == [day + timedelta(days=1) for day in weeks(5)[2:]]
    assert record.rule_of(record.the(series)).weekdays == (2,)
    further = extending.preview(shop, series, 2)
    assert [line.pick.day for line in further.lines] == [
        weeks(7)[5] + timedelta(days=1), weeks(7)[6] + timedelta(days=1),
    ]  # fmt: skip
    undo(DANA)
    assert steps.contents() == before


def test_visits_of_a_daily_series_do_not_stand_in_each_others_way(shop: Shop) -> None:
    made = repeat(shop, visit(shop), "daily, 4 times")
    later = moved(shop, made.series, 0, day=TUESDAY + timedelta(days=1))
    change_visits(shop, later, ALL, DANA)
    assert days(made.series) == [TUESDAY + timedelta(days=n) for n in (1, 2, 3, 4)]
    assert steps.kept_slots() == steps.expected_slots()
    back = moved(shop, made.series, 1, day=TUESDAY + timedelta(days=1))
    with pytest.raises(Refused, match="has a visit on Wed 25 Nov 2026 already"):
        change_visits(shop, back, FOLLOWING, DANA, agreed=_words(shop, back))


def _words(shop: Shop, plan: Plan) -> list[str]:
    from pettui.book.checking import check

    return [p.words for p in check(shop, plan).needs_asking]


def test_employee_services_pet_and_note_follow(shop: Shop, series: int) -> None:
    old = plan_on(series, 2)
    rows = (
        replace(old.rows[0], employee=steps.column("Kim")),
        steps.row("NAILS", "Kim"),
    )
    change_visits(shop, replace(old, rows=rows, note="gate code 12"), FOLLOWING, DANA)
    for one in record.tickets_of(series)[2:]:
        assert [(r.description, r.employee_name, r.start) for r in steps.rows_of(one.id)] == [
            ("Bath", "Kim", 600), ("Nails", "Kim", 645),
        ]  # fmt: skip
        assert one.note == "gate code 12"
    untouched = record.tickets_of(series)[:2]
    assert all(len(steps.rows_of(one.id)) == 1 and one.note == "" for one in untouched)
    again = plan_on(series, 2)
    change_visits(shop, replace(again, rows=again.rows[:1]), ALL, DANA)
    assert all(len(steps.rows_of(one.id)) == 1 for one in record.tickets_of(series))
    assert steps.kept_slots() == steps.expected_slots()


def test_what_only_one_visit_has_stays_with_it(shop: Shop, series: int) -> None:
    last = plan_on(series, 4)
    extra = replace(last, rows=(*last.rows, steps.row("TEETH", "Luis")), note="last one")
    booking.save(shop, extra, DANA)
    change_visits(shop, moved(shop, series, 2, start=720), FOLLOWING, DANA)
    rows = steps.rows_of(record.tickets_of(series)[4].id)
    assert [(r.description, r.start) for r in rows] == [("Bath", 720), ("Teeth", 765)]
    assert record.tickets_of(series)[4].note == "last one"


def test_visits_in_whose_way_something_stands_are_named_and_can_be_left(
    shop: Shop, series: int
) -> None:
    fourth, fifth = weeks(5)[3:]
    steps.book(shop, steps.row("BATH", "Luis", of="Coco"), at=900, day=fourth)
    before = steps.contents()
    new = moved(shop, series, 2, start=900)
    with pytest.raises(InTheWay) as met:
        change_visits(shop, new, FOLLOWING, DANA)
    assert str(met.value) == "Tue 15 Dec: Luis is taken by Coco (Li Chen) at 15:00."
    assert steps.contents() == before
    assert not met.value.only_left
    change_visits(shop, new, FOLLOWING, DANA, left=met.value.tickets)
    assert [start for day, start, *_ in stands(series) if day in (fourth, fifth)] == [600, 900]
    undo(DANA)
    agreed = [problem.words for problem in met.value.problems]
    new = moved(shop, series, 2, start=900)
    change_visits(shop, new, FOLLOWING, DANA, agreed=agreed)
    assert starts(series)[2:] == [900, 900, 900]
    assert record.tickets_of(series)[3].double_booked == "on purpose"


def test_a_series_changed_by_somebody_else_meanwhile_is_seen(shop: Shop, series: int) -> None:
    new = moved(shop, series, 2, start=660)
    booking.save(shop, replace(plan_on(series, 2), note="x"), steps.LUIS_DESK)
    with pytest.raises(Clash):
        change_visits(shop, new, ALL, DANA)


@pytest.mark.parametrize(
    ("scope", "wanted", "active"),
    [
        (THIS, ["closed", "cancelled", "booked", "cancelled", "booked"], True),
        (FOLLOWING, ["closed", "cancelled", "booked", "cancelled", "cancelled"], False),
        (ALL, ["closed", "cancelled", "cancelled", "cancelled", "cancelled"], False),
    ],
)
def test_ending_asks_once_and_shares_the_reason(
    shop: Shop, series: int, scope: str, wanted: list[str], active: bool
) -> None:
    before = steps.contents()
    fourth = record.tickets_of(series)[3]
    ending.end(shop, fourth.id, fourth.version, "cancelled", scope, DANA, reason="moving away")
    rows = record.tickets_of(series)
    assert [one.status for one in rows] == wanted
    assert rows[3].reason == "moving away"
    assert {one.reason for one in rows[2:] if one.status == "cancelled"} == {"moving away"}
    assert bool(record.the(series).active) is active
    undo(DANA)
    assert steps.contents() == before


def test_a_late_cancellation_is_late_for_this_one_alone(shop: Shop, series: int) -> None:
    third = record.tickets_of(series)[2]
    ending.end(shop, third.id, third.version, "late cancel", FOLLOWING, DANA)
    assert [one.status for one in record.tickets_of(series)][2:] == [
        "late cancel", "cancelled", "cancelled",
    ]  # fmt: skip


def test_how_many_others_a_question_is_about(shop: Shop, series: int) -> None:
    third, fifth = (record.tickets_of(series)[n].id for n in (2, 4))
    assert others_of(third) == (2, 2)
    assert others_of(fifth) == (0, 2)
    assert others_of(visit(shop, at=900)) == (0, 0)


def test_remaining_visits_are_called_off_at_once(shop: Shop, series: int) -> None:
    rest = [one.id for one in record.tickets_of(series)[2:]]
    words = ending.call_off(shop, rest, DANA, reason="Bella has died")
    assert words == "Bella: 3 visits called off, Bella has died"
    assert [one.status for one in record.tickets_of(series)] == [
        "closed", "cancelled", "cancelled", "cancelled", "cancelled",
    ]  # fmt: skip
    assert not record.the(series).active
    with pytest.raises(Refused, match="over already"):
        ending.call_off(shop, rest, DANA, reason="again")


def test_only_what_was_for_the_pet_goes_where_others_come_too(shop: Shop) -> None:
    with change("", DANA) as door:
        door.insert(Pet, client=steps.client("Ortega"), name="Zoe")
    rows = (steps.row("BATH", "Luis"), steps.row("NAILS", "Luis", of="Zoe"))
    made = repeat(shop, visit(shop, *rows), "weekly, 2 times")
    tickets = [one.id for one in record.tickets_of(made.series)]
    ending.call_off(shop, tickets, DANA, reason="died", pet=steps.pet("Bella"))
    for one in record.tickets_of(made.series):
        assert (one.status, one.pet_names) == ("booked", "Zoe")
    assert record.the(made.series).active
    assert steps.kept_slots() == steps.expected_slots()


def test_merging_and_export_know_the_series(shop: Shop, series: int, tmp_path: Path) -> None:
    maria, joe = steps.client("Ortega"), steps.client("Whitfield")
    assert "1 standing appointment" in merging.preview(shop, joe, maria).moves
    assert removing.removal_of_client(maria).uses.count("standing appointment") == 1
    assert export_person(shop, maria, tmp_path / "person")["series"] == 1
    before = steps.contents()
    merging.merge_clients(shop, joe, maria, DANA)
    assert record.the(series).client_id == joe
    undo(DANA)
    assert steps.contents() == before


def test_a_series_is_extended_by_the_next_dates(shop: Shop, series: int) -> None:
    found = extending.preview(shop, series, 3)
    assert [line.pick.day for line in found.lines] == weeks(8)[5:]
    before = steps.contents()
    made = extending.extend(shop, series, [line.pick for line in found.lines], DANA)
    assert days(series) == weeks(8)[2:]
    assert made.words == "extended Bella by 3 visits to Tue 12 Jan 2027"
    assert record.the(series).visits == 8
    with pytest.raises(Refused, match=r"Tue 29 Dec 2026 is in this series already \(ticket"):
        extending.extend(shop, series, [line.pick for line in found.lines], steps.LUIS_DESK)
    undo(DANA)
    assert steps.contents() == before


def test_what_is_closed_to_the_last_is_extended_from_the_last(shop: Shop, series: int) -> None:
    for one in record.tickets_of(series, live=True):
        status.advance(shop, [(one.id, one.version)], "closed", DANA)
    found = extending.preview(shop, series, 1)
    extending.extend(shop, series, [line.pick for line in found.lines], DANA)
    assert stands(series)[-1] == (weeks(6)[5], 600, "Luis", "booked")


def test_extending_shows_what_stands_in_the_way(shop: Shop, series: int) -> None:
    with change("", DANA) as door:
        door.insert(Closure, branch=shop.branch, day=weeks(7)[6], reason="repairs")
    found = extending.preview(shop, series, 2)
    assert [line.words for line in found.lines] == ["", "closed: repairs"]


def test_a_series_that_was_called_off_has_nothing_to_extend(shop: Shop) -> None:
    made = repeat(shop, visit(shop), "weekly, 2 times")
    first = record.tickets_of(made.series)[0]
    ending.end(shop, first.id, first.version, "void", ALL, DANA)
    assert [one.status for one in record.tickets_of(made.series)] == ["void", "void"]
    with pytest.raises(Refused, match="was called off"):
        extending.preview(shop, made.series, 2)


def test_what_ends_on_a_date_is_extended_to_a_later_one(shop: Shop) -> None:
    made = repeat(shop, visit(shop), "weekly until 12/8")
    found = extending.preview(shop, made.series, 1)
    extending.extend(shop, made.series, [line.pick for line in found.lines], DANA)
    assert record.the(made.series).until == date(2026, 12, 15)
    assert record.the(made.series).visits is None
    assert Series.select().count() == 1
    assert Ticket.select().where(Ticket.series == made.series).count() == 4


def test_a_closure_lists_the_recurring_visits_that_fall_on_it(shop: Shop, series: int) -> None:
    steps.book(shop, steps.row("BATH", "Kim", of="Coco"), at=720, day=weeks(5)[3])
    with pytest.raises(LeavesOutside) as told:
        close_days(shop, [CloseWish(weeks(5)[3], "inventory")], DANA)
    assert [(one.pet, one.again) for one in told.value.visits] == [("Bella", True), ("Coco", False)]
