"""Coming, going and breaks at the clock, with the keys that they take."""

from __future__ import annotations

import asyncio

import pytest
from textual import events

from db.models import PinFailure, Punch
from db.models.base import tuples
from pettui.team.timeclock import breaks, rates
from pettui.team.timeclock.breaks import BreakForm
from screens.kiosk.clerk import Clerk
from screens.kiosk.entry import PAUSE
from tests.team.timeclock.steps import DANA, PINS, employee
from tests.ui.kiosk.standing import BADGES, NUMBERS, Person, Stand


def kinds(stand: Stand) -> list[tuple[str, str]]:
    """Give all punches: whose, and which."""
    with stand.shop():
        rows = tuples(Punch.select(Punch.employee, Punch.kind).order_by(Punch.id))
    names = {1: "Kim", 2: "Luis", 3: "Ana"}
    return [(names[employee], kind) for employee, kind in rows]


def test_number_and_pin_then_enter_clocks_in(stand: Stand) -> None:
    async def come(person: Person) -> None:
        assert "Your number" in person.sees
        shown = await person.type(NUMBERS["Luis"])
        assert "PIN" in shown
        shown = await person.type(PINS["Luis"])
        assert "Good morning, Luis." in shown
        assert "Enter  Clock in 8:58, 2 min early" in shown
        shown = await person.press("enter")
        assert "Clocked in at 8:58." in shown
        assert person.keys == len(NUMBERS["Luis"]) + len(PINS["Luis"]) + 3

    stand.open(come)
    assert kinds(stand) == [("Luis", "in")]


def test_a_badge_names_and_enter_clocks_in_and_out(stand: Stand) -> None:
    async def come(person: Person) -> None:
        shown = await person.swipe(BADGES["Kim"])
        assert "Good morning, Kim." in shown
        assert "Clocked in at 8:58" in await person.press("enter")
        stand.clock.pass_time(hours=4)
        shown = await person.swipe(BADGES["Kim"])
        assert "You are in since 8:58." in shown
        shown = await person.press("enter")
        assert "Clocked out at 12:58" in shown
        assert "Today 4:00 h (4.00)" in shown

    stand.open(come)
    assert kinds(stand) == [("Kim", "in"), ("Kim", "out")]


def test_break_and_meal_by_their_digits(stand: Stand) -> None:
    async def come(person: Person) -> None:
        await person.swipe(BADGES["Kim"])
        await person.press("enter")
        stand.clock.pass_time(hours=2)
        await person.swipe(BADGES["Kim"])
        shown = await person.press("2")
        assert "Enter  Break" in shown
        assert "Break from 10:58" in await person.press("enter")
        stand.clock.pass_time(minutes=10)
        shown = await person.swipe(BADGES["Kim"])
        assert "Enter  Back from" in shown
        assert "Back" in await person.press("enter")
        stand.clock.pass_time(hours=2)
        await person.swipe(BADGES["Kim"])
        await person.press("3", "enter")

    stand.open(come)
    assert [kind for _, kind in kinds(stand)] == ["in", "break", "back", "break"]


def test_several_kinds_of_break_are_a_list(stand: Stand) -> None:
    with stand.shop() as shop:
        for name, paid in (("Coffee", True), ("Walk", False)):
            breaks.save(shop, BreakForm(name, paid=paid, meal=False, minutes=None), DANA)

    async def come(person: Person) -> None:
        await person.swipe(BADGES["Kim"])
        await person.press("enter")
        stand.clock.pass_time(hours=1)
        await person.swipe(BADGES["Kim"])
        shown = await person.press("2", "enter")
        assert "2  Coffee, paid" in shown
        assert "3  Walk, unpaid" in shown
        assert "Walk" in await person.press("3", "enter")

    stand.open(come)
    with stand.shop():
        assert Punch.select().order_by(Punch.id.desc()).first().break_kind.name == "Walk"


def test_what_cannot_be_done_says_why_and_writes_nothing(stand: Stand) -> None:
    async def come(person: Person) -> None:
        await person.swipe(BADGES["Kim"])
        assert "Clock in first." in await person.press("2", "enter")
        assert "There is no 9 here" in await person.press("9", "enter")
        assert "Good morning, Kim." in person.sees

    stand.open(come)
    assert kinds(stand) == []


def test_enter_once_too_often_is_one_punch(stand: Stand) -> None:
    async def come(person: Person) -> None:
        await person.swipe(BADGES["Kim"])
        for _ in range(4):
            person.kiosk.post_message(events.Key("enter", "\r"))
        await person.settle()
        assert "Clocked in at 8:58." in person.sees

    stand.open(come)
    assert kinds(stand) == [("Kim", "in")]


