"""Puts down what was moved, and writes notes; asks where a rule asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pettui.book import booking, moving, notes
from pettui.book.series.scope import THIS
from pettui.text import capital
from screens.book.consent import with_consent
from screens.book.series.scope import ask_scope, with_leaving
from screens.widgets.ask import Ask, Understood

if TYPE_CHECKING:
    from pettui.book.day import Block
    from screens.book.showing import Showing


async def move(book: Showing, wish: moving.Move, ticket: int) -> None:
    """Move, stretch or reassign a row; the cursor is on it afterwards, wherever it stands.

    Of a standing appointment, others may move with it.
    """
    desk = book.desk

    async def attempt(agreed: frozenset[str]) -> booking.Booked:
        return await book.change(moving.move, desk.shop, wish, desk.actor, agreed=agreed)

    async def with_others(agreed: frozenset[str], left: frozenset[int]) -> booking.Booked:
        from pettui.book.series import moves

        return await book.change(
            moves.move, desk.shop, wish, scope or THIS, desk.actor, agreed=agreed, left=left
        )

    try:
        scope = await ask_scope(desk, ticket, "Which of the series move?")
        if scope is None:
            return
        leave = "Leave it where it was"
        if scope == THIS:
            done = await with_consent(desk, attempt, leave=leave)
        else:
            done = await with_leaving(desk, with_others)
        if done is not None:
            desk.say(capital(done.words))
    finally:
        book.page.go_to_row(wish.row)


async def note(book: Showing, block: Block) -> None:
    """Add a note to a visit."""
    desk = book.desk
    text = await desk.push_screen_wait(
        Ask(
            f"Note on {block.pet or block.client or block.reason}",
            lambda said: Understood(said),
            value=block.note,
            placeholder="what to remember at this visit",
        )
    )
    if text is not None:
        desk.say(capital(await book.change(notes.add, block.ticket, text, desk.actor)))
