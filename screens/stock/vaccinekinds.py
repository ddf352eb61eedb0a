"""The kinds of vaccinations that the shop knows: for whom, and which services need them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pettui.history.actor import Actor
from pettui.history.door import Refused
from pettui.people import vaccines
from pettui.people.vaccines import VaccineKind
from pettui.stock import groups
from pettui.stock.services import services
from pettui.team.shop import Shop
from pettui.text import fold
from screens.stock.form import Fields, yes_no
from screens.stock.listkinds import Shown
from screens.widgets.line import Line
from screens.widgets.plain import line

Named = tuple[str, int, str]
"""A category or a service: which of both, its key, its name."""


class Vaccinations:
    """Kinds of vaccinations by species, each with the services that need it."""

    title = "Vaccinations"
    grows = True  # by itself, while somebody writes down a client or a pet
    empty = "There are no vaccinations yet. n makes the first: Rabies, for a dog."
    cannot: Mapping[str, str] = {  # never written
        "move": "Vaccinations stand in the order of their names."
    }

    def __init__(self) -> None:
        self._named: list[Named] = []

    def load(self, shop: Shop) -> list[Shown]:
        """Read the kinds with what needs them."""
        self._named = [("category", one.id, one.name) for one in groups.groups() if one.active]
        self._named += [("item", one.id, one.name) for one in services()]
        return [
            Shown(
                str(kind.id), kind.name,
                line(f"{kind.species}, "
                     f"{f'required for {kind.needed_for}' if kind.required else 'not required'}"),
                kind.active, kind,
            )
            for kind in vaccines.kinds(inactive=True)
        ]  # fmt: skip

    def fields(self, entry: VaccineKind | None) -> Fields:
        """Ask for name, species, whether it is required, and for what."""
        now = entry or VaccineKind(required=True)
        needed = "; ".join(self._needed(now))
        species = [("Species", Line("Species", now.species))] if entry is None else []
        return [
            ("Name", Line("Name", now.name, placeholder="Rabies")),
            *species,
            ("Required", yes_no("Required", on=now.required)),
            ("Needed for", Line("Needed for", needed, placeholder=(
                "every service; or such as Grooming; Bath"))),
        ]  # fmt: skip

    def _needed(self, kind: VaccineKind) -> list[str]:
        keys = [("category", key) for key in kind.categories] + [("item", k) for k in kind.items]
        names = {(what, key): name for what, key, name in self._named}
        return [names[key] for key in keys if key in names]

    def save(
        self, shop: Shop, entry: VaccineKind | None, values: Mapping[str, str], by: Actor
    ) -> Any:
        """Make or change a kind."""
        now = entry or VaccineKind()
        found = read_needed(values["Needed for"], self._named)
        # What is offered no more has no name here, and stays.
        here = {(what, key) for what, key, _ in self._named}
        wish = replace(
            now, name=values["Name"], species=values.get("Species", now.species),
            required=bool(values["Required"]),
            items=(*(k for k in now.items if ("item", k) not in here),
                   *(key for what, key, _ in found if what == "item")),
            categories=(*(k for k in now.categories if ("category", k) not in here),
                        *(key for what, key, _ in found if what == "category")),
        )  # fmt: skip
        return vaccines.save_kind(wish, by)

    def move(self, entry: Any, step: int, by: Actor) -> None:
        """Vaccinations are not moved."""

    def set_active(self, shop: Shop, entry: VaccineKind, by: Actor, *, active: bool) -> None:
        """Ask for a vaccination no more, or again."""
        vaccines.save_kind(replace(entry, active=active), by)

    def delete(self, entry: VaccineKind, by: Actor) -> None:
        """Delete a kind that no pet has."""
        vaccines.delete_kind(entry.id or 0, by)


def read_needed(text: str, named: Sequence[Named]) -> list[Named]:
    """Read categories and services: `Grooming; Bath`; "" is every service.

    Raises Refused in words for what is none, or may be several.
    """
    found: dict[Named, None] = {}
    for part in filter(None, (part.strip() for part in text.split(";"))):
        found[_one(part, named)] = None
    return list(found)


def _one(part: str, named: Sequence[Named]) -> Named:
    said = fold(part)
    for fits in (
        [one for one in named if fold(one[2]) == said],
        [one for one in named if fold(one[2]).startswith(said)],
        [one for one in named if said in fold(one[2])],
    ):
        if len(fits) == 1 or (fits and fold(fits[0][2]) == said):
            return fits[0]  # a category comes before a service of the same name
        if fits:
            names = ", ".join(name for _, _, name in fits[:4])
            raise Refused(f"Needed for: {part} may be {names}. Type more of it.")
    raise Refused(f"Needed for: there is no category or service {part}. Put ; between several.")
