"""The ways into the time clock, and into its lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from screens.widgets.menu import Choice, Menu

if TYPE_CHECKING:
    from pettui.team.shop import Shop
    from screens.desk import Desk
    from screens.stock.listkinds import Kind


def open_clock(desk: Desk) -> None:
    """Open the time clock, or go back to it where it is open already."""
    from screens.team.timeclock.screen import ClockScreen

    for screen in desk.screen_stack:
        if isinstance(screen, ClockScreen):
            while desk.screen is not screen:
                desk.pop_screen()
            return
    desk.push_screen(ClockScreen())


async def choose_list(desk: Desk) -> None:
    """Ask which list or rule is meant, and open it."""
    chosen = await desk.push_screen_wait(
        Menu(
            "Rules and lists of the time clock",
            [
                Choice("overtime", "Overtime rules", "ready-made sets, start dates"),
                Choice("breaks", "Kinds of break", "paid, unpaid, how long"),
                Choice("notices", "Notices", "at the clock and in the book"),
                Choice(
                    "settings", "Pay period, rounding, PINs", "the settings hours.… and kiosk.…"
                ),
            ],
        )
    )
    if chosen is None:
        return
    if chosen == "settings":
        from screens.team.settings import SettingsScreen

        screen = SettingsScreen()
        await desk.push_screen(screen)
        screen.field.display = True
        screen.field.value = "hours."
        return
    from screens.stock.lists import ListScreen
    from screens.team.timeclock.lists import Breaks, Notices, Overtime

    kinds: dict[str, Callable[[Shop], Kind]] = {
        "breaks": Breaks, "notices": Notices, "overtime": Overtime,
    }  # fmt: skip
    await desk.push_screen(ListScreen(kinds[chosen](desk.shop)))
