"""What a person's card offers, with what they said about a forgotten shift taken into account."""

from __future__ import annotations

from typing import NamedTuple

from pettui.team.shop import Shop
from pettui.team.timeclock.facts import Answer, Kind, Offer, Standing


class Plan(NamedTuple):
    """The punch that Enter makes, in words, what else there is, and what is said above."""

    kind: Kind
    words: str
    offers: tuple[Offer, ...]
    lines: tuple[str, ...]


def plan_of(shop: Shop, standing: Standing, answer: Answer | None) -> Plan:
    """Give what a card offers.

    A shift that was forgotten is open still until the next punch is made: who has said when it
    ended clocks in now, and who has worked through it clocks out.
    """
    if answer is None:
        today = f"Today {standing.today}" if standing.today else ""
        return Plan(standing.enter, standing.words, standing.offers, (state_of(standing), today))
    others = tuple(one for one in standing.offers if one.id in ("missed", "hours"))
    if answer.through:
        offers = (Offer("1", "punch", "Clock out", "", "out"), *others)
        return Plan("out", f"Clock out {_now(shop)}", offers, (answer.words,))
    offers = (Offer("1", "punch", "Clock in", "", "in"), *others)
    return Plan("in", f"Clock in {_now(shop)}", offers, (answer.words,))


def state_of(standing: Standing) -> str:
    """Say what somebody is, and since when."""
    words = {"out": "You are out", "in": "You are in", "break": "You are on a break"}
    since = f" since {standing.since}" if standing.since else ""
    return f"{words[standing.state]}{since}."


def _now(shop: Shop) -> str:
    now = shop.now()
    return shop.time(now.hour * 60 + now.minute)
