"""Veterinary practices, shared by the pets that go there."""

from __future__ import annotations

from dataclasses import dataclass

from db.models import Vet
from pettui.history.actor import Actor
from pettui.history.door import Door, Refused, change
from pettui.people.clients import check_email
from pettui.people.record import Wrong
from pettui.text import clean, fold


@dataclass(frozen=True, slots=True)
class VetLine:
    """A practice to choose from."""

    id: int
    practice: str
    name: str
    phone: str
    email: str = ""
    address: str = ""
    version: int = 0
    active: bool = True

    @property
    def words(self) -> str:
        """The practice on one line: `Lakeside Vet, Dr. Hollis, 555-0111`."""
        return ", ".join(part for part in (self.practice, self.name, self.phone) if part)


def line_of(vet: Vet) -> VetLine:
    """Give a practice as screens see it."""
    return VetLine(
        vet.id, vet.practice, vet.name, vet.phone, vet.email, vet.address, vet.version,
        bool(vet.active),
    )  # fmt: skip


def practices() -> tuple[VetLine, ...]:
    """Give the practices that can be chosen, by name."""
    rows = Vet.select().where(Vet.active).order_by(Vet.practice, Vet.name)
    return tuple(line_of(row) for row in rows)


def practice(
    door: Door, practice: str, name: str = "", *, phone: str = "", email: str = "",
    address: str = "",
) -> int | None:  # fmt: skip
    """Give the practice of this name; one that is not known yet is written. "" means none."""
    practice, name = clean(practice, 200), clean(name)
    if not practice:
        return None
    for found in Vet.select():
        if (fold(found.practice), fold(found.name)) == (fold(practice), fold(name)):
            if not found.active:
                door.update(found, active=True)
            return int(found.id)
    made = door.insert(
        Vet, practice=practice, name=name, phone=clean(phone, 60), email=clean(email, 200),
        address=clean(address, 200),
    )  # fmt: skip
    return int(made.id)


def save(line: VetLine, by: Actor) -> int:
    """Save a practice, a new one with id 0, and give its id; all its pets see the change.

    Raises Wrong, Clash when somebody else saved it meanwhile, or Refused when it is gone.
    """
    name, doctor = clean(line.practice, 200), clean(line.name)
    if not name:
        raise Wrong("practice", "The practice needs a name.")
    email = check_email(line.email)
    with change(f"vet {name}", by) as door:
        for other in Vet.select().where(Vet.id != line.id):
            if (fold(other.practice), fold(other.name)) == (fold(name), fold(doctor)):
                raise Wrong("practice", f"{line_of(other).words} is in the list already.")
        values = {
            "practice": name, "name": doctor, "phone": clean(line.phone, 60), "email": email,
            "address": clean(line.address, 200), "active": line.active,
        }  # fmt: skip
        if not line.id:
            return int(door.insert(Vet, **values).id)
        row = Vet.get_or_none(Vet.id == line.id)
        if row is None:
            raise Refused("This practice is no longer in the list.")
        door.refuse_stale(row, line.version)
        door.update(row, **values)
        return int(row.id)
