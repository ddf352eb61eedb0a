"""What looks odd in a client's record but may be right: told after saving, never refused."""

from __future__ import annotations

import re

from db.models import Client, Phone
from db.models.base import tuples
from pettui.people.clients import NewClient, likely_duplicates
from pettui.people.find import Found
from pettui.people.record import ClientRecord
from pettui.team.shop import Shop
from pettui.text import clean, digits

_POSTCODES = {
    "US": r"\d{5}(-\d{4})?", "CA": r"[A-Z]\d[A-Z] ?\d[A-Z]\d", "AU": r"\d{4}", "NZ": r"\d{4}",
    "GB": r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", "DE": r"\d{5}", "FR": r"\d{5}", "ES": r"\d{5}",
    "IT": r"\d{5}", "AT": r"\d{4}", "CH": r"\d{4}", "NL": r"\d{4} ?[A-Z]{2}", "BE": r"\d{4}",
    "MX": r"\d{5}", "BR": r"\d{5}-?\d{3}", "JP": r"\d{3}-?\d{4}", "SE": r"\d{3} ?\d{2}",
}  # fmt: skip
_SLIPS = {
    "gmial.com": "gmail.com", "gmai.com": "gmail.com", "gmal.com": "gmail.com",
    "gamil.com": "gmail.com", "gmail.co": "gmail.com", "gmail.con": "gmail.com",
    "hotmial.com": "hotmail.com", "hotmail.con": "hotmail.com", "hotmai.com": "hotmail.com",
    "yaho.com": "yahoo.com", "yahooo.com": "yahoo.com", "yahoo.con": "yahoo.com",
    "outlok.com": "outlook.com", "outlook.con": "outlook.com", "iclod.com": "icloud.com",
    "icloud.con": "icloud.com",
}  # fmt: skip


def postcode_doubt(postcode: str, region: str) -> str:
    """Say when a postcode does not look like one of the shop's country; "" when it does."""
    form = _POSTCODES.get(region)
    code = clean(postcode, 20).upper()
    if not code or form is None or re.fullmatch(form, code):
        return ""
    return f"{code} does not look like a postcode of this country. Is it right?"


def email_doubt(email: str) -> str:
    """Say when an address has a slip that people make often; "" when it looks right."""
    name, _, domain = clean(email, 200).lower().rpartition("@")
    meant = _SLIPS.get(domain)
    return f"Should the e-mail address be {name}@{meant}?" if meant else ""


def doubts(shop: Shop, record: ClientRecord) -> tuple[str, ...]:
    """Give all that should be looked at again in a record that was saved."""
    found = [email_doubt(record.email), postcode_doubt(record.postcode, shop.region)]
    found += [_shared_phone(shop, record), _short_phone(record)]
    return tuple(text for text in found if text)


def _short_phone(record: ClientRecord) -> str:
    short = [p.typed for p in record.phones if 0 < len(digits(p.typed)) < 7]
    return f"{clean(short[0], 40)} is a short phone number. Is it whole?" if short else ""


def _shared_phone(shop: Shop, record: ClientRecord) -> str:
    mine = Phone.select(Phone.digits).where(Phone.client == record.id)
    same = (
        Phone.select(Client.first_name, Client.last_name, Phone.shown)
        .join(Client)
        .where(
            Phone.client != record.id,
            Phone.digits.in_([d for (d,) in tuples(mine) if len(d) >= 7]),
            Client.active,
        )
        .limit(1)
    )
    for first, last, shown in tuples(same):
        number = shop.phone_text(shown)
        return f"{first} {last} has the phone number {number}, too.".replace("  ", " ")
    return ""


def likely_same(shop: Shop, record: ClientRecord) -> tuple[Found, ...]:
    """Give other clients who may be the same person, to be shown before a record is saved."""
    found: dict[int | None, Found] = {}
    for typed in [phone.typed for phone in record.phones] or [""]:
        new = NewClient(f"{record.last_name}, {record.first_name}", typed, record.email)
        found |= {one.client: one for one in likely_duplicates(shop, new)}
    return tuple(one for key, one in found.items() if key != record.id)[:9]
