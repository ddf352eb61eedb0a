"""Takes a person out of the history: values go, the shape of what happened and the chain stay."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from peewee import chunked

from db.models import Change, ChangedRow
from db.models.base import tuples
from pettui.history.chain import seals_of
from pettui.history.door import ERASED, Door, blank
from pettui.text import fold

PERSONAL: dict[str, frozenset[str]] = {
    "phone": frozenset({"number", "shown", "digits"}),
    "note": frozenset({"text"}),
    "pet_instruction": frozenset({"text"}),
    "groom_note": frozenset({"text", "style"}),
    "photo": frozenset({"file", "caption"}),
    "vaccination": frozenset({"comment", "document"}),
    "pet": frozenset(
        {"alert", "groom_notes", "behavior_note", "medical_note", "microchip", "origin"}
    ),
    "client": frozenset({
        "first_name", "last_name", "email", "address", "city", "state", "postcode", "alert",
        "comment", "birthday", "title", "gender", "occupation", "spouse", "children", "web",
        "card_number", "anniversary", "preferences", "emergency_name", "emergency_phone",
        "emergency_relation", "origin",
    }),
    "ticket": frozenset({
        "client_name", "note", "reason", "double_booked", "confirmed_by", "referral",
    }),
    "ticket_note": frozenset({"text"}),
    "recall_call": frozenset({"note"}),
    "wait_entry": frozenset({"comment", "phone", "reason"}),
}  # fmt: skip
"""What names or describes a person, table by table. Money, days and services are not among it."""


_SPOKEN = {
    "client": ("first_name", "last_name", "email", "alert"), "phone": ("shown", "digits"),
    "note": ("text",), "pet": ("alert",), "ticket": ("note", "client_name"),
    "ticket_note": ("text",), "photo": ("caption",), "wait_entry": ("comment", "phone"),
}  # fmt: skip
"""What the words of a change may repeat."""
_LEAST = 3  # letters: fewer stand in too many words
_MOST = 40  # letters of a note: changes do not repeat more


def forget(
    door: Door,
    clients: Collection[int],
    tickets: Collection[int],
    pets: Collection[int],
    said: Collection[str],
) -> int:
    """Empty the old and new values of a person in all earlier changes; gives how many changed.

    The rows and their order stay, so do who did it, when and where; the words of a change are
    replaced where they name the person or repeat what was written. What each of these changes
    comes to now is noted in the one that is open, as its seal.

    Args:
        door: the erasing.
        clients: the person's id, and those that were merged into it.
        tickets: the person's tickets.
        pets: the person's pets.
        said: names, numbers and notes as they were on record.
    """
    touched: set[int] = set()
    rows = _rows(clients, tickets, pets)
    words = _spoken(rows) | {_part(text) for text in said if len(_part(text)) >= _LEAST}
    for key, change, table, old, new in rows:
        emptied = (_emptied(table, old), _emptied(table, new))
        if emptied != (old, new):
            ChangedRow.update(old=emptied[0], new=emptied[1]).where(ChangedRow.id == key).execute()
        touched.add(change)
    sealed = set()
    for part in chunked(sorted(touched), 500):
        for key, what in tuples(Change.select(Change.id, Change.what).where(Change.id.in_(part))):
            if any(word in fold(what) for word in words):
                Change.update(what=ERASED).where(Change.id == key).execute()
            sealed.add(key)
    for key, digest in sorted(seals_of(sealed).items()):
        door.seal(key, digest)
    return len(sealed)


def _spoken(rows: Iterable[tuple[Any, ...]]) -> set[str]:
    """Give the words by which changes may speak of a person: names, numbers, notes."""
    found = set()
    for _, _, table, *sides in rows:
        for values in sides:
            for name in _SPOKEN.get(table, ()):
                said = _part(str((values or {}).get(name) or ""))
                if len(said) >= _LEAST:
                    found.add(said)
    return found


def _part(text: str) -> str:
    return fold(text)[:_MOST].strip()


def _rows(
    clients: Collection[int], tickets: Collection[int], pets: Collection[int]
) -> list[tuple[Any, ...]]:
    columns = (ChangedRow.id, ChangedRow.change, ChangedRow.table, ChangedRow.old, ChangedRow.new)
    found: dict[int, tuple[Any, ...]] = {}
    places = (
        (ChangedRow.client, clients), (ChangedRow.ticket, tickets), (ChangedRow.key, pets),
    )  # fmt: skip
    for column, keys in places:
        for part in chunked(sorted(keys), 500):
            query = ChangedRow.select(*columns).where(column.in_(part))
            if column is ChangedRow.key:
                query = query.where(ChangedRow.table == "pet")
            found |= {row[0]: row for row in tuples(query)}
    return [found[key] for key in sorted(found)]


def _emptied(table: str, values: dict[str, Any] | None) -> dict[str, Any] | None:
    personal = PERSONAL.get(table, frozenset())
    if values is None or not personal & values.keys():
        return values
    gone = blank({name: value for name, value in values.items() if name in personal}) or {}
    return {**values, **gone}
