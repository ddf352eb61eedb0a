"""Wrong PINs in a row slow down whoever they are for, at that terminal, and nobody else.

The count is kept in the database, so that neither a restart nor another session forgets it; the
time since is measured from the machine's start, so that no change of the clock shortens it.
"""

from __future__ import annotations

from typing import NamedTuple

from db.models import PinFailure
from db.models.base import tuples
from pettui.history.actor import Actor
from pettui.history.door import change
from pettui.team.timeclock import pepper, trust

FREE = 3
"""Wrong ones in a row before anybody has to wait."""

LONGEST = 30.0
"""Seconds that a wait grows to."""

UNVERIFIED = 10
"""After so many in a row a punch is taken without the PIN, for a manager to look at."""

EVERYWHERE = 30
"""After so many at other terminals the person waits at this one too."""

NOBODY = 0
"""Stands for whoever cannot be named: the PIN alone was wrong."""

_STRANGERS = 997


class Held(NamedTuple):
    """How many were wrong in a row, and the seconds until the next is looked at."""

    failures: int = 0
    wait: float = 0.0

    @property
    def unverified(self) -> bool:
        """Whether the person may punch without their PIN being asked for."""
        return self.failures >= UNVERIFIED


def stranger(number: str, key: bytes) -> int:
    """Give what counts wrong PINs for a number that nobody has.

    It must not tell the number, which may be a PIN typed in the wrong place, and there are few.
    """
    found = int.from_bytes(pepper.digest(key, "stranger", number)[:6], "big")
    return -1 - found % _STRANGERS


def wait_after(failures: int) -> float:
    """Give the seconds to wait after so many wrong ones: 1, 2, 4 ... 30 from the third on."""
    return 0.0 if failures < FREE else min(LONGEST, 2.0 ** min(failures - FREE, 10))


def held(who: int, terminal: str) -> Held:
    """Say whether an entry of somebody is looked at now.

    Terminals are counted apart, so that guesses at one keep nobody from punching at another;
    but who names ever new terminals makes the person wait at all of them in the end, where they
    punch unverified meanwhile.
    """
    rows = list(PinFailure.select().where(PinFailure.who == who, PinFailure.failures > 0))
    own = max((_held(row) for row in rows if row.terminal == terminal), default=Held())
    others = [row for row in rows if row.terminal != terminal]
    if sum(row.failures for row in others) < EVERYWHERE:
        return own
    wait = max(_left(row, LONGEST) for row in others)
    return own if wait <= own.wait else Held(max(own.failures, UNVERIFIED), wait)


def _held(row: PinFailure) -> Held:
    return Held(row.failures, _left(row, wait_after(row.failures)))


def _left(row: PinFailure, wait: float) -> float:
    """Give what is left of a wait since somebody's newest wrong PIN at a terminal."""
    now = trust.boot_ms()
    # Of the time before a restart only what passed since is certain.
    since = now - row.boot_ms if row.boot == trust.boot_id() else now
    return max(0.0, round(wait - max(0, since) / 1000, 1))


def failed(who: int, what: str, by: Actor) -> Held:
    """Count one more, and say so in the history; never what was typed."""
    with change(what, by, undoable=False) as door:
        row = PinFailure.get_or_none(PinFailure.who == who, PinFailure.terminal == by.terminal)
        now = {"boot": trust.boot_id(), "boot_ms": trust.boot_ms(), "at": door.at}
        if row is None:
            row = door.insert(PinFailure, who=who, terminal=by.terminal, failures=1, **now)
        else:
            door.update(row, failures=row.failures + 1, **now)
        door.what = f"{what} ({row.failures} in a row)"
    return _held(row)


def passed(who: int, seen: Held, by: Actor) -> Held:
    """Forget them after a right PIN, unless more were counted since it was `seen`.

    Many entries at once would else be many guesses for the price of one.
    """
    now = held(who, by.terminal)
    if now.failures > seen.failures and now.wait > 0:
        return now
    if now.failures:
        forget(who, by, f"forgot {now.failures} wrong PINs after the right one", by.terminal)
    return Held()


def forget(who: int, by: Actor, what: str, terminal: str | None = None) -> None:
    """Set somebody's count to nothing, at one terminal or at all."""
    with change(what, by, undoable=False) as door:
        rows = PinFailure.select().where(PinFailure.who == who, PinFailure.failures > 0)
        if terminal is not None:
            rows = rows.where(PinFailure.terminal == terminal)
        for row in list(rows):
            door.update(row, failures=0)


def counts() -> dict[int, int]:
    """Give how many were wrong in a row by person, at the terminal where they were most."""
    rows = PinFailure.select(PinFailure.who, PinFailure.failures).where(PinFailure.who > 0)
    found: dict[int, int] = {}
    for who, failures in tuples(rows):
        found[who] = max(failures, found.get(who, 0))
    return found
