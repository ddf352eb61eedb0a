"""Facts about the shop that are settings too: name, phone, zone, money, locale, opening hours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from db.models import Branch, Item, OpeningHours, Ticket
from db.models.base import tuples
from pettui import clock
from pettui.formats import DayFormat
from pettui.history.door import Door, Refused
from pettui.money import MoneyFormat
from pettui.team.founding import check_zone
from pettui.team.opening import Open, opening_text, parse_opening
from pettui.team.shop import Shop, time_text
from pettui.text import clean

Meaning = tuple[Any, str]  # what is kept, and the words that are echoed


@dataclass(frozen=True)
class Fact:
    """A fact about the shop: its name, what is allowed, one sentence, and what reads it.

    `read` raises Refused or ValueError with words for people.
    """

    name: str
    allowed: str
    words: str
    read: Callable[[Shop, str], Meaning]


def _name(shop: Shop, text: str) -> Meaning:
    name = clean(text)
    if not name:
        raise Refused("The shop needs a name.")
    return {"name": name}, name


def _phone(shop: Shop, text: str) -> Meaning:
    if not text.strip():
        return {"phone": ""}, "no phone number"
    from pettui.people import phones

    shown = phones.read(text, shop.region).shown
    return {"phone": shown}, shown


def _zone(shop: Shop, text: str) -> Meaning:
    zone = check_zone(text.strip().replace(" ", "_"))
    now: datetime = clock.instant().astimezone(ZoneInfo(zone))
    at = time_text(now.hour * 60 + now.minute, int(shop.setting("clock.hours")))
    return {"zone": zone}, f"{zone}, where it is {at} now; the book keeps its times"


def _currency(shop: Shop, text: str) -> Meaning:
    code = text.strip().upper()
    money = MoneyFormat.for_shop(code, shop.locale)
    if code != shop.currency:
        if Ticket.select().where(Ticket.kind != "block", Ticket.branch == shop.branch).exists():
            raise Refused(
                f"The shop has tickets in {shop.currency} already, and amounts are never"
                " converted. A shop with another currency is a shop of its own: `pettui init`."
            )
        if money.places != shop.money.places and Item.select().where(Item.price > 0).exists():
            raise Refused(
                f"{code} has other decimals than {shop.currency}, in which the price list is."
                " Choose the currency before there are prices."
            )
    return {"currency": code, "money_format": money.as_json()}, _money_words(code, money)


def _locale(shop: Shop, text: str) -> Meaning:
    code = text.strip().replace("-", "_")
    days = DayFormat.for_locale(code)
    money = MoneyFormat.for_shop(shop.currency, code)
    kept = {"locale": code, "day_format": days.as_json(), "money_format": money.as_json()}
    sample = money.text(1234 * 10**money.places)
    return kept, f"{code}: {days.day(shop.today())}, {sample}"


def _region(shop: Shop, text: str) -> Meaning:
    import phonenumbers

    code = text.strip().upper()
    if code not in phonenumbers.SUPPORTED_REGIONS:
        raise Refused(f"“{clean(text, 20)}” is not a country. Use two letters, such as US or DE.")
    dial = phonenumbers.country_code_for_region(code)
    return {"region": code}, f"{code}: phone numbers without a country's code are +{dial}"


def _hours(shop: Shop, text: str) -> Meaning:
    rows = parse_opening(text, shop.formats)
    return rows, opening_text(rows, shop.time)


def _money_words(code: str, money: MoneyFormat) -> str:
    return f"{code}, amounts like {money.text(1234 * 10**money.places)}"


FACTS = {
    fact.name: fact
    for fact in (
        Fact("shop.name", "a name", "What the shop is called.", _name),
        Fact("shop.phone", "a phone number, or nothing", "The shop's own phone number.", _phone),
        Fact("shop.hours", "weekdays with hours, such as mon-fri 9-17, sat 9-14",
             "When the shop is open.", _hours),
        Fact("shop.zone", "a time zone, such as America/New_York",
             "The time zone whose wall clock the book lives on.", _zone),
        Fact("shop.currency", "a currency's three letters, such as USD",
             "The money that prices and tickets are in.", _currency),
        Fact("shop.locale", "a locale, such as en_US or de_DE",
             "How money and dates are written, and which weekday begins a week.", _locale),
        Fact("shop.region", "a country's two letters, such as US",
             "The country whose phone numbers are typed without its code.", _region),
    )
}  # fmt: skip
"""The facts, by name."""


def opening_rows(branch: int) -> list[Open]:
    """Give the opening hours of a branch, in order."""
    query = OpeningHours.select(OpeningHours.weekday, OpeningHours.start, OpeningHours.end)
    query = query.where(OpeningHours.branch == branch)
    return [tuple(row) for row in tuples(query.order_by(OpeningHours.weekday, OpeningHours.start))]


def shown(shop: Shop, name: str) -> str:
    """Write what a fact is now, as people type it."""
    if name == "shop.hours":
        return opening_text(opening_rows(shop.branch), shop.time)
    return str(getattr(shop, name.removeprefix("shop.")))


def write(door: Door, shop: Shop, name: str, value: Any, seen: int | None) -> None:
    """Write what `Fact.read` gave; raises Clash when somebody changed the shop since `seen`."""
    branch = Branch.get_by_id(shop.branch)
    door.refuse_stale(branch, seen)
    if name != "shop.hours":
        door.update(branch, **value)
        return
    left = set(value)
    for row in list(OpeningHours.select().where(OpeningHours.branch == shop.branch)):
        known = (row.weekday, row.start, row.end)
        if known not in left:
            door.delete(row)
        left.discard(known)
    for weekday, start, end in sorted(left):
        door.insert(OpeningHours, branch=shop.branch, weekday=weekday, start=start, end=end)
