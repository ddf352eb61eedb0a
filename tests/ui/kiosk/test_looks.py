"""How the clock looks at the sizes of consoles and terminals, with few people and with many."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from textual.pilot import Pilot

from db.connection import Target
from db.gateway import Gateway
from pettui.history.door import change
from pettui.team.founding import add_employee
from pettui.team.timeclock import notices
from screens.kiosk.app import Kiosk
from screens.kiosk.sight import first_look
from tests.team.timeclock.steps import DANA, press
from tests.ui.kiosk.standing import BADGES, CLOCK, Person, Stand
from tests.ui.kiosk.test_clocking import kinds

SIZES = [(80, 24), (80, 25), (100, 37), (120, 40), (160, 50), (240, 67)]
Compare = Callable[..., bool]


def fill(stand: Stand, people: int) -> list[str]:
    """Let many people be in, and give their names."""
    names = [f"Person{number:02}" for number in range(people)]
    with stand.shop() as shop:
        with change("hired", DANA) as door:
            for name in names:
                add_employee(door, shop.branch, name, "Many")
        for name in ("Kim", *names):
            press(shop, name)
        notices.add(shop, "Staff meeting at 17:00", DANA)
    return ["Kim", *names]


@pytest.mark.parametrize("size", SIZES)
def test_thirty_people_are_all_there(stand: Stand, size: tuple[int, int]) -> None:
    names = fill(stand, 29)
    seen: set[str] = set()

    async def come(person: Person) -> None:
        for _ in range(3):
            for line in person.sees.splitlines():
                seen.update(name for name in names if name in line)
            assert "Your number" in person.sees
            assert "Staff meeting" in person.sees
            stand.clock.pass_time(minutes=1)
            person.kiosk.follower.look_soon()
            await person.settle()

    stand.open(come, size=size)
    assert seen == set(names)


@pytest.mark.parametrize("size", SIZES)
def test_the_time_is_as_large_as_the_screen_bears(stand: Stand, size: tuple[int, int]) -> None:
    async def come(person: Person) -> None:
        drawn = [line for line in person.sees.splitlines() if "█" in line]
        columns = max(len(line.rstrip()) - len(line) + len(line.strip()) for line in drawn)
        assert len(drawn) >= size[1] // 4
        assert columns <= size[0]

    stand.open(come, size=size)


def test_a_twelve_hour_shop_sees_am_and_pm(stand: Stand) -> None:
    stand.set("clock.hours", "12")
    stand.clock.until(23, 17, 31)

    async def come(person: Person) -> None:
        drawn = [line for line in person.sees.splitlines() if "█" in line]
        assert drawn[-1].rstrip().endswith("p")
        assert "Clock in 5:31p" in await person.swipe(BADGES["Kim"])

    stand.open(come)


def test_the_minute_turns(stand: Stand) -> None:
    async def come(person: Person) -> None:
        before = [line for line in person.sees.splitlines() if "█" in line]
        stand.clock.pass_time(minutes=1)
        person.kiosk.follower.look_soon()
        await person.settle()
        assert [line for line in person.sees.splitlines() if "█" in line] != before
        await person.swipe(BADGES["Kim"])
        assert "8:59" in person.sees.splitlines()[0]

    stand.open(come)


def test_a_card_that_shows_while_the_window_changes(stand: Stand) -> None:
    async def come(person: Person) -> None:
        await person.swipe(BADGES["Kim"])
        for width, height in ((40, 10), (10, 3), (1, 1), (120, 40)):
            await person.pilot.resize_terminal(width, height)
            await person.settle()
        assert "Good morning, Kim." in person.sees
        await person.press("enter")

    stand.open(come)
    assert kinds(stand) == [("Kim", "in")]


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    """Give a way to the database that is closed again."""
    made = Gateway()
    yield made
    made.close()


def picture(stand: Stand, gateway: Gateway, *keys: str) -> tuple[Kiosk, Any]:
    """Give a clock for a picture, and what is pressed at it before."""
    target = Target(stand.path, "")
    kiosk = Kiosk(first_look(target, CLOCK), target, CLOCK, gateway, touch=False, bounce=0)

    async def before(pilot: Pilot[Any]) -> None:
        person = Person(kiosk, pilot)
        await person.settle()
        if keys:
            await person.swipe(BADGES["Luis"])
        await person.press(*keys[1:])
        await asyncio.sleep(0.05)

    return kiosk, before


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
def test_picture_of_the_clock(
    stand: Stand, gateway: Gateway, snap_compare: Compare, size: tuple[int, int]
) -> None:
    fill(stand, 5)
    kiosk, before = picture(stand, gateway)
    assert snap_compare(kiosk, run_before=before, terminal_size=size)


@pytest.mark.parametrize("keys", [("badge",), ("badge", "enter")])
def test_picture_of_a_visit(
    stand: Stand, gateway: Gateway, snap_compare: Compare, keys: tuple[str, ...]
) -> None:
    kiosk, before = picture(stand, gateway, *keys)
    assert snap_compare(kiosk, run_before=before, terminal_size=(80, 24))
