"""What the clock asks and tells: a forgotten clock-out, a missed punch, my hours."""

from __future__ import annotations

from datetime import time

from db.models import Punch, PunchRequest
from db.models.base import tuples
from pettui import clock
from tests.ui.kiosk.standing import BADGES, Person, Stand
from tests.ui.kiosk.test_clocking import kinds

ZONE = "America/New_York"


def said(stand: Stand) -> list[tuple[str, int, time, bool]]:
    """Give what people asked for: the punch, its day and time in the shop, whether as planned."""
    with stand.shop():
        rows = tuples(
            PunchRequest.select(PunchRequest.kind, PunchRequest.said, PunchRequest.scheduled)
        )
    found = []
    for kind, at, scheduled in rows:
        wall = clock.wall_of(at, ZONE)
        found.append((kind, wall.day, wall.time(), scheduled))
    return found


async def forget(person: Person, stand: Stand) -> str:
    """Clock in on Monday, and come again on Tuesday."""
    await person.swipe(BADGES["Luis"])
    await person.press("enter")
    stand.clock.until(24, 8, 57)
    return await person.swipe(BADGES["Luis"])


def test_out_as_scheduled_is_one_enter_more(stand: Stand) -> None:
    async def come(person: Person) -> None:
        shown = await forget(person, stand)
        assert "Out yesterday at 17:00, as scheduled?" in shown
        assert "Enter  Yes" in shown
        shown = await person.press("enter")
        assert "Out yesterday at 17:00" in shown
        assert "Enter  Clock in 8:57" in shown
        assert "Clocked in at 8:57" in await person.press("enter")

    stand.open(come)
    assert kinds(stand) == [("Luis", "in"), ("Luis", "in")]
    assert said(stand) == [("out", 24 - 1, time(17), True)]


def test_another_time_is_typed_and_echoed(stand: Stand) -> None:
    async def come(person: Person) -> None:
        await forget(person, stand)
        await person.press("2", "enter")
        shown = await person.type("0857", enter=True)
        assert "more than 14 hours" in shown or "Clock in" not in shown
        shown = await person.type("1615")
        assert "Out yesterday at 16:15" in shown
        assert "Enter  That is right" in shown
        await person.press("enter")
        assert "Clocked in" in await person.press("enter")

    stand.open(come)
    assert said(stand) == [("out", 23, time(16, 15), False)]


def test_who_cannot_say_comes_in_and_a_manager_asks(stand: Stand) -> None:
    async def come(person: Person) -> None:
        await forget(person, stand)
        shown = await person.press("3", "enter")
        assert "A manager will ask you" in shown
        await person.press("enter")

    stand.open(come)
    assert kinds(stand) == [("Luis", "in"), ("Luis", "in")]
    assert said(stand) == []


def test_who_worked_through_clocks_out(stand: Stand) -> None:
    async def come(person: Person) -> None:
        await forget(person, stand)
        shown = await person.press("4", "enter")
        assert "Enter  Clock out 8:57" in shown
        assert "Clocked out at 8:57" in await person.press("enter")

    stand.open(come)
    assert kinds(stand) == [("Luis", "in"), ("Luis", "out")]


def test_who_goes_away_from_the_question_changes_nothing(stand: Stand) -> None:
    async def come(person: Person) -> None:
        await forget(person, stand)
        assert "Your number" in await person.press("escape")

    stand.open(come)
    assert kinds(stand) == [("Luis", "in")]


def test_a_badge_amid_the_question_is_somebody_elses(stand: Stand) -> None:
    async def come(person: Person) -> None:
        await forget(person, stand)
        assert "Good morning, Kim." in await person.swipe(BADGES["Kim"])
        await person.press("enter")

    stand.open(come)
    assert kinds(stand) == [("Luis", "in"), ("Kim", "in")]


def test_a_missed_punch_is_echoed_and_sent(stand: Stand) -> None:
    async def come(person: Person) -> None:
        await person.swipe(BADGES["Kim"])
        await person.press("4", "enter")
        shown = await person.press("enter")
        assert "When: _" in shown
        shown = await person.type("nonsense")
        assert "When: _" in shown
        assert "nonsense" in shown
        shown = await person.type("730")
        assert "In today at 7:30." in shown
        assert "A manager will look at it." in await person.press("enter")

    stand.open(come)
    assert said(stand) == [("in", 23, time(7, 30), False)]
    assert kinds(stand) == []


def test_one_level_back_with_esc(stand: Stand) -> None:
    async def come(person: Person) -> None:
        await person.swipe(BADGES["Kim"])
        await person.press("4", "enter", "enter")
        await person.type("730")
        assert "When: _" in await person.press("escape")
        assert "Which punch was missed?" in await person.press("escape")
        assert "Good morning, Kim." in await person.press("escape")
        assert "Your number" in await person.press("escape")

    stand.open(come)
    assert said(stand) == []


def test_my_hours_by_day_and_together(stand: Stand) -> None:
    async def come(person: Person) -> None:
        await person.swipe(BADGES["Kim"])
        await person.press("enter")
        stand.clock.pass_time(hours=7, minutes=32)
        await person.swipe(BADGES["Kim"])
        await person.press("enter", "escape")
        stand.clock.until(24, 9, 0)
        await person.swipe(BADGES["Kim"])
        shown = await person.press("5", "enter")
        line = next(line for line in shown.splitlines() if "Mon 23 Nov" in line and "h" in line)
        assert line.split()[-3:] == ["7:32", "h", "7.53"]
        together = next(line for line in shown.splitlines() if "Together" in line)
        assert together.split()[1:] == ["7:32", "h", "7.53"]
        before = await person.press("1", "enter")
        assert "Mon 23 Nov  " not in before
        assert "Mon 23 Nov" in await person.press("2", "enter")
        assert "Good morning, Kim." in await person.press("enter")

    stand.open(come)


def test_hours_are_hidden_where_the_owner_wants_it(stand: Stand) -> None:
    stand.set("kiosk.figures", "no")

    async def come(person: Person) -> None:
        await person.swipe(BADGES["Kim"])
        await person.press("enter")
        shown = await person.press("escape")
        line = next(line for line in shown.splitlines() if "Kim" in line)
        assert "8:58" not in line
        stand.clock.pass_time(hours=2)
        await person.swipe(BADGES["Kim"])
        assert "shows no hours" in await person.press("5", "enter")

    stand.open(come)
    with stand.shop():
        assert Punch.select().count() == 1
