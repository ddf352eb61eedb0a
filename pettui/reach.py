"""Which files people may name: all that their account may, or those in one folder.

Over SSH staff get the program and nothing else of the machine. `PETTUI_FILES` names the folder that
they read from and write into; the shop's own file, other people's and the key of PINs lie outside.
"""

from __future__ import annotations

import os
from pathlib import Path

from pettui.history.door import Refused


class OutOfReach(Refused):
    """A file lies outside of what may be named here; the text says where files go."""


def folder() -> Path | None:
    """Give the one folder that people may name; None where they may name any."""
    named = os.environ.get("PETTUI_FILES", "").strip()
    return Path(named).resolve() if named else None


def home() -> Path:
    """Give the folder that a name without one means."""
    return folder() or Path.home()


def typed(text: str) -> Path:
    """Read a path as it is typed, `~` and all; raises OutOfReach."""
    return within(home() / expanded(text.strip()))


def expanded(text: str) -> Path:
    """Read `~`: the one folder, or somebody's home."""
    if folder() is not None and (text == "~" or text.startswith("~/")):
        return Path(text[2:])
    try:
        return Path(text).expanduser()
    except RuntimeError:  # there is no such person's home
        return Path(text)


def within(path: Path) -> Path:
    """Give a path back; raises OutOfReach where it leads out of the folder, by a link too."""
    only = folder()
    if only is None:
        return path
    try:
        inside = path.resolve().is_relative_to(only)
    except (OSError, RuntimeError, ValueError):
        inside = False
    if not inside:
        raise OutOfReach(f"Over SSH, files are in {only} alone. Name one there.")
    return path
