"""What is known when the booking form opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pettui.book.plan import Plan
from pettui.book.proposing import Wish


@dataclass(frozen=True, slots=True)
class FormStart:
    """What is known already; all of it can be changed in the form.

    Attributes:
        day: the day under the book's cursor, or shown.
        minute: the cursor's time, in minutes since midnight; None asks for a time.
        employee: the cursor's column; None means whoever is free.
        client: a client whose page it was opened from.
        pet: which of the client's pets is to be booked.
        plan: a visit to change (with its ticket), or a whole one to confirm (copied, rebooked).
        title: what stands above the form; a fitting one unless told.
        verb: how the history calls it; "booked" or "changed" unless told.
        wish: what a line said, as far as it was understood.
        name: names in it that fit several or nobody: they stand in the client's line.
        created_via: how the visit came about, for reports.
    """

    day: date | None = None
    minute: int | None = None
    employee: int | None = None
    client: int | None = None
    pet: int | None = None
    plan: Plan | None = None
    wish: Wish | None = None
    name: str = ""
    title: str = ""
    verb: str = ""
    created_via: str = "Main Desk"
