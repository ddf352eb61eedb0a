"""What the terminal can do, asked before Textual is; no Textual in here."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, MutableMapping
from typing import NamedTuple


class NoTerminal(Exception):
    """There is no terminal that a screen could be drawn on; the text says what to do."""


class Terminal(NamedTuple):
    """What matters about the terminal.

    Attributes:
        console: the Linux console: 16 colours and a small font.
        colourless: no colours are wanted (NO_COLOR) or there are none.
        slow: the line to it is slow: 16 colours, which take fewer bytes.
    """

    console: bool = False
    colourless: bool = False
    slow: bool = False


def look_at(environ: Mapping[str, str]) -> Terminal:
    """Read from the environment what the terminal can do."""
    term = environ.get("TERM", "")
    return Terminal(
        console=term == "linux",
        colourless="NO_COLOR" in environ or term in ("vt100", "vt102", "vt220"),
        slow=environ.get("PETTUI_SLOW") == "1",
    )


def check(environ: Mapping[str, str] = os.environ) -> None:
    """Raise NoTerminal where no screen can be drawn."""
    hint = "`pettui day`, `pettui find` and the other commands work without a screen."
    # Textual draws on standard error, so that is what must be a terminal.
    if not all(stream and stream.isatty() for stream in (sys.__stdin__, sys.__stderr__)):
        raise NoTerminal(f"pettui draws on a terminal, and this is none. {hint}")
    if environ.get("TERM", "") in ("", "dumb", "unknown"):
        shown = environ.get("TERM") or "not set"
        raise NoTerminal(
            f"This terminal says that it cannot draw screens (TERM is {shown})."
            f" Set TERM, for example to xterm-256color. {hint}"
        )


def prepare(environ: MutableMapping[str, str]) -> Terminal:
    """Look at the terminal and take out of the environment what would mislead Textual.

    The Linux console passes COLORTERM on from the session that started it, and draws garbage
    when it is sent 24-bit colours.
    """
    found = look_at(environ)
    if found.console:
        environ.pop("COLORTERM", None)
    if found.colourless:
        environ.setdefault("NO_COLOR", "1")
    return found
