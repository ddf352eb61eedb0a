"""What a manager answered to what somebody asked for, told to them at the clock."""

from __future__ import annotations

from db.models import Punch, PunchRequest
from db.models.base import tuples
from pettui import clock
from pettui.team.shop import Shop
from pettui.team.timeclock import wording
from pettui.team.timeclock.effective import ADDED
from pettui.text import clean

SAID = {"in": "In", "out": "Out", "break": "Break from", "back": "Back"}


def newest(shop: Shop, employee: int) -> str:
    """Give the newest answer since somebody's last punch at a clock, "" without one.

    Whoever got what they asked for, at the time that they said, needs no words.
    """
    ask = PunchRequest
    mine = (ask.employee == employee) & ask.state.in_(("refused", "changed"))
    rows = tuples(
        ask.select(ask.kind, ask.said, ask.state, ask.answer, ask.decided_at, ask.result)
        .where(mine, ask.decided_at.is_null(False))
        .order_by(ask.decided_at.desc(), ask.id.desc())
        .limit(1)
    )
    if not rows:
        return ""
    kind, said, state, answer, decided, result = rows[0]
    punched = tuples(
        Punch.select(Punch.at)
        .where(Punch.employee == employee, Punch.source.not_in(ADDED))
        .order_by(Punch.id.desc())
        .limit(1)
    )
    if punched and decided <= punched[0][0]:
        return ""
    wall = clock.wall_of(said, shop.zone)
    day = wording.day_before(shop, wall.date(), shop.today())
    asked = f"{SAID[kind]} {day} at {shop.time(wording.minute_of(wall))}"
    if state == "refused":
        return f"{asked} was refused: {clean(answer, 200)}"
    counts = tuples(Punch.select(Punch.at).where(Punch.id == result))
    if not counts:
        return ""
    return f"{asked} counts as {wording.at(shop, counts[0][0], wall.date())}: {clean(answer, 200)}"
