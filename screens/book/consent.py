"""Asks before something is done on purpose that the rules warn of."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

from pettui.book.booking import NeedsConsent
from screens.widgets.menu import Choice, Menu

if TYPE_CHECKING:
    from screens.desk import Desk

T = TypeVar("T")


async def with_consent(
    desk: Desk, attempt: Callable[[frozenset[str]], Awaitable[T]], *, leave: str = "Leave it"
) -> T | None:
    """Try something; when a rule asks, show why and let the person decide.

    Args:
        desk: the app.
        attempt: does it, given the words of the problems that were agreed to.
        leave: the label of the way back.

    Returns:
        What the attempt gives, or None when the person leaves it.
    """
    agreed: frozenset[str] = frozenset()
    while True:
        try:
            return await attempt(agreed)
        except NeedsConsent as asked:
            double = any(problem.kind == "taken" for problem in asked.problems)
            words = "\n".join(f"! {problem.words}" for problem in asked.problems)
            yes = "Double book on purpose" if double else "Do it all the same"
            hint = "recorded on the ticket" if double else ""
            menu = Menu("Sure?", [Choice("yes", yes, hint), Choice("no", leave)], words=words)
            menu.rows.cursor = 1  # a hurried second Enter changes nothing
            if await desk.push_screen_wait(menu) != "yes":
                return None
            agreed |= {problem.words for problem in asked.problems}
