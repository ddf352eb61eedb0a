"""Who does something, and at which terminal."""

from __future__ import annotations

import getpass
import os
from typing import NamedTuple

from pettui.text import clean

NOBODY = 0
"""The account of a desk at which people sign in, and nobody has: it may do nothing."""


class Lent(NamedTuple):
    """Somebody whose PIN was right a moment ago, and who lends their rights to one action."""

    employee: int
    name: str
    reason: str


class Actor(NamedTuple):
    """The author of changes: the signed-in employee, and the terminal.

    The account is None where the machine acts itself: a command, the time clock, and a desk at
    which nobody signs in.
    """

    account: int | None
    name: str
    terminal: str
    lent: Lent | None = None


def terminal_name() -> str:
    """Name this terminal; the same after a restart, so that undo finds its changes again.

    `PETTUI_TERMINAL` decides; else the SSH client's address, else the machine's name.
    """
    named = clean(os.environ.get("PETTUI_TERMINAL", ""), 40)
    if named:
        return named
    remote = os.environ.get("SSH_CONNECTION", "").split()
    if remote:
        return clean(f"ssh {remote[0]}", 40)
    return clean(os.uname().nodename, 40) or "desk"


_named: list[Actor] = []
"""Whom this program was told to act as (`--as`); at most one."""


def act_as(actor: Actor | None) -> None:
    """Let `nobody_signed_in` give somebody, until it is called with None."""
    _named[:] = [actor] if actor is not None else []


def nobody_signed_in() -> Actor:
    """Give the actor of a session in which nobody has signed in: the machine's user.

    With `--as` it is the employee whom the command was told to act as.
    """
    if _named:
        return _named[0]
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        user = "unknown"
    return Actor(None, clean(user, 40), terminal_name())
