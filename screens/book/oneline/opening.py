"""Opens the line where the book's cursor is, and the form when the line asks for it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pettui.book.oneline.resolving import Cursor

if TYPE_CHECKING:
    from pettui.book.booking import Booked
    from screens.book.showing import Showing


async def book_line(book: Showing) -> Booked | None:
    """Let a visit be said in one line; what is not booked stays for the next time."""
    from screens.book.form.screen import BookingForm
    from screens.book.oneline.kept import kept_line
    from screens.book.oneline.screen import LineScreen

    desk, page, before = book.desk, book.page, book.day
    column = page.cursor_column
    employee = column.id if column is not None and column.kind == "employee" else None
    cursor = Cursor(page.cursor_day or before, page.cursor_minute, employee or None)
    where, kept = _Following(book), kept_line(desk)
    left = await desk.push_screen_wait(LineScreen(cursor, kept.text, where.go, kept.keep))
    if left is None:
        return None
    kept.keep(left.text)
    done = left.booked
    if left.form is not None:
        done = await desk.push_screen_wait(BookingForm(left.form))
        if done is not None:
            kept.drop()
    if done is None:
        await where.back(before, cursor)
    return done


class _Following:
    """Lets the book behind the line show the day that is understood, its cursor at the visit."""

    def __init__(self, book: Showing) -> None:
        self._book = book
        self._shown: tuple[date, int, int | None] | None = None

    def go(self, day: date, minute: int, employee: int | None) -> None:
        """Show a day, with the cursor where the visit would stand."""
        if self._book.kind == "week" or (day, minute, employee) == self._shown:
            return
        self._shown = (day, minute, employee)
        self._book.work(self._go(day, minute, employee), hold_keys=False)

    async def _go(self, day: date, minute: int, employee: int | None) -> None:
        book = self._book
        if day != book.day:
            book.day = day
            await book.read()
        if self._shown == (day, minute, employee) and book.page is book.grid:
            book.grid.go_to(employee or book.employee(), minute)

    async def back(self, day: date, cursor: Cursor) -> None:
        """Show what was shown before."""
        if self._shown is None:
            return
        self._shown = None
        book = self._book
        if book.day != day:
            book.day = day
            await book.read()
        if book.page is book.grid and cursor.minute is not None and book.kind == "day":
            book.grid.go_to(cursor.employee or book.employee(), cursor.minute)
