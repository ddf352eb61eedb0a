"""What managers look at: who has hours, what has to be decided, and a card with its originals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine

from db.models import PunchRequest
from pettui.team.settings import put
from pettui.team.shop import Shop
from pettui.team.timeclock import adjusting, amending, closing, review
from pettui.team.timeclock.amending import Edit
from pettui.team.timeclock.entering import NewPunch
from pettui.team.timeclock.periods import Period, period_of
from tests.book import steps
from tests.small_shop import DANA
from tests.team.timeclock.sheets import MONDAY, at, clocked, stamp

WEDNESDAY = MONDAY + timedelta(days=2)
NOON = datetime.fromisoformat("2026-11-25T17:00:00+00:00")  # Wednesday noon in New York


@pytest.fixture(autouse=True)
def wednesday() -> Iterator[None]:
    """Let it be Wednesday noon."""
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def weekly(shop: Shop) -> Shop:
    """Give the shop, paid weekly from Monday."""
    put(shop, "hours.week_start", "monday", DANA)
    return put(shop, "hours.period", "weekly", DANA)


@pytest.fixture
def week(weekly: Shop) -> Period:
    """Punch a week in which there is something of everything."""
    kim, luis = steps.column("Kim"), steps.column("Luis")
    with clocked() as door:
        stamp(door, weekly.branch, kim, "in 9, out 17")
        (start,) = stamp(door, weekly.branch, luis, "in 9")
        stamp(door, weekly.branch, kim, "in 9, out 13:00 unverified", MONDAY + timedelta(days=1))
        stamp(door, weekly.branch, kim, "in 8:58", WEDNESDAY)
        stamp(door, weekly.branch, luis, "in 9, meal 11:50", WEDNESDAY)
        door.insert(
            PunchRequest, branch=weekly.branch, employee=luis, after=start, kind="out",
            said=at(MONDAY, "17"), day=MONDAY, scheduled=True, asked_at=door.at, terminal="kiosk",
            comment="[/] forgot",
        )  # fmt: skip
    return period_of(weekly, MONDAY)


def test_everybody_is_listed_with_state_hours_and_what_to_decide(
    weekly: Shop, week: Period
) -> None:
    ana, kim, luis = review.people(weekly, week)
    assert (ana.name, ana.state, ana.totals.total, ana.decide, ana.look) == (
        "Ana Silva", "out", 0, 0, 0,
    )  # fmt: skip
    assert (kim.state, kim.since, kim.so_far) == ("in", at(WEDNESDAY, "8:58"), 182)
    assert (kim.totals.total, kim.days, kim.decide) == (12 * 60, 2, 0)
    assert (luis.state, luis.since) == ("break", at(WEDNESDAY, "11:50"))
    assert (luis.totals.total, luis.decide) == (0, 2)
    before = review.people(weekly, period_of(weekly, MONDAY - timedelta(days=7)))
    assert [(p.state, p.decide) for p in before] == [("", 0)] * 3


def test_what_has_to_be_decided_comes_first(weekly: Shop, week: Period) -> None:
    found = [(m.name, m.title, m.words, m.decides, m.at_work) for m in review.matters(weekly, week)]
    assert found == [
        ("Luis Moreno", "Mon 23 Nov", "the clock-out is missing", True, False),
        ("Luis Moreno", "Mon 23 Nov", "asks for out 17:00, as planned: [/] forgot", True, False),
        ("Kim Lee", "Tue 24 Nov", "the PIN was not checked", False, False),
        ("Luis Moreno", "Tue 24 Nov", "planned 9:00-17:00, no punches", False, False),
        ("Kim Lee", "Wed 25 Nov", "at work", False, True),
        ("Luis Moreno", "Wed 25 Nov", "on break", False, True),
    ]


def test_a_card_shows_what_was_and_what_counts(weekly: Shop, week: Period) -> None:
    kim = steps.column("Kim")
    card = review.person(weekly, kim, week)
    start, out = card.days[0].shifts[0].punches
    assert (start.words, start.time, start.source, start.was) == ("in", "9:00", "PIN", "")
    assert (out.minute, out.day, out.seen) == (17 * 60, MONDAY, out.punch)
    amending.amend(weekly, [Edit(out.punch, out.seen, at=at(MONDAY, "24:30"))], DANA, "late dog")
    meal = [NewPunch("break", at(MONDAY, "12"), 2), NewPunch("back", at(MONDAY, "12:30"))]
    amending.add(weekly, kim, meal, DANA, "no break punched")
    adjusting.adjust(weekly, kim, MONDAY, -15, DANA, "private call")
    card = review.person(weekly, kim, week)
    (shift,) = card.days[0].shifts
    _, begun, back, out = shift.punches
    assert (begun.words, begun.added, begun.reason) == ("meal", True, "no break punched")
    assert (out.time, out.was) == ("0:30 Tue 24 Nov", "out 17:00")
    assert out.amended and out.by == "Dana" and not back.doubts
    assert out.history == (
        "out 17:00, PIN (kiosk)",
        "out 0:30 Tue 24 Nov, entered by a manager (desk) by Dana: late dog",
    )
    assert (shift.worked, shift.unpaid) == (15 * 60, 30)
    assert card.days[0].hours.total == 15 * 60 - 15
    (line,) = card.days[0].adjustments
    assert (line.words, line.reason, line.by, line.about) == ("-0:15", "private call", "Dana", "")
    assert card.totals == card.today


def test_a_card_shows_doubts_requests_and_missed_days(weekly: Shop, week: Period) -> None:
    luis = steps.column("Luis")
    card = review.person(weekly, luis, week)
    monday, tuesday, wednesday, *rest = card.days
    (shift,) = monday.shifts
    assert shift.decides and "the clock-out is missing" in shift.doubts
    (asked,) = monday.requests
    assert (asked.words, asked.minute, asked.seen) == ("out 17:00, as planned", 17 * 60, 1)
    assert tuesday.missed and tuesday.planned == "9:00-17:00" and not tuesday.empty
    assert wednesday.shifts[0].open and wednesday.shifts[0].so_far == 170
    assert not any(day.missed for day in rest)
    key = monday.shifts[0].punches[0]
    amending.void(weekly, [(key.punch, key.seen)], DANA, "not here")
    (gone,) = review.person(weekly, luis, week).days[0].voided
    assert gone.void and gone.time == "9:00" and gone.history[-1].startswith("void")


def test_a_closed_period_shows_what_it_kept_and_what_its_punches_say(
    weekly: Shop, week: Period
) -> None:
    kim = steps.column("Kim")
    with time_machine.travel(NOON + timedelta(days=7), tick=False):
        period = closing.close(weekly, MONDAY, DANA, open_as_zero=True)
        out = review.person(weekly, kim, period).days[0].shifts[0].punches[1]
        amending.amend(weekly, [Edit(out.punch, out.seen, at=at(MONDAY, "18"))], DANA, "late")
        card = review.person(weekly, kim, period)
        assert (card.totals.total, card.today.total) == (12 * 60, 13 * 60)
        assert next(
            p for p in review.people(weekly, period) if p.name == "Kim Lee"
        ).totals.total == (12 * 60)
        later = review.person(weekly, kim, period_of(weekly, MONDAY + timedelta(days=7)))
        (line,) = later.carried
        assert (line.words, line.about, line.from_punch) == ("+1:00", "Mon 23 Nov", True)
