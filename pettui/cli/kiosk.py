"""`pettui kiosk`: the time clock, and what makes a machine one."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING, Any

from pettui.cli import codes, output

if TYPE_CHECKING:
    from argparse import Namespace

WORDS = """\
Opens the time clock on this terminal: people type their number and PIN, or swipe a badge, and clock
in and out. Nobody gets out of it by a key; SIGTERM ends it (`systemctl stop kiosk`, or
`kill PID` from another terminal).

With --install, as root, it comes up on this machine's own screen at boot.
"""
LONG = 40


def add(subparsers: Any) -> None:
    """Add the command's options."""
    from argparse import RawDescriptionHelpFormatter

    made = subparsers.add_parser(
        "kiosk", help="open the time clock, or make this machine one",
        description=WORDS, formatter_class=RawDescriptionHelpFormatter,
    )  # fmt: skip
    which = made.add_mutually_exclusive_group()
    which.add_argument(
        "--install", action="store_true", help="start it on this machine's screen at boot (root)"
    )
    which.add_argument(
        "--uninstall", action="store_true", help="take away what --install put there (root)"
    )
    made.add_argument(
        "--dry-run", action="store_true", help="with either: say every step, change nothing"
    )


PLAIN = {"install": False, "uninstall": False, "dry_run": False}


def run(arguments: Namespace) -> int:
    """Open the clock, or set the machine up."""
    if arguments.install or arguments.uninstall:
        from pettui.machine import setup

        do = setup.install if arguments.install else setup.uninstall
        do(dry_run=arguments.dry_run, say=output.data)
        return codes.OK
    if arguments.dry_run:
        output.words("--dry-run says what --install or --uninstall would do; give one of them.")
        return codes.USAGE
    return _open()


def _open() -> int:
    """Open the clock on this terminal."""
    from pettui.cli import session
    from pettui.history.actor import Actor
    from screens.frame.terminal import NoTerminal, check

    try:
        check()
    except NoTerminal as error:
        output.words(str(error))
        return codes.USAGE
    _seal()
    target = session.target()
    by = Actor(None, "time clock", terminal())
    from screens.kiosk.sight import first_look

    sight = first_look(target, by)  # before Textual is loaded, so that the first picture has it
    from screens.kiosk.opening import open_kiosk

    return open_kiosk(sight, target, by)


def _seal() -> None:
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
    os.umask(0o007)


def terminal() -> str:
    """Name the clock; another name than the desk's on the same machine."""
    from pettui.text import clean

    named = clean(os.environ.get("PETTUI_TERMINAL", ""), LONG)
    return named or clean(f"clock {os.uname().nodename}", LONG)
