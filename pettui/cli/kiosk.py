"""`pettui kiosk`: the time clock, and what makes a machine one."""

from __future__ import annotations

import os
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
    from screens.kiosk.starting import NoTerminal, start

    try:
        return start(session.target(), Actor(None, "time clock", terminal()))
    except NoTerminal as error:
        output.words(str(error))
        return codes.USAGE


def terminal() -> str:
    """Name the clock; another name than the desk's on the same machine."""
    from pettui.text import clean

    named = clean(os.environ.get("PETTUI_TERMINAL", ""), LONG)
    return named or clean(f"clock {os.uname().nodename}", LONG)
