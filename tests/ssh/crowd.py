"""Twelve people book over SSH at once, and the oracle judges: `make ssh-test`, for a minute.

Every one of them is a client on a terminal of its own, which types what people type and reads what
the desk answers. They go for the same hours of the same groomers.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
import threading
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from db import connection
from db.models import Client, Pet
from pettui.history.door import change
from tests.console.terminal import Terminal
from tests.small_shop import unbind
from tests.ssh.server import Server
from tests.stress import oracle, world

MEMORY = 65.0
"""MB that a session may take of the machine: its own, and its part of what all of them share."""
DOGS = ("Ace", "Bay", "Cox", "Dux", "Elk", "Fox", "Gus", "Hal", "Ivy", "Jix", "Kip", "Lux")
BOOKED = re.compile(r"Booked ([A-Z][a-z]{2}: Nails, .+? with (?:Kim|Groomer \d))")


@dataclass
class Guest:
    """One of them: what the desk has told them, and what it has not given them."""

    dog: str
    terminal: Terminal
    process: int = 0
    told: list[str] = field(default_factory=list)
    refused: int = 0
    error: str = ""

    def book_until(self, end: float, pause: float) -> None:
        """Book until a moment; what goes wrong is kept for whoever waits."""
        dice = random.Random(self.dog)
        try:
            while not self.told or time.monotonic() < end:  # once, on the slowest machine
                self.book(f"tom {dice.randint(9, 16) % 12 or 12}:{dice.choice(('00', '15', '30'))}")
                self.terminal.read(pause * dice.random())
        except Exception as error:  # noqa: BLE001  # a thread's own would be lost
            self.error = f"{self.dog}'s owner: {type(error).__name__}: {error}"

    def book(self, when: str) -> None:
        """Book nails for one's dog; what is not free any more is left to whoever has it."""
        terminal = self.terminal
        terminal.type(f"n{self.dog.lower()}\rnails\r\r")
        terminal.until_so(self._proposes, "a proposal")
        terminal.type(f"{when}\r")
        shown = re.compile(rf"When .* {when.removeprefix('tom ')}[ap] .*tomorrow,.*openings?")
        terminal.until_so(lambda: bool(shown.search(terminal.text)), when)
        terminal.until_so(self._proposes, "a proposal for that time")
        if "Enter books" in terminal.text:
            terminal.type("\r")
            terminal.until_so(lambda: self._hears() or self._is_refused(), "an answer")
        if "New visit" in terminal.text:
            self.refused += 1
            self.leave()

    def _proposes(self) -> bool:
        return "Enter books" in self.terminal.text or "Enter asks" in self.terminal.text

    def _is_refused(self) -> bool:
        text = self.terminal.text
        return "all the same?" in text or "Choose another time" in text

    def _hears(self) -> bool:
        found = BOOKED.search(self.terminal.text)
        if found is None or found[1] in self.told or "New visit" in self.terminal.text:
            return False
        self.told.append(found[1])
        return True

    def leave(self) -> None:
        """Go back to the book without the visit."""
        end = time.monotonic() + 60
        while "New visit" in self.terminal.text:
            assert time.monotonic() < end, self.terminal.text
            self.terminal.type("y" if "throw it away" in self.terminal.text else "\x1b")
            self.terminal.read(0.4)


def make(database: Path) -> None:
    """Make a shop with a dog for everybody."""
    world.make(database, employees=3)
    connection.bind(connection.Target(database, ""))
    with connection.connected(), change("took them in", world.MAKER, undoable=False) as door:
        for number, dog in enumerate(DOGS):
            client = door.insert(
                Client, number=2000 + number, first_name=f"{dog}'s",
                last_name="Owner", created=door.at,
            )  # fmt: skip
            door.insert(Pet, client=client, name=dog)
    unbind()


@dataclass
class Outcome:
    """What came of it."""

    booked: int
    refused: int
    complaints: list[str]
    resident: list[float]
    share: list[float]

    def words(self) -> str:
        """Say it in three lines."""
        return (
            f"{self.booked} visits booked by {len(DOGS)}, {self.refused} times the time was taken\n"
            f"memory of a session: {max(self.resident):.1f} MB resident at most; {len(DOGS)} of"
            f" them take {sum(self.share):.0f} MB, {max(self.share):.1f} at most (PSS)\n"
            + ("\n".join(self.complaints) or "the oracle: no overlap, nothing lost")
        )


def storm(server: Server, database: Path, seconds: float, pause: float) -> Outcome:
    """Let all of them book for a time, and judge."""
    make(database)
    server.serve(database)
    guests = []
    for dog in DOGS:
        before = set(server.desks())
        guests.append(Guest(dog, server.connect(columns=100, rows=30)))
        guests[-1].terminal.until("? help")
        (guests[-1].process,) = set(server.desks()) - before
    end = time.monotonic() + seconds
    threads = [threading.Thread(target=g.book_until, args=(end, pause)) for g in guests]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    resident = [_megabytes(guest.process, "status", "VmRSS") for guest in guests]
    share = [_megabytes(guest.process, "smaps_rollup", "Pss") for guest in guests]
    for guest in guests:
        guest.terminal.type("\x11")
        code = guest.terminal.end()
        if code and not guest.error:
            guest.error = f"{guest.dog}'s owner ended with {code}:\n{guest.terminal.text}"
    complaints = [guest.error for guest in guests if guest.error] + oracle.judge(database)
    with closing(oracle.opened(database)) as db:
        there = [what for (what,) in db.execute("SELECT what FROM change WHERE kind = 'do'")]
        (count,) = db.execute("SELECT count(*) FROM ticket").fetchone()
    told = [f"booked {words}" for guest in guests for words in guest.told]
    complaints += [f"told and not there: {words}" for words in told if words not in there]
    if count != len(told):
        complaints.append(f"{count} visits are there, {len(told)} were told")
    refused = sum(guest.refused for guest in guests)
    return Outcome(len(told), refused, complaints, resident, share)


def _megabytes(pid: int, file: str, name: str) -> float:
    lines = Path(f"/proc/{pid}/{file}").read_text().splitlines()
    return next(int(n.split()[1]) / 1024 for n in lines if n.startswith(f"{name}:"))


def main() -> int:
    """Let them book for a minute, or as long as is said."""
    options = argparse.ArgumentParser(prog="python -m tests.ssh.crowd", description=__doc__)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--pause", type=float, default=2, help="seconds between two visits (2)")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="pettui-ssh-") as folder:
        server = Server(Path(folder))
        server.start()
        try:
            outcome = storm(server, Path(folder) / "shop.db", chosen.seconds, chosen.pause)
        finally:
            server.stop()
    print(outcome.words())
    return 1 if outcome.complaints or max(outcome.share) > MEMORY else 0


if __name__ == "__main__":
    sys.exit(main())
