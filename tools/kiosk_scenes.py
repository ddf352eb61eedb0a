"""The pictures of the time clock, in the colours that the Linux console has."""

from __future__ import annotations

import asyncio
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import time_machine

from db import connection
from db.connection import Target
from db.gateway import Gateway
from pettui.demo.pins import BADGE, PINS, give
from pettui.team.shop import load_shop
from screens.kiosk.app import Kiosk
from screens.kiosk.sight import first_look
from tests.small_shop import unbind
from tests.ui.helpers import text
from tests.ui.kiosk.standing import CLOCK, Person

TOUCH = "touch"
_EXPORTED = (
    "4b4e55", "cc555a", "98a84b", "d0b344", "608ab1", "98729f", "68a0b3", "c5c8c6",
    "9a9b99", "ff2627", "00823d", "d08442", "1984e9", "ff2c7a", "398280", "fdfdc5",
)  # fmt: skip
_CONSOLE = (
    "000000", "aa0000", "00aa00", "aa5500", "0000aa", "aa00aa", "00aaaa", "aaaaaa",
    "555555", "ff5555", "55ff55", "ffff55", "5555ff", "ff55ff", "55ffff", "ffffff",
)  # fmt: skip


@dataclass(frozen=True)
class KioskScene:
    """One picture: `keys` are pressed one by one; a text in quotes is typed, with Enter."""

    name: str
    title: str
    keys: tuple[str, ...] = ()
    size: tuple[int, int] = (80, 25)
    words: tuple[str, ...] = ()


_DANA = f"'{BADGE[1]}'"
_LUIS = ("'1001'", f"'{PINS['Luis']}'")

KIOSK_SCENES = (
    KioskScene("kiosk-clock", "the time clock", words=("IN", "Your number")),
    KioskScene("kiosk-card", "the time clock: a badge", (_DANA,), words=("Enter  Clock out",)),
    KioskScene(
        "kiosk-done",
        "the time clock: a break",
        (_DANA, "2", "enter", "enter"),
        words=("Break from",),
    ),
    KioskScene(
        "kiosk-hours", "the time clock: my hours", (_DANA, "5", "enter"), words=("Together",)
    ),
    KioskScene(
        "kiosk-forgotten", "the time clock: a forgotten clock-out", _LUIS, words=("scheduled?",)
    ),
    KioskScene("kiosk-touch", "the time clock, touched", (TOUCH,), words=("Back",)),
    KioskScene("kiosk-160x50", "the time clock", size=(160, 50), words=("EXPECTED",)),
)


def draw_kiosk(scene: KioskScene, shop: Path, now: object) -> tuple[str, str]:
    """Give a scene's picture, as SVG and as text; the shop's file stays as it is."""
    with tempfile.TemporaryDirectory() as folder, time_machine.travel(now, tick=False):  # type: ignore[arg-type]  # what travel takes is its own
        target = Target(Path(shutil.copy(shop, Path(folder) / "shop.db")), "")
        unbind()
        connection.bind(target).connect()
        give(load_shop(), CLOCK)
        unbind()
        sight = first_look(target, CLOCK)

        async def run() -> tuple[str, str]:
            gateway = Gateway()
            kiosk = Kiosk(sight, target, CLOCK, gateway, touch=TOUCH in scene.keys, bounce=0)
            try:
                async with kiosk.run_test(size=scene.size) as pilot:
                    person = Person(kiosk, pilot)
                    await person.settle()
                    for key in scene.keys:
                        if key == TOUCH:
                            await pilot.click("#face")
                            await person.settle()
                        elif key.startswith("'"):
                            await person.type(key.strip("'"))
                        else:
                            await person.press(key)
                    await pilot.pause()
                    return on_the_console(kiosk.export_screenshot(title=scene.title)), text(kiosk)
            finally:
                gateway.close()

        try:
            return asyncio.run(run())
        finally:
            unbind()


def on_the_console(svg: str) -> str:
    """Give a picture the sixteen colours of the Linux console."""
    seen = dict(zip(_EXPORTED, _CONSOLE, strict=True))
    return re.sub(
        r"#([0-9a-fA-F]{6})\b", lambda found: f"#{seen.get(found[1].lower(), found[1])}", svg
    )
