"""Finds the breed that a file means; one that nobody knows becomes the shop's own."""

from __future__ import annotations

import re

from db.models import Breed
from db.models.base import tuples
from pettui.history.door import Door
from pettui.text import clean, fold

_SAME = {
    "lab": "labrador retriever", "labrador": "labrador retriever", "golden": "golden retriever",
    "yorkie": "yorkshire terrier", "frenchie": "french bulldog", "gsd": "german shepherd",
    "aussie": "australian shepherd", "westie": "west highland white terrier",
    "doxie": "dachshund", "dackel": "dachshund", "chi": "chihuahua", "pudel": "poodle",
    "caniche": "poodle", "berner": "bernese mountain dog", "bichon": "bichon frise",
    "cavalier": "cavalier king charles spaniel", "corgi": "pembroke welsh corgi",
    "sheltie": "shetland sheepdog", "dsh": "domestic shorthair", "dlh": "domestic longhair",
    "pit": "american pit bull terrier", "pitbull": "american pit bull terrier",
}  # fmt: skip


def _key(name: str) -> str:
    """Fold a breed's name: the order of its words, hyphens and brackets do not matter."""
    said = re.sub(r"\W+", " ", fold(name)).strip()
    return " ".join(sorted(_SAME.get(said, said).split()))


class Breeds:
    """The breeds of the shop, and those that an import adds."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._known: dict[tuple[str, str], int] = {}
        self._species: dict[str, list[str]] = {}
        self._cache: dict[tuple[str, str], tuple[int | None, str]] = {}
        self.added: list[str] = []
        for key, species, name in tuples(Breed.select(Breed.id, Breed.species, Breed.name)):
            self._learn(key, species, name)

    def _learn(self, key: int, species: str, name: str) -> None:
        folded = _key(name)
        self._known.setdefault((fold(species), folded), key)
        self._species.setdefault(folded, []).append(species)

    def find(self, name: str, species: str) -> tuple[int | None, str]:
        """Give the breed's key and the species; without a species, the breed tells it."""
        name = clean(name)
        asked = (name, species)
        if asked not in self._cache:
            self._cache[asked] = self._find(name, species)
        return self._cache[asked]

    def _find(self, name: str, species: str) -> tuple[int | None, str]:
        if not name or not _key(name):
            return None, species or "Dog"
        folded = _key(name)
        kinds = self._species.get(folded, [])
        kind = species or ("Dog" if "Dog" in kinds or not kinds else kinds[0])
        key = self._known.get((fold(kind), folded)) or self._longer(fold(kind), folded)
        if key is None:
            row = self._door.insert(Breed, species=clean(kind, 40), name=name, own=True)
            key = int(row.id)
            self._learn(key, kind, name)
            self.added.append(name)
        return key, kind

    def _longer(self, species: str, folded: str) -> int | None:
        """Give the one breed that has all the words and one more: `German Shepherd Dog`."""
        wanted = set(folded.split())
        found = {
            key
            for (kind, name), key in self._known.items()
            if kind == species and len(wanted) > 1 and wanted < set(name.split())
            and len(name.split()) == len(wanted) + 1
        }  # fmt: skip
        return found.pop() if len(found) == 1 else None
