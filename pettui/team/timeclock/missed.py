"""A missed punch that somebody tells at the clock (offer 4): understood, and made a request."""

from __future__ import annotations

from typing import NamedTuple

from pettui.history.actor import Actor
from pettui.team.shop import Shop
from pettui.team.timeclock.facts import Kind, Named


class Missed(NamedTuple):
    """A missed punch as it was understood; `words` echo it ("in today at 8:00")."""

    kind: Kind
    at: object
    words: str
    after: int | None


def kinds(shop: Shop, named: Named) -> tuple[tuple[Kind, str], ...]:
    """Give the punches that may be missing, with words for each, the likeliest first."""
    raise NotImplementedError


def understand(shop: Shop, named: Named, kind: Kind, text: str) -> Missed:
    """Read when (`8`, `yesterday 17:30`); raises Refused in words for what cannot be."""
    raise NotImplementedError


def ask(shop: Shop, named: Named, missed: Missed, by: Actor, *, command: str) -> str:
    """Make it a request that a manager decides, and give the words that confirm it."""
    raise NotImplementedError
