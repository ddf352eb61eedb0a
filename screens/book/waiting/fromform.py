"""From the booking form to the wait list: what is filled in goes along when no time suits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pettui.book.waiting.values import LAST_MINUTE, When
from pettui.book.waiting.visits import wanted_of_visit
from pettui.book.waiting.wanted import Want, Wanted
from pettui.text import capital
from screens.book.waiting.draft import WaitDraft
from screens.book.waiting.form import WaitForm

if TYPE_CHECKING:
    from screens.book.form.draft import Draft
    from screens.book.form.screen import BookingForm


async def to_list(form: BookingForm) -> None:
    """Open the entry that the form's contents come to; once it is listed, the form closes."""
    desk, draft = form.desk, form.draft
    if isinstance(draft, WaitDraft):
        desk.say("This goes on the wait list: ctrl+s saves it.")
        return
    if draft.ticket is not None:
        entry = WaitForm(await desk.gateway.run(wanted_of_visit, desk.shop, draft.ticket))
    else:
        new = (draft.new_name, draft.new_phone) if draft.has_new_client else ("", "")
        entry = WaitForm(_wanted(draft), new=new, pets=draft.chosen)
    await desk.push_screen_wait(entry)
    if entry.listed is not None:
        desk.say(capital(entry.listed.words))
        form.dismiss(None)


def _wanted(draft: Draft) -> Wanted:
    """Give what a draft comes to: its day, or the part of it, and whom they asked for."""
    window = draft.window
    windows: tuple[When, ...] = ()
    if window is not None and window.day is not None:
        bounds = (0, LAST_MINUTE)
        if not window.exact:
            bounds = (window.start, min(window.end - 1, LAST_MINUTE))
        if window.day != draft.today or not window.exact:
            windows = (When(window.day, window.day, 127, *bounds),)
    asked = draft.employee if draft.said_with or draft.requested else None
    return Wanted(
        client=draft.client or 0,
        rows=tuple(
            Want(row.item, row.pet, (row.employee,) if row.employee is not None else ())
            for row in draft.rows
        ),
        kind="later" if windows else "today",
        windows=windows,
        employees=(asked,) if asked is not None else (),
        comment=draft.note,
        source="",
    )
