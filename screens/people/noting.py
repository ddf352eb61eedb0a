"""The form of a note: what to remember, and the shop's category for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pettui.people import lists
from pettui.people.notes import NoteRecord, note_record, remove, save_note
from screens.people.kinds import choice
from screens.people.subject import Subject
from screens.widgets.fields import FormField, Group, Long

if TYPE_CHECKING:
    from pettui.people.notes import NoteLine
    from screens.desk import Desk


async def write_note(
    desk: Desk, of: str, *, client: int | None = None, pet: int | None = None
) -> None:
    """Ask for a new note about a client or a pet; `of` is its name."""
    record = NoteRecord(client=client, pet=pet)
    about = f"client:{client}" if pet is None else f"pet:{pet}"
    if await _open(desk, f"Note about {of}", f"note:{about}", record):
        desk.say("Noted.")


async def change_note(desk: Desk, note: NoteLine) -> None:
    """Open a note for its author to change."""
    record = await desk.gateway.run(note_record, note.id)
    title = f"Note of {desk.shop.day(note.day)}, {note.author}"
    await _open(desk, title, f"note:{note.id}", record)


async def remove_note(desk: Desk, note: NoteLine) -> None:
    """Take a note of one's own away; undo brings it back."""
    await desk.write(remove, note.id, desk.actor)
    desk.say(f"The note is removed. {desk.keys.shown('desk.undo')} brings it back.")


async def _open(desk: Desk, title: str, key: str, record: NoteRecord) -> int | None:
    from screens.people.record_form import RecordForm

    names = await desk.gateway.run(lists.names, lists.NOTE)
    group = Group("Note", (
        FormField("text", "Note", Long(), need=True),
        FormField("category", "Category", choice(names, new="a new category")),
    ))  # fmt: skip
    subject = Subject(title, key, record, (group,), _values, _change, save_note)
    return await desk.push_screen_wait(RecordForm(subject))


def _values(record: NoteRecord) -> dict[str, Any]:
    return {"text": record.text, "category": record.category}


def _change(record: NoteRecord, values: Mapping[str, Any]) -> NoteRecord:
    return replace(record, **values)
