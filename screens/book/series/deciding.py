"""Finds what a date of a series may become: another slot, another employee, another day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from pettui.book.series import alternatives
from pettui.book.series.copying import Pick, first_employee
from pettui.book.series.looking import Line, look
from pettui.history.door import Refused
from screens.widgets.ask import Ask, Understood
from screens.widgets.menu import Choice, Menu

if TYPE_CHECKING:
    from pettui.book.series.copying import Original
    from pettui.team.shop import Shop
    from screens.book.series.dates import Dates
    from screens.desk import Desk

_SHOWN = 9


class Deciding(Protocol):
    """What the list of dates asks; each gives the date's new line, or None when it is left."""

    shop: Shop

    async def free_slot(self, dates: Dates, line: Line) -> Line | None:
        """Give the next slot that is free."""

    async def somebody(self, dates: Dates, line: Line) -> Line | None:
        """Ask who does it."""

    async def another_time(self, dates: Dates, line: Line) -> Line | None:
        """Ask for another day or time."""

    async def one_more(self, dates: Dates) -> Line | None:
        """Ask for a date to add."""


class OfVisits:
    """Decides about visits."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.shop = desk.shop

    async def _look(self, source: Original, pick: Pick) -> Line:
        found = await self.desk.gateway.run(look, self.shop, source, [pick])
        return found[0]

    async def free_slot(self, dates: Dates, line: Line) -> Line | None:
        """Give the slot nearest to the date's own, with the same employee."""
        source = dates.preview.source
        others = {one.line.pick.day for one in dates.all if one.line is not line}
        pick = await self.desk.gateway.run(
            alternatives.next_free, self.shop, source, line.pick, others
        )
        if pick is None:
            raise Refused(f"{line.label} has nothing free in the {alternatives.NEAR} days after.")
        return await self._look(source, pick)

    async def somebody(self, dates: Dates, line: Line) -> Line | None:
        """Ask who else does it; those that are free come first."""
        source = dates.preview.source
        found = await self.desk.gateway.run(alternatives.employees, self.shop, source, line.pick)
        if not found:
            raise Refused("Nobody else works here.")
        choices = [Choice(str(one.employee), one.label, one.words) for one in found[:_SHOWN]]
        when = f"{self.shop.day(line.pick.day)} {self.shop.time(line.pick.start)}"
        chosen = await self.desk.push_screen_wait(Menu(f"Who does it on {when}?", choices))
        if chosen is None:
            return None
        employee = int(chosen)
        own = None if employee == first_employee(source) else employee
        return await self._look(source, line.pick._replace(employee=own))

    async def another_time(self, dates: Dates, line: Line) -> Line | None:
        """Ask for another day or time, and show what speaks against it while it is typed."""
        source = dates.preview.source

        async def understand(text: str) -> Understood[Line]:
            day, start = self.shop.parse_when(text)
            pick = line.pick._replace(
                day=day or line.pick.day, start=line.pick.start if start is None else start
            )
            return self._said(await self._look(source, pick))

        return await self.desk.push_screen_wait(
            Ask(f"Instead of {self.shop.day(line.pick.day)}", understand,
                placeholder="thu, 2p, 12/3 930")
        )  # fmt: skip

    async def one_more(self, dates: Dates) -> Line | None:
        """Ask for a date to add, at the usual time unless another is said."""
        source = dates.preview.source
        taken = {one.line.pick.due for one in dates.all}

        async def understand(text: str) -> Understood[Line]:
            day, start = self.shop.parse_when(text)
            if day is None:
                raise ValueError("Say the date first, like 12/3 or 12/3 930.")
            if day in taken:
                raise ValueError(f"{self.shop.day(day)} is in the list already.")
            pick = Pick(day, day, source.plan.start if start is None else start)
            return self._said(await self._look(source, pick))

        return await self.desk.push_screen_wait(
            Ask("Add a date", understand, placeholder="12/3, 12/3 930, fri")
        )

    def _said(self, found: Line) -> Understood[Line]:
        when = f"{self.shop.day(found.pick.day)} {self.shop.time(found.pick.start)}"
        return Understood(found, f"{when} {found.label} · {found.words or 'free'}")


class OfBlocks:
    """Decides about time blocks: they have no slots to look for, and stay with their employee."""

    def __init__(self, desk: Desk) -> None:
        self.shop = desk.shop

    async def free_slot(self, dates: Dates, line: Line) -> Line | None:
        """Say that a block stands where it stands."""
        raise Refused("A time block stands at its own time: k keeps it, Space leaves it out.")

    somebody = another_time = free_slot

    async def one_more(self, dates: Dates) -> Line | None:
        """Say how a single block is made."""
        raise Refused("A single time block is made in the book (B).")
