"""The course of a pet's weight: a weight a day, the newest of which is the pet's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from db.models import Pet, PetWeight
from pettui.history.actor import Actor
from pettui.history.door import Door, Refused, change
from pettui.people.record import Wrong
from pettui.people.typed import HEAVIEST, weight_text
from pettui.team.shop import Shop


@dataclass(frozen=True, slots=True)
class Weighed:
    """A pet's weight on a day, in grams. `id` None is a new one."""

    id: int | None = None
    version: int = 0
    day: date | None = None
    grams: int | None = None


def weights_of(pet: int, limit: int = 40) -> tuple[Weighed, ...]:
    """Give a pet's weights, the newest first."""
    rows = PetWeight.select().where(PetWeight.pet == pet).order_by(PetWeight.day.desc())
    return tuple(_read(row) for row in rows.limit(limit))


def weighed(key: int) -> Weighed:
    """Give one weight; raises Refused when it is gone."""
    return _read(_known(key))


def of_day(pet: int, day: date) -> Weighed | None:
    """Give a pet's weight of a day, None when it was not weighed."""
    row = PetWeight.get_or_none(PetWeight.pet == pet, PetWeight.day == day)
    return None if row is None else _read(row)


def on_day(pet: int, day: date) -> int | None:
    """Give what a pet weighed on a day in grams, None when it was not weighed."""
    there = of_day(pet, day)
    return None if there is None else there.grams


def save(shop: Shop, pet: int, said: Weighed, by: Actor) -> int:
    """Save a weight and give its id; its day is today's unless it is given.

    A pet has one weight a day: a second one takes the first one's place. Raises Wrong, or Clash
    when somebody else changed it meanwhile.
    """
    day = said.day or shop.today()
    _check(shop, day, said.grams)
    with change("", by) as door:
        row = Pet.get_or_none(Pet.id == pet)
        if row is None:
            raise Refused("This pet is no longer here. Find it again.")
        door.what = f"{row.name} weighs {weight_text(said.grams, shop.region)}"
        if said.id is not None:
            known = _known(said.id)
            door.refuse_stale(known, said.version)
            if known.day != day:
                door.delete(known)
        return enter(door, row, day, said.grams or 0)


def remove(key: int, by: Actor) -> None:
    """Remove a weight that was a mistake; the one before it is the pet's again."""
    with change("", by) as door:
        row = _known(key)
        pet: Pet = row.pet
        door.what = f"weight of {pet.name} removed"
        take_out(door, pet, row)


def enter(door: Door, pet: Pet, day: date, grams: int) -> int:
    """Enter a weight in an open change and give its id; the newest becomes the pet's own."""
    known = PetWeight.get_or_none(PetWeight.pet == pet.id, PetWeight.day == day)
    if known is None:
        known = door.insert(PetWeight, pet=pet.id, day=day, grams=grams)
    else:
        door.update(known, grams=grams)
    _follow(door, pet)
    return int(known.id)


def take_out(door: Door, pet: Pet, row: PetWeight) -> None:
    """Remove a weight in an open change."""
    was_own = row.grams == pet.weight
    door.delete(row)
    if was_own:
        _follow(door, pet)


def _follow(door: Door, pet: Pet) -> None:
    newest = weights_of(pet.id, 1)
    door.update(pet, weight=newest[0].grams if newest else None)


def _check(shop: Shop, day: date, grams: int | None) -> None:
    if grams is None or not 0 < grams <= HEAVIEST:
        raise Wrong("grams", "Say what the pet weighs, like 11 lb or 5.2 kg.")
    if day > shop.today():
        raise Wrong("day", "This day is still to come. Say when the pet was weighed.")


def _read(row: PetWeight) -> Weighed:
    return Weighed(row.id, row.version, row.day, row.grams)


def _known(key: int) -> PetWeight:
    row: PetWeight | None = PetWeight.get_or_none(PetWeight.id == key)
    if row is None:
        raise Refused("This weight is no longer here.")
    return row
