"""Reads and saves the record of a pet; a breed or vet that is not known yet is added on the way."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from db.connection import reading
from db.models import Breed, Choice, Client, Pet, Vet
from pettui.history.actor import Actor
from pettui.history.door import Clash, Door, Refused, change
from pettui.people import lists, vets, weights
from pettui.people.breeds import SIZES
from pettui.people.record import PetRecord, RecordClash, Saved, Wrong, words_of
from pettui.team.shop import Shop
from pettui.text import clean, clean_note, digits, fold

GONE = "This pet is no longer here. Find it again."
_LINES = {"name": 120, "species": 40, "coat": 40, "color": 60, "sex": 20, "microchip": 40}
_NOTES = {"behavior_note": 1000, "medical_note": 1000, "alert": 400, "groom_notes": 4000}
_VALUES = ("born", "neutered", "weight", "rhythm")
_HEAVIEST = 1_000_000


def pet_record(shop: Shop, pet: int) -> PetRecord:
    """Read a pet's record; raises Refused when the pet is gone."""
    with reading():
        row = Pet.get_or_none(Pet.id == pet)
        if row is None:
            raise Refused(GONE)
        return _record(row)


def new_pet(shop: Shop, client: int) -> PetRecord:
    """Give an empty record for a new pet of a client; raises Refused when the client is gone."""
    owner = Client.get_or_none(Client.id == client)
    if owner is None:
        raise Refused("This client is no longer here. Find the client again.")
    return PetRecord(client=client, client_name=f"{owner.first_name} {owner.last_name}".strip())


def _record(row: Pet) -> PetRecord:
    owner: Client = row.client
    breed: Breed | None = row.breed
    vet: Vet | None = row.vet
    values: dict[str, Any] = {n: getattr(row, n) for n in (*_LINES, *_NOTES, *_VALUES, "size")}
    return PetRecord(
        id=row.id, version=str(row.version), client=owner.id,
        client_name=f"{owner.first_name} {owner.last_name}".strip(), active=bool(row.active),
        deceased=bool(row.deceased), breed=breed.id if breed else None,
        breed_name=breed.name if breed else "", vet=vet.id if vet else None,
        vet_name=vets.line_of(vet).words if vet else "",
        behavior=_flags(row.behavior), medical=_flags(row.medical), **values,
    )  # fmt: skip


def _flags(stored: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in stored.split(",") if part.strip())


def save_pet(shop: Shop, record: PetRecord, by: Actor) -> Saved:
    """Save a pet as one change; a record without an id makes a new pet of `record.client`.

    Raises Wrong (names the field and the remedy), RecordClash (somebody else saved the pet
    since it was read), or Refused when pet or owner is gone.
    """
    values = _checked(shop, record)
    with change("", by) as door:
        row: Pet | None = None
        client = record.client
        if record.id is not None:
            row = Pet.get_or_none(Pet.id == record.id)
            if row is None:
                raise Refused(GONE)
            if record.version != str(row.version):
                _clash(door, row)
            client = row.__data__["client"]
        owner = Client.get_or_none(Client.id == client)
        if owner is None:
            raise Refused("The owner is no longer here. Find the client again.")
        _refuse_twin(client, values["name"], record.id)
        values["breed"] = _breed(door, record, values["species"], row)
        values["coat"] = _coat(door, values["coat"], row)
        values["vet"] = _vet(door, record)
        weighed = values["weight"] is not None and (row is None or row.weight != values["weight"])
        of = f"of {owner.first_name} {owner.last_name}".rstrip()
        if row is None:
            row = door.insert(Pet, client=client, **values)
            door.what = f"new pet {row.name} {of}"
        else:
            parts = [name for name, value in values.items() if row.__data__.get(name) != value]
            door.update(row, **values)
            door.what = f"pet {row.name} {of}: {', '.join(map(words_of, parts))}"
        if weighed:
            weights.enter(door, row, shop.today(), values["weight"])
        return Saved(row.id, _doubts(replace(record, **{n: values[n] for n in _LINES})))


