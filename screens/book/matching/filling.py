"""Fills what becomes free: the book looks after every change whom of the wait list it fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pettui import clock
from screens.book.showing import Showing

if TYPE_CHECKING:
    from pettui.book.day import DayView
    from screens.book.matching.vacancies import Vacancies


class Filling(Showing):
    """The book's line about who fits, and the key that opens the panel behind it."""

    def __init__(self, view: DayView | None = None) -> None:
        super().__init__(view)
        self._begun = clock.instant()  # what was changed before is told to nobody
        self._vacancies: Vacancies | None = None

    async def shop_changed(self) -> None:
        """Look what became free, once the book shows what was changed; keys do not wait for it."""
        await super().shop_changed()
        if self.is_mounted:
            self.work(self._vacant().follow(), hold_keys=False, group="fits")

    def _vacant(self) -> Vacancies:
        if self._vacancies is None:
            from screens.book.matching.vacancies import Vacancies

            self._vacancies = Vacancies(self, self._begun)
        return self._vacancies

    def action_book_fits(self) -> None:
        """Show whom of the wait list fits what became free, or the free time under the cursor."""
        self.work(self._offer())

    async def _offer(self) -> None:
        from screens.book.matching.offering import offer
        from screens.book.matching.vacancies import under_cursor

        await self._vacant().follow()  # keys typed ahead meet what the change before set free
        opened = self._vacant().opened or await under_cursor(self)
        if not opened:
            self.desk.say("Put the cursor on free time in the column of an employee.")
            return
        await offer(self, opened)

    def forget_vacancies(self) -> None:
        """Take the line about who fits away."""
        if self._vacancies is not None and self._vacancies.opened:
            self.work(self._vacancies.dismiss(), hold_keys=False)
