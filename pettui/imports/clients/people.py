"""Makes people with phones and pets of the rows of a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from db.models import Employee
from db.models.base import tuples
from pettui.history.door import Refused
from pettui.imports.clients import marks, words
from pettui.imports.clients.columns import Mapping, Target
from pettui.imports.clients.reading import Table
from pettui.imports.clients.report import Remark
from pettui.imports.clients.shots import Shot, is_nothing, listed, read_day
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
from pettui.text import capital, clean, clean_note, fold

KINDS = {"phone": "mobile", "home_phone": "home", "work_phone": "work"}
_LIMITS = {"postcode": 20, "title": 40, "email": 200, "address": 200}


YES_OR_NO = frozenset(
    ["active", "inactive", "mail_marketing", "text_marketing", "call_marketing",
     "post_marketing", "mail_appointments", "text_appointments", "call_appointments",
     "no_mail", "no_text", "no_call"]
)  # fmt: skip
_DEFAULTS = {"species", "size", "sex", "neutered", "active", "inactive", "deceased", *words.FLAGS}
"""What other programs fill in for a pet that is none."""
_SPOKEN = {"email": "E-mail", "born": "Birthday", "rhythm": "Weeks between visits"}


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
    shots: dict[str, Shot] = field(default_factory=dict)
    """What is said of each vaccination, by its name."""


@dataclass(slots=True)
class Person:
    """A client as the file has them."""

    line: int
    ref: str = ""
    source: str = ""
    class_of: str = ""
    groomer: int | None = None
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


def _is_dated(name: str) -> bool:
    dated = ("birthday", "anniversary", "born", "vaccine_expires", "vaccine_given")
    return name in dated or ":" in name


def _agreed(name: str, text: str, said: dict[str, Any]) -> dict[str, Any]:
    """Read a column that says yes or no: consent to marketing is only what says so."""
    told = read_yes(text)
    if name in ("active", "inactive"):
        here = marks.read_active(name, text)
        return {} if here is None else {"active": here and said.get("active", True)}
    if name.endswith("_marketing"):
        return {name: bool(told) and said.get(name, True)}
    if name.startswith("no_"):
        channel = name.removeprefix("no_")
        return {f"{channel}_appointments": False, f"{channel}_marketing": False} if told else {}
    return {} if told is None else {name: told and said.get(name, True)}


def _groomers() -> dict[str, int]:
    """Give who works here by full name, and by first name where only one has it."""
    rows = list(tuples(Employee.select(Employee.bookable, Employee.first_name, Employee.last_name)))
    firsts = Counter(fold(first) for _, first, _ in rows)
    found = {fold(first): key for key, first, _ in rows if firsts[fold(first)] == 1}
    return found | {fold(f"{first} {last}"): key for key, first, last in rows}


class Rows:
    """Reads the rows of a table with one mapping."""

    def __init__(self, table: Table, mapping: Mapping, shop: Shop, dates: str = "") -> None:
        self.table, self.mapping, self.shop = table, mapping, shop
        self.today = shop.today()
        dated = [at for at, to in enumerate(mapping) if to and _is_dated(to.field)]
        texts = (cells[at] for _, cells in table.rows for at in dated if at < len(cells))
        self.order = Order(texts, dates, month_first=shop.month_first)
        self.remarks: list[Remark] = []
        self._phones: dict[str, PhoneNumber | None] = {}
        self._emails: dict[str, str | None] = {}
        self._groomers = _groomers()

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
                    self._phone(person, name, one, spare)
            elif name == "source":
                person.source = clean(text, 60)
            elif name == "class":
                person.class_of = clean(text, 60)
            elif name == "preferred_employee":
                person.groomer = self._groomers.get(fold(text))
                if person.groomer is None:
                    spare.append(self._kept(line, name, text, "somebody who works here"))
            elif name == "email":
                email = self._email(text)
                if email is None:
                    spare.append(self._kept(line, name, text, "an e-mail address"))
                else:
                    values["email"] = email
            elif name in ("birthday", "anniversary"):
                day = self._day(text)
                if day is None or day > self.today:
                    spare.append(self._kept(line, name, text, self._such(2019)))
                else:
                    values[name] = day
            elif name in YES_OR_NO:
                values |= _agreed(name, text, values)
            elif name in ("alert", "comment", "preferences"):
                values[name] = clean_note(text)
            else:
                values[name] = clean(text, _LIMITS.get(name, 120))
        if spare:
            values["comment"] = clean_note("\n".join([values.get("comment", ""), *spare]))
        return person

    def _phone(self, person: Person, name: str, text: str, spare: list[str]) -> None:
        if text not in self._phones:
            try:
                self._phones[text] = phones.read(text, self.shop.region)
            except ValueError:
                self._phones[text] = None
        number = self._phones[text]
        if number is None:
            spare.append(self._kept(person.line, name, text, "a phone number"))
        elif number.number not in {known.number for _, known in person.phones}:
            person.phones.append((KINDS[name], number))

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

    def _such(self, year: int) -> str:
        """Give what a date looks like here."""
        return f"a date such as {'3/14' if self.order.month_first else '14/3'}/{year}"

    def _kept(self, line: int, name: str, text: str, wanted: str, pet: int = 0) -> str:
        """Say that a value is kept among the notes, because it is not understood, and where."""
        at = next((n for n, to in enumerate(self.mapping) if to == Target(name, pet)), None)
        column = clean(self.table.columns[at], 40) if at is not None else name
        words = f"“{column}”: “{clean(text, 40)}” is not {wanted}; kept in the notes"
        self.remarks.append(Remark(line, words))
        return f"{_SPOKEN.get(name, capital(name.replace('_', ' ')))}: {clean(text, 200)}"

    def _pets(self, line: int, pets: dict[int, dict[str, list[str]]]) -> Iterator[PetDraft]:
        for place, said in sorted(pets.items()):
            names = " ".join(said.get("name", []))
            if not clean(names):
                if said.keys() <= _DEFAULTS:
                    continue  # a default of the other program, not a pet
                what, texts = next((w, t) for w, t in said.items() if w != "name")
                which = f"pet {place} has" if len(pets) > 1 else "the pet has"
                raise Bad(
                    f"{which} a {what} (“{clean(texts[0], 30)}”) but no name;"
                    " fill the name in, or empty its columns"
                )
            yield self._pet(line, place, clean(names), said)

    def _pet(self, line: int, place: int, name: str, said: dict[str, list[str]]) -> PetDraft:
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
                spare.append(self._kept(line, "size", text["size"], "a size, XS to XL", place))
            else:
                values["size"] = size
        if "weight" in text:
            try:
                values["weight"] = typed.read_weight(
                    self._weighed(text["weight"]), self.shop.region
                )
            except ValueError:
                wanted = "a weight such as 12 lb or 5 kg"
                spare.append(self._kept(line, "weight", text["weight"], wanted, place))
        if "born" in text:
            born = self._born(text["born"])
            if born is None:
                wanted = f"an age, or {self._such(2019)}"
                spare.append(self._kept(line, "born", text["born"], wanted, place))
            else:
                values["born"] = born
        if "sex" in text:
            values["sex"], values["neutered"] = read_sex(text["sex"])
            if not values["sex"]:
                spare.append(self._kept(line, "sex", text["sex"], "a sex such as MN or F", place))
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
        if "rhythm" in text:
            try:
                values["rhythm"] = typed.read_weeks(text["rhythm"])
            except ValueError:
                spare.append(self._kept(line, "rhythm", text["rhythm"], "a number of weeks", place))
        values |= marks.read_state_of(text)
        values |= marks.read_flags(text, values)
        pet.shots = self._shots(line, place, text, spare)
        if spare:
            values["groom_notes"] = clean_note("\n".join([values.get("groom_notes", ""), *spare]))
        return pet

    def _shots(
        self, line: int, place: int, text: dict[str, str], spare: list[str]
    ) -> dict[str, Shot]:
        """Read the vaccinations of a pet: a column for each, or one a row."""
        found: dict[str, Shot] = {}
        dated = [(f, *f.split(":", 1), t) for f, t in text.items() if ":" in f]
        if (names := text.get("vaccine", "")) and not is_nothing(names):
            pairs = [("vaccine_expires", "expires"), ("vaccine_given", "given")]
            beside = [(f, what, names, text[f]) for f, what in pairs if f in text]
            if not beside:  # names and dates in one cell
                beside = [("vaccine", "expires", name, day or names) for name, day in listed(names)]
            dated += beside
        for name, what, vaccine, said in dated:
            if is_nothing(said):
                continue
            day = read_day(said, self.today, month_first=self.order.month_first)
            if day is None:
                kept = self._kept(line, name, said, self._such(2027), place)
                spare.append(kept if name == "vaccine" else f"{vaccine}: {kept.partition(': ')[2]}")
            else:
                setattr(found.setdefault(clean(vaccine, 80), Shot()), what, day)
        for vaccine, shot in found.items():
            if shot.expires is None and shot.given is not None:
                spare.append(f"{vaccine} given {self.shop.day(shot.given)}")
        return found

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
