"""Notes of a visit: the one that its block shows, and the dated ones behind it."""

from __future__ import annotations

from db.models import Ticket, TicketNote
from pettui.history.actor import Actor
from pettui.history.door import Refused, change
from pettui.text import clean_note


def add(ticket: int, text: str, by: Actor) -> str:
    """Add a dated note to a ticket; the book shows the newest. Say what was done."""
    text = clean_note(text, 1000)
    if not text:
        raise Refused("The note is empty. Write it, or press Esc to leave it.")
    with change("", by) as door:
        found = Ticket.get_or_none(Ticket.id == ticket)
        if found is None:
            raise Refused("This ticket is no longer there. Look at the day again.")
        door.insert(TicketNote, ticket=found, text=text, at=door.at, author=by.name)
        door.update(found, note=text)
        door.what = f"note on {found.pet_names or found.client_name or found.reason}: {text[:60]}"
        return door.what
