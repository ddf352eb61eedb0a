"""Who sits at the desk: signed in, locked, or nobody in particular."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from textual import events
from textual.screen import Screen

from pettui.history.actor import NOBODY, Actor
from pettui.team.shop import Shop
from screens.frame.commands import Command
from screens.frame.messages import MessageApp
from screens.frame.screen import DeskScreen

if TYPE_CHECKING:
    from screens.desk import Desk

Home = Callable[[], Screen[Any]]
_ALLOWED = ("desk.quit", "desk.theme")


def lock_screen() -> Screen[Any]:
    """Make the screen at which people sign in."""
    from screens.team.access.lock import LockScreen

    return LockScreen()


class Lent(NamedTuple):
    """Somebody's rights, lent for the command that was begun on a screen: all that it takes."""

    rights: tuple[str, ...]
    actor: Actor
    screen: Screen[Any]


class SeatedApp(MessageApp, inherit_bindings=False):
    """Knows who sits here. Each person has a mode of screens, which waits while others sit."""

    shop: Shop
    actor: Actor

    def take_seat(self, actor: Actor, home: Home) -> Home:
        """Begin with somebody, or locked where people sign in; gives the first screen's maker."""
        self.home_mode = "book"  # the screens of whoever sits here
        self.make_home = home
        self.machine = actor  # who acts where nobody signs in
        self.last_key = 0.0  # when, on the loop's clock
        self.lent: Lent | None = None  # what somebody allows, and has not been used yet
        if actor.account is None and self.shop.setting("access.sign_in"):
            self.actor = actor._replace(account=NOBODY, name="nobody")
            return lock_screen
        self.actor = actor
        return home

    def ask_first(self, command: Command) -> bool:
        """Ask who allows a command that whoever sits here may not use."""
        screen = self.screen
        if self.lent is not None and self.lent.screen is screen:
            self.lent = None  # it was for one action; this is another
        if not isinstance(screen, DeskScreen) or not self.actor.account:
            return False
        right = screen.lacks(command)
        if right:
            from screens.team.access.override import before

            screen.work(before(cast("Desk", self), command, right))
        return bool(right)

    def take_lent(self, right: str) -> Actor | None:
        """Give whoever sits here with a right that somebody lends them, once."""
        lent, self.lent = self.lent, None
        if lent is None or right not in lent.rights or lent.actor[:3] != self.actor[:3]:
            return None
        return lent.actor

    def look_at_sign_in(self) -> None:
        """Lock a desk at which nobody had to sign in until just now."""
        if self.actor.account is None and self.shop.setting("access.sign_in"):
            self.action_desk_lock()

    @property
    def is_locked(self) -> bool:
        """Whether nobody is signed in where people sign in."""
        return self.actor.account == NOBODY

    def allows(self, command_id: str) -> bool:
        """Let a locked desk be left, and nothing else."""
        return not self.is_locked or command_id in _ALLOWED

    async def on_event(self, event: events.Event) -> None:
        """Note when somebody last did something."""
        if isinstance(event, events.Key | events.MouseEvent | events.Paste):
            self.last_key = asyncio.get_running_loop().time()
        await super().on_event(event)

    def look_idle(self) -> None:
        """Lock a desk at which nobody has pressed a key for long."""
        if not self.actor.account or not self.shop.setting("access.sign_in"):
            return
        minutes = self.shop.setting("access.lock_minutes")
        now = asyncio.get_running_loop().time()
        self.last_key = self.last_key or now  # a desk that opened for somebody begins now
        if minutes and now - self.last_key > minutes * 60:
            self.action_desk_lock()

    def action_desk_lock(self) -> None:
        """Lock the desk."""
        raise NotImplementedError
