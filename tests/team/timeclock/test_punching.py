"""Punches: what Enter does, what it says, and what pressing it again does."""

from __future__ import annotations

import uuid

import pytest

from db.models import Change, ChangedRow, Punch
from pettui.history.door import Refused
from pettui.team.settings import put
from pettui.team.shop import Shop
from pettui.team.timeclock import punching, rates
from pettui.team.timeclock.punching import Changed
from tests.team.timeclock import steps
from tests.team.timeclock.clockwork import Clockwork
from tests.team.timeclock.steps import DANA, KIOSK, employee, look, named, press


def _kinds(label: str) -> list[str]:
    rows = Punch.select(Punch.kind).where(Punch.employee == employee(label)).order_by(Punch.id)
    return [row.kind for row in rows]


def test_a_day_at_the_clock(shop: Shop, clockwork: Clockwork) -> None:
    shown = look(shop, "Luis")
    assert shown.greeting == "Good morning, Luis."
    assert (shown.state, shown.enter, shown.words) == ("out", "in", "Clock in 8:58, 2 min early")
    assert press(shop, "Luis").words == "Clocked in at 8:58."

    clockwork.until(23, 12, 0)
    shown = look(shop, "Luis")
    assert (shown.state, shown.since, shown.minutes_today) == ("in", "8:58", 182)
    assert [(offer.words, offer.why_not, offer.kind) for offer in shown.offers] == [
        ("Clock out", "", "out"),
        ("Break", "", "break"),
        ("Meal", "", "break"),
        ("Missed punch", "", None),
        ("My hours", "", None),
    ]
    meal = next(kind for kind in shown.breaks if kind.meal)
    done = press(shop, "Luis", "break", break_kind=meal.id)
    assert done.words == "Meal from 12:00, back at 12:30."

    clockwork.until(23, 12, 31)
    shown = look(shop, "Luis")
    assert (shown.state, shown.words) == ("break", "Back from Meal 12:31, after 31 min")
    assert [offer.why_not for offer in shown.offers][1] == "You are on a break."
    assert press(shop, "Luis").words == "Back at 12:31."

    clockwork.until(23, 17, 2)
    shown = look(shop, "Luis")
    assert shown.words == "Clock out 17:02, 2 min over"
    done = press(shop, "Luis")
    assert done.words == "Clocked out at 17:02."
    assert (done.minutes_today, done.today) == (453, "7:33 h (7.55)")
    assert _kinds("Luis") == ["in", "break", "back", "out"]
    rows = list(Punch.select().order_by(Punch.id))
    assert [row.sequence for row in rows] == [1, 2, 3, 4]
    assert {(row.zone, row.offset, row.clock) for row in rows} == {
        ("America/New_York", -300, "good")
    }
    change = Change.select().order_by(Change.id.desc()).first()
    assert (change.account, change.terminal) == (employee("Luis"), "kiosk")
    assert change.what == "clocked out"
    assert not change.undoable


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [
        (9, 0, "on time"),
        (9, 12, "12 min late"),
        (5, 30, "scheduled at 9:00"),
        (7, 55, "1 h 05 min early"),
        (17, 30, "not scheduled any more today"),
    ],
)
def test_a_clock_in_says_how_it_stands_to_the_schedule(
    shop: Shop, clockwork: Clockwork, hour: int, minute: int, words: str
) -> None:
    clockwork.until(24, hour, minute)
    assert look(shop, "Luis").words == f"Clock in {hour}:{minute:02d}, {words}"


def test_who_is_not_scheduled_hears_so_and_may_come(shop: Shop, clockwork: Clockwork) -> None:
    clockwork.until(29, 8, 58)  # a Sunday
    assert look(shop, "Kim").words == "Clock in 8:58, not scheduled today"
    assert press(shop, "Kim").state == "in"


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [(17, 0, ", as scheduled"), (16, 48, ", 12 min early"), (11, 0, ", scheduled until 17:00")],
)
def test_a_clock_out_says_how_it_stands_to_the_schedule(
    shop: Shop, clockwork: Clockwork, hour: int, minute: int, words: str
) -> None:
    press(shop, "Luis")
    clockwork.until(23, hour, minute)
    assert look(shop, "Luis").words == f"Clock out {hour}:{minute:02d}{words}"


