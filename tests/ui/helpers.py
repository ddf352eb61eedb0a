"""What tests of screens share: opening the desk, pressing keys, the screen read as text."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from textual import events
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

from db.connection import Target, bind, connected
from db.gateway import Gateway
from pettui.config import Config
from pettui.history.actor import Actor
from pettui.team.shop import load_shop
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

PATIENCE = 4000  # turns of 5 ms and more that keys on their way are waited for
ENDLESS = 400  # turns after which work counts as held up on purpose

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
) -> Desk:
    """Open the desk on a database, let a test press keys, and close it again."""
    bind(Target(shop_file, ""))
    with connected():
        shop = load_shop()
    config = Config(shop_file.with_name("config.toml"), theme=theme, keys=keys or {})
    more = {"home": home} if home else {}

    async def run() -> Desk:
        gateway = Gateway()
        desk = Desk(shop, actor, gateway, config, terminal=terminal, **more)
        try:
            async with desk.run_test(size=size, notifications=True) as pilot:
                await settle(pilot)
                await test(desk, pilot)
        finally:
            gateway.close()
        return desk

    return asyncio.run(run())


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until keys are handled, work on the database is done, and all is painted.

    Work that waits for a person (a dialog is open) is not waited for.
    """
    await pilot.pause()
    for turn in range(PATIENCE):
        app = pilot.app
        top = app.screen
        working = [w for w in app.workers if w.is_running and (w.node is top or not _asks(app))]
        if not _keys_pass(app) and (turn >= ENDLESS or not (working or _keys_wait(app))):
            break
        await asyncio.sleep(0.005)
    await pilot.pause()


def _keys_pass(app: App[Any]) -> bool:
    """Tell whether a key is on its way through the handlers; it always comes to its end."""
    return isinstance(app, TypeAheadApp) and app.is_running and app._passing != 0


def _keys_wait(app: App[Any]) -> bool:
    """Tell whether keys are kept until some work ends; a test may hold it up on purpose."""
    return isinstance(app, TypeAheadApp) and bool(app._typed)


def _asks(app: App[Any]) -> bool:
    return len(app.screen_stack) > 1


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys one after the other, as a person does, and wait until all is done."""
    for key in keys:
        await pilot.press(name_of(key))
        await settle(pilot)


async def type_ahead(pilot: Pilot[Any], *keys: str) -> None:
    """Put all keys into the queue before the first one is handled."""
    for key in keys:
        pilot.app.post_message(events.Key(name_of(key), key if len(key) == 1 else None))
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
    await pilot.pause()


def said(app: App[Any]) -> str:
    """Give all messages that are on the screen, oldest first."""
    return "\n".join(notification.message for notification in app._notifications)
