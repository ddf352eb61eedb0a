"""The question about a shift whose end was forgotten, before anything else is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pettui.history.door import Refused
from pettui.team.timeclock import forgotten
from pettui.team.timeclock.facts import Answer, Forgotten
from screens.kiosk.card import Card, Choice, Line, Takes
from screens.kiosk.counter import Back

if TYPE_CHECKING:
    from screens.kiosk.clerk import Clerk

YES, OTHER, UNKNOWN, THROUGH = "1", "2", "3", "4"


async def ask_about(clerk: Clerk, asked: Forgotten, greeting: str) -> Answer:
    """Ask when a forgotten shift ended; raises Back when somebody goes away unasked."""
    has_plan = asked.planned is not None
    choices = (
        *([Choice(YES, "Yes")] if has_plan else []),
        Choice(OTHER, "At another time" if has_plan else "Say when"),
        Choice(UNKNOWN, "I cannot say"),
        Choice(THROUGH, "I have been at work ever since"),
    )
    card = Card(
        asked.question, lines=tuple(Line(words) for words in (greeting, asked.hint) if words),
        enter="Yes" if has_plan else "Say when", choices=choices, takes=Takes.CHOICE,
        foot="0 or Esc: back to the clock; nothing is punched",
    )  # fmt: skip
    note = ""
    while True:
        key = await clerk.counter.ask(card, clerk.seconds * 5, note=note)
        note = ""
        try:
            return await _answer(clerk, asked, key or (YES if has_plan else OTHER))
        except Refused as refused:
            note = str(refused)
        except Back:
            continue


async def _answer(clerk: Clerk, asked: Forgotten, key: str) -> Answer:
    run, shop = clerk.rules.run, clerk.shop
    if key == YES:
        return await run(forgotten.as_planned, shop, asked)
    if key == UNKNOWN:
        return await run(forgotten.not_known, shop, asked)
    if key == THROUGH:
        return await run(forgotten.worked_through, shop, asked)
    return await _another_time(clerk, asked)


async def _another_time(clerk: Clerk, asked: Forgotten) -> Answer:
    """Ask for the time, and echo it until Enter says that it is right."""
    card = Card(
        asked.question, lines=(Line(asked.hint or "Such as 1730 or 5:30p."),), prompt="Out at",
        takes=Takes.TIME, enter="Go on",
    )  # fmt: skip
    note = ""
    while True:
        typed = await clerk.counter.ask(card, clerk.seconds * 5, note=note)
        try:
            answer = await clerk.rules.run(forgotten.at_time, clerk.shop, asked, typed)
        except Refused as refused:
            note = str(refused)
            continue
        note = ""
        try:
            await clerk.counter.ask(
                Card(answer.words, enter="That is right", takes=Takes.CHOICE), clerk.seconds * 3
            )
        except Back:
            continue
        return answer
