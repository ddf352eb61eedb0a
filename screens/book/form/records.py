"""Reads clients into the draft, and makes new ones; who may be the same is shown before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pettui.history.door import Refused
from pettui.people import clients, find
from pettui.people.clients import NewClient, NewPet
from pettui.people.find import Found
from pettui.text import clean, fold
from screens.book.form.draft import PetHere
from screens.widgets.menu import Choice, Menu

if TYPE_CHECKING:
    from screens.book.form.draft import Draft
    from screens.desk import Desk

SAME_PHONE = "same phone"  # who calls from a number on record is that person, most likely


async def read_client(desk: Desk, client: int) -> tuple[str, str, tuple[PetHere, ...]]:
    """Give a client's name, phone and pets; raises Refused when it is gone."""
    owner = next(iter(await desk.gateway.run(find.of_client, desk.shop, client)), None)
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
    calls = await desk.gateway.run(clients.with_phone, desk.shop, draft.new_phone)
    choices = [Choice("new", f"No, a new client: {clean(draft.new_name)}")]
    for one in found:
        words = " · ".join(part for part in (one.title, one.detail, one.phone) if part)
        choices.append(Choice(f"{one.kind}:{one.id}", words, _why_same(draft, one, calls)))
    mark = next((c.id for c in choices if c.hint == SAME_PHONE), "")
    menu = Menu(
        "Is it one of these?", choices, words="Somebody like that is here already.", mark=mark
    )
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


def _why_same(draft: Draft, found: Found, calls: list[int]) -> str:
    if found.client in calls:
        return SAME_PHONE
    name = found.title.rpartition(" · ")[2]
    if fold(name) == fold(draft.new_name):
        return "same name"
    return "same pet and last name" if found.kind == "pet" else "same phone or e-mail"
