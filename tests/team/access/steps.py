"""What the tests of rights say over and over: who somebody is, and the role they have."""

from __future__ import annotations

from db.models import Change, Employee
from pettui.history.actor import Actor
from pettui.history.door import change
from pettui.team.founding import add_employee
from tests.small_shop import DANA
from tests.team.timeclock.steps import employee


def actor(label: str) -> Actor:
    """Give somebody as they sign in at the desk."""
    return Actor(employee(label), label, "desk")


def be(label: str, role: str) -> Actor:
    """Give somebody a role, and give them as they sign in."""
    with change(f"{label} is {role}", DANA) as door:
        door.update(Employee.get_by_id(employee(label)), role=role)
    return actor(label)


def hire(label: str, role: str) -> Actor:
    """Let somebody new work here."""
    with change(f"hired {label}", DANA) as door:
        add_employee(door, 1, label, role=role)
    return actor(label)


def changes() -> int:
    """Count the changes so far."""
    return int(Change.select().count())
