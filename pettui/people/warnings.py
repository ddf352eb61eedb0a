"""What must stand out before a pet is booked or handled: bites, health, lapsed vaccinations."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date

from db.models import Item, Pet, Vaccination, Vaccine, VaccineNeed
from db.models.base import tuples
from pettui.people import flags
from pettui.text import fold

DIED = "has died"
Services = Mapping[int, Collection[int]]
"""The services that pets are to get, by pet."""


def lapsed(
    pets: Iterable[int], day: date, items: Services | None = None
) -> dict[int, tuple[str, ...]]:
    """Give the required vaccinations that lapse before the visit's day, in words, by pet.

    The visit's date counts, not today's (DOMAIN 15, 21.10). With `items`, only vaccinations
    that these services need count. A pet that has died has none.
    """
    rows = tuples(
        Vaccination.select(Vaccination.pet, Vaccine.id, Vaccine.name)
        .join(Vaccine)
        .switch(Vaccination)
        .join(Pet)
        .where(
            Vaccination.pet.in_(list(pets)),
            Vaccination.expires < day,
            Vaccine.required,
            Vaccine.active,
            ~Pet.deceased,
        )
        .order_by(Vaccine.name)
    )
    needed = _needed((vaccine for _, vaccine, _ in rows), items)
    found: dict[int, tuple[str, ...]] = {}
    for pet, vaccine, name in rows:
        if needed(pet, vaccine):
            found[pet] = (*found.get(pet, ()), f"{name} lapsed")
    return found


def holding(
    pets: Iterable[int], items: Services | None = None
) -> dict[int, tuple[tuple[date, str], ...]]:
    """Give the last day of the required vaccinations on record, with their names, by pet.

    With `items`, only vaccinations that these services need count, as in `lapsed`.
    """
    rows = tuples(
        Vaccination.select(Vaccination.pet, Vaccine.id, Vaccine.name, Vaccination.expires)
        .join(Vaccine)
        .where(
            Vaccination.pet.in_(list(pets)),
            Vaccination.expires.is_null(False),
            Vaccine.required,
            Vaccine.active,
        )
        .order_by(Vaccine.name)
    )
    needed = _needed((vaccine for _, vaccine, _, _ in rows), items)
    found: dict[int, tuple[tuple[date, str], ...]] = {}
    for pet, vaccine, name, expires in rows:
        if needed(pet, vaccine):
            found[pet] = (*found.get(pet, ()), (expires, name))
    return found


def lapsing(pet: int, day: date, items: Collection[int]) -> tuple[int, ...]:
    """Give the required kinds that a pet's services need on a day and that lapse before it."""
    rows = (
        Vaccination.select(Vaccination.vaccine)
        .join(Vaccine)
        .where(Vaccination.pet == pet, Vaccination.expires < day, Vaccine.required, Vaccine.active)
    )
    late = [vaccine for (vaccine,) in tuples(rows)]
    needed = _needed(late, {pet: items})
    return tuple(vaccine for vaccine in late if needed(pet, vaccine))


def missing(
    pets: Iterable[int], items: Services | None = None
) -> dict[int, tuple[str, ...]]:  # fmt: skip
    """Give the required vaccinations that nothing is on record of, in words, by pet."""
    ids = list(pets)
    kinds = tuples(
        Vaccine.select(Vaccine.id, Vaccine.species, Vaccine.name)
        .where(Vaccine.required, Vaccine.active)
        .order_by(Vaccine.name)
    )
    if not kinds:
        return {}
    known = set(
        tuples(
            Vaccination.select(Vaccination.pet, Vaccination.vaccine).where(Vaccination.pet.in_(ids))
        )
    )
    needed = _needed((vaccine for vaccine, _, _ in kinds), items)
    found: dict[int, tuple[str, ...]] = {}
    alive = (Pet.id.in_(ids)) & ~Pet.deceased
    for pet, species in tuples(Pet.select(Pet.id, Pet.species).where(alive)):
        words = tuple(
            f"{name} not on record"
            for vaccine, of, name in kinds
            if fold(of) == fold(species) and (pet, vaccine) not in known and needed(pet, vaccine)
        )
        if words:
            found[pet] = words
    return found


def unmet(
    pets: Iterable[int], day: date, items: Services | None = None
) -> dict[int, tuple[str, ...]]:
    """Give the vaccinations that are needed on a day and lapse before it or are missing."""
    ids = list(pets)
    late, none = lapsed(ids, day, items), missing(ids, items)
    return {pet: (*late.get(pet, ()), *none.get(pet, ())) for pet in (*late, *none)}


def _needed(vaccines: Iterable[int], items: Services | None) -> Callable[[int, int], bool]:
    """Give what tells whether a pet needs a vaccine for the services that it is to get.

    A vaccine for which no service or category is named is needed for every service.
    """
    wanted = set(vaccines)
    needs: dict[int, tuple[set[int], set[int]]] = {}
    if items is not None and wanted:
        rows = VaccineNeed.select(VaccineNeed.vaccine, VaccineNeed.item, VaccineNeed.category)
        for vaccine, item, category in tuples(rows.where(VaccineNeed.vaccine.in_(wanted))):
            services, categories = needs.setdefault(vaccine, (set(), set()))
            (services.add(item) if item is not None else categories.add(category))
    if items is None or not needs:
        return lambda _pet, _vaccine: True
    every = {item for group in items.values() for item in group}
    of = dict(tuples(Item.select(Item.id, Item.category).where(Item.id.in_(list(every)))))

    def needed(pet: int, vaccine: int) -> bool:
        if vaccine not in needs:
            return True
        services, categories = needs[vaccine]
        return any(item in services or of.get(item) in categories for item in items.get(pet, ()))

    return needed


def in_words(
    behavior: str,
    medical: str,
    lapsed_vaccines: tuple[str, ...] = (),
    pet_alert: str = "",
    client_alert: str = "",
) -> tuple[str, ...]:
    """Give everything that must stand out, the most dangerous first."""
    marks = flags.read(",".join(part for part in (behavior, medical) if part))
    return (
        *(flag.words for flag in marks if flag.danger),
        *lapsed_vaccines,
        *(flag.words for flag in marks if not flag.danger),
        *(text for text in (pet_alert, client_alert) if text),
    )