def test_who_leaves_early_hears_of_visits_that_are_booked(shop: Shop, clockwork: Clockwork) -> None:
    press(shop, "Luis")
    clockwork.until(23, 9, 40)
    assert look(shop, "Luis").hint == "1 visit still booked, the next at 10:00."


def test_enter_twice_is_one_punch(shop: Shop, clockwork: Clockwork) -> None:
    shown = look(shop, "Luis")
    first = press(shop, "Luis", shown=shown)
    clockwork.pass_time(seconds=0.3)
    second = press(shop, "Luis", shown=shown)
    assert (second.already, second.punch) == (True, first.punch)
    assert second.words == "Already clocked in at 8:58."
    assert _kinds("Luis") == ["in"]


def test_three_taps_of_a_badge_in_a_second_are_one_punch(shop: Shop, clockwork: Clockwork) -> None:
    for _ in range(3):
        press(shop, "Luis")
        clockwork.pass_time(seconds=0.3)
    assert _kinds("Luis") == ["in"]
    assert look(shop, "Luis").words == "Already clocked in at 8:58"
    clockwork.pass_time(seconds=30)
    assert look(shop, "Luis").enter == "out"


def test_who_wants_out_at_once_presses_the_digit_that_says_so(
    shop: Shop, clockwork: Clockwork
) -> None:
    press(shop, "Luis")
    clockwork.pass_time(seconds=5)
    shown = look(shop, "Luis")
    assert shown.offers[0].kind == "out"
    assert press(shop, "Luis", "out", shown=shown).words == "Clocked out at 8:58."


def test_taps_are_told_apart_by_the_time_since_boot(shop: Shop, clockwork: Clockwork) -> None:
    press(shop, "Luis")
    clockwork.set_wrong(hours=9)  # somebody sets the clock; no time has passed
    assert press(shop, "Luis").already
    clockwork.set_wrong(hours=-9)
    clockwork.pass_time(hours=8)
    clockwork.set_wrong(hours=-8)
    assert look(shop, "Luis").enter == "out"


def test_somebody_elses_badge_amid_it_is_their_own_punch(shop: Shop, clockwork: Clockwork) -> None:
    luis = look(shop, "Luis")
    assert press(shop, "Ana").words == "Clocked in at 8:58."
    assert press(shop, "Luis", shown=luis).words == "Clocked in at 8:58."
    assert (_kinds("Luis"), _kinds("Ana")) == (["in"], ["in"])


def test_a_retry_of_the_same_command_changes_nothing(shop: Shop, clockwork: Clockwork) -> None:
    press(shop, "Luis")
    clockwork.until(23, 12, 0)
    press(shop, "Luis", "break")
    clockwork.until(23, 13, 0)
    shown, command = look(shop, "Luis"), str(uuid.uuid4())
    first = press(shop, "Luis", "out", shown=shown, command=command)
    clockwork.pass_time(minutes=10)
    again = press(shop, "Luis", "out", shown=shown, command=command)
    assert (again.already, again.punch, again.kind) == (True, first.punch, "out")
    assert _kinds("Luis") == ["in", "break", "back", "out"]


def test_only_what_was_shown_is_done(shop: Shop, clockwork: Clockwork) -> None:
    shown = look(shop, "Luis")
    press(shop, "Luis")
    clockwork.until(23, 12, 0)
    with pytest.raises(Changed) as changed:
        press(shop, "Luis", shown=shown)
    assert changed.value.standing.words.startswith("Clock out 12:00")
    assert _kinds("Luis") == ["in"]


