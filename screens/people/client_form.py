"""The fields of a client in groups, as a record form shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pettui.people.record import ClientRecord, PhoneEntry
from screens.people.kinds import PhoneKind, choice, day_kind, percent_kind, someone
from screens.people.subject import Subject
from screens.widgets.fields import FormField, Group, Listed, Long, Offer, Words, YesNo

if TYPE_CHECKING:
    from screens.desk import Desk

_FEWEST = 3  # phone numbers that the form has room for
_CONSENTS = (
    ("mail_appointments", "E-mail: visits"), ("text_appointments", "Texts: visits"),
    ("call_appointments", "Calls: visits"), ("mail_marketing", "E-mail: offers"),
    ("text_marketing", "Texts: offers"), ("call_marketing", "Calls: offers"),
    ("post_marketing", "Letters: offers"),
)  # fmt: skip


@dataclass(frozen=True)
class Lists:
    """What can be chosen in a client's form."""

    sources: tuple[str, ...]
    classes: tuple[str, ...]
    groomers: tuple[tuple[int, str], ...]


def read_lists() -> Lists:
    """Read what can be chosen; for the gateway."""
    from pettui.people import lists
    from pettui.people.choosing import groomers

    return Lists(lists.names(lists.SOURCE), lists.names(lists.CLASS), groomers())


async def client_subject(desk: Desk, client: int | None) -> Subject[ClientRecord]:
    """Read a client for the form; None begins a new one."""
    from pettui.people.client_record import client_record, save_client

    lists = await desk.gateway.run(read_lists)
    record = (
        ClientRecord() if client is None
        else await desk.gateway.run(client_record, desk.shop, client)
    )  # fmt: skip
    return Subject(
        f"{record.name or 'Client'}  client {record.number}" if record.id else "New client",
        f"client:{client or 'new'}", record, _groups(desk, record, lists), _values, _change,
        save_client,
    )  # fmt: skip


def _groups(desk: Desk, record: ClientRecord, lists: Lists) -> tuple[Group, ...]:
    shop = desk.shop
    groomers = dict(lists.groomers)
    if record.preferred_employee is not None:
        groomers.setdefault(record.preferred_employee, record.preferred_name)
    prefers = Listed(tuple(Offer(name, key) for key, name in groomers.items()))
    phones = tuple(
        FormField(f"phones.{n}", f"Phone {n + 1}" if n else "Phone", PhoneKind(shop.region),
                  "555-0142, or 555-0142 work" if not n else "")
        for n in range(max(_FEWEST, len(record.phones) + 1))
    )  # fmt: skip
    percent, day = percent_kind(), day_kind(shop)
    return (
        Group("Contact", (
            FormField("first_name", "First name"), FormField("last_name", "Last name"), *phones,
            FormField("email", "E-mail", Words(), "name@example.com"),
            FormField("address", "Address"), FormField("city", "Town"),
            FormField("state", "State"), FormField("postcode", "Postcode"),
        )),
        Group("To know", (
            FormField("alert", "Alert", Words(), "shown at every booking"),
            FormField("comment", "Comment", Long()),
            FormField("preferences", "Preferences", Long()),
            FormField("preferred_employee", "Groomer", prefers),
            FormField("class_of", "Class", choice(lists.classes, new="a new class")),
            FormField("source", "Came through", choice(lists.sources, new="a new entry")),
            FormField("referred_by", "Referred by", someone(desk, record.referred_name)),
        )),
        Group("Person", (
            FormField("title", "Title"), FormField("birthday", "Birthday", day),
            FormField("anniversary", "Anniversary", day), FormField("gender", "Gender"),
            FormField("occupation", "Occupation"), FormField("spouse", "Spouse"),
            FormField("children", "Children"), FormField("web", "Web page"),
            FormField("emergency_name", "Emergency"),
            FormField("emergency_phone", "Emergency phone"),
            FormField("emergency_relation", "Emergency is", Words(), "sister, neighbor, …"),
        )),
        Group("Consents", (
            *(FormField(name, label, YesNo()) for name, label in _CONSENTS),
            FormField("mail_bad", "E-mail bounced", YesNo()),
            FormField("text_bad", "Texts bounced", YesNo()),
        )),
        Group("Account", (
            FormField("card_number", "Card number"),
            FormField("service_discount", "Off services, %", percent),
            FormField("product_discount", "Off products, %", percent),
        )),
    )  # fmt: skip


def _values(record: ClientRecord) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(record, name) for name in record.__slots__}
    for place in range(max(_FEWEST, len(record.phones) + 1) + 9):  # others may have added some
        there = record.phones[place] if place < len(record.phones) else PhoneEntry()
        values[f"phones.{place}"] = there
    return values


def _change(record: ClientRecord, values: Mapping[str, Any]) -> ClientRecord:
    plain = {name: value for name, value in values.items() if not name.startswith("phones.")}
    typed = {int(name[7:]): value for name, value in values.items() if name not in plain}
    if typed:
        phones = []
        for place in range(max(len(record.phones), max(typed) + 1)):
            there = record.phones[place] if place < len(record.phones) else PhoneEntry()
            new = typed.get(place)
            phones.append(replace(there, kind=new.kind, typed=new.typed) if new else there)
        if not any(phone.primary and phone.typed for phone in phones):
            first = next((n for n, phone in enumerate(phones) if phone.typed), 0)
            phones = [replace(phone, primary=n == first) for n, phone in enumerate(phones)]
        plain["phones"] = tuple(phones)
    if plain.get("preferred_employee") == "":
        plain["preferred_employee"] = None
    return replace(record, **plain)
