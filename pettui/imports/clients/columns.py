"""Says which column of a file is which field of a client or a pet, by the columns' names."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pettui.history.door import Refused
from pettui.imports.clients import shots, words
from pettui.imports.clients.reading import Table
from pettui.text import clean, fold

MAX_PETS = 30
_CLIENT = words.fields(words.CLIENT)
_PET = words.fields(words.PET | words.FLAGS)
_PHONES = ("phone", "home_phone", "work_phone")
_NAMED = re.compile(r"pet(\d{1,2})?_([a-z_]+)")
_SHOT = re.compile(r"pet(\d{1,2})?_(expires|given):(.+)")
_SIDES = {"birthday": "born", "comment": "notes", "gender": "sex"}
"""Fields of a client whose column, beside a pet's, is the pet's."""


@dataclass(frozen=True, slots=True)
class Target:
    """A field of the client (`pet` is 0), or of the nth pet of a row."""

    field: str
    pet: int = 0

    def __str__(self) -> str:
        if not self.pet:
            return self.field
        return f"pet{self.pet if self.pet > 1 else ''}_{self.field}"


Mapping = tuple[Target | None, ...]
"""What each column of a file is, in their order; None for those that are left."""


def names() -> tuple[str, ...]:
    """Give the names of all fields, as `--map` takes them."""
    pets = (f"pet_{field}" for field in (*words.PET, *words.FLAGS))
    return (*words.CLIENT, *pets, "pet_expires:Rabies", "pet_given:Rabies")


def target(name: str) -> Target | None:
    """Read a field's name (`email`, `pet_breed`, `pet2_name`); "-" or "" leaves the column.

    `pet_expires:Rabies` and `pet_given:Rabies` are the dates of a vaccination. Raises Refused
    with a hint.
    """
    if shot := _SHOT.fullmatch(name.strip()):
        return Target(f"{shot[2]}:{clean(shot[3], 80)}", max(1, min(MAX_PETS, int(shot[1] or 1))))
    said = fold(name).replace(" ", "_")
    if said in ("", "-", "none"):
        return None
    if said in words.CLIENT:
        return Target(said)
    found = _NAMED.fullmatch(said)
    if found and found[2] in (words.PET | words.FLAGS) and 1 <= int(found[1] or 1) <= MAX_PETS:
        return Target(found[2], int(found[1] or 1))
    raise Refused(f"“{name}” is not a field. The fields are: {', '.join(names())}, - for none.")


def propose(table: Table, vaccines: Collection[str] = ()) -> Mapping:
    """Match the columns of a file by their names, and by what stands beside them.

    Args:
        table: the file.
        vaccines: the names of the shop's own vaccinations.
    """
    dated = [
        shots.column(name, vaccines) or shots.column(_parted(name), vaccines)
        for name in table.columns
    ]
    told = {shot.vaccine for shot in dated if shot and shot.sure and shot.what == "expires"}
    found: list[Target | None] = []
    people = any(_plain(name)[0] in ("first_name", "last_name") for name in table.columns)
    people = people or any(fold(name) in words.OWNERS for name in table.columns)
    side, numbered = "", False
    for name, shot in zip(table.columns, dated, strict=True):
        field, wanted, number = _plain(name)
        joined = not field and _parted(name) != name  # PetName
        if joined:
            field, wanted, number = _plain(_parted(name))
        if shot and not field:
            # "Rabies" beside "Rabies expires" is when it was given
            what = "given" if not shot.sure and shot.vaccine in told else shot.what
            found.append(_shot(f"{what}:{shot.vaccine}", shot.pet, found))
            side, numbered = "pet", bool(shot.pet)
            continue
        if field and not wanted:  # the name alone fits both a client and a pet
            wanted = side or ("pet" if field == "name" and people else "client")
            if wanted == "pet" and numbered and not number:
                wanted = "client"  # "Pet 1, Pet 2, Notes": the notes are no pet's
        if not field:
            found.append(None)
            continue
        side = wanted
        numbered = wanted == "pet" and bool(number)
        if wanted == "pet":
            field = _SIDES.get(field, field)
            found.append(_pet(field, number, found))
        else:
            found.append(_client(field, found))
        if joined and found[-1] and found[-1].pet > 1 and not number:
            found[-1] = None  # the same in another spelling, not another pet
    return tuple(found)


def _parted(name: str) -> str:
    """Part words that are written as one: `PetName`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)