@pytest.mark.parametrize(
    ("before", "kind", "words"),
    [
        ([], "out", "not clocked in"),
        ([], "break", "not clocked in"),
        (["in"], "in", "You are in since 8:58"),
        (["in"], "back", "You are in since 8:58"),
        (["in", "break"], "break", "on a break"),
        (["in", "break"], "in", "on a break"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(
    shop: Shop, clockwork: Clockwork, before: list[str], kind: str, words: str
) -> None:
    for step in before:
        press(shop, "Luis", step)  # type: ignore[arg-type]  # a kind, from the table above
        clockwork.pass_time(minutes=1)
    with pytest.raises(Refused, match=words):
        press(shop, "Luis", kind)  # type: ignore[arg-type]  # as above
    assert _kinds("Luis") == before


def test_a_clock_out_on_a_break_ends_the_break(shop: Shop, clockwork: Clockwork) -> None:
    press(shop, "Luis")
    clockwork.until(23, 12, 58)
    press(shop, "Luis", "break", break_kind=-2)
    clockwork.until(23, 13, 58)
    assert press(shop, "Luis", "out").minutes_today == 240


def test_somebody_with_two_roles_chooses_one(shop: Shop, clockwork: Clockwork) -> None:
    luis = employee("Luis")
    groomer = rates.save(shop, luis, "Groomer", 2200, DANA)
    assert look(shop, "Luis").rates == ()
    trainer = rates.save(shop, luis, "Trainer", 2600, DANA)
    shown = look(shop, "Luis")
    assert [choice.name for choice in shown.rates] == ["Groomer", "Trainer"]
    punching.punch(
        shop, named(shop, "Luis"), "in", KIOSK, seen=shown.seen, command="a", rate=trainer
    )
    assert Punch.get().rate.id == trainer
    clockwork.until(23, 12)
    press(shop, "Luis")
    clockwork.until(23, 13)
    press(shop, "Luis")
    assert Punch.select().order_by(Punch.id.desc()).first().rate.id == groomer
    with pytest.raises(Refused, match="role"):
        rates.usable(employee("Ana"), trainer)


def test_a_comment_stays_with_the_clock_out(shop: Shop, clockwork: Clockwork) -> None:
    press(shop, "Luis")
    clockwork.until(23, 17)
    punching.punch(
        shop, named(shop, "Luis"), "out", KIOSK, seen=look(shop, "Luis").seen, command="x",
        comment="  Bella needed\x1b[2J longer ",
    )  # fmt: skip
    newest = Punch.select().order_by(Punch.id.desc()).first()
    assert newest.comment == "Bella needed[2J longer"


def test_figures_are_hidden_where_the_owner_hides_them(shop: Shop, clockwork: Clockwork) -> None:
    hidden = put(shop, "kiosk.figures", "no", steps.DANA)
    done = press(hidden, "Luis")
    assert (done.minutes_today, done.today) == (None, "")
    clockwork.until(23, 12)
    shown = look(hidden, "Luis")
    assert (shown.minutes_today, shown.today) == (None, "")
    assert shown.offers[4].why_not


def test_an_unverified_punch_is_marked_and_shows_no_hours(shop: Shop, clockwork: Clockwork) -> None:
    unsure = named(shop, "Luis", verified=False)
    shown = punching.standing(shop, unsure)
    assert shown.today == ""
    assert [offer.why_not for offer in shown.offers][3:] == ["Only with the right PIN."] * 2
    done = punching.punch(shop, unsure, "in", KIOSK, seen=shown.seen, command="x")
    assert "manager" in done.doubt
    assert not Punch.get().verified


def test_a_punch_is_in_the_history_as_it_is(shop: Shop, clockwork: Clockwork) -> None:
    done = press(shop, "Luis")
    row = ChangedRow.get(ChangedRow.table == "punch", ChangedRow.key == done.punch)
    assert (row.old, row.new["kind"], row.new["terminal"]) == (None, "in", "kiosk")


def test_a_shift_over_midnight_is_told_as_a_whole(shop: Shop, clockwork: Clockwork) -> None:
    clockwork.until(23, 22, 0)
    press(shop, "Luis")
    clockwork.until(24, 5, 30)
    shown = look(shop, "Luis")
    assert (shown.words, shown.since) == ("Clock out 5:30", "Mon 23 Nov 22:00")
    done = press(shop, "Luis")
    assert (done.words, done.minutes_today) == ("Clocked out at 5:30.", 450)
    clockwork.until(24, 22, 0)
    assert look(shop, "Luis").minutes_today == 0
    assert [row.day.day for row in Punch.select().order_by(Punch.id)] == [23, 24]
