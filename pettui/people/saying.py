"""Pets as they are said on the phone: `Bella, poodle`, `Bella poodle s, bites`, `Tom, cat`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pettui.people import flags
from pettui.people.clients import SIZES, BreedLine, NewPet, find_breeds
from pettui.text import clean, fold

SPECIES = {"dog": "Dog", "cat": "Cat"}


@dataclass(frozen=True, slots=True)
class SaidPet:
    """A pet that was understood, and the words that are echoed."""

    pet: NewPet
    words: str  # "Bella · Poodle · S"


def read_pets(text: str) -> list[SaidPet]:
    """Read one or several new pets, several with `;` between them.

    Raises ValueError when a breed is said that is not in the list.
    """
    return [read_pet(part) for part in text.split(";") if clean(part)]


def read_pet(text: str) -> SaidPet:
    """Read a pet: its name, then perhaps breed, size (XS to XL), species, and dangers.

    What stands after a comma and is called as a danger is (`bites`, `heart`) becomes one. With
    another comma everything before it is the name; without one the last words are the breed if
    a breed is called so. Raises ValueError when what follows the comma is no breed.
    """
    first, *others = clean(text).split(",")
    dangers = [flag for part in others if (flag := flags.said(part)) is not None]
    rest = [first, *(part for part in others if flags.said(part) is None)]
    found = _read_body(",".join(rest))
    if not dangers:
        return found
    behavior = ",".join(flag.id for flag in dangers if flag in flags.BEHAVIOR)
    medical = ",".join(flag.id for flag in dangers if flag in flags.MEDICAL)
    words = (found.words, *flags.words(behavior, medical))
    return SaidPet(replace(found.pet, behavior=behavior, medical=medical), " · ".join(words))


def _read_body(text: str) -> SaidPet:
    said, comma, about = text.partition(",")
    words = (about if comma else said).split()
    size, species = "", ""
    while len(words) > (0 if comma else 1):
        if not size and words[-1].upper() in SIZES:
            size = words.pop().upper()
        elif not species and fold(words[-1]) in SPECIES:
            species = SPECIES[fold(words.pop())]
        else:
            break
    if comma:
        name = said.strip()
        breed = _breed(words, size, species) if words else None
        if words and breed is None:
            raise ValueError(
                f"“{' '.join(words)}” is not a breed of the list. Leave it out, or say another,"
                " such as mixed."
            )
    else:
        name, breed = " ".join(words), None
        for cut in range(1, len(words)):
            breed = _breed(words[cut:], size, species, starts=True)
            if breed is not None:
                name = " ".join(words[:cut])
                break
    kind = species or (breed.species if breed else "Dog")
    pet = NewPet(name, species=kind, breed=breed.id if breed else None, size=size)
    shown = [name, breed.name if breed else "", size or (breed.size if breed else "")]
    shown += [kind] if kind != "Dog" else []
    return SaidPet(pet, " · ".join(part for part in shown if part))


def _breed(words: list[str], size: str, species: str, *, starts: bool = False) -> BreedLine | None:
    """Find the breed that some words mean; with `starts` each must begin a word of its name."""
    text = fold(" ".join(words))
    if len(text) < 3:
        return None
    found = [
        breed
        for breed in find_breeds(text, 50)
        if (not species or breed.species == species)
        and (not starts or all(_begins(breed.name, term) for term in text.split()))
    ]
    same_size = [breed for breed in found if size and breed.size == size]
    exact = [breed for breed in found if fold(breed.name) == text]
    whole = [breed for breed in found if set(text.split()) <= set(_words(breed.name))]
    return next(iter([*exact, *same_size, *whole, *found]), None)


def _begins(name: str, term: str) -> bool:
    return any(word.startswith(term) for word in _words(name))


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(name))
