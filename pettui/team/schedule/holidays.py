"""Public holidays of the shop's country and region, from a calendar that others keep up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from db.models import Setting
from pettui.history.actor import Actor
from pettui.history.door import Refused, change
from pettui.team.shop import Shop

SETTING = "holidays.part"
"""Where the chosen part of the country is kept; it is chosen where the holidays are."""


class Holiday(NamedTuple):
    """A holiday of the calendar."""

    day: date
    name: str


class Part(NamedTuple):
    """A part of a country that has holidays of its own."""

    code: str
    name: str


def part_of(shop: Shop) -> str:
    """Give the part of the country whose holidays are offered, "" for the whole country's."""
    value = shop.settings.get(SETTING)
    return value if isinstance(value, str) else ""


def parts(shop: Shop) -> tuple[Part, ...]:
    """Give the parts of the shop's country that have holidays of their own."""
    import holidays  # a quarter of a second, for those who look at holidays alone

    try:
        made = holidays.country_holidays(shop.region or "US")
    except NotImplementedError:
        return ()
    named = {code: name for name, code in made.subdivisions_aliases.items()}
    return tuple(Part(code, named.get(code, code)) for code in made.subdivisions)


def offered(shop: Shop, first: date, last: date) -> tuple[Holiday, ...]:
    """Give the holidays from one day to another, in order; () for a country without a calendar.

    A holiday that is moved because it is on a weekend is there on both days.
    """
    import holidays

    years = range(first.year, last.year + 1)
    region, part = shop.region or "US", part_of(shop) or None
    try:
        found = holidays.country_holidays(region, subdiv=part, years=years)
        if "en_US" in found.supported_languages:
            found = holidays.country_holidays(region, subdiv=part, years=years, language="en_US")
    except NotImplementedError:
        return ()
    return tuple(
        Holiday(day, str(name)) for day, name in sorted(found.items()) if first <= day <= last
    )


def choose_part(shop: Shop, code: str, by: Actor) -> str:
    """Choose the part of the country whose holidays are offered; "" is the whole country."""
    known: Sequence[Part] = parts(shop)
    name = next((part.name for part in known if part.code == code), "")
    if code and not name:
        raise Refused(f"{shop.region} has no part {code}. Choose one of the list.")
    with change(f"holidays are those of {name or shop.region}", by) as door:
        row = Setting.get_or_none(Setting.branch == shop.branch, Setting.name == SETTING)
        if row is None and code:
            door.insert(Setting, branch=shop.branch, name=SETTING, value=code)
        elif row is not None and code:
            door.update(row, value=code)
        elif row is not None:
            door.delete(row)
        return door.what
