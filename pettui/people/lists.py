"""The lists that the shop keeps: referral sources, client classes, ...; entries made on the way."""

from __future__ import annotations

from db.models import Choice
from db.models.base import tuples
from pettui.history.door import Door
from pettui.text import clean, fold

SOURCE = "referral"
CLASS = "class"
NOTE = "note"
NOTES = ("General", "Grooming", "Behavior", "Medical", "Billing")
"""The note categories that a shop has from the start."""


def names(kind: str) -> tuple[str, ...]:
    """Give the names of a list that can be chosen, in its order."""
    rows = Choice.select(Choice.name).where(Choice.kind == kind, Choice.active)
    found = [name for (name,) in tuples(rows.order_by(Choice.position, Choice.name))]
    if kind == NOTE:
        known = {fold(name) for name in found}
        found = [*(name for name in NOTES if fold(name) not in known), *found]
    return tuple(found)


def entry(door: Door, kind: str, name: str) -> int | None:
    """Give the entry of a list by its name, however it is spelled; a new name makes a new one.

    An entry that was put away is taken up again. "" means no entry.
    """
    wanted = clean(name, 60)
    if not wanted:
        return None
    for found in Choice.select().where(Choice.kind == kind):
        if fold(found.name) == fold(wanted):
            if not found.active:
                door.update(found, active=True)
            return int(found.id)
    last = Choice.select(Choice.position).where(Choice.kind == kind)
    position = max((place for (place,) in tuples(last)), default=-1) + 1
    return int(door.insert(Choice, kind=kind, name=wanted, position=position).id)
