"""Draws the pictures of `docs/screens`: the desk itself, on a made-up shop at a fixed moment."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
import tempfile
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import time_machine
from textual.pilot import Pilot
from textual.widgets import Input

from db import connection, migrating
from pettui.demo import making
from pettui.history.actor import Actor
from screens.desk import Desk
from tests.ui.helpers import drive, settle, text
from tools.kiosk_scenes import KIOSK_SCENES, KioskScene, draw_kiosk
from tools.scenes import SCENES, Scene

FOLDER = Path(__file__).parent.parent / "docs" / "screens"
NOW = datetime(2026, 11, 20, 10, 42, tzinfo=ZoneInfo("America/New_York"))
FONTS = "Fira Code, DejaVu Sans Mono, Menlo, Consolas, monospace"
DANA = Actor(None, "Dana", "front desk")
SEED = 7
_REST = 0.2  # seconds until the line about what the cursor is on is there


def make_shop(path: Path) -> None:
    """Make up the shop of the pictures; the same one every time."""
    connection.bind(connection.Target(path, ""), create=True)
    migrating.migrate()
    moment = NOW.replace(tzinfo=None)
    with connection.connected(), time_machine.travel(NOW - timedelta(hours=1), tick=False):
        making.make(seed=SEED, today=NOW.date(), by=DANA, now=moment)


def draw(scene: Scene, shop: Path) -> tuple[str, str]:
    """Give a scene's picture, as SVG and as text; the shop's file stays as it is."""
    seen: list[str] = []

    async def look(desk: Desk, pilot: Pilot[Any]) -> None:
        await pilot.pause(_REST)
        while not desk.inside:  # the line on top says who is in a moment after the first picture
            await pilot.pause(_REST)
        await scene.play(pilot)
        await pilot.pause(_REST)
        for field in desk.screen.query(Input):
            field.cursor_blink = False
        await settle(pilot)
        seen.extend((without_fonts(desk.export_screenshot(title=scene.title)), text(desk)))

    with tempfile.TemporaryDirectory() as folder, time_machine.travel(NOW, tick=False):
        copy = Path(folder) / "shop.db"
        shutil.copy(shop, copy)
        drive(copy, look, size=scene.size, theme=scene.theme, actor=DANA)
    return seen[0], seen[1]


def drawn(scene: Scene | KioskScene, shop: Path) -> tuple[str, str]:
    """Give the picture of a scene of the desk or of the time clock."""
    if isinstance(scene, Scene):
        return draw(scene, shop)
    svg, shown = draw_kiosk(scene, shop, NOW)
    return without_fonts(svg), shown


def without_fonts(svg: str) -> str:
    """Take out the fonts that a picture would load from elsewhere; the reader's own will do."""
    svg = re.sub(r"\s*@font-face \{[^}]*\}", "", svg)
    return svg.replace("font-family: Fira Code", f"font-family: {FONTS}")


def texts(svg: str) -> list[str]:
    """Give all words of a picture, in their order."""
    return [unescape(words) for words in re.findall(r"<text[^>]*>(.*?)</text>", svg)]


def isolate(home: Path) -> None:
    """Keep the machine's own settings and colours out of the pictures."""
    for name in list(os.environ):
        if name.startswith(("PETTUI_", "TEXTUAL", "XDG_")) or name in ("NO_COLOR", "FORCE_COLOR"):
            del os.environ[name]
    os.environ |= {"HOME": str(home), "COLORTERM": "truecolor", "TERM": "xterm-256color"}


def main() -> int:
    """Draw all pictures, or those that are named; 1 where one does not show what it is about."""
    asked = argparse.ArgumentParser(prog="python -m tools.screenshots", description=__doc__)
    asked.add_argument("names", nargs="*", metavar="NAME", help="such as book-80x24 (all)")
    asked.add_argument("--folder", type=Path, default=FOLDER, help="where they go (docs/screens)")
    arguments = asked.parse_args()
    every: list[Scene | KioskScene] = [*SCENES, *KIOSK_SCENES]
    wanted = [s for s in every if not arguments.names or s.name in arguments.names]
    arguments.folder.mkdir(parents=True, exist_ok=True)
    wrong = 0
    with tempfile.TemporaryDirectory() as home:
        isolate(Path(home))
        shop = Path(home) / "shop.db"
        make_shop(shop)
        for scene in wanted:
            svg, shown = drawn(scene, shop)
            (arguments.folder / f"{scene.name}.svg").write_text(svg, encoding="utf-8")
            print(f"{scene.name}.svg")
            for words in scene.words:
                if words not in shown:
                    print(f"  does not show {words!r}", file=sys.stderr)
                    wrong = 1
    return wrong


if __name__ == "__main__":
    sys.exit(main())
