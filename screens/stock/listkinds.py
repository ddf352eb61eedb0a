"""The lists that a shop keeps: what each shows, asks for, and does. `ListScreen` draws them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Protocol

from textual.content import Content

from pettui.history.actor import Actor
from pettui.history.door import Refused
from pettui.people.breeds import SIZES
from pettui.stock import breeds, choices, groups, resources, taxes
from pettui.team.shop import Shop
from pettui.text import count
from screens.stock.form import Fields, Pick, refused, yes_no
from screens.widgets.line import Line
from screens.widgets.plain import line


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as the screen shows it; `entry` is the rules' own."""

    id: str
    name: str
    detail: Content
    active: bool
    entry: Any


class Kind(Protocol):
    """What a list can do. What it cannot gives words from `cannot`."""

    title: str
    empty: str
    cannot: Mapping[str, str]

    def load(self, shop: Shop) -> list[Shown]:
        """Read the entries."""

    def fields(self, entry: Any | None) -> Fields:
        """Give the fields of a form for an entry, or for a new one."""

    def save(self, shop: Shop, entry: Any | None, values: Mapping[str, str], by: Actor) -> Any:
        """Save what was typed."""

    def move(self, entry: Any, step: int, by: Actor) -> None:
        """Move an entry."""

    def set_active(self, shop: Shop, entry: Any, by: Actor, *, active: bool) -> None:
        """Offer an entry no more, or again."""

    def delete(self, entry: Any, by: Actor) -> None:
        """Delete an entry that nothing refers to."""


class Categories:
    """The categories of services (S) or products (P)."""

    empty = "There are no categories yet. n makes the first."
    cannot: Mapping[str, str] = {}  # never written

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.title = "Categories of services" if kind == "S" else "Categories of products"

    def load(self, shop: Shop) -> list[Shown]:
        """Read the categories with how much stands in each."""
        what = "service" if self.kind == "S" else "product"
        return [
            Shown(str(g.id), g.name, line(count(g.items, what)), g.active, g)
            for g in groups.groups(self.kind)
        ]

    def fields(self, entry: groups.Group | None) -> Fields:
        """Ask for the name."""
        return [("Name", Line("Name", entry.name if entry else ""))]

    def save(
        self, shop: Shop, entry: groups.Group | None, values: Mapping[str, str], by: Actor
    ) -> Any:
        """Make or rename a category."""
        if entry is None:
            return groups.save_group(values["Name"], by, kind=self.kind)
        return groups.save_group(values["Name"], by, key=entry.id, version=entry.version)

    def move(self, entry: groups.Group, step: int, by: Actor) -> None:
        """Move a category."""
        groups.move_group(entry.id, step, by)

    def set_active(self, shop: Shop, entry: groups.Group, by: Actor, *, active: bool) -> None:
        """Offer a category no more, or again."""
        groups.set_group_active(entry.id, by, active=active)

    def delete(self, entry: groups.Group, by: Actor) -> None:
        """Delete an empty category."""
        groups.delete_group(entry.id, by)


