"""What else is on record of a client or a pet, in words, for their pages."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from db.models import Client, Pet
from pettui.people.record import CONSENTS
from pettui.team.shop import Shop

Details = tuple[tuple[str, str], ...]


def of_client(shop: Shop, row: Client) -> Details:
    """Give what is on record of a client beside contact data and alerts; empty fields are left."""
    prefers: Any = row.preferred_employee
    friend: Client | None = row.referred_by
    reach = shop.phone_text(row.emergency_phone)
    emergency = (row.emergency_name, row.emergency_relation, reach)
    found = [
        ("preferences", row.preferences),
        ("preferred groomer", prefers.bookable.label if prefers else ""),
        ("class", row.class_of.name if row.class_of else ""),
        ("discounts", _discounts(row.service_discount, row.product_discount)),
        ("found us by", row.source.name if row.source else ""),
        ("referred by", f"{friend.first_name} {friend.last_name}".strip() if friend else ""),
        ("card number", row.card_number),
        ("emergency", ", ".join(part for part in emergency if part)),
        ("spouse", row.spouse),
        ("children", row.children),
        ("occupation", row.occupation),
        ("birthday", shop.day(row.birthday) if row.birthday else ""),
        ("anniversary", shop.day(row.anniversary) if row.anniversary else ""),
        ("web page", row.web),
        ("may be sent", consents(row)),
    ]
    return tuple((words, value) for words, value in found if value)


def consents(row: Client) -> str:
    """Say what may be sent to a client, and which addresses do not work."""
    ways: dict[str, list[str]] = {"appointments": [], "offers": []}
    for field, words in CONSENTS:
        if getattr(row, field):
            channel, _, purpose = words.replace("text messages", "texts").rpartition(" ")
            ways[purpose].append(channel.rsplit(" ", 1)[0])
    said = [f"{purpose}: {', '.join(by) if by else 'nothing'}" for purpose, by in ways.items()]
    said += ["e-mail bounced"] if row.mail_bad else []
    said += ["texts bounced"] if row.text_bad else []
    return " · ".join(said)


def _discounts(services: Decimal, products: Decimal) -> str:
    both = ((services, "services"), (products, "products"))
    return ", ".join(f"{value:f} % on {of}" for value, of in both if value)


def of_pet(shop: Shop, row: Pet) -> Details:
    """Give what is on record of a pet beside build, flags and notes; empty fields are left."""
    neutered = {None: "", True: "yes", False: "no"}[row.neutered]
    found = [
        ("behavior", row.behavior_note),
        ("medical", row.medical_note),
        ("neutered", neutered),
        ("born", shop.day(row.born) if row.born else ""),
        ("microchip", row.microchip),
        ("wanted every", f"{row.rhythm} weeks" if row.rhythm else ""),
    ]
    return tuple((words, value) for words, value in found if value)
