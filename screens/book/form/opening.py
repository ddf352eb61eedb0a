"""Fills the form with what is known when it opens, and asks for proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pettui.book.free import staff
from pettui.book.proposing import Proposal, Wish, propose
from pettui.dates import Window
from screens.book.form.draft import Draft
from screens.book.form.records import choose_client, read_client
from screens.book.form.start import FormStart

if TYPE_CHECKING:
    from screens.desk import Desk


async def fill(desk: Desk, draft: Draft, start: FormStart) -> dict[int, str]:
    """Fill in what is known; gives the labels of everybody who can be booked."""
    labels = await desk.gateway.run(staff, desk.shop)
    draft.created_via = start.created_via
    draft.agreed.clear()
    if start.plan is not None:
        draft.begin_with(start.plan)
        if not start.plan.client:  # a time was found before anybody was named
            draft.without_pet = False
            return labels
        name, phone, pets = await read_client(desk, start.plan.client)
        draft.client, draft.client_name, draft.client_phone = start.plan.client, name, phone
        draft.pets = pets
        return labels
    if start.day is not None and start.minute is not None:
        draft.window = Window(start.day, start.minute, start.minute + 1, exact=True)
    draft.day = start.day
    draft.employee = start.employee if start.employee in labels else None
    if start.wish is not None:
        await _fill_wish(desk, draft, start.wish)
    if start.client is not None:
        await choose_client(desk, draft, start.client, start.pet)
    return labels


async def _fill_wish(desk: Desk, draft: Draft, wish: Wish) -> None:
    """Fill in what a line said, as far as it was understood."""
    if wish.plan.client:
        await choose_client(desk, draft, wish.plan.client)
        draft.choose_pets(wish.pets)
    draft.begin_wish(wish)


async def proposal(desk: Desk, draft: Draft) -> Proposal:
    """Find time and groomer for what is filled in, and check it."""
    return await desk.gateway.run(propose, desk.shop, draft.wish())
