"""A client's phone numbers as a list: typed anyhow, kept in one form, one of them the primary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db.models import Phone
from pettui.history.door import Door
from pettui.people import phones
from pettui.people.record import PHONE_KINDS, PhoneEntry, Wrong
from pettui.team.shop import Shop
from pettui.text import HIDDEN, clean, digits, fold, veiled


@dataclass(frozen=True, slots=True)
class Read:
    """An entry with the number that was understood; None where it stays as it is kept."""

    entry: PhoneEntry
    kind: str
    number: phones.PhoneNumber | None


def _rows(client: int) -> list[Phone]:
    order = (Phone.primary.desc(), Phone.id)
    return list(Phone.select().where(Phone.client == client).order_by(*order))


def of_client(client: int, shop: Shop) -> tuple[PhoneEntry, ...]:
    """Give the numbers of a client as whoever looks may see them, the primary one first."""
    rows = _rows(client)
    return tuple(
        PhoneEntry(row.kind, shop.phone_text(row.shown), bool(row.primary), row.id) for row in rows
    )


def version(client: int) -> str:
    """Name the state of a client's numbers."""
    return " ".join(f"{row.id}.{row.version}" for row in sorted(_rows(client), key=lambda r: r.id))


def read_all(entries: Sequence[PhoneEntry], region: str) -> list[Read]:
    """Understand the numbers of a form; empty ones are dropped.

    Raises Wrong naming the entry by its place ("phones.1").
    """
    found: list[Read] = []
    seen: dict[str, int] = {}
    for place, entry in enumerate(entries):
        typed = clean(entry.typed, 40)
        if not typed:
            continue
        field = f"phones.{place}"
        kind = fold(entry.kind) or "mobile"
        if kind not in PHONE_KINDS:
            raise Wrong(
                field,
                f"“{clean(entry.kind, 20)}” is no kind of phone. Use {', '.join(PHONE_KINDS)}.",
            )
        number = _understood(typed, entry, region, field)
        same = number.digits if number else "" if HIDDEN in typed else digits(typed)
        if same and same in seen:
            raise Wrong(field, f"{typed} is there twice. Remove one of them.")
        seen[same] = place
        found.append(Read(entry, kind, number))
    return found


def _understood(
    typed: str, entry: PhoneEntry, region: str, field: str
) -> phones.PhoneNumber | None:
    try:
        return phones.read(typed, region)
    except ValueError as error:
        known = Phone.get_or_none(Phone.id == entry.id) if entry.id is not None else None
        if known is not None and typed in (known.shown, veiled(known.shown)):
            return None  # an import brought it ("ask Joe"), or whoever saves may not see it
        raise Wrong(field, str(error)) from error


def write(door: Door, client: int, wanted: Sequence[Read]) -> bool:
    """Write a client's numbers as a list says; tells whether anything changed."""
    rows = {row.id: row for row in _rows(client)}
    chosen = next((i for i, read in enumerate(wanted) if read.entry.primary), 0)
    changed = False
    for place, read in enumerate(wanted):
        values: dict[str, object] = {"kind": read.kind, "primary": place == chosen}
        row = rows.pop(read.entry.id, None) if read.entry.id is not None else None
        number = read.number
        if number is not None and (row is None or row.shown != clean(read.entry.typed, 40)):
            values |= {"number": number.number, "shown": number.shown, "digits": number.digits}
        if row is None:
            door.insert(Phone, client=client, **values)
            changed = True
        else:
            changed = door.update(row, **values) or changed
    for row in rows.values():
        door.delete(row)
    return changed or bool(rows)
