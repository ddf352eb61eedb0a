"""Who is in, on break and expected, and the day's notices: the board beside the clock."""

from __future__ import annotations

from pettui.team.shop import Shop
from pettui.team.timeclock.facts import Board


def board(shop: Shop, *, ahead: int = 6) -> Board:
    """Give the board as of now; at most `ahead` people are expected next.

    Surnames and figures show as kiosk.names and kiosk.figures say.
    """
    raise NotImplementedError
