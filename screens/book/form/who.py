"""The lines about who comes: client, phone, pets; new ones are made on the way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from pettui.history.door import Refused
from pettui.people import clients, find, phones, saying
from pettui.people.clients import NewClient, NewPet
from pettui.people.find import Found
from pettui.text import clean, digits, fold
from screens.book.form.draft import PetHere
from screens.book.form.line import FormLine, Look, Step, muted
from screens.widgets.menu import Choice, Menu
from screens.widgets.plain import assemble, line
from screens.widgets.rows import Row

if TYPE_CHECKING:
    from screens.book.form.draft import Draft
    from screens.desk import Desk

MOST = 30  # candidates


def found_row(found: Found) -> Row:
    """Show a client or a pet: the name, what it is, what to beware of; the phone at the right."""
    style = "$text-muted" if found.inactive else "bold"
    left = assemble(
        line(found.title, style),
        line(f"  {found.detail}", "$text-muted") if found.detail else "",
        line(f"  ! {', '.join(found.alerts)}", "$text-error") if found.alerts else "",
        line("  inactive", "$text-muted") if found.inactive else "",
    )
    return Row(f"{found.kind}:{found.id}", left, line(found.phone))


async def read_client(desk: Desk, client: int) -> tuple[str, str, tuple[PetHere, ...]]:
    """Give a client's name, phone and pets; raises Refused when it is gone."""
    owner = next(iter(await desk.gateway.run(find.of_client, client)), None)
    if owner is None:
        raise Refused("This client is no longer here. Find the client again.")
    pets = await desk.gateway.run(find.pets_of, client)
    here = tuple(PetHere(p.id, p.title.removesuffix(f" · {owner.title}"), p.detail) for p in pets)
    return owner.title, owner.phone, here


async def choose_client(desk: Desk, draft: Draft, client: int, pet: int | None = None) -> None:
    """Take an existing client, and a pet of theirs."""
    name, phone, pets = await read_client(desk, client)
    draft.choose_client(client, name, phone, pets)
    if pet is not None and any(p.id == pet for p in pets):
        draft.choose_pets((pet,))


class ClientLine(FormLine):
    """Finds a client or a pet by any part of a name or phone, or begins a new client."""

    id = "client"
    label = "Client"
    placeholder = "name, pet or phone"
    hint = "Enter takes the marked line"

    def __init__(self, desk: Desk, draft: Draft) -> None:
        super().__init__(desk, draft)
        self._found: dict[str, Found] = {}

    def missing(self) -> str:
        """Require somebody."""
        known = self.draft.client is not None or self.draft.has_new_client
        return "" if known else "Whose visit is it? Type a name, a pet or a phone number."

    def text(self) -> str:
        """Show the client's name."""
        return self.draft.client_name or self.draft.new_name

    def echo(self) -> Content:
        """Show the phone, or that the client is new."""
        if self.draft.has_new_client:
            return line("new client", "$accent")
        return muted(self.draft.client_phone)

    async def look(self, text: str) -> Look:
        """Find whom the text may mean; the last candidate is a new client of that name."""
        name = clean(text)
        if not name:
            return Look()
        found = await self.desk.gateway.run(find.find, self.desk.shop, text, MOST)
        people = [one for one in found if one.kind != "ticket"]
        self._found = {f"{one.kind}:{one.id}": one for one in people}
        rows = [found_row(one) for one in people]
        if any(letter.isalpha() for letter in name):
            rows.append(Row("new", assemble(("new client ", "$accent"), line(name))))
        elif not rows:
            return Look((), muted("nobody has this number; type the name"))
        return Look(rows)

    async def take(self, text: str, picked: str | None) -> Step:
        """Take who was picked."""
        name = clean(text)
        if picked is None and name and name == self.text():
            return Step.ON
        if picked is None:
            if digits(name) and not any(letter.isalpha() for letter in name):
                self.draft.new_phone = name
                raise Refused("Nobody has this number. Type the name; the number is kept.")
            raise Refused(self.missing() or "Type a name, a pet or a phone number.")
        if picked == "new":
            self.draft.choose_new(name)
            return Step.ON
        kind, _, key = picked.partition(":")
        client = self._found[picked].client
        if client is None:
            raise Refused("This client is no longer here. Find the client again.")
        await choose_client(self.desk, self.draft, client, int(key) if kind == "pet" else None)
        return Step.ON


