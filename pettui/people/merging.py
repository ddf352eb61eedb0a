"""Makes one client of two, or one pet of two: nothing is lost, and undo takes it apart again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from db.connection import reading
from db.models import (
    Client,
    ClientAlias,
    Note,
    NotSame,
    Pet,
    Phone,
    Series,
    Ticket,
)
from db.models.base import tuples
from pettui.book.day import LIVE
from pettui.book.waiting import records
from pettui.history.actor import Actor
from pettui.history.door import Door, Refused, change
from pettui.people import balance, household, merging_pets
from pettui.people.merging_fields import (
    CLIENT_FIELDS,
    Field,
    chosen_values,
    fields_of_two,
    settled,
)
from pettui.stock import uses
from pettui.team.shop import Shop
from pettui.text import fold

GONE = "This client is no longer here. Find the client again."


@dataclass(frozen=True, slots=True)
class Preview:
    """What a merge comes to: fields that differ, pets that would become one, and what moves."""

    keep: int
    gone: int
    keep_name: str
    gone_name: str
    fields: tuple[Field, ...]
    pets: tuple[tuple[int, int, str], ...]  # the pet that goes, the one that stays, their name
    moves: str  # "3 tickets, 1 pet and 2 notes"
    balance: int  # what is owed together, in the smallest unit
    seen: tuple[int, int]  # the versions of both


def preview(shop: Shop, keep: int, gone: int) -> Preview:
    """Say what merging `gone` into `keep` comes to; writes nothing. Raises Refused."""
    with reading():
        kept, lost = _both(keep, gone)
        moves = (
            (_count(Ticket, Ticket.client == gone), "ticket", "tickets"),
            (_count(Pet, Pet.client == gone), "pet", "pets"),
            (_count(Phone, Phone.client == gone), "number", "numbers"),
            records.of_client(gone),
            (_count(Note, Note.client == gone), "note", "notes"),
            (
                _count(Series, Series.client == gone),
                "standing appointment",
                "standing appointments",
            ),
            (_count(Client, Client.referred_by == gone), "client referred", "clients referred"),
        )
        owed = balance.owes([keep, gone])
        return Preview(
            keep, gone, _name(kept), _name(lost), fields_of_two(shop, CLIENT_FIELDS, kept, lost),
            tuple((one, other, name) for one, other, name in _same_pets(keep, gone)),
            uses.in_words(moves), sum(owed.values()), (kept.version, lost.version),
        )  # fmt: skip


def merge_clients(
    shop: Shop,
    keep: int,
    gone: int,
    by: Actor,
    *,
    choices: Mapping[str, str] | None = None,
    pets: Mapping[int, int] | None = None,
    seen: tuple[int, int] | None = None,
) -> None:
    """Merge a client into another as one change, which undo takes back (DOMAIN 5.8).

    Args:
        shop: the shop.
        keep: who stays, with the number.
        gone: who goes; the number finds who stays from now on.
        by: who merges.
        choices: by the field's name whose value counts: "keep", "gone", or "both" for texts.
            What is not named is as the preview says.
        pets: pets of `gone` that are the same animal as one of `keep`; None takes the preview's.
        seen: the versions that the preview showed; Clash when somebody changed one since.
    """
    with change("", by) as door:
        kept, lost = _both(keep, gone)
        if seen is not None:
            door.refuse_stale(kept, seen[0])
            door.refuse_stale(lost, seen[1])
        door.what = f"merged client {lost.number} {_name(lost)} into {kept.number} {_name(kept)}"
        fields = settled(fields_of_two(shop, CLIENT_FIELDS, kept, lost), choices or {})
        values = chosen_values(fields, kept, lost)
        values["created"] = min(kept.created, lost.created)  # the older first visit is kept
        _pets(door, shop, keep, gone, pets)
        _tickets(door, keep, gone, _new_name(kept, values))
        records.merge_clients(door, keep, gone)
        _phones(door, keep, gone)
        for model, field in (
            (Note, "client"), (Client, "referred_by"), (ClientAlias, "client"), (Series, "client"),
        ):  # fmt: skip
            for row in list(model.select().where(getattr(model, field) == gone)):
                door.update(row, **{field: None if row.id == keep and model is Client else keep})
        _home(door, Client.get_by_id(keep), Client.get_by_id(gone))
        kept = Client.get_by_id(keep)
        if kept.__data__["referred_by"] == gone or values.get("referred_by") in (keep, gone):
            values["referred_by"] = None
        _forget_difference(door, "client", gone)
        lost = Client.get_by_id(gone)
        number, origin = lost.number, lost.origin
        door.delete(lost)
        if kept.origin is None and origin is not None:
            values["origin"], origin = origin, None
        door.update(kept, **values)
        door.insert(
            ClientAlias, number=number, was=gone, client=keep, at=door.at, origin=origin
        )  # fmt: skip


def numbered(number: int) -> int | None:
    """Give the client who has a number, or had it before a merge; None when nobody has."""
    for (key,) in tuples(Client.select(Client.id).where(Client.number == number)):
        return int(key)
    for (key,) in tuples(
        ClientAlias.select(ClientAlias.client).where(ClientAlias.number == number)
    ):
        return int(key)
    return None


def _both(keep: int, gone: int) -> tuple[Client, Client]:
    if keep == gone:
        raise Refused("These are the same record. Choose two clients to merge.")
    kept, lost = (Client.get_or_none(Client.id == key) for key in (keep, gone))
    if kept is None or lost is None:
        raise Refused(GONE)
    for row in (kept, lost):
        if row.anonymous:
            raise Refused(f"{_name(row)} stands for everybody without a record and stays.")
    return kept, lost


def _same_pets(keep: int, gone: int) -> list[tuple[int, int, str]]:
    """Give pets that are likely one animal: the same name and species, the breed not another.

    A pet that died is not the one that lives by its name.
    """
    pets = Pet.select().where(Pet.client.in_([keep, gone])).order_by(Pet.id)
    mine: dict[tuple[str, str, bool], Pet] = {}
    theirs = []
    for pet in pets:
        known = (fold(pet.name), fold(pet.species), bool(pet.deceased))
        if pet.__data__["client"] == keep:
            mine.setdefault(known, pet)
        else:
            theirs.append((known, pet))
    found = []
    for known, pet in theirs:
        other = mine.get(known)
        if other is None:
            continue
        breeds = {pet.__data__["breed"], other.__data__["breed"]} - {None}
        if len(breeds) < 2:
            found.append((int(pet.id), int(mine.pop(known).id), str(pet.name)))
    return found


def _pets(door: Door, shop: Shop, keep: int, gone: int, same: Mapping[int, int] | None) -> None:
    wanted = dict(same) if same is not None else {a: b for a, b, _ in _same_pets(keep, gone)}
    for lost, kept in wanted.items():
        owners = [
            owner for (owner,) in tuples(Pet.select(Pet.client).where(Pet.id.in_([lost, kept])))
        ]
        if sorted(owners) != sorted((keep, gone)):
            raise Refused("One of the pets belongs to another client now. Look at both again.")
        merging_pets.merge(door, shop, kept, lost, {})
    for pet in list(Pet.select().where(Pet.client == gone)):
        door.update(pet, client=keep)


def _tickets(door: Door, keep: int, gone: int, name: str) -> None:
    """Move the visits; past ones say whose they were by name, open ones by the name now."""
    for ticket in list(Ticket.select().where(Ticket.client == gone)):
        more = {"client_name": name} if ticket.status in LIVE else {}
        door.update(ticket, client=keep, **more)


def _phones(door: Door, keep: int, gone: int) -> None:
    known = {digits for (digits,) in tuples(Phone.select(Phone.digits).where(Phone.client == keep))}
    first = not known
    for phone in list(Phone.select().where(Phone.client == gone).order_by(Phone.id)):
        if phone.digits and phone.digits in known:
            door.delete(phone)
        else:
            door.update(phone, client=keep, primary=bool(phone.primary) and first)


def _home(door: Door, kept: Client, lost: Client) -> None:
    """Keep the household of who stays, else take that of who goes."""
    home, first = lost.__data__["household"], bool(lost.household_primary)
    if home is None:
        return
    if kept.__data__["household"] is not None:
        household.take_out(door, lost)
        return
    door.update(lost, household=None, household_primary=False)
    door.update(kept, household=home, household_primary=first)


def _forget_difference(door: Door, kind: str, key: int) -> None:
    pairs = NotSame.select().where(
        NotSame.kind == kind, (NotSame.one == key) | (NotSame.other == key)
    )
    for row in list(pairs):
        door.delete(row)


def merge_pets(
    shop: Shop,
    keep: int,
    gone: int,
    by: Actor,
    *,
    choices: Mapping[str, str] | None = None,
) -> None:
    """Merge a pet into another of the same owner as one change, which undo takes back."""
    from pettui.team.access.having import require

    with change("", by) as door:
        require("people.merge", by, door)
        kept, lost = (Pet.get_or_none(Pet.id == key) for key in (keep, gone))
        if kept is None or lost is None or keep == gone:
            raise Refused("One of the two pets is no longer here. Find them again.")
        if kept.__data__["client"] != lost.__data__["client"]:
            raise Refused(
                f"{kept.name} and {lost.name} have different owners. Merge the owners, or move one"
                " of the pets first."
            )
        owner: Client = kept.client
        door.what = f"merged pet {lost.name} into {kept.name} of {_name(owner)}"
        merging_pets.merge(door, shop, keep, gone, choices or {})


def _new_name(kept: Client, values: Mapping[str, Any]) -> str:
    first = values.get("first_name", kept.first_name)
    last = values.get("last_name", kept.last_name)
    return f"{first} {last}".strip()


def _name(row: Client) -> str:
    return f"{row.first_name} {row.last_name}".strip() or f"client {row.number}"


def _count(model: Any, which: Any) -> int:
    return int(model.select().where(which).count())
