"""Slow lines: how it is decided that one is, and what Textual must know before it is loaded."""

from __future__ import annotations

import os
from collections.abc import MutableMapping


def prepare(configured: bool | None, environ: MutableMapping[str, str] = os.environ) -> bool:
    """Decide whether the line is slow, and tell Textual; it reads that as it is loaded.

    `--slow` (PETTUI_SLOW) decides, then the configuration, then the round trip to an SSH client.
    """
    said = environ.get("PETTUI_SLOW", "").strip()
    if said:
        slow = said != "0"
    elif configured is not None:
        slow = configured
    else:
        slow = _takes_long(environ)
    if not slow:
        environ.pop("PETTUI_SLOW", None)
        return False
    environ["PETTUI_SLOW"] = "1"
    environ["TEXTUAL_COLOR_SYSTEM"] = "standard"
    environ["TEXTUAL_ANIMATIONS"] = "none"
    environ["TEXTUAL_SMOOTH_SCROLL"] = "0"
    return True


def _takes_long(environ: MutableMapping[str, str]) -> bool:
    if "SSH_CONNECTION" not in environ:
        return False
    from pettui.cli import roundtrip

    found = roundtrip.seconds(environ)
    return found is not None and found >= roundtrip.SLOW
