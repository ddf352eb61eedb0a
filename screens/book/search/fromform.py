"""Looks for free time from the booking form: steps through the places, or opens the search."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pettui.book.search.asking import APART, Answer, Search
from pettui.dates import Window
from pettui.history.door import Refused
from screens.book.search.stepping import look
from screens.book.waiting.draft import WaitDraft
from screens.widgets.plain import line

if TYPE_CHECKING:
    from screens.book.form.draft import Draft
    from screens.book.form.screen import BookingForm


def search_of(draft: Draft) -> Search:
    """Give the search for a draft: with whom it says, else with anybody, the likeliest first."""
    plan = draft.plan()
    if stays(draft) and draft.employee is not None:
        rows = tuple(replace(row, employee=row.employee or draft.employee) for row in plan.rows)
        return Search(replace(plan, rows=rows), apart=APART)
    likely = draft.employee or draft.preferred
    return Search(plan, employees=(likely,) if likely else (), apart=APART)


def stays(draft: Draft) -> bool:
    """Tell whether it was said who does it."""
    return draft.said_with or draft.requested or draft.ticket is not None


def put(draft: Draft, answer: Answer) -> None:
    """Fill a place in: the time, and who does each row."""
    draft.window = Window(answer.day, answer.start, answer.start + 1, exact=True)
    draft.said_when = True
    open_rows = [place for place, row in enumerate(draft.rows) if row.employee is None]
    people = {answer.employees[place] for place in open_rows}
    if len(people) == 1:
        draft.employee = people.pop()
        return
    draft.employee = None
    draft.rows = tuple(
        replace(row, employee=who) for row, who in zip(draft.rows, answer.employees, strict=True)
    )


async def step(form: BookingForm, by: int) -> None:
    """Fill in the next place that the visit fits into, or the one before."""
    draft = form.draft
    if isinstance(draft, WaitDraft):
        return  # it has no time to step from
    if not draft.rows:
        form.go_to("service")
        raise Refused("What is to be done? Type a service first; then its times are found.")
    day = (draft.window.day if draft.window else None) or draft.day or draft.today
    start = draft.start if draft.start is not None else -1
    _, answer = await form.desk.gateway.run(
        look, form.desk.shop, search_of(draft), day, start, by, others=not draft.said_with
    )
    put(draft, answer)
    await _shown(form, answer)


async def search(form: BookingForm) -> None:
    """Open the search with what is filled in, and fill in the place that is chosen."""
    from screens.book.search import opening

    draft = form.draft
    if isinstance(draft, WaitDraft):
        return
    plan = search_of(draft).plan
    day = draft.window.day if draft.window else draft.day
    found = await opening.search(form.desk, plan=plan, day=day)
    if found is None:
        return
    if [(row.item, row.pet) for row in found.plan.rows] != [(r.item, r.pet) for r in draft.rows]:
        # Something else was looked for in the end: the whole of it is taken over.
        command, ticket = draft.command, draft.ticket
        draft.begin_with(replace(found.plan, command=command, ticket=ticket))
        if found.plan.client and found.plan.client != draft.client:
            from screens.book.form.records import read_client

            name, phone, pets = await read_client(form.desk, found.plan.client)
            draft.client, draft.client_name, draft.client_phone = found.plan.client, name, phone
            draft.pets = pets
    else:
        draft.rows = tuple(
            replace(row, setup=new.setup, process=new.process, finish=new.finish, employee=None)
            for row, new in zip(draft.rows, found.plan.rows, strict=True)
        )
        put(draft, found.answer)
    await _shown(form, found.answer)


async def _shown(form: BookingForm, answer: Answer) -> None:
    for entry in form.entries:
        if entry.line.id in ("when", "with"):
            entry.fill(anew=True)
    await form.propose()
    when = next((entry for entry in form.entries if entry.line.id == "when"), None)
    if when is not None:
        when.say(line(answer.why, "$text-muted"))
