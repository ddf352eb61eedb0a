"""What the forms of clients and pets offer to choose from."""

from __future__ import annotations

from db.connection import reading
from db.models import Bookable, Breed
from db.models.base import tuples
from pettui.people.clients import BreedLine


def groomers() -> tuple[tuple[int, str], ...]:
    """Give the id and the name of everybody whom a client may prefer, in the book's order."""
    there = (Bookable.kind == "employee") & Bookable.active
    rows = Bookable.select(Bookable.id, Bookable.label).where(there)
    with reading():
        return tuple((key, name) for key, name in tuples(rows.order_by(Bookable.position)))


def breed_lines() -> tuple[BreedLine, ...]:
    """Give all breeds that can be chosen, by name."""
    rows = Breed.select(Breed.id, Breed.name, Breed.species, Breed.size).where(Breed.active)
    with reading():
        return tuple(BreedLine(*row) for row in tuples(rows.order_by(Breed.name)))
