"""Asks whose changes are meant, of which day, and what they are to be about."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pettui.dates import distance
from pettui.history import audit
from pettui.history.actor import Actor
from pettui.history.things import KINDS, About
from screens.widgets.ask import Ask, Understood
from screens.widgets.menu import Choice, Menu

if TYPE_CHECKING:
    from screens.desk import Desk

ALL = "*"
_ONE = {
    "ticket": "its number", "client": "a name or number", "pet": "its name",
    "employee": "a name or number", "service": "its name or code", "setting": "such as book.step",
    "category": "its name", "role": "its name",
}  # fmt: skip


async def ask_person(desk: Desk, by: Actor, now: str) -> str | None:
    """Ask whose changes are meant; "" for everybody's, None when it is left."""
    names = await desk.gateway.run(audit.authors, by)
    choices = [Choice(ALL, "everybody"), *(Choice(name, name) for name in names)]
    chosen = await desk.push_screen_wait(Menu("Whose changes?", choices, mark=now or ALL))
    return "" if chosen == ALL else chosen


async def ask_kind(desk: Desk, now: About) -> About | None:
    """Ask for a kind of thing, and for one of them; a kind of "" is everything."""
    choices = [
        Choice(ALL, "everything"),
        *(Choice(kind, kind, _ONE.get(kind, "all of them")) for kind in KINDS),
    ]
    kind = await desk.push_screen_wait(Menu("Changes of what?", choices, mark=now.kind))
    if kind is None or kind == ALL:
        return None if kind is None else About("")
    if kind not in _ONE:
        return About(kind)

    async def understand(text: str) -> Understood[About]:
        about = About(kind, text.strip())
        found = await desk.gateway.run(audit.number_about, desk.shop, about)
        return Understood(about, found)

    return await desk.push_screen_wait(
        Ask(f"Which {kind}? Empty for all", understand, placeholder=_ONE[kind], need=False)
    )


async def ask_day(desk: Desk) -> tuple[date, ...] | None:
    """Ask for a day; () for all days, None when it is left."""
    shop = desk.shop

    def understand(text: str) -> Understood[tuple[date, ...]]:
        if not text.strip():
            return Understood((), "all days")
        day = shop.parse_day(text)
        return Understood((day,), f"{shop.day(day)}, {distance(day, shop.today())}")

    return await desk.push_screen_wait(
        Ask("Changes of which day? Empty for all", understand, placeholder="mon, yesterday, 11/3",
            need=False)
    )  # fmt: skip
