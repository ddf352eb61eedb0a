"""The records of a client and of a pet, as the forms show and give them back: frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pettui.history.door import Clash, Refused

PHONE_KINDS = ("mobile", "home", "work", "other")
NO_RATE = Decimal(0)


class Wrong(Refused):
    """A field that cannot be saved as it is; `field` is its name in the record.

    A phone is named by its place, as in "phones.0".
    """

    def __init__(self, field: str, text: str) -> None:
        super().__init__(text)
        self.field = field


class RecordClash(Clash):
    """Somebody else saved the record meanwhile; `record` is what it says now.

    `pettui.people.clashing.settle` puts both together.
    """

    def __init__(self, text: str, record: object) -> None:
        super().__init__(text, {})
        self.record = record


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did: the record's id, and what to look at again, in words."""

    id: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PhoneEntry:
    """A phone number as it is typed; `id` is None for one that is new."""

    kind: str = "mobile"
    typed: str = ""
    primary: bool = False
    id: int | None = None


@dataclass(frozen=True, slots=True)
class ClientRecord:
    """All of a client that a form edits. `version` tells which state was read; "" for a new one.

    `class_of` and `source` are the names of entries in the shop's lists; a new name makes a new
    entry. Discounts are percentages. `referred_by` and `preferred_employee` are ids, beside
    each of which stands the name to show, which is not saved.
    """

    id: int | None = None
    version: str = ""
    number: int = 0
    active: bool = True
    title: str = ""
    first_name: str = ""
    last_name: str = ""
    phones: tuple[PhoneEntry, ...] = ()
    email: str = ""
    web: str = ""
    address: str = ""
    city: str = ""
    state: str = ""
    postcode: str = ""
    alert: str = ""
    comment: str = ""
    preferences: str = ""
    preferred_employee: int | None = None
    preferred_name: str = ""
    class_of: str = ""
    source: str = ""
    referred_by: int | None = None
    referred_name: str = ""
    card_number: str = ""
    service_discount: Decimal = NO_RATE
    product_discount: Decimal = NO_RATE
    birthday: date | None = None
    anniversary: date | None = None
    gender: str = ""
    occupation: str = ""
    spouse: str = ""
    children: str = ""
    emergency_name: str = ""
    emergency_phone: str = ""
    emergency_relation: str = ""
    mail_appointments: bool = True
    text_appointments: bool = True
    call_appointments: bool = True
    mail_marketing: bool = False
    text_marketing: bool = False
    call_marketing: bool = False
    post_marketing: bool = False
    mail_bad: bool = False
    text_bad: bool = False

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}".strip()


CONSENTS = (
    ("mail_appointments", "e-mail about appointments"),
    ("text_appointments", "text messages about appointments"),
    ("call_appointments", "calls about appointments"),
    ("mail_marketing", "e-mail with offers"),
    ("text_marketing", "text messages with offers"),
    ("call_marketing", "calls with offers"),
    ("post_marketing", "letters with offers"),
)
"""The consents of a client by channel and purpose: field and words. They are asked for apart."""


@dataclass(frozen=True, slots=True)
class PetRecord:
    """All of a pet that a form edits. `version` tells which state was read; "" for a new one.

    A breed is an id, or with `breed` None a name in `breed_name`: one of the list's, or a new
    one of the shop's own. So is the vet with `vet_name`. `weight` is in grams, and a changed
    one is entered in the course of weights under the day of saving. `behavior` and `medical`
    are ids of `pettui.people.flags`. `rhythm` is in weeks, as the owner wants it.
    """

    id: int | None = None
    version: str = ""
    client: int = 0
    client_name: str = ""
    active: bool = True
    deceased: bool = False
    name: str = ""
    species: str = "Dog"
    breed: int | None = None
    breed_name: str = ""
    size: str = ""
    coat: str = ""
    color: str = ""
    weight: int | None = None
    born: date | None = None
    sex: str = ""
    neutered: bool | None = None
    behavior: tuple[str, ...] = ()
    medical: tuple[str, ...] = ()
    behavior_note: str = ""
    medical_note: str = ""
    alert: str = ""
    groom_notes: str = ""
    vet: int | None = None
    vet_name: str = ""
    microchip: str = ""
    rhythm: int | None = None


UNSAVED = {
    "id", "version", "number", "preferred_name", "referred_name", "client_name", "client",
    "active", "deceased",
}  # fmt: skip
"""Fields of the records that a save does not write; each has a rule of its own, or none."""

WORDS = {
    "first_name": "first name", "last_name": "last name", "email": "e-mail", "web": "web page",
    "postcode": "postcode", "preferred_employee": "preferred groomer", "class_of": "class",
    "referred_by": "referred by", "card_number": "card number",
    "service_discount": "discount on services", "product_discount": "discount on products",
    "emergency_name": "emergency contact", "emergency_phone": "emergency phone",
    "emergency_relation": "emergency contact is", "mail_bad": "e-mail bounced",
    "text_bad": "texts bounced", "breed_name": "breed", "behavior": "behavior flags",
    "medical": "medical flags", "behavior_note": "behavior note", "medical_note": "medical note",
    "groom_notes": "groom notes", "vet_name": "vet", "phones": "phones", **dict(CONSENTS),
}  # fmt: skip


def words_of(field: str) -> str:
    """Give a field's name as people say it."""
    return WORDS.get(field, field.replace("_", " "))


def shown(value: Any) -> str:
    """Write a field's value as people read it, for a comparison of two records."""
    if isinstance(value, tuple):
        return ", ".join(
            f"{p.typed} ({p.kind})" if isinstance(p, PhoneEntry) else str(p) for p in value
        )
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
