"""The clock by touch or mouse: a keypad, and lines to touch."""

from __future__ import annotations

from screens.kiosk.keypad import Key
from tests.team.timeclock.steps import PINS
from tests.ui.kiosk.standing import BADGES, NUMBERS, Person, Stand
from tests.ui.kiosk.test_clocking import kinds


async def touch(person: Person, *words: str) -> str:
    """Touch keys of the keypad, or lines that begin with some words."""
    for word in words:
        key = next((k for k in person.kiosk.screen.query(Key) if str(k.render()) == word), None)
        if key is not None:
            await person.pilot.click(key)
        else:
            lines = person.sees.splitlines()
            line = next(n for n, text in enumerate(lines) if word in text)
            await person.pilot.click(offset=(lines[line].index(word), line))
        await person.settle()
    return person.sees


def test_all_by_touch(stand: Stand) -> None:
    async def come(person: Person) -> None:
        assert "touch for a keypad" in person.sees
        await person.pilot.click("#face")
        await person.settle()
        await touch(person, *NUMBERS["Kim"], "Enter")
        shown = await touch(person, *PINS["Kim"], "Enter")
        assert "Good morning, Kim." in shown
        assert "Clocked in at 8:58" in await touch(person, "Enter  Clock in")
        stand.clock.pass_time(hours=2)
        await touch(person, *NUMBERS["Kim"], "Enter")
        await touch(person, *PINS["Kim"], "Enter")
        assert "Break from" in await touch(person, "2  Break")

    stand.open(come, touch=True)
    assert kinds(stand) == [("Kim", "in"), ("Kim", "break")]


def test_three_taps_on_a_key_are_three_digits(stand: Stand) -> None:
    async def come(person: Person) -> None:
        await person.pilot.click("#face")
        await person.settle()
        assert "Your number: 777_" in await touch(person, "7", "7", "7")
        assert "Your number: 77_" in await touch(person, "Back")

    stand.open(come, touch=True)


def test_a_key_of_the_keyboard_takes_the_keypad_away(stand: Stand) -> None:
    async def come(person: Person) -> None:
        assert "Back" not in person.sees
        await person.pilot.click("#face")
        await person.settle()
        assert "Back" in person.sees
        assert "Back" not in await person.press("1")

    stand.open(come, touch=True)


def test_back_by_touch(stand: Stand) -> None:
    async def come(person: Person) -> None:
        await person.swipe(BADGES["Kim"])
        assert "Your number" in await touch(person, "0 or Esc: back")

    stand.open(come, touch=True)
    assert kinds(stand) == []


def test_where_nothing_can_be_touched_there_is_no_keypad(stand: Stand) -> None:
    async def come(person: Person) -> None:
        assert "touch" not in person.sees
        await person.pilot.click("#face")
        await person.settle()
        assert not person.kiosk.screen.query(Key)

    stand.open(come)
