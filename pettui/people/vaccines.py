"""Vaccinations: the kinds that the shop keeps, which services need which, and each pet's own."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from db.connection import reading
from db.models import (
    Category,
    Item,
    Pet,
    Ticket,
    TicketRow,
    Vaccination,
    Vaccine,
    VaccineNeed,
)
from db.models.base import tuples
from pettui.book.day import LIVE
from pettui.history.actor import Actor
from pettui.history.door import Door, Refused, change
from pettui.people import papers, warnings
from pettui.people.record import Wrong
from pettui.stock import uses
from pettui.team.shop import Shop
from pettui.text import clean, fold


@dataclass(frozen=True, slots=True)
class VaccineKind:
    """A kind of vaccination. `items` and `categories` need it; none at all: every service does."""

    id: int | None = None
    version: int = 0
    species: str = "Dog"
    name: str = ""
    required: bool = False
    active: bool = True
    items: tuple[int, ...] = ()
    categories: tuple[int, ...] = ()
    needed_for: str = ""  # in words; not saved


@dataclass(frozen=True, slots=True)
class Shot:
    """One pet's vaccination; `lapsed` is as of today.

    `before` is the first visit to come whose services need it and that it lapses before;
    `document` is the file of its certificate, "" where there is none.
    """

    vaccine: int
    name: str
    expires: date
    comment: str
    required: bool
    lapsed: bool
    version: int = 0
    before: date | None = None
    document: str = ""


def kinds(species: str = "", *, inactive: bool = False) -> tuple[VaccineKind, ...]:
    """Give the kinds of vaccination by species and name."""
    with reading():
        names = dict(tuples(Item.select(Item.id, Item.name)))
        groups = dict(tuples(Category.select(Category.id, Category.name)))
        needs: dict[int, list[VaccineNeed]] = {}
        for need in VaccineNeed.select().order_by(VaccineNeed.id):
            needs.setdefault(need.__data__["vaccine"], []).append(need)
        found = []
        for row in Vaccine.select().order_by(Vaccine.species.desc(), Vaccine.name):
            if (species and fold(row.species) != fold(species)) or not (row.active or inactive):
                continue
            own = [n.__data__ for n in needs.get(row.id, [])]
            items = tuple(n["item"] for n in own if n["item"] is not None)
            categories = tuple(n["category"] for n in own if n["category"] is not None)
            words = [groups[key] for key in categories] + [names[key] for key in items]
            found.append(
                VaccineKind(
                    row.id, row.version, row.species, row.name, bool(row.required),
                    bool(row.active), items, categories, ", ".join(words) or "every service",
                )
            )  # fmt: skip
        return tuple(found)


def save_kind(kind: VaccineKind, by: Actor) -> int:
    """Save a kind of vaccination, a new one without an id, and give its id.

    The species of a kind stays: pets of another species have its vaccinations otherwise.
    Raises Wrong, Clash when somebody else saved it meanwhile, or Refused.
    """
    name, species = clean(kind.name, 80), clean(kind.species, 40) or "Dog"
    if not name:
        raise Wrong("name", "The vaccination needs a name, such as Rabies.")
    with change(f"vaccination {name}", by) as door:
        row = Vaccine.get_or_none(Vaccine.id == kind.id) if kind.id is not None else None
        if kind.id is not None and row is None:
            raise Refused("This vaccination is no longer in the list.")
        species = row.species if row is not None else species
        for other in Vaccine.select().where(Vaccine.id != (kind.id or 0)):
            if (fold(other.species), fold(other.name)) == (fold(species), fold(name)):
                raise Wrong("name", f"{other.name} is in the list of {species} already.")
        if row is None:
            row = door.insert(
                Vaccine, species=species, name=name, required=kind.required, active=kind.active
            )
        else:
            door.refuse_stale(row, kind.version)
            door.update(row, name=name, required=kind.required, active=kind.active)
        if _save_needs(door, row.id, kind.items, kind.categories) and kind.id is not None:
            # The version grows with the parts, so that a stale form is noticed.
            Vaccine.update(version=Vaccine.version + 1).where(Vaccine.id == row.id).execute()
        return int(row.id)


def delete_kind(kind: int, by: Actor) -> None:
    """Delete a kind of vaccination that no pet has; raises Refused with how many do."""
    with change("", by) as door:
        row = Vaccine.get_or_none(Vaccine.id == kind)
        if row is None:
            raise Refused("This vaccination is no longer in the list.")
        pets = Vaccination.select().where(Vaccination.vaccine == kind).count()
        uses.refuse_if_used(row.name, ((pets, "pet", "pets"),))
        door.what = f"vaccination {row.name} deleted"
        for need in VaccineNeed.select().where(VaccineNeed.vaccine == kind):
            door.delete(need)
        door.delete(row)


def _save_needs(
    door: Door, vaccine: int, items: Collection[int], categories: Collection[int]
) -> bool:
    """Write which services need it; tells whether that changed."""
    differs = False
    wanted = {("item", key) for key in items} | {("category", key) for key in categories}
    for row in VaccineNeed.select().where(VaccineNeed.vaccine == vaccine):
        item, category = row.__data__["item"], row.__data__["category"]
        need = ("item", item) if item is not None else ("category", category)
        if need in wanted:
            wanted.remove(need)
        else:
            door.delete(row)
            differs = True
    for name, key in sorted(wanted):
        door.insert(VaccineNeed, vaccine=vaccine, **{name: key})
    return differs or bool(wanted)


def shots_of(shop: Shop, pet: int) -> tuple[Shot, ...]:
    """Give a pet's vaccinations, those that lapse first on top."""
    today = shop.today()
    rows = (
        Vaccination.select(
            Vaccine.id,
            Vaccine.name,
            Vaccination.expires,
            Vaccination.comment,
            Vaccine.required,
            Vaccination.version,
            Vaccination.document,
        )
        .join(Vaccine)
        .where(Vaccination.pet == pet)
        .order_by(Vaccination.expires, Vaccine.name)
    )
    late = _late(pet, today)
    return tuple(
        Shot(key, name, day, comment, bool(required), day < today, version, late.get(key), paper)
        for key, name, day, comment, required, version, paper in tuples(rows)
    )


