"""Undo and redo, from any screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pettui.history import undo

if TYPE_CHECKING:
    from screens.desk import Desk


async def reverse(desk: Desk, kind: str) -> None:
    """Undo or redo this terminal's last change, say so, and let the screen show what it was."""
    from screens.frame.screen import DeskScreen

    done = await desk.write(undo.undo if kind == "undo" else undo.redo, desk.actor)
    desk.say(f"{'Undone' if kind == 'undo' else 'Done again'}: {done.what}")
    screen = desk.screen
    if isinstance(screen, DeskScreen):
        await screen.after_undo(done)
