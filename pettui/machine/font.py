"""The console's font: a large, readable one of the project's own where the screen has room."""

from __future__ import annotations

import contextlib
from pathlib import Path

from pettui.machine.hands import Failed
from pettui.machine.places import CONSOLE_SETUP, carried
from pettui.machine.tree import Tree

FOLDER = Path("/etc/console-setup")
LARGE, SMALL = "pettui-32x16.psf.gz", "pettui-16x8.psf.gz"
COLUMNS, ROWS = 80, 24
_SCREEN = Path("/sys/class/graphics/fb0/virtual_size")


def fitting(screen: tuple[int, int] | None) -> str:
    """Choose the font for a screen of so many pixels: the large one where 80x24 cells fit.

    A screen that is not known gets the large one: that of nearly every kiosk has room for it.
    """
    if screen is None:
        return LARGE
    return LARGE if screen[0] // 16 >= COLUMNS and screen[1] // 32 >= ROWS else SMALL


def _screen(tree: Tree) -> tuple[int, int] | None:
    with contextlib.suppress(OSError, ValueError):
        width, height = tree.at(_SCREEN).read_text(encoding="ascii").split(",")
        return int(width), int(height)
    return None


def put(tree: Tree) -> bool:
    """Put both fonts in place and let console-setup load the fitting one, at every start.

    A font that the unit loaded would be replaced when the graphics driver takes over the screen;
    console-setup loads its own again then. A machine without console-setup keeps its font, with
    which the clock is right too.
    """
    if not tree.at(CONSOLE_SETUP).is_file():
        return False
    changed = False
    for name in (LARGE, SMALL):
        changed |= tree.put(FOLDER / name, carried(name).read_bytes())
    chosen = fitting(_screen(tree))
    changed |= tree.block(CONSOLE_SETUP, f'FONT="{chosen}"\n')
    load(tree)
    return changed


def load(tree: Tree) -> None:
    """Let console-setup write the script with which the machine's start loads the font."""
    here = [] if tree.is_here else ["chroot", str(tree.root)]
    tree.hands.run([*here, "setupcon", "--save-only", "--force"])
    if tree.is_here and tree.hands.is_running():
        with contextlib.suppress(Failed):  # no console of its own: at the next start, then
            tree.hands.run(["setupcon", "--force", "--font-only"])
