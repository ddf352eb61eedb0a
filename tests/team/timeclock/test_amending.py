"""Managers put punches right: nothing is lost, nothing harmed, nobody overwritten."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
import time_machine

from db.models import Change, Employee, Punch, PunchRequest
from pettui.history.actor import Actor
from pettui.history.door import Clash, Refused, change
from pettui.team.shop import Shop
from pettui.team.timeclock import amending, deciding
from pettui.team.timeclock.amending import Edit
from pettui.team.timeclock.effective import effective, of_punch
from pettui.team.timeclock.entering import NewPunch
from pettui.team.timeclock.hours import of_person
from pettui.team.timeclock.wall import Ambiguous, instant_of
from tests.book import steps
from tests.small_shop import DANA
from tests.team.timeclock.sheets import MONDAY, at, clocked, stamp

NOON = datetime.fromisoformat("2026-11-27T17:00:00+00:00")  # Friday noon in New York


@pytest.fixture(autouse=True)
def friday() -> Iterator[None]:
    """Let it be the Friday after."""
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def kim(shop: Shop) -> int:
    """Give Kim."""
    return steps.column("Kim")


def card(shop: Shop, employee: int, text: str, day: date = MONDAY) -> list[int]:
    """Punch a card at the clock."""
    with clocked() as door:
        return stamp(door, shop.branch, employee, text, day)


def worked(shop: Shop, employee: int, day: date = MONDAY) -> int:
    """Give what a day counts."""
    return of_person(shop, employee, day, day).totals.total


def test_an_amendment_counts_and_the_punch_stays(shop: Shop, kim: int) -> None:
    _, out = card(shop, kim, "in 9, out 17")
    before = Punch.get_by_id(out).__data__
    amending.amend(shop, [Edit(out, out, at=at(MONDAY, "17:30"))], DANA, " stayed\x00 on ")
    assert worked(shop, kim) == 510 and Punch.get_by_id(out).__data__ == before
    found = of_punch(out)
    assert found is not None and found.made.at == at(MONDAY, "17")
    assert (found.now.reason, found.now.account_name, found.now.source) == (
        "stayed on", "Dana", "manager",
    )  # fmt: skip
    told = Change.select().order_by(Change.id.desc()).get()
    assert told.what == (
        "amended clock-out 17:00 on Mon 23 Nov to 17:30 on Mon 23 Nov of Kim Lee (stayed on)"
    )


def test_a_missed_punch_is_entered_where_its_time_is(shop: Shop, kim: int) -> None:
    card(shop, kim, "in 9, out 17")
    card(shop, kim, "in 9, out 17", MONDAY + timedelta(days=1))
    meal = [NewPunch("break", at(MONDAY, "12"), 2), NewPunch("back", at(MONDAY, "12:30"))]
    amending.add(shop, kim, meal, DANA, "forgot the meal")
    assert worked(shop, kim) == 450 and worked(shop, kim, MONDAY + timedelta(days=1)) == 480


def test_a_whole_shift_is_entered_before_between_and_after_others(shop: Shop, kim: int) -> None:
    card(shop, kim, "in 9, out 17")
    for day, minutes in ((-20, 360), (0, 540), (2, 360)):
        wanted = MONDAY + timedelta(days=day)
        begin = "6" if day else "18"
        end = "12" if day else "19"
        shift = [NewPunch("out", at(wanted, end)), NewPunch("in", at(wanted, begin))]
        amending.add(shop, kim, shift, DANA, "paper card")
        assert worked(shop, kim, wanted) == minutes
    order = [p.at for p in effective(MONDAY - timedelta(days=20), MONDAY, kim)[kim]]
    assert order == sorted(order) and len(order) == 8


def test_who_never_punches_has_a_manager_enter_everything(shop: Shop) -> None:
    luis = steps.column("Luis")
    for back in (1, 3, 2):
        day = MONDAY - timedelta(days=back)
        shift = [NewPunch("in", at(day, "9")), NewPunch("out", at(day, "17"))]
        amending.add(shop, luis, shift, DANA, "paper card")
    found = of_person(shop, luis, MONDAY - timedelta(days=5), MONDAY)
    assert [day.total for day in found.days] == [0, 0, 480, 480, 480, 0]


def test_a_forgotten_end_is_entered_and_counts(shop: Shop, kim: int) -> None:
    card(shop, kim, "in 9")
    card(shop, kim, "in 9, out 17", MONDAY + timedelta(days=1))
    assert worked(shop, kim) == 0
    amending.add(shop, kim, [NewPunch("out", at(MONDAY, "17"))], DANA, "asked her")
    assert worked(shop, kim) == 480


def test_shifts_may_touch(shop: Shop, kim: int) -> None:
    card(shop, kim, "in 9")
    card(shop, kim, "in 12, out 17")
    amending.add(shop, kim, [NewPunch("out", at(MONDAY, "12"))], DANA, "changed the role")
    assert worked(shop, kim) == 480


def test_shifts_that_touch_are_entered_in_any_order(shop: Shop, kim: int) -> None:
    for begin, end in (("12", "17"), ("9", "12"), ("17", "18")):
        shift = [NewPunch("in", at(MONDAY, begin)), NewPunch("out", at(MONDAY, end))]
        amending.add(shop, kim, shift, DANA, "paper card")
    assert worked(shop, kim) == 540


def test_a_voided_shift_counts_nothing_stays_and_comes_back(shop: Shop, kim: int) -> None:
    keys = card(shop, kim, "in 9, out 17")
    rows = amending.void(shop, [(key, key) for key in keys], DANA, "it was Ana")
    assert worked(shop, kim) == 0
    assert [p.void for p in effective(MONDAY, MONDAY, kim)[kim]] == [True, True]
    amending.restore(shop, list(zip(keys, rows, strict=True)), DANA, "it was her after all")
    assert worked(shop, kim) == 480 and Punch.select().count() == 6


def test_a_long_shift_counts_once_somebody_says_that_it_was_so(shop: Shop, kim: int) -> None:
    _, out = card(shop, kim, "in 6, out 22 unverified")
    assert worked(shop, kim) == 0
    amending.confirm(shop, [(out, out)], DANA, "dog show")
    assert worked(shop, kim) == 960


@pytest.mark.parametrize(
    ("text", "clock", "said"),
    [
        ("in 9, out 17, in 18, out 20", "18:30", "would overlap another shift: 18:00 - 20:00"),
        ("in 9, out 17", "8:59", "wrong order: 9:00 - 8:59 on Mon 23 Nov"),
        ("in 9, meal 12, back 12:30, out 17", "12:15", "wrong order"),
    ],
)
def test_what_would_do_harm_is_refused_and_nothing_is_written(
    shop: Shop, kim: int, text: str, clock: str, said: str
) -> None:
    keys = card(shop, kim, text)
    out = keys[1] if len(keys) == 4 and "18" in text else keys[-1]
    rows, before = Punch.select().count(), worked(shop, kim)
    with pytest.raises(Refused, match=said):
        amending.amend(shop, [Edit(out, out, at=at(MONDAY, clock))], DANA, "typo")
    assert Punch.select().count() == rows and worked(shop, kim) == before


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ([NewPunch("out", at(MONDAY, "18"))], "no clock-in for this"),
        ([NewPunch("in", at(MONDAY, "12"))], "no clock-out for this: 9:00"),
        ([NewPunch("in", at(MONDAY, "8")), NewPunch("out", at(MONDAY, "9:30"))], "no clock-|overl"),
        ([NewPunch("break", at(MONDAY, "12"), 1)], "break would have no end"),
        ([NewPunch("back", at(MONDAY, "12"))], "no beginning"),
        ([NewPunch("in", at(MONDAY + timedelta(days=5), "9"))], "lies ahead"),
        ([NewPunch("in", at(MONDAY, "7"), rate=99)], "role"),
        ([NewPunch("break", at(MONDAY, "12"), 99)], "kind of break"),
        ([NewPunch("nap", at(MONDAY, "12"))], "in, out, break, back"),
        ([], "no punch"),
    ],
)
def test_punches_that_make_no_sense_are_not_entered(
    shop: Shop, kim: int, new: list[NewPunch], said: str
) -> None:
    card(shop, kim, "in 9, out 17")
    with pytest.raises(Refused, match=said):
        amending.add(shop, kim, new, DANA, "paper card")
    assert Punch.select().count() == 2 and worked(shop, kim) == 480


def test_times_of_a_whole_shift_move_at_once(shop: Shop, kim: int) -> None:
    start, out = card(shop, kim, "in 9, out 12")
    edits = [Edit(start, start, at=at(MONDAY, "14")), Edit(out, out, at=at(MONDAY, "18"))]
    amending.amend(shop, edits, DANA, "clock an hour off")
    assert worked(shop, kim) == 240


def test_a_reason_is_wanted(shop: Shop, kim: int) -> None:
    _, out = card(shop, kim, "in 9, out 17")
    with pytest.raises(Refused, match="Say the reason"):
        amending.void(shop, [(out, out)], DANA, " \x00 ")


def test_two_managers_do_not_overwrite_each_other(shop: Shop, kim: int) -> None:
    _, out = card(shop, kim, "in 9, out 17")
    amending.amend(shop, [Edit(out, out, at=at(MONDAY, "18"))], DANA, "stayed on")
    with pytest.raises(Clash, match="Dana amended this clock-out in the meantime"):
        amending.amend(shop, [Edit(out, out, at=at(MONDAY, "19"))], DANA, "later still")
    assert worked(shop, kim) == 540


def test_only_who_manages_may_decide(shop: Shop, kim: int) -> None:
    luis = steps.column("Luis")
    _, out = card(shop, kim, "in 9, out 17")
    edit = [Edit(out, out, at=at(MONDAY, "18"))]
    with pytest.raises(Refused, match="Luis may not change hours"):
        amending.amend(shop, edit, Actor(luis, "Luis", "desk"), "more")
    with change("promoted", DANA) as door:
        door.update(Employee.get(Employee.bookable == luis), role="manager")
    amending.amend(shop, edit, Actor(luis, "Luis", "desk"), "more")
    assert Punch.select().order_by(Punch.id.desc()).get().account == luis


def test_the_night_on_which_the_clock_changes_is_asked_about(shop: Shop) -> None:
    with pytest.raises(Refused, match="2:30 on Sun 8 Mar 2026 never was"):
        instant_of(shop, date(2026, 3, 8), 150)
    with pytest.raises(Ambiguous, match="there twice") as asked:
        instant_of(shop, date(2026, 11, 1), 90)
    assert asked.value.second - asked.value.first == timedelta(hours=1)
    assert instant_of(shop, date(2026, 11, 1), 90, second=False) == asked.value.first
    assert instant_of(shop, date(2026, 11, 1), 90, second=True) == asked.value.second
    assert instant_of(shop, date(2026, 10, 31), 1530, second=True) == asked.value.second
    assert instant_of(shop, MONDAY, 540) == at(MONDAY, "9")


def ask(shop: Shop, employee: int, after: int | None, clock: str, kind: str = "out") -> int:
    """Let somebody ask for a punch that was missed."""
    with change("asked", DANA) as door:
        row = door.insert(
            PunchRequest, branch=shop.branch, employee=employee, after=after, kind=kind,
            said=at(MONDAY, clock), day=MONDAY, asked_at=door.at, terminal="kiosk",
            comment="forgot",
        )  # fmt: skip
    return int(row.id)


def test_a_request_counts_once_it_is_approved(shop: Shop, kim: int) -> None:
    (start,) = card(shop, kim, "in 9")
    card(shop, kim, "in 9, out 17", MONDAY + timedelta(days=1))
    request = ask(shop, kim, start, "17")
    assert worked(shop, kim) == 0 and len(of_person(shop, kim, MONDAY, MONDAY).waiting) == 1
    deciding.approve(shop, request, DANA, seen=1)
    assert worked(shop, kim) == 480 and not of_person(shop, kim, MONDAY, MONDAY).waiting
    row = PunchRequest.get_by_id(request)
    assert (row.state, row.decided_name, row.result.source) == ("approved", "Dana", "request")
    with pytest.raises(Refused, match="approved by Dana already"):
        deciding.refuse(shop, request, DANA, "no")


def test_a_request_may_be_approved_at_another_time_or_refused(shop: Shop, kim: int) -> None:
    (start,) = card(shop, kim, "in 9")
    request = ask(shop, kim, start, "23")
    with pytest.raises(Refused, match="Say the reason"):
        deciding.approve(shop, request, DANA, at=at(MONDAY, "17"))
    deciding.approve(shop, request, DANA, at=at(MONDAY, "17"), answer="we closed at five")
    assert worked(shop, kim) == 480 and PunchRequest.get_by_id(request).state == "changed"
    other = ask(shop, kim, start, "18")
    with pytest.raises(Refused, match="no clock-in"):
        deciding.approve(shop, other, DANA)
    deciding.refuse(shop, other, DANA, "it has an end by now", seen=1)
    row = PunchRequest.get_by_id(other)
    assert (row.state, row.answer, row.result) == ("refused", "it has an end by now", None)


def test_two_managers_do_not_answer_one_request(shop: Shop, kim: int) -> None:
    (start,) = card(shop, kim, "in 9")
    request = ask(shop, kim, start, "17")
    deciding.refuse(shop, request, DANA, "ask again", seen=1)
    with pytest.raises(Clash):
        deciding.approve(shop, request, DANA, seen=1)


def test_a_request_after_one_that_was_entered_later(shop: Shop, kim: int) -> None:
    (start,) = card(shop, kim, "in 9")
    first = ask(shop, kim, start, "12", "break")
    card(shop, kim, "in 9, out 17", MONDAY + timedelta(days=1))
    begun = deciding.approve(shop, first, DANA)
    second = ask(shop, kim, begun, "13", "back")
    deciding.approve(shop, second, DANA)
    third = ask(shop, kim, start, "17")
    deciding.approve(shop, third, DANA)
    assert worked(shop, kim) == 420  # the break had no kind: it is not paid


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_break_and_a_shift_that_both_lack_their_end(
    shop: Shop, kim: int, order: tuple[int, int]
) -> None:
    _, begun = card(shop, kim, "in 9, break 12")
    asked = (ask(shop, kim, begun, "12:20", "back"), ask(shop, kim, begun, "12:20", "out"))
    for place in order:
        deciding.approve(shop, asked[place], DANA)
    assert worked(shop, kim) == 200 and not of_person(shop, kim, MONDAY, MONDAY).waiting
