"""What somebody wants, as it is put on the list: filled in by a form, a command, or a visit."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import NamedTuple

from pettui.book.waiting.values import LATER, Waiting, When

DESK = "Main Desk"


class Want(NamedTuple):
    """One service that is wanted; `employees` as in `values.Wish`."""

    item: int
    pet: int | None = None
    employees: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants, as it is put on the list.

    Attributes:
        client: who.
        rows: what, in the order in which it is done.
        kind: "today" for a walk-in, "later" for somebody who wants another day.
        employees: who is wanted for rows without their own, the dearest first; () is anybody.
        windows: when it would suit; () is any time, and today for a walk-in.
        comment: whatever else was said.
        source: where it comes from.
        phone: the number to call for this; "" is the client's own.
        moves: the ticket of a visit that wants to be earlier.
        entry: the entry that is changed; None makes a new one.
        version: the entry's, as the person saw it.
        command: makes a retry harmless: the same saved twice is one entry.
    """

    client: int
    rows: tuple[Want, ...]
    kind: str = LATER
    employees: tuple[int, ...] = ()
    windows: tuple[When, ...] = ()
    comment: str = ""
    source: str = DESK
    phone: str = ""
    moves: int | None = None
    entry: int | None = None
    version: int | None = None
    command: str = field(default_factory=lambda: str(uuid.uuid4()))


def wanted_of(entry: Waiting) -> Wanted:
    """Give an entry as what changes it."""
    return Wanted(
        client=entry.client, kind=entry.kind, employees=entry.employees, windows=entry.windows,
        rows=tuple(Want(wish.item, wish.pet, wish.employees) for wish in entry.rows),
        comment=entry.comment, source=entry.source, phone=entry.phone, moves=entry.moves,
        entry=entry.id, version=entry.version,
    )  # fmt: skip
