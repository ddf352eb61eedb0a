"""Questions of the time clock: a reason, a day of a pay period; and how typed times are read."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from pettui import dates
from pettui.history.door import Refused
from pettui.team.shop import Shop
from pettui.team.timeclock import periods, wall
from pettui.team.timeclock.totals import both_text
from screens.stock.form import refused
from screens.widgets.ask import Ask, Understood
from screens.widgets.menu import Choice, Menu

if TYPE_CHECKING:
    from screens.desk import Desk

NIGHT = 24 * 60
_SIGNED = re.compile(
    r"([+-]?)(?:(\d{1,2}):([0-5]\d)|(\d{1,2}(?:[.,]\d{1,2})?)h|(\d{1,4})(?:m|min)?)"
)


async def ask_period(desk: Desk) -> date | None:
    """Ask for a day; gives the first one of its pay period."""
    shop = desk.shop

    async def understand(text: str) -> Understood[date]:
        period = await desk.gateway.run(periods.said, shop, text)
        return Understood(period.first, periods.shown(shop, period))

    words = "Any day of it, or this or last."
    return await desk.push_screen_wait(
        Ask("Which pay period?", understand, placeholder="last, 11/15, oct 3", words=words)
    )


async def ask_reason(desk: Desk, title: str, words: str = "", *, value: str = "") -> str | None:
    """Ask for a reason in one line."""

    def understand(text: str) -> Understood[str]:
        return Understood(" ".join(text.split()))

    return await desk.push_screen_wait(
        Ask(title, understand, value=value, placeholder="the reason, in one line", words=words)
    )


def the_reason(text: str, label: str = "Reason") -> str:
    """Give a reason; raises Refused beside its field where there is none."""
    if not text.strip():
        raise Refused(f"{label}: Say why. It stays with the hours, for everybody who looks later.")
    return text


def the_day(shop: Shop, text: str, label: str = "Day") -> date:
    """Read a day that is over; raises Refused beside its field."""
    try:
        return periods.past_day(shop, text)
    except ValueError as error:
        raise refused(label, error) from error


def the_minute(text: str, label: str) -> int:
    """Read a time of day; raises Refused beside its field."""
    try:
        return dates.parse_time(text)
    except ValueError as error:
        raise refused(label, error) from error


def the_spell(text: str, label: str) -> tuple[int, int]:
    """Read from when to when, such as `12-12:30`; raises Refused beside its field."""
    begin, dash, end = text.replace("to", "-").partition("-")
    if not dash or not end.strip():
        raise Refused(f"{label}: Say from when to when, such as 12-12:30.")
    return the_minute(begin.strip(), label), the_minute(end.strip(), label)


def the_minutes(text: str, label: str = "Hours") -> int:
    """Read signed minutes: `+0:30`, `-15`, `1.5h`; raises Refused beside its field."""
    found = _SIGNED.fullmatch(text.strip().lower().replace(" ", "").replace("\u2212", "-"))
    if found is None:
        raise Refused(f"{label}: Say it like +0:30, -15 (minutes) or 1.5h.")
    sign, hours, rest, decimal, minutes = found.groups()
    if hours is not None:
        amount = int(hours) * 60 + int(rest)
    elif decimal is not None:
        amount = round(float(decimal.replace(",", ".")) * 60)
    else:
        amount = int(minutes)
    return -amount if sign == "-" else amount


def in_turn(minutes: list[int]) -> list[int]:
    """Let each time follow the one before: an earlier one is after midnight."""
    found: list[int] = []
    for minute in minutes:
        while found and minute < found[-1]:
            minute += NIGHT
        found.append(minute)
    return found


def worked_words(minutes: int) -> str:
    """Write a length that is shown before it is saved."""
    return both_text(minutes)


async def instant(desk: Desk, day: date, minute: int) -> datetime:
    """Give the instant of a time on the shop's clock; asks which one where it was there twice.

    Raises Refused for a time that never was, and where nobody says which is meant.
    """
    shop = desk.shop
    try:
        return wall.instant_of(shop, day, minute)
    except wall.Ambiguous as twice:
        choices = [Choice("first", "the first one, before the clock went back"),
                   Choice("second", "the second one, an hour later")]  # fmt: skip
        which = await desk.push_screen_wait(
            Menu(f"{shop.time(minute % NIGHT)} was there twice", choices)
        )
        if which is None:
            raise
        return twice.second if which == "second" else twice.first