def _plain(name: str) -> tuple[str, str, int]:
    """Give the field of a column's name, "client" or "pet" where it is clear, and its number."""
    folded = fold(name)
    number = re.search(r"\d+", folded)
    bare = re.sub(r"[\W\d_]+", " ", folded)
    parts = [part for part in bare.split() if part not in words.FILLERS]
    whole = " ".join(bare.split())
    count = int(number[0]) if number and 1 <= int(number[0]) <= MAX_PETS else 0
    for phrase in (whole, " ".join(parts)):
        if phrase in _CLIENT or phrase in _PET:
            both = phrase in _CLIENT and phrase in _PET
            side = "" if both else "client" if phrase in _CLIENT else "pet"
            return _CLIENT.get(phrase) or _PET[phrase], side, count
    for side, marks, fields in (("pet", words.PETS, _PET), ("client", words.OWNERS, _CLIENT)):
        if any(part in marks for part in parts):
            rest = " ".join(part for part in parts if part not in marks)
            field = fields.get(rest) if rest else "name"
            if field:
                return field, side, count
    return "", "", 0


def _pet(field: str, number: int, before: Sequence[Target | None]) -> Target:
    """Give the field of the pet that a column belongs to: of the same one as its neighbours."""
    if number:
        return Target(field, number)
    pets = [found.pet for found in before if found and found.pet]
    last = pets[-1] if pets else 1
    if field not in words.JOINED and Target(field, last) in before:
        return Target(field, min(last + 1, MAX_PETS))
    return Target(field, last)


def _shot(field: str, number: int, before: Sequence[Target | None]) -> Target | None:
    """Give a vaccination's date to the pet before it; a second such column is left."""
    pets = [found.pet for found in before if found and found.pet]
    made = Target(field, number or (pets[-1] if pets else 1))
    return None if made in before else made


def _client(field: str, before: Sequence[Target | None]) -> Target | None:
    if field in words.JOINED or Target(field) not in before:
        return Target(field)
    if field in _PHONES:
        return next((Target(other) for other in _PHONES if Target(other) not in before), None)
    return None


def corrected(table: Table, mapping: Mapping, changes: Sequence[str]) -> Mapping:
    """Apply corrections such as `Their column=pet_name` (or `#3=...`); raises Refused."""
    made = list(mapping)
    for change in changes:
        theirs, sign, ours = change.rpartition("=")
        if not sign:
            raise Refused(f"“{change}” is not a correction. Write it like 'Their column=pet_name'.")
        made[_place(table, theirs)] = target(ours)
    return tuple(made)


def _place(table: Table, name: str) -> int:
    number = name.strip().removeprefix("#")
    if name.strip().startswith("#") and number.isdigit() and 1 <= int(number) <= len(table.columns):
        return int(number) - 1
    places = [at for at, column in enumerate(table.columns) if fold(column) == fold(name)]
    if len(places) == 1:
        return places[0]
    if places:
        which = " or ".join(f"#{at + 1}" for at in places)
        raise Refused(f"The file has {len(places)} columns “{name}”. Say {which} for the name.")
    raise Refused(f"The file has no column “{name}”. It has: {', '.join(table.columns)}.")


def check(mapping: Mapping) -> None:
    """Raise Refused where no column names the client."""
    if not {Target("name"), Target("first_name"), Target("last_name")} & set(mapping):
        raise Refused(
            "No column looks like the names of clients. Say which it is: --map 'Their column=name'."
        )
    twice = {
        str(one) for one in mapping
        if one and one.field not in words.JOINED and mapping.count(one) > 1
    }  # fmt: skip
    if twice:
        raise Refused(f"Two columns are meant to be {', '.join(sorted(twice))}. Leave one out.")
