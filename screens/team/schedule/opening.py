"""The way into the schedule."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from screens.desk import Desk


def open_schedule(desk: Desk) -> None:
    """Open the schedule at the book's day, or go back to it where it is open already."""
    from screens.book.showing import Showing
    from screens.team.schedule.screen import ScheduleScreen

    for screen in desk.screen_stack:
        if isinstance(screen, ScheduleScreen):
            while desk.screen is not screen:
                desk.pop_screen()
            return
    day = desk.screen.day if isinstance(desk.screen, Showing) else None
    desk.push_screen(ScheduleScreen(day))
