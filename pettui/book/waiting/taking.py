"""Taking an entry off the list: the visit and the entry are one change, and only one desk gets it.

`pettui.book.booking` calls this for a plan that names its entry; it is loaded with the book, so it
imports little.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.models import Change, ChangedRow, Ticket, WaitEntry
from pettui.book.waiting.values import TODAY
from pettui.history.door import Refused

if TYPE_CHECKING:
    from pettui.book.plan import Plan
    from pettui.history.door import Door
    from pettui.team.shop import Shop


class Gone(Refused):
    """Somebody else was quicker: the entry is booked already, or left the list."""


def claimed(plan: Plan) -> WaitEntry | None:
    """Give the entry that a plan books, None for a plan without one.

    Raises Gone, naming who was quicker, and Refused where the plan is for somebody else. To be
    asked inside the transaction that writes.
    """
    if plan.waiting is None:
        return None
    entry = standing(plan.waiting)
    if entry.__data__["client"] != plan.client:
        raise Refused(
            "This entry of the wait list is another client's. Book that visit from the book (n);"
            " the entry stays."
        )
    moves = entry.__data__["moves"]
    if moves is not None and moves != plan.ticket:
        raise Refused("The entry moves a visit that is booked. Take it from the wait list again.")
    return entry


def standing(key: int) -> WaitEntry:
    """Give an entry that still waits; raises Gone with who took it off the list."""
    entry: WaitEntry | None = WaitEntry.get_or_none(WaitEntry.id == key)
    if entry is None:
        raise Gone("This entry is no longer on the wait list. Look at the list again.")
    if entry.status != "waiting":
        did = "was booked already" if entry.status == "booked" else "left the list already"
        raise Gone(f"This entry {did}{_by_whom(key)}. Nothing was changed.")
    return entry


def _by_whom(key: int) -> str:
    mine = (ChangedRow.table == "wait_entry") & (ChangedRow.key == key)
    last = Change.select().join(ChangedRow).where(mine).order_by(Change.id.desc()).first()
    return f" by {last.account_name} at {last.terminal}: {last.what}" if last else ""


def link(door: Door, shop: Shop, entry: WaitEntry, ticket: Ticket) -> None:
    """Note what an entry was booked as (DOMAIN 8.5).

    Who sits in the lobby has arrived, and did so when they were put on the list.
    """
    ticket = Ticket.get_by_id(ticket.id)
    if entry.kind == TODAY and ticket.day == shop.today() and ticket.status in _NOT_HERE:
        door.update(ticket, status="arrived", arrived=entry.added)
    door.update(entry, status="booked", ticket=ticket.id, ended=door.at)


_NOT_HERE = ("booked", "confirmed")
