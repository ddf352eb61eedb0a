"""What the clock asks and tells: a forgotten clock-out, a missed punch, my hours."""

from __future__ import annotations

from datetime import time

import pytest

from db.models import Credential, Punch, PunchRequest
from db.models.base import tuples
from pettui import clock
from pettui.history.door import change
from pettui.team.timeclock import deciding, requests
from pettui.team.timeclock.cards import request_line
from pettui.team.timeclock.hours import of_person
from tests.team.timeclock.steps import DANA
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
        assert "Enter  Clock in 8:57, 3 min early" in shown
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
        assert "Break" not in shown
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


@pytest.mark.parametrize(("key", "worked"), [("1", 450), ("2", 440)])
def test_a_missed_break_is_paid_or_not_as_its_kind_is(stand: Stand, key: str, worked: int) -> None:
    name = {"1": "Break", "2": "Meal"}[key]

    async def come(person: Person) -> None:
        await person.swipe(BADGES["Kim"])
        await person.press("enter")
        stand.clock.until(23, 16, 28)
        for kind, at in ("I forgot to begin a break", "1200"), ("I forgot to come back", "1210"):
            shown = await person.swipe(BADGES["Kim"])
            shown = await person.press("4", "enter")
            line = next(line for line in shown.splitlines() if kind in line and "Enter" not in line)
            await person.press(line.split()[0], "enter")
            if at == "1200":
                assert "Meal, 30 min, unpaid" in person.sees
                await person.press(key, "enter")
                assert f"{name} today from 12:00." in await person.type(at)
            else:
                await person.type(at)
            assert "A manager will look at it." in await person.press("enter")
        await person.swipe(BADGES["Kim"])
        await person.press("1", "enter")

    stand.open(come)
    with stand.shop() as shop:
        listed = [request_line(shop, asked).words for asked in requests.waiting(shop.branch)]
        assert listed == [f"{name.lower()} 12:00", "back 12:10"]
        first, second = PunchRequest.select().order_by(PunchRequest.id)
        deciding.approve(shop, first.id, DANA)
        kim = first.__data__["employee"]
        assert PunchRequest.get_by_id(second.id).state == "approved"
        assert of_person(shop, kim, shop.today(), shop.today()).totals.total == worked


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


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (None, "Out yesterday at 17:00 was refused: You left at noon."),
        (time(12), "Out yesterday at 17:00 counts as 12:00: You left at noon."),
    ],
)
def test_who_asked_reads_what_the_manager_answered(
    stand: Stand, at: time | None, said: str
) -> None:
    async def ask(person: Person) -> None:
        await forget(person, stand)
        await person.press("enter", "enter")

    async def come(person: Person) -> None:
        assert said in await person.swipe(BADGES["Luis"])
        await person.press("enter")
        assert said not in await person.swipe(BADGES["Luis"])

    stand.open(ask)
    stand.clock.until(24, 9, 30)
    with stand.shop() as shop:
        (asked,) = PunchRequest.select()
        if at is None:
            deciding.refuse(shop, asked.id, DANA, "You left at noon.")
        else:
            noon = asked.said.replace(hour=17)  # in UTC
            deciding.approve(shop, asked.id, DANA, at=noon, answer="You left at noon.")
    stand.clock.until(24, 12, 0)
    stand.open(come)


def test_a_clock_that_knows_nobody_says_how_to_begin(stand: Stand) -> None:
    words = "Nobody has a PIN yet. Managers give them: F6 at the desk"

    async def begin(person: Person) -> None:
        assert words in person.sees

    async def goes_on(person: Person) -> None:
        assert words not in person.sees

    stand.open(goes_on)
    with stand.shop(), change("no PINs", DANA) as door:
        for row in Credential.select():
            door.update(row, active=False)
    stand.open(begin)
