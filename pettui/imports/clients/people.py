"""Makes people with phones and pets of the rows of a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pettui.history.door import Refused
from pettui.imports.clients.columns import Mapping
from pettui.imports.clients.reading import Table
from pettui.imports.clients.report import Remark
from pettui.imports.clients.values import (
    Order,
    read_date,
    read_sex,
    read_size,
    read_species,
    read_yes,
)
from pettui.people import phones, typed
from pettui.people.clients import check_email, split_name
from pettui.people.phones import PhoneNumber
from pettui.team.shop import Shop
from pettui.text import clean, clean_note, fold

KINDS = {"phone": "mobile", "home_phone": "home", "work_phone": "work"}
_LIMITS = {"postcode": 20, "title": 40, "email": 200, "address": 200}


class Bad(Exception):
    """A row that makes no client; the text says why and what to do."""


@dataclass(slots=True)
class PetDraft:
    """A pet as the file has it; `breed` is a name still."""

    name: str
    species: str = ""
    breed: str = ""
    vet: str = ""
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Person:
    """A client as the file has them."""

    line: int
    ref: str = ""
    source: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    phones: list[tuple[str, PhoneNumber]] = field(default_factory=list)
    pets: list[PetDraft] = field(default_factory=list)

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.values['first_name']} {self.values['last_name']}".strip()

    @property
    def key(self) -> str:
        """The name, folded, whichever part stands first."""
        return " ".join(sorted(fold(self.name).split()))

    @property
    def email(self) -> str:
        """The e-mail address as it is compared."""
        return str(self.values.get("email", "")).lower()

    @property
    def digits(self) -> list[str]:
        """The phone numbers as they are compared; short ones say nothing."""
        return [number.digits for _, number in self.phones if len(number.digits) >= 7]


class Rows:
    """Reads the rows of a table with one mapping."""

    def __init__(self, table: Table, mapping: Mapping, shop: Shop, dates: str = "") -> None:
        self.table, self.mapping, self.shop = table, mapping, shop
        self.today = shop.today()
        born = [at for at, to in enumerate(mapping) if to and to.field in ("birthday", "born")]
        texts = (cells[at] for _, cells in table.rows for at in born if at < len(cells))
        self.order = Order(texts, dates, month_first=shop.month_first)
        self.remarks: list[Remark] = []
        self._phones: dict[str, PhoneNumber | None] = {}
        self._emails: dict[str, str | None] = {}

    def read(self, line: int, cells: tuple[str, ...]) -> Person:
        """Make a person of one row; raises Bad in words."""
        if any(cell.strip() for cell in cells[len(self.mapping) :]):
            raise Bad(
                f"has {len(cells)} values for {len(self.mapping)} columns;"
                " put a value that has a comma in it into quotation marks"
            )
        client: dict[str, list[str]] = {}
        pets: dict[int, dict[str, list[str]]] = {}
        for to, cell in zip(self.mapping, cells, strict=False):
            if to is not None and (text := cell.strip()):
                into = pets.setdefault(to.pet, {}) if to.pet else client
                into.setdefault(to.field, []).append(text)
        person = self._client(line, client)
        person.pets = list(self._pets(line, pets))
        return person

    def _client(self, line: int, said: dict[str, list[str]]) -> Person:
        first, last = split_name(" ".join(said.pop("name", [])))
        values: dict[str, Any] = {
            "first_name": clean(" ".join(said.pop("first_name", []))) or first,
            "last_name": clean(" ".join(said.pop("last_name", []))) or last,
        }
        if not values["first_name"] and not values["last_name"]:
            raise Bad("has no client's name; fill it in, or take the row out")
        person = Person(line, values=values)
        spare: list[str] = []  # what is not understood is kept in words
        for name, texts in said.items():
            text = ", ".join(texts) if name == "address" else "\n".join(texts)
            if name == "ref":
                person.ref = clean(text)
            elif name in KINDS:
                for one in texts:
                    self._phone(person, KINDS[name], one, spare)
            elif name == "source":
                person.source = clean(text, 60)
            elif name == "email":
                email = self._email(text)
                if email is None:
                    spare.append(self._kept(line, "e-mail", text))
                else:
                    values["email"] = email
            elif name == "birthday":
                day = self._day(text)
                if day is None or day > self.today:
                    spare.append(self._kept(line, "birthday", text))
                else:
                    values["birthday"] = day
            elif name in ("mail_marketing", "text_marketing"):
                values[name] = bool(read_yes(text))  # consent is only what says so
            elif name in ("alert", "comment"):
                values[name] = clean_note(text)
            else:
                values[name] = clean(text, _LIMITS.get(name, 120))
        if spare:
            values["comment"] = clean_note("\n".join([values.get("comment", ""), *spare]))
        return person

    def _phone(self, person: Person, kind: str, text: str, spare: list[str]) -> None:
        if text not in self._phones:
            try:
                self._phones[text] = phones.read(text, self.shop.region)
            except ValueError:
                self._phones[text] = None
        number = self._phones[text]
        if number is None:
            spare.append(self._kept(person.line, "phone", text))
        elif number.number not in {known.number for _, known in person.phones}:
            person.phones.append((kind, number))

    def _email(self, text: str) -> str | None:
        try:
            return check_email(text)
        except Refused:
            return None

    def _day(self, text: str) -> date | None:
        day = read_date(text, self.today, month_first=self.order.month_first)
        if day is not None:
            return day
        try:
            return typed.read_birthday(text, self.today, month_first=self.order.month_first)
        except ValueError:
            return None

    def _kept(self, line: int, what: str, text: str) -> str:
        """Say that a value is kept among the notes, because it is not understood."""
        shown = clean(text, 40)
        self.remarks.append(Remark(line, f"the {what} “{shown}” is not understood; kept in notes"))
        return f"{what[:1].upper()}{what[1:]}: {clean(text, 200)}"

    def _pets(self, line: int, pets: dict[int, dict[str, list[str]]]) -> Iterator[PetDraft]:
        for place, said in sorted(pets.items()):
            names = " ".join(said.get("name", []))
            if not clean(names):
                if said.keys() <= {"species", "size", "sex", "neutered"}:
                    continue  # a default of the other program, not a pet
                what, texts = next((w, t) for w, t in said.items() if w != "name")
                which = f"pet {place} has" if len(pets) > 1 else "the pet has"
                raise Bad(
                    f"{which} a {what} (“{clean(texts[0], 30)}”) but no name;"
                    " fill the name in, or empty its columns"
                )
            yield self._pet(line, clean(names), said)

    def _pet(self, line: int, name: str, said: dict[str, list[str]]) -> PetDraft:
        text = {field: "\n".join(texts) for field, texts in said.items()}
        values: dict[str, Any] = {}
        spare: list[str] = []
        pet = PetDraft(
            name, clean(read_species(text.get("species", "")), 40), clean(text.get("breed", "")),
            clean(text.get("vet", ""), 200), values,
        )  # fmt: skip
        if "size" in text:
            size = read_size(text["size"])
            if size is None:
                spare.append(self._kept(line, "size", text["size"]))
            else:
                values["size"] = size
        if "weight" in text:
            try:
                values["weight"] = typed.read_weight(
                    self._weighed(text["weight"]), self.shop.region
                )
            except ValueError:
                spare.append(self._kept(line, "weight", text["weight"]))
        if "born" in text:
            born = self._born(text["born"])
            if born is None:
                spare.append(self._kept(line, "birthday", text["born"]))
            else:
                values["born"] = born
        if "sex" in text:
            values["sex"], values["neutered"] = read_sex(text["sex"])
            if not values["sex"]:
                spare.append(self._kept(line, "sex", text["sex"]))
        if "neutered" in text:
            told = read_yes(text["neutered"])
            values["neutered"] = read_sex(text["neutered"])[1] if told is None else told
        for field_, own, limit in (("coat", "coat", 40), ("color", "color", 60),
                                   ("microchip", "microchip", 40)):  # fmt: skip
            if field_ in text:
                values[own] = clean(text[field_], limit)
        for field_, own in (("alert", "alert"), ("medical", "medical_note"),
                            ("behavior", "behavior_note"), ("notes", "groom_notes")):  # fmt: skip
            if field_ in text:
                values[own] = clean_note(text[field_])
        if spare:
            values["groom_notes"] = clean_note("\n".join([values.get("groom_notes", ""), *spare]))
        return pet

    def _weighed(self, text: str) -> str:
        """Give a number alone the unit that its column's name says."""
        if any(letter.isalpha() for letter in text):
            return text
        heads = [
            fold(name) for name, to in zip(self.table.columns, self.mapping, strict=True)
            if to and to.field == "weight"
        ]  # fmt: skip
        unit = next((u for u in ("kg", "lb", "pound", "gram") if any(u in h for h in heads)), "")
        return f"{text} {unit}".strip()

    def _born(self, text: str) -> date | None:
        day = read_date(text, self.today, month_first=self.order.month_first)
        if day is not None:
            return day if day <= self.today else None
        try:
            return typed.read_born(text, self.today, month_first=self.order.month_first)
        except ValueError:
            return None
