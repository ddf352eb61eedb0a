"""The breeds that the shop knows: usual size and coat, and the group that prices go by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from db.models import Breed, Pet
from db.models.base import tuples
from pettui.history.actor import Actor
from pettui.history.door import Refused, change
from pettui.people.breeds import SIZES
from pettui.stock import uses
from pettui.text import clean, fold


@dataclass(frozen=True, slots=True)
class BreedLine:
    """A breed; `id` is None for a new one. "" is no usual size or coat, and no group."""

    name: str
    species: str = "Dog"
    size: str = ""
    coat: str = ""
    group: str = ""
    active: bool = True
    id: int | None = None
    version: int | None = None


def breed_lines() -> list[BreedLine]:
    """Give all breeds, dogs first, by name."""
    rows = Breed.select(
        Breed.name, Breed.species, Breed.size, Breed.coat, Breed.group, Breed.active, Breed.id,
        Breed.version,
    )  # fmt: skip
    found = [BreedLine(n, s, z, c, g, bool(a), k, v) for n, s, z, c, g, a, k, v in tuples(rows)]
    return sorted(found, key=lambda b: (b.species != "Dog", fold(b.species), fold(b.name)))


def save_breed(breed: BreedLine, by: Actor) -> int:
    """Make or change a breed; gives its id. Pets and prices follow its size, coat and group."""
    name, species = clean(breed.name, 80), clean(breed.species, 40) or "Dog"
    size = clean(breed.size, 4).upper()
    with change("", by) as door:
        if not name:
            raise Refused("Name: a breed needs a name.")
        if size and size not in SIZES:
            raise Refused(f"Size: use one of {', '.join(SIZES)}, or leave it empty.")
        for other in Breed.select().where(Breed.id != (breed.id or 0)):
            if (fold(other.species), fold(other.name)) == (fold(species), fold(name)):
                raise Refused(f"Name: there is a {other.species.lower()} breed {other.name}.")
        values: dict[str, Any] = {
            "name": name, "species": species, "size": size, "coat": clean(breed.coat, 40),
            "group": _spelled(clean(breed.group, 40)),
        }  # fmt: skip
        door.what = f"new breed {name}"
        if breed.id is None:
            return int(door.insert(Breed, own=True, **values).id)
        row = _the(breed.id)
        door.refuse_stale(row, breed.version)
        door.what = f"changed the breed {row.name}"
        if row.group != values["group"]:
            door.what = f"breed {name}: group {values['group'] or 'none'}"
        door.update(row, **values)
        return int(row.id)


def set_breed_active(key: int, by: Actor, *, active: bool) -> None:
    """Offer a breed again, or no more; its pets keep it."""
    with change("", by) as door:
        row = _the(key)
        door.what = f"made the breed {row.name} {'active' if active else 'inactive'}"
        door.update(row, active=active)


def delete_breed(key: int, by: Actor) -> None:
    """Remove a breed that no pet has; else Refused with the count (DOMAIN 5.1)."""
    with change("", by) as door:
        row = _the(key)
        pets = Pet.select().where(Pet.breed == key).count()
        uses.refuse_if_used(row.name, ((pets, "pet", "pets"),))
        door.what = f"deleted the breed {row.name}"
        door.delete(row)


def _spelled(group: str) -> str:
    """Give a group as it is spelled already, so that doodle and Doodle are one."""
    known = Breed.select(Breed.group).where(Breed.group != "").distinct()
    return next((name for (name,) in tuples(known) if fold(name) == fold(group)), group)


def _the(key: int) -> Breed:
    row: Breed | None = Breed.get_or_none(Breed.id == key)
    if row is None:
        raise Refused("This breed is no longer here. Somebody has deleted it.")
    return row
