"""Photographs of a pet: a file is named with its path completed, opened outside, described."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pettui.people import photos
from pettui.people.photos import PhotoLine
from pettui.people.record import Saved, Wrong
from screens.people.files import PathKind
from screens.people.parts import changed, saved, values_of
from screens.people.record_form import RecordForm
from screens.people.subject import Subject
from screens.widgets.fields import FormField, Group
from screens.widgets.menu import Choice, Menu

if TYPE_CHECKING:
    from pettui.history.actor import Actor
    from pettui.team.shop import Shop
    from screens.desk import Desk


@dataclass(frozen=True, slots=True)
class PhotoEntry:
    """What the form edits; `id` None is a new one, which needs a file."""

    id: int | None = None
    version: int = 0
    file: str = ""
    caption: str = ""


def _entry(photo: PhotoLine) -> PhotoEntry:
    return PhotoEntry(photo.id, photo.version, caption=photo.caption)


async def edit_photo(desk: Desk, pet: int, name: str, key: int | None = None) -> int | None:
    """Add a photograph, or change what is written below one; gives its id once it is saved."""
    record = PhotoEntry() if key is None else _entry(await desk.gateway.run(photos.photo, key))

    def save(shop: Shop, said: PhotoEntry, by: Actor) -> Saved:
        if said.id is None:
            if not said.file:
                raise Wrong("file", "Name a picture; Down lists what is there.")
            return Saved(photos.add(pet, said.file, by, said.caption))
        photo = said.id

        def describe() -> int:
            photos.describe(photo, said.caption, by, seen=said.version)
            return photo

        return saved(describe, lambda: _entry(photos.photo(photo)))

    file = FormField("file", "File", PathKind(), "~/Pictures/bella.jpg")
    caption = FormField("caption", "Caption", hint="after the cut")
    group = Group("Photograph", (file, caption) if key is None else (caption,))
    draft = f"photo:{key}" if key else f"photo:new of {pet}"
    subject = Subject(f"{name}: photograph", draft, record, (group,), values_of, changed, save)
    return await desk.push_screen_wait(RecordForm(subject))


async def choose_about(desk: Desk, pet: int, name: str, photo: PhotoLine) -> None:
    """Ask what to do with a photograph, and do it."""
    picked = await desk.push_screen_wait(
        Menu(photo.caption or f"Photograph of {name}", [
            Choice("open", "open it", "in the machine's own viewer"),
            Choice("caption", "change the caption"),
            Choice("primary", "let it stand for the pet",
                   why_not="it does already" if photo.primary else ""),
            Choice("remove", "remove it"),
        ])
    )  # fmt: skip
    if picked == "open":
        path = await desk.gateway.run(photos.open_outside, photo.id)
        desk.say(f"Opened {path.name}.")
    elif picked == "caption":
        await edit_photo(desk, pet, name, photo.id)
    elif picked == "primary":
        await desk.write(photos.make_primary, photo.id, desk.actor)
    elif picked == "remove":
        await desk.write(photos.remove, photo.id, desk.actor)
        desk.say(f"The photograph is removed. {desk.keys.shown('desk.undo')} brings it back.")
