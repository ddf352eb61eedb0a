"""Kim is ill: her visits are taken over, moved or wait, as one change, and clients are phoned."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from time_machine import travel

from db.models import Ability, Employee, WaitEntry
from pettui.book.spreading.calling import called, to_call
from pettui.book.spreading.doing import spread
from pettui.book.spreading.leaving import away_on, proposal
from pettui.book.spreading.proposing import left_alone, propose, waiting_instead
from pettui.book.spreading.values import MOVED, SAME, STAY, WAIT, Step
from pettui.book.status import advance
from pettui.book.waiting.reading import read
from pettui.history.door import Refused, change
from pettui.history.undo import undo
from pettui.team.schedule.outside import LeavesOutside, find, rows_of
from pettui.team.schedule.painting import Target, paint
from pettui.team.schedule.words import parse_entry
from pettui.team.shop import Shop
from tests.book.steps import (
    LUIS_DESK,
    TUESDAY,
    book,
    column,
    contents,
    item,
    minutes_held,
    row,
    seen,
    ticket,
)
from tests.examples import few
from tests.small_shop import DANA

EARLY = "2026-11-24 12:40"  # twenty to eight on Tuesday at the shop, in UTC


def off(shop: Shop, *names: str) -> None:
    """Mark people ill on Tuesday, with whatever that leaves behind."""
    for name in names:
        cell = [Target(column(name), TUESDAY)]
        try:
            paint(shop, cell, parse_entry("sick"), DANA)
        except LeavesOutside as told:
            paint(shop, cell, parse_entry("sick"), DANA, agreed=rows_of(told.visits))


def proposed(shop: Shop) -> tuple[Step, ...]:
    return propose(shop, find(shop, days=[TUESDAY]))


def said(steps: Sequence[Step]) -> list[tuple[str, str, int, str]]:
    return [(step.pets, step.do, step.to, step.takers) for step in steps]


def limit(name: str, *codes: str) -> None:
    """Let somebody do these services alone."""
    with change("limits", DANA) as door:
        door.update(Employee.get_by_id(column(name)), limited=True)
        for code in codes:
            door.insert(Ability, employee=column(name), item=item(code))


@travel(EARLY, tick=False)
def test_visits_keep_their_time_with_whoever_is_free(shop: Shop) -> None:
    bella = book(shop, row("BATH", requested=True), at=9 * 60)
    book(shop, row("BATH", of="Rex"), at=10 * 60)
    book(shop, row("BATH", "Luis", of="Coco"), at=10 * 60)
    off(shop, "Kim")
    steps = proposed(shop)
    assert said(steps) == [("Bella", SAME, 540, "Luis"), ("Rex", SAME, 600, "Ana")]
    assert [step.call for step in steps] == [True, False]  # Bella's owner asked for Kim
    done = spread(shop, steps, DANA)
    assert done.words == "spread the visits of Kim (2 visits: 2 at their time)"
    assert minutes_held("Kim") == []
    assert find(shop, days=[TUESDAY]) == ()
    assert [(call.name, call.was, call.now) for call in to_call(shop)] == [
        ("Bella", "9:00 Kim", "9:00 Luis")
    ]
    assert not any(r.requested for r in ticket(bella).rows)


@travel(EARLY, tick=False)
def test_as_many_as_possible_keep_their_time(shop: Shop) -> None:
    limit("Ana", "NAILS")
    book(shop, row("NAILS"), at=9 * 60)  # Luis, who comes first, could do it as well as Ana
    book(shop, row("BATH", of="Rex"), at=9 * 60 + 15)
    book(shop, row("BATH", of="Coco"), at=9 * 60 + 45, agreed=None)
    off(shop, "Kim")
    assert said(proposed(shop)) == [
        ("Bella", SAME, 540, "Luis"), ("Rex", SAME, 555, "Luis"), ("Coco", MOVED, 600, "Luis"),
    ]  # fmt: skip


@travel(EARLY, tick=False)
def test_who_could_do_less_is_not_kept_from_it(shop: Shop) -> None:
    limit("Ana", "NAILS")
    book(shop, row("NAILS"), at=9 * 60)
    book(shop, row("BATH", of="Rex"), at=9 * 60, agreed=None)
    off(shop, "Kim")
    assert said(proposed(shop)) == [("Bella", SAME, 540, "Ana"), ("Rex", SAME, 540, "Luis")]


@travel(EARLY, tick=False)
def test_the_nearest_time_of_the_day_is_next_best(shop: Shop) -> None:
    book(shop, row("BATH"), at=9 * 60)
    book(shop, row("FULL", "Luis", of="Rex"), at=9 * 60)
    book(shop, row("BATH", "Ana", of="Coco"), at=9 * 60)
    off(shop, "Kim")
    (step,) = proposed(shop)
    assert said([step]) == [("Bella", MOVED, 585, "Ana")]
    assert step.why == "nobody else is free at 9:00"
    spread(shop, [step], DANA)
    assert [(call.was, call.now) for call in to_call(shop)] == [("9:00 Kim", "9:45 Ana")]


@travel(EARLY, tick=False)
def test_what_finds_no_place_goes_to_the_wait_list_and_undo_puts_all_back(shop: Shop) -> None:
    booked = book(shop, row("BATH", requested=True), at=9 * 60)
    off(shop, "Kim", "Luis", "Ana")
    before = contents()
    (step,) = proposed(shop)
    assert said([step]) == [("Bella", WAIT, 0, "")]
    assert step.why == "nobody is free that day"
    done = spread(shop, [step], DANA, reason="fever")
    assert done.words == "spread the visits of Kim (1 visit: 1 on the wait list)"
    assert (ticket(booked).status, ticket(booked).reason) == ("cancelled", "Kim is away (fever)")
    (entry,) = read(shop)
    assert (entry.who, entry.services, entry.employees) == ("Bella", "Bath", (column("Kim"),))
    assert entry.comment == "was Tue 24 Nov 9:00 with Kim"
    (call,) = to_call(shop)
    assert (call.phone, call.was, call.now) == ("555-0142", "9:00 Kim", "wait list")
    undo(DANA)
    assert contents() == before
    assert to_call(shop) == ()


@travel(EARLY, tick=False)
def test_visits_that_have_begun_stay(shop: Shop) -> None:
    booked = book(shop, row("BATH"), at=9 * 60)
    with change("came early", DANA) as door:
        door.update(ticket(booked), status="arrived", arrived=door.at)
    off(shop, "Kim")
    (step,) = proposed(shop)
    assert (step.do, step.why) == (STAY, "is arrived")
    with pytest.raises(Refused, match="Every visit would stay"):
        spread(shop, [step], DANA)


@travel(EARLY, tick=False)
def test_rows_of_others_stay_with_them(shop: Shop) -> None:
    booked = book(shop, row("BATH", "Ana"), row("NAILS"), at=9 * 60)
    off(shop, "Kim")
    (step,) = proposed(shop)
    assert (step.do, step.takers, step.to) == (SAME, "Ana", 540) or step.takers == "Luis"
    spread(shop, [step], DANA)
    names = [r.employee_name for r in ticket(booked).rows]
    assert names[0] == "Ana"
    assert "Kim" not in names


@travel(EARLY, tick=False)
def test_somebody_who_was_quicker_is_named_and_nothing_is_done(shop: Shop) -> None:
    book(shop, row("BATH"), at=9 * 60)
    book(shop, row("BATH", of="Rex"), at=11 * 60)
    off(shop, "Kim")
    steps = proposed(shop)
    book(shop, row("BATH", steps[0].takers, of="Coco"), at=9 * 60, by=LUIS_DESK)
    before = contents()
    with pytest.raises(Refused, match=r"Bella, 9:00: .*look at the proposal again"):
        spread(shop, steps, DANA)
    assert contents() == before


@travel(EARLY, tick=False)
def test_a_visit_changed_by_another_desk_is_not_overwritten(shop: Shop) -> None:
    booked = book(shop, row("BATH"), at=9 * 60)
    off(shop, "Kim")
    steps = proposed(shop)
    with change("a word", LUIS_DESK) as door:
        door.update(ticket(booked), note="brings her own towel")
    with pytest.raises(Refused, match="Bella, 9:00"):
        spread(shop, steps, DANA)


@travel(EARLY, tick=False)
def test_the_same_command_does_it_once(shop: Shop) -> None:
    book(shop, row("BATH"), at=9 * 60)
    off(shop, "Kim")
    steps = proposed(shop)
    first = spread(shop, steps, DANA, command="7d1c")
    assert spread(shop, steps, DANA, command="7d1c") == (first.change, "done already")


@travel(EARLY, tick=False)
def test_whoever_was_reached_is_off_the_list_of_calls(shop: Shop) -> None:
    bella = book(shop, row("BATH", requested=True), at=9 * 60)
    book(shop, row("BATH", of="Rex", requested=True), at=11 * 60)
    off(shop, "Kim")
    keep, wait = proposed(shop)
    spread(shop, [keep, waiting_instead(wait)], DANA)
    one, two = to_call(shop)
    called(shop, one, "voicemail", DANA)
    assert [call.tried for call in to_call(shop)] == ["voicemail", ""]
    one, two = to_call(shop)
    called(shop, one, "reached", DANA)
    assert (ticket(bella).status, ticket(bella).confirmed_by) == ("confirmed", "Phone")
    called(shop, two, "no answer", DANA)
    assert [(call.name, call.tried) for call in to_call(shop)] == [("Rex", "no answer")]
    called(shop, two, "reached", DANA)
    assert to_call(shop) == ()
    assert WaitEntry.get().status == "waiting"


@travel(EARLY, tick=False)
def test_a_visit_may_be_left_as_it_is(shop: Shop) -> None:
    booked = book(shop, row("BATH"), at=9 * 60)
    book(shop, row("BATH", of="Rex"), at=11 * 60)
    off(shop, "Kim")
    first, second = proposed(shop)
    version = seen(booked)
    spread(shop, [left_alone(first), second], DANA)
    assert seen(booked) == version


STARTS = st.sampled_from([540, 570, 600, 660, 720, 780, 840])
VISIT = st.tuples(
    st.sampled_from(["Bella", "Rex", "Coco"]), st.sampled_from(["BATH", "FULL", "NAILS"]), STARTS,
    st.sampled_from(["Kim", "Kim", "Kim", "Luis", "Ana"]),
)  # fmt: skip


@settings(max_examples=few(15), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wishes=st.lists(VISIT, min_size=1, max_size=9))
def test_what_is_proposed_can_be_done_and_undone(
    shop: Shop, wishes: list[tuple[str, str, int, str]]
) -> None:
    with travel(EARLY, tick=False):
        clean = len(contents()["ticket"])
        undone = 0
        try:
            for name, code, at, who in wishes:
                try:
                    book(shop, row(code, who, of=name), at=at)
                    undone += 1
                except Refused:
                    pass  # taken, or outside of somebody's hours
            off(shop, "Kim")
            undone += 1
            before = contents()
            steps = proposed(shop)
            if any(step.do != STAY for step in steps):
                spread(shop, steps, DANA)
                assert find(shop, days=[TUESDAY]) == ()
                assert minutes_held("Kim") == []
                undo(DANA)
            assert contents() == before
        finally:
            for _ in range(undone):
                undo(DANA)
        assert len(contents()["ticket"]) == clean


@travel(EARLY, tick=False)
def test_a_call_at_twenty_to_eight_is_one_change(shop: Shop) -> None:
    book(shop, row("BATH", requested=True), at=9 * 60)
    book(shop, row("BATH", of="Rex"), at=10 * 60)
    before = contents()
    away = away_on(shop, column("Kim"), TUESDAY)
    assert away.works == ()
    steps = proposal(shop, away)
    assert [step.takers for step in steps] == ["Luis", "Luis"]
    done = spread(shop, steps, DANA, away=away)
    assert done.words == (
        "Kim sick on Tue 24 Nov: spread the visits of Kim (2 visits: 2 at their time)"
    )
    assert len(to_call(shop)) == 1
    undo(DANA)
    assert contents() == before


@travel("2026-11-24 17:02", tick=False)  # two past twelve at the shop
def test_whoever_goes_home_at_noon_worked_till_then(shop: Shop) -> None:
    over = book(shop, row("BATH"), at=9 * 60, agreed=None)
    rex = book(shop, row("BATH", of="Rex"), at=13 * 60)
    away = away_on(shop, column("Kim"), TUESDAY)
    assert away.works == ((9 * 60, 12 * 60),)
    (step,) = proposal(shop, away)  # what is over is nobody's any more
    assert (step.ticket, step.do) == (rex.ticket, SAME)
    assert spread(shop, [step], DANA, away=away).words.startswith(
        "Kim sick on Tue 24 Nov from 12:00"
    )
    assert ticket(over).rows[0].employee_name == "Kim"


@travel(EARLY, tick=False)
def test_somebody_ill_without_visits_is_marked_all_the_same(shop: Shop) -> None:
    away = away_on(shop, column("Kim"), TUESDAY)
    assert proposal(shop, away) == ()
    assert spread(shop, (), DANA, away=away).words == "Kim sick on Tue 24 Nov"
    with pytest.raises(Refused, match="is over"):
        away_on(shop, column("Kim"), TUESDAY.replace(day=20))
    with pytest.raises(Refused, match="employee"):
        away_on(shop, column("tub 1"), TUESDAY)


@travel(EARLY, tick=False)
def test_whoever_confirmed_with_kim_has_to_hear_of_luis(shop: Shop) -> None:
    asked = book(shop, row("BATH", requested=True), at=9 * 60)
    other = book(shop, row("BATH", of="Rex"), at=11 * 60)
    for booked in (asked, other):
        advance(shop, [seen(booked)], "confirmed", DANA)
    off(shop, "Kim")
    spread(shop, proposed(shop), DANA)
    assert (ticket(asked).status, ticket(other).status) == ("booked", "confirmed")
    assert [call.name for call in to_call(shop)] == ["Bella"]
