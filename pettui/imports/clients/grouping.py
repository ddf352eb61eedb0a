"""Puts the rows of one owner together, and finds who is in the file twice or here already."""

from __future__ import annotations

from dataclasses import dataclass, field

from db.models import Client, Pet, Phone
from db.models.base import tuples
from pettui.imports.clients.people import Person, PetDraft
from pettui.imports.clients.report import Remark
from pettui.text import clean, fold


@dataclass
class Groups:
    """The people of a file, each once."""

    take_shared: bool = False
    """Whether people of different names may share a phone number or an e-mail address."""
    people: list[Person] = field(default_factory=list)
    shared: list[Remark] = field(default_factory=list)
    left: list[Remark] = field(default_factory=list)
    _marks: dict[str, Person] = field(default_factory=dict)
    """Whom a phone number, an e-mail address or an id ("#12") belongs to."""
    _names: dict[str, list[Person]] = field(default_factory=dict)

    def add(self, person: Person) -> None:
        """Take a row: a new person, another pet of a known one, or somebody who is left."""
        marks = (*person.digits, person.email, person.ref and f"#{person.ref}")
        same = next((mark for mark in marks if mark and mark in self._marks), "")
        other = self._marks.get(same) or self._namesake(person)
        if other is None:
            self._take(person)
        elif _may_be_one(person, other):
            if _merge(other, person):
                self._learn(other, person.ref)
            else:
                words = f"{person.name} is there twice: see line {other.line}"
                self.left.append(Remark(person.line, words))
        else:
            what = "id" if same[0] == "#" else "e-mail address" if "@" in same else "phone number"
            words = f"{person.name} has the {what} of line {other.line} ({other.name})"
            if self.take_shared:
                self.shared.append(Remark(person.line, words))
                self._take(person)
            else:
                self.left.append(Remark(person.line, words))

    def _take(self, person: Person) -> None:
        self.people.append(person)
        self._names.setdefault(person.key, []).append(person)
        self._learn(person, person.ref)

    def _learn(self, person: Person, ref: str) -> None:
        for mark in (*person.digits, person.email, ref and f"#{ref}"):
            if mark:
                self._marks.setdefault(mark, person)

    def _namesake(self, person: Person) -> Person | None:
        """Give a person of the same name, unless an id, a phone or an e-mail tells them apart."""
        for other in self._names.get(person.key, ()):
            if person.ref and other.ref:
                continue
            if not (person.digits or person.email) or not (other.digits or other.email):
                return other
        return None


def _may_be_one(one: Person, other: Person) -> bool:
    """Tell whether two names may be one person's: the same, or `M. Ortega` and `Maria Ortega`."""
    if one.key == other.key:
        return True
    (a, b), (c, d) = (
        (fold(p.values["first_name"]).strip(". "), fold(p.values["last_name"]))
        for p in (one, other)
    )
    initials = not a or not c or (min(len(a), len(c)) == 1 and a[0] == c[0])
    return b == d and bool(b) and initials


def _merge(known: Person, more: Person) -> bool:
    """Give a known person what another row adds; tells whether it added anything."""
    added = False
    for name, value in more.values.items():
        if value not in ("", None) and known.values.get(name) in ("", None):
            known.values[name] = value
            added = True
    have = {number.number for _, number in known.phones}
    fresh = [(kind, number) for kind, number in more.phones if number.number not in have]
    names = {fold(pet.name): pet for pet in known.pets}
    pets = [pet for pet in more.pets if fold(pet.name) not in names]
    for pet in more.pets:  # one vaccination a row: the pet is repeated, too
        if (same := names.get(fold(pet.name))) is not None:
            added = _complete(same, pet) or added
    known.phones += fresh
    known.pets += pets
    known.source = known.source or more.source
    known.class_of = known.class_of or more.class_of
    known.groomer = known.groomer or more.groomer
    return added or bool(fresh or pets)


def _complete(known: PetDraft, more: PetDraft) -> bool:
    """Give a known pet what another row says of it; tells whether that was anything new."""
    fresh = {
        name: value for name, value in more.values.items()
        if value not in ("", None) and known.values.get(name) in ("", None)
    }  # fmt: skip
    shots = {name: shot for name, shot in more.shots.items() if name not in known.shots}
    known.values |= fresh
    known.shots |= shots
    known.breed = known.breed or more.breed
    known.vet = known.vet or more.vet
    return bool(fresh or shots)


class Here:
    """The clients of the shop, as far as telling them from others needs it."""

    def __init__(self) -> None:
        self.phones: dict[str, int] = {}
        self.emails: dict[str, int] = {}
        self.names: dict[str, list[int]] = {}
        self.shown: dict[int, str] = {}
        self.reachable: set[int] = set()
        self.pets: dict[int, set[str]] = {}
        for key, first, last, email, number in tuples(
            Client.select(
                Client.id, Client.first_name, Client.last_name, Client.email, Client.number
            ).order_by(Client.id)
        ):
            name = f"{first} {last}".strip()
            self.shown[key] = f"{name} (client {number})"
            self.names.setdefault(" ".join(sorted(fold(name).split())), []).append(key)
            if email:
                self.emails.setdefault(email.lower(), key)
                self.reachable.add(key)
        for key, digits in tuples(Phone.select(Phone.client, Phone.digits).order_by(Phone.id)):
            if len(digits) >= 7:
                self.phones.setdefault(digits, key)
                self.reachable.add(key)
        for key, name in tuples(Pet.select(Pet.client, Pet.name)):
            self.pets.setdefault(key, set()).add(fold(name))

    def find(self, person: Person) -> tuple[int, str] | None:
        """Give the client who a person of the file seems to be, and why in words."""
        for digits in person.digits:
            if digits in self.phones:
                return self._said(self.phones[digits], "has the phone number of", person)
        if person.email and person.email in self.emails:
            return self._said(self.emails[person.email], "has the e-mail address of", person)
        contact = bool(person.digits or person.email)
        mine = {fold(pet.name) for pet in person.pets}
        for key in self.names.get(person.key, ()):
            if not contact or key not in self.reachable:
                return self._said(key, "has the name of", person)
            if mine & self.pets.get(key, set()):
                return self._said(key, "has the name and a pet of", person)
        return None

    def _said(self, key: int, why: str, person: Person) -> tuple[int, str]:
        return key, f"{clean(person.name, 60)} {why} {self.shown[key]}"
