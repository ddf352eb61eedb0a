"""The fields of a pet in groups, as a record form shows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pettui.people import flags
from pettui.people.breeds import SIZES
from pettui.people.record import PetRecord
from screens.people.kinds import choice
from screens.people.subject import Subject
from screens.widgets.fields import (
    FormField,
    Group,
    Listed,
    Long,
    Offer,
    Said,
    Several,
    Words,
    YesNo,
)

if TYPE_CHECKING:
    from pettui.team.shop import Shop
    from screens.desk import Desk

_NAMED = {"breed": "breed_name", "vet": "vet_name"}


@dataclass(frozen=True)
class Lists:
    """What can be chosen in a pet's form."""

    breeds: tuple[Offer, ...]
    vets: tuple[Offer, ...]
    coats: tuple[str, ...]
    species: tuple[str, ...]
    species_of: dict[int, str]  # by breed


def read_lists() -> Lists:
    """Read what can be chosen; for the gateway."""
    from pettui.people import lists, vets
    from pettui.people.choosing import breed_lines, species

    known = breed_lines()
    breeds = tuple(
        Offer(line.name, line.id, " ".join(filter(None, (line.species, line.size))))
        for line in known
    )
    return Lists(
        breeds, tuple(Offer(line.words, line.id) for line in vets.practices()),
        lists.names("coat"), species(), {line.id: line.species for line in known},
    )  # fmt: skip


async def pet_subject(
    desk: Desk, pet: int | None, *, client: int | None = None
) -> Subject[PetRecord]:
    """Read a pet for the form; None begins a new one of a client."""
    from pettui.people import pet_record

    lists = await desk.gateway.run(read_lists)
    shop = desk.shop
    if pet is not None:
        record = await desk.gateway.run(pet_record.pet_record, shop, pet)
    else:
        record = await desk.gateway.run(pet_record.new_pet, shop, client or 0)
    title = f"{record.name} of {record.client_name}" if pet else f"New pet of {record.client_name}"
    key = f"pet:{pet}" if pet else f"pet:new of {client}"
    return Subject(
        title, key, record, _groups(shop, record, lists), _values, _changer(lists),
        pet_record.save_pet,
    )  # fmt: skip


def _groups(shop: Shop, record: PetRecord, lists: Lists) -> tuple[Group, ...]:
    from pettui.people.clients import age
    from pettui.people.typed import read_born, read_weeks, read_weight, weight_text

    vets = lists.vets
    if record.vet is not None and all(offer.token != record.vet for offer in vets):
        vets = (*vets, Offer(record.vet_name, record.vet))
    today = shop.today()
    born = Said(
        lambda text: read_born(shop.formats.english(text), today, month_first=shop.month_first),
        lambda value: shop.day(value) if value else "",
        lambda value: f"{shop.day(value)}, {age(value, today)}" if value else "",
    )
    weight = Said(
        lambda text: read_weight(text, shop.region, record.weight),
        lambda value: weight_text(value, shop.region),
        lambda value: weight_text(value, shop.region),
    )
    rhythm = Said(
        read_weeks,
        lambda value: f"{value} weeks" if value else "",
        lambda value: f"every {value} weeks" if value else "",
    )
    behavior = tuple(Offer(flag.words, flag.id) for flag in flags.BEHAVIOR)
    medical = tuple(Offer(flag.words, flag.id) for flag in flags.MEDICAL)
    return (
        Group("Pet", (
            FormField("name", "Name", need=True),
            FormField("species", "Species",
                      choice(lists.species, new="another species")),
            FormField("breed", "Breed",
                      Listed(lists.breeds, free=True, new="a new breed of your own")),
            FormField("size", "Size", choice(SIZES), "as the breed usually"),
            FormField("coat", "Coat", choice(lists.coats, new="a new coat for your list")),
            FormField("color", "Color"), FormField("weight", "Weight", weight, "11 lb, 5.2 kg"),
            FormField("born", "Age or birthday", born, "4y, 7 mo, 2019, 3/14/2019"),
            FormField("sex", "Sex", choice(("female", "male"), new="")),
            FormField("neutered", "Neutered", YesNo(unknown=True)),
            FormField("rhythm", "Comes every", rhythm, "6 weeks"),
        )),
        Group("To know", (
            FormField("alert", "Alert", Words(), "shown at every booking"),
            FormField("behavior", "Behavior", Several(behavior, record.behavior), "bites, muzzle"),
            FormField("behavior_note", "about that", Long()),
            FormField("medical", "Medical", Several(medical, record.medical), "heart, allergic"),
            FormField("medical_note", "about that", Long()),
        )),
        Group("Grooming and vet", (
            FormField("groom_notes", "Groom notes", Long(), "blade, style"),
            FormField("vet", "Vet", Listed(vets, free=True, new="a new vet")),
            FormField("microchip", "Microchip"),
        )),
    )  # fmt: skip


def _values(record: PetRecord) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(record, name) for name in record.__slots__}
    for key, name in _NAMED.items():
        values[key] = values[key] if values[key] is not None else values[name]
    return values


def _changer(lists: Lists) -> Callable[[PetRecord, Mapping[str, Any]], PetRecord]:
    """Give what puts typed values into a record; the species follows a breed that is chosen."""

    def change(record: PetRecord, values: Mapping[str, Any]) -> PetRecord:
        breed = values.get("breed")
        if isinstance(breed, int) and "species" not in values and breed in lists.species_of:
            values = {**values, "species": lists.species_of[breed]}
        return _change(record, values)

    return change


def _change(record: PetRecord, values: Mapping[str, Any]) -> PetRecord:
    kept = dict(values)
    for key, name in _NAMED.items():
        if key in kept:
            value = kept[key]
            is_key = isinstance(value, int)
            kept[key], kept[name] = (value, "") if is_key else (None, value)
    return replace(record, **kept)
