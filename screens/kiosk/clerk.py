"""The clerk: takes one entry after the other and serves who made it, for ever."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from pettui import clock
from pettui.history.actor import Actor
from pettui.history.door import Refused
from pettui.team.shop import Shop
from pettui.team.timeclock.facts import Punched
from screens.kiosk.card import Card, Line, Takes
from screens.kiosk.counter import Back, Counter, Leave, Show, SomebodyElse, fits
from screens.kiosk.entry import Entry
from screens.kiosk.keys import BACK, ENTER, LEAVE, Keys
from screens.kiosk.rules import Failed, Rules

SECONDS = 6.0  # before a message goes, where no shop says how many


class House(Show, Protocol):
    """What the clerk needs of the app around it."""

    @property
    def shop(self) -> Shop | None:
        """The shop, None while it cannot be read."""

    @property
    def trouble(self) -> str:
        """Why nothing can be punched now, "" while all is well."""

    async def punched(self, punched: Punched) -> None:
        """Note a punch that was acknowledged."""


class Clerk:
    """Serves people one by one."""

    def __init__(self, house: House, keys: Keys, rules: Rules, by: Actor) -> None:
        self.house = house
        self.counter = Counter(keys, house, by)
        self.rules = rules
        self.by = by

    @property
    def shop(self) -> Shop:
        """The shop as it was read last; raises Failed while there is none."""
        if self.house.shop is None:
            raise Failed(self.house.trouble or "The shop cannot be read.")
        return self.house.shop

    @property
    def seconds(self) -> float:
        """Seconds after which a message goes away."""
        shop = self.house.shop
        return SECONDS if shop is None else float(shop.setting("kiosk.seconds"))

    def minute_of(self, at: datetime) -> int:
        """Give an instant as minutes since midnight on the shop's wall clock."""
        wall = clock.wall_of(at, self.shop.zone)
        return wall.hour * 60 + wall.minute

    async def serve(self) -> None:
        """Serve for ever."""
        from screens.frame.working import note_error

        typed = ""
        while True:
            try:
                typed = await self._visitor(await self._entry(typed))
            except Exception as error:  # noqa: BLE001  # the next person must be served
                typed = ""
                await self._sorry(note_error(error))

    async def _entry(self, begun: str) -> str:
        """Give what is typed at the clock when Enter is pressed."""
        keys, typed = self.counter.keys, Entry()
        if begun:
            typed.add(begun, keys.at)
        while True:
            self.house.home(typed.text)
            key = await keys.next(self.seconds if typed.text else None)
            if key is None or key == LEAVE:
                typed.clear()
            elif key == BACK:
                typed.back()
            elif key == ENTER:
                if typed.text.strip("0"):
                    return typed.number
                typed.clear()
            elif fits(Takes.CHOICE, typed.text, key):
                typed.add(key, keys.at)

    async def _visitor(self, typed: str) -> str:
        """Serve whoever typed something, and whoever comes amid it; give what is typed then."""
        from screens.kiosk.visit import Visit

        while True:
            try:
                await Visit(self).begin(typed)
            except SomebodyElse as other:
                typed = other.typed
            except (Leave, Back) as leave:
                return leave.typed if isinstance(leave, Leave) else ""
            except (Failed, Refused) as failed:
                return await self._sorry(str(failed))

    async def _sorry(self, words: str) -> str:
        card = Card(
            "Not now", ink="bad", foot="",
            lines=(Line(words), Line("Nothing was punched. Write your time down.", "bright")),
        )  # fmt: skip
        try:
            await self.counter.tell(card, self.seconds * 2)
        except Leave as leave:
            return leave.typed
        return ""

    async def ask_again(self, words: str) -> None:
        """Say that something was not saved; comes back when it is to be tried again."""
        card = Card(
            "Not saved", lines=(Line(words),), enter="Try again", ink="bad", takes=Takes.CHOICE,
            foot="Esc: give it up",
        )  # fmt: skip
        await self.counter.ask(card, self.seconds * 10)
