"""Standing before the clock: it is opened, keys are pressed, the screen is read."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from textual import events
from textual.pilot import Pilot

from db import connection
from db.connection import Target
from db.gateway import Gateway
from pettui.history.actor import Actor
from pettui.team.settings import put
from pettui.team.shop import Shop, load_shop
from screens.frame.keys import name_of
from screens.kiosk.app import Kiosk
from screens.kiosk.sight import first_look
from tests import small_shop
from tests.small_shop import DANA
from tests.team.timeclock.clockwork import Clockwork
from tests.team.timeclock.steps import PINS
from tests.ui.helpers import text

NUMBERS = {"Kim": "1000", "Luis": "1001", "Ana": "1002"}
BADGES = {"Kim": "0042133770", "Luis": "0042133771", "Ana": "0042133772"}
CLOCK = Actor(None, "time clock", "clock")


class Person:
    """Somebody before the clock, with a keypad and a pair of eyes."""

    def __init__(self, kiosk: Kiosk, pilot: Pilot[Any]) -> None:
        self.kiosk = kiosk
        self.pilot = pilot
        self.keys = 0

    async def press(self, *keys: str) -> str:
        """Press keys one by one and give what the screen shows then."""
        for key in keys:
            self.keys += 1
            name = name_of(key)
            self.kiosk.post_message(events.Key(name, key if len(key) == 1 else None))
            await self.settle()
        return self.sees

    async def type(self, text: str, *, enter: bool = True) -> str:
        """Type a text, and Enter."""
        return await self.press(*text, *(["enter"] if enter else []))

    async def swipe(self, *badges: str) -> str:
        """Swipe badges: all keys are there before the first is handled."""
        for badge in badges:
            for key in (*badge, "enter"):
                self.kiosk.post_message(events.Key(key, key if len(key) == 1 else None))
        await self.settle()
        return self.sees

    async def come(self, who: str) -> str:
        """Type somebody's number and PIN."""
        await self.type(NUMBERS[who])
        return await self.type(PINS[who])

    async def settle(self) -> None:
        """Wait until all keys are handled, and all is painted."""
        await asyncio.sleep(0)
        for _ in range(2000):
            waits = self.kiosk.message_queue_size
            if not waits and self.kiosk.keys.idle and not self.kiosk.follower.is_busy:
                break
            await asyncio.sleep(0.005)
        await self.pilot.pause()

    @property
    def sees(self) -> str:
        """The screen as text."""
        return text(self.kiosk)


Test = Callable[[Person], Awaitable[None]]


class Stand:
    """A clock on a shop's database."""

    def __init__(self, path: Path, clockwork: Clockwork) -> None:
        self.path = path
        self.clock = clockwork
        self.bounce = 0.0

    @contextmanager
    def shop(self) -> Iterator[Shop]:
        """Open the shop as another terminal does."""
        small_shop.unbind()
        connection.bind(Target(self.path, "")).connect()
        try:
            yield load_shop()
        finally:
            small_shop.unbind()

    def set(self, name: str, value: str) -> None:
        """Change a setting."""
        with self.shop() as shop:
            put(shop, name, value, DANA)

    def open(self, test: Test, *, size: tuple[int, int] = (80, 24), touch: bool = False) -> Kiosk:
        """Open the clock, let a test stand before it, and close it again."""
        target = Target(self.path, "")
        small_shop.unbind()
        sight = first_look(target, CLOCK)

        async def run() -> Kiosk:
            gateway = Gateway()
            kiosk = Kiosk(sight, target, CLOCK, gateway, touch=touch, bounce=self.bounce)
            try:
                async with kiosk.run_test(size=size) as pilot:
                    person = Person(kiosk, pilot)
                    await person.settle()
                    await test(person)
            finally:
                gateway.close()
            return kiosk

        try:
            return asyncio.run(run())
        finally:
            small_shop.unbind()
