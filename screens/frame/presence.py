"""Who is in and the day's notices, for the line on top; read once the desk shows its first day."""

from __future__ import annotations

from typing import NamedTuple

from pettui.team.shop import Shop


class Presence(NamedTuple):
    """The names of who is in or on a break, and what the book has to tell today."""

    inside: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def read(shop: Shop) -> Presence:
    """Read it, on the database thread; its modules are no part of a start."""
    from pettui.team.timeclock import notices, who

    board = who.board(shop._replace(settings={**shop.settings, "kiosk.names": "first name"}))
    names = [each.person.name for each in (*board.inside, *board.on_break) if not each.doubt]
    told = notices.of_day(shop, shop.today(), where="book")
    return Presence(tuple(names), tuple(each.text for each in told))
