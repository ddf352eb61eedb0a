"""My hours: the days of a pay period, in hours and minutes and as a decimal."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from rich.cells import cell_len

from pettui.team.shop import Shop
from pettui.team.timeclock import periods
from pettui.team.timeclock.counting import DayHours
from pettui.team.timeclock.facts import Named
from pettui.team.timeclock.hours import PersonHours, of_person
from pettui.team.timeclock.periods import Period
from pettui.team.timeclock.totals import clock_text, decimal_text
from screens.kiosk.card import Card, Choice, Line, Takes
from screens.kiosk.counter import Back

if TYPE_CHECKING:
    from screens.kiosk.clerk import Clerk

MOST_DAYS = 11  # lines of days that every screen has; what was before is one line
BEFORE, AFTER = "1", "2"


async def show_hours(clerk: Clerk, named: Named) -> None:
    """Show somebody's hours of this pay period, and of those before; raises Back and Leave."""
    shop = clerk.shop
    days = [shop.today()]
    while True:
        period, found = await clerk.rules.run(read, shop, named, days[-1])
        card = hours_card(shop, period, found, newest=len(days) == 1)
        key = await clerk.counter.ask(card, clerk.seconds * 5)
        if key == BEFORE:
            days.append(period.first - timedelta(days=1))
        elif key == AFTER:
            days.pop()
        else:
            raise Back


def read(shop: Shop, named: Named, day: date) -> tuple[Period, PersonHours]:
    """Read the pay period of a day and what somebody worked in it."""
    period = periods.period_of(shop, day)
    return period, of_person(shop, named.person.employee, period.first, period.last)


def hours_card(shop: Shop, period: Period, found: PersonHours, *, newest: bool) -> Card:
    """Make the card."""
    choices = [Choice(BEFORE, "The pay period before")]
    if not newest:
        choices.append(Choice(AFTER, "The pay period after"))
    return Card(
        f"Your hours, {periods.shown(shop, period)}", lines=tuple(_lines(shop, found)),
        enter="Back", choices=tuple(choices), takes=Takes.CHOICE,
        foot="0: back to the clock",
    )  # fmt: skip


def _lines(shop: Shop, found: PersonHours) -> list[Line]:
    worked = [day for day in found.days if day.total or day.shifts or day.adjustments]
    early, late = worked[:-MOST_DAYS], worked[-MOST_DAYS:]
    rows = [(shop.short_day(day.day), day.total, _remark(shop, day)) for day in late]
    if early:
        rows.insert(0, (f"until {shop.short_day(early[-1].day)}", _sum(early), ""))
    if found.totals.carried:
        rows.append(("corrections", found.totals.carried, "of closed pay periods"))
    rows.append(("Together", found.totals.total, ""))
    width = max(cell_len(name) for name, *_ in rows)
    lines = [_row(name, minutes, remark, width) for name, minutes, remark in rows]
    asked = len(found.waiting)
    if asked:
        lines.append(Line(f"A manager has {asked} of your requests to decide.", "bad"))
    return [*lines[:-1], lines[-1]._replace(ink="bright")] if not asked else lines


def _row(name: str, minutes: int, remark: str, width: int) -> Line:
    gap = " " * (width - cell_len(name))
    said = f"{name}{gap}  {clock_text(minutes):>7} h {decimal_text(minutes):>8}   {remark}"
    return Line(said.rstrip(), "bad" if remark and not minutes else "plain")


def _remark(shop: Shop, day: DayHours) -> str:
    """Say why a day counts less than somebody may think."""
    if any(shift.open for shift in day.shifts):
        return "goes on" if day.day == shop.today() else "no clock-out yet"
    return "a manager looks at it" if day.undecided else ""


def _sum(days: list[DayHours]) -> int:
    return sum(day.total for day in days)
