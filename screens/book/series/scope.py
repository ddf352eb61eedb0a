"""Asks how much of a series is meant, and what becomes of visits in whose way something stands."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

from pettui.book.booking import NeedsConsent
from pettui.book.series.changing import InTheWay
from pettui.book.series.scope import ALL, FOLLOWING, THIS, others_of
from pettui.text import count
from screens.widgets.menu import Choice, Menu

if TYPE_CHECKING:
    from screens.desk import Desk

T = TypeVar("T")
_SHOWN = 8


async def ask_scope(desk: Desk, ticket: int, question: str) -> str | None:
    """Ask this one, this and following, or all; nothing is asked of what is in no series.

    Gives None when the person leaves it.
    """
    others = await desk.gateway.run(others_of, ticket)
    if not others.all:
        return THIS
    later = "" if others.later else "no open visit follows"
    choices = [
        Choice(THIS, "This one", "the others stay as they are"),
        Choice(FOLLOWING, "This and following", count(others.later + 1, "visit"), later),
        Choice(ALL, "All that are open", count(others.all + 1, "visit")),
    ]
    return await desk.push_screen_wait(Menu(question, choices))


async def with_leaving(
    desk: Desk,
    attempt: Callable[[frozenset[str], frozenset[int]], Awaitable[T]],
    *,
    leave: str = "Leave all as they are",
) -> T | None:
    """Try to change visits of a series; where something is in the way, let the person decide.

    Args:
        desk: the app.
        attempt: does it, given the words that were agreed to, and the tickets that are left out.
        leave: the label of the way back.

    Returns:
        What the attempt gives, or None when the person leaves it.
    """
    agreed: frozenset[str] = frozenset()
    left: frozenset[int] = frozenset()
    while True:
        try:
            return await attempt(agreed, left)
        except InTheWay as met:
            chosen = await _ask_about_others(desk, met, leave)
            if chosen is None:
                return None
            if chosen == "left":
                left |= met.tickets
            else:
                agreed |= {problem.words for problem in met.problems}
        except NeedsConsent as asked:
            menu = Menu(
                "Sure?",
                [Choice("yes", "Do it all the same", _recorded(asked)), Choice("no", leave)],
                words="\n".join(f"! {problem.words}" for problem in asked.problems),
            )
            menu.rows.cursor = 1  # a hurried second Enter changes nothing
            if await desk.push_screen_wait(menu) != "yes":
                return None
            agreed |= {problem.words for problem in asked.problems}


async def _ask_about_others(desk: Desk, met: InTheWay, leave: str) -> str | None:
    number = len(met.tickets)
    words = [f"! {problem.words}" for problem in met.problems[:_SHOWN]]
    if (more := len(met.problems) - _SHOWN) > 0:
        words.append(f"and {count(more, 'more thing', 'more things')}")
    them = "this one" if number == 1 else f"these {number}"
    choices = [Choice("left", f"Leave {them} as before", "the others change")]
    if not met.only_left:
        it = "it" if number == 1 else "them"
        choices.append(Choice("yes", f"Change {it} all the same", _recorded(met)))
    choices.append(Choice("no", leave))
    menu = Menu("Something is in the way", choices, words="\n".join(words))
    menu.add_class("-wide")
    chosen = await desk.push_screen_wait(menu)
    return None if chosen == "no" else chosen


def _recorded(asked: NeedsConsent) -> str:
    double = any(problem.kind == "taken" for problem in asked.problems)
    return "a double booking, recorded as such" if double else ""
