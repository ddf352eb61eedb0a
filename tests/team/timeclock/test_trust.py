"""A clock that is wrong: the punch is taken and marked, and never read the wrong way round."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from db.models import Punch
from pettui.history.door import change
from pettui.team.settings import put
from pettui.team.shop import Shop
from pettui.team.timeclock import notices, trust
from pettui.team.timeclock.trust import Known, Reading, judge
from tests.team.timeclock.clockwork import Clockwork
from tests.team.timeclock.steps import DANA, look, press

NOW = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
HOUR = 3_600_000


def _reading(at: datetime = NOW, *, boot_ms: int = HOUR, synchronised: bool = False) -> Reading:
    return Reading(at, "a" * 32, boot_ms, synchronised)


@pytest.mark.parametrize(
    ("known", "reading", "state"),
    [
        (Known(trust.BUILT, NOW), _reading(synchronised=True), "good"),
        (Known(trust.BUILT, NOW), _reading(), "unsynchronised"),
        (Known(trust.BUILT, NOW), _reading(datetime(1970, 1, 1, tzinfo=UTC)), "behind"),
        (Known(NOW, NOW), _reading(NOW - timedelta(minutes=90), synchronised=True), "behind"),
        (Known(NOW, NOW), _reading(NOW, synchronised=True), "good"),
        (Known(trust.BUILT, NOW), _reading(NOW + timedelta(days=400)), "ahead"),
        (Known(trust.BUILT, NOW), _reading(NOW + timedelta(days=400), synchronised=True), "good"),
        (Known(trust.BUILT, NOW), _reading(NOW + timedelta(days=20)), "unsynchronised"),
        # An hour of this boot after a punch at 13:00 it can only be two.
        (Known(trust.BUILT, NOW, (NOW - timedelta(hours=1), 0)), _reading(), "unsynchronised"),
        (
            Known(trust.BUILT, NOW, (NOW - timedelta(hours=1), 0)),
            _reading(NOW - timedelta(minutes=30)),
            "behind",
        ),
        (
            Known(trust.BUILT, NOW, (NOW - timedelta(hours=1), 0)),
            _reading(NOW + timedelta(minutes=30)),
            "ahead",
        ),
    ],
)
def test_how_far_a_reading_is_trusted(known: Known, reading: Reading, state: str) -> None:
    assert judge(reading, known) == state


def _states() -> list[str]:
    return [row.clock for row in Punch.select().order_by(Punch.id)]


def test_a_boot_in_1970_turns_nothing_round(shop: Shop, clockwork: Clockwork) -> None:
    press(shop, "Luis")
    clockwork.until(23, 12)
    clockwork.reboot()
    clockwork.synchronised = False
    back = clockwork.now - datetime(1970, 1, 1, 0, 1, tzinfo=UTC)
    clockwork.set_wrong(seconds=-back.total_seconds())
    shown = look(shop, "Luis")
    assert (shown.state, shown.enter, shown.forgotten) == ("in", "out", None)
    done = press(shop, "Luis", "break")
    assert "clock may be wrong" in done.doubt
    clockwork.pass_time(minutes=30)
    press(shop, "Luis")
    clockwork.set_wrong(seconds=back.total_seconds())  # the network came back
    clockwork.synchronised = True
    clockwork.until(23, 17)
    assert look(shop, "Luis").enter == "out"
    press(shop, "Luis")
    assert _states() == ["good", "behind", "behind", "good"]
    assert [row.kind for row in Punch.select().order_by(Punch.id)] == ["in", "break", "back", "out"]


def test_who_came_under_a_wrong_clock_is_asked_by_what_is_certain(
    shop: Shop, clockwork: Clockwork
) -> None:
    right = clockwork.now
    clockwork.synchronised = False
    clockwork.set_wrong(seconds=-(right - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds())
    press(shop, "Luis")
    clockwork.set_wrong(seconds=(right - clockwork.now).total_seconds())
    clockwork.synchronised = True
    clockwork.until(23, 9, 30)
    assert look(shop, "Luis").enter == "out"
    assert look(shop, "Luis").forgotten is None  # nobody can tell since when
    press(shop, "Ana")  # so Luis came before this
    clockwork.until(23, 17)
    assert look(shop, "Luis").forgotten is None
    clockwork.until(24, 8, 55)
    asked = look(shop, "Luis").forgotten
    assert asked is not None
    assert asked.question == "Out yesterday at 17:00, as scheduled?"


def test_a_clock_far_ahead_is_marked_and_blocks_nothing_later(
    shop: Shop, clockwork: Clockwork
) -> None:
    press(shop, "Luis")
    clockwork.until(23, 17)
    press(shop, "Luis")
    clockwork.until(24, 8, 55)
    clockwork.reboot()
    clockwork.synchronised = False
    clockwork.set_wrong(days=400)
    shown = look(shop, "Luis")
    assert shown.enter == "in"
    press(shop, "Luis")
    clockwork.pass_time(hours=8)
    assert look(shop, "Luis").enter == "out"
    press(shop, "Luis")
    clockwork.set_wrong(days=-400)
    clockwork.synchronised = True
    clockwork.until(25, 8, 55)
    press(shop, "Luis")
    assert _states() == ["good", "good", "ahead", "ahead", "good"]


def test_ninety_minutes_back_is_marked(shop: Shop, clockwork: Clockwork) -> None:
    press(shop, "Luis")
    clockwork.pass_time(minutes=30)
    clockwork.set_wrong(minutes=-90)
    press(shop, "Luis", "break")
    assert _states() == ["good", "behind"]


def test_a_shop_without_a_network_that_was_closed_for_long(
    shop: Shop, clockwork: Clockwork
) -> None:
    clockwork.synchronised = False
    press(shop, "Luis")
    clockwork.reboot()
    clockwork.pass_time(days=60)
    press(shop, "Ana")
    # Somebody who works at a desk has the date before their eyes.
    notices.add(shop, "We are back", DANA)
    clockwork.pass_time(minutes=5)
    press(shop, "Kim")
    assert _states() == ["unsynchronised", "ahead", "unsynchronised"]


def test_where_people_set_the_clock_only_what_cannot_be_is_marked(
    shop: Shop, clockwork: Clockwork
) -> None:
    by_hand = put(shop, "kiosk.clock", "people", DANA)
    clockwork.synchronised = False
    press(by_hand, "Luis")
    clockwork.until(23, 12)
    press(by_hand, "Ana")
    clockwork.set_wrong(minutes=-90)
    press(by_hand, "Luis")
    clockwork.reboot()
    clockwork.set_wrong(days=90)
    press(by_hand, "Ana")
    assert _states() == ["good", "good", "behind", "ahead"]


def test_two_seconds_back_are_nothing(shop: Shop, clockwork: Clockwork) -> None:
    press(shop, "Luis")
    clockwork.set_wrong(seconds=-1.5)
    press(shop, "Ana")
    assert _states() == ["good", "good"]


def test_a_punch_keeps_its_boot_and_the_time_since(shop: Shop, clockwork: Clockwork) -> None:
    press(shop, "Luis")
    row = Punch.get()
    assert (row.boot, row.boot_ms) == ("a" * 32, 100 * HOUR)


def test_the_machine_says_something_sensible(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = trust.read(), trust.read()
    assert first.boot == second.boot
    assert first.boot_ms <= second.boot_ms
    monkeypatch.setenv("PETTUI_BOOT_ID", "12345678-9abc-def0-1234-56789abcdef0")
    assert trust.boot_id() == "123456789abcdef0123456789abcdef0"


@pytest.mark.parametrize(
    ("month", "day", "out_hour", "minutes"),
    [(3, 7, 6, 7 * 60), (10, 31, 6, 9 * 60)],  # the nights of 23 and 25 hours
)
def test_a_night_over_a_change_of_the_clocks_has_its_real_length(
    shop: Shop, clockwork: Clockwork, month: int, day: int, out_hour: int, minutes: int
) -> None:
    clockwork.until(day, 22, month=month)
    with change("reset", DANA):
        pass
    press(shop, "Luis")
    next_day = (1, 11) if month == 10 else (day + 1, month)
    clockwork.until(next_day[0], out_hour, month=next_day[1])
    press(shop, "Luis")
    first, last = Punch.select().order_by(Punch.id)
    assert (last.at - first.at) == timedelta(minutes=minutes)
    assert first.offset != last.offset
