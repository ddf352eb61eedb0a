"""The time clock's app: one screen, on which a clock or a card for somebody shows."""

from __future__ import annotations

import asyncio
import contextlib
import gc
from datetime import datetime
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.reactive import var
from textual.types import CSSPathType
from textual.widgets import Static

from db.connection import Target
from db.gateway import Gateway
from pettui.history.actor import Actor
from pettui.history.door import Refused
from pettui.team.shop import Shop
from pettui.team.timeclock import receipt
from pettui.team.timeclock.facts import Punched
from screens.frame.working import note_error
from screens.kiosk import heartbeat
from screens.kiosk.board import People
from screens.kiosk.card import Card
from screens.kiosk.cardview import CardView
from screens.kiosk.clerk import Clerk
from screens.kiosk.face import Face
from screens.kiosk.following import Follower
from screens.kiosk.keypad import Key, Keypad
from screens.kiosk.keys import BOUNCE, ENTER, Keys
from screens.kiosk.rules import Failed, Rules
from screens.kiosk.sealing import UNEXPECTED, SealedApp
from screens.kiosk.sight import Sight
from screens.kiosk.words import head_of, notices_of, prompt_of, size_of, time_of

KEYPAD = 27  # cells that the keypad takes


class Kiosk(SealedApp, inherit_bindings=False):
    """The time clock of one shop, at one terminal."""

    TITLE = "pettui time clock"
    CSS_PATH: ClassVar[CSSPathType | None] = "kiosk.tcss"

    sight: var[Sight] = var(Sight())
    minute: var[datetime | None] = var(None)

    def __init__(
        self, sight: Sight, target: Target, by: Actor, gateway: Gateway,
        *, touch: bool = True, bounce: float = BOUNCE,
    ) -> None:  # fmt: skip
        super().__init__()
        self.set_reactive(Kiosk.sight, sight)
        self.animation_level = "none"
        self.target = target
        self.keys = Keys(bounce=bounce)
        self.rules = Rules(gateway)
        self.clerk = Clerk(self, self.keys, self.rules, by)
        self.follower = Follower(self)
        self.can_touch = touch
        self._tasks: list[asyncio.Task[None]] = []
        self._typed = ""

    @property
    def shop(self) -> Shop | None:
        """The shop, None while it cannot be read."""
        return self.sight.shop

    @property
    def trouble(self) -> str:
        """Why nothing can be punched now."""
        return self.sight.trouble

    def compose(self) -> ComposeResult:
        """Make what shows the clock, and what shows a card; one of them is seen."""
        yield Static(id="head")
        with Container(id="home"):
            yield Face(id="face")
            yield Static(id="prompt")
            yield People(id="people")
            yield Static(id="notices")
        with Container(id="person"):
            yield CardView(id="card")

    def on_mount(self) -> None:
        """Begin to serve and to follow the clock."""
        self.minute = self.follower.minute()
        self._show()
        self._tasks = [
            asyncio.create_task(self.clerk.serve(), name="serve"),
            asyncio.create_task(self.follower.follow(), name="follow"),
        ]
        for task in self._tasks:
            task.add_done_callback(self._ended)

    def painted(self) -> None:
        """Tell that the first picture is there, and begin to give signs of life."""
        gc.freeze()
        gc.enable()
        heartbeat.tell("READY=1")
        self._tasks.append(asyncio.create_task(heartbeat.beat(self.is_well), name="beat"))

    def is_well(self) -> bool:
        """Whether people are served and the clock goes on."""
        return not any(task.done() for task in self._tasks[:2])

    def on_unmount(self) -> None:
        """Serve no more."""
        for task in self._tasks:
            task.cancel()

    def _ended(self, task: asyncio.Task[None]) -> None:
        """Leave, to be started again, when what must go on for ever has ended."""
        if not task.cancelled():
            note_error(task.exception() or RuntimeError(f"{task.get_name()} ended"))
            self.leave(UNEXPECTED)

    # What is typed and touched

    def take_key(self, key: events.Key) -> None:
        """Put a key behind those that wait, and take the keypad away."""
        self.screen.remove_class("-touch")
        self.keys.take(key.key, key.character, key.time)

    def on_mouse_down(self) -> None:
        """Bring the keypad where the screen is touched first."""
        if self.can_touch and not self.screen.has_class("-touch"):
            if not self.screen.query(Keypad):
                self.screen.mount(Keypad())
            self.screen.add_class("-touch")
            self.call_after_refresh(self._fit)

    @on(Key.Pressed)
    def take_touched_key(self, event: Key.Pressed) -> None:
        """Take a key of the keypad."""
        self.keys.press(event.key, event.time)

    @on(CardView.Touched)
    def take_touched_line(self, event: CardView.Touched) -> None:
        """Take a line of a card: a choice's digit and Enter, or another key."""
        for key in (event.key, ENTER) if event.key.isdigit() else (event.key,):
            self.keys.press(key, event.time)

    # What shows

    def home(self, typed: str) -> None:
        """Show the clock, and what is typed."""
        self._typed = typed
        if self.screen.has_class("-person"):
            self.screen.remove_class("-person")
            self._show_time()
        self._write("#prompt", prompt_of(self.sight, typed, touch=self.can_touch))

    def card(self, card: Card, typed: str, note: str) -> None:
        """Show a card."""
        if not self.screen.has_class("-person"):
            self.screen.add_class("-person")
            self._show_time()
        view = self.screen.query_one(CardView)
        view.card, view.typed, view.note = card, typed, note

    def watch_minute(self) -> None:
        """Show the new minute."""
        if self.is_open and self.minute is not None:
            self._show_time()
            self.screen.query_one(People).turn += 1

    def watch_sight(self) -> None:
        """Show what was read."""
        if self.is_open:
            self._show()

    def _show_time(self) -> None:
        if self.minute is not None:
            self.screen.query_one(Face).time = time_of(self.sight, self.minute)
            with_time = self.screen.has_class("-person")
            head = head_of(self.sight, self.minute, self.size.width - 2, with_time=with_time)
            self._write("#head", head)

    def _show(self) -> None:
        self._show_time()
        self.screen.query_one(People).board = self.sight.board
        self._write("#notices", notices_of(self.sight))
        self._write("#prompt", prompt_of(self.sight, self._typed, touch=self.can_touch))
        self._fit()

    def on_resize(self) -> None:
        """Draw the time as large as the new size allows."""
        self._fit()

    def _fit(self) -> None:
        """Give the face the largest size beside which the board is whole."""
        width, height = self.size
        width -= KEYPAD if self.screen.has_class("-touch") else 0
        self.screen.query_one(Face).figures = size_of(self.sight, self.minute, width, height)

    def _write(self, where: str, content: Content) -> None:
        """Change some words; what says the same is not sent again."""
        place = self.screen.query_one(where, Static)
        if place.content != content:
            place.update(content)

    # What the clerk needs

    async def punched(self, punched: Punched) -> None:
        """Note a punch that was acknowledged, and show it on the board."""
        shop = self.shop
        if shop is not None:
            with contextlib.suppress(Failed, Refused):
                await self.rules.run(receipt.note, shop, self.clerk.by, punched.punch)
        self.follower.look_soon()
