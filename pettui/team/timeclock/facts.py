"""What the rules of the time clock give to its screens and commands: plain values, no models."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, NamedTuple, TypeAlias

Kind: TypeAlias = Literal["in", "out", "break", "back"]
"""What a punch says: came, went, began a break, came back from it."""

State: TypeAlias = Literal["out", "in", "break"]
"""What somebody is, by their newest punch."""

Source: TypeAlias = Literal["pin", "badge", "command", "desk", "request", "manager"]
"""How the person of a punch was named."""


class Person(NamedTuple):
    """Somebody who works here; `name` is written as the setting kiosk.names wants it."""

    employee: int
    number: int
    name: str


class Named(NamedTuple):
    """The clock knows who stands before it.

    `verified` is False for somebody whose PIN failed so often that it is not asked for any
    more: they may punch, a manager looks at it, and they see no hours of theirs.
    """

    person: Person
    source: Source
    verified: bool = True


class NeedsPin(NamedTuple):
    """A number was taken, whether somebody has it or not; now the PIN is wanted."""

    number: str
    words: str = "PIN"


class Wrong(NamedTuple):
    """Nobody was named. `wait_seconds` is how long this entry will not be looked at again.

    Only that number has to wait: the clock takes everybody else's entries meanwhile.
    """

    words: str
    wait_seconds: float = 0.0


Naming: TypeAlias = Named | NeedsPin | Wrong


class BreakChoice(NamedTuple):
    """A kind of break to choose; `minutes` is how long it usually lasts, None when it is open."""

    id: int
    name: str
    paid: bool
    meal: bool
    minutes: int | None
    active: bool = True

    @property
    def words(self) -> str:
        """Say the break with what it does to hours: `Lunch, 30 min, unpaid`."""
        usual = f", {self.minutes} min" if self.minutes else ""
        return f"{self.name}{usual}, {'paid' if self.paid else 'unpaid'}"


class RateChoice(NamedTuple):
    """A role to work under; what it pays is never shown at the clock."""

    id: int
    name: str


class Forgotten(NamedTuple):
    """A shift of an earlier day that has no end yet, and the question about it.

    `planned` is the end that the schedule had, on the shop's wall clock, None without one; the
    shift began at `since`, and the newest punch of it was at `after`, on the same clock.
    `question` asks for a yes or no where there is a plan ("Out yesterday at 17:30, as
    scheduled?"), and for a time where there is none.
    """

    punch: int
    since: datetime
    day: date
    planned: datetime | None
    question: str
    hint: str
    after: datetime | None = None
    on_break: bool = False


class Answer(NamedTuple):
    """When somebody says that the forgotten shift ended.

    `at` is an instant in UTC, None for "I cannot say" (a manager asks) and for `through`, which
    says that they have been at work ever since. `words` echo what was understood.
    """

    punch: int
    at: datetime | None
    words: str
    scheduled: bool = False
    through: bool = False


class Offer(NamedTuple):
    """What a digit does for somebody at the clock; `why_not` says why it cannot be done now.

    `kind` is the punch that it makes, None where it makes none.
    """

    key: str
    id: Literal["punch", "break", "meal", "missed", "hours"]
    words: str
    why_not: str = ""
    kind: Kind | None = None


class Standing(NamedTuple):
    """What the clock shows to somebody whom it knows, before anything is done.

    `enter` is the punch that Enter will make and `words` say so with how it stands to the
    schedule. `seen` is what `punching.punch` wants back: it makes only what was shown.
    `minutes_today` is None and `today` empty where figures are hidden. `forgotten` has to be
    answered before Enter does anything.
    """

    person: Person
    state: State
    greeting: str
    since: str
    enter: Kind
    words: str
    hint: str
    offers: tuple[Offer, ...]
    seen: int
    minutes_today: int | None = None
    today: str = ""
    breaks: tuple[BreakChoice, ...] = ()
    rates: tuple[RateChoice, ...] = ()
    rate: int | None = None
    forgotten: Forgotten | None = None


class Punched(NamedTuple):
    """A punch that is committed; `words` say it with its time ("Clocked in at 8:58").

    `already` says that it was the same punch again and nothing new was written. `doubt` has
    words when the clock's time is in doubt or a manager will look at it, else "".
    """

    punch: int
    kind: Kind
    at: datetime
    words: str
    state: State
    minutes_today: int | None = None
    today: str = ""
    already: bool = False
    doubt: str = ""


class Present(NamedTuple):
    """Somebody on the board; `since` is written ("8:58", "Sun 22:00"), "" where hidden.

    `doubt` says in words what a manager should look at ("in for 14 h").
    """

    person: Person
    since: str
    at: datetime | None = None
    note: str = ""
    doubt: str = ""


class Awaited(NamedTuple):
    """Somebody who is expected today; `late` is minutes since then, 0 when still to come."""

    person: Person
    at: str
    minute: int
    late: int = 0


class Told(NamedTuple):
    """A notice as it is shown: words, and whether it is the shop's own or a closure."""

    text: str
    kind: Literal["notice", "closed", "off"] = "notice"


class Board(NamedTuple):
    """What hangs beside the clock: who is in, on break, expected, and the day's notices."""

    inside: tuple[Present, ...]
    on_break: tuple[Present, ...]
    expected: tuple[Awaited, ...]
    notices: tuple[Told, ...]
