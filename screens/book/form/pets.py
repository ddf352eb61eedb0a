"""The line about which pets come; new ones are made on the way."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from pettui.history.door import Refused
from pettui.people import saying
from pettui.text import clean, fold
from screens.book.form.draft import PetHere
from screens.book.form.line import FormLine, Look, Step, muted
from screens.book.form.records import make_pets
from screens.widgets.plain import assemble, line
from screens.widgets.rows import Row


class PetLine(FormLine):
    """Which pets come; new ones are said with breed and size."""

    id = "pet"
    label = "Pet"
    hint = "Enter takes the pet"

    def prompt(self) -> str:
        """Say how pets are named here."""
        if len(self.draft.pets) > 1:
            return "1 2, names, * all, or a new one"
        return "name, breed, size, bites"

    def missing(self) -> str:
        """Require a pet, or that there is none on purpose."""
        if self.draft.chosen or self.draft.without_pet:
            return ""
        return "Which pet comes? Type its name; a breed and a size may follow."

    def text(self) -> str:
        """Show the pets that come."""
        return ", ".join(pet.name for pet in self.draft.pets if pet.id in self.draft.chosen)

    def echo(self) -> Content:
        """Show breed and size."""
        if self.draft.without_pet and not self.draft.chosen:
            return muted("without a pet")
        here = [pet for pet in self.draft.pets if pet.id in self.draft.chosen]
        return muted("; ".join(pet.detail for pet in here if pet.detail))

    def opens(self) -> bool:
        """Show the pets of a client who has several, as long as none is chosen."""
        return len(self.draft.pets) > 1 and not self.draft.chosen

    def _named(self, text: str) -> list[int] | None:
        """Give the pets that numbers, `*` or beginnings of names mean; None for anything else."""
        pets = self.draft.pets
        if text.strip() == "*":
            return [pet.id for pet in pets]
        found: list[int] = []
        for word in text.replace(",", " ").split():
            if word.isdigit() and 1 <= int(word) <= len(pets):
                found.append(pets[int(word) - 1].id)
                continue
            named = [pet.id for pet in pets if fold(pet.name).startswith(fold(word))]
            if not named:
                return None
            exact = [p.id for p in pets if fold(p.name) == fold(word)]
            found.append((exact or named)[0])
        return list(dict.fromkeys(found))

    async def look(self, text: str) -> Look:
        """List the pets that are meant, or echo a new one."""
        pets = self.draft.pets
        if not text.strip():
            return Look(self._rows(pets))
        named = self._named(text)
        if named is not None:
            several = len(named) > 1
            rows = self._rows([pet for pet in pets if pet.id in named])
            return Look(rows if not several else (), muted("both" if several else ""))
        whole = [pet for pet in pets if fold(text) in fold(pet.name)]
        said = await self.desk.gateway.run(saying.read_pets, text)
        words = "; ".join(one.words for one in said)
        new = Row("new", assemble(("new pet ", "$accent"), line(words)))
        return Look((*self._rows(whole), new))

    def _rows(self, pets: Sequence[PetHere]) -> tuple[Row, ...]:
        places = {pet.id: place for place, pet in enumerate(self.draft.pets, 1)}
        return tuple(
            Row(
                f"pet:{pet.id}",
                assemble((f"{places[pet.id]} ", "$accent"), line(pet.name, "bold")),
                line(pet.detail),
            )
            for pet in pets
        )

    async def take(self, text: str, picked: str | None) -> Step:
        """Choose pets, or make new ones; a new client is made together with them."""
        draft = self.draft
        named = self._named(text) if draft.pets and text.strip() else None
        if clean(text) and clean(text) == self.text():
            return Step.ON
        if picked is not None and picked.startswith("pet:"):
            draft.choose_pets((int(picked.removeprefix("pet:")),))
        elif named:
            draft.choose_pets(tuple(named))
        elif clean(text):
            said = await self.desk.gateway.run(saying.read_pets, text)
            await make_pets(self.desk, draft, [one.pet for one in said])
        elif draft.has_new_client:
            await make_pets(self.desk, draft, [])
        elif draft.client is None:
            raise Refused("Choose the client first; the pets follow.")
        elif not draft.chosen:
            draft.without_pet = True
        return Step.ON
