"""What the forms of clients and pets offer to choose from."""

from __future__ import annotations

from db.connection import reading
from db.models import Bookable, Breed, Pet
from db.models.base import tuples
from pettui.people.clients import BreedLine
from pettui.text import fold

SPECIES = ("Dog", "Cat", "Rabbit", "Guinea pig", "Bird")


def groomers() -> tuple[tuple[int, str], ...]:
    """Give the id and the name of everybody whom a client may prefer, in the book's order."""
    there = (Bookable.kind == "employee") & Bookable.active
    rows = Bookable.select(Bookable.id, Bookable.label).where(there)
    with reading():
        return tuple((key, name) for key, name in tuples(rows.order_by(Bookable.position)))


def species() -> tuple[str, ...]:
    """Give the kinds of animals to choose from: the usual ones, then others that the shop has."""
    there = [
        name for model in (Breed, Pet)
        for (name,) in tuples(model.select(model.species).distinct().order_by(model.species))
    ]  # fmt: skip
    names = {fold(name): name for name in reversed((*SPECIES, *there)) if name}
    return tuple(names[key] for key in dict.fromkeys(map(fold, (*SPECIES, *there))) if key)


def breed_lines() -> tuple[BreedLine, ...]:
    """Give all breeds that can be chosen, by name."""
    rows = Breed.select(Breed.id, Breed.name, Breed.species, Breed.size).where(Breed.active)
    with reading():
        return tuple(BreedLine(*row) for row in tuples(rows.order_by(Breed.name)))
