"""What a line means in this shop: the visit, what is missing, and what has to be chosen."""

from __future__ import annotations

from typing import Literal, NamedTuple

from pettui.book.oneline.people import Household
from pettui.book.oneline.values import Reading
from pettui.book.proposing import Proposal, Wish

Kind = Literal["client", "pet", "service", "employee", "day", "hour", "time"]


class Choice(NamedTuple):
    """One answer to a question: how it reads, and the line that says so without a doubt."""

    label: str
    detail: str
    line: str


class Question(NamedTuple):
    """What a line leaves open, with numbered answers.

    Attributes:
        kind: what is asked for.
        words: the question.
        choices: the answers, the likeliest first.
        must: whether it has to be answered; otherwise the first answer holds.
        more: whether there are more answers than these.
    """

    kind: Kind
    words: str
    choices: tuple[Choice, ...]
    must: bool = True
    more: bool = False


class Missing(NamedTuple):
    """What a line still lacks, in words: `field` is "pet", "service", "when" or "day"."""

    field: str
    words: str


class Understood(NamedTuple):
    """A line as it is understood.

    Attributes:
        line: the line.
        reading: what its words are taken for.
        wish: what is to be booked, as far as it is known; the full form begins with it.
        client: whose visit it is.
        unknown: names that fit nobody, as they were typed.
        missing: what is still lacking, the first thing first.
        question: what has to be chosen, None when nothing.
        proposal: the visit at its time, checked; None as long as there is nothing to place.
        wrong: what cannot be as it is said, such as a time that the clock skips.
        note: words on what was taken for granted: "from the cursor", "Bella alone".
        completed: the line with its last word written out, as Tab does it; "" when it is whole.
    """

    line: str
    reading: Reading
    wish: Wish
    client: Household | None = None
    unknown: str = ""
    missing: tuple[Missing, ...] = ()
    question: Question | None = None
    proposal: Proposal | None = None
    wrong: str = ""
    note: str = ""
    completed: str = ""

    @property
    def is_ready(self) -> bool:
        """Whether there is a visit that Enter may book, perhaps after asking."""
        return (
            not self.missing
            and not self.wrong
            and (self.question is None or not self.question.must)
            and self.proposal is not None
            and self.proposal.checked is not None
        )
