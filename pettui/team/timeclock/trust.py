"""How far the machine's clock can be trusted: a punch under a doubtful one is taken and marked.

Order comes from rows' ids, never from times, and a doubtful time never becomes what later ones
are measured by (RELIABILITY 3).
"""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, Literal, NamedTuple, TypeAlias

from peewee import fn

from db.models import Change, ChangedRow, Punch
from db.models.base import tuples
from pettui import clock

ClockState: TypeAlias = Literal["good", "unsynchronised", "behind", "ahead"]

WRONG: tuple[ClockState, ...] = ("behind", "ahead")
"""States of a clock that is certainly not right."""

BUILT = datetime(2026, 1, 1, tzinfo=UTC)
"""No punch can be older than the program."""

SLACK = timedelta(seconds=2)
"""How far a clock may step back while it is disciplined."""

DRIFT = timedelta(minutes=2)
"""How far two machines' clocks, or a clock and the time since boot, may be apart."""

UNSEEN = timedelta(days=31)
"""A clock nobody sets that is so far after everything known is taken to be ahead."""

_TIME_ERROR = 5  # adjtimex: the clock is not synchronised
_SYNCHRONISED = "/run/systemd/timesync/synchronized"


class Reading(NamedTuple):
    """What the machine says about time: the instant, its boot, and whether somebody sets it."""

    at: datetime
    boot: str
    boot_ms: int
    synchronised: bool


class Known(NamedTuple):
    """What is known of time before a punch.

    Attributes:
        floor: the newest instant that was trusted.
        newest: the newest instant at which anything was done under a clock not known as wrong.
        same_boot: the newest trusted (instant, milliseconds since boot) of this boot.
    """

    floor: datetime
    newest: datetime
    same_boot: tuple[datetime, int] | None = None


def read() -> Reading:
    """Ask the machine."""
    return Reading(clock.instant(), boot_id(), boot_ms(), synchronised())


def boot_ms() -> int:
    """Give milliseconds since this machine was started, sleep included."""
    which = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
    return time.clock_gettime_ns(which) // 1_000_000


def boot_id() -> str:
    """Give the id of this boot, "" where the system has none.

    The kiosk's unit hands it over, because a sandbox may hide the kernel's file.
    """
    given = os.environ.get("PETTUI_BOOT_ID", "").strip()
    if not given:
        try:
            with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
                given = file.read().strip()
        except (OSError, UnicodeDecodeError):
            return ""
    bare = given.replace("-", "").lower()
    return bare[:32]


@lru_cache(maxsize=1)
def _library() -> Any:
    import ctypes

    return ctypes.CDLL(None)


def synchronised() -> bool:
    """Tell whether something keeps the clock right; needs no rights."""
    import ctypes

    ask = getattr(_library(), "adjtimex", None)
    # Larger than any kernel's `struct timex`; all zeros ask and change nothing.
    state = ask(ctypes.create_string_buffer(512)) if ask else -1
    if state >= 0:
        return bool(state != _TIME_ERROR)
    return os.path.exists(_SYNCHRONISED)


def judge(now: Reading, known: Known, *, by_hand: bool = False) -> ClockState:
    """Say how far a reading can be trusted; reads nothing.

    A synchronised clock can only be behind; one that nobody sets is also compared with the
    time since boot, and with everything that was done before. Where people set it (`by_hand`,
    the setting kiosk.clock), one that passes is good.
    """
    if now.at < known.floor:
        return "behind"
    if now.synchronised:
        return "good"
    if known.same_boot is not None:
        at, since = known.same_boot
        expected = at + timedelta(milliseconds=now.boot_ms - since)
        if now.at < expected - DRIFT:
            return "behind"
        if now.at > expected + DRIFT:
            return "ahead"
    if now.at > known.newest + UNSEEN:
        return "ahead"
    return "good" if by_hand else "unsynchronised"


def known_before(now: Reading, terminal: str) -> Known:
    """Read what is known; call it in the transaction that writes the punch."""
    here = _newest(Punch.terminal == terminal, ("good",))
    floor = max(BUILT, (here or BUILT) - SLACK)
    elsewhere = _newest(Punch.terminal != terminal, ("good",))
    if elsewhere is not None:
        floor = max(floor, elsewhere - DRIFT)
    if now.synchronised:
        return Known(floor, now.at)  # nothing else is asked of it
    seen = [at for at in (_newest(Punch.id > 0, _USABLE), _desk()) if at is not None]
    return Known(floor, max(floor, *seen) if seen else now.at, _same_boot(now))


_USABLE = ("good", "unsynchronised")
_LATER = ("request", "manager")
_OF_THE_CLOCK = ("punch", "pin_failure", "credential")


def _newest(where: Any, states: tuple[str, ...]) -> datetime | None:
    made = Punch.select(Punch.at).where(where, Punch.clock.in_(states), Punch.source.not_in(_LATER))
    found = tuples(made.order_by(Punch.id.desc()).limit(1))
    return found[0][0] if found else None


def _desk() -> datetime | None:
    """Give when somebody last worked at a desk, where the date stands before their eyes."""
    of_clock = ChangedRow.select(ChangedRow.id).where(
        ChangedRow.change == Change.id, ChangedRow.table.in_(_OF_THE_CLOCK)
    )
    query = Change.select(Change.at).where(~fn.EXISTS(of_clock))
    found = tuples(query.order_by(Change.id.desc()).limit(1))
    return found[0][0] if found else None


def _same_boot(now: Reading) -> tuple[datetime, int] | None:
    """Give the newest punch of this boot to measure by: a synchronised one if there is any."""
    if not now.boot:
        return None
    for states in (("good",), _USABLE):
        rows = Punch.select(Punch.at, Punch.boot_ms).where(
            Punch.boot == now.boot, Punch.clock.in_(states), Punch.source.not_in(_LATER)
        )
        if found := tuples(rows.order_by(Punch.id.desc()).limit(1)):
            return found[0][0], found[0][1]
    return None
