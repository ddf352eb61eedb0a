"""What comes before the clock's first picture, while Textual is not loaded yet."""

from __future__ import annotations

import os
import signal

from db.connection import Target
from pettui.history.actor import Actor
from screens.frame.terminal import NoTerminal, check
from screens.kiosk.sight import first_look

__all__ = ["NoTerminal", "start"]


def start(target: Target, by: Actor) -> int:
    """Open the clock on this terminal and give its exit code; raises NoTerminal in words.

    The shop is read first, so that the first picture has it; what cannot be read is told on the
    screen, where the clock goes on.
    """
    check()
    seal()
    sight = first_look(target, by)
    from screens.kiosk.opening import open_kiosk

    return open_kiosk(sight, target, by)


def seal() -> None:
    """Let no key, signal or setting of the environment reach into the clock.

    Textual can be told by its variables to load other code, to write down keys and to open a door
    for its tools; and the console draws garbage where 24-bit colours are sent to it.
    """
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP):
        signal.signal(number, signal.SIG_IGN)
    for name in list(os.environ):
        if name.startswith("TEXTUAL"):
            del os.environ[name]
    os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
    if os.environ.get("TERM") == "linux":
        os.environ.pop("COLORTERM", None)
