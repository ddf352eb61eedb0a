"""What tests of screens share: opening the desk, pressing keys, the screen read as text."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.keys import REPLACED_KEYS, key_to_character
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.screen import Screen

from db.connection import Target, bind, connected
from db.gateway import Gateway
from pettui.config import Config
from pettui.history.actor import Actor
from pettui.team.viewing import shop_for
from screens.desk import Desk
from screens.frame.keys import name_of
from screens.frame.terminal import Terminal
from screens.frame.typeahead import TypeAheadApp
from tests.small_shop import DANA

HOSTILE = (
    "Rex [/]",
    "Rex [/",
    "[stage=1:",
    "[@click=app.quit]x[/]",
    "[bold]Rex[/bold]",
    "\x1b]52;c;aGk=\x1b\\\x1b[2J",
    "\x9b31m\x00\x07",
    "\u202eevil\u2066\u200b",
    "名前 犬の 👨‍👩‍👧‍👦 é",
    "x" * 500,
    "$accent {curly} %s \\[x]",
)
"""Texts that end an app, forge a link or reach the terminal where a widget is careless."""

SHIFTS = range(0, len(HOSTILE), 3)
"""With these, every place gets a text that is read as markup and one that a terminal obeys."""

PATIENCE = 4000  # turns of up to 5 ms that messages and keys on their way are waited for
ENDLESS = 400  # turns after which work counts as held up on purpose
AT_ONCE = 40  # turns without a pause: most keys need no more

P = ParamSpec("P")
T = TypeVar("T")

Test = Callable[[Desk, Pilot[Any]], Awaitable[None]]


def drive(
    shop_file: Path,
    test: Test,
    *,
    home: Callable[[], Screen[Any]] | None = None,
    size: tuple[int, int] = (80, 24),
    keys: Mapping[str, tuple[str, ...]] | None = None,
    theme: str = "",
    terminal: Terminal | None = None,
    actor: Actor = DANA,
    seen: int | None = None,
) -> Desk:
    """Open the desk on a database, let a test press keys, and close it again."""
    bind(Target(shop_file, ""))
    with connected():
        shop = shop_for(actor)
    config = Config(shop_file.with_name("config.toml"), theme=theme, keys=keys or {})
    more = {"home": home} if home else {}

    async def run() -> Desk:
        gateway = Counting(seen)
        desk = Desk(shop, actor, gateway, config, terminal=terminal, **more)
        try:
            async with desk.run_test(size=size, notifications=True) as pilot:
                await settle(pilot)
                await test(desk, pilot)
        finally:
            gateway.close()
        return desk

    return asyncio.run(run())


class Counting(Gateway):
    """A gateway that knows how much has been asked of it and is not answered yet."""

    under_way = 0

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Count what is under way; whoever asked has gone on when it is no longer counted."""
        self.under_way += 1
        try:
            return await super().run(work, *args, **kwargs)
        finally:
            self.under_way -= 1


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until keys are handled, work on the database is done, and all is painted.

    Nothing here measures time or how busy the processor is: a program that gets no turn would look
    idle. It is over when every widget waits for its next message and nothing else is due. Work
    that waits for a person (a dialog is open) is not waited for.
    """
    app = pilot.app
    for turn in range(PATIENCE):
        await asyncio.sleep(0 if turn < AT_ONCE else 0.001 if turn < 2 * AT_ONCE else 0.005)
        if app._exception is not None or not app._running or not app.screen_stack:
            return  # it ends, or has ended
        if not _at_rest(app) or _keys_pass(app) or (turn < ENDLESS and _works(app)):
            continue
        app.screen._on_timer_update()  # what is to be painted is painted now
        if _at_rest(app):
            return
    raise AssertionError("The desk does not come to rest.")


def _at_rest(app: App[Any]) -> bool:
    """Tell whether all widgets wait for a message, no task has a turn due, all is painted."""
    loop: Any = asyncio.get_running_loop()
    screen = app.screen
    return not (
        loop._ready
        or screen._callbacks
        or screen._recompose_required
        or any(_is_busy(pump) for pump in (app, *app._registry))
    )


def _is_busy(pump: MessagePump) -> bool:
    """Tell whether there is a message that is being handled, or still to be."""
    queue: Any = pump._message_queue
    return pump._running and not pump._closed and (queue.values or not queue.ready_event._waiters)


def _works(app: App[Any]) -> bool:
    """Tell whether work is under way, or keys wait for it; a test may hold it up on purpose."""
    return (
        any(w.is_running and (_on_top(w.node, app) or not _asks(app)) for w in app.workers)
        or getattr(getattr(app, "gateway", None), "under_way", 0) > 0
        or (isinstance(app, TypeAheadApp) and bool(app._typed))
    )


def _on_top(node: DOMNode, app: App[Any]) -> bool:
    """Tell whether work belongs to what is shown in front, so that no dialog holds it up."""
    return app.screen in node.ancestors_with_self


def _keys_pass(app: App[Any]) -> bool:
    """Tell whether a key is on its way through the handlers; it always comes to its end."""
    return isinstance(app, TypeAheadApp) and app._passing != 0


async def until(pilot: Pilot[Any], is_so: Callable[[], object], seconds: float = 30) -> None:
    """Wait until something is so that comes by itself; the time is for the slowest machine."""
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            raise AssertionError(f"not within {seconds} s on:\n{text(pilot.app)}")
        await asyncio.sleep(0.02)


async def followed(desk: Desk, pilot: Pilot[Any]) -> None:
    """Wait until the desk knows the database's version: what is written later, it will notice."""
    await until(pilot, lambda: desk._follower._version is not None)


def hostile(place: int) -> str:
    """Give the text that stands in a place; neighbours have different ones."""
    return HOSTILE[place % len(HOSTILE)]


def _asks(app: App[Any]) -> bool:
    return len(app.screen_stack) > 1


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys one after the other, as a person does, and wait until all is done."""
    for key in keys:
        await type_ahead(pilot, key)


async def type_ahead(pilot: Pilot[Any], *keys: str) -> None:
    """Put all keys into the queue before the first one is handled."""
    for key in keys:
        name = name_of(key)
        typed = key if len(key) == 1 else key_to_character(REPLACED_KEYS.get(name, name))
        pilot.app.post_message(events.Key(name, typed))
    await settle(pilot)


async def write(pilot: Pilot[Any], typed: str) -> None:
    """Type a text into whatever has the focus."""
    await type_ahead(pilot, *typed)


def lines(app: App[Any]) -> list[str]:
    """Read the screen as text, a line each, without blanks at the ends."""
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]


def text(app: App[Any]) -> str:
    """Read the screen as one text."""
    return "\n".join(lines(app))


async def hush(pilot: Pilot[Any]) -> None:
    """Take away the messages, which lie over the lines above the footer."""
    pilot.app.clear_notifications()
    await settle(pilot)


def said(app: App[Any]) -> str:
    """Give all messages that are on the screen, oldest first."""
    return "\n".join(notification.message for notification in app._notifications)
