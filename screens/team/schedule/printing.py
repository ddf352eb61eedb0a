"""Somebody's weeks on paper, as a file, or for the calendar of their phone."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pettui import reach
from pettui.history.door import Refused
from pettui.team.schedule import sheets
from pettui.team.schedule.reading import read_grid, week
from pettui.team.shop import Shop
from pettui.text import fold
from screens.widgets.menu import Choice, Menu
from screens.widgets.plain import line

if TYPE_CHECKING:
    from screens.desk import Desk


async def print_weeks(desk: Desk, person: tuple[int, str], day: date) -> None:
    """Ask for a form of the schedule and give it."""
    chosen = await desk.push_screen_wait(
        Menu(
            "Schedule",
            [
                Choice("look", f"look at {person[1]}'s next weeks as a page"),
                Choice("ics", f"{person[1]}'s next weeks for a phone's calendar", ".ics"),
                Choice("pdf", f"{person[1]}'s next weeks to print", ".pdf"),
                Choice("txt", f"{person[1]}'s next weeks as text", ".txt"),
                Choice("all", "everybody's week to print", ".pdf"),
            ],
            words="Files go into your home folder. `pettui schedule` gives the same to a script.",
        )
    )
    if chosen is None:
        return
    if chosen == "look":
        from screens.widgets.text_page import TextPage

        words = await desk.gateway.run(_text, desk.shop, person[0], day)
        await desk.push_screen_wait(TextPage("Schedule", [line(each) for each in words]))
        return
    path = await desk.gateway.run(_write, desk.shop, person, day, chosen)
    desk.say(f"The schedule is in {path}.")


def _text(shop: Shop, employee: int, day: date) -> list[str]:
    return sheets.person_text(shop, sheets.weeks_of(shop, employee, day))


def _write(shop: Shop, person: tuple[int, str], day: date, form: str) -> Path:
    grid = (
        read_grid(shop, week(shop, day)) if form == "all" else sheets.weeks_of(shop, person[0], day)
    )
    if form == "ics":
        from pettui.team.schedule.ical import as_icalendar

        content = as_icalendar(shop, grid)
    elif form == "txt":
        content = "\n".join(sheets.person_text(shop, grid)).encode()
    else:
        content = sheets.pdf(shop, grid)
    spoken = "".join(c for c in fold(person[1]) if c.isalnum()) or str(person[0])
    who = "everybody" if form == "all" else spoken
    ending = "pdf" if form == "all" else form
    try:
        return sheets.save(content, f"{who}-{grid.days[0].isoformat()}", ending, reach.home())
    except OSError as error:
        words = error.strerror or str(error)
        raise Refused(f"The schedule could not be written: {words}.") from error