class Resources:
    """Tubs, dryers, tables and kennels."""

    title = "Resources"
    empty = "There are no resources yet. n makes the first: tub 1, which is a tub."
    cannot: Mapping[str, str] = {  # never written
        "move": "Resources stand in the order of the book's columns."
    }

    def load(self, shop: Shop) -> list[Shown]:
        """Read the resources with what each holds."""
        return [
            Shown(
                str(r.id), r.label,
                line(f"{r.kind}, {count(r.lanes, 'pet')} at a time"
                     f"{'' if r.shown else ', hidden'}"),
                r.active, r,
            )
            for r in resources.resources(shop)
        ]  # fmt: skip

    def fields(self, entry: resources.ResourceLine | None) -> Fields:
        """Ask for name, kind, places, and whether it has a column."""
        now = entry or resources.ResourceLine("", "")
        usual = ", ".join(resources.USUAL)
        return [
            ("Name", Line("Name", now.label, placeholder="tub 1")),
            ("Kind", Line("Kind", now.kind, placeholder=f"{usual}, ...")),
            ("Places", Line("Places", str(now.lanes), placeholder="pets at a time", number=True)),
            ("In the book", yes_no("In the book", on=now.shown)),
        ]

    def save(
        self, shop: Shop, entry: resources.ResourceLine | None, values: Mapping[str, str],
        by: Actor,
    ) -> Any:  # fmt: skip
        """Make or change a resource."""
        said = values["Places"].strip()
        if not said.isascii() or not said.isdigit() or len(said) > 3:
            raise Refused("Places: type how many pets it holds at a time, such as 1.")
        now = entry or resources.ResourceLine("", "")
        wish = replace(
            now, label=values["Name"], kind=values["Kind"], lanes=int(said),
            shown=bool(values["In the book"]),
        )  # fmt: skip
        return resources.save_resource(shop, wish, by)

    def move(self, entry: Any, step: int, by: Actor) -> None:
        """Resources are not moved here."""

    def set_active(
        self, shop: Shop, entry: resources.ResourceLine, by: Actor, *, active: bool
    ) -> None:
        """Take a resource out of use, or back."""
        resources.set_resource_active(shop, entry.id or 0, by, active=active)

    def delete(self, entry: resources.ResourceLine, by: Actor) -> None:
        """Delete a resource that no visit ever held."""
        resources.delete_resource(entry.id or 0, by)


class Taxes:
    """The three taxes."""

    title = "Taxes"
    empty = ""
    cannot: Mapping[str, str] = {  # never written
        "new": "There are three taxes. Take one that is not in use (Enter).",
        "move": "Taxes keep their places: a compound one is taken on those before it.",
        "delete": "Taxes are put out of use (x), never deleted: tickets name them.",
    }

    def load(self, shop: Shop) -> list[Shown]:
        """Read the taxes with their rates."""
        found = []
        for tax in taxes.taxes(shop):
            words = f"services {_rate(tax.service_rate)} %, products {_rate(tax.product_rate)} %"
            if tax.compound:
                words += ", on the taxes before it too"
            found.append(Shown(str(tax.place), tax.name, line(words), tax.active, tax))
        return found

    def fields(self, entry: taxes.TaxLine | None) -> Fields:
        """Ask for name, rates, compound, and use."""
        tax = entry or taxes.TaxLine(1, "")
        return [
            ("Name", Line("Name", tax.name)),
            (
                "Services",
                Line("Services", _rate(tax.service_rate), placeholder="percent", number=True),
            ),
            (
                "Products",
                Line("Products", _rate(tax.product_rate), placeholder="percent", number=True),
            ),
            ("Compound", yes_no("Compound", on=tax.compound)),
            ("In use", yes_no("In use", on=tax.active)),
        ]

    def save(
        self, shop: Shop, entry: taxes.TaxLine | None, values: Mapping[str, str], by: Actor
    ) -> Any:
        """Change a tax."""
        tax = entry or taxes.TaxLine(1, "")
        rates = {}
        for label in ("Services", "Products"):
            try:
                rates[label] = taxes.parse_rate(values[label] or "0")
            except ValueError as error:
                raise refused(label, error) from error
        wish = replace(
            tax, name=values["Name"], service_rate=rates["Services"],
            product_rate=rates["Products"], compound=bool(values["Compound"]),
            active=bool(values["In use"]),
        )  # fmt: skip
        return taxes.save_tax(shop, wish, by)

    def move(self, entry: Any, step: int, by: Actor) -> None:
        """Taxes are not moved."""

    def set_active(self, shop: Shop, entry: taxes.TaxLine, by: Actor, *, active: bool) -> None:
        """Put a tax out of use, or into it."""
        taxes.save_tax(shop, replace(entry, active=active), by)

    def delete(self, entry: Any, by: Actor) -> None:
        """Taxes are never deleted."""


