"""From nothing at all to the first booked dog, on a real terminal."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from db.connection import Target, bind, connected
from db.models import Ticket, TicketRow
from tests.console.terminal import Terminal
from tests.small_shop import unbind


def test_from_nothing_to_the_first_booked_dog_in_under_five_minutes(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    began = time.monotonic()
    terminal = Terminal(
        [sys.executable, "-m", "pettui", "-d", str(path)],
        LANG="en_US.UTF-8", TZ="America/New_York",
    )  # fmt: skip
    typed = 0

    def say(expected: str, keys: str) -> None:
        nonlocal typed
        terminal.until(expected, 30)
        terminal.type(keys)
        typed += len(keys)

    say("[q]uit:", "m\r")
    say("The shop's name:", "Muddy Paws\r")
    say("Time zone [America/New_York]:", "\r")
    say("for dates and money [en_US]:", "\r")
    say("Currency [USD]:", "\r")
    say("Open [mon-fri", "daily 8-18\r")
    say("Your name,", "Kim Lee\r")
    say("Who else works here", "Luis, Ana\r")
    say("services and prices?", "\r")
    say("Tubs, dryers", "\r")
    say("Sales tax,", "Sales tax 8.25\r")
    say("Make this shop [yes]:", "\r")
    # The desk is open, and says how to begin.
    say("No visit is booked yet · n books the first · g s services · g e settings", "n")
    for words in ("Sam Gomez", "5552030142", "Bella poodle s", "fg", "", "+3 10", ""):
        terminal.read(0.3)
        terminal.type(f"{words}\r")
        typed += len(words) + 1
    terminal.until("ooked Bella", 30)
    terminal.type("\x11")
    assert terminal.end() == 0
    took = time.monotonic() - began
    # Two keys a second is slow typing; what the machine took comes on top.
    assert typed <= 150 and typed / 2 + took < 5 * 60
    bind(Target(path, ""))
    with connected():
        ticket, row = Ticket.get(), TicketRow.get()
        assert (ticket.client_name, row.pet_name, row.start) == ("Sam Gomez", "Bella", 600)
        assert (row.description, row.price) == ("Full groom", 7000)  # small
    unbind()
