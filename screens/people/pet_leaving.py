"""A pet that goes: to another owner, out of the lists, for ever, or because it never was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pettui.people import leaving, removing
from screens.people.calling_off import offer_to_call_off
from screens.people.finding import ask_for
from screens.widgets.menu import Choice, Confirm, Menu

if TYPE_CHECKING:
    from pettui.people.pages import PetPage
    from screens.desk import Desk


async def move(desk: Desk, pet: int) -> None:
    """Ask for the new owner, and give the pet to them with its history."""
    other = await ask_for(desk, "To which owner?")
    kind, _, key = (other or "").partition(":")
    if kind == "client":
        left = await desk.write(leaving.move_pet, desk.shop, pet, int(key), desk.actor)
        _tell(desk, "Still booked for the old owner:", left)
    elif kind:
        desk.say("Choose a client: the pet moves to them.", "warning")


async def merge(desk: Desk, page: PetPage) -> None:
    """Ask which record is the same pet; what it has comes to this one."""
    from screens.people.merging import merge_pets

    other = await ask_for(desk, "Which record is the same pet?")
    kind, _, key = (other or "").partition(":")
    if kind == "pet":
        await merge_pets(desk, page.id, int(key), page.name)
    elif kind:
        desk.say("Choose a pet of the same owner.", "warning")


async def set_active(desk: Desk, pet: int, *, active: bool) -> None:
    """Take a pet out of the lists, or back."""
    await desk.write(leaving.set_pet_active, pet, active, desk.actor)


async def set_deceased(desk: Desk, pet: int, *, died: bool) -> None:
    """Note that a pet has died, once that is sure; or that it lives after all."""
    if died and not await desk.push_screen_wait(Confirm("Has this pet died?", yes="it has")):
        return
    left = await desk.write(leaving.set_deceased, desk.shop, pet, died, desk.actor)
    await offer_to_call_off(desk, left, "the pet has died", pet=pet)


async def remove(desk: Desk, page: PetPage) -> bool:
    """Remove a record that was made by mistake, with all on it; gives whether it is gone.

    Where visits refer to it, making it inactive is offered instead (DOMAIN 5.1).
    """
    if page.coming or page.called_off or page.past:
        instead = Menu(
            f"{page.name} cannot be removed",
            (
                Choice("inactive", "make inactive instead", "not offered any more; all stays"),
                Choice("leave", "leave it as it is"),
            ),
            words="Visits are on record with this pet. They would no longer say whose they were.",
        )
        if await desk.push_screen_wait(instead) == "inactive":
            await set_active(desk, page.id, active=False)
        return False
    words = f"{page.name} of {page.owner_name}, with all notes, weights and photographs."
    sure = Confirm("Remove this pet's record?", words, yes="remove it")
    if not await desk.push_screen_wait(sure):
        return False
    await desk.write(removing.remove_pet, page.id, desk.actor)
    desk.say(f"{page.name} is removed. {desk.keys.shown('desk.undo')} brings it back.")
    return True


def _tell(desk: Desk, words: str, left: Sequence[leaving.Coming]) -> None:
    if left:
        desk.say(f"{words} {'; '.join(one.words for one in left)}", "warning")
