"""Feeding, medication and the like: what a pet gets, when, and on which weekdays."""

from __future__ import annotations

from dataclasses import dataclass

from db.models import Pet, PetInstruction
from pettui.dates import parse_time
from pettui.history.actor import Actor
from pettui.history.door import Refused, change
from pettui.people.record import Wrong
from pettui.spoken import weekdays
from pettui.team.founding import WEEKDAYS
from pettui.team.shop import Shop
from pettui.text import clean, fold

KINDS = ("feeding", "medication", "exercise", "other")


@dataclass(frozen=True, slots=True)
class Instruction:
    """An instruction. `time` is in minutes since midnight; no days are every day (0 is Monday)."""

    id: int | None = None
    version: int = 0
    kind: str = "feeding"
    text: str = ""
    time: int | None = None
    days: tuple[int, ...] = ()

    def words(self, shop: Shop) -> str:
        """All of it on one line: `feeding · Half a cup · 8:00 · Mon, Thu`."""
        when = shop.time(self.time) if self.time is not None else ""
        return " · ".join(
            part for part in (self.kind, self.text, when, days_text(self.days)) if part
        )


def days_text(days: tuple[int, ...]) -> str:
    """Write weekdays: `Mon, Thu`; "" is every day."""
    return ", ".join(WEEKDAYS[day].capitalize() for day in days)


def read_days(text: str) -> tuple[int, ...]:
    """Read weekdays as people type them: `mon thu`, `weekdays`; "" and `daily` are every day.

    Raises ValueError with a hint.
    """
    found = weekdays.read(fold(clean(text, 80)))
    return () if len(found) == 7 else found


def read_time(text: str) -> int | None:
    """Read a time of day in minutes since midnight; "" is none. Raises ValueError with a hint."""
    return parse_time(text) if clean(text, 20) else None


def instructions_of(pet: int) -> tuple[Instruction, ...]:
    """Give a pet's instructions by kind and time."""
    rows = PetInstruction.select().where(PetInstruction.pet == pet)
    found = [_read(row) for row in rows.order_by(PetInstruction.id)]
    return tuple(sorted(found, key=lambda one: (one.kind, one.time or 0)))


def instruction(key: int) -> Instruction:
    """Give one instruction; raises Refused when it is gone."""
    return _read(_known(key))


def _read(row: PetInstruction) -> Instruction:
    days = tuple(WEEKDAYS.index(day) for day in row.days.split(",") if day in WEEKDAYS)
    return Instruction(row.id, row.version, row.kind, row.text, row.time, days)


def save(pet: int, said: Instruction, by: Actor) -> int:
    """Save an instruction, a new one without an id, and give its id.

    Raises Wrong, or Clash when somebody else changed it meanwhile.
    """
    text = clean(said.text, 400)
    if not text:
        raise Wrong("text", "The instruction is empty. Say what the pet gets.")
    if said.time is not None and not 0 <= said.time < 1440:
        raise Wrong("time", "This is not a time of day. Say it like 8 or 17:30.")
    values = {
        "kind": clean(said.kind, 40).lower() or "feeding", "text": text, "time": said.time,
        "days": ",".join(WEEKDAYS[day] for day in sorted(set(said.days)) if 0 <= day < 7),
    }  # fmt: skip
    with change("", by) as door:
        row = Pet.get_or_none(Pet.id == pet)
        if row is None:
            raise Refused("This pet is no longer here. Find it again.")
        door.what = f"{row.name}: {values['kind']} {clean(text, 80)}"
        if said.id is None:
            return int(door.insert(PetInstruction, pet=pet, **values).id)
        known = _known(said.id)
        door.refuse_stale(known, said.version)
        door.update(known, **values)
        return int(known.id)


def remove(instruction: int, by: Actor) -> None:
    """Remove an instruction; the history keeps what it said."""
    with change("", by) as door:
        row = _known(instruction)
        door.what = f"{row.pet.name}: {row.kind} removed"
        door.delete(row)


def _known(key: int) -> PetInstruction:
    row: PetInstruction | None = PetInstruction.get_or_none(PetInstruction.id == key)
    if row is None:
        raise Refused("This instruction is no longer here.")
    return row
