"""Who stands before the clock: by number and PIN, by PIN alone, or by badge."""

from __future__ import annotations

from pettui.history.actor import Actor
from pettui.team.shop import Shop
from pettui.team.timeclock.facts import Naming


def name(shop: Shop, typed: str, by: Actor, *, pin: str | None = None) -> Naming:
    """Say whom an entry names, as the setting kiosk.identify wants it.

    A badge names at once. A number is answered by NeedsPin, whether somebody has it or not;
    then call again with the same `typed` and the `pin`. By PIN alone, an entry is a PIN.
    An unknown number and a wrong PIN get the same words after the same time. Writes to the
    history that an entry was wrong, never what was typed. Takes 0.1 to 0.3 s where a PIN is
    looked at (up to four times that for a PIN alone), none of it inside a transaction.

    Args:
        typed: a number, a badge's digits or a PIN, as they were typed or swiped.
        by: the terminal, with nobody signed in.
        pin: the PIN, after NeedsPin.

    Raises:
        Refused: the clock cannot look PINs up (no pepper); the text says what to do.
    """
    raise NotImplementedError


def prompt(shop: Shop) -> str:
    """Say what the clock waits for: `Your number`, or `Your PIN`."""
    raise NotImplementedError
