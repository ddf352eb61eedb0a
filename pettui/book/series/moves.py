"""Moves a row of a visit or a time block, alone or with others of its series."""

from __future__ import annotations

from collections.abc import Collection

from pettui.book import moving
from pettui.book.booking import Booked
from pettui.book.moving import Move
from pettui.book.series.blockmoves import move_blocks
from pettui.book.series.changing import change_visits
from pettui.book.series.scope import THIS
from pettui.history.actor import Actor
from pettui.team.shop import Shop


def move(
    shop: Shop,
    wish: Move,
    scope: str,
    by: Actor,
    *,
    agreed: Collection[str] = (),
    left: Collection[int] = (),
) -> Booked:
    """Move, stretch or reassign what stands in the book, as far as `scope` reaches.

    Raises changing.InTheWay, booking.NeedsConsent, Refused, or Clash.
    """
    if scope == THIS:
        return moving.move(shop, wish, by, agreed=agreed)
    if moving.is_block(wish.row):
        return move_blocks(shop, wish, scope, by, agreed=agreed, left=left)
    plan = moving.plan_move(shop, wish)
    return change_visits(shop, plan, scope, by, agreed=agreed, left=left, verb="moved")
