"""Saves the form: asks about what must be agreed to, and again when something changed meanwhile."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pettui.book.booking import Booked, NeedsConsent, plan_of, save
from pettui.book.plan import Plan, Problem
from pettui.book.series.scope import THIS
from pettui.history.door import Clash, Refused
from pettui.text import sentence
from screens.widgets.menu import Choice, Menu

if TYPE_CHECKING:
    from screens.book.form.screen import BookingForm


async def save_visit(form: BookingForm) -> Booked | None:
    """Save what is proposed; None when the person would rather change something.

    Raises Refused in words when it cannot be saved.
    """
    draft = form.draft
    scope = await _scope(form)
    if scope is None:
        return None
    while True:
        await form.propose()
        found = draft.proposal
        if found is None or found.checked is None:
            raise Refused("Something is still missing.")
        stops = [problem for problem in found.problems if problem.weight == "stop"]
        if stops:
            raise Refused(sentence(problem.words for problem in stops))
        asked = tuple(
            p for p in found.problems if p.weight == "ask" and p.words not in draft.agreed
        )
        if asked and not await _agree(form, asked):
            return None
        try:
            if scope != THIS:
                return await _save_series(form, found.plan, scope)
            return await form.desk.write(
                save,
                form.desk.shop,
                found.plan,
                form.desk.actor,
                agreed=frozenset(draft.agreed),
                verb=form.start.verb,
            )
        except Clash as clash:
            await _see_again(form, found.plan.ticket, clash)
            return None
        except NeedsConsent as new:
            # Somebody took the time since it was checked: it is shown before it is asked again.
            await form.propose()
            if not await _agree(form, new.problems):
                return None


async def _scope(form: BookingForm) -> str | None:
    """Ask whether what was changed holds for others of a standing appointment."""
    ticket = form.start.plan.ticket if form.start.plan is not None else None
    if ticket is None:
        return THIS
    from screens.book.series.scope import ask_scope

    return await ask_scope(form.desk, ticket, "Which of the series change?")


async def _save_series(form: BookingForm, plan: Plan, scope: str) -> Booked | None:
    """Save the visit and change others of its series as it was changed."""
    from pettui.book.series.changing import change_visits
    from screens.book.series.scope import with_leaving

    async def attempt(agreed: frozenset[str], left: frozenset[int]) -> Booked:
        return await form.desk.write(
            change_visits, form.desk.shop, plan, scope, form.desk.actor,
            agreed=agreed | form.draft.agreed, left=left,
        )  # fmt: skip

    return await with_leaving(form.desk, attempt, leave="Go back to the form")


async def _see_again(form: BookingForm, ticket: int | None, clash: Clash) -> None:
    """Offer to begin anew with the visit as somebody else left it; what was typed may stay."""
    if ticket is None:
        raise clash
    menu = Menu(
        "Somebody changed it meanwhile",
        [
            Choice("again", "See it as it is now", "what was changed here is dropped"),
            Choice("stay", "Stay here"),
        ],
        words=str(clash),
    )
    menu.rows.cursor = 1
    menu.add_class("-wide")
    if await form.desk.push_screen_wait(menu) == "again":
        await form.begin(replace(form.start, plan=await form.desk.gateway.run(plan_of, ticket)))


async def _agree(form: BookingForm, problems: tuple[Problem, ...]) -> bool:
    double = any(problem.kind == "taken" for problem in problems)
    menu = Menu(
        "Save it all the same?",
        [
            Choice("save", "Save anyway", "a double booking; recorded as such" if double else ""),
            Choice("time", "Another time"),
        ],
        words="\n".join(f"? {problem.words}" for problem in problems),
    )
    menu.rows.cursor = 1  # a hurried second Enter changes nothing
    menu.add_class("-wide")
    chosen = await form.desk.push_screen_wait(menu)
    if chosen == "save":
        form.draft.agreed.update(problem.words for problem in problems)
        return True
    form.go_to("when")
    return False
