"""A forgotten clock-out: asked for at the next punch, and nobody gets a 16-hour day."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from db.models import DayPlan, Punch, PunchRequest
from pettui.history.door import Refused, change
from pettui.team.shop import Shop
from pettui.team.timeclock import forgotten, punching, who
from pettui.team.timeclock.facts import Forgotten
from tests.team.timeclock import steps
from tests.team.timeclock.clockwork import Clockwork
from tests.team.timeclock.steps import employee, look, press


def _asked(shop: Shop, label: str = "Luis") -> Forgotten:
    asked = look(shop, label).forgotten
    assert asked is not None
    return asked


def _punches() -> list[str]:
    return [row.kind for row in Punch.select().order_by(Punch.id)]


def _requests() -> list[tuple[str, datetime, bool]]:
    rows = PunchRequest.select().order_by(PunchRequest.id)
    return [(row.kind, row.said, row.scheduled) for row in rows]


def test_yes_it_was_as_scheduled(shop: Shop, clockwork: Clockwork) -> None:
    press(shop, "Luis")
    clockwork.until(24, 8, 57)
    shown = look(shop, "Luis")
    asked = _asked(shop)
    assert asked.question == "Out yesterday at 17:00, as scheduled?"
    assert asked.hint == "In since Mon 23 Nov 8:58 without a clock-out."
    assert shown.minutes_today == 0
    answer = forgotten.as_planned(shop, asked)
    assert answer.words == "Out yesterday at 17:00, 8 h 02 min after you came."
    after = punching.standing(shop, steps.named(shop, "Luis"), answer)
    assert (after.enter, after.words) == ("in", "Clock in 8:57, 3 min early")
    assert next(offer.words for offer in after.offers if not offer.why_not) == "Clock in"
    done = press(shop, "Luis", "in", answer=answer)
    assert done.words == "Clocked in at 8:57."
    assert done.minutes_today == 0
    assert _punches() == ["in", "in"]
    assert _requests() == [("out", datetime(2026, 11, 23, 22, 0, tzinfo=UTC), True)]
    request = PunchRequest.get()
    assert (request.state, request.after.id, request.employee.bookable.id) == (
        "waiting", Punch.select().order_by(Punch.id).first().id, employee("Luis"),
    )  # fmt: skip
    clockwork.until(24, 17, 0)
    assert look(shop, "Luis").words == "Clock out 17:00, as scheduled"
    assert press(shop, "Luis").minutes_today == 483


@pytest.mark.parametrize(
    ("typed", "words", "at"),
    [
        ("1730", "Out yesterday at 17:30, 8 h 32 min after you came.", (23, 22, 30)),
        ("5:30p", "Out yesterday at 17:30, 8 h 32 min after you came.", (23, 22, 30)),
        ("858", "Out yesterday at 8:58, 0 min after you came.", (23, 13, 58)),
    ],
)
def test_another_time_is_read_as_people_type_it(
    shop: Shop, clockwork: Clockwork, typed: str, words: str, at: tuple[int, int, int]
) -> None:
    press(shop, "Luis")
    clockwork.until(24, 8, 57)
    answer = forgotten.at_time(shop, _asked(shop), typed)
    assert answer.words == words
    day, hour, minute = at
    assert answer.at == datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def test_a_time_after_midnight_is_the_next_days(shop: Shop, clockwork: Clockwork) -> None:
    clockwork.until(23, 18, 0)
    press(shop, "Luis")
    clockwork.until(24, 8, 57)
    answer = forgotten.at_time(shop, _asked(shop), "00:30")
    assert answer.words == "Out today at 0:30, 6 h 30 min after you came."


@pytest.mark.parametrize(
    ("typed", "words"), [("noon time", "not a time"), ("8:50", "still to come|more than 14 hours")]
)
def test_what_cannot_be_is_refused_in_words(
    shop: Shop, clockwork: Clockwork, typed: str, words: str
) -> None:
    press(shop, "Luis")
    clockwork.until(24, 8, 49)
    with pytest.raises(Refused, match=words):
        forgotten.at_time(shop, _asked(shop), typed)


def test_a_shift_of_sixteen_hours_is_not_taken(shop: Shop, clockwork: Clockwork) -> None:
    press(shop, "Luis")
    clockwork.until(24, 8, 57)
    with pytest.raises(Refused, match="more than 14 hours"):
        forgotten.at_time(shop, _asked(shop), "00:58")


def test_who_cannot_say_comes_in_all_the_same(shop: Shop, clockwork: Clockwork) -> None:
    press(shop, "Luis")
    clockwork.until(24, 8, 57)
    press(shop, "Luis", "in", answer=forgotten.not_known(shop, _asked(shop)))
    assert (_punches(), _requests()) == (["in", "in"], [])
    assert "cannot say" in Punch.select().order_by(Punch.id.desc()).first().reason
    assert look(shop, "Luis").state == "in"


def test_who_worked_through_clocks_out_now_and_counts_nothing_yet(
    shop: Shop, clockwork: Clockwork
) -> None:
    clockwork.until(23, 20, 0)
    press(shop, "Luis")
    clockwork.until(24, 10, 30)
    answer = forgotten.worked_through(shop, _asked(shop))
    done = press(shop, "Luis", "out", answer=answer)
    assert done.words == "Clocked out at 10:30."
    assert done.minutes_today == 0
    assert _punches() == ["in", "out"]


def test_nothing_is_punched_before_the_question_is_answered(
    shop: Shop, clockwork: Clockwork
) -> None:
    press(shop, "Luis")
    clockwork.until(24, 8, 57)
    for kind in ("in", "out"):
        with pytest.raises(Refused, match="Answer this first"):
            press(shop, "Luis", kind)
    assert _punches() == ["in"]


def test_on_a_break_since_yesterday_its_end_is_asked_for_too(
    shop: Shop, clockwork: Clockwork
) -> None:
    press(shop, "Luis")
    clockwork.until(23, 12, 0)
    press(shop, "Luis", "break", break_kind=-2)
    clockwork.until(24, 8, 57)
    asked = _asked(shop)
    assert asked.on_break
    assert asked.hint.endswith("Your meal began at 12:00.")
    press(shop, "Luis", "in", answer=forgotten.as_planned(shop, asked))
    assert [(kind, at.hour, at.minute) for kind, at, _ in _requests()] == [
        ("back", 17, 30),  # half an hour after noon in New York
        ("out", 22, 0),
    ]


def test_who_pressed_break_when_leaving_is_asked_when_they_left(
    shop: Shop, clockwork: Clockwork
) -> None:
    press(shop, "Luis")
    clockwork.until(23, 17, 2)
    press(shop, "Luis", "break", break_kind=-2)
    clockwork.until(24, 8, 57)
    asked = _asked(shop)
    assert (asked.planned, asked.question) == (None, "When did you leave yesterday?")
    with pytest.raises(Refused, match="no plan"):
        forgotten.as_planned(shop, asked)
    press(shop, "Luis", "in", answer=forgotten.at_time(shop, asked, "17:02"))
    assert [kind for kind, _, _ in _requests()] == ["back", "out"]


def _plan_nothing(shop: Shop) -> None:
    with change("off", steps.DANA) as door:
        door.insert(DayPlan, employee=employee("Luis"), day=datetime(2026, 11, 23).date(), off=True)  # noqa: DTZ001  # a day of the wall clock


@pytest.mark.parametrize(
    ("came", "now", "planned", "asked"),
    [
        ((23, 8, 58), (23, 17, 30), True, False),  # late, but today
        ((23, 5, 0), (23, 19, 1), True, True),  # today, but more than 14 hours
        ((23, 8, 58), (24, 6, 0), True, True),  # earlier than ever, the next day
        ((23, 14, 0), (24, 0, 30), True, True),  # well after the plan's end
        ((23, 16, 0), (23, 23, 59), True, False),  # the same day still
        ((23, 22, 0), (24, 6, 0), True, False),  # a night that nobody planned
        ((23, 22, 0), (24, 8, 1), True, True),  # longer than a night is
        ((23, 20, 0), (24, 4, 0), False, False),
        ((23, 8, 58), (27, 9, 0), False, True),  # days later
    ],
)
def test_when_a_clock_out_counts_as_forgotten(
    shop: Shop,
    clockwork: Clockwork,
    came: tuple[int, int, int],
    now: tuple[int, int, int],
    planned: bool,
    asked: bool,
) -> None:
    if not planned:
        _plan_nothing(shop)
    clockwork.until(*came)
    press(shop, "Luis")
    clockwork.until(*now)
    shown = look(shop, "Luis")
    assert (shown.forgotten is not None) == asked
    assert (shown.enter, shown.state) == ("out", "in")


@pytest.mark.parametrize("days", [2, 20])
def test_it_is_asked_however_long_ago_it_was(shop: Shop, clockwork: Clockwork, days: int) -> None:
    press(shop, "Luis")
    clockwork.pass_time(days=days)
    asked = _asked(shop)
    assert "on Mon 23 Nov" in asked.question
    press(shop, "Luis", "in", answer=forgotten.as_planned(shop, asked))
    assert look(shop, "Luis").forgotten is None


def test_a_refused_answer_does_not_undo_the_new_shift(shop: Shop, clockwork: Clockwork) -> None:
    press(shop, "Luis")
    clockwork.until(24, 8, 57)
    press(shop, "Luis", "in", answer=forgotten.as_planned(shop, _asked(shop)))
    with change("refused", steps.DANA) as door:
        door.update(PunchRequest.get(), state="refused")
    clockwork.until(24, 12, 0)
    shown = look(shop, "Luis")
    assert (shown.state, shown.enter, shown.forgotten) == ("in", "out", None)


def test_over_the_hour_that_is_skipped(shop: Shop, clockwork: Clockwork) -> None:
    clockwork.until(8, 22, 0, month=3)  # backwards; the shop's clock is at 2026-03-08
    clockwork.set_wrong(days=-1)
    press(shop, "Luis")
    clockwork.pass_time(hours=15)
    with pytest.raises(Refused, match="went forward"):
        forgotten.at_time(shop, _asked(shop), "02:30")


def test_the_board_shows_it_as_a_doubt(shop: Shop, clockwork: Clockwork) -> None:
    press(shop, "Luis")
    clockwork.until(24, 8, 57)
    board = who.board(shop)
    assert [(p.person.name, p.doubt) for p in board.inside] == [("Luis", "in for 23 h")]
    assert "Luis" in [p.person.name for p in board.expected]
