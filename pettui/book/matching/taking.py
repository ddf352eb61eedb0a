"""Books whom a place fits: the visit and the entry in one change, and only one desk gets it."""

from __future__ import annotations

from collections.abc import Collection

from pettui.book import booking
from pettui.book.booking import Booked, NeedsConsent
from pettui.book.matching.values import Match
from pettui.book.waiting.searching import plan_at
from pettui.history.actor import Actor
from pettui.history.door import Refused
from pettui.team.shop import Shop
from pettui.text import sentence


def take(
    shop: Shop, match: Match, by: Actor, *, agreed: Collection[str] = (), command: str = ""
) -> Booked:
    """Book an entry at its place, or move the visit that wanted to be earlier; it is linked.

    Raises:
        Refused: somebody was quicker with the place.
        waiting.taking.Gone: somebody was quicker with the entry; it says who.
        booking.NeedsConsent: something else has to be agreed to.
    """
    from dataclasses import replace

    plan = plan_at(shop, match.entry, match.answer)
    if command:
        plan = replace(plan, command=command)
    try:
        return booking.save(shop, plan, by, agreed=agreed, verb="moved" if plan.ticket else "")
    except NeedsConsent as asked:
        taken = [one for one in asked.problems if one.kind in ("taken", "resource")]
        if taken:
            words = sentence(one.words for one in taken)
            raise Refused(f"Somebody was quicker: {words} The entry still waits.") from None
        raise
