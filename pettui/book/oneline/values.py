"""What a line may mean before anything is looked up: pieces, groups and readings of it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from pettui.spoken.days import Spoken
from pettui.spoken.ranges import Range
from pettui.spoken.times import Span

Role = Literal[
    "name", "service", "employee", "anybody", "soonest", "day", "time", "length", "which",
    "note", "fill", "join", "comma",
]  # fmt: skip


class Word(NamedTuple):
    """A word of a line with its place; `kind` is "word", "comma", "join" or "note"."""

    text: str  # folded; of a note as it was typed
    start: int
    end: int
    kind: str = "word"


class Piece(NamedTuple):
    """One or several words that were understood as one thing.

    Attributes:
        role: what it is.
        text: its words, folded.
        start: where it begins in the line, and `end` where it ends.
        ids: services, or employees, that it may mean; the best alone when there is a best.
        day: the day that it says.
        span: the time or part of the day that it says.
        minutes: the length that it says.
        requested: whether the client asks for this employee (`kim!`).
        whole: whether a name was written out, and not only begun.
        wrong: why a day does not exist, in words.
        days: several days that would suit (`next week`); `day` is the first of them then.
    """

    role: Role
    text: str
    start: int
    end: int
    ids: tuple[int, ...] = ()
    day: Spoken | None = None
    span: Span | None = None
    minutes: int = 0
    requested: bool = False
    whole: bool = True
    wrong: str = ""
    days: Range | None = None


class Job(NamedTuple):
    """A service that was said, with its length in minutes where one was said (0 is none)."""

    piece: Piece
    minutes: int = 0


class Group(NamedTuple):
    """Who is to get what, as far as it was said together: names, services, perhaps by whom.

    `goes_on` is for the pets of the group before: `bella fg kim nails luis`.
    """

    names: tuple[Piece, ...] = ()
    jobs: tuple[Job, ...] = ()
    employees: tuple[Piece, ...] = ()
    anybody: bool = False
    goes_on: bool = False


class Reading(NamedTuple):
    """One way to understand a whole line; a smaller `cost` is likelier."""

    cost: float
    pieces: tuple[Piece, ...]
    groups: tuple[Group, ...]
    day: Piece | None = None
    time: Piece | None = None
    which: int = 0  # of an hour that comes twice, 1 is the first; 0 was not said
    employees: tuple[Piece, ...] = ()  # for all that names nobody of its own
    anybody: bool = False
    soonest: bool = False
    note: str = ""
    strange: tuple[Piece, ...] = ()  # words that turned out to be nobody's name

    @property
    def names(self) -> tuple[Piece, ...]:
        """All words that must be names or phone digits."""
        return tuple(name for group in self.groups for name in group.names)