class PhoneLine(FormLine):
    """The phone of a new client; who may be the same person is shown when it is left."""

    id = "phone"
    label = "Phone"
    placeholder = "may stay empty"
    hint = "Enter goes on to the pet"

    def there(self) -> bool:
        """Be there for new clients only."""
        return self.draft.has_new_client

    def missing(self) -> str:
        """Ask once; an empty answer is one."""
        asks = self.there() and not self.draft.phone_said
        return "What is the phone number? Enter leaves it empty." if asks else ""

    def text(self) -> str:
        """Show the number."""
        return self.draft.new_phone

    async def look(self, text: str) -> Look:
        """Echo the number in the country's form."""
        if not clean(text):
            return Look()
        number = await self.desk.gateway.run(phones.read, text, self.desk.shop.region)
        return Look((), muted(number.shown) if number.shown != text.strip() else Content())

    async def take(self, text: str, picked: str | None) -> Step:
        """Keep the number, and ask about people who may be the same."""
        number = ""
        if clean(text):
            number = (await self.desk.gateway.run(phones.read, text, self.desk.shop.region)).shown
        self.draft.new_phone = number
        self.draft.phone_said = True
        await same_person(self.desk, self.draft, ())
        return Step.ON


class PetLine(FormLine):
    """Which pets come; new ones are said with breed and size."""

    id = "pet"
    label = "Pet"
    hint = "Enter takes the pet"

    def prompt(self) -> str:
        """Say how pets are named here."""
        if len(self.draft.pets) > 1:
            return "1 2, names, * all, or a new one"
        return "name, breed, size"

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


async def make_pets(desk: Desk, draft: Draft, pets: list[NewPet]) -> None:
    """Make new pets, and their owner if that is a new client; they come to the visit."""
    if draft.client is None:
        if not draft.has_new_client:
            raise Refused("Choose the client first; the pets follow.")
        if await same_person(desk, draft, tuple(pets)):
            return
        new = NewClient(draft.new_name, draft.new_phone, pets=tuple(pets))
        made = await desk.write(clients.create, desk.shop, new, desk.actor)
        client, ids = made.client, made.pets
        draft.made.append(made.name)
    else:
        client = draft.client
        ids = ()
        for pet in pets:
            ids += (await desk.write(clients.add_pet, client, pet, desk.actor),)
            draft.made.append(pet.name)
    name, phone, here = await read_client(desk, client)
    draft.choose_client(client, name, phone, here)
    draft.choose_pets(ids)
    draft.without_pet = not ids


async def same_person(desk: Desk, draft: Draft, pets: tuple[NewPet, ...]) -> bool:
    """Show who may be the client already; gives whether one of them was chosen."""
    new = NewClient(draft.new_name, draft.new_phone, pets=pets)
    found = await desk.gateway.run(clients.likely_duplicates, desk.shop, new)
    found = [one for one in found if one.client is not None and one.client not in draft.seen][:8]
    if not found:
        return False
    choices = [Choice("new", f"No, a new client: {clean(draft.new_name)}")]
    for one in found:
        words = " · ".join(part for part in (one.title, one.detail, one.phone) if part)
        choices.append(Choice(f"{one.kind}:{one.id}", words, _why_same(draft, one)))
    menu = Menu("Is it one of these?", choices, words="Somebody like that is here already.")
    menu.add_class("-wide")
    picked = await desk.push_screen_wait(menu)
    if picked is None:
        raise Refused("Say who it is before a new client is made: Enter asks again.")
    draft.seen.update(one.client for one in found if one.client is not None)
    if picked == "new":
        return False
    chosen = next(one for one in found if f"{one.kind}:{one.id}" == picked)
    if chosen.client is not None:
        pet = chosen.id if chosen.kind == "pet" else None
        await choose_client(desk, draft, chosen.client, pet)
    return True


def _why_same(draft: Draft, found: Found) -> str:
    if draft.new_phone and digits(found.phone).endswith(digits(draft.new_phone)[-7:]):
        return "same phone"
    name = found.title.rpartition(" · ")[2]
    if fold(name) == fold(draft.new_name):
        return "same name"
    return "same pet and last name" if found.kind == "pet" else "same phone or e-mail"
