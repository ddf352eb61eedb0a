"""What others write is followed, undo is one key, and errors become words."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from db.connection import Target, Unusable, bind, connected, newest_change
from db.gate import Busy
from db.models import Tender
from pettui.config import log_file
from pettui.history.door import Refused, change
from screens.desk import Desk
from screens.frame.following import LOOK_EVERY
from tests.small_shop import DANA
from tests.ui.frame.holder import Holder
from tests.ui.helpers import drive, followed, lines, press, said, settle, text, until

ELSEWHERE = """
import sys
from datetime import timedelta
from pathlib import Path
from db.connection import Target, bind, connected
from db.models import Tender
from pettui.history.actor import Actor
from pettui.history.door import change
bind(Target(Path(sys.argv[1]), ""))
with connected(), change("new tender", Actor(None, "Kim", "phone")) as door:
    door.insert(Tender, position=9, name="Else")
"""


def holder(desk: Desk) -> Holder:
    screen = desk.screen_stack[0]
    assert isinstance(screen, Holder)
    return screen


def add_tender(name: str) -> str:
    with change(f"new tender {name}", DANA) as door:
        door.insert(Tender, position=9, name=name)
    return name


def names() -> list[str]:
    return [tender.name for tender in Tender.select().order_by(Tender.id)]


def test_another_terminals_write_is_followed_within_a_second(shop_file: Path) -> None:
    assert LOOK_EVERY <= 0.8, "a second has to do for the look and the picture"

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        screen = holder(desk)
        await followed(desk, pilot)
        assert screen.followed == 0
        await asyncio.to_thread(
            subprocess.run, [sys.executable, "-c", ELSEWHERE, str(shop_file)], check=True
        )
        await until(pilot, lambda: screen.followed)
        assert screen.followed == 1

    drive(shop_file, test, home=Holder)


def test_what_was_written_while_the_desk_opened_is_followed(shop_file: Path) -> None:
    bind(Target(shop_file, ""))
    with connected():
        seen = newest_change()
        add_tender("Voucher")

    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        screen = holder(desk)
        await until(pilot, lambda: screen.followed)
        await asyncio.sleep(2 * LOOK_EVERY)
        assert screen.followed == 1

    drive(shop_file, test, home=Holder, seen=seen)


def test_the_clock_goes_on_by_itself(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        desk.minute = now = desk.shop.now().replace(second=0, microsecond=0)
        desk.minute = now - timedelta(hours=2)
        await until(pilot, lambda: desk.minute and desk.minute >= now)
        await settle(pilot)
        assert f"{desk.minute.hour}:{desk.minute.minute:02d}" in lines(desk)[0]
        assert desk.minute >= now

    drive(shop_file, test, home=Holder)


def test_a_database_that_cannot_be_reached_is_told_and_found_again(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        async def gone(version: int | None) -> int:
            raise Unusable("The database is gone [/].")

        async def wait_for(words: str, *, there: bool) -> None:
            await until(pilot, lambda: (words in lines(desk)[0]) is there)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(desk.gateway, "changed_since", gone)
            await wait_for("The database is gone [/].", there=True)
        await wait_for("The database is gone", there=False)

    drive(shop_file, test, home=Holder, size=(120, 30))


def test_own_writes_are_followed_at_once_and_undone_by_a_key(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        screen = holder(desk)
        await desk.write(add_tender, "Zoe [/]")
        await settle(pilot)
        assert screen.followed == 1
        await press(pilot, "u")
        assert "Undone: new tender Zoe [/]" in said(desk)
        assert "Zoe" not in await desk.gateway.run(names)
        await press(pilot, "U")
        assert "Zoe [/]" in await desk.gateway.run(names)
        assert screen.followed == 3

    drive(shop_file, test, home=Holder)


def test_nothing_to_undo_is_told(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        await press(pilot, "U")
        assert "There is nothing to redo" in text(desk)

    drive(shop_file, test, home=Holder)


@pytest.mark.parametrize("kind", [Refused, Busy, Unusable])
def test_known_errors_are_shown_in_their_own_words(shop_file: Path, kind: type[Exception]) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        async def fail() -> None:
            raise kind("Bella [/] cannot be booked. [@click=app.quit]x[/]")

        holder(desk).work(fail)
        await settle(pilot)
        assert "Bella [/] cannot be booked. [@click=app.quit]x[/]" in said(desk)
        assert desk.is_running

    drive(shop_file, test, home=Holder)


def test_unknown_errors_are_logged_without_anybodys_data(shop_file: Path) -> None:
    async def test(desk: Desk, pilot: Pilot[Any]) -> None:
        async def fail() -> None:
            pin = "471" + "1"
            raise RuntimeError(f"length {len(pin)}")

        holder(desk).work(fail)
        await settle(pilot)
        assert desk.is_running
        assert "did not expect" in said(desk)
        await press(pilot, "n")
        assert holder(desk).ran == ["new"]

    drive(shop_file, test, home=Holder)
    log = log_file().read_text(encoding="utf-8")
    assert "RuntimeError: length 4" in log
    assert not re.search(r"\b4711\b", log)
    assert log_file().stat().st_mode & 0o077 == 0