def _clash(door: Door, row: Pet) -> None:
    now = _record(row)
    try:
        door.refuse_stale(row, -1)  # whose change it was is in the history
    except Clash as clash:
        raise RecordClash(str(clash), now) from clash


def _checked(shop: Shop, record: PetRecord) -> dict[str, Any]:
    values: dict[str, Any] = {n: clean(getattr(record, n), size) for n, size in _LINES.items()}
    values |= {name: clean_note(getattr(record, name), size) for name, size in _NOTES.items()}
    values |= {name: getattr(record, name) for name in _VALUES}
    if not values["name"]:
        raise Wrong("name", "The pet needs a name.")
    values["species"] = values["species"] or "Dog"
    values["size"] = clean(record.size, 10).upper()
    if values["size"] and values["size"] not in SIZES:
        raise Wrong("size", f"“{clean(record.size, 20)}” is not a size. Use {', '.join(SIZES)}.")
    if record.born is not None and record.born > shop.today():
        raise Wrong("born", "The birthday lies in the future. Correct its year.")
    if record.weight is not None and not 0 < record.weight <= _HEAVIEST:
        raise Wrong("weight", "The weight is out of range. Say it like 11 lb or 5.2 kg.")
    if record.rhythm is not None and not 1 <= record.rhythm <= 104:
        raise Wrong("rhythm", "The weeks between visits are 1 to 104. Correct them, or say none.")
    for name in ("behavior", "medical"):
        flags = (clean(flag.replace(",", " "), 40) for flag in getattr(record, name))
        values[name] = ",".join(dict.fromkeys(flag for flag in flags if flag))
        if len(values[name]) > 400:
            raise Wrong(name, f"These are too many {words_of(name)}. Write some into the note.")
    return values


def _refuse_twin(client: int, name: str, own: int | None) -> None:
    others = Pet.select().where(Pet.client == client, Pet.active, ~Pet.deceased)
    if any(other.id != own and fold(other.name) == fold(name) for other in others):
        raise Wrong("name", f"This client has a pet named {name} already. Give another name.")


def _breed(door: Door, record: PetRecord, species: str, row: Pet | None) -> int | None:
    if record.breed is not None:
        chosen = Breed.get_or_none(Breed.id == record.breed)
        if chosen is None:
            raise Wrong("breed", "This breed is no longer in the list. Choose another.")
        before = row.__data__["breed"] if row is not None else None
        if record.breed != before and fold(chosen.species) != fold(species):
            raise Wrong(
                "breed", f"{chosen.name} is a {chosen.species.lower()}. Choose another breed, or"
                " correct the species."
            )  # fmt: skip
        return record.breed
    name = clean(record.breed_name, 80)
    if not name:
        return None
    for known in Breed.select().where(Breed.species == species):
        if fold(known.name) == fold(name):
            return int(known.id)
    return int(door.insert(Breed, species=species, name=name, own=True).id)


def _coat(door: Door, name: str, row: Pet | None) -> str:
    """Give the coat as the shop's list spells it; a new one joins the list."""
    if not name or (row is not None and row.coat == name):
        return name
    key = lists.entry(door, "coat", name)
    return str(Choice.get_by_id(key).name) if key is not None else name


def _vet(door: Door, record: PetRecord) -> int | None:
    if record.vet is None:
        return vets.practice(door, record.vet_name)
    if Vet.get_or_none(Vet.id == record.vet) is None:
        raise Wrong("vet", "This vet is no longer in the list. Choose another, or none.")
    return record.vet


def _doubts(record: PetRecord) -> tuple[str, ...]:
    chip = record.microchip
    if chip and len(digits(chip)) not in (9, 10, 15):
        return (f"Microchips mostly have 15 digits; {chip} has {len(digits(chip))}.",)
    return ()