def _late(pet: int, today: date) -> dict[int, date]:
    """Give the kinds that lapse before a visit to come, each with the first such visit's day."""
    visits: dict[date, set[int]] = {}
    coming = (
        TicketRow.select(Ticket.day, TicketRow.item)
        .join(Ticket)
        .where(
            TicketRow.pet == pet, TicketRow.kind == "S", TicketRow.item.is_null(False),
            Ticket.day >= today, Ticket.status.in_(list(LIVE)),
        )
    )  # fmt: skip
    for day, item in tuples(coming):
        visits.setdefault(day, set()).add(item)
    found: dict[int, date] = {}
    for day in sorted(visits):
        for key in warnings.lapsing(pet, day, visits[day]):
            found.setdefault(key, day)
    return found


def set_shot(
    shop: Shop, pet: int, vaccine: int | str, expires: date, by: Actor, comment: str = "",
    *, seen: int | None = None, document: str = "",
) -> None:  # fmt: skip
    """Write until when a pet is vaccinated; a pet has one date a kind.

    Args:
        shop: in whose words the day is written.
        pet: the pet.
        vaccine: the kind, or its name; a new name makes a new kind of the pet's species.
        expires: the last day on which it counts.
        by: who writes it.
        comment: what else is to be said.
        seen: the version that was read of the date before, for a Clash when it changed meanwhile.
        document: the path of a certificate to keep with it; "" leaves the one that is there.
    """
    with papers.kept(document) as paper, change("", by) as door:
        row = _pet(pet)
        kind = (
            _named(door, row.species, vaccine) if isinstance(vaccine, str)
            else Vaccine.get_or_none(Vaccine.id == vaccine)
        )  # fmt: skip
        if kind is None:
            raise Wrong("vaccine", "This vaccination is no longer in the list. Choose another.")
        if fold(kind.species) != fold(row.species):
            raise Wrong(
                "vaccine", f"{kind.name} is for a {kind.species.lower()}; {row.name} is none."
            )
        if not 2000 <= expires.year <= 2200:
            raise Wrong("expires", "This day is not possible. Say it like 3/14/2028 or +1y.")
        door.what = f"{row.name}: {kind.name} until {shop.day(expires)}"
        known = Vaccination.get_or_none(Vaccination.pet == pet, Vaccination.vaccine == kind)
        values = {"expires": expires, "comment": clean(comment, 200)}
        if paper:
            values["document"] = paper
        if known is None:
            door.insert(Vaccination, pet=pet, vaccine=kind.id, **values)
        else:
            if seen is not None:
                door.refuse_stale(known, seen)
            door.update(known, **values)


def _named(door: Door, species: str, name: str) -> Vaccine:
    """Give the kind of a species by its name, however it is spelled; a new name makes one."""
    wanted = clean(name, 80)
    if not wanted:
        raise Wrong("vaccine", "Say which vaccination it is, such as Rabies.")
    for row in Vaccine.select():
        if (fold(row.species), fold(row.name)) == (fold(species), fold(wanted)):
            found: Vaccine = row
            return found
    return door.insert(Vaccine, species=species, name=wanted)


def species_of(pet: int) -> str:
    """Give a pet's species; raises Refused when the pet is gone."""
    return str(_pet(pet).species)


def shot(shop: Shop, pet: int, vaccine: int) -> Shot:
    """Give a pet's vaccination of a kind; raises Refused when there is none."""
    found = next((one for one in shots_of(shop, pet) if one.vaccine == vaccine), None)
    if found is None:
        raise Refused("This vaccination is no longer on the pet's record.")
    return found


def remove_shot(pet: int, vaccine: int, by: Actor) -> None:
    """Remove a pet's vaccination that was entered by mistake."""
    with change("", by) as door:
        known = Vaccination.get_or_none(Vaccination.pet == pet, Vaccination.vaccine == vaccine)
        if known is None:
            raise Refused("This vaccination is no longer on the pet's record.")
        door.what = f"{known.pet.name}: {known.vaccine.name} removed"
        door.delete(known)


def _pet(pet: int) -> Pet:
    row: Pet | None = Pet.get_or_none(Pet.id == pet)
    if row is None:
        raise Refused("This pet is no longer here. Find it again.")
    return row