def test_a_key_that_bounces_is_one_key(stand: Stand) -> None:
    stand.bounce = 5

    async def come(person: Person) -> None:
        for key in (*BADGES["Kim"], "enter", "enter", "enter"):
            person.kiosk.post_message(events.Key(key, key if len(key) == 1 else None))
        await person.settle()
        assert "Enter  Clock in 8:58" in person.sees

    stand.open(come)
    assert kinds(stand) == []


def test_three_taps_in_a_second_punch_nothing_until_enter(stand: Stand) -> None:
    async def come(person: Person) -> None:
        shown = await person.swipe(*[BADGES["Luis"]] * 3)
        assert "Good morning, Luis." in shown
        await person.press("enter")

    stand.open(come)
    assert kinds(stand) == [("Luis", "in")]


def test_the_same_person_again_at_once_is_told_that_it_is_done(stand: Stand) -> None:
    async def come(person: Person) -> None:
        await person.swipe(BADGES["Luis"])
        await person.press("enter")
        stand.clock.pass_time(seconds=3)
        assert "Already clocked in at 8:58" in await person.swipe(BADGES["Luis"])
        await person.press("enter")

    stand.open(come)
    assert kinds(stand) == [("Luis", "in")]


def test_somebody_elses_badge_amid_a_card_is_theirs(stand: Stand) -> None:
    async def come(person: Person) -> None:
        await person.swipe(BADGES["Kim"])
        shown = await person.swipe(BADGES["Luis"])
        assert "Luis" in shown
        assert "Kim" not in shown
        await person.press("enter")

    stand.open(come)
    assert kinds(stand) == [("Luis", "in")]


@pytest.mark.parametrize("left", ["3", "4"])
def test_a_badge_behind_a_digit_that_was_left_is_read_as_it_is(stand: Stand, left: str) -> None:
    async def come(person: Person) -> None:
        await person.swipe(BADGES["Kim"])
        await person.press(left)
        await asyncio.sleep(PAUSE + 0.05)
        assert "Good morning, Luis." in await person.swipe(BADGES["Luis"])

    stand.open(come)
    assert kinds(stand) == []


def test_a_badge_amid_a_pin_counts_against_nobody(stand: Stand) -> None:
    async def come(person: Person) -> None:
        await person.type(NUMBERS["Kim"])
        await person.type(PINS["Kim"][:3], enter=False)
        await asyncio.sleep(PAUSE + 0.05)
        assert "Good morning, Luis." in await person.swipe(BADGES["Luis"])

    stand.open(come)
    with stand.shop():
        assert PinFailure.select().count() == 0


def test_a_wrong_pin_and_an_unknown_number_get_the_same_words(stand: Stand) -> None:
    seen = []

    async def come(person: Person) -> None:
        for number in (NUMBERS["Kim"], "4242"):
            await person.type(number)
            seen.append(await person.type("111222"))
            await person.press("escape")

    stand.open(come)
    assert seen[0] == seen[1]
    assert "do not go together" in seen[0]
    assert kinds(stand) == []


def test_a_pin_shows_as_dots_alone(stand: Stand) -> None:
    async def come(person: Person) -> None:
        await person.type(NUMBERS["Kim"])
        pin = PINS["Kim"]
        for count, digit in enumerate(pin, 1):
            shown = await person.press(digit)
            assert "•" * count + "_" in shown
            assert pin[:count] not in shown.replace("8:58", "") or count == 1

    stand.open(come)


def test_a_pin_alone_names_where_few_work(stand: Stand) -> None:
    stand.set("kiosk.identify", "PIN alone")

    async def come(person: Person) -> None:
        assert "Your PIN" in person.sees
        shown = await person.type(PINS["Ana"], enter=False)
        assert "••••••_" in shown
        assert PINS["Ana"] not in shown
        assert "Good morning, Ana." in await person.press("enter")

    stand.open(come)


def test_the_next_in_line_types_over_the_confirmation(stand: Stand) -> None:
    async def come(person: Person) -> None:
        await person.swipe(BADGES["Kim"])
        await person.press("enter")
        shown = await person.press("1")
        assert "Your number: 1_" in shown
        await person.press("0", "0", "1", "enter")
        assert "Good morning, Luis." in await person.type(PINS["Luis"])

    stand.open(come)


