"""How long services take for many pets and everybody who could do them, read in one go."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from db.models import Breed, Item, ItemException, Pet, PetPrice, PriceCell
from db.models.base import tuples
from pettui.till.prices import Cell, fitting_cells, size_class

Parts = tuple[int, int, int]  # setup, process, finish in minutes


class Service(NamedTuple):
    """A service as a search needs it."""

    name: str
    kind: str
    category: int | None
    parts: Parts


class Lengths:
    """Lengths by service, pet and employee, in the order of the sources that prices have.

    Agreed for the pet, the employee's exception, the price list by breed group, size and coat,
    the service itself (`pettui.till.prices.quotes`, which asks for one pet at a time).
    """

    def __init__(self, items: Iterable[int], pets: Iterable[int]) -> None:
        ids, pet_ids = sorted(set(items)), sorted(set(pets))
        self.services = _services(ids)
        self._cells = _cells(ids)
        self._own = _exceptions(ids)
        self._builds = _builds(pet_ids) if self._cells else {}
        self._agreed = _agreed(ids, pet_ids)
        self._listed: dict[tuple[int, int | None], int | None] = {}

    def of(self, item: int, pet: int | None, employee: int) -> Parts | None:
        """Give a service's parts for a pet and an employee; None for one that is gone."""
        service = self.services.get(item)
        if service is None:
            return None
        own = self._own.get((item, employee), (None, None, None))
        key = (item, pet)
        if key not in self._listed:
            self._listed[key] = self._from_list(item, pet)
        agreed = self._agreed.get((pet or 0, item))
        setup = next(
            minutes
            for minutes in (agreed, own[0], self._listed[key], service.parts[0])
            if minutes is not None
        )
        process = service.parts[1] if own[1] is None else own[1]
        finish = service.parts[2] if own[2] is None else own[2]
        return setup, process, finish

    def differs(self, item: int) -> bool:
        """Tell whether somebody takes longer or shorter for a service than others do."""
        return any(of == item for of, _ in self._own)

    def _from_list(self, item: int, pet: int | None) -> int | None:
        cells = self._cells.get(item)
        if not cells:
            return None
        size, coat, group = self._builds.get(pet or 0, ("", "", ""))
        found = fitting_cells(cells, size, coat, group)
        return next((cell.minutes for cell in found if cell.minutes is not None), None)


def _services(items: list[int]) -> dict[int, Service]:
    rows = Item.select(
        Item.id, Item.name, Item.kind, Item.category, Item.setup, Item.process, Item.finish
    ).where(Item.id.in_(items))
    return {
        key: Service(name, kind, category, (setup, process, finish))
        for key, name, kind, category, setup, process, finish in tuples(rows)
    }


def _cells(items: list[int]) -> dict[int, list[Cell]]:
    found: dict[int, list[Cell]] = {}
    rows = PriceCell.select(
        PriceCell.item, PriceCell.size, PriceCell.coat, PriceCell.price, PriceCell.minutes,
        PriceCell.group,
    ).where(PriceCell.item.in_(items))  # fmt: skip
    for item, *rest in tuples(rows):
        found.setdefault(item, []).append(Cell(*rest))
    return found


def _exceptions(
    items: list[int],
) -> dict[tuple[int, int], tuple[int | None, int | None, int | None]]:
    rows = ItemException.select(
        ItemException.item, ItemException.employee, ItemException.setup, ItemException.process,
        ItemException.finish,
    ).where(ItemException.item.in_(items))  # fmt: skip
    return {
        (item, who): (setup, process, finish) for item, who, setup, process, finish in tuples(rows)
    }


def _builds(pets: list[int]) -> dict[int, tuple[str, str, str]]:
    """Give each pet's size class, coat and breed group."""
    rows = (
        Pet.select(Pet.id, Pet.size, Pet.weight, Pet.coat, Breed.size, Breed.coat, Breed.group)
        .left_outer_join(Breed)
        .where(Pet.id.in_(pets))
    )
    return {
        pet: (size_class(own, grams, breed_size or ""), coat or breed_coat or "", group or "")
        for pet, own, grams, coat, breed_size, breed_coat, group in tuples(rows)
    }


def _agreed(items: list[int], pets: list[int]) -> dict[tuple[int, int], int]:
    rows = PetPrice.select(PetPrice.pet, PetPrice.item, PetPrice.minutes).where(
        PetPrice.pet.in_(pets), PetPrice.item.in_(items), PetPrice.minutes.is_null(False)
    )
    return {(pet, item): minutes for pet, item, minutes in tuples(rows)}
