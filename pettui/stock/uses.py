"""What refers to a service, a category, a resource: counted before anything is removed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from db.models import (
    Ability,
    Hold,
    Item,
    ItemLink,
    PetPrice,
    RecallCall,
    TicketRow,
    VaccineNeed,
    WaitRow,
)
from pettui.history.door import Refused
from pettui.history.trying import try_out
from pettui.text import clean, count


class InUse(Refused):
    """Something is referred to and cannot be deleted; `counted` says by what, in words."""

    def __init__(self, text: str, counted: str) -> None:
        super().__init__(text)
        self.counted = counted


Counts = tuple[tuple[int, str, str], ...]  # how many, one of them, several of them


def of_item(item: int) -> Counts:
    """Count what refers to a service or product (DOMAIN 5.1)."""
    rows = TicketRow.select(TicketRow.ticket).where(TicketRow.item == item).distinct()
    return (
        (rows.count(), "ticket", "tickets"),
        (_of_waiting(item), "entry of the wait list", "entries of the wait list"),
        (_count(RecallCall, RecallCall.item == item), "call to a client", "calls to clients"),
        (_count(PetPrice, PetPrice.item == item), "pet's own price", "pets' own prices"),
        (_count(ItemLink, ItemLink.other == item), "other service", "other services"),
        (_count(VaccineNeed, VaccineNeed.item == item), "vaccine", "vaccines"),
        (_count(Ability, Ability.item == item), "employee's limits", "employees' limits"),
    )


def of_category(category: int) -> Counts:
    """Count what stands in a category or names it."""
    return (
        (_count(Item, Item.category == category), "service or product", "services and products"),
        (_count(VaccineNeed, VaccineNeed.category == category), "vaccine", "vaccines"),
        (_count(Ability, Ability.category == category), "employee's limits", "employees' limits"),
    )


def of_resource(resource: int) -> Counts:
    """Count the visits that hold a resource, past and to come."""
    rows = Hold.select(TicketRow.ticket).join(TicketRow).where(Hold.resource == resource)
    return ((rows.distinct().count(), "visit", "visits"),)


def refuse_if_used(what: str, counts: Counts) -> None:
    """Raise InUse, with the counts and the remedy, where something refers to a thing."""
    if words := in_words(counts):
        raise InUse(
            f"{clean(what)} cannot be deleted: {words} refer{_s(counts)} to it. Make it inactive"
            " instead; it is then offered no more, and what is there stays.",
            words,
        )


def counted(delete: Callable[..., Any], *args: Any) -> str:
    """Say what refers to something that is to be deleted, "" where nothing does; writes nothing.

    Args:
        delete: the rule that deletes it.
        args: what the rule takes.
    """
    try:
        try_out(delete, *args)
    except InUse as used:
        return used.counted
    except Refused as refused:
        if not getattr(refused, "right", ""):  # a right may still be lent
            raise
    return ""


def _s(counts: Counts) -> str:
    return "s" if sum(number for number, _, _ in counts) == 1 else ""


def in_words(counts: Counts) -> str:
    """Write counts: `3 tickets and 1 vaccine`; "" when nothing refers."""
    parts = [count(number, one, many) for number, one, many in counts if number]
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1]))) if parts else ""


def _of_waiting(item: int) -> int:
    rows = WaitRow.select(WaitRow.entry).where(WaitRow.item == item)
    return int(rows.distinct().count())


def _count(model: Any, which: Any) -> int:
    return int(model.select().where(which).count())
