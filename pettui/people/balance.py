"""What clients owe: their closed tickets less what was paid for them."""

from __future__ import annotations

from collections.abc import Collection

from peewee import fn

from db.models import Payment, Ticket
from db.models.base import tuples


def owes(clients: Collection[int]) -> dict[int, int]:
    """Give what each of some clients owes, in the smallest coin; a credit is less than 0.

    A client whose account is even may be left out.
    """
    closed = (Ticket.client.in_(list(clients))) & (Ticket.status == "closed")
    billed = Ticket.select(Ticket.client, fn.SUM(Ticket.total)).where(closed)
    found = {key: int(total) for key, total in tuples(billed.group_by(Ticket.client))}
    paid = Payment.select(Ticket.client, fn.SUM(Payment.amount)).join(Ticket).where(closed)
    for key, amount in tuples(paid.group_by(Ticket.client)):
        found[key] = found.get(key, 0) - int(amount)
    return found


def owed_by(client: int) -> int:
    """Give what one client owes, in the smallest coin; a credit is less than 0."""
    return owes([client]).get(client, 0)
