"""The ways into the search, and what becomes of the place that is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pettui.book.booking import Booked
from pettui.book.plan import Plan
from screens.book.form.start import FormStart

if TYPE_CHECKING:
    from datetime import date

    from screens.book.search.form import Found
    from screens.desk import Desk


async def search(desk: Desk, *, plan: Plan | None = None, day: date | None = None) -> Found | None:
    """Open the search; None when nothing is chosen."""
    from screens.book.search.form import SlotSearch

    form = SlotSearch(plan=plan, day=day)
    await desk.push_screen_wait(form)
    return form.found


async def search_and_book(desk: Desk, *, day: date | None = None) -> Booked | None:
    """Search, and open what is chosen in the booking form, with all of it filled in."""
    from screens.book.form.screen import BookingForm

    found = await search(desk, day=day)
    if found is None:
        return None
    return await desk.push_screen_wait(BookingForm(FormStart(plan=found.plan, title="New visit")))
