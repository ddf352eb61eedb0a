"""Takes the clients of a file in one change: all of them, or nothing."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from db.models import Client, Pet, Phone, Vaccination
from db.models.base import Record, tuples
from pettui.history.actor import Actor
from pettui.history.door import Door, Refused, change
from pettui.imports import derived, keys
from pettui.imports.clients.breeding import Breeds
from pettui.imports.clients.columns import Mapping, check
from pettui.imports.clients.grouping import Groups, Here
from pettui.imports.clients.people import Bad, Person, PetDraft, Rows
from pettui.imports.clients.reading import Table
from pettui.imports.clients.report import ClientsReport, Remark
from pettui.imports.clients.shots import Kinds
from pettui.people import lists, vets
from pettui.team.shop import Shop
from pettui.text import clean, count, fold

Progress = Callable[[str, int, int], None]
TELL_EVERY = 500  # rows
_CLIENT = (
    "first_name", "last_name", "email", "address", "city", "state", "postcode", "alert",
    "comment", "birthday", "title", "occupation", "spouse", "emergency_name", "emergency_phone",
    "mail_marketing", "text_marketing", "call_marketing", "post_marketing", "mail_appointments",
    "text_appointments", "call_appointments", "emergency_relation", "gender", "children", "web",
    "card_number", "anniversary", "preferences", "active",
)  # fmt: skip
_PET = (
    "size", "coat", "weight", "born", "sex", "neutered", "color", "alert", "groom_notes",
    "behavior_note", "medical_note", "microchip", "behavior", "medical", "rhythm", "deceased",
    "active",
)  # fmt: skip
_MISSING: dict[str, Any] = {
    **dict.fromkeys(("birthday", "anniversary", "weight", "born", "neutered", "rhythm")),
    **dict.fromkeys(("mail_appointments", "text_appointments", "call_appointments"), True),
    **dict.fromkeys(
        ("mail_marketing", "text_marketing", "call_marketing", "post_marketing"), False
    ),
    "active": True, "deceased": False,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wishes:
    """How an import is to be done."""

    dry_run: bool = False
    skip_bad: bool = False
    update_empty: bool = False
    take_shared: bool = False
    dates: str = ""  # "mdy", "dmy", or "" to find out


class BadRows(Refused):
    """Rows of the file make no client, and nobody said that they may be skipped."""

    def __init__(self, report: ClientsReport) -> None:
        super().__init__(
            f"{count(len(report.bad), 'row')} of {report.file} cannot be taken. Nothing was"
            " changed. Correct them, or leave them out with --skip-bad."
        )
        self.report = report


class _RolledBack(Exception):
    """Leaves the change without a trace: a dry run, or nothing new."""


def import_clients(
    shop: Shop, table: Table, mapping: Mapping, by: Actor, wishes: Wishes, progress: Progress
) -> ClientsReport:
    """Take the clients and pets of a file who are not here yet.

    Raises:
        BadRows: rows make no client; its report names them.
        Refused, db.gate.Busy, db.connection.Unusable: nothing was changed.
    """
    started = time.monotonic()
    check(mapping)
    report = ClientsReport(table.name, dry_run=wishes.dry_run, rows=len(table.rows))
    groups = _read(shop, table, mapping, wishes, report, progress)
    if report.bad and not wishes.skip_bad and not wishes.dry_run:
        raise BadRows(report)
    with suppress(_RolledBack), change("", by, undoable=False, keep_empty=True) as door:
        _Run(shop, door, report, wishes, progress).everything(groups)
        door.what = (
            f"imported {clean(table.name, 80)}: {count(report.clients, 'client')},"
            f" {count(report.pets, 'pet')}"
        )
        if wishes.dry_run or not (report.clients or report.pets or report.filled):
            raise _RolledBack
    report.left.sort(key=lambda remark: remark.line)
    report.seconds = time.monotonic() - started
    return report


def _read(
    shop: Shop, table: Table, mapping: Mapping, wishes: Wishes, report: ClientsReport,
    progress: Progress,
) -> list[Person]:  # fmt: skip
    rows = Rows(table, mapping, shop, wishes.dates)
    groups = Groups(wishes.take_shared)
    for done, (line, cells) in enumerate(table.rows):
        if done % TELL_EVERY == 0:
            progress("reading", done, len(table.rows))
        try:
            groups.add(rows.read(line, cells))
        except Bad as bad:
            report.bad.append(Remark(line, str(bad)))
    report.notes, report.left = rows.remarks + groups.shared, groups.left
    if rows.order.ambiguous:
        read_as = "month first" if rows.order.month_first else "day first"
        report.ambiguous = (
            f"{count(rows.order.ambiguous, 'date')} such as {clean(rows.order.example, 20)} can be"
            f" read in two ways; read with the {read_as}. Say --dates mdy or --dates dmy."
        )
    return groups.people


class _Run:
    def __init__(
        self, shop: Shop, door: Door, report: ClientsReport, wishes: Wishes, progress: Progress
    ) -> None:
        self.shop, self.door, self.report, self.wishes = shop, door, report, wishes
        self.progress = progress
        self.keys = keys.Keys()
        self.breeds = Breeds(door)
        self.kinds = Kinds(door)
        self._vets: dict[str, int | None] = {}
        self._entries: dict[tuple[str, str], int | None] = {}

    def everything(self, people: Sequence[Person]) -> None:
        here = Here()
        fresh: list[Person] = []
        for person in people:
            known = here.find(person)
            if known is None:
                fresh.append(person)
            elif not (self.wishes.update_empty and self._fill(known[0], person)):
                self.report.left.append(Remark(person.line, known[1]))
        ids = [self.keys.new(Client) for _ in fresh]
        if fresh:
            self._write(fresh, ids)
        self.report.clients = len(fresh)
        self.report.breeds, self.report.vaccines = self.breeds.added, self.kinds.added

    def _write(self, fresh: list[Person], ids: list[int]) -> None:
        numbers = keys.client_numbers(self.door, self.shop.branch, len(fresh))
        lists_ = [
            (self._entry(lists.SOURCE, one.source), self._entry(lists.CLASS, one.class_of))
            for one in fresh
        ]
        pets = [
            (key, self.keys.new(Pet), pet, self._breed(pet), self._vet(pet.vet))
            for key, person in zip(ids, fresh, strict=True) for pet in person.pets
        ]  # fmt: skip
        names = (
            "id", "number", "source", "class_of", "preferred_employee", "created", *_CLIENT,
        )  # fmt: skip
        rows = (
            (key, number, *listed, person.groomer, self.door.at, *_values(person.values, _CLIENT))
            for key, number, listed, person in zip(ids, numbers, lists_, fresh, strict=True)
        )
        self.door.bulk(Client, self._told(rows, len(fresh)), names)
        self.door.bulk(
            Phone, _phones(ids, fresh), ("client", "kind", "number", "shown", "digits", "primary")
        )
        self.door.bulk(
            Pet,
            (
                (key, owner, pet.name, species, breed, vet, *_values(pet.values, _PET))
                for owner, key, pet, (breed, species), vet in pets
            ),
            ("id", "client", "name", "species", "breed", "vet", *_PET),
        )
        self.report.pets += len(pets)
        shots = [
            (pet, *row)
            for _, pet, draft, (_, species), _ in pets
            for row in self._shots(draft, species)
        ]
        self.door.bulk(Vaccination, shots, ("pet", "vaccine", "expires", "comment"))
        self.report.vaccinations += len(shots)
        self.report.inactive = sum(one.values.get("active") is False for one in fresh)
        self.report.deceased = sum(bool(draft.values.get("deceased")) for _, _, draft, *_ in pets)
        self.progress("search lines", 1, 1)
        derived.write_search_lines(self.door, ids)

    def _told(self, rows: Iterator[tuple[Any, ...]], total: int) -> Iterator[tuple[Any, ...]]:
        for done, row in enumerate(rows):
            if done % TELL_EVERY == 0:
                self.progress("writing", done, total)
            yield row

    def _fill(self, key: int, person: Person) -> bool:
        """Fill what is empty in a client who is here; tells whether anything was."""
        client = Client.get_by_id(key)
        filled = self.door.update(client, **_for_empty(client, person.values, _CLIENT[2:]))
        if client.source is None and person.source:
            source = self._entry(lists.SOURCE, person.source)
            filled = self.door.update(client, source=source) or filled
        if person.phones and not Phone.select().where(Phone.client == key).exists():
            for _, kind, number, shown, digits, primary in _phones([0], [person]):
                self.door.insert(
                    Phone, client=key, kind=kind, number=number, shown=shown, digits=digits,
                    primary=primary,
                )  # fmt: skip
            filled = True
        known = {fold(pet.name): pet for pet in Pet.select().where(Pet.client == key)}
        for draft in person.pets:
            pet = known.get(fold(draft.name))
            if pet is None:
                breed, species = self._breed(draft)
                more = {name: value for name, value in draft.values.items() if value is not None}
                pet = self.door.insert(
                    Pet, client=key, name=draft.name, species=species, breed=breed,
                    vet=self._vet(draft.vet), **more,
                )  # fmt: skip
                self.report.pets += 1
                filled = True
            else:
                values = _for_empty(pet, draft.values, _PET)
                if pet.breed is None and draft.breed:
                    values["breed"] = self._breed(draft)[0]
                if pet.vet is None and draft.vet:
                    values["vet"] = self._vet(draft.vet)
                filled = self.door.update(pet, **values) or filled
            filled = self._fill_shots(pet, draft) or filled
        self.report.filled += filled
        return filled

    def _breed(self, pet: PetDraft) -> tuple[int | None, str]:
        return self.breeds.find(pet.breed, pet.species)

    def _vet(self, name: str) -> int | None:
        if name not in self._vets:
            self._vets[name] = vets.practice(self.door, name)
        return self._vets[name]

    def _entry(self, kind: str, name: str) -> int | None:
        if (kind, name) not in self._entries:
            self._entries[kind, name] = lists.entry(self.door, kind, name)
        return self._entries[kind, name]

    def _shots(self, draft: PetDraft, species: str) -> Iterator[tuple[int, date, str]]:
        """Give the vaccinations of a pet of which the file says until when they hold."""
        found: dict[int, tuple[date, str]] = {}
        for name, shot in draft.shots.items():
            if shot.expires is not None:
                given = f"given {self.shop.day(shot.given)}" if shot.given else ""
                key = self.kinds.find(name, species)
                found[key] = max(found.get(key, (shot.expires, given)), (shot.expires, given))
        return ((key, *row) for key, row in sorted(found.items()))

    def _fill_shots(self, pet: Pet, draft: PetDraft) -> bool:
        have = {key for (key,) in tuples(
            Vaccination.select(Vaccination.vaccine).where(Vaccination.pet == pet.id)
        )}  # fmt: skip
        fresh = [row for row in self._shots(draft, pet.species) if row[0] not in have]
        for key, expires, comment in fresh:
            self.door.insert(Vaccination, pet=pet, vaccine=key, expires=expires, comment=comment)
        self.report.vaccinations += len(fresh)
        return bool(fresh)


def _values(values: dict[str, Any], names: Sequence[str]) -> list[Any]:
    return [values.get(name, _MISSING.get(name, "")) for name in names]


def _for_empty(row: Record, values: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """Give what the file says of fields that are empty here; consents are never touched."""
    return {
        name: value
        for name in names
        if (value := values.get(name)) not in ("", None, False, True)
        and getattr(row, name) in ("", None)
    }


def _phones(ids: Sequence[int], people: Sequence[Person]) -> Iterator[tuple[Any, ...]]:
    for key, person in zip(ids, people, strict=True):
        for place, (kind, number) in enumerate(person.phones):
            yield key, kind, number.number, number.shown, number.digits, place == 0
