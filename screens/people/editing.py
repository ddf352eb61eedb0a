"""What changes a record from its page: the form, and a new pet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from screens.desk import Desk


async def edit(desk: Desk, what: str, *, first: str = "") -> int | None:
    """Open the form of `client:7` or `pet:12`; gives the id once it is saved.

    Args:
        desk: the desk.
        what: the record.
        first: the field to begin with.
    """
    from screens.people.record_form import RecordForm

    kind, _, key = what.partition(":")
    if kind == "client":
        from screens.people.client_form import client_subject

        client = await client_subject(desk, int(key))
        return await desk.push_screen_wait(RecordForm(client, first=first))
    from screens.people.pet_form import pet_subject

    pet = await pet_subject(desk, int(key))
    return await desk.push_screen_wait(RecordForm(pet, first=first))


async def add_pet(desk: Desk, client: int) -> int | None:
    """Open the form for a new pet of a client; gives its id once it is saved."""
    from screens.people.pet_form import pet_subject
    from screens.people.record_form import RecordForm

    subject = await pet_subject(desk, None, client=client)
    return await desk.push_screen_wait(RecordForm(subject))