@pytest.mark.parametrize("key", ["escape", "backspace", "minus", "0"])
def test_every_way_back_leads_to_the_clock(stand: Stand, key: str) -> None:
    async def come(person: Person) -> None:
        await person.swipe(BADGES["Kim"])
        assert "Your number" in await person.press(key)

    stand.open(come)
    assert kinds(stand) == []


def test_a_keypad_without_numlock_types_digits(stand: Stand) -> None:
    async def come(person: Person) -> None:
        keys = {"0": "insert", "1": "end", "2": "down"}
        await person.press(*(keys[digit] for digit in NUMBERS["Kim"]), "enter")
        assert "Good morning, Kim." in await person.type(PINS["Kim"])

    stand.open(come)


def test_a_comment_is_one_digit_away(stand: Stand) -> None:
    async def come(person: Person) -> None:
        await person.swipe(BADGES["Kim"])
        await person.press("enter")
        stand.clock.pass_time(hours=3)
        await person.swipe(BADGES["Kim"])
        await person.press("6", "enter")
        assert "Comment: Tub 1 leaks_" in await person.type("Tub 1 leaks", enter=False)
        await person.press("enter")

    stand.open(come)
    with stand.shop():
        assert Punch.select().order_by(Punch.id.desc()).first().comment == "Tub 1 leaks"


def test_a_shop_that_wants_comments_asks_and_takes_none(stand: Stand) -> None:
    stand.set("kiosk.comment", "yes")

    async def come(person: Person) -> None:
        await person.swipe(BADGES["Kim"])
        await person.press("enter")
        stand.clock.pass_time(hours=3)
        await person.swipe(BADGES["Kim"])
        assert "Comment: _" in await person.press("enter")
        assert "Clocked out" in await person.press("enter")

    stand.open(come)


def test_who_has_several_roles_chooses_one(stand: Stand) -> None:
    with stand.shop() as shop:
        for name in ("Groomer", "Bather"):
            rates.save(shop, employee("Luis"), name, None, DANA)

    async def come(person: Person) -> None:
        shown = await person.swipe(BADGES["Luis"])
        assert "Clock in 8:58, 2 min early, as Groomer" in shown
        shown = await person.press("7", "enter")
        assert "2  Bather" in shown
        shown = await person.press("2", "enter")
        assert "2 min early, as Bather" in shown
        await person.press("enter")

    stand.open(come)
    with stand.shop():
        assert Punch.get().rate.name == "Bather"


def test_who_goes_away_is_told_that_nothing_was_punched(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Clerk, "seconds", 0.15)

    async def come(person: Person) -> None:
        await person.swipe(BADGES["Kim"])
        monkeypatch.setattr(Clerk, "seconds", 1.0)  # what is told stays until it has been seen
        seen = ""
        for _ in range(1500):
            await person.pilot.pause(0.02)
            seen += person.sees
            if "Your number" in person.sees:
                break
        assert "Nothing was punched" in seen
        assert "Your number: _" in person.sees

    stand.open(come)
    assert kinds(stand) == []


def test_an_entry_that_is_left_goes(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Clerk, "seconds", 60)

    async def come(person: Person) -> None:
        assert "100_" in await person.type("100", enter=False)
        monkeypatch.setattr(Clerk, "seconds", 0.1)
        await person.type("1", enter=False)
        for _ in range(1500):
            if "Your number: _" in person.sees:
                break
            await person.pilot.pause(0.02)
        assert "Your number: _" in person.sees

    stand.open(come)


def test_the_board_follows_at_once(stand: Stand) -> None:
    async def come(person: Person) -> None:
        await person.swipe(BADGES["Kim"])
        await person.press("enter")
        shown = await person.press("escape")
        assert "IN" in shown
        assert any("Kim" in line and "8:58" in line for line in shown.splitlines())

    stand.open(come)


def test_who_has_lost_their_pin_punches_all_the_same_and_sees_no_hours(stand: Stand) -> None:
    async def come(person: Person) -> None:
        for _ in range(12):
            await person.type(NUMBERS["Luis"])
            shown = await person.type("111222")
            if "Good morning" in shown:
                break
            await person.press("escape")
            stand.clock.pass_time(minutes=1)
        assert "Only with the right PIN." in await person.press("5", "enter")
        assert "Good morning, Kim." in await person.swipe(BADGES["Kim"])  # nobody else waits
        await person.press("escape")
        await person.type(NUMBERS["Luis"])
        await person.type("111222")
        shown = await person.press("enter")
        assert "Clocked in" in shown
        assert "A manager will look at it." in shown

    stand.open(come)
    with stand.shop():
        assert [row.verified for row in Punch.select()] == [False]
