"""Hours on paper and for spreadsheets: asks for what and where, and says where it is."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from pettui import reach
from pettui.history.door import Refused
from pettui.team.shop import Shop
from pettui.team.timeclock import cards, exporting
from pettui.team.timeclock.periods import Period, shown
from pettui.text import fold, safe_line
from screens.widgets.ask import Ask, Understood
from screens.widgets.menu import Choice, Menu

if TYPE_CHECKING:
    from pettui.team.timeclock.cards import Card
    from screens.desk import Desk


async def write_hours(desk: Desk, period: Period, employee: int | None) -> None:
    """Ask for a form of the hours and for a path, and write them."""
    found = await desk.gateway.run(_cards, desk.shop, period, employee)
    everybody, mine = found
    if not everybody and mine is None:
        raise Refused("Nobody has any hours in these days, so there is nothing to write.")
    choices = []
    if mine is not None:
        choices.append(Choice("pdf:one", f"time sheet of {mine.name}, to sign", "PDF"))
    if everybody:
        choices.append(Choice("pdf:all", "time sheets of everybody, a page each", "PDF"))
        choices.append(Choice("csv:all", "everybody's hours, a row a day", "CSV"))
    if mine is not None:
        choices.append(Choice("csv:one", f"hours of {mine.name}, a row a day", "CSV"))
    chosen = await desk.push_screen_wait(
        Menu(f"Hours of {shown(desk.shop, period)}", choices, words=_open(period))
    )
    if chosen is None:
        return
    form, _, whose = chosen.partition(":")
    sheets = (mine,) if whose == "one" and mine is not None else everybody
    path = await _ask_path(desk, _default(period, sheets if whose == "one" else (), form))
    if path is None:
        return
    notes = await desk.gateway.run(_write, desk.shop, period, sheets, form, path)
    desk.say(f"The hours are in {path}.")
    for note in notes:
        desk.say(note, "warning")


def _open(period: Period) -> str:
    return "" if period.closed else "This period is open: hours may still change."


def _cards(
    shop: Shop, period: Period, employee: int | None
) -> tuple[tuple[Card, ...], Card | None]:
    everybody = cards.cards(shop, period)
    mine = next((card for card in everybody if card.employee == employee), None)
    if mine is None and employee is not None:
        mine = cards.person(shop, employee, period)
    return everybody, mine


def _default(period: Period, one: tuple[Card, ...], form: str) -> Path:
    letters = (
        "-".join("".join(c if c.isalnum() else " " for c in fold(one[0].name)).split())
        if one
        else ""
    )
    name = "-".join(part for part in ("hours", period.first.isoformat(), letters[:40]) if part)
    return reach.home() / f"{name}.{form}"


async def _ask_path(desk: Desk, default: Path) -> Path | None:
    def understand(text: str) -> Understood[Path]:
        path = reach.typed(text)
        if path.is_dir():
            path = reach.within(path / default.name)
        if not path.parent.is_dir():
            raise Refused(f"There is no folder {safe_line(str(path.parent))}. Say another one.")
        more = " It replaces the file that is there." if path.exists() else ""
        return Understood(path, f"{path}{more}")

    return await desk.push_screen_wait(Ask("Into which file?", understand, value=str(default)))


def _write(
    shop: Shop, period: Period, sheets: tuple[Card, ...], form: str, path: Path
) -> list[str]:
    """Write a file that only its owner reads; raises Refused in words where that fails."""
    try:
        if form == "pdf":
            from pettui.team.timeclock import timesheet

            return timesheet.write(shop, period, sheets, str(path))
        flags = os.O_CREAT | os.O_TRUNC | os.O_WRONLY
        with open(os.open(path, flags, 0o600), "w", encoding="utf-8", newline="") as out:
            out.write(exporting.as_csv(period, sheets))
    except OSError as error:
        raise Refused(f"{path} cannot be written: {error.strerror or error}.") from error
    return []
