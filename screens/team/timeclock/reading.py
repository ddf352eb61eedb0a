"""What the time clock's screens read in one go, on the database thread."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from pettui.team.hours import hours_of
from pettui.team.shop import Shop
from pettui.team.timeclock import breaks, cards, rates, requests, review, secrets, who
from pettui.team.timeclock.cards import Card
from pettui.team.timeclock.facts import Board, BreakChoice
from pettui.team.timeclock.periods import Period, period_of
from pettui.team.timeclock.rates import Rate
from pettui.team.timeclock.review import Matter, PersonLine
from pettui.team.timeclock.secrets import Access

_SHOWN = {"kiosk.figures": True, "kiosk.names": "first name"}
"""What the shop hides from whoever stands before the clock shows in the office."""


class Overview(NamedTuple):
    """The first screen: a pay period, its people, what has to be looked at, and who is in.

    `seen` are the versions of the requests that wait, by their ids.
    """

    period: Period
    people: tuple[PersonLine, ...]
    matters: tuple[Matter, ...]
    board: Board
    access: dict[int, Access]
    seen: dict[int, int]


class PersonView(NamedTuple):
    """A person's card, with what a form about one of their punches offers."""

    card: Card
    breaks: tuple[BreakChoice, ...]
    rates: tuple[Rate, ...]


def office_board(shop: Shop) -> Board:
    """Give who is in, with first names and times, whatever the clock itself shows."""
    return who.board(shop._replace(settings={**shop.settings, **_SHOWN}))


def overview(shop: Shop, day: date) -> Overview:
    """Read the pay period that a day is in."""
    period = period_of(shop, day)
    return Overview(
        period,
        review.people(shop, period),
        tuple(matter for matter in review.matters(shop, period) if not matter.at_work),
        office_board(shop),
        {each.employee: each for each in secrets.access(shop)},
        {asked.id: asked.version for asked in requests.waiting(shop.branch)},
    )


def person(shop: Shop, employee: int, day: date) -> PersonView:
    """Read somebody's card of the pay period that a day is in."""
    return PersonView(
        cards.person(shop, employee, period_of(shop, day)),
        breaks.kinds(shop),
        rates.rates(employee),
    )


def plan(shop: Shop, employee: int, day: date) -> tuple[tuple[int, int], ...]:
    """Give the times of a day that somebody was to work, in minutes since midnight."""
    return hours_of(shop.branch, day, [employee])[employee].ranges
