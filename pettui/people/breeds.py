"""The breeds that a new shop knows, with the size class and coat that their pets usually have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from db.models import Breed
from pettui.history.door import Door

SIZES = ("XS", "S", "M", "L", "XL")
COATS = ("short", "double", "long", "curly", "wire")


@dataclass(frozen=True, slots=True)
class BreedSeed:
    """A breed; `size` and `coat` are "" where its pets differ too much to say."""

    species: str
    name: str
    size: str
    coat: str


@cache
def breeds() -> Sequence[BreedSeed]:
    """Give all breeds, dogs before cats, in order of their names."""
    text = files("pettui.people").joinpath("breeds.tsv").read_text(encoding="utf-8")
    return tuple(BreedSeed(*line.split("\t")) for line in text.splitlines()[1:])


def write(door: Door) -> dict[tuple[str, str], int]:
    """Write the breeds that the shop does not have yet; gives all ids by (species, name)."""
    names = ("species", "name", "size", "coat")
    there = {(s, n) for s, n in Breed.select(Breed.species, Breed.name).tuples()}
    fresh = (b for b in breeds() if (b.species, b.name) not in there)
    door.bulk(Breed, ((b.species, b.name, b.size, b.coat) for b in fresh), names)
    return {(s, n): key for key, s, n in Breed.select(Breed.id, Breed.species, Breed.name).tuples()}
