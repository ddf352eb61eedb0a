"""Veterinary practices, shared by the pets that go there."""

from __future__ import annotations

from dataclasses import dataclass

from db.models import Vet
from pettui.history.door import Door
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

    @property
    def words(self) -> str:
        """The practice on one line: `Lakeside Vet, Dr. Hollis, 555-0111`."""
        return ", ".join(part for part in (self.practice, self.name, self.phone) if part)


def line_of(vet: Vet) -> VetLine:
    """Give a practice as screens see it."""
    return VetLine(vet.id, vet.practice, vet.name, vet.phone, vet.email, vet.address)


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
