"""Vaccinations in a list of clients: which columns they are, and how their dates are read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from db.models import Vaccine
from db.models.base import tuples
from pettui.dates import parse_day
from pettui.history.door import Door
from pettui.imports.clients.values import read_date
from pettui.imports.clients.words import EXPIRES, FILLERS, GIVEN, NOISE, PETS, VACCINES
from pettui.text import clean, fold

_GROUP = {word: name for name, text in VACCINES.items() for word in text.split("|")}
_NOTHING = frozenset(["", "no", "n", "none", "na", "n a", "unknown", "0", "false", "not given"])
FIRST, LAST = 2000, 2200  # years in which a vaccination may run out
_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}")


@dataclass(slots=True)
class Shot:
    """What a file says of one vaccination of a pet."""

    expires: date | None = None
    given: date | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """What a column's name says: the vaccination, and whether it runs out or was given then."""

    vaccine: str
    what: str  # "expires" or "given"
    sure: bool  # False where the name is that of the vaccination alone
    pet: int  # 0 where no number tells


def group(name: str) -> str:
    """Give what a vaccination is called here whatever others call it; "" for one not known."""
    return _GROUP.get(_words(name), "")


def _words(text: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", fold(text)).split())


def column(name: str, own: Collection[str] = ()) -> Column | None:
    """Read a column's name, such as `Rabies Expires`; None for other columns.

    Args:
        name: what the file calls the column.
        own: the names of the shop's own vaccinations, which come first.
    """
    words = _words(name).split()
    named = {_words(kind): kind for kind in reversed(tuple(own))}
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            phrase = " ".join(words[start : start + length])
            kind = named.get(phrase) or _GROUP.get(phrase)
            if not kind:
                continue
            rest = words[:start] + words[start + length :]
            number = _pet_number(rest)
            rest = [re.sub(r"\d+$", "", word) if number else word for word in rest]
            if not all(w in EXPIRES | GIVEN | NOISE | PETS | FILLERS or not w for w in rest):
                continue
            if phrase not in named:
                kind = next((mine for mine in own if group(mine) == kind), kind)
            given = bool(GIVEN & set(rest)) and not EXPIRES & set(rest)
            sure = given or bool(EXPIRES & set(rest))
            return Column(kind, "given" if given else "expires", sure, number)
    return None


def _pet_number(rest: list[str]) -> int:
    """Give the 2 of `Pet 2` and `pet2`; 0 where there is none."""
    for at, word in enumerate(rest):
        bare = re.sub(r"\d+$", "", word)
        digits = word[len(bare) :] or (rest[at + 1] if len(rest) > at + 1 else "")
        if bare in PETS and digits.isdigit() and len(digits) <= 2:
            if not word[len(bare) :]:
                rest[at + 1] = ""
            return int(digits)
    return 0


def is_nothing(text: str) -> bool:
    """Tell whether a cell says that there is no such vaccination."""
    return _words(text) in _NOTHING


def read_day(text: str, today: date, *, month_first: bool) -> date | None:
    """Read a day on which a vaccination runs out or was given; None for what is none."""
    found = read_date(text, today, month_first=month_first, future=True)
    if found is None and re.search(r"[a-z]{3}", fold(text)) and re.search(r"\b\d{4}\b", text):
        try:  # Mar 14, 2027; without a year it would be guessed
            found = parse_day(re.sub(r"[\s.-]+", " ", fold(text)), today, month_first=month_first)
        except ValueError:
            return None
    return found if found is not None and FIRST <= found.year <= LAST else None


def listed(text: str) -> Iterator[tuple[str, str]]:
    """Give the name and the date of each vaccination of one cell: `Rabies 3/1/2027; DHPP ...`.

    What has no date is given with "".
    """
    for part in re.split(r"[;\n|]|,(?! ?\d{4}\b)", text):
        found = _DATE.search(part)
        name = part.replace(found[0], " ") if found else part
        words = [w for w in re.split(r"[\s:()=]+", name) if fold(w) not in EXPIRES and w != "-"]
        if said := clean(" ".join(words), 80):
            yield said, found[0] if found else ""


def own_names() -> tuple[str, ...]:
    """Give the names of the shop's vaccinations, dogs' first."""
    rows = Vaccine.select(Vaccine.name).order_by(Vaccine.species.desc(), Vaccine.id)
    return tuple(dict.fromkeys(name for (name,) in tuples(rows)))


class Kinds:
    """The shop's kinds of vaccinations, by species, and those that an import adds."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._known: dict[tuple[str, str], int] = {}
        self.added: list[str] = []
        rows = Vaccine.select(Vaccine.id, Vaccine.species, Vaccine.name).order_by(Vaccine.id)
        for key, species, name in tuples(rows):
            self._learn(key, species, name)

    def _learn(self, key: int, species: str, name: str) -> None:
        for mark in {fold(name), group(name)} - {""}:
            self._known.setdefault((fold(species), mark), key)

    def find(self, name: str, species: str) -> int:
        """Give the key of a vaccination for a species; one that is not known is written."""
        name, species = clean(name, 80), clean(species, 40) or "Dog"
        for mark in (fold(name), group(name)):
            key = self._known.get((fold(species), mark)) if mark else None
            if key is not None:
                return key
        name = group(name) or name
        row = self._door.insert(Vaccine, species=species, name=name)
        self._learn(int(row.id), species, name)
        if name not in self.added:  # for another species
            self.added.append(name)
        return int(row.id)