class Breeds:
    """The breeds with their usual size and coat, and the group that prices go by."""

    title = "Breeds and breed groups"
    grows = True  # by itself, while somebody writes down a client or a pet
    empty = "There are no breeds yet. n makes the first."
    cannot: Mapping[str, str] = {  # never written
        "move": "Breeds stand in the order of their names. f finds one."
    }

    def load(self, shop: Shop) -> list[Shown]:
        """Read the breeds."""
        found = []
        for breed in breeds.breed_lines():
            group = f"group {breed.group}" if breed.group else ""
            parts = (breed.species if breed.species != "Dog" else "", breed.size, breed.coat)
            words = line("  ".join(filter(None, (*parts, group))))
            found.append(Shown(str(breed.id), breed.name, words, breed.active, breed))
        return found

    def fields(self, entry: breeds.BreedLine | None) -> Fields:
        """Ask for name, species, size, coat and group."""
        now = entry or breeds.BreedLine("")
        sizes = [("", "none"), *((size, size) for size in SIZES)]
        return [
            ("Name", Line("Name", now.name)),
            ("Species", Line("Species", now.species)),
            ("Size", Pick("Size", sizes, now.size)),
            ("Coat", Line("Coat", now.coat, placeholder="short, double, long, curly, wire")),
            ("Group", Line("Group", now.group, placeholder="such as doodle: a leaf of prices")),
        ]

    def save(
        self, shop: Shop, entry: breeds.BreedLine | None, values: Mapping[str, str], by: Actor
    ) -> Any:
        """Make or change a breed."""
        now = entry or breeds.BreedLine("")
        wish = replace(
            now, name=values["Name"], species=values["Species"], size=values["Size"],
            coat=values["Coat"], group=values["Group"],
        )  # fmt: skip
        return breeds.save_breed(wish, by)

    def move(self, entry: Any, step: int, by: Actor) -> None:
        """Breeds are not moved."""

    def set_active(self, shop: Shop, entry: breeds.BreedLine, by: Actor, *, active: bool) -> None:
        """Offer a breed no more, or again."""
        breeds.set_breed_active(entry.id or 0, by, active=active)

    def delete(self, entry: breeds.BreedLine, by: Actor) -> None:
        """Delete a breed that no pet has."""
        breeds.delete_breed(entry.id or 0, by)


class Choices:
    """One of the simple lists."""

    grows = True  # by itself, while somebody writes down a client or a pet
    empty = "Nothing is in this list yet. n adds an entry."
    cannot: Mapping[str, str] = {}  # never written

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.title = choices.KINDS[kind]

    def load(self, shop: Shop) -> list[Shown]:
        """Read the entries."""
        return [
            Shown(f"{place}" if e.id is None else f"id{e.id}", e.name, Content(), e.active, e)
            for place, e in enumerate(choices.entries(self.kind))
        ]

    def fields(self, entry: choices.Entry | None) -> Fields:
        """Ask for the name."""
        return [("Name", Line("Name", entry.name if entry else ""))]

    def save(
        self, shop: Shop, entry: choices.Entry | None, values: Mapping[str, str], by: Actor
    ) -> Any:
        """Add or rename an entry."""
        if entry is None:
            return choices.add_entry(self.kind, values["Name"], by)
        choices.rename_entry(self.kind, entry.name, values["Name"], by, entry.version)
        return entry.name

    def move(self, entry: choices.Entry, step: int, by: Actor) -> None:
        """Move an entry."""
        choices.move_entry(self.kind, entry.name, step, by)

    def set_active(self, shop: Shop, entry: choices.Entry, by: Actor, *, active: bool) -> None:
        """Offer an entry no more, or again."""
        choices.set_entry_active(self.kind, entry.name, by, active=active)

    def delete(self, entry: choices.Entry, by: Actor) -> None:
        """Delete an entry that nobody has."""
        choices.delete_entry(self.kind, entry.name, by)


def _rate(rate: Decimal) -> str:
    return f"{rate.normalize():f}"
