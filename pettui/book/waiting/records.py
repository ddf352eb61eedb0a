"""What changes on the wait list when the records of people, pets and services do."""

from __future__ import annotations

from typing import Any, NamedTuple

from db.models import Item, WaitEmployee, WaitEntry, WaitRow, WaitWindow
from db.models.base import Row, tuples
from pettui import clock
from pettui.history.door import Door
from pettui.team.shop import Shop
from pettui.text import count

ENTRY, ENTRIES = "entry of the wait list", "entries of the wait list"


class Waits(NamedTuple):
    """An entry as a client's page tells it."""

    entry: int
    words: str  # "Full groom, since Thu 12 Nov"


# Counting


def of_client(client: int) -> tuple[int, str, str]:
    """Count the entries of a client, whatever became of them."""
    return WaitEntry.select().where(WaitEntry.client == client).count(), ENTRY, ENTRIES


def of_pet(pet: int) -> tuple[int, str, str]:
    """Count the entries that a pet is on."""
    rows = WaitRow.select(WaitRow.entry).where(WaitRow.pet == pet).distinct()
    return rows.count(), ENTRY, ENTRIES


def of_employee(employee: int) -> tuple[int, str, str]:
    """Count the entries that wait for an employee."""
    rows = WaitEmployee.select(WaitEmployee.entry).where(WaitEmployee.employee == employee)
    return rows.distinct().count(), ENTRY, ENTRIES


def concern_of_client(client: int) -> str:
    """Say that a client waits; "" when not."""
    number = _waiting(WaitEntry.client == client).count()
    return f"{count(number, ENTRY, ENTRIES)}" if number else ""


def concern_of_employee(employee: int) -> str:
    """Say that people wait for an employee; "" when nobody does."""
    entries = WaitEmployee.select(WaitEmployee.entry).where(WaitEmployee.employee == employee)
    number = _waiting(WaitEntry.id.in_(entries)).count()
    return (
        f"{number} on the wait list {'asks' if number == 1 else 'ask'} for them" if number else ""
    )


def waits_of(shop: Shop, client: int) -> tuple[Waits, ...]:
    """Give what a client waits for, the longest wait first."""
    entries = _waiting(WaitEntry.client == client).order_by(WaitEntry.added)
    found = []
    for entry in list(entries):
        rows = WaitRow.select(Item.name).join(Item).where(WaitRow.entry == entry)
        names = dict.fromkeys(name for (name,) in tuples(rows.order_by(WaitRow.position)))
        day = clock.wall_of(entry.added, shop.zone).date()
        found.append(Waits(entry.id, f"{' + '.join(names)}, since {shop.short_day(day)}"))
    return tuple(found)


def _waiting(which: Any) -> Any:
    return WaitEntry.select().where(which, WaitEntry.status == "waiting")


# Moving


def merge_clients(door: Door, keep: int, gone: int) -> None:
    """Let the entries of a client be another's."""
    for entry in list(WaitEntry.select().where(WaitEntry.client == gone)):
        door.update(entry, client=keep)


def merge_pets(door: Door, keep: int, gone: int) -> None:
    """Let the rows of a pet be another's; what is twice in one entry is there once."""
    for row in list(WaitRow.select().where(WaitRow.pet == gone).order_by(WaitRow.id)):
        entry: WaitEntry = row.entry
        same = (WaitRow.entry == entry) & (WaitRow.item == row.__data__["item"])
        if WaitRow.get_or_none(same, WaitRow.pet == keep) is None:
            door.update(row, pet=keep)
            door.touch(entry)
        else:
            _delete_rows(door, entry, [row])


def pet_moved(door: Door, pet: int, owner: int) -> None:
    """Let what a pet waits for follow it to another owner; with others in it, it leaves."""
    for entry, rows in _of_pet(pet):
        if len(rows) == WaitRow.select().where(WaitRow.entry == entry).count():
            door.update(entry, client=owner)
        else:
            _delete_rows(door, entry, rows)


# Leaving


def pet_gone(door: Door, pet: int, why: str) -> None:
    """Let a pet wait for nothing any more; others on the same entry go on waiting."""
    for entry, rows in _of_pet(pet):
        if len(rows) == WaitRow.select().where(WaitRow.entry == entry).count():
            door.update(entry, status="left", reason=why, ended=door.at)
        else:
            _delete_rows(door, entry, rows)


def client_gone(door: Door, client: int, why: str) -> None:
    """Take a client off the list."""
    for entry in list(_waiting(WaitEntry.client == client)):
        door.update(entry, status="left", reason=why, ended=door.at)


def _of_pet(pet: int) -> list[tuple[WaitEntry, list[WaitRow]]]:
    """Give the entries that still wait and have rows of a pet, with these rows."""
    rows = list(WaitRow.select().where(WaitRow.pet == pet).order_by(WaitRow.id))
    keys = [row.__data__["entry"] for row in rows]
    entries = list(_waiting(WaitEntry.id.in_(keys)).order_by(WaitEntry.id))
    return [(e, [r for r in rows if r.__data__["entry"] == e.id]) for e in entries]


def _delete_rows(door: Door, entry: WaitEntry, rows: list[WaitRow]) -> None:
    for row in rows:
        for wanted in list(WaitEmployee.select().where(WaitEmployee.row == row.id)):
            door.delete(wanted)
        door.delete(row)
    door.touch(entry)


# Privacy


def erase(door: Door, client: int) -> None:
    """Take what describes a person out of the entries, and let them wait no more."""
    client_gone(door, client, "")
    for entry in list(WaitEntry.select().where(WaitEntry.client == client)):
        door.update(entry, comment="", phone="", reason="")


def parts(client: int) -> list[tuple[type[Row], Any]]:
    """Give the rows that are on record of a person here, table by table."""
    keys = [k for (k,) in tuples(WaitEntry.select(WaitEntry.id).where(WaitEntry.client == client))]
    return [
        (WaitEntry, WaitEntry.client == client),
        (WaitRow, WaitRow.entry.in_(keys)),
        (WaitEmployee, WaitEmployee.entry.in_(keys)),
        (WaitWindow, WaitWindow.entry.in_(keys)),
    ]
