"""Everything that hangs on a pet, by the row that shows it: how it is added, changed, removed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from screens.widgets.menu import Choice

if TYPE_CHECKING:
    from pettui.people.pages import PetPage
    from screens.desk import Desk

ADD = (
    Choice("grooming", "groom note", "blade, style, weight: G"),
    Choice("weight", "weigh", "W"),
    Choice("shot", "vaccination", "V"),
    Choice("instruction", "feeding or medication", "what, when, on which days"),
    Choice("service", "agree on a price", "or on the minutes of a service"),
    Choice("photo", "add a photograph", "a file"),
)
"""What can be added to a pet, by the kind of row that will show it."""


async def add(desk: Desk, page: PetPage, kind: str) -> None:
    """Add a groom note, a weight, a vaccination, ... to a pet."""
    await _open(desk, page, kind, None)


async def change(desk: Desk, page: PetPage, kind: str, key: str) -> bool:
    """Open what a row shows; False where the row is nothing that hangs on a pet."""
    if kind == "photo":
        from screens.people.photographs import choose_about

        photo = next((one for one in page.photos if one.id == int(key)), None)
        if photo is not None:
            await choose_about(desk, page.id, page.name, photo)
        return True
    shot = next((one for one in page.shots if kind == "shot" and str(one.vaccine) == key), None)
    if shot is not None and shot.document:
        from screens.people.vaccinations import choose_about as choose_about_shot

        await choose_about_shot(desk, page.id, page.name, shot)
        return True
    return await _open(desk, page, kind, key)


async def _open(desk: Desk, page: PetPage, kind: str, key: str | None) -> bool:
    pet, name = page.id, page.name
    number = int(key) if key is not None and key.isdigit() else None
    if kind == "grooming":
        from screens.people.groom_notes import edit_groom_note

        await edit_groom_note(desk, pet, name, number)
    elif kind == "weight":
        from pettui.people import weights
        from screens.people.groom_notes import edit_weight

        day = date.fromisoformat(key) if key is not None else desk.shop.today()
        await edit_weight(desk, pet, name, await desk.gateway.run(weights.of_day, pet, day))
    elif kind == "shot":
        from screens.people.vaccinations import edit_shot

        await edit_shot(desk, pet, name, number)
    elif kind == "instruction":
        from screens.people.instructions import edit_instruction

        await edit_instruction(desk, pet, name, number)
    elif kind == "service":
        from screens.people.agreed import edit_agreed

        await edit_agreed(desk, pet, name, number)
    elif kind == "photo":
        from screens.people.photographs import edit_photo

        await edit_photo(desk, pet, name)
    else:
        return False
    return True


async def remove(desk: Desk, page: PetPage, kind: str, key: str) -> bool:
    """Take away what a row shows; False where the row is nothing that hangs on a pet."""
    from pettui.people import agreed, grooming, instructions, photos, vaccines, weights

    pet, by = page.id, desk.actor

    def weight() -> None:
        there = weights.of_day(pet, date.fromisoformat(key))
        if there is not None and there.id is not None:
            weights.remove(there.id, by)

    rules: dict[str, tuple[str, Callable[..., Any], tuple[Any, ...]]] = {
        "grooming": ("The groom note", grooming.remove, (key, by)),
        "weight": ("The weight", weight, ()),
        "shot": ("The vaccination", vaccines.remove_shot, (pet, key, by)),
        "instruction": ("The instruction", instructions.remove, (key, by)),
        "service": ("The agreement", agreed.agree, (desk.shop, pet, key, None, None, by)),
        "photo": ("The photograph", photos.remove, (key, by)),
    }
    if kind not in rules:
        return False
    words, rule, values = rules[kind]
    if kind == "service" and all(str(one.item) != key for one in page.agreed):
        desk.say("Nothing is agreed here: this is what visits have taught.")
        return True
    await desk.write(rule, *(int(v) if v is key else v for v in values))
    desk.say(f"{words} is removed. {desk.keys.shown('desk.undo')} brings it back.")
    return True
