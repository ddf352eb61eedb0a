"""Who may decide about hours: the one place that says so."""

from __future__ import annotations

from db.models import Employee
from pettui.history.actor import Actor
from pettui.history.door import Refused

MANAGING = ("owner", "manager")
"""Roles that may amend punches, decide requests, and close pay periods."""


def refuse_unless_manager(by: Actor) -> None:
    """Raise Refused unless somebody may decide about other people's hours.

    Call it inside the change that decides, so that a role taken away a moment ago counts. A desk
    at which nobody signs in is its owner's: whoever can open it can do everything there.
    """
    if by.account is None:
        return
    found = Employee.get_or_none(Employee.bookable == by.account)
    if found is None or found.role not in MANAGING:
        raise Refused(f"{by.name} may not change hours. Ask somebody who manages the shop.")
