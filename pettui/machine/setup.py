"""Makes this machine a time clock, and takes everything away again: both can be repeated."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pettui.history.door import Refused


class Unfit(Refused):
    """The machine or the person cannot do this; nothing was changed."""


class StepFailed(Refused):
    """A step did not work; the text names it, what was done before it, and how to go on."""


def install(
    root: Path = Path("/"), *, dry_run: bool = False, say: Callable[[str], None] = print
) -> None:
    """Put the kiosk's unit, account, folders, program, font and locked keys in place.

    `root` is where the machine's files are (another tree than `/` is prepared, not started);
    `dry_run` says every step and changes nothing. Raises Unfit or StepFailed.
    """
    raise Unfit("This cannot be done yet.")


def uninstall(
    root: Path = Path("/"), *, dry_run: bool = False, say: Callable[[str], None] = print
) -> None:
    """Take away what `install` put there, never the shop's data; raises Unfit or StepFailed."""
    raise Unfit("This cannot be done yet.")
