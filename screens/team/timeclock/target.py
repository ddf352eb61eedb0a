"""What the cursor is on: a request, a punch, an adjustment, or a day without punches."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple


class Target(NamedTuple):
    """Something to decide or to change.

    Attributes:
        kind: "missed" is a day that was planned and has no punches.
        employee: whose it is.
        day: the day that it is on.
        id: of the request, punch or adjustment; 0 for a missed day.
        seen: the version that was looked at; None where the card has to tell.
        words: what was shown of it, so that a decision is about just that; "" for a plain punch.
        void: whether it counts for nothing.
    """

    kind: Literal["request", "punch", "adjustment", "missed"]
    employee: int
    day: date
    id: int = 0
    seen: int | None = None
    words: str = ""
    void: bool = False

    @property
    def can_approve(self) -> bool:
        """Whether it may be taken as it is."""
        return self.kind == "request" or (self.kind == "punch" and bool(self.words))

    @property
    def can_amend(self) -> bool:
        """Whether its time may be changed."""
        return self.kind == "punch" and not self.void

    @property
    def can_void(self) -> bool:
        """Whether it may count for nothing, or again."""
        return self.kind == "punch" or (self.kind == "adjustment" and not self.void)
