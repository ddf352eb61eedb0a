"""What is said at the clock and what a manager makes of it: from the question to the hours."""

from __future__ import annotations

import pytest

from db.models import PunchRequest
from pettui import clock
from pettui.team.shop import Shop
from pettui.team.timeclock import deciding, forgotten, missed, present
from tests.team.timeclock.clockwork import Clockwork
from tests.team.timeclock.steps import DANA, KIOSK, employee, look, named, press


def _worked(shop: Shop, day: int) -> int:
    """Give the minutes that count on a day of November."""
    from datetime import date

    from pettui.team.timeclock import effective, requests
    from pettui.team.timeclock.pairing import pair

    luis, on = employee("Luis"), date(2026, 11, day)
    punches = effective.effective(on, on, luis).get(luis, ())
    shifts = pair(punches, clock.instant(), requests.waiting(shop.branch, luis))
    return sum(shift.worked for shift in shifts if shift.day == on)


@pytest.mark.parametrize("turned", [False, True])
def test_an_answer_counts_once_it_is_approved(
    shop: Shop, clockwork: Clockwork, turned: bool
) -> None:
    press(shop, "Luis")
    clockwork.until(23, 12, 0)
    press(shop, "Luis", "break", break_kind=-2)
    clockwork.until(24, 8, 57)
    asked = look(shop, "Luis").forgotten
    assert asked is not None
    press(shop, "Luis", "in", answer=forgotten.as_planned(shop, asked))
    assert _worked(shop, 23) == 0
    waiting = [row.id for row in PunchRequest.select().order_by(PunchRequest.id)]
    clockwork.until(24, 10, 0)
    for request in reversed(waiting) if turned else waiting:
        deciding.approve(shop, request, DANA)
    assert _worked(shop, 23) == 182 + 270  # until noon, and from 12:30 to 17:00
    clockwork.until(24, 17, 0)
    shown = look(shop, "Luis")
    assert (shown.state, shown.enter) == ("in", "out")
    assert press(shop, "Luis").minutes_today == 483


def test_a_missed_clock_in_counts_once_it_is_approved(shop: Shop, clockwork: Clockwork) -> None:
    clockwork.until(23, 17, 0)
    luis = named(shop, "Luis")
    meant = missed.understand(shop, luis, "in", "9")
    missed.ask(shop, luis, meant, KIOSK, command="a")
    press(shop, "Luis")
    assert _worked(shop, 23) == 0
    deciding.approve(shop, PunchRequest.get().id, DANA)
    assert _worked(shop, 23) == 480
    assert present.of(shop, employee("Luis"), clock.instant()).state == "out"


@pytest.mark.parametrize("first", [0, 1])
def test_a_missed_break_counts_as_a_whole(shop: Shop, clockwork: Clockwork, first: int) -> None:
    press(shop, "Luis")
    clockwork.until(23, 17, 58)
    luis = named(shop, "Luis")
    for number, (kind, text) in enumerate((("break", "12"), ("back", "12:30"))):
        meant = missed.understand(shop, luis, kind, text)  # type: ignore[arg-type]  # a kind
        missed.ask(shop, luis, meant, KIOSK, command=str(number))
    assert look(shop, "Luis").state == "in"
    press(shop, "Luis")
    asked = list(PunchRequest.select().order_by(PunchRequest.id))
    deciding.approve(shop, asked[first].id, DANA)
    assert {row.state for row in PunchRequest.select()} == {"approved"}
    assert _worked(shop, 23) == 540 - 30
