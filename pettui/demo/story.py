"""How a made-up visit goes: its status, when each step was, and why it ended otherwise."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from pettui.demo import names
from pettui.demo.calendar import WallClock
from pettui.demo.columns import Held
from pettui.demo.menu import Line
from pettui.demo.people import MadeClient

MINUTE = 60_000_000
HOUR = 60 * MINUTE
CONFIRMED_BY = ("Text message", "Text message", "Phone", "E-mail", "Answering machine")
REASONS = {
    "cancelled": ("Owner is traveling", "Pet is ill", "Found another day", "", ""),
    "late cancel": ("Car broke down", "Forgot, called at noon", "Pet is ill", ""),
    "no-show": ("", "Did not answer the phone", ""),
    "void": ("Entered twice", "Wrong client"),
}


@dataclass(slots=True)
class Visit:
    """A ticket of the made-up shop. Instants are microseconds since 1970 UTC.

    A time block has no client, and `block` says who is blocked: (employee, start, minutes).
    """

    ordinal: int
    rows: list[Held]
    client: MadeClient | None = None
    status: str = "booked"
    reason: str = ""
    note: str = ""
    via: str = "Main Desk"
    referral: str = ""
    requested: bool = False
    confirmed_by: str = ""
    double: str = ""
    created: int = 0
    arrived: int | None = None
    started: int | None = None
    ready: int | None = None
    closed: int | None = None
    ended: int | None = None
    block: tuple[int, int, int] | None = None
    products: list[tuple[Line, int]] = field(default_factory=list)

    @property
    def start(self) -> int:
        """The minute at which it begins."""
        return self.rows[0].start

    @property
    def end(self) -> int:
        """The minute at which it ends."""
        return self.rows[-1].end


class Story:
    """Tells how visits went, as of an instant of today."""

    def __init__(self, rng: Random, clock: WallClock, today: int, now: int) -> None:
        self._rng = rng
        self._clock = clock
        self._today = today
        self.now = clock.instant(today, now)

    def ending(self) -> str:
        """Draw how a past visit ended."""
        dice = self._rng.random()
        if dice < 0.912:
            return "closed"
        if dice < 0.952:
            return "cancelled"
        if dice < 0.967:
            return "late cancel"
        return "no-show" if dice < 0.993 else "void"

    def begin(self, visit: Visit) -> None:
        """Say when and how the visit was booked."""
        rng, client = self._rng, visit.client
        if client is None:
            return
        visit.requested = client.prefers is not None and client.prefers == visit.rows[0].worker
        if client.visits == 0:
            visit.created = client.created
            visit.referral = "New Request" if visit.requested else "New"
        else:
            visit.referral = "Request" if visit.requested else "Transient"
            if client.last_closed and rng.random() < 0.45:
                visit.created = client.last_closed
            else:
                day = visit.ordinal - rng.randint(1, 20)
                made = self._clock.instant(day, rng.randint(485, 1070))
                visit.created = max(made, client.last_closed)
        visit.created = min(visit.created, self.now - rng.randint(2, 300) * MINUTE)
        visit.via = rng.choice(("Main Desk", "Phone In", "Phone In"))
        if rng.random() < 0.08:
            visit.note = rng.choice(names.VISIT_NOTES)
        client.visits += 1

    def finish(self, visit: Visit, status: str) -> None:
        """Give the visit its status, and every step on the way its instant."""
        rng = self._rng
        visit.status = status
        begins = self._clock.instant(visit.ordinal, visit.start)
        ends = self._clock.instant(visit.ordinal, visit.end)
        if status in REASONS:
            visit.reason = rng.choice(REASONS[status])
            before = {
                "cancelled": -rng.randint(26, 120) * HOUR,
                "late cancel": -rng.randint(1, 12) * HOUR,
                "no-show": 40 * MINUTE,
                "void": -130 * HOUR,
            }[status]
            ended = max(begins + before, visit.created + 5 * MINUTE)
            visit.ended = min(ended, self.now - MINUTE)
            return
        if status != "booked" and (status == "confirmed" or rng.random() < 0.7):
            visit.confirmed_by = rng.choice(CONFIRMED_BY)
        steps = ("arrived", "in progress", "ready", "closed")
        done = steps.index(status) + 1 if status in steps else 0
        arrived = begins + rng.randint(-8, 6) * MINUTE
        started = max(begins, arrived) + rng.randint(0, 4) * MINUTE
        ready = max(started + 5 * MINUTE, ends + rng.randint(-8, 10) * MINUTE)
        closed = ready + rng.randint(3, 55) * MINUTE
        latest = self.now - (4 - done) * MINUTE
        moments = [min(at, latest - (done - n) * MINUTE) for n, at in enumerate(
            (arrived, started, ready, closed), start=1)]  # fmt: skip
        moments = [max(at, visit.created + n * MINUTE) for n, at in enumerate(moments)]
        if done >= 1:
            visit.arrived = moments[0]
        if done >= 2:
            visit.started = moments[1]
        if done >= 3:
            visit.ready = moments[2]
        if done >= 4 and visit.client is not None:
            visit.closed = moments[3]
            visit.client.last_closed = moments[3]
