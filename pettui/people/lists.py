"""The lists that the shop keeps: referral sources, client classes, ...; entries made on the way."""

from __future__ import annotations

from db.models import Choice
from pettui.history.door import Door
from pettui.stock import choices
from pettui.text import clean, fold

SOURCE = "referral"
CLASS = "class"
NOTE = "note"


def names(kind: str) -> tuple[str, ...]:
    """Give the names of a list that can be chosen, in its order."""
    return tuple(entry.name for entry in choices.entries(kind, inactive=False))


def entry(door: Door, kind: str, name: str) -> int | None:
    """Give the entry of a list by its name, however it is spelled; a new name makes a new one.

    An entry that was put away is taken up again. "" means no entry.
    """
    wanted = clean(name, 60)
    if not wanted:
        return None
    rows = list(Choice.select().where(Choice.kind == kind))
    if not rows:  # the shop's own list begins with the usual entries
        usual = enumerate(choices.USUAL.get(kind, ()))
        rows = [door.insert(Choice, kind=kind, name=n, position=at) for at, n in usual]
    for found in rows:
        if fold(found.name) == fold(wanted):
            if not found.active:
                door.update(found, active=True)
            return int(found.id)
    position = max((row.position for row in rows), default=-1) + 1
    return int(door.insert(Choice, kind=kind, name=wanted, position=position).id)
