"""What is to become of each visit of somebody who is away: plain frozen values."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from pettui.team.hours import Range

SAME, MOVED, WAIT, STAY = "same time", "other time", "wait list", "as it is"
"""What can become of a visit: somebody else does it then, or at another time of the day; it goes
to the wait list; or it stays where it stands."""


class Step(NamedTuple):
    """One visit, and what is to become of it.

    Attributes:
        ticket: its ticket, and `version` as it was read.
        rows: the rows that somebody has to take over.
        end: the minute at which it ends now.
        who: whose they are.
        asked: whether the client asked for them.
        do: SAME, MOVED, WAIT or STAY.
        to: the minute at which it is to start.
        employees: who is to do each row of the visit, in the order of the plan's rows; () for
            what does not move.
        takers: the names of those who take over.
        why: why it could not be better, "" where it could not.
    """

    ticket: int
    version: int
    rows: tuple[int, ...]
    day: date
    start: int
    end: int
    pets: str
    client: str
    phone: str
    services: str
    who: str
    asked: bool
    do: str = STAY
    to: int = 0
    employees: tuple[int | None, ...] = ()
    takers: str = ""
    why: str = ""

    @property
    def call(self) -> bool:
        """Whether the client must know: another time, no place, or not whom they asked for."""
        return self.do in (MOVED, WAIT) or (self.do == SAME and self.asked)

    @property
    def name(self) -> str:
        """Whom it is about."""
        return self.pets or self.client


class Away(NamedTuple):
    """Somebody who is away on a day.

    Attributes:
        kind: of the time off, as the schedule has it: "sick".
        works: what they still work that day, where they leave early; () for all day away.
    """

    employee: int
    label: str
    day: date
    kind: str
    works: tuple[Range, ...] = ()
