"""Who may decide about hours: the rights of access, under the clock's own names."""

from __future__ import annotations

from pettui.history.actor import Actor
from pettui.team.access.having import require

HOURS, PAY, STAFF = "team.hours", "team.payroll", "team.staff"


def refuse_unless_manager(by: Actor, right: str = HOURS) -> None:
    """Raise Forbidden unless somebody may decide about other people's hours.

    Call it inside the change that decides, so that a right taken away a moment ago counts. A desk
    at which nobody signs in is its owner's: whoever can open it can do everything there.
    """
    require(right, by)
