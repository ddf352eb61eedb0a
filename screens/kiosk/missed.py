"""A missed punch: which one, when, and what was understood before it is sent."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from pettui.history.door import Refused
from pettui.team.timeclock import breaks, missed
from pettui.team.timeclock.facts import BreakChoice, Kind, Named
from screens.kiosk.card import Card, Choice, Line, Takes
from screens.kiosk.counter import Back
from screens.kiosk.rules import Failed

if TYPE_CHECKING:
    from screens.kiosk.clerk import Clerk

HINT = "Such as 1730, 5:30p, or yesterday 17:30."


async def tell_missed(clerk: Clerk, named: Named) -> None:
    """Let somebody say which punch is missing; raises Leave once a manager has been asked."""
    kinds = await clerk.rules.run(missed.kinds, clerk.shop, named)
    choices = tuple(Choice(str(n), words) for n, (_, words) in enumerate(kinds[:9], 1))
    card = Card(
        "Which punch was missed?", enter=choices[0].words, choices=choices, takes=Takes.CHOICE
    )
    while True:
        key = await clerk.counter.ask(card, clerk.seconds * 3)
        kind, words = kinds[int(key or "1") - 1]
        try:
            pause = await _which(clerk) if kind == "break" else None
            await _when(clerk, named, kind, words, pause)
        except Back:
            continue


async def _which(clerk: Clerk) -> BreakChoice | None:
    """Ask which break it was: one may be paid, and another not."""
    found = [one for one in await clerk.rules.run(breaks.kinds, clerk.shop) if one.active][:9]
    if len(found) < 2:
        return found[0] if found else None
    choices = tuple(Choice(str(n), one.words) for n, one in enumerate(found, 1))
    card = Card("Which break was it?", enter=found[0].words, choices=choices, takes=Takes.CHOICE)
    return found[int(await clerk.counter.ask(card, clerk.seconds * 3) or "1") - 1]


async def _when(
    clerk: Clerk, named: Named, kind: Kind, words: str, pause: BreakChoice | None
) -> None:
    card = Card(words, lines=(Line(HINT),), prompt="When", takes=Takes.TIME, enter="Go on")
    note = ""
    while True:
        typed = await clerk.counter.ask(card, clerk.seconds * 5, note=note)
        try:
            meant = await clerk.rules.run(missed.understand, clerk.shop, named, kind, typed, pause)
            await _send(clerk, named, meant)
        except Refused as refused:
            note = str(refused)
        except Back:
            note = ""


async def _send(clerk: Clerk, named: Named, meant: missed.Missed) -> None:
    echo = Card(
        meant.words, enter="Ask a manager for it", takes=Takes.CHOICE,
        lines=(Line("It counts once a manager has said yes."),),
    )  # fmt: skip
    await clerk.counter.ask(echo, clerk.seconds * 3)
    command = str(uuid.uuid4())
    while True:
        try:
            words = await clerk.rules.run(
                missed.ask, clerk.shop, named, meant, clerk.by, command=command
            )
            break
        except Failed as failed:
            await clerk.ask_again(failed)
    await clerk.counter.tell(Card(words, ink="good", foot=""), clerk.seconds)
