"""The history of a client, or of one pet: who changed what, when, from what to what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from db.connection import reading
from db.models import (
    Bookable,
    Breed,
    Change,
    ChangedRow,
    Choice,
    Client,
    GroomNote,
    Household,
    Item,
    Note,
    Pet,
    PetInstruction,
    PetPrice,
    PetWeight,
    Photo,
    Vaccination,
    Vaccine,
    Vet,
)
from db.models.base import table_of, tuples
from pettui import clock
from pettui.history.door import Refused
from pettui.history.story import Entry, Line, Story
from pettui.people import flags
from pettui.people.instructions import days_text
from pettui.people.record import words_of
from pettui.people.typed import weight_text
from pettui.team.founding import WEEKDAYS
from pettui.team.shop import Shop

MOST = 500
"""How many changes are shown, the newest first."""
_PARTS = (Note, Vaccination, PetWeight, PetInstruction, GroomNote, Photo, PetPrice)
PARTS = tuple(table_of(model) for model in (Pet, *_PARTS))
_OWN = ("client", "phone", *PARTS)
_SILENT = {
    "id", "number", "digits", "created", "origin", "at", "author", "file", "position", "ticket",
    "pet", "document", "household_primary", "anonymous", "primary_photo",
}  # fmt: skip
_WORDS = {
    "shown": "number", "primary": "first number", "grams": "weight", "expires": "until",
    "class_of": "class", "source": "found us by", "client": "owner", "vet": "vet",
    "preferred_employee": "preferred groomer", "mail_marketing": "e-mail with offers",
}  # fmt: skip
_NAMED: dict[str, Callable[[int], str]] = {
    "breed": lambda key: _name(Breed.get_or_none(Breed.id == key), "name"),
    "class_of": lambda key: _name(Choice.get_or_none(Choice.id == key), "name"),
    "source": lambda key: _name(Choice.get_or_none(Choice.id == key), "name"),
    "household": lambda key: _name(Household.get_or_none(Household.id == key), "name"),
    "vaccine": lambda key: _name(Vaccine.get_or_none(Vaccine.id == key), "name"),
    "item": lambda key: _name(Item.get_or_none(Item.id == key), "name"),
    "vet": lambda key: _name(Vet.get_or_none(Vet.id == key), "practice"),
    "preferred_employee": lambda key: _name(Bookable.get_or_none(Bookable.id == key), "label"),
    "referred_by": lambda key: _client(key),
    "client": lambda key: _client(key),
}
_DAYS = {"birthday", "anniversary", "born", "day", "expires"}


def of_client(shop: Shop, client: int) -> Story:
    """Read what was changed of a client, the phones and pets; it outlives the client.

    What happened to visits is in the tickets' own histories. Raises Refused when there is none.
    """
    with reading():
        mine = (ChangedRow.client == client) & ChangedRow.table.in_(list(_OWN))
        rows = list(ChangedRow.select().where(mine).order_by(ChangedRow.id))
        moved = (ChangedRow.table == "pet") & (ChangedRow.client != client)
        pets = [key for (key,) in tuples(Pet.select(Pet.id).where(Pet.client == client))]
        rows += list(ChangedRow.select().where(moved, ChangedRow.key.in_(pets)))
        now = Client.get_or_none(Client.id == client)
        if not rows and now is None:
            raise Refused("There is no history of this client.")
        name = f"{now.first_name} {now.last_name}".strip() if now is not None else "this client"
        return Story(f"Client {name}", _entries(shop, rows))


def of_pet(shop: Shop, pet: int) -> Story:
    """Read what was changed of a pet and its parts; raises Refused when there is none."""
    with reading():
        now = Pet.get_or_none(Pet.id == pet)
        rows = rows_of_pet(pet)
        if not rows and now is None:
            raise Refused("There is no history of this pet.")
        return Story(f"Pet {now.name}" if now is not None else "This pet", _entries(shop, rows))


def rows_of_pet(pet: int) -> list[ChangedRow]:
    """Read what was changed of a pet and its parts."""
    rows = list(ChangedRow.select().where(ChangedRow.table == "pet", ChangedRow.key == pet))
    owners = {row.client for row in rows if row.client is not None}
    now = Pet.get_or_none(Pet.id == pet)
    if now is not None:
        owners.add(now.__data__["client"])
    tables = [table_of(model) for model in _PARTS]
    near = ChangedRow.client.in_(list(owners)) & ChangedRow.table.in_(tables)
    parts = list(ChangedRow.select().where(near).order_by(ChangedRow.id))
    mine = {
        (row.table, row.key)
        for row in parts
        if pet in ((row.old or {}).get("pet"), (row.new or {}).get("pet"))
    }
    for model in _PARTS:  # what an import brought has no first entry of its own
        keys = tuples(model.select(model.id).where(model.pet == pet))
        mine |= {(table_of(model), key) for (key,) in keys}
    return rows + [row for row in parts if (row.table, row.key) in mine]


def _entries(shop: Shop, rows: list[ChangedRow]) -> tuple[Entry, ...]:
    by_change: dict[int, dict[int, ChangedRow]] = {}
    for row in rows:
        by_change.setdefault(row.__data__["change"], {})[row.id] = row
    newest = sorted(by_change, reverse=True)[:MOST]
    changes = Change.select().where(Change.id.in_(newest)).order_by(Change.id.desc())
    found = []
    for change in changes:
        own = sorted(by_change[change.id].values(), key=lambda row: row.id)
        found.append(
            Entry(
                at=clock.wall_of(change.at, shop.zone), who=change.account_name,
                where=change.terminal, what=change.what,
                lines=tuple(line for row in own for line in lines_of(shop, row)),
                kind=change.kind, undone=bool(change.reversed),
            )
        )  # fmt: skip
    return tuple(found)


def lines_of(shop: Shop, row: ChangedRow) -> list[Line]:
    """Write what differs in a row of a client, a pet or one of its parts."""
    old: dict[str, Any] = row.old or {}
    new: dict[str, Any] = row.new or {}
    fresh = row.old is None or row.new is None
    of = "" if row.table in ("client", "pet") else row.table.replace("_", " ")
    of = of.removeprefix("pet ")
    if fresh and row.table in ("client", "pet"):
        of = str((new or old).get("name") or "")
    lines = []
    for name in dict.fromkeys((*old, *new)):
        if name in _SILENT or (fresh and name == "client"):
            continue
        before, after = (_shown(shop, name, side.get(name)) for side in (old, new))
        if fresh and (new or old).get(name) in (None, "", 0, "0", False, True):
            continue  # what a new record says by itself
        if before != after:
            words = _WORDS.get(name) or words_of(name)
            lines.append(Line(of, words, before, after))
    return lines


def _shown(shop: Shop, name: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if name in _NAMED:
        return _NAMED[name](int(value))
    if name in ("shown", "emergency_phone"):
        return shop.phone_text(str(value))
    if name in ("behavior", "medical"):
        return ", ".join(flag.words for flag in flags.read(str(value)))
    if name in ("weight", "grams"):
        return weight_text(int(value), shop.region)
    if name == "price":
        return shop.money.text(int(value))
    if name == "minutes":
        return f"{value} min"
    if name == "time":
        return shop.time(int(value))
    if name == "rhythm":
        return f"every {value} weeks"
    if name == "days":
        known = [WEEKDAYS.index(day) for day in str(value).split(",") if day in WEEKDAYS]
        return days_text(tuple(known))
    if name in _DAYS:
        return shop.day(date.fromisoformat(str(value)))
    if name.endswith("_discount"):
        return f"{Decimal(value):f} %"
    if isinstance(value, bool) or value in (0, 1):
        return "yes" if value else "no"
    return " ".join(str(value).split())


def _name(row: Any, field: str) -> str:
    return str(getattr(row, field)) if row is not None else "one that is gone"


def _client(key: int) -> str:
    row = Client.get_or_none(Client.id == key)
    return f"{row.first_name} {row.last_name}".strip() if row else "somebody who is gone"
