"""The ways into the booking form: from the cursor, from a page, with a ready plan, to change."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pettui.book.booking import Booked, plan_of
from pettui.book.plan import Plan
from screens.book.form.start import FormStart

if TYPE_CHECKING:
    from screens.desk import Desk


async def book_at(desk: Desk, day: date, minute: int, employee: int | None) -> Booked | None:
    """Book where the book's cursor is; `employee` is its column, None whoever is free."""
    return await _open(desk, FormStart(day=day, minute=minute, employee=employee))


async def book_for(desk: Desk, *, client: int, pet: int | None = None) -> Booked | None:
    """Book a visit from a client's or a pet's page; the time is asked for."""
    return await _open(desk, FormStart(day=desk.shop.today(), client=client, pet=pet))


async def book_plan(desk: Desk, plan: Plan) -> Booked | None:
    """Confirm a plan that something speaks against: a copy, or a visit booked again."""
    return await _open(desk, FormStart(plan=plan))


async def edit(desk: Desk, ticket: int) -> Booked | None:
    """Change a visit that is booked: its rows, times, prices and note."""
    plan = await desk.gateway.run(plan_of, ticket)
    return await _open(desk, FormStart(plan=plan))


async def _open(desk: Desk, start: FormStart) -> Booked | None:
    from screens.book.form.screen import BookingForm

    return await desk.push_screen_wait(BookingForm(start))
