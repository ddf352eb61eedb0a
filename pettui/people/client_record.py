"""Reads and saves the record of a client: every field of DOMAIN 15 that a form edits."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from db.connection import reading
from db.models import Client, Employee
from pettui.history.actor import Actor
from pettui.history.door import Clash, Door, Refused, change
from pettui.people import lists, numbers
from pettui.people.clients import check_email, split_name
from pettui.people.gently import doubts
from pettui.people.record import (
    CONSENTS,
    ClientRecord,
    RecordClash,
    Saved,
    Wrong,
    words_of,
)
from pettui.team.shop import Shop
from pettui.text import clean, clean_note, veiled

GONE = "This client is no longer here. Find the client again."
_LINES = {
    "title": 30, "first_name": 120, "last_name": 120, "web": 200, "address": 200, "city": 120,
    "state": 60, "postcode": 20, "card_number": 40, "gender": 30, "occupation": 120,
    "spouse": 120, "children": 120, "emergency_name": 120, "emergency_phone": 40,
    "emergency_relation": 60,
}  # fmt: skip
_NOTES = {"alert": 400, "comment": 4000, "preferences": 4000}
_FLAGS = (*(name for name, _ in CONSENTS), "mail_bad", "text_bad")
_SAME = (*_LINES, *_NOTES, *_FLAGS, "email", "birthday", "anniversary")
_RATES = ("service_discount", "product_discount")


def client_record(shop: Shop, client: int) -> ClientRecord:
    """Read a client's record; raises Refused when the client is gone."""
    with reading():
        row = Client.get_or_none(Client.id == client)
        if row is None:
            raise Refused(GONE)
        return _record(shop, row)


def _record(shop: Shop, row: Client) -> ClientRecord:
    phones = numbers.of_client(row.id, shop)
    prefers: Employee | None = row.preferred_employee
    brought: Client | None = row.referred_by
    values: dict[str, Any] = {name: getattr(row, name) for name in (*_SAME, *_RATES)}
    values |= {name: bool(values[name]) for name in _FLAGS}
    values["emergency_phone"] = shop.phone_text(row.emergency_phone)
    return ClientRecord(
        id=row.id, version=_version(row), number=row.number, active=bool(row.active),
        phones=phones, preferred_employee=prefers.__data__["bookable"] if prefers else None,
        preferred_name=prefers.bookable.label if prefers else "",
        referred_by=brought.id if brought else None,
        referred_name=f"{brought.first_name} {brought.last_name}".strip() if brought else "",
        class_of=row.class_of.name if row.class_of else "",
        source=row.source.name if row.source else "", **values,
    )  # fmt: skip


def _version(row: Client) -> str:
    """Name the state of a client and the phones: each of them has a version of its own."""
    return f"{row.version} {numbers.version(row.id)}".strip()


def save_client(shop: Shop, record: ClientRecord, by: Actor) -> Saved:
    """Save a client as one change; a record without an id makes a new client.

    Raises Wrong (names the field and the remedy), RecordClash (somebody else saved the client
    since it was read), or Refused when the client is gone.
    """
    values = _checked(shop, record)
    phones = numbers.read_all(record.phones, shop.region)
    with change("", by) as door:
        row: Client | None = None
        if record.id is not None:
            row = Client.get_or_none(Client.id == record.id)
            if row is None:
                raise Refused(GONE)
            _refuse_stale(shop, door, row, record)
            if values["emergency_phone"] == veiled(row.emergency_phone):
                values["emergency_phone"] = row.emergency_phone  # whoever saves has not seen it
        values["class_of"] = lists.entry(door, lists.CLASS, record.class_of)
        values["source"] = lists.entry(door, lists.SOURCE, record.source)
        _check_people(record)
        values |= {
            "preferred_employee": record.preferred_employee, "referred_by": record.referred_by,
        }  # fmt: skip
        name = f"{values['first_name']} {values['last_name']}".strip()
        if row is None:
            number = door.next_number(shop.branch, "client")
            row = door.insert(Client, number=number, created=door.at, **values)
            door.what = f"new client {name}"
            numbers.write(door, row.id, phones)
        else:
            if values["email"] != row.email and record.mail_bad == bool(row.mail_bad):
                values["mail_bad"] = False  # what bounced was the old address
            parts = _changed(row, values)
            door.update(row, **values)
            parts += ["phones"] if numbers.write(door, row.id, phones) else []
            door.what = f"client {name}: {', '.join(map(words_of, parts))}"
        return Saved(row.id, doubts(shop, replace(record, id=row.id, email=values["email"])))


def _changed(row: Client, values: dict[str, Any]) -> list[str]:
    return [name for name, value in values.items() if row.__data__.get(name) != value]


def _refuse_stale(shop: Shop, door: Door, row: Client, record: ClientRecord) -> None:
    if record.version == _version(row):
        return
    now = _record(shop, row)
    try:
        door.refuse_stale(row, -1)  # whose change it was is in the history
    except Clash as clash:
        raise RecordClash(str(clash), now) from clash


def _checked(shop: Shop, record: ClientRecord) -> dict[str, Any]:
    values: dict[str, Any] = {n: clean(getattr(record, n), size) for n, size in _LINES.items()}
    values |= {name: clean_note(getattr(record, name), size) for name, size in _NOTES.items()}
    values |= {name: bool(getattr(record, name)) for name in _FLAGS}
    if not values["last_name"] and " " in values["first_name"] and record.id is None:
        values["first_name"], values["last_name"] = split_name(values["first_name"])
    if not values["first_name"] and not values["last_name"]:
        raise Wrong("first_name", "The client needs a name. Type at least a first or a last name.")
    try:
        values["email"] = check_email(record.email)
    except Refused as error:
        raise Wrong("email", str(error)) from error
    for name in ("birthday", "anniversary"):
        values[name] = getattr(record, name)
        if values[name] is not None and values[name] > shop.today():
            raise Wrong(name, f"The {name} lies in the future. Correct its year.")
    for name in _RATES:
        rate: Decimal = getattr(record, name)
        if not rate.is_finite() or not 0 <= rate <= 100:
            raise Wrong(name, f"The {words_of(name)} is a percentage from 0 to 100. Correct it.")
        values[name] = Decimal(format(rate.normalize(), "f"))
    return values


def _check_people(record: ClientRecord) -> None:
    who = record.preferred_employee
    if who is not None and Employee.get_or_none(Employee.bookable == who) is None:
        raise Wrong(
            "preferred_employee", "This groomer is no longer here. Choose another, or none."
        )
    friend = record.referred_by
    if friend is None:
        return
    if friend == record.id:
        raise Wrong("referred_by", "Clients cannot refer themselves. Choose another, or none.")
    if Client.get_or_none(Client.id == friend) is None:
        raise Wrong("referred_by", "Who referred this client is no longer here. Choose another.")
