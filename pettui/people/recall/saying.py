"""What is said of the next visit: at the end of one, and before one is booked twice."""

from __future__ import annotations

from pettui.dates import distance
from pettui.people.recall.proposing import Next, again, next_of
from pettui.team.shop import Shop


def at_the_end(shop: Shop, ticket: int) -> str:
    """Say when the pet comes again, or propose it; "{key}" stands for the key that books it.

    `. Bella comes again Tue 5 Jan 10:00 with Kim`, or `. In 6 weeks: Tue 5 Jan 10:00 with Kim;
    R books it.`
    """
    booked = next_of(shop, ticket)
    if booked is not None:
        return f". {next_words(shop, booked)}."
    proposed = again(shop, ticket)
    if proposed is None:
        return ""
    plan = proposed.plan
    when = f"{shop.short_day(plan.day)} {shop.time(plan.start)}"
    who = f" with {proposed.groomer}" if proposed.groomer else ""
    ahead = distance(plan.day, shop.today()).removeprefix("in ")
    room = "" if proposed.is_free else ", if there is room"
    return f". Again in {ahead}: {when}{who}{room}; {{key}} books it."


def next_words(shop: Shop, booked: Next) -> str:
    """Say when a pet comes again: `Bella comes again Tue 5 Jan 10:00 with Kim`."""
    who = f" with {booked.groomer}" if booked.groomer else ""
    return f"{booked.pet} comes again {shop.short_day(booked.day)} {shop.time(booked.start)}{who}"
