"""The ways into sharing out: from the book's column, and from a list of visits outside hours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from pettui.book.spreading.doing import spread
from pettui.book.spreading.leaving import away_on, proposal
from pettui.book.spreading.proposing import propose
from pettui.book.spreading.values import Away, Step
from pettui.text import capital

if TYPE_CHECKING:
    from pettui.team.schedule.outside import Outside
    from pettui.team.shop import Shop
    from screens.desk import Desk
    from screens.frame.screen import DeskScreen


async def away(screen: DeskScreen, employee: int, day: date) -> None:
    """Ask what becomes of the visits of somebody who is ill, and do it."""
    desk = screen.desk
    absent, steps = await desk.gateway.run(_read, desk.shop, employee, day)
    await _ask(desk, steps, absent)


def _read(shop: Shop, employee: int, day: date) -> tuple[Away, tuple[Step, ...]]:
    absent = away_on(shop, employee, day)
    return absent, proposal(shop, absent)


async def share_out(desk: Desk, visits: Sequence[Outside]) -> None:
    """Ask what becomes of visits outside hours, and do it."""
    steps = await desk.gateway.run(propose, desk.shop, visits)
    await _ask(desk, steps, None)


async def _ask(desk: Desk, steps: tuple[Step, ...], absent: Away | None) -> None:
    from screens.book.away.calls import phone
    from screens.book.away.sharing import SharingOut

    chosen = await desk.push_screen_wait(SharingOut(desk.shop, steps, absent))
    if chosen is None:
        return
    todo, absent = chosen
    rule = partial(spread, away=absent, reason=absent.kind if absent else "")
    done = await desk.write(rule, desk.shop, todo, desk.actor)
    desk.say(f"{capital(done.words)}. u takes it back.")
    if any(step.call for step in todo):
        await phone(desk)
