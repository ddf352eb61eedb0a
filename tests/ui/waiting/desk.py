"""What tests of the wait list's screens share: entries that are there, and what is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from db.connection import Target, bind, connected
from pettui.book.waiting import reading
from pettui.book.waiting.values import Waiting
from pettui.team.shop import load_shop
from screens.book.waiting.screen import WaitScreen
from screens.desk import Desk
from tests.book.waiting.steps import listed


def put(path: Path, *entries: tuple[Any, ...]) -> None:
    """Put entries on the list of a shop's file: a pet, services, and a dict of whatever else."""
    bind(Target(path, ""))
    with connected():
        shop = load_shop()
        for entry in entries:
            more = entry[-1] if isinstance(entry[-1], dict) else {}
            values = {key: value() if callable(value) else value for key, value in more.items()}
            listed(shop, *(part for part in entry if isinstance(part, str)), **values)


async def kept(desk: Desk, *, ended: bool = True) -> tuple[Waiting, ...]:
    """Read the whole list, with those who are off it."""
    return await desk.gateway.run(reading.read, desk.shop, ended=ended)


def wait_list(desk: Desk) -> WaitScreen:
    """Give the wait list, which is open."""
    found = desk.screen
    assert isinstance(found, WaitScreen)
    return found
