"""Ends a visit of a standing appointment: it asks once how many of them, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pettui.book.series.ending import end
from pettui.book.series.scope import THIS
from pettui.text import capital
from screens.book.series.scope import ask_scope
from screens.widgets.ask import Ask, Understood

if TYPE_CHECKING:
    from pettui.book.day import Block
    from screens.book.showing import Showing


async def end_in_series(book: Showing, block: Block, how: str) -> bool:
    """End a visit together with others of its series; False where this one alone is meant."""
    desk = book.desk
    scope = await ask_scope(desk, block.ticket, "Which of the series end?")
    if scope == THIS:
        return False
    if scope is None:
        return True  # it was left, and nothing ends
    reason = ""
    if block.kind == "visit":
        said = await desk.push_screen_wait(
            Ask("Why? It stands on all of them; empty for no reason",
                lambda text: Understood(text.strip()), need=False)
        )  # fmt: skip
        if said is None:
            return True
        reason = said
    words = await book.change(
        end, desk.shop, block.ticket, block.version, how, scope, desk.actor, reason=reason
    )
    desk.say(capital(words))
    book.mark(frozenset())
    return True
